"""How to speak with each database: the engines, and what every new connection is told first."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url

from store.hashing import teach

SQLITE_BUSY_MS = 10_000
HELD_FOR = 30.0
"""Seconds for which PostgreSQL lets a transaction hold its rows while nobody says anything in it: as long as a lease.

A process that is stopped in the middle of one (its machine sleeps, a debugger) would hold everybody else up until it
goes on. We do nothing in a transaction but ask and answer, so nobody who is alive is ever silent for so long.
"""


def is_sqlite(url: URL | str) -> bool:
    """Whether this address names an SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_file(url: URL | str) -> str:
    """The file of an SQLite address. Raises ValueError where there is none: memory cannot be shared by threads."""
    file = make_url(url).database
    if not file or file == ":memory:" or file.startswith("file:"):
        raise ValueError("the store needs a file, such as sqlite:///earshot.db")
    return file


def writer_engine(url: URL | str, *, connections: int, foreign_keys: bool = True, held_for: float = HELD_FOR) -> Engine:
    """An engine whose transactions write. For SQLite there is one connection: it alone commits and checkpoints.

    `held_for`: after so many seconds of silence PostgreSQL ends a transaction, and its connection; 0 for never.
    SQLite up to 3.51.2 can damage a file in WAL mode when two connections commit or checkpoint at once
    (sqlite.org/wal.html, "the WAL-reset bug"); with one that does, it cannot.
    """
    if not is_sqlite(url):
        engine = _postgresql(url, connections)
        event.listen(engine, "connect", _ends_who_is_silent(held_for))
        return engine
    said = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON" if foreign_keys else "OFF"}
    # Erased rows are overwritten with zeros, and nothing spills into a temporary file.
    said |= {"secure_delete": "ON", "temp_store": "MEMORY"}
    return _sqlite(url, 1, said, begin="BEGIN IMMEDIATE")


def reader_engine(url: URL | str, *, connections: int) -> Engine:
    """An engine whose transactions are snapshots that refuse to write."""
    if not is_sqlite(url):
        return _postgresql(url, connections).execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    said = {"query_only": "ON", "wal_autocheckpoint": "0", "temp_store": "MEMORY"}
    return _sqlite(url, connections, said, begin="BEGIN")


def _sqlite(url: URL | str, connections: int, said: dict[str, str], *, begin: str) -> Engine:
    sqlite_file(url)
    # Errors end up in a log, and what people wrote must not.
    engine = create_engine(
        url, pool_size=connections, max_overflow=0, hide_parameters=True, connect_args={"check_same_thread": False}
    )
    told = {"busy_timeout": str(SQLITE_BUSY_MS), **said}

    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we begin and commit, not the driver
        teach(connection)
        for name, value in told.items():
            connection.execute(f"PRAGMA {name}={value}")

    def begins(connection: Any) -> None:
        # A transaction that begins by reading and then wants to write fails at once, whatever busy_timeout says.
        connection.execute(begin)

    event.listen(engine, "connect", connected)
    # A listener to "begin" would do, too; but then every statement asks who listens (a tenth of its time).
    engine.dialect.do_begin = begins  # type: ignore[method-assign, assignment]
    return engine


def _postgresql(url: URL | str, connections: int) -> Engine:
    there = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(
        there, pool_size=connections, max_overflow=0, hide_parameters=True, isolation_level="READ COMMITTED"
    )


def _ends_who_is_silent(after: float) -> Callable[[Any, object], None]:
    def connected(connection: Any, _record: object) -> None:
        connection.execute(f"SET idle_in_transaction_session_timeout = {round(after * 1000)}")
        connection.commit()

    return connected
