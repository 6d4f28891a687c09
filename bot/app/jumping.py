"""Moving the playground's clock: every tick on the way is run, as if the time had passed."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from bot.ports import Transaction
from jobs.deliver import Deliver
from jobs.timetable import Timetable, moments
from store.database import Database

if TYPE_CHECKING:
    from adapters.playground.platform import PlaygroundPlatform


class Jumping:
    """One jump after another."""

    def __init__(
        self,
        playground: "PlaygroundPlatform",
        store: Database,
        *,
        timetable: Timetable,
        deliver: Deliver,
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        """`settled`: waits until all that was begun is done, and has left."""
        self._playground = playground
        self._store = store
        self.timetable = timetable
        self._deliver = deliver
        self._settled = settled
        self._one_at_a_time = asyncio.Lock()

    async def to(self, to: datetime) -> None:
        """Live through the time until then."""
        clock, store = self._playground.clock, self._store
        async with self._one_at_a_time:
            await self._settled()
            await store.tx(lambda tx: tx.slots.free())  # leases are on a clock that does not jump
            for moment, jobs in moments(clock.now(), to):
                clock.forward(moment)
                if await store.read(lambda tx, jobs=jobs: self._anything_due(tx, jobs)):  # type: ignore[misc]
                    await self._playground.remember_time()
                    await self._live_through(jobs)
            clock.forward(to)
            await self._playground.remember_time()
            await self._settled()

    def _anything_due(self, tx: Transaction, jobs: Collection[str]) -> bool:
        """One look for all, since most moments of a jump are as quiet as a night."""
        return self._deliver.due(tx) or self.timetable.due(tx, jobs)

    async def _live_through(self, jobs: Collection[str]) -> None:
        await self._deliver.drain_if_due()
        for job in jobs:
            if await self.timetable.tick(job):
                await self._deliver.drain_if_due()
