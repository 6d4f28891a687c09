"""Work that is begun beside what asked for it, so that nobody waits for it, and that ends with the bot."""

import asyncio
from collections.abc import Coroutine

import structlog

log = structlog.get_logger()


class Beside:
    """What was begun and is not done yet."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """It goes on by itself; where it fails, the log says so."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def all_done(self) -> None:
        """Wait for all of it, and for what it begins itself."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def let_go(self) -> None:
        """End what is not done: the store knows of that, and the next start does it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("background_work_failed", error=type(task.exception()).__name__)
