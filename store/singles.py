"""One transaction at a time: PostgreSQL's writers, which group commits by themselves, and every reader."""

import random
import sqlite3
import time
from queue import SimpleQueue
from typing import Any, ClassVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from store.calls import Call
from store.transaction import Transaction

MOST_RUNS = {"40001": 8, "40P01": 8, "23505": 3, "25P03": 3}
"""Serialization failure and deadlock: the same transaction may succeed when run again (PostgreSQL, appendix A).

So it may where two met somebody new at once, and one found the row that the other had just put there. Where it does not
the second time, it is a mistake of ours, and its caller hears of it.

25P03: we stood still for so long that the server ended the session. It was idle, so a COMMIT that we sent since was
never heard: nothing of it is there, and what is true now may be another thing.
"""

LOOK_AGAIN = 0.1


class SingleWorker:
    """Runs in a thread of its own; several share an engine and a queue."""

    comes_back: ClassVar = 10.0
    """Seconds a server that went away has to come back, before those who wait for it hear that it is gone."""

    def __init__(self, engine: Engine, queue: "SimpleQueue[Call[Any] | None]", *, key: bytes) -> None:
        self._engine = engine
        self._queue = queue
        self._key = key

    def run(self) -> None:
        """Until None comes out of the queue."""
        while (call := self._queue.get()) is not None:
            if call.begin():
                self._run(call)

    def _run(self, call: Call[Any]) -> None:
        """Run it until it is done, or until running it again would be no use; then its caller hears."""
        runs, gone_since = 1, 0.0
        while True:
            attempt = _Attempt(self._engine, self._key)
            try:
                value = attempt.run(call)
            except BaseException as error:  # noqa: BLE001 - the thread must live, and the caller must hear it
                if attempt.surely_undone and is_gone(error):
                    gone_since = gone_since or time.monotonic()
                    if time.monotonic() - gone_since < self.comes_back:
                        time.sleep(LOOK_AGAIN)
                        continue
                if runs >= self.most_runs(error):
                    call.settle(error=error)
                    return
                runs += 1
                time.sleep(random.uniform(0, 0.01 * 2**runs))  # noqa: S311 - it only spreads the attempts
            else:
                if attempt.put:
                    call.wake()
                call.settle(value=value)
                return

    def most_runs(self, error: BaseException) -> int:
        """How often a transaction that ended like this is run: again where another may have been in its way."""
        state = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
        return MOST_RUNS.get(state or "", 1)


class _Attempt:
    """One run of a transaction. `surely_undone`: its COMMIT had not begun, so that nothing of it can be there."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._key = key
        self.surely_undone = True
        self.put = False

    def run(self, call: Call[Any]) -> Any:
        with self._engine.connect() as connection, connection.begin() as begun:
            transaction = Transaction(connection, key=self._key)
            value = call.fn(transaction)
            self.surely_undone = False
            begun.commit()
        self.put = transaction.put
        return value


def is_gone(error: BaseException) -> bool:
    """Whether a server was not there, or went away: it may be starting again. A file does neither."""
    if not isinstance(error, OperationalError) or isinstance(error.orig, sqlite3.Error):
        return False
    return error.connection_invalidated or not _has_state(error)


def _has_state(error: DBAPIError) -> bool:
    """Whether the server itself said what was wrong; 57P03 is one that is only just starting (appendix A)."""
    state = getattr(error.orig, "sqlstate", None)
    return state is not None and state != "57P03"
