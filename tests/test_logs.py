"""The log says what is on a short list, and nobody's name, words or address; a canary through a whole walk shows it."""

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import aiohttp
import pytest
import structlog

from bot.app import free_port
from bot.app.logs import FACTS, HASHED, Allowed, Libraries, log_as, processors
from bot.chat.addresses import Address
from bot.chat.events import Asked, Event
from bot.settings import LogLevel, parse
from bot.settings.models import Log
from tests.fakes.feeds import Answer, rss
from tests.store.making import NOW
from tests.town import FEED, Town, TownMaker
from tests.walks.steps import sleep

KEY = b"k" * 32
JSON: Log = parse("company: {name: x}\nlog: {level: debug}\n", environ={}).log

NAME, MAIL, TOKEN = "Ana Duarte", "ana.duarte@example.org", "xoxb-canary-token-0001"
WORDS = "My landlord and the blue heron"
WHO = "ana"
CANARIES = {
    "a name": r"Ana\b|Duarte",
    "a mail address": r"ana\.duarte|@example\.org",
    "a token": r"canary-token",
    "a platform's id": r"[\"'=: ]ana[\"', }]|[\"'=: ]kitchen[\"', }]",
    "words": r"landlord|heron",
}
LINK = f"https://sites.example/{TOKEN}?mail={MAIL}"
EVENT = Asked("k1", NOW, Address("slack", "T1", WHO), f"{NAME} <{MAIL}>: {WORDS} {TOKEN}", None)


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """Whoever changes the log of this process puts it back."""
    handlers = logging.getLogger().handlers[:]
    yield
    logging.getLogger().handlers = handlers
    structlog.reset_defaults()


@pytest.fixture
def log() -> io.StringIO:
    """Everything that is logged, at the finest level."""
    to = io.StringIO()
    log_as(JSON, to=to)
    return to


def found(text: str) -> list[str]:
    """Which canaries sing in a text."""
    return [what for what, pattern in CANARIES.items() if re.search(pattern, text)]


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    """What was logged, line by line."""
    return [json.loads(line) for line in log.getvalue().splitlines()]


# ── One line ──


def test_what_is_on_the_list_is_said_and_nothing_else(log: io.StringIO) -> None:
    structlog.get_logger().warning("source_in_trouble", source="LWN", trouble="too_slow", words=WORDS, name=NAME)
    [line] = lines(log)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "source_in_trouble", "level": "warning", "source": "LWN", "trouble": "too_slow", "left_out": 2,
    }  # fmt: skip


def test_an_id_can_be_followed_but_not_read_and_another_start_has_other_hashes() -> None:
    def hashed(key: bytes, who: str) -> object:
        return Allowed(key)(None, "info", {"event": "left", "person": who})["person"]

    assert hashed(KEY, WHO) == hashed(KEY, WHO)
    assert len({hashed(KEY, WHO), hashed(KEY, "ben"), hashed(b"other", WHO)}) == 3
    assert WHO not in str(hashed(KEY, WHO))
    first, second = (processors()[-1], processors()[-1])
    assert first(None, "info", {"event": "left", "person": WHO}) != second(
        None, "info", {"event": "left", "person": WHO}
    )


def test_an_exception_is_its_kind_and_its_place_without_its_words(log: io.StringIO) -> None:
    try:
        raise ValueError(f"{NAME} wrote {WORDS} to {MAIL}")
    except ValueError:
        structlog.get_logger().exception("job_failed", job="nudge")
    [line] = lines(log)
    assert (line["error"], line["job"]) == ("ValueError", "nudge")
    assert re.fullmatch(r"test_logs\.py:\d+ test_an_exception_is_its_kind.*", line["where"][-1])
    assert found(log.getvalue()) == []


def test_a_sentence_is_no_name_of_a_line(log: io.StringIO) -> None:
    structlog.get_logger().info(f"heard {NAME}: {WORDS}")
    [line] = lines(log)
    assert line["event"] == "a_line_without_a_name"


def test_of_a_web_address_only_its_host_is_told_and_of_a_mail_address_nothing(log: io.StringIO) -> None:
    structlog.get_logger().warning(
        "source_in_trouble", detail=f"moved to https://u:p@sites.example:1/{TOKEN} says {MAIL}"
    )
    [line] = lines(log)
    assert line["detail"] == "moved to https://sites.example:1/… says (an address)"


