"""An event to its COMMIT: how many the product does, beside its own statements through the raw drivers.

The event is the most ordinary one: a member puts an emoji on an asking card; the answer is kept, and every card that
shows its count goes into the outbox to be drawn anew. Sixty-four are in flight at once, each with a card of another
room, as on a lively morning. What the product said for one of them is heard once and said again for all others by the
raw driver, on a copy of the same store, with as many to a COMMIT, and with nothing to find out or to put together.
Both take turns, and both stores have to hold the same in the end.
"""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot import ports
from bot.chat.events import Reacted
from bot.chat.here import Here
from bot.dispatch import handle
from bot.domain.items import AnswerKind, Life
from bot.settings import parse
from store import migrate
from store.database import POSTGRESQL_WRITERS, Database
from store.groups import GROUP
from tests.benchmarks.replaying import Raw, RawPostgresql, RawSqlite, Statement, about_another, heard
from tests.benchmarks.table import Row
from tests.store import making
from tests.torture import cluster

IN_FLIGHT = 64
SHOWN = 5
"""So many have answered each card already: from here on its count is shown, and each answer more redraws it."""
SETTINGS = parse("company: {name: Example Works, time_zone: Europe/Berlin}", environ={})
NOTHING_DIFFERS = (
    "select person_id, item_id, kind, at, taken_back from answers",
    "select key, purpose, lane, about, state, put_at, not_before from outbox",
    "select key, method, next_at from lanes",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: `events` in each of so many rounds, by people and in rooms enough for each to be another."""

    events: int
    rounds: int
    people: int
    rooms: int


WHOLE = Size(events=512, rounds=5, people=1000, rooms=250)
SMALL = Size(events=40, rounds=1, people=20, rooms=10)


@dataclass(frozen=True, slots=True)
class Case:
    """One event, and the words by which its statements differ from those of another."""

    event: Reacted
    words: tuple[str, ...]


@dataclass(slots=True)
class Found:
    """Events in a second, of each round, and what one event said to the database."""

    ours: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    said: list[Statement] = field(default_factory=list)

    def row(self, what: str, goal: float) -> Row:
        """The medians."""
        ours, raw = statistics.median(self.ours), statistics.median(self.raw)
        note = f"{len(self.said)} statements each"
        return Row(what, ours, raw, "events/s", goal=goal, at_least=True, note=note)


def rows(*, small: bool) -> list[Row]:
    """Both databases. Raises AssertionError where one side did not do what the other did."""
    size = SMALL if small else WHOLE
    lite, server = on_sqlite(size), on_postgresql(size)
    return [
        lite.row("an event to its COMMIT, SQLite at FULL", 0.35),
        server.row("an event to its COMMIT, PostgreSQL", 0.5),
    ]


def on_sqlite(size: Size, *, driver: type[RawSqlite] = RawSqlite) -> Found:
    """A file and its copy."""
    with tempfile.TemporaryDirectory() as folder:
        ours, copy = (Path(folder) / f"{name}.db" for name in ("ours", "raw"))
        migrate.upgrade(f"sqlite:///{ours}")
        cases = filled(f"sqlite:///{ours}", size)
        shutil.copy(ours, copy)
        with closing(driver(copy, group=GROUP)) as raw, closing(RawSqlite(ours, group=GROUP)) as look:
            return compare(f"sqlite:///{ours}", raw, cases, size, look=look)


def on_postgresql(size: Size) -> Found:
    """Two databases of a server that keeps what it was told to keep."""
    with cluster.databases(cluster.DURABLE) as databases:
        url = databases.fresh("ours")
        cases = filled(url, size)
        with databases.connect() as connection:
            connection.execute("create database raw template ours")
        copy = databases.server.url("raw")
        with (
            closing(RawPostgresql(copy, threads=POSTGRESQL_WRITERS)) as raw,
            closing(RawPostgresql(url, threads=1)) as look,
        ):
            return compare(url, raw, cases, size, look=look)


def compare(url: str, raw: Raw, cases: Sequence[Case], size: Size, *, look: Raw) -> Found:
    """Both sides in turn, after a round of each that is not counted. `look` sees what ours did."""
    found = Found()
    store = Database(url)
    store.open()
    with closing(store):
        found.said = asyncio.run(what_is_said(store, cases[0]))
        raw.play([found.said])
        for number in range(size.rounds + 1):
            those = cases[1 + number * size.events : 1 + (number + 1) * size.events]
            work = [about_another(found.said, cases[0].words, one.words) for one in those]
            began = time.perf_counter()
            asyncio.run(all_of(store, those))
            between = time.perf_counter()
            raw.play(work)
            ended = time.perf_counter()
            if number:
                found.ours.append(len(those) / (between - began))
                found.raw.append(len(those) / (ended - between))
    for question in NOTHING_DIFFERS:
        assert look.rows(question) == raw.rows(question), f"one side did not do what the other did: {question}"
    return found


async def what_is_said(store: Database, case: Case) -> list[Statement]:
    """What one event says to the database, but for how its transaction begins and ends."""

    def listening(tx: ports.Transaction) -> list[Statement]:
        with heard(tx) as said:
            handle(case.event, here(tx))
        return said

    return await store.tx(listening)


async def all_of(store: Database, cases: Sequence[Case]) -> None:
    """All these events, so many in flight."""
    left = iter(cases)

    async def one_after_the_other() -> None:
        for case in left:
            await store.tx(lambda tx, event=case.event: handle(event, here(tx)))  # type: ignore[misc]

    await asyncio.gather(*(one_after_the_other() for _ in range(IN_FLIGHT)))


def here(tx: ports.Transaction) -> Here:
    """What the running bot hands to a handler."""
    return Here(tx, SETTINGS, making.NOW)


def filled(url: str, size: Size) -> list[Case]:
    """Put people, rooms and asking cards into an empty store; returns events enough for all rounds, each different."""
    store = Database(url)
    store.open()
    with closing(store):
        return asyncio.run(store.tx(lambda tx: _fill(tx, size)))


def _fill(tx: ports.Transaction, size: Size) -> list[Case]:
    [source_id] = making.source(tx, "ledger")
    topic_ids = making.topic(tx, "kernel")
    people = [making.person(tx, f"person-{number:05}") for number in range(size.people)]
    earlier = [making.person(tx, f"earlier-{number:05}") for number in range(SHOWN)]
    places = []
    for number in range(size.rooms):
        room = making.room(tx, f"room-{number:05}", topics=topic_ids)
        item = making.item(tx, f"news-{number:05}")
        making.heard(tx, item.id, source_id)
        card = making.card(tx, room.id, item.id, life=Life.ASKING, stands=f"message-{number:05}")
        for one in earlier:
            tx.answers.put(one.id, item.id, AnswerKind.WOULD_SHARE, at=making.NOW)
        places.append((room, item, card))
    cases = []
    for number in range(1 + size.events * (size.rounds + 1)):
        lap, turn = divmod(number, size.people)
        person, (room, item, card) = people[turn], places[(turn + lap) % size.rooms]
        assert card.message is not None
        event = Reacted(f"event-{number}", making.NOW, person.address, card.message, "🙋", added=True)
        words = (person.id, person.address.id, room.id, room.address.id, item.id, card.id, card.message.id)
        cases.append(Case(event, words))
    return cases
