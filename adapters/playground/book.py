"""The playground's own memory: it is the platform, so it keeps rooms' and private messages in a file of its own."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

TABLES = """
create table if not exists messages (
  number integer primary key, place text not null, key text not null unique, at text not null, card text not null
);
create index if not exists by_place on messages (place, number);
create table if not exists reactions (
  message integer not null, emoji text not null, person text not null, primary key (message, emoji, person)
);
create table if not exists said (
  message integer not null, person text not null, kinds text not null, primary key (message, person)
);
create table if not exists pages (person text primary key, page text not null);
create table if not exists notes (name text primary key, value text not null);
"""
LAST = 200


@dataclass(frozen=True, slots=True)
class Noted:
    """A message as it is kept. `place` is `room:ID` or `person:ID`."""

    id: str
    place: str
    at: str
    card: dict[str, object]
    reactions: dict[str, list[str]]
    said: dict[str, list[str]]


class Book:
    """Opened once, used from one thread of its own, so that the event loop never waits for the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="playground")
        self._db: sqlite3.Connection | None = None

    async def open(self) -> None:
        """Open the file, and make it if there is none."""
        await self._do(self._open)

    async def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            await self._do(lambda db: db.close())
        self._db = None
        self._thread.shutdown()

    async def post(self, place: str, key: str, card: dict[str, object], at: datetime) -> str:
        """A new message; one with this key is there once, however often it is posted."""

        def run(db: sqlite3.Connection) -> str:
            db.execute(
                "insert into messages (place, key, at, card) values (?, ?, ?, ?) on conflict (key) do nothing",
                (place, key, at.isoformat(), json.dumps(card)),
            )
            return str(db.execute("select number from messages where key = ?", (key,)).fetchone()[0])

        return await self._do(run)

    async def redraw(self, message: str, card: dict[str, object]) -> bool:
        """A message in other words; False if it is not there."""

        def run(db: sqlite3.Connection) -> bool:
            return bool(
                db.execute(
                    "update messages set card = ? where number = ?", (json.dumps(card), _number(message))
                ).rowcount
            )

        return await self._do(run)

    async def by_key(self, key: str) -> str | None:
        """The id of the message with this key."""

        def run(db: sqlite3.Connection) -> str | None:
            row = db.execute("select number from messages where key = ?", (key,)).fetchone()
            return str(row[0]) if row else None

        return await self._do(run)

    async def place_of(self, message: str) -> str | None:
        """Where a message stands."""

        def run(db: sqlite3.Connection) -> str | None:
            row = db.execute("select place from messages where number = ?", (_number(message),)).fetchone()
            return str(row[0]) if row else None

        return await self._do(run)

    async def react(self, message: str, emoji: str, person: str, *, added: bool) -> None:
        """A public emoji, put there or taken away."""

        def run(db: sqlite3.Connection) -> None:
            sql = (
                "insert into reactions values (?, ?, ?) on conflict do nothing"
                if added
                else "delete from reactions where message = ? and emoji = ? and person = ?"
            )
            db.execute(sql, (_number(message), emoji, person))

        await self._do(run)

    async def say(self, message: str, person: str, kinds: tuple[str, ...]) -> None:
        """What this person has answered to this message, for their eyes alone."""

        def run(db: sqlite3.Connection) -> None:
            db.execute(
                "insert into said values (?, ?, ?) on conflict (message, person) do update set kinds = excluded.kinds",
                (_number(message), person, json.dumps(kinds)),
            )

        await self._do(run)

    async def unsay(self, person: str) -> None:
        """Nothing this person answered is kept here any more."""
        await self._do(lambda db: db.execute("delete from said where person = ?", (person,)))

    async def messages(self, place: str) -> list[Noted]:
        """The last messages of a room or of somebody's private view, oldest first."""

        def run(db: sqlite3.Connection) -> list[Noted]:
            rows = db.execute(
                "select number, place, at, card from messages where place = ? order by number desc limit ?",
                (place, LAST),
            ).fetchall()
            return [_noted(db, row) for row in reversed(rows)]

        return await self._do(run)

    async def keep_page(self, person: str, page: dict[str, object] | None) -> None:
        """The page that stands open for a person, or none."""

        def run(db: sqlite3.Connection) -> None:
            db.execute("delete from pages where person = ?", (person,))
            if page is not None:
                db.execute("insert into pages values (?, ?)", (person, json.dumps(page)))

        await self._do(run)

    async def page(self, person: str) -> dict[str, object] | None:
        """The page that stands open for a person."""

        def run(db: sqlite3.Connection) -> dict[str, object] | None:
            row = db.execute("select page from pages where person = ?", (person,)).fetchone()
            return json.loads(row[0]) if row else None

        return await self._do(run)

    async def note(self, name: str, value: str) -> None:
        """Keep a note, such as what time it is here."""

        def run(db: sqlite3.Connection) -> None:
            db.execute(
                "insert into notes values (?, ?) on conflict (name) do update set value = excluded.value", (name, value)
            )

        await self._do(run)

    async def noted(self, name: str) -> str | None:
        """A note that was kept."""

        def run(db: sqlite3.Connection) -> str | None:
            row = db.execute("select value from notes where name = ?", (name,)).fetchone()
            return str(row[0]) if row else None

        return await self._do(run)

    def _open(self, _: object) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        self._db.executescript(
            "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;" + TABLES
        )

    async def _do(self, run: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: run(self._db))  # type: ignore[arg-type]


def _number(message: str) -> int:
    return int(message) if message.isascii() and message.isdigit() and len(message) < 18 else -1


def _noted(db: sqlite3.Connection, row: tuple[int, str, str, str]) -> Noted:
    number, place, at, card = row
    reactions: dict[str, list[str]] = {}
    for emoji, who in db.execute("select emoji, person from reactions where message = ? order by rowid", (number,)):
        reactions.setdefault(emoji, []).append(who)
    said = {
        who: json.loads(kinds)
        for who, kinds in db.execute("select person, kinds from said where message = ?", (number,))
    }
    return Noted(str(number), place, at, json.loads(card), reactions, said)
