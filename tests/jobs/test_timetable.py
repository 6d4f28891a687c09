import asyncio
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.acts import OPERATOR, Act
from bot.ports import Slot, Transaction
from jobs.timetable import EVERY, LEASE, ON_A_JUMP, Timetable, ends, ticks
from store.database import Database
from tests.fakes.clock import TUESDAY, SetClock

MINUTE = timedelta(minutes=1)
OVER = timedelta(0)
"""A lease that is over at once."""


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


async def begun(timetable: Timetable, recording: Recording) -> asyncio.Task[bool]:
    """A tick that is in the middle of its job."""
    so_far = len(recording.ran)
    ticking = asyncio.create_task(timetable.tick("listen"))
    while len(recording.ran) == so_far:  # noqa: ASYNC110 - it runs in a moment
        await asyncio.sleep(0.001)
    return ticking


async def test_whoever_takes_longer_than_the_lease_does_not_say_that_it_is_done(
    store: Database, clock: SetClock, recording: Recording
) -> None:
    timetable, other = (Timetable(store, clock, recording.jobs(), lease=lease) for lease in (OVER, LEASE))
    recording.holds = asyncio.Event()
    slow = await begun(timetable, recording)
    taken_over = await begun(other, recording)
    recording.holds.set()
    assert (await slow, await taken_over) == (False, True)


async def test_a_replica_whose_clock_is_an_hour_ahead_leaves_a_job_alone_that_another_runs(
    store: Database, clock: SetClock, recording: Recording
) -> None:
    ahead = Timetable(store, SetClock(clock.now() + timedelta(hours=1)), recording.jobs())
    recording.holds = held = asyncio.Event()
    slow = await begun(Timetable(store, clock, recording.jobs()), recording)
    recording.holds = None
    assert not await ahead.tick("listen"), "by its own clock the lease is long over"
    held.set()
    assert await slow


async def test_a_replica_whose_clock_is_an_hour_ahead_does_not_keep_a_job_for_longer_than_its_lease(
    store: Database, clock: SetClock, recording: Recording
) -> None:
    recording.holds = asyncio.Event()
    ahead = Timetable(store, SetClock(clock.now() + timedelta(hours=1)), recording.jobs(), lease=OVER)
    dead = await begun(ahead, recording)
    dead.cancel()
    recording.holds = None
    assert await Timetable(store, clock, recording.jobs()).tick("listen")


class Counting:
    """A job of which every slot counts; its effect is an act that is noted."""

    def __init__(self, store: Database) -> None:
        self.store = store
        self.fails = False
        self.meanwhile: Callable[[], Awaitable[object]] | None = None

    async def run(self, slot: Slot) -> None:
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()
        if self.fails:
            raise OSError("the disk is full")
        await self.store.tx(lambda tx: self.act(slot, tx))

    def act(self, slot: Slot, tx: Transaction) -> None:
        tx.acts.note(OPERATOR, Act.DROPPED, about=str(slot.number), at=TUESDAY)
        ends(slot, tx)

    async def slots(self) -> list[int]:
        """Those that were done, the first of them as 0."""
        found = await self.store.read(lambda tx: tx.acts.last(limit=100))
        numbers = sorted(int(one.about) for one in found)
        return [number - numbers[0] for number in numbers]


def counted(store: Database, clock: SetClock, job: Counting, lease: timedelta = LEASE) -> Timetable:
    return Timetable(store, clock, {}, turns={"count": job.run}, every={"count": MINUTE}, lease=lease)


async def test_where_each_slot_counts_those_missed_are_made_up_one_by_one(store: Database, clock: SetClock) -> None:
    job = Counting(store)
    timetable = counted(store, clock, job)
    assert await timetable.tick("count")
    assert not await timetable.tick("count")
    clock.forward(5 * MINUTE)
    assert await timetable.tick("count")
    assert await job.slots() == [0, 1, 2, 3, 4, 5]


async def test_where_each_slot_counts_one_that_failed_is_done_before_the_next(store: Database, clock: SetClock) -> None:
    job = Counting(store)
    timetable = counted(store, clock, job, lease=OVER)
    assert await timetable.tick("count")
    clock.forward(MINUTE)
    job.fails = True
    assert not await timetable.tick("count")
    clock.forward(MINUTE)
    job.fails = False
    assert await timetable.tick("count")
    assert await job.slots() == [0, 1, 2]


async def test_whoever_was_overtaken_in_a_slot_that_counts_leaves_no_trace(store: Database, clock: SetClock) -> None:
    job = Counting(store)
    other = counted(store, clock, job)
    job.meanwhile = lambda: other.tick("count")
    assert not await counted(store, clock, job, lease=OVER).tick("count")
    assert await job.slots() == [0]


class Careless(Counting):
    """The control: what it does, and that it is done, are two transactions."""

    async def run(self, slot: Slot) -> None:
        await super().run(slot)
        await self.store.tx(lambda tx: tx.slots.done(slot))

    def act(self, slot: Slot, tx: Transaction) -> None:
        tx.acts.note(OPERATOR, Act.DROPPED, about=str(slot.number), at=TUESDAY)


async def test_whoever_does_and_ends_a_slot_apart_does_it_twice(store: Database, clock: SetClock) -> None:
    job = Careless(store)
    other = counted(store, clock, job)
    job.meanwhile = lambda: other.tick("count")
    await counted(store, clock, job, lease=OVER).tick("count")
    assert await job.slots() == [0, 0]


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
