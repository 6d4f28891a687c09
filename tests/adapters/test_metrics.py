"""Numbers for operators: all of them, true, and without anybody in them."""

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta

import aiohttp
from prometheus_client import Counter
from prometheus_client.parser import text_string_to_metric_families

from adapters.metrics import LABELS, Metrics
from adapters.server import Server
from bot.chat.addresses import Address, Message
from bot.ports import Backlog, CannotTell, Found, Later, Meter, NotThere, Sent, Undeliverable, Unknown

MESSAGE = Message(Address("slack", "T1", "U1"), "m1")
BACKLOG = Backlog(
    {"waiting": 7, "leaving": 1, "parked": 2, "dead": 3},
    timedelta(seconds=90),
    timedelta(seconds=4),
    paused=frozenset({"slack"}),
)
PROMISED = {
    "outbox_oldest_seconds",
    "outbox_state",
    "lane_lag_seconds",
    "platforms_paused",
    "posts_total",
    "retry_after_seconds",
    "ambiguous_total",
    "reconciled_total",
    "dead_total",
    "event_dedup_total",
    "feed_errors_total",
    "tx_seconds",
    "loop_lag_seconds",
}
OF_PROMETHEUS = {"le"}


async def asked() -> Backlog:
    """A store that answers."""
    return BACKLOG


def all_of_it(meter: Meter) -> None:
    """Each thing that is counted, once."""
    for outcome in (Sent(MESSAGE), Later(7.5), Undeliverable("no such room"), Unknown("no answer")):
        meter.delivered("slack", outcome)
    for fate in (Found(MESSAGE), NotThere(), CannotTell()):
        meter.looked_up(fate)
    meter.died()
    meter.heard_again()
    meter.feed_in_trouble("too_slow")
    meter.took("write", 0.003)
    meter.took("read", 0.001)
    meter.loop_was_late(0.002)


Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: bytes) -> Samples:
    """Every number by its name and labels, as a monitoring system reads them."""
    families = text_string_to_metric_families(text.decode())
    return {(one.name, tuple(sorted(one.labels.items()))): one.value for family in families for one in family.samples}


def labels(found: Samples) -> Iterator[str]:
    """The names of all labels."""
    for _, pairs in found:
        yield from (name for name, _ in pairs)


def test_each_thing_is_counted_where_it_belongs() -> None:
    metrics = Metrics(asked)
    metrics.knows(["slack", "playground"])
    all_of_it(metrics)
    found = samples(asyncio.run(metrics.text()))

    def of(name: str, **said: str) -> float:
        return found[f"earshot_{name}", tuple(sorted(said.items()))]

    for result in ("sent", "later", "undeliverable", "unknown"):
        assert of("posts_total", platform="slack", result=result) == 1
        assert of("posts_total", platform="playground", result=result) == 0
    assert (of("retry_after_seconds_sum"), of("retry_after_seconds_count")) == (7.5, 1)
    assert [of("reconciled_total", found=one) for one in ("yes", "no", "cannot_tell")] == [1, 1, 1]
    assert [of(one) for one in ("ambiguous_total", "dead_total", "event_dedup_total")] == [1, 1, 1]
    assert of("feed_errors_total", trouble="too_slow") == 1
    assert [of("tx_seconds_count", kind=one) for one in ("read", "write")] == [1, 1]
    assert of("loop_lag_seconds_count") == 1
    assert {state: of("outbox_state", state=state) for state in BACKLOG.states} == BACKLOG.states
    assert (of("outbox_oldest_seconds"), of("lane_lag_seconds")) == (90, 4)
    assert {said for name, said in found if name == "earshot_platforms_paused"} == {(("platform", "slack"),)}


def test_all_that_was_promised_is_there() -> None:
    metrics = Metrics(asked)
    all_of_it(metrics)
    names = {name for name, _ in samples(asyncio.run(metrics.text())) if not name.endswith("_created")}
    ours = {name.removeprefix("earshot_") for name in names if name.startswith("earshot_")}
    assert {re.sub(r"_(bucket|sum|count)$", "", name) for name in ours} == PROMISED


def test_no_label_can_hold_a_person_or_a_room() -> None:
    assert {"platform", "result", "found", "state", "trouble", "kind"} == LABELS
    metrics = Metrics(asked)
    all_of_it(metrics)
    assert set(labels(samples(asyncio.run(metrics.text())))) - OF_PROMETHEUS == LABELS


def test_control_a_label_that_names_a_room_would_be_seen() -> None:
    metrics = Metrics(asked)
    careless = Counter("earshot_careless", "Whose", ["room"], registry=metrics._registry)
    careless.labels("engineering").inc()
    assert "room" in set(labels(samples(asyncio.run(metrics.text())))) - LABELS


async def test_a_store_that_does_not_answer_leaves_out_its_own_numbers_and_no_others() -> None:
    answers = [BACKLOG]

    async def once() -> Backlog:
        return answers.pop()

    metrics = Metrics(once)
    all_of_it(metrics)
    assert b"earshot_outbox_state" in await metrics.text()
    text = await metrics.text()
    assert b"earshot_outbox" not in text, "an old number would look like a good one"
    assert b"earshot_posts_total" in text


async def test_they_are_served_where_prometheus_looks_and_nothing_else_is() -> None:
    server = Server("127.0.0.1", 0, attach=[Metrics(asked).attach])
    port = await server.start()
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            async with session.get("/metrics") as response:
                assert response.status == 200
                assert response.content_type == "text/plain"
                assert "earshot_outbox_state" in await response.text()
            for path in ("/", "/livez", "/api/state"):
                async with session.get(path) as response:
                    assert response.status == 404
    finally:
        await server.stop()


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(asked), Metrics(asked)
    one.died()
    found = samples(asyncio.run(other.text()))
    assert found["earshot_dead_total", ()] == 0
