"""SQLite under a lock that is not ours, and on a disk that is full: nothing is acknowledged that is not there."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.ports import Transaction as Asked
from store.calls import Call
from store.database import Database, Writer
from store.groups import GroupWriter
from store.transaction import Transaction
from tests.store.looking import inside
from tests.torture.ground import SQLITE, Ground, Place
from tests.torture.pulled import Writing
from tests.torture.table import Outcome

WRITERS = 12
PAGES = 60
"""So many more pages the disk has room for."""
LONG = " with words that need a page soon" * 30


class Hasty(GroupWriter):
    """A control: it tells its callers before the COMMIT."""

    def write(self, group: Sequence[Call[Any]]) -> None:
        """All of them in one transaction, each told as soon as it ran."""
        try:
            with self._engine.begin() as connection:
                for call in group:
                    call.settle(value=call.fn(Transaction(connection, key=self._key)))
        except DBAPIError as error:
            for call in group:
                call.settle(error=error)


async def locked(ground: Ground, *, seconds: float) -> Outcome:
    """Another connection holds the file for so long while people write; they wait, and lose nothing."""
    began, place = time.monotonic(), ground.fresh()
    store = Database(place.url)
    store.open()
    writing = Writing(store)
    people = [asyncio.create_task(writing.go_on()) for _ in range(WRITERS)]
    try:
        await asyncio.sleep(0.2)
        before, during = await _hold(place, writing, seconds)
        await writing.acknowledged_since(time.monotonic())
    finally:
        await _end(people, store)
    counts = {
        "acknowledged before": before,
        "while locked": during,
        **_counted(place, writing),
    }
    ok = before > 0 and during == 0 and writing.refused == 0 and counts["acknowledged and lost"] == 0
    return Outcome("locked", SQLITE, 0, counts, ok, time.monotonic() - began)


async def _hold(place: Place, writing: Writing, seconds: float) -> tuple[int, int]:
    file = place.url.removeprefix("sqlite:///")
    # It commits nothing: two connections that commit could damage the file (store/manners.py).
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as other:
        other.execute("PRAGMA wal_autocheckpoint=0")
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(0.1)  # what was committed already is told
        before = len(writing.acknowledged)
        await asyncio.sleep(seconds)
        during = len(writing.acknowledged) - before
        other.execute("ROLLBACK")
    return before, during


async def full(ground: Ground, *, times: int, writer: Writer | None = None) -> Outcome:
    """The disk fills up while people write, and is given more room, several times."""
    began, place = time.monotonic(), ground.fresh()
    store = Database(place.url, writer=writer)
    store.open()
    writing = Writing(store, words=LONG)
    people: list[asyncio.Task[None]] = []
    try:
        for _ in range(times):
            await store.tx(lambda tx: _leave_room(tx, PAGES))
            people = people or [asyncio.create_task(writing.go_on()) for _ in range(WRITERS)]
            refused = writing.refused
            async with asyncio.timeout(20):
                while writing.refused < refused + 3 * WRITERS:  # noqa: ASYNC110 - a matter of moments
                    await asyncio.sleep(0.01)
        await store.tx(lambda tx: _leave_room(tx, 100_000))
        await writing.acknowledged_since(time.monotonic())
    finally:
        await _end(people, store)
    counts = {"times full": times, **_counted(place, writing)}
    lost = counts["acknowledged and lost"]
    whole = place.one("PRAGMA integrity_check") == "ok"
    ok = whole and (lost >= 1 if writer else lost == 0)
    name = "control: hasty writer" if writer else "disk full"
    return Outcome(name, SQLITE, 0, counts, ok, time.monotonic() - began, "" if whole else "the file is damaged")


def _leave_room(tx: Asked, pages: int) -> None:
    connection = inside(tx)
    there = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count={there + pages}")


def _counted(place: Place, writing: Writing) -> dict[str, float]:
    there = {mark for (mark,) in place.rows("select mark from once_marks")}
    return {
        "acknowledged": len(writing.acknowledged),
        "refused": writing.refused,
        "acknowledged and lost": sum(mark not in there for mark in writing.acknowledged),
    }


async def _end(people: Sequence[asyncio.Task[None]], store: Database) -> None:
    for one in people:
        one.cancel()
    with suppress(Exception):
        await asyncio.gather(*people, return_exceptions=True)
    await asyncio.to_thread(store.close)
