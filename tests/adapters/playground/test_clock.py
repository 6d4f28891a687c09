"""The playground's clock goes forward only, over restarts and kills too; a jump lives through every tick on the way."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from adapters.playground.book import Book
from adapters.playground.clock import PlaygroundClock, first_morning
from adapters.playground.platform import PlaygroundPlatform
from bot.ports import Transaction
from jobs.timetable import EVERY, LEASE, Tick, Timetable, ticks
from tests.fakes.clock import TUESDAY
from tests.fakes.feeds import Answer, rss
from tests.town import Town, TownMaker
from tests.walks.steps import entry, listen_also, now


def test_it_goes_on_by_itself_and_forward_only() -> None:
    clock = PlaygroundClock(TUESDAY)
    first = clock.now()
    assert TUESDAY <= first < TUESDAY + timedelta(seconds=5)
    clock.forward(TUESDAY - timedelta(days=1))
    assert clock.now() >= first
    clock.forward(TUESDAY + timedelta(hours=1))
    assert timedelta(0) <= clock.now() - TUESDAY - timedelta(hours=1) < timedelta(seconds=5)


def test_whatever_zone_it_is_set_in_it_shows_utc() -> None:
    tokyo = timezone(timedelta(hours=9))
    clock = PlaygroundClock(TUESDAY.astimezone(tokyo))
    assert clock.now().tzinfo is UTC
    clock.forward((TUESDAY + timedelta(days=1)).astimezone(tokyo))
    assert clock.now().tzinfo is UTC
    assert clock.now() - TUESDAY >= timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "morning"),
    [
        ("2026-11-23T03:00", "2026-11-23T09:00"),  # a Monday
        ("2026-11-27T20:00", "2026-11-27T09:00"),
        ("2026-11-28T12:00", "2026-11-27T09:00"),  # a Saturday
        ("2026-11-29T23:30", "2026-11-30T09:00"),  # Sunday here, Monday in Berlin
        ("2026-07-01T12:00", "2026-07-01T08:00"),  # summer time
    ],
)
def test_it_begins_at_ten_on_a_working_day(today: str, morning: str) -> None:
    found = first_morning(datetime.fromisoformat(today).replace(tzinfo=UTC), "Europe/Berlin")
    assert found == datetime.fromisoformat(morning).replace(tzinfo=UTC)


async def test_time_does_not_go_back_even_if_the_bot_is_killed(tmp_path: Path) -> None:
    book, clock = Book(tmp_path / "playground.db"), PlaygroundClock(TUESDAY)
    await book.open()
    try:
        platform = PlaygroundPlatform(book, clock, company="Example Works", people=[], rooms=[])
        await platform.remember_time()
        clock.forward(TUESDAY + timedelta(seconds=9))  # so much later, before it is kept again, it is killed
        kept = datetime.fromisoformat(await book.noted("clock") or "")
        assert kept > clock.now(), "what is kept is ahead of every moment anything happened at"
    finally:
        await book.close()


async def test_a_second_start_goes_on_after_the_first(make_town: TownMaker) -> None:
    first = await make_town()
    await first.later(hours=5)
    before = await now(first)
    await first.bot.stop()
    second = await make_town()
    assert before <= await now(second) < before + timedelta(minutes=1)


# ── Jumps ──


@dataclass
class Recording:
    """Jobs that only note when they were looked at and when they ran; every six hours they find something to do."""

    town: Town
    looked: dict[Tick, None] = field(default_factory=dict)
    ran: list[Tick] = field(default_factory=list)

    @property
    def timetable(self) -> Timetable:
        """A timetable of these jobs on the town's store and clock."""
        jobs = {name: partial(self._run, name) for name in EVERY}
        looks = {name: partial(self._look, name) for name in EVERY}
        return Timetable(self.town.bot.store, self.town.bot.clock, jobs, looks=looks)

    async def _run(self, job: str) -> None:
        self.ran.append(self._tick(job))

    def _look(self, job: str, _: Transaction) -> bool:
        tick = self._tick(job)
        self.looked[tick] = None
        return finds_something(tick)

    def _tick(self, job: str) -> Tick:
        """The moment without the seconds that pass by themselves."""
        return Tick(self.town.bot.clock.now().replace(second=0, microsecond=0), job)


