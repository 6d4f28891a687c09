"""The store: `tx` writes, `read` looks. Threads and connections are made by `open` and ended by `close`."""

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, ClassVar, Protocol, TypeVar

from sqlalchemy import Engine

from bot import ports
from store import migrate
from store.calls import Call
from store.groups import GroupWriter
from store.lock import Lock
from store.manners import HELD_FOR, is_sqlite, reader_engine, sqlite_file, writer_engine
from store.migrate import Shape, StoreBehind
from store.singles import SingleWorker
from store.transaction import kept_key

T = TypeVar("T")

POSTGRESQL_WRITERS = 8
READERS = 4


class Worker(Protocol):
    """What a thread of the store does."""

    def run(self) -> None: ...


class Writer(Protocol):
    """How a worker that writes is made."""

    def __call__(self, engine: Engine, queue: "SimpleQueue[Call[Any] | None]", *, key: bytes) -> Worker: ...


class Database:
    """SQLite or PostgreSQL behind `bot.ports.Store`.

    `after_put` is called in the caller's event loop, after a COMMIT that gave delivery something to look at.
    `migrates`: whether opening it may bring tables that hold something up to date. `meter` hears how long callers wait.
    """

    held_for: ClassVar = HELD_FOR
    """Seconds a transaction of ours may be silent on PostgreSQL, before it is ended for the others' sake."""

    def __init__(
        self,
        url: str,
        *,
        after_put: Callable[[], None] | None = None,
        writer: Writer | None = None,
        migrates: bool = False,
        meter: ports.Meter | None = None,
    ) -> None:
        self._url = url
        self._is_sqlite = is_sqlite(url)
        self._lock = Lock(sqlite_file(url)) if self._is_sqlite else None
        self._after_put = after_put
        self._migrates = migrates
        self._meter = meter or ports.Uncounted()
        self._writer = writer or (GroupWriter if self._is_sqlite else SingleWorker)
        self._writes: SimpleQueue[Call[Any] | None] = SimpleQueue()
        self._reads: SimpleQueue[Call[Any] | None] = SimpleQueue()
        self._writers: list[threading.Thread] = []
        self._readers: list[threading.Thread] = []
        self._engines: list[Engine] = []
        self.version = ""
        """The database and its version, for the log at start; known once it is open."""

    def open(self) -> None:
        """Take the lock, look at the tables, start the threads. An SQLite file that is not there yet is made.

        Raises StoreInUse; StoreBehind where tables are older than us; StoreTooNew where a newer Earshot was at work.
        """
        if self._lock:
            self._lock.take()
        try:
            key = self._begin()
        except BaseException:
            self._end()
            raise
        writers, readers = self._engines
        threads = 1 if self._is_sqlite else POSTGRESQL_WRITERS
        self._writers = _start(threads, self._writer(writers, self._writes, key=key), "store-writer")
        self._readers = _start(READERS, SingleWorker(readers, self._reads, key=key), "store-reader")

    def close(self) -> None:
        """Finish what waits, then end the threads and let go of the file."""
        readers, writers = self._readers, self._writers
        self._readers, self._writers = [], []
        _stop(readers, self._reads)
        _stop(writers, self._writes)
        self._end()

    async def tx(self, fn: Callable[[ports.Transaction], T], *, within: float | None = None) -> T:
        """Run in one transaction, durable when this returns.

        Raises what `fn` raised; Busy if it could not begin `within` seconds. `fn` may run again.
        """
        if not self._writers:
            raise RuntimeError("the store is not open")
        call = Call(fn, within=within, after_put=self._after_put)
        self._writes.put(call)
        return await self._timed(call, "write")

    async def read(self, fn: Callable[[ports.Transaction], T]) -> T:
        """Run on a snapshot; writing is refused."""
        if not self._readers:
            raise RuntimeError("the store is not open")
        call = Call(fn)
        self._reads.put(call)
        return await self._timed(call, "read")

    async def _timed(self, call: Call[T], kind: str) -> T:
        began = time.perf_counter()
        try:
            return await call.result()
        finally:
            self._meter.took(kind, time.perf_counter() - began)

    def _begin(self) -> bytes:
        """The engines, on a current database; returns the key for keyed hashes."""
        connections = 1 if self._is_sqlite else POSTGRESQL_WRITERS
        writers = writer_engine(self._url, connections=connections, held_for=self.held_for)
        self._engines.append(writers)
        with writers.connect() as connection:
            shape = migrate.shape(connection)
            self.version = f"{writers.dialect.name} {'.'.join(map(str, writers.dialect.server_version_info or ()))}"
        if shape in (Shape.NEW, Shape.BEHIND):
            if not (self._migrates or (shape is Shape.NEW and self._is_sqlite)):  # in a new file nothing can be lost
                raise StoreBehind
            migrate.run(self._url)
        with writers.connect() as connection:
            key = kept_key(connection)
        self._engines.append(reader_engine(self._url, connections=READERS))
        return key

    def _end(self) -> None:
        while self._engines:  # readers first: who closes the file last writes the log back into it
            self._engines.pop().dispose()
        if self._lock:
            self._lock.release()


def _start(count: int, worker: Worker, name: str) -> list[threading.Thread]:
    # Daemons, so that a bot that dies without `close` does not hang.
    threads = [threading.Thread(target=worker.run, name=f"{name}-{number}", daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    return threads


def _stop(threads: list[threading.Thread], queue: "SimpleQueue[Call[Any] | None]") -> None:
    for _ in threads:
        queue.put(None)
    for thread in threads:
        thread.join()
