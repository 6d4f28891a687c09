"""What is kept within the call that tells of it, and not in a task of its own: where many come, that costs as much as
all else that is done for one of them before the store.
"""

import asyncio
from collections.abc import Awaitable


class InTime:
    """For what nothing follows but its commit, which goes on by itself, and is told again where it was not kept."""

    def __init__(self) -> None:
        self._going_on = 0
        self._one_less = asyncio.Event()

    async def kept(self, telling: Awaitable[bool], *, seconds: float) -> bool:
        """Whether it was kept within so many seconds; what was not by then is given up here."""
        self._going_on += 1
        try:
            async with asyncio.timeout(seconds):
                return await telling
        except TimeoutError:
            return False
        finally:
            self._going_on -= 1
            self._one_less.set()

    async def all_done(self) -> None:
        """Wait for all that are going on."""
        while self._going_on:
            self._one_less.clear()
            await self._one_less.wait()
