"""Signed events of Slack's to their COMMIT and their answer, beside the same Bolt server with an empty handler.

Four processes: the product as it is run (`earshot run`, HTTP, SQLite at FULL or PostgreSQL); the server it is compared
with (`slack_base`); what calls both in turn with the very same requests (`slack_load`); and this one, which is Slack's
Web API for the product. The events are reactions of a thousand members on asking cards of a hundred rooms, each of them
an answer that is kept, and that has a card drawn anew. In the end the product is killed, and every answer has to be
there: one that was taken before its COMMIT would be missing.

Reactions are what counts, since they are what Slack calls events. A press is answered through a `response_url` before
its call is: that is one more call over HTTP, of which an empty handler makes none. So presses stand beside, for whoever
wants to know.
"""

import asyncio
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from store.database import Database
from tests.benchmarks.slack_company import SHOWN, company, fill, written
from tests.benchmarks.slack_load import Came, Round
from tests.benchmarks.slack_processes import Load, base_server, earshot, load
from tests.benchmarks.table import Row
from tests.fakes.slack import FakeSlack, Rates
from tests.torture import cluster

GOAL = 0.5
CONNECTIONS = 16
PER_SECOND = 200
Product = Callable[[FakeSlack, str, Path], AbstractAsyncContextManager[int]]
"""Runs opposite this Slack, with this store, in this folder; its port."""

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

    async def pairs(self, rounds: int, count: int, *, connections: int, rate: float | None = None) -> list[Pair]:
        """The next requests, so many in each round: first to the one, then to the other; the next time the other way.

        Raises AssertionError where one is not answered 200.
        """
        found = []
        for number in range(rounds):
            came = {}
            for port in (self._base, self._ours) if number % 2 else (self._ours, self._base):
                came[port] = await self._caller.round(Round(port, self.told, count, connections, rate))
                refused, which = came[port].refused, "ours" if port == self._ours else "the other"
                assert not refused, f"{len(refused)} of {count} requests were refused by {which}: {set(refused)}"
                assert len(came[port].waits) == count, f"{len(came[port].waits)} of {count} requests were made"
            self.told += count
            found.append(Pair(came[self._ours], came[self._base]))
        return found


def rows(*, small: bool) -> list[Row]:
    """Both databases; a little is of SQLite alone. Raises AssertionError where an answer is not kept, or twice."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "earshot.db"
        lite = asyncio.run(measured(SMALL if small else WHOLE, f"sqlite:///{file}", "SQLite at FULL", GOAL))
    if small:
        return lite
    with cluster.databases(cluster.DURABLE) as databases:
        return lite + asyncio.run(measured(SERVER, databases.fresh("ours"), "PostgreSQL"))


async def measured(
    size: Size, url: str, what: str, goal: float | None = None, *, product: Product = earshot
) -> list[Row]:
    """The lines of one store."""
    with tempfile.TemporaryDirectory() as folder:
        async with FakeSlack(rates=Rates()) as slack:
            file = await _prepared(size, url, slack, Path(folder))
            secret = slack.world.app.signing_secret
            async with (
                base_server(secret) as base,
                load(file, secret) as caller,
                product(slack, url, Path(folder)) as ours,
            ):
                turns = Turns(caller, ours=ours, base=base)
                found = await _in_turn(turns, size, what, goal)
        kept = answers_in(url) - SHOWN * size.rooms
        assert kept == turns.told, f"{turns.told} answers were taken, and {kept} are kept"
        return found


async def _in_turn(turns: Turns, size: Size, what: str, goal: float | None) -> list[Row]:
    await turns.pairs(1, size.events, connections=CONNECTIONS)  # what is done once is done by then
    many = await turns.pairs(size.rounds, size.events, connections=CONNECTIONS)
    alone = await turns.pairs(size.few, size.alone, connections=1)
    steady = await turns.pairs(size.few, size.steady, connections=4 * CONNECTIONS, rate=PER_SECOND)
    presses = await turns.pairs(size.few, size.presses, connections=CONNECTIONS)
    return [
        per_second(f"signed events, COMMIT and answer, {what}", many, goal),
        per_second(f"signed events, one at a time, {what}", alone),
        waited(f"p99 at {PER_SECOND} signed events a second, {what}", steady),
        per_second(f"signed presses and their whispers, {what}", presses),
    ]


async def _prepared(size: Size, url: str, slack: FakeSlack, folder: Path) -> Path:
    """The store is filled, and all requests are in this file."""
    there = company(slack, people=size.people, rooms=size.rooms)
    store = Database(url)
    store.open()
    with closing(store):
        await fill(store, slack, there, now=datetime.now(UTC))
    lines = await written(slack, there, reactions=size.reactions, presses=size.few * size.presses)
    file = folder / "requests"
    await asyncio.to_thread(file.write_text, "\n".join(lines), encoding="utf-8")
    return file


def answers_in(url: str) -> int:
    """How many answers are kept, whoever kept them being dead."""
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
