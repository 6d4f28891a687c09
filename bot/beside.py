"""Work that is begun beside what asked for it, so that nobody waits for it, and that ends with the bot."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

log = structlog.get_logger()

Result = TypeVar("Result")


class Beside:
    """What was begun and is not done yet."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def begin(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """It goes on by itself; where it fails, the log says so."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def in_time(self, work: Coroutine[Any, Any, None], *, seconds: float) -> None:
        """Begin this, and wait so long for its end; then it goes on by itself."""
        await asyncio.wait({self.begin(work)}, timeout=seconds)

    async def all_done(self) -> None:
        """Wait for all of it, and for what it begins itself."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def let_go(self, *, after: float = 0.0) -> None:
        """End what is not done by then, in seconds: the store knows of what matters, and the next start does it."""
        if after and self._tasks:
            await asyncio.wait(self._tasks, timeout=after)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failed := task.exception()) is not None:
            log.error("background_work_failed", error=type(failed).__name__)
