"""When everything happens. APScheduler wakes in every replica; a tick is claimed as a row, so it is done once."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Clock, Slot, Store, Transaction

log = structlog.get_logger()

EVERY: Mapping[str, timedelta] = {
    "listen": timedelta(minutes=1),
    "read": timedelta(minutes=1),
    "choose": timedelta(minutes=5),
    "nudge": timedelta(minutes=5),
    "tidy": timedelta(minutes=10),
}
"""How often each job looks in the store for what is due, in the order they run where several are due at once."""

ON_A_JUMP = {job: max(period, timedelta(minutes=5)) for job, period in EVERY.items()} | {"tidy": timedelta(hours=1)}
"""When the playground's clock jumps, minutes pass in no time: looking less often finds the same."""

LEASE = timedelta(minutes=10)
"""How long whoever runs a job is left alone with it. Two at once would do no harm, and the same work."""

STOPS_WITHIN = 3.0
"""Seconds a job has to end when the bot stops. Each of its steps is a transaction, so that none is half done."""

Run = Callable[[], Awaitable[object]]
Turn = Callable[[Slot], Awaitable[object]]
"""A job of which every slot counts: it does what belongs to this one, and ends it (`ends`) in the same transaction."""

Look = Callable[[Transaction], bool]


class TakenOver(Exception):
    """The lease was over, and the slot is somebody else's by now: nothing of this transaction may stay."""


def ends(slot: Slot, tx: Transaction) -> None:
    """All that this transaction does is done in this slot, once, whoever else runs it too. Raises TakenOver."""
    if not tx.slots.done(slot):
        raise TakenOver


@dataclass(frozen=True, slots=True)
class Tick:
    """One moment at which one job is due."""

    at: datetime
    job: str


def ticks(start: datetime, end: datetime, every: Mapping[str, timedelta] = ON_A_JUMP) -> list[Tick]:
    """All ticks after `start` up to and including `end`, in order; pure."""
    found = []
    for place, (job, period) in enumerate(every.items()):
        slot = _slot(start, period) + 1
        while (at := _at(slot, period)) <= end:
            found.append((at, place, job))
            slot += 1
    return [Tick(at, job) for at, _, job in sorted(found)]


def moments(start: datetime, end: datetime) -> list[tuple[datetime, list[str]]]:
    """The same ticks by the moment they share, each moment with its jobs in order; pure."""
    by_moment = itertools.groupby(ticks(start, end), key=lambda tick: tick.at)
    return [(at, [tick.job for tick in group]) for at, group in by_moment]


class Timetable:
    """Runs jobs by the clock, each slot once over all replicas."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        jobs: Mapping[str, Run],
        *,
        looks: Mapping[str, Look] | None = None,
        turns: Mapping[str, Turn] | None = None,
        every: Mapping[str, timedelta] = EVERY,
        lease: timedelta = LEASE,
    ) -> None:
        """`jobs`: those of which only the newest slot matters. `turns`: those of which each does, the oldest first.

        `looks`: whether a job would find anything to do now; one without a look always might.
        """
        self._store = store
        self._clock = clock
        self._jobs = jobs
        self._looks = looks or {}
        self._turns = turns or {}
        self._every = every
        self._lease = lease
        self._scheduler: AsyncIOScheduler | None = None
        self._running: set[asyncio.Task[object]] = set()

    def start(self) -> None:
        """Begin to tick. A tick only starts our own task: the scheduler cancels what it runs itself when it stops."""
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        for job, period in self._every.items():
            self._scheduler.add_job(self._spawn, "interval", args=[job], seconds=period.total_seconds())
        self._scheduler.start()

    async def stop(self, *, within: float = STOPS_WITHIN) -> None:
        """No more ticks; what runs is waited for, but not for ever. A slot given up is done by the next one."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        if self._running:
            _, still = await asyncio.wait(self._running, timeout=within)
            for task in still:
                task.cancel()
            await asyncio.gather(*still, return_exceptions=True)

    async def _spawn(self, job: str) -> None:
        task = asyncio.get_running_loop().create_task(self.tick(job))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def due(self, tx: Transaction, jobs: Collection[str]) -> bool:
        """Whether any of these jobs may find something to do now."""
        return any(job not in self._looks or self._looks[job](tx) for job in jobs)

    async def tick(self, job: str) -> bool:
        """Run a job for the slot it is now, if no replica has. A failure is logged; the next slot tries again.

        A tick with nothing to do costs one look, and writes nothing.
        """
        if not await self._store.read(lambda tx: self.due(tx, [job])):
            return False
        turn = self._turns.get(job)
        if turn is not None:
            return await self._catch_up(job, turn)
        slot = await self._claim(job)
        if slot is None:
            return False
        await self._done_well(job, self._jobs[job]())
        return await self._store.tx(lambda tx: tx.slots.done(slot))

    async def _catch_up(self, job: str, turn: Turn) -> bool:
        """Each slot there was, until none is left. One that failed is tried again by whoever comes after its lease."""
        ended = False
        while (slot := await self._claim(job, each=True)) is not None:
            if not await self._done_well(job, turn(slot)):
                break
            ended = True
        return ended

    async def _claim(self, job: str, *, each: bool = False) -> Slot | None:
        newest = _slot(self._clock.now(), self._every[job])
        return await self._store.tx(lambda tx: tx.slots.claim(job, newest, lease=self._lease, each=each))

    async def _done_well(self, job: str, work: Awaitable[object]) -> bool:
        try:
            await work
        except TakenOver:
            log.warning("slot_taken_over", job=job)
        except Exception:  # the edge of every job: one that fails must not end the timetable
            log.exception("job_failed", job=job)
        else:
            return True
        return False


def _slot(at: datetime, period: timedelta) -> int:
    return int(at.timestamp() // period.total_seconds())


def _at(slot: int, period: timedelta) -> datetime:
    return datetime.fromtimestamp(slot * period.total_seconds(), UTC)
