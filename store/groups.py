"""SQLite's one writer: transactions that wait share one COMMIT and one fsync."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import Connection, Engine

from store.calls import Call, in_the_loop
from store.manners import SQLITE_BUSY_MS
from store.transaction import Transaction

GROUP = 64
SCRUB_WAIT_MS = 200
"""How long a scrub waits for readers; they end soon, and writers must not wait long for it."""
OWED = 1
"""`user_version` of a file in which somebody was forgotten that was not scrubbed since, whatever happened meanwhile."""


class Outcome(NamedTuple):
    """What came of one call of a group."""

    transaction: Transaction
    value: Any
    error: BaseException | None


class GroupWriter:
    """Runs in its own thread, the only one that writes to the file."""

    scrub_again: ClassVar = 2.0
    """Seconds until the next attempt to scrub the file, when a reader or a full disk stood in the way."""

    def __init__(self, engine: Engine, queue: "SimpleQueue[Call[Any] | None]", *, key: bytes) -> None:
        self._engine = engine
        self._queue = queue
        self._key = key
        self._scrub_at: float | None = None

    def run(self) -> None:
        """Until None comes out of the queue."""
        with self._engine.connect() as connection:
            owed = connection.exec_driver_sql("PRAGMA user_version").scalar() == OWED
        self._scrub_at = time.monotonic() if owed else None
        ends = False
        while not ends:
            group, ends = self._next_group()
            if group:
                self.write(group)
            if self._scrub_at is not None and (ends or time.monotonic() >= self._scrub_at):
                self.scrub()

    def write(self, group: Sequence[Call[Any]]) -> None:
        """One COMMIT for all of them. Callers are told after it, never before."""
        try:
            with self._engine.begin() as connection:
                outcomes = [self._attempt(connection, call) for call in group]
                forgot = any(outcome.transaction.forgot for outcome in outcomes if outcome.error is None)
                if forgot:
                    connection.exec_driver_sql(f"PRAGMA user_version={OWED}")
        except BaseException as error:  # noqa: BLE001 - the thread must live, and every caller must hear it
            for call in group:
                call.settle(error=error)
            return
        if forgot:
            self.scrub()
        settle(*zip(group, outcomes, strict=True))

    def _next_group(self) -> tuple[list[Call[Any]], bool]:
        """What waits, and whether that is the end. Empty when it is time to scrub again."""
        group: list[Call[Any]] = []
        try:
            wait = None if self._scrub_at is None else max(0.0, self._scrub_at - time.monotonic())
            call = self._queue.get(timeout=wait)
            while call is not None:
                if call.begin():
                    group.append(call)
                if len(group) == GROUP:
                    return group, False
                call = self._queue.get_nowait()
        except Empty:
            return group, False
        return group, True

    def _attempt(self, connection: Connection, call: Call[Any]) -> Outcome:
        """One call behind a savepoint: if it fails, it undoes only itself.

        The savepoint is the driver's own: SQLAlchemy's takes as long as three statements (77 µs against 3).
        """
        transaction = Transaction(connection, key=self._key)
        driver: Any = connection.connection.dbapi_connection
        try:
            driver.execute("SAVEPOINT call")
            value = call.fn(transaction)
            driver.execute("RELEASE call")
        except BaseException as error:
            # A full disk makes SQLite undo everything, the savepoints before this one included, and the COMMIT that
            # follows would pass in silence.
            if not driver.in_transaction:
                raise
            driver.execute("ROLLBACK TO call")
            driver.execute("RELEASE call")
            return Outcome(transaction, None, error)
        return Outcome(transaction, value, None)

    def scrub(self) -> None:
        """Leave no byte of a forgotten person in the file or its log.

        `secure_delete` overwrites what is deleted, but not the copies that stay behind in a page when its rows move to
        another one (measured: about one person in 400). VACUUM writes every page anew; the checkpoint then empties the
        log. Both hold up writers, for about a second in a file of a hundred megabytes; forgetting is rare.
        """
        self._scrub_at = time.monotonic() + self.scrub_again
        with self._engine.connect() as connection:
            cursor = connection.connection.cursor()  # beside SQLAlchemy: neither may run in a transaction
            with contextlib.suppress(sqlite3.OperationalError):  # a full disk, or somebody else's lock: later, then
                cursor.execute(f"PRAGMA busy_timeout={SCRUB_WAIT_MS}")
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                blocked, _, _ = cursor.fetchone() or (1, 0, 0)
                if not blocked:
                    cursor.execute("PRAGMA user_version=0")
                    self._scrub_at = None
            cursor.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_MS}")
            cursor.close()


def settle(*done: tuple[Call[Any], Outcome]) -> None:
    """Tell delivery if there is something to look at, and each caller. To wake an event loop costs more than to tell
    one who waits in it, so those of the same loop are told together.
    """
    told: dict[asyncio.AbstractEventLoop, list[Callable[[], object]]] = {}
    put: dict[Callable[[], object], asyncio.AbstractEventLoop] = {}
    for call, outcome in done:
        told.setdefault(call.loop, []).append(partial(call.tell, outcome.value, outcome.error))
        if outcome.error is None and outcome.transaction.put and call.after_put:
            put[call.after_put] = call.loop
    for loop, acts in told.items():
        in_the_loop(loop, [*acts, *(wake for wake, there in put.items() if there is loop)])
