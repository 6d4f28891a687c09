"""Whether the bot lives and can work, as those who watch over it see it."""

import asyncio
import re
import time

import aiohttp
import pytest

from bot.app import free_port
from bot.app.health import Heart, Readiness
from bot.app.recent import Recent
from bot.ports import Transaction
from store.database import Database
from tests.fakes.feeds import Answer
from tests.store.looking import inside
from tests.town import FEED, Town, TownMaker


async def get(address: str) -> tuple[int, str]:
    """Status and words."""
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return response.status, await response.text()


# ── The heart ──


async def test_a_heart_beats_as_long_as_the_loop_goes_round_and_says_how_late_it_was() -> None:
    late: list[float] = []
    heart = Heart(late.append, every=0.01, within=0.3)
    assert not heart.beats()
    heart.start()
    await asyncio.sleep(0.05)
    assert heart.beats()
    time.sleep(0.4)  # noqa: ASYNC251 - what must not happen in a loop
    assert not heart.beats(), "whoever asks first after such a stop is told of it"
    await asyncio.sleep(0.05)
    assert heart.beats()
    assert max(late) > 0.3
    await heart.stop()
    await asyncio.sleep(0.4)
    assert not heart.beats()


async def test_control_a_heart_that_only_remembers_that_it_began_notices_nothing() -> None:
    class Began(Heart):
        def beats(self) -> bool:
            return self._last is not None

    heart = Began(lambda _: None, every=0.01, within=0.1)
    heart.start()
    time.sleep(0.2)  # noqa: ASYNC251 - as above
    assert heart.beats()
    await heart.stop()


# ── The trial write ──


async def test_it_is_ready_when_a_write_goes_through_and_not_before(store: Database) -> None:
    assert await Readiness(store).ask()
    store.close()
    assert not await Readiness(store).ask()


@pytest.mark.usefixtures("file")  # where there is one writer, one that is slow holds up all
async def test_it_is_not_ready_when_the_store_cannot_write_in_time(store: Database) -> None:
    holding = asyncio.create_task(store.tx(lambda _: time.sleep(1.5)))
    await asyncio.sleep(0.05)
    began = time.monotonic()
    assert not await Readiness(store).ask()
    assert time.monotonic() - began < 1.4
    # The control: a look is answered all the while, so that whoever only looks believes that all is well.
    assert await store.read(lambda tx: tx.standing.is_understood())
    await holding
    assert await Readiness(store).ask()


async def test_it_is_not_ready_on_a_database_it_does_not_understand(store: Database) -> None:
    def older(tx: Transaction) -> None:
        inside(tx).exec_driver_sql("update alembic_version set version_num = '0001'")

    await store.tx(older)
    assert not await Readiness(store).ask()


async def test_however_often_strangers_ask_the_store_is_tried_once(store: Database) -> None:
    tried = 0

    class Counted(Readiness):
        async def _try(self) -> bool:
            nonlocal tried
            tried += 1
            return await super()._try()

    many = Counted(store)
    assert await asyncio.gather(*(many.ask() for _ in range(200))) == [True] * 200
    assert tried == 1
    eager = Counted(store, hold=0)  # the control: whoever asks each time
    await asyncio.gather(*(eager.ask() for _ in range(20)))
    assert tried == 21


async def test_a_bot_that_is_stopping_is_not_ready(store: Database) -> None:
    readiness = Readiness(store)
    assert await readiness.ask()
    readiness.stop()
    assert not await readiness.ask()


# ── A whole bot ──


async def test_a_running_bot_lives_and_is_ready(town: Town) -> None:
    assert await get(f"{town.bot.url}/livez") == (200, "alive\n")
    assert await get(f"{town.bot.url}/readyz") == (200, "ready\n")
    assert town.bot.metrics_port is None, "nobody named a port for numbers"
    assert (await get(f"{town.bot.url}/metrics"))[0] == 404


async def test_what_a_bot_did_can_be_counted(make_town: TownMaker) -> None:
    town = await make_town(more=f"server: {{metrics_port: {free_port()}}}")
    await town.join("ana")
    status, text = await get(f"http://127.0.0.1:{town.bot.metrics_port}/metrics")
    assert status == 200
    assert 'earshot_outbox_state{state="waiting"} 0.0' in text
    assert 'earshot_posts_total{platform="playground",result="unknown"} 0.0' in text
    count = next(line for line in text.splitlines() if line.startswith('earshot_tx_seconds_count{kind="write"}'))
    assert float(count.split()[1]) > 2
    assert (await get(f"http://127.0.0.1:{town.bot.metrics_port}/livez"))[0] == 404


async def test_numbers_can_be_switched_off_with_a_nought(make_town: TownMaker) -> None:
    town = await make_town(more="server: {metrics_port: 0}")
    assert town.bot.metrics_port is None


async def test_a_source_in_trouble_is_counted(make_town: TownMaker) -> None:
    town = await make_town(more=f"server: {{metrics_port: {free_port()}}}")
    town.feeds.serve(FEED, Answer(status=500))
    await town.later(minutes=20)
    _, text = await get(f"http://127.0.0.1:{town.bot.metrics_port}/metrics")
    (count,) = re.findall(r'^earshot_feed_errors_total{trouble="(\w+)"} (\S+)$', text, re.MULTILINE)
    assert count[0] == "server"
    assert float(count[1]) >= 1


# ── What was heard lately ──


def test_an_event_that_is_told_again_is_noticed_as_long_as_it_is_among_the_latest() -> None:
    recent = Recent(kept=3)
    assert [recent.again(key) for key in "abca"] == [False, False, False, True]
    assert not recent.again("d")
    assert not recent.again("b"), "forgotten by now"
    assert recent.again("a")


def test_what_is_remembered_of_it_is_no_text() -> None:
    recent = Recent()
    recent.again("Ev0123 from ana")
    assert all(isinstance(one, int) for one in recent._heard)
