"""What is begun and not waited for by whoever began it: it has an owner all the same, and an end."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

from adapters.slack.reading import PLATFORM

log = structlog.get_logger()

ENDS_WITHIN = 3.0
Result = TypeVar("Result")


class Beside:
    """Tasks that run beside the rest, each until its own end or until `stop`."""

    def __init__(self) -> None:
        self._begun: set[asyncio.Task[Any]] = set()

    def begin(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Begin this now."""
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._ended)
        return task

    async def in_time(self, work: Coroutine[Any, Any, None], *, seconds: float) -> None:
        """Begin this, and wait so long for its end; then it goes on alone."""
        await asyncio.wait({self.begin(work)}, timeout=seconds)

    async def stop(self) -> None:
        """Wait for what was begun; what takes too long is given up."""
        if self._begun:
            await asyncio.wait(self._begun, timeout=ENDS_WITHIN)
        for task in list(self._begun):
            task.cancel()
        await asyncio.gather(*self._begun, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._begun.discard(task)
        if not task.cancelled() and (failed := task.exception()) is not None:
            log.warning("answer_failed", platform=PLATFORM, error=type(failed).__name__)
