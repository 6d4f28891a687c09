"""Looking at a store's file from outside, and at what only the store itself can see."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, event, select

from bot import ports
from store import rows
from store.transaction import Transaction

HELD = (".db", ".db-wal", ".db-shm", ".db-journal")
"""The endings of what a SQLite store consists of; beside it lie a lock and a socket."""


def inside(tx: ports.Transaction) -> Connection:
    """The connection of this transaction."""
    return cast(Transaction, tx)._connection


def seen(tx: ports.Transaction, mark: str) -> bool:
    """Whether this mark is kept, as this transaction sees it."""
    kept = select(rows.once_marks.c.mark).where(rows.once_marks.c.mark == mark)
    return inside(tx).execute(kept).first() is not None


@contextmanager
def counting(tx: ports.Transaction) -> Iterator[list[str]]:
    """The questions that go to the database inside, as they are asked."""
    with heard_on(inside(tx)) as asked:
        yield asked


@contextmanager
def heard_on(connection: Connection) -> Iterator[list[str]]:
    """The same on a connection."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(connection, "before_cursor_execute", note)


def marks(where: Path | str) -> set[str]:
    """The marks a new connection finds in the store."""
    return {mark for (mark,) in looked(where, "select mark from once_marks")}


def looked(where: Path | str, question: str) -> list[Any]:
    """What a new connection answers, to an SQLite file or to the store at an address."""
    if str(where).startswith("postgresql"):
        with psycopg.connect(str(where)) as other:
            return other.execute(question.encode()).fetchall()
    connection = sqlite3.connect(str(where).removeprefix("sqlite:///"))
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def raw(file: Path) -> bytes:
    """Every byte of the file and of its log."""
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")) if path.suffix in HELD)


def everything(where: Path | str) -> str:
    """Every row of every table, as text."""
    listed = "select name from sqlite_master where type = 'table'"
    if str(where).startswith("postgresql"):
        listed = "select table_name from information_schema.tables where table_schema = 'public'"
    tables = [name for (name,) in looked(where, listed)]
    return "\n".join(f"{table} {row}" for table in tables for row in looked(where, f'select * from "{table}"'))
