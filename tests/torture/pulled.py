"""PostgreSQL is stopped at once, time after time, while many write: what was acknowledged is there afterwards."""

import asyncio
import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.app.clock import SystemClock
from store.calls import Call
from store.database import Database, Writer
from store.singles import SingleWorker
from store.transaction import Transaction
from tests.postgresql import Cluster
from tests.torture.cluster import DURABLE, databases
from tests.torture.ground import POSTGRESQL
from tests.torture.table import Outcome

WRITERS = 12
BACK_WITHIN = 10.0
"""Seconds, counted from the moment at which PostgreSQL stands again."""
APART = (0.2, 0.8)


class Hasty(SingleWorker):
    """A control: it tells its caller before the COMMIT."""

    def _run(self, call: Call[Any]) -> None:
        try:
            with self._engine.begin() as connection:
                call.settle(value=call.fn(Transaction(connection, key=self._key)))
        except DBAPIError as error:
            call.settle(error=error)


@dataclass
class Writing:
    """People who write all the time, and note down what was acknowledged."""

    store: Database
    words: str = ""
    numbers: Iterator[int] = field(default_factory=itertools.count)
    acknowledged: list[str] = field(default_factory=list)
    refused: int = 0
    last_at: float = 0.0

    async def go_on(self) -> None:
        """One of them."""
        while True:
            mark = f"mark {next(self.numbers)}{self.words}"
            try:
                await self.store.tx(lambda tx, mark=mark: tx.outbox.once(mark, at=SystemClock().now()))  # type: ignore[misc]
            except DBAPIError:
                self.refused += 1
                await asyncio.sleep(0.05)
            else:
                self.acknowledged.append(mark)
                self.last_at = time.monotonic()

    async def acknowledged_since(self, moment: float) -> float:
        """Wait until something was; returns after how many seconds."""
        while self.last_at <= moment:  # noqa: ASYNC110 - a matter of moments
            await asyncio.sleep(0.01)
        return self.last_at - moment


async def pulled(*, seed: int, times: int, writer: Writer | None = None) -> Outcome:
    """One run. `writer`: a control's own."""
    began, draw = time.monotonic(), random.Random(seed)
    with databases(DURABLE) as here:
        store = Database(here.fresh("pulled"), writer=writer)
        store.open()
        writing = Writing(store)
        try:
            slowest = await _pull(here.server, writing, draw, times)
        finally:
            await asyncio.to_thread(store.close)
        with here.connect("pulled") as connection:
            there = {mark for (mark,) in connection.execute("select mark from once_marks").fetchall()}
    lost = sum(mark not in there for mark in writing.acknowledged)
    counts = {
        "stops": times,
        "acknowledged": len(writing.acknowledged),
        "refused": writing.refused,
        "acknowledged and lost": lost,
        "back after": round(slowest, 2),
    }
    ok = lost >= 1 if writer else lost == 0 and slowest <= BACK_WITHIN and writing.acknowledged != []
    name = "control: hasty writer" if writer else "database stopped"
    return Outcome(name, POSTGRESQL, seed, counts, ok, time.monotonic() - began)


async def _pull(server: Cluster, writing: Writing, draw: random.Random, times: int) -> float:
    slowest = 0.0
    people = [asyncio.create_task(writing.go_on()) for _ in range(WRITERS)]
    try:
        for _ in range(times):
            await asyncio.sleep(draw.uniform(*APART))
            await asyncio.to_thread(server.stop, at_once=True)
            await asyncio.to_thread(server.start)
            async with asyncio.timeout(3 * BACK_WITHIN):
                slowest = max(slowest, await writing.acknowledged_since(time.monotonic()))
    finally:
        for one in people:
            one.cancel()
        await asyncio.gather(*people, return_exceptions=True)
    return slowest
