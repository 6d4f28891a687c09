"""A call waits for a thread of the store; its caller waits in an event loop."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from bot import ports

T = TypeVar("T")


class Call(Generic[T]):
    """A function to be run in a transaction, and the future of whoever waits for what it returns.

    It begins once, or is given up once, whichever comes first.
    """

    def __init__(
        self,
        fn: Callable[[ports.Transaction], T],
        *,
        within: float | None = None,
        after_put: Callable[[], None] | None = None,
    ) -> None:
        self.fn = fn
        self.after_put = after_put
        self.loop = asyncio.get_running_loop()
        self._future: asyncio.Future[T] = self.loop.create_future()
        self._deadline = None if within is None else time.monotonic() + within
        self._lock = threading.Lock()
        self._open = True

    def begin(self) -> bool:
        """Whether to run it now: not if it was given up, and not once its time is over."""
        with self._lock:
            begins = self._open and not self._is_late()
            self._open = False
        if not begins:
            self.settle(error=ports.Busy())
        return begins

    async def result(self) -> T:
        """What the function returned or raised; Busy if it had not begun in time.

        A caller that is cancelled does not undo the call.
        """
        if self._deadline is None:
            return await self._future
        timer = self.loop.call_later(max(0.0, self._deadline - time.monotonic()), self._give_up)
        try:
            return await self._future
        finally:
            timer.cancel()

    def settle(self, *, value: Any = None, error: BaseException | None = None) -> None:
        """Tell the caller, from any thread."""
        in_the_loop(self.loop, [lambda: self.tell(value, error)])

    def wake(self) -> None:
        """Tell delivery that there is something to look at, from any thread."""
        if self.after_put:
            in_the_loop(self.loop, [self.after_put])

    def tell(self, value: Any, error: BaseException | None) -> None:
        """Tell the caller, in their event loop."""
        if self._future.done():
            return
        if error is None:
            self._future.set_result(value)
        elif isinstance(error, StopIteration):  # a future cannot carry one, and its caller would wait for ever
            self._future.set_exception(RuntimeError("a transaction raised StopIteration"))
        else:
            self._future.set_exception(error)

    def _give_up(self) -> None:
        with self._lock:
            waits, self._open = self._open, False
        if waits:
            self.tell(None, ports.Busy())

    def _is_late(self) -> bool:
        return self._deadline is not None and time.monotonic() > self._deadline


def in_the_loop(loop: asyncio.AbstractEventLoop, acts: Sequence[Callable[[], object]]) -> None:
    """Do all this in an event loop, from any thread."""
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is there any more
        loop.call_soon_threadsafe(_do, acts)


def _do(acts: Sequence[Callable[[], object]]) -> None:
    for act in acts:
        act()