def test_a_library_that_complains_is_named_and_not_quoted(log: io.StringIO) -> None:
    try:
        raise RuntimeError(WORDS)
    except RuntimeError:
        logging.getLogger("aiohttp.server").exception("Error handling request of %s", NAME)
    logging.getLogger("asyncio").warning("Executing %s took long", EVENT)
    logging.getLogger("aiohttp.access").info("nothing of this level")
    first, second = lines(log)
    assert (first["event"], first["library"], first["error"]) == (
        "library_complained",
        "aiohttp.server",
        "RuntimeError",
    )
    assert (second["level"], second["library"]) == ("warning", "asyncio")
    assert found(log.getvalue()) == []


def test_setting_the_log_up_twice_says_everything_once() -> None:
    to = io.StringIO()
    log_as(JSON, to=to)
    log_as(JSON, to=to)
    logging.getLogger("x").error("once")
    assert len(lines(to)) == 1
    assert sum(isinstance(one, Libraries) for one in logging.getLogger().handlers) == 1


def test_for_people_it_says_the_same_in_their_way() -> None:
    to = io.StringIO()
    log_as(JSON.model_copy(update={"format": "text"}), to=to)
    structlog.get_logger().info("started", store="sqlite 3.40.1", words=WORDS)
    assert "started" in to.getvalue()
    assert "store='sqlite 3.40.1'" in to.getvalue()
    assert found(to.getvalue()) == []


def test_a_level_that_is_not_wanted_is_not_said() -> None:
    to = io.StringIO()
    log_as(JSON.model_copy(update={"level": LogLevel.ERROR}), to=to)
    structlog.get_logger().info("started")
    assert to.getvalue() == ""


def test_the_list_holds_no_word_for_who_or_what_was_said() -> None:
    assert not FACTS & {"name", "mail", "words", "text", "title", "body", "token", "key", "url", "person", "room"}
    assert set() == FACTS & HASHED


# ── A whole walk ──


async def walk(town: Town) -> None:
    """A person joins, asks, brings, drafts, tells, is in trouble, and a page cannot be read."""
    town.feeds.serve(FEED, Answer(rss(f"<item><title>Rust and {WORDS}</title><guid>1</guid></item>")))
    await town.later(minutes=20)
    await town.join(WHO, networks=["bluesky"])
    await town.ask(WHO, f"{NAME} <{MAIL}> {TOKEN} {WORDS}")
    await town.ask(WHO, f"find {LINK} {WORDS}")
    await town.submit(WHO, "story", {"title": WORDS, "text": f"{NAME} and {TOKEN}", "kind": "work", "signed": "name"})
    await town.submit(WHO, "find", {"link": LINK, "why": WORDS})
    town.feeds.serve(FEED, Answer(f"<html>{NAME} {WORDS}</html>"))
    await sleep(town, hours=3)
    await town.ask(WHO, "nudges on")
    await town.ask(WHO, "forget")


def whole_event(logger: Any, event: Event) -> None:
    """The one careless line."""
    logger.info("heard", **asdict(event))


async def test_no_canary_sings_in_the_log_or_in_the_numbers_of_a_whole_walk(
    make_town: TownMaker, log: io.StringIO
) -> None:
    town = await make_town(more=f"server: {{metrics_port: {free_port()}}}")
    await walk(town)
    logger = structlog.get_logger()
    whole_event(logger, EVENT)  # and even then
    logger.info(f"heard {EVENT}")
    logger.error("listening_failed", error=EVENT, source=LINK, person=WHO, room="kitchen", item=WORDS)
    assert {"started", "source_in_trouble"} <= {line["event"] for line in lines(log)}
    assert found(log.getvalue()) == []
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{town.bot.metrics_port}/metrics") as response,
    ):
        numbers = await response.text()
    assert "earshot_tx_seconds" in numbers
    assert found(numbers) == []


def test_control_a_log_without_the_list_would_tell_all_of_it() -> None:
    to = io.StringIO()
    structlog.configure(
        processors=[structlog.processors.JSONRenderer(default=str, ensure_ascii=False)],
        logger_factory=structlog.PrintLoggerFactory(to),
    )
    whole_event(structlog.get_logger(), EVENT)
    assert found(to.getvalue()) == list(CANARIES)
