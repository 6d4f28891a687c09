"""Slack's socket, watched: whether the bot can hear. The SDK mends it by itself; where it does not, this says so."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from adapters.slack.reading import PLATFORM

log = structlog.get_logger()

EVERY = 1.0
GRACE = 60.0
"""Seconds without a connection that are nothing yet: Slack renews it every few hours, and the SDK makes it anew within
seconds where it was cut, or within about forty where it only fell silent."""


class Connection:
    """`back` is called once it stands again after it was away for longer than that: what was missed is asked for."""

    def __init__(
        self,
        stands: Callable[[], Awaitable[bool]],
        *,
        back: Callable[[], Awaitable[None]],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`stands`: whether it does now. `seconds`: what time it is."""
        self._stands = stands
        self._back = back
        self._seconds = seconds
        self._stood: float | None = None
        self._away = False
        self._watching: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Watch from now on."""
        await self.look()
        self._watching = asyncio.create_task(self._watch())

    async def end(self) -> None:
        """Watch no more."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    def hears(self) -> bool:
        """Whether it stands, or did a moment ago."""
        return self._stood is not None and self._seconds() - self._stood < GRACE

    async def look(self) -> None:
        """Whether it stands now. What changed is said once."""
        now = self._seconds()
        if await self._stands():
            self._stood = now
            if self._away:
                self._away = False
                log.info("socket_is_back", platform=PLATFORM)
                await self._back()
        elif not self.hears() and not self._away:
            self._away = True
            log.error("socket_is_away", platform=PLATFORM, seconds=round(GRACE))

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.look()
            except Exception as trouble:  # noqa: BLE001 - a store that is away, say: the watch goes on
                log.warning("rooms_not_told", platform=PLATFORM, error=type(trouble).__name__)
