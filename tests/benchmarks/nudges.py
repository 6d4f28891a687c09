"""The next 500 nudges of a million people, beside the bare statement.

Both plan on stores of their own that begin as the same file, in turn, so that a slow or busy machine shows in both. The
bare side is one statement written by hand for the first item, through the raw driver with the same guarantees. Ours
also finds out whose turn it is, goes on to the next item for those the first one is not for, and passes through the
store's threads. What is compared is the time for 500 nudges. On PostgreSQL it is done with 100,000 people.
"""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.chat.here import Here
from bot.domain.rhythm import is_quiet
from bot.settings import Settings, parse
from jobs.nudge import Nudge, subjects
from store import migrate
from store.database import Database
from tests import postgresql
from tests.benchmarks.bare import Bare, BarePostgresql, BareSqlite
from tests.benchmarks.people import NOW, ZONES, fill_postgresql, fill_sqlite
from tests.benchmarks.table import Row
from tests.fakes.clock import SetClock

GOAL = 1.5
ROUNDS = 60
SETTINGS = (
    "company: {name: Example Works, time_zone: Europe/Berlin}\npeople: {quiet: {from: '18:00', until: '09:00'}}\n"
)


@dataclass
class Side:
    """What one side needed: seconds, and nudges planned."""

    seconds: list[float] = field(default_factory=list)
    each: list[float] = field(default_factory=list)
    planned: int = 0

    def add(self, seconds: float, planned: int) -> None:
        """One batch more."""
        self.seconds.append(seconds)
        self.planned += planned
        if planned >= 20:
            self.each.append(seconds / planned * 500 * 1000)

    @property
    def per_500(self) -> float:
        """Milliseconds for 500 nudges, in the median of all batches that are worth it."""
        return statistics.median(self.each)

    @property
    def p99(self) -> float:
        """Milliseconds of the batch that 99 of 100 do not exceed."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99) - 1] * 1000


def settings() -> Settings:
    """Quiet from 18:00 to 09:00 and at weekends."""
    return parse(SETTINGS, environ={})


async def compare(store: Database, ours: Bare, bare: Bare, *, rounds: int) -> tuple[Side, Side]:
    """So many batches of each, in turn. `ours`: a look from outside at what our side planned."""
    nudge = Nudge(store, settings=settings(), clock=SetClock(NOW))
    asking = await store.read(lambda tx: subjects(Here(tx, settings(), NOW)))
    we, they = Side(), Side()
    steps, theirs = _places(), _places()
    zone, after, there, last = next(steps), "", next(theirs), ""
    for _ in range(rounds):
        if not zone or not there:
            break
        before = ours.waiting()
        began = time.perf_counter()
        upto = await nudge.go_on(zone, after, asking)
        we.add(time.perf_counter() - began, ours.waiting() - before)
        zone, after = (zone, upto) if upto else (next(steps), "")
        began = time.perf_counter()
        planned = bare.plan(asking[0], zone=there, after=last, now=NOW)
        they.add(time.perf_counter() - began, len(planned))
        there, last = (there, planned[-1]) if len(planned) == 500 else (next(theirs), "")
    return we, they


async def nobody(store: Database) -> tuple[float, float]:
    """Milliseconds of one look, and of one whole run, where nobody's turn has come."""
    nudge = Nudge(store, settings=settings(), clock=SetClock(NOW))
    began = time.perf_counter()
    assert not await store.read(nudge.due)
    looked = time.perf_counter()
    await nudge.run()
    return (looked - began) * 1000, (time.perf_counter() - looked) * 1000


def _places() -> Iterator[str]:
    """The zones in which it is day; then none, and nobody is left."""
    quiet = Here(None, settings(), NOW).quiet()  # type: ignore[arg-type]
    yield from (zone for zone in sorted(ZONES) if not is_quiet(quiet, at=NOW, zone=zone))
    while True:
        yield ""


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The store at this address, open."""
    store = Database(url)
    store.open()
    try:
        yield store
    finally:
        store.close()


def rows(*, small: bool = False) -> list[Row]:
    """One for each database."""
    with tempfile.TemporaryDirectory() as folder, postgresql.cluster() as server:
        return [
            *on_sqlite(Path(folder), 6_000 if small else 1_000_000, rounds=4 if small else ROUNDS),
            *on_postgresql(server.url("postgres"), 6_000 if small else 100_000, rounds=4 if small else ROUNDS),
        ]


def on_sqlite(folder: Path, count: int, *, rounds: int) -> list[Row]:
    """Both sides on SQLite, with so many people."""
    file, copy, rest = (folder / f"{name}.db" for name in ("ours", "bare", "resting"))
    for made, resting in ((file, False), (rest, True)):
        migrate.upgrade(f"sqlite:///{made}")
        fill_sqlite(made, count, resting=resting)
    shutil.copy(file, copy)
    with opened(f"sqlite:///{file}") as store:
        ours, bare = asyncio.run(compare(store, BareSqlite(file), BareSqlite(copy), rounds=rounds))
    with opened(f"sqlite:///{rest}") as store:
        look, run = asyncio.run(nobody(store))
    said = f"p99 {ours.p99:.1f} ms; nobody's turn: one look {look:.1f} ms, a whole run {run:.1f} ms"
    return [_row(f"500 nudges, SQLite, {count:,} people", ours, bare, GOAL, said)]


def on_postgresql(server: str, count: int, *, rounds: int) -> list[Row]:
    """The same on PostgreSQL, in two databases made for it and dropped afterwards."""
    with BarePostgresql.databases(server) as (ours, bare):
        migrate.upgrade(ours.url)
        fill_postgresql(ours.connection, count)
        ours.copy_to(bare)
        with opened(ours.url) as store:
            we, they = asyncio.run(compare(store, ours, bare, rounds=rounds))
    return [_row(f"500 nudges, PostgreSQL, {count:,} people", we, they, None, f"p99 {we.p99:.1f} ms")]


def _row(what: str, ours: Side, bare: Side, goal: float | None, said: str) -> Row:
    planned = f"planned {ours.planned} and {bare.planned}"
    return Row(what, ours.per_500, bare.per_500, "ms", goal, note=f"{said}; {planned}")
