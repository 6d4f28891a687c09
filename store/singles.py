"""One transaction at a time: PostgreSQL's writers, which group commits by themselves, and every reader."""

import random
import time
from queue import SimpleQueue
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from store.calls import Call
from store.transaction import Transaction

MOST_RUNS = {"40001": 8, "40P01": 8, "23505": 3}
"""Serialization failure and deadlock: the same transaction may succeed when run again (PostgreSQL, appendix A).

So it may where two met somebody new at once, and one found the row that the other had just put there. Where it does not
the second time, it is a mistake of ours, and its caller hears of it.
"""


class SingleWorker:
    """Runs in a thread of its own; several share an engine and a queue."""

    def __init__(self, engine: Engine, queue: "SimpleQueue[Call[Any] | None]", *, key: bytes) -> None:
        self._engine = engine
        self._queue = queue
        self._key = key

    def run(self) -> None:
        """Until None comes out of the queue."""
        while (call := self._queue.get()) is not None:
            if call.begin():
                self._run(call)

    def _run(self, call: Call[Any], runs: int = 1) -> None:
        try:
            with self._engine.begin() as connection:
                transaction = Transaction(connection, key=self._key)
                value = call.fn(transaction)
        except BaseException as error:  # noqa: BLE001 - the thread must live, and the caller must hear it
            if runs >= self.most_runs(error):
                call.settle(error=error)
                return
        else:
            if transaction.put:
                call.wake()
            call.settle(value=value)
            return
        time.sleep(random.uniform(0, 0.01 * 2**runs))  # noqa: S311 - it only spreads the attempts
        self._run(call, runs + 1)

    def most_runs(self, error: BaseException) -> int:
        """How often a transaction that ended like this is run: again where another may have been in its way."""
        state = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
        return MOST_RUNS.get(state or "", 1)
