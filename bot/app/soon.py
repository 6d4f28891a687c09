"""What need not wait for the next tick: what is due at a start, a find that was just brought, a source just added."""

import asyncio

import structlog

from adapters.metrics import Metrics
from bot.app.ending import is_done
from bot.beside import Beside
from bot.ports import Store
from jobs.choose import Choose
from jobs.listen import Heard, Listen
from jobs.read import Read
from jobs.timetable import Timetable

log = structlog.get_logger()

PATIENCE = 4.0
"""Seconds the first look waits for the slowest source before rooms are given what was heard by then."""


class Soon:
    """Does at once what the clock would do later."""

    def __init__(
        self, store: Store, *, listen: Listen, read: Read, choose: Choose, beside: Beside, metrics: Metrics
    ) -> None:
        self._store = store
        self._listen = listen
        self._read = read
        self._choose = choose
        self._beside = beside
        self._metrics = metrics

    async def first_look(self, timetable: Timetable) -> None:
        """What is due is heard, read and chosen at once, so that nobody waits for the first tick."""
        self.read()  # what was brought just before a sudden end, whose tick is over
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(timetable.tick("listen"))
            while not await is_done(listening, within=PATIENCE):
                await self._choose.run()  # one slow source does not keep every room empty
        for job in ("read", "choose", "nudge", "tidy"):
            await timetable.tick(job)

    def read(self) -> None:
        """A find that was just brought, beside whatever brought it."""
        self._beside.begin(self._read_finds())

    def listen(self) -> None:
        """A source that was just added, likewise."""
        self._beside.begin(self._listen.look_at_new(told=self._tell_trouble))

    async def listened(self) -> None:
        """Ask the sources that are due. What went wrong is told in the log, so that nobody waits for them in vain."""
        await self._listen.run(told=self._tell_trouble)

    async def _read_finds(self) -> None:
        if await self._store.read(lambda tx: bool(tx.items.finds_waiting(limit=1))):
            await self._read.run()

    def _tell_trouble(self, heard: Heard) -> None:
        if heard.trouble is not None:
            self._metrics.feed_in_trouble(heard.trouble.value)
            log.warning("source_in_trouble", source=heard.source, trouble=heard.trouble.value, detail=heard.detail)
