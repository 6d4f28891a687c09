"""What the benchmarks of Slack's events and of Teams' activities have in common: two servers, called in turn.

Ours and another one get the very same requests; what counts is what one came to beside the other. In the end the
product is killed, and every answer has to be there: one that was taken before its COMMIT would be missing.
"""

import asyncio
import sqlite3
import statistics
import tempfile
from collections.abc import Coroutine, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg

from tests.benchmarks.load import Came, Round
from tests.benchmarks.processes import Load
from tests.benchmarks.table import Row
from tests.torture import cluster

CONNECTIONS = 16
PER_SECOND = 200
ANSWERS = "select count(*) from answers where kind = 'would_share' and not taken_back"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: so many pairs of `rounds` with so many `events` each, and `few` pairs of each other kind.

    `alone`: events over one connection; `calm`: seconds at 200 events a second; `presses`: buttons.
    """

    people: int
    rooms: int
    rounds: int
    events: int
    few: int
    alone: int
    calm: float
    presses: int

    @property
    def steady(self) -> int:
        """Events of one round at a steady rate."""
        return int(self.calm * PER_SECOND)

    @property
    def reactions(self) -> int:
        """In all, a round of each kind for warming up included."""
        return (self.rounds + 1) * self.events + self.few * (self.alone + self.steady)


WHOLE = Size(people=1000, rooms=100, rounds=9, events=1500, few=3, alone=300, calm=6.0, presses=500)
SERVER = Size(people=1000, rooms=100, rounds=5, events=1500, few=1, alone=300, calm=8.0, presses=500)
SMALL = Size(people=10, rooms=10, rounds=1, events=20, few=1, alone=5, calm=0.05, presses=10)


@dataclass(frozen=True, slots=True)
class Pair:
    """What came of one round of each."""

    ours: Came
    base: Came


class Turns:
    """Both servers, called in turn."""

    def __init__(self, caller: Load, *, ours: int, base: int) -> None:
        """`ours`, `base`: their ports."""
        self._caller = caller
        self._ours = ours
        self._base = base
        self.told = 0
        """So many different requests by now."""

    async def pairs(
        self, rounds: int, count: int, *, connections: int, rate: float | None = None, beside: int | None = None
    ) -> list[Pair]:
        """The next requests, so many in each round: first to the one, then to the other; the next time the other way.

        `beside`: the port of another server, in the place of `base`. Raises AssertionError where one is not taken.
        """
        base = self._base if beside is None else beside
        found = []
        for number in range(rounds):
            came = {}
            for port in (base, self._ours) if number % 2 else (self._ours, base):
                came[port] = await self._caller.round(Round(port, self.told, count, connections, rate))
                refused, which = came[port].refused, "ours" if port == self._ours else "the other"
                assert not refused, f"{len(refused)} of {count} requests were refused by {which}: {set(refused)}"
                assert len(came[port].waits) == count, f"{len(came[port].waits)} of {count} requests were made"
            self.told += count
            found.append(Pair(came[self._ours], came[base]))
        return found


class Measured(Protocol):
    """The lines of one store; `what`: as it is called in them."""

    def __call__(self, size: Size, url: str, what: str, goal: Any = None, /) -> Coroutine[Any, Any, list[Row]]: ...


def on_both(measured: Measured, goal: object, *, small: bool) -> list[Row]:
    """Both databases, the goal being SQLite's; a little is of SQLite alone.

    Raises AssertionError where an answer is not kept, or twice.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "earshot.db"
        lite = asyncio.run(measured(SMALL if small else WHOLE, f"sqlite:///{file}", "SQLite at FULL", goal))
    if small:
        return lite
    with cluster.databases(cluster.DURABLE) as databases:
        return lite + asyncio.run(measured(SERVER, databases.fresh("ours"), "PostgreSQL"))


def all_kept(url: str, *, told: int, before: int) -> None:
    """Raises AssertionError unless so many answers are kept, whoever kept them being dead. `before`: of others."""
    kept = _answers_in(url) - before
    assert kept == told, f"{told} answers were taken, and {kept} are kept"


def _answers_in(url: str) -> int:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            return int(file.execute(ANSWERS).fetchone()[0])
    with psycopg.connect(url) as server:
        [(count,)] = server.execute(ANSWERS).fetchall()
        return int(count)


# ── What it comes to ──


def per_second(what: str, pairs: Sequence[Pair], goal: float | None = None) -> Row:
    """Requests in a second, as medians; the ratio is the median of those of the pairs."""
    ours, base = ([len(came.waits) / came.seconds for came in side] for side in _sides(pairs))
    ratios = [one / other for one, other in zip(ours, base, strict=True)]
    waits = _waits([one.ours for one in pairs])
    note = f"{len(pairs)} pairs, {min(ratios):.2f} to {max(ratios):.2f}; ours {_percentiles(waits)}"
    sides = statistics.median(ours), statistics.median(base)
    return Row(what, *sides, "events/s", goal, at_least=True, note=note, paired=statistics.median(ratios))


def waited(what: str, pairs: Sequence[Pair]) -> Row:
    """The 99th of a hundred waits at a steady rate, each from when the request was to be sent."""
    ours, base = (_waits(side) for side in _sides(pairs))
    note = f"ours {_percentiles(ours)}; beside it {_percentiles(base)}; {len(ours):,} events"
    return Row(what, _hundredths(ours)[98] * 1000, _hundredths(base)[98] * 1000, "ms", note=note)


def _sides(pairs: Sequence[Pair]) -> tuple[list[Came], list[Came]]:
    return [one.ours for one in pairs], [one.base for one in pairs]


def _waits(side: Sequence[Came]) -> list[float]:
    return [wait for came in side for wait in came.waits]


def _percentiles(waits: Sequence[float]) -> str:
    found = _hundredths(waits)
    return f"p50 {found[49] * 1000:.1f}, p99 {found[98] * 1000:.1f} ms"


def _hundredths(waits: Sequence[float]) -> list[float]:
    return statistics.quantiles(waits, n=100, method="inclusive")