def finds_something(tick: Tick) -> bool:
    return tick.at.hour % 6 == tick.at.minute == 0


async def test_a_jump_of_three_days_goes_through_every_tick_on_the_way_in_order_and_each_once(town: Town) -> None:
    await town.bot.first_look
    recorded = Recording(town)
    assert town.bot.jumping is not None
    town.bot.jumping.timetable = recorded.timetable
    start = (await now(town)).replace(minute=59, second=0, microsecond=0)
    await town.jump(start)
    recorded.looked.clear()

    await town.jump(start + timedelta(days=3))

    wanted = ticks(start + timedelta(seconds=30), start + timedelta(days=3))
    assert len(wanted) > 3 * 24 * 12 * 4
    assert list(recorded.looked) == wanted
    ran = [tick for tick in recorded.ran if tick.at > start]
    assert ran == [tick for tick in wanted if finds_something(tick)]
    assert len(ran) == 3 * 4 * len(EVERY)


async def test_a_clock_that_is_only_moved_leaves_what_was_on_the_way_undone(town: Town) -> None:
    """The control of the test above."""
    recorded = Recording(town)
    assert town.bot.playground is not None
    town.bot.playground.clock.forward(await now(town) + timedelta(days=3))
    for job in EVERY:
        await recorded.timetable.tick(job)
    assert len(recorded.looked) == len(EVERY)


async def test_a_job_that_is_slow_when_the_clock_jumps_runs_on_the_way_all_the_same(town: Town) -> None:
    """Its lease is on a clock that does not jump."""
    await town.bot.first_look
    recorded = Recording(town)
    assert town.bot.jumping is not None
    town.bot.jumping.timetable = recorded.timetable
    slow = await town.bot.store.tx(lambda tx: tx.slots.claim("listen", 10**9, lease=LEASE))
    assert slow is not None
    await town.jump(await now(town) + timedelta(hours=12))
    assert sum(tick.job == "listen" for tick in recorded.ran) == 2


async def test_a_jump_finishes_what_should_happen_on_the_way(make_town: TownMaker) -> None:
    """News that comes out at two is heard then, and a card whose time is over ends."""
    town = await make_town(more="cards: {expire_after: 6h}")
    await listen_also(town, ["gazette"])
    late = rss(entry("A kernel driver in an afternoon", "https://news.example/driver"))
    start = await now(town)

    def say(_: object) -> Answer:
        return Answer(late if town.bot.clock.now() > start + timedelta(hours=4) else rss())

    town.feeds.serve("/gazette.xml", say)
    await town.news(rss(entry("Rust in the kernel", "https://news.example/rust")))
    await town.jump(start + timedelta(hours=23))

    cards = {one["card"]["title"]: one for one in await town.room("engineering")}
    assert list(cards) == ["Rust in the kernel", "A kernel driver in an afternoon"]
    first, second = (datetime.fromisoformat(one["at"]) - start for one in cards.values())
    assert first < timedelta(hours=1)
    assert timedelta(hours=4) < second < timedelta(hours=5)
    for one in cards.values():
        assert "worth_it" not in [button["action"] for button in one["card"]["buttons"]], "its time is over"


async def test_people_can_press_while_the_clock_jumps(town: Town) -> None:
    moment = await now(town)
    jumping = asyncio.create_task(town.jump(moment + timedelta(hours=12)))
    for who in ("ana", "ben", "chloe"):
        assert await town.post("/api/events", {"as": who, "do": "press", "action": "join_yes"})
    await jumping
    assert await now(town) >= moment + timedelta(hours=12)
