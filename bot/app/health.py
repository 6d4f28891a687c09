"""Whether the bot lives and can work: a heart that beats in the event loop, and a trial write."""

import asyncio
from collections.abc import Callable

import structlog

from bot.ports import Store, Transaction

log = structlog.get_logger()

EVERY = 0.5
ALIVE_WITHIN = 5.0
"""Seconds without a beat after which the loop counts as dead (delivery: observable)."""

WRITE_WITHIN = 1.0
ASK_AGAIN = 1.0
"""Seconds an answer holds: however often strangers ask, the store is tried once."""


class Heart:
    """Beats as long as the event loop goes round, and tells how late it was each time."""

    def __init__(
        self, was_late: Callable[[float], None], *, every: float = EVERY, within: float = ALIVE_WITHIN
    ) -> None:
        self._was_late = was_late
        self._every = every
        self._within = within
        self._last: float | None = None
        self._beating: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to beat, in the loop that runs."""
        self._last = asyncio.get_running_loop().time()
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """Beat no more."""
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)

    def beats(self) -> bool:
        """Whether the last beat is not long ago."""
        return self._last is not None and asyncio.get_running_loop().time() - self._last < self._within

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(self._every)
            self._last = loop.time()
            self._was_late(max(0.0, self._last - before - self._every))


class Readiness:
    """Whether the store takes a write in time, is one that this Earshot understands, and its platforms can be heard."""

    def __init__(self, store: Store, *, hears: Callable[[], bool] = lambda: True, hold: float = ASK_AGAIN) -> None:
        """`hears`: whether platforms can be heard. `hold`: seconds an answer of the store's holds."""
        self._store = store
        self._hears = hears
        self._hold = hold
        self._asked_at: float | None = None
        self._answer = False
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False

    def stop(self) -> None:
        """Not ready any more: nothing new should be sent here."""
        self._stopping = True

    async def ask(self) -> bool:
        """The answer, at most a second old."""
        async with self._one_at_a_time:
            now = asyncio.get_running_loop().time()
            if self._asked_at is None or now - self._asked_at >= self._hold:
                self._answer = await self._try()
                self._asked_at = now
        return self._answer and not self._stopping and self._hears()

    async def _try(self) -> bool:
        try:
            async with asyncio.timeout(WRITE_WITHIN):
                return await self._store.tx(_write, within=WRITE_WITHIN)
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the answer is "not ready"; why is for the log
            log.warning("not_ready", error=type(error).__name__)
            return False


def _write(tx: Transaction) -> bool:
    tx.standing.try_writing()
    return tx.standing.is_understood()
