"""Statements the product was heard saying, said again through the raw drivers: for other events, as it groups them."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import event

from bot import ports
from tests.store.looking import inside

Statement = tuple[str, Any]
"""Its text and its parameters, as the driver is given them."""
Work = Sequence[Sequence[Statement]]
"""The statements of each event."""


@contextmanager
def heard(tx: ports.Transaction) -> Iterator[list[Statement]]:
    """What is said inside this transaction from now on; no other is slower for it."""
    said: list[Statement] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        said.append((statement, parameters))

    event.listen(inside(tx), "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(inside(tx), "before_cursor_execute", hear)


def about_another(said: Sequence[Statement], known: Sequence[str], fresh: Sequence[str]) -> list[Statement]:
    """The same statements about somebody and something else: each of the known words becomes the fresh one."""

    def other(value: Any) -> Any:
        if isinstance(value, str):
            for old, new in zip(known, fresh, strict=True):
                value = value.replace(old, new)
        return value

    return [
        (text, {name: other(one) for name, one in given.items()} if isinstance(given, dict) else [*map(other, given)])
        for text, given in said
    ]


class Raw(Protocol):
    """A database without ours around it."""

    def play(self, work: Work) -> None:
        """Say all this, and come back once it is durable."""

    def rows(self, question: str) -> list[Any]:
        """What is there, in order."""


class RawSqlite:
    """One connection of `sqlite3`, as durable as ours: so many events to a COMMIT, each behind a savepoint."""

    def __init__(self, file: Path, *, group: int) -> None:
        self._file = file
        self._group = group
        self._connection = sqlite3.connect(file, isolation_level=None)
        for manner in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
            self._connection.execute(f"pragma {manner}")

    def play(self, work: Work) -> None:
        say = self._connection.execute
        for begin in range(0, len(work), self._group):
            say("begin immediate")
            for one in work[begin : begin + self._group]:
                say("savepoint one")
                for statement, given in one:
                    say(statement, given).fetchall()
                say("release one")
            say("commit")

    def rows(self, question: str) -> list[Any]:
        return sorted(self._connection.execute(question).fetchall())

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class RawPostgresql:
    """As many threads and connections of `psycopg` as the product has; a COMMIT for each event."""

    def __init__(self, url: str, *, threads: int) -> None:
        self._connections = [psycopg.connect(url) for _ in range(threads)]

    def play(self, work: Work) -> None:
        left = iter(work)  # a list's iterator may be shared: each event goes to one of them
        threads = [threading.Thread(target=self._play, args=(one, left)) for one in self._connections]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def rows(self, question: str) -> list[Any]:
        connection = self._connections[0]
        with closing(connection.cursor()) as cursor:
            found = sorted(cursor.execute(question).fetchall())
        connection.commit()
        return found

    def close(self) -> None:
        """Let go of the server."""
        for one in self._connections:
            one.close()

    @staticmethod
    def _play(connection: psycopg.Connection[Any], work: Iterator[Sequence[Statement]]) -> None:
        cursor = connection.cursor()
        for one in work:
            for statement, given in one:
                cursor.execute(statement, given)
                if cursor.description:
                    cursor.fetchall()
            connection.commit()
