import asyncio
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import Transaction
from jobs.timetable import EVERY, LEASE, ON_A_JUMP, Timetable, ticks
from store.database import Database
from tests.fakes.clock import TUESDAY, SetClock

MINUTE = timedelta(minutes=1)


class Recording:
    """Jobs that note when they ran."""

    def __init__(self, clock: SetClock) -> None:
        self.ran: list[tuple[str, datetime]] = []
        self.fails = False
        self.holds: asyncio.Event | None = None
        self._clock = clock

    def jobs(self) -> dict[str, Callable[[], Awaitable[object]]]:
        return {job: lambda job=job: self._run(job) for job in EVERY}  # type: ignore[misc]

    async def _run(self, job: str) -> None:
        self.ran.append((job, self._clock.now()))
        if self.holds is not None:
            await self.holds.wait()
        if self.fails:
            raise OSError("the disk is full")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def recording(clock: SetClock) -> Recording:
    return Recording(clock)


async def test_a_slot_is_done_once_over_two_timetables_on_one_store(
    store: Database, clock: SetClock, recording: Recording
) -> None:
    replicas = [Timetable(store, clock, recording.jobs()) for _ in range(2)]
    naive: list[str] = []
    for _ in range(10):
        await asyncio.gather(*(one.tick("listen") for one in replicas for _ in range(2)))
        naive += ["listen" for _ in replicas]  # the control: a replica that asks nobody runs every slot itself
        clock.forward(MINUTE)
    assert len(recording.ran) == 10
    assert len({at for _, at in recording.ran}) == 10
    assert len(naive) == 20


async def test_jobs_do_not_hold_each_others_slots(store: Database, clock: SetClock, recording: Recording) -> None:
    timetable = Timetable(store, clock, recording.jobs())
    for job in EVERY:
        assert await timetable.tick(job)
    assert [job for job, _ in recording.ran] == list(EVERY)


async def test_a_job_that_failed_is_tried_again_at_the_next_slot_and_not_before(
    store: Database, clock: SetClock, recording: Recording
) -> None:
    timetable = Timetable(store, clock, recording.jobs())
    recording.fails = True
    await timetable.tick("listen")
    await timetable.tick("listen")
    assert len(recording.ran) == 1
    clock.forward(MINUTE)
    await timetable.tick("listen")
    assert len(recording.ran) == 2


async def test_missed_slots_are_not_made_up_one_by_one(store: Database, clock: SetClock, recording: Recording) -> None:
    timetable = Timetable(store, clock, recording.jobs())
    await timetable.tick("listen")
    clock.forward(timedelta(hours=5))
    assert [await timetable.tick("listen") for _ in range(5)] == [True, False, False, False, False]
    assert len(recording.ran) == 2


async def test_a_job_that_is_still_running_is_not_begun_again_until_its_lease_is_over(
    store: Database, clock: SetClock, recording: Recording
) -> None:
    timetable, other = (Timetable(store, clock, recording.jobs()) for _ in range(2))
    recording.holds = asyncio.Event()
    slow = asyncio.create_task(timetable.tick("listen"))
    while not recording.ran:  # noqa: ASYNC110 - it runs in a moment
        await asyncio.sleep(0.001)
    clock.forward(LEASE - MINUTE)
    assert not await other.tick("listen")
    clock.forward(MINUTE)
    taken_over = asyncio.create_task(other.tick("listen"))
    while len(recording.ran) < 2:  # noqa: ASYNC110 - it runs in a moment
        await asyncio.sleep(0.001)
    recording.holds.set()
    assert (await slow, await taken_over) == (False, True), "whoever was overtaken must not say that it is done"


async def test_a_tick_with_nothing_to_do_writes_nothing(store: Database, clock: SetClock, recording: Recording) -> None:
    wanted = False

    def look(_: Transaction) -> bool:
        return wanted

    timetable = Timetable(store, clock, recording.jobs(), looks={"listen": look})
    assert not await timetable.tick("listen")
    assert recording.ran == []
    wanted = True
    assert await timetable.tick("listen")  # and the slot was not used up by the look


def test_ticks_are_in_order_and_none_is_left_out() -> None:
    start = datetime(2026, 11, 24, 10, 0, 30, tzinfo=UTC)
    found = ticks(start, start + timedelta(hours=2))
    assert found == sorted(found, key=lambda tick: tick.at)
    for job, period in ON_A_JUMP.items():
        own = [tick.at for tick in found if tick.job == job]
        assert own == [own[0] + number * period for number in range(len(own))]
        assert start < own[0] <= start + period
        assert own[-1] <= start + timedelta(hours=2) < own[-1] + period


def test_ticks_of_one_moment_come_in_the_order_the_jobs_depend_on_each_other() -> None:
    hour = [tick.job for tick in ticks(TUESDAY - timedelta(seconds=1), TUESDAY)]
    assert hour == ["listen", "read", "choose", "nudge", "tidy"]


def test_no_tick_comes_twice_when_time_goes_on_in_pieces() -> None:
    end = TUESDAY + timedelta(hours=6)
    cuts = [TUESDAY, TUESDAY + 7 * MINUTE, TUESDAY + 60 * MINUTE, TUESDAY + 61 * MINUTE, end]
    pieces = [tick for start, stop in itertools.pairwise(cuts) for tick in ticks(start, stop)]
    assert pieces == ticks(TUESDAY, end)


async def test_stopping_waits_for_the_job_that_runs(store: Database, clock: SetClock, recording: Recording) -> None:
    recording.holds = asyncio.Event()
    timetable = Timetable(store, clock, recording.jobs())
    timetable.start()
    await timetable._spawn("listen")
    while not recording.ran:  # noqa: ASYNC110 - it runs in a moment
        await asyncio.sleep(0.001)
    stopping = asyncio.create_task(timetable.stop())
    done, _ = await asyncio.wait({stopping}, timeout=0.05)
    assert not done
    recording.holds.set()
    async with asyncio.timeout(5):
        await stopping
    clock.forward(MINUTE)
    assert await timetable.tick("listen"), "the slot was not closed when it stopped"
