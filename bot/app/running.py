"""The wiring: settings in, a running bot out."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from adapters.control import NOT_UNDERSTOOD, Control
from adapters.metrics import Metrics
from adapters.server import Attach, Server, health
from bot.app import forgetting, opml, unknown
from bot.app.asking import Answer
from bot.app.clock import SystemClock
from bot.app.ending import end, end_within, is_done, told_to_stop
from bot.app.health import Heart, Readiness
from bot.app.hearing import Hearing
from bot.app.installing import Installations
from bot.beside import Beside
from bot.chat.events import Asked, Event, Submitted
from bot.chat.replies import Reply
from bot.ports import Backlog, Clock, Platform, Transaction
from bot.settings import Playground, Settings, Slack
from bot.taking_in import NotPossible, not_possible, socket_path, store_address, take_in
from jobs.choose import Choose
from jobs.deliver import Deliver, Times
from jobs.listen import Heard, Listen
from jobs.listening.fetch import Fetcher
from jobs.listening.parse import Parser
from jobs.nudge import Nudge
from jobs.read import Read
from jobs.tidy import Tidy
from jobs.timetable import EVERY, Timetable, moments
from store.database import Database

if TYPE_CHECKING:
    from adapters.playground.platform import PlaygroundPlatform
    from adapters.slack import opening as slack_opening

__all__ = ["Bot", "Play", "running", "told_to_stop"]

log = structlog.get_logger()

PATIENCE = 4.0
"""Seconds the first look waits for the slowest source before rooms are given what was heard by then."""


@dataclass(frozen=True, slots=True)
class Play:
    """What makes a playground of the settings: a made-up world, files to listen to, sources that are no strangers."""

    samples: Path | None = None
    shared: Mapping[str, Path] | None = None


class Bot:
    """A bot that can be started and stopped. Nothing is opened before `start`."""

    def __init__(
        self,
        settings: Settings,
        *,
        environ: Mapping[str, str],
        folder: Path,
        port: int | None = None,
        play: Play | None = None,
        parser: Parser | None = None,
    ) -> None:
        """`folder`: what relative file names in app.yaml are relative to. `port`: instead of app.yaml's.

        `play`: it is a playground, whose store is brought up to date without asking anybody.
        `parser`: one that is shared with others and stays its owner's to close.
        """
        self.settings = settings
        self.clock: Clock = SystemClock()
        self._environ = environ
        self._folder = folder
        self._port = settings.server.port if port is None else port
        self._play = play
        self._parser = parser
        self._stack = contextlib.AsyncExitStack()
        self._beside = Beside()
        self._jumping = asyncio.Lock()
        self.metrics = Metrics(self._backlog)
        self.playground: PlaygroundPlatform | None = None
        self.slack: slack_opening.Opened | None = None
        self.platforms: dict[str, Platform] = {}
        self.url = ""
        self.metrics_port: int | None = None

    # ── Starting and stopping ──

    async def start(self) -> None:
        """Open the store, take in the settings, listen, deliver, run by the clock. What fails stops what it began."""
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise

    async def stop(self) -> None:
        """Claim nothing more, wait for what is in the air, and close everything in the reverse order."""
        await self._stack.aclose()

    async def _start(self) -> None:
        impossible = not_possible(self.settings)
        if impossible:
            raise NotPossible("\n".join(impossible))
        address = store_address(self.settings, self._environ, self._folder)
        migrates = self._play is not None
        self.store = Database(address, after_put=self._after_put, migrates=migrates, meter=self.metrics)
        await asyncio.to_thread(self.store.open)
        self._stack.push_async_callback(asyncio.to_thread, self.store.close)

        attach: list[Attach] = []
        if self.settings.platforms.playground is not None:
            attach.append(await self._playground(self.settings.platforms.playground))
        if self.settings.platforms.slack is not None:
            attach.extend(await self._slack(self.settings.platforms.slack))

        fetcher = await self._stack.enter_async_context(self._fetcher())
        parser = self._parser
        if parser is None:
            parser = await self._stack.enter_async_context(Parser())
        store, settings, clock = self.store, self.settings, self.clock
        self.hearing = Hearing(
            store,
            settings=settings,
            clock=clock,
            platforms=self.platforms,
            beside=self._beside,
            metrics=self.metrics,
        )
        self.listen = Listen(store, settings=settings, clock=clock, fetcher=fetcher, parser=parser)
        self.read = Read(store, settings=settings, clock=clock, fetcher=fetcher, parser=parser)
        self.choose = Choose(store, settings=settings, clock=clock)
        self.nudge = Nudge(store, settings=settings, clock=clock)
        self.tidy = Tidy(store, settings=settings, clock=clock)
        # Nothing is late in a platform that lives in our own process.
        quiet = timedelta(seconds=1) if self.playground else Times().quiet
        times = Times(quiet=quiet)
        self.deliver = Deliver(
            store, platforms=self.platforms, settings=settings, clock=clock, times=times, meter=self.metrics
        )
        jobs = {name: getattr(self, name).run for name in EVERY} | {"listen": self._listened}
        # Tidying has no look: it is rare, and would look for a dozen things.
        looks = {one: getattr(self, one).due for one in ("listen", "read", "choose", "nudge")}
        self.timetable = Timetable(store, clock, jobs, looks=looks)

        now = self.clock.now()
        await self.store.tx(lambda tx: take_in(tx, settings, now=now, known_sources=self.playground is not None))
        if address.startswith("sqlite"):  # the file is ours alone: who held a slot in it is dead
            await self.store.tx(_free)
        self._stack.push_async_callback(self._beside.let_go)
        await self._serve(attach)
        if self.playground is not None:
            await self.playground.invite()
        await self._begin_work()
        if self.slack is not None:
            await self.slack.begin()
            self._stack.push_async_callback(self.slack.end)
        log.info("started", version=version("earshot"), store=self.store.version, platforms=sorted(self.platforms))

    async def _serve(self, attach: list[Attach]) -> None:
        """Webhooks and health on one port; numbers on another one, if app.yaml names it."""
        heart = Heart(self.metrics.loop_was_late)
        heart.start()
        self._stack.push_async_callback(heart.stop)
        self._readiness = Readiness(self.store, hears=lambda: self.slack is None or self.slack.hears())
        self.metrics.knows(self.platforms)
        said = self.settings.server
        here = [health(alive=heart.beats, ready=self._readiness.ask), *attach]
        self.port = await self._listen_on(said.host, self._port, here)
        self.url = f"http://{said.host}:{self.port}"
        if said.metrics_port:
            self.metrics_port = await self._listen_on(said.host, said.metrics_port, [self.metrics.attach])

    async def _listen_on(self, host: str, port: int, attach: list[Attach]) -> int:
        server = Server(host, port, attach=attach)
        listens = await server.start()
        self._stack.push_async_callback(server.stop)
        return listens

    async def _begin_work(self) -> None:
        control = Control(socket_path(self.settings, self._environ, self._folder), self._asked)
        await control.start()
        self._stack.push_async_callback(control.stop)
        self.timetable.start()
        self._stack.push_async_callback(self.timetable.stop)
        delivering = asyncio.create_task(self.deliver.work())
        self._stack.push_async_callback(end_within, delivering)
        self.first_look = asyncio.create_task(self._first_look())
        self._stack.push_async_callback(end, self.first_look)
        # What is called last here is done first: nothing new is claimed from the moment somebody says stop.
        self._stack.callback(self.deliver.stop)
        self._stack.callback(self._readiness.stop)

    async def _first_look(self) -> None:
        """What is due is heard, read and chosen at once, so that nobody waits for the first tick."""
        self._beside.begin(self._read_soon())  # what was brought just before a sudden end, whose tick is over
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(self.timetable.tick("listen"))
            while not await is_done(listening, within=PATIENCE):
                await self.choose.run()  # one slow source does not keep every room empty
        for job in ("read", "choose", "nudge", "tidy"):
            await self.timetable.tick(job)

    # ── The platforms ──

    async def _slack(self, said: Slack) -> Sequence[Attach]:
        from adapters.slack.opening import slack  # noqa: PLC0415 - what is not configured is not imported

        opening = slack(
            said,
            self._environ,
            receive=self.receive,
            clock=self.clock,
            language=self.settings.company.language,
            installations=Installations(self.store, "slack"),
        )
        self.slack = await self._stack.enter_async_context(opening)
        self.platforms[self.slack.platform.name] = self.slack.platform
        return self.slack.attach

    async def _playground(self, said: Playground) -> Attach:
        from adapters.playground.opening import playground  # noqa: PLC0415 - what is not configured is not imported

        opening = playground(
            said,
            self.settings,
            self._folder,
            receive=self.receive,
            jump=self.jump,
            samples=self._play.samples if self._play else None,
            shared=self._play.shared if self._play else None,
        )
        opened = await self._stack.enter_async_context(opening)
        self.playground = opened.platform
        self.platforms[opened.platform.name] = opened.platform
        self.clock = opened.platform.clock
        return opened.web.attach

    async def jump(self, to: datetime) -> None:
        """Move the playground's clock, running every tick on the way, as if the time had passed."""
        if self.playground is None:
            raise NotPossible("Only the playground's clock can be moved.")
        async with self._jumping:
            await self.settled()
            await self.store.tx(lambda tx: tx.slots.free())  # leases are on a clock that does not jump
            for moment, jobs in moments(self.clock.now(), to):
                self.playground.clock.forward(moment)
                if await self.store.read(lambda tx, jobs=jobs: self._anything_due(tx, jobs)):  # type: ignore[misc]
                    await self.playground.remember_time()
                    await self._live_through(jobs)
            self.playground.clock.forward(to)
            await self.playground.remember_time()
            await self.settled()

    def _anything_due(self, tx: Transaction, jobs: Collection[str]) -> bool:
        """One look for all, since most moments of a jump are as quiet as a night."""
        return self.deliver.due(tx) or self.timetable.due(tx, jobs)

    async def _live_through(self, jobs: Collection[str]) -> None:
        await self.deliver.drain_if_due()
        for job in jobs:
            if await self.timetable.tick(job):
                await self.deliver.drain_if_due()

    # ── What is heard, and done at once ──

    async def receive(self, event: Event) -> Reply | None:
        """One event, one transaction, at most one reply. Raises Busy if it could not begin in time."""
        reply = await self.hearing.hear(event)
        if isinstance(event, Asked | Submitted):
            self._beside.begin(self._read_soon())
        if isinstance(event, Submitted):
            self._beside.begin(self._listen_soon())
        return reply

    async def settled(self) -> None:
        """Wait until all that was begun is done, and all that may leave now has left."""
        await self._beside.all_done()
        await self.deliver.drain()

    async def _listened(self) -> None:
        """Ask the sources that are due. What went wrong is told in the log, so that nobody waits for them in vain."""
        await self.listen.run(told=self._tell_trouble)

    async def _read_soon(self) -> None:
        """A find that was just brought need not wait for the next tick."""
        if await self.store.read(lambda tx: bool(tx.items.finds_waiting(limit=1))):
            await self.read.run()

    async def _listen_soon(self) -> None:
        """A source that was just added need not wait for the next tick either."""
        await self.listen.look_at_new(told=self._tell_trouble)

    # ── Small things ──

    def _after_put(self) -> None:
        deliver: Deliver | None = getattr(self, "deliver", None)
        if deliver is not None:
            deliver.wake()

    def _fetcher(self) -> Fetcher:
        listening = self.settings.listening
        return Fetcher(contact=listening.contact, private_hosts=listening.private_hosts)

    def _tell_trouble(self, heard: Heard) -> None:
        if heard.trouble is not None:
            self.metrics.feed_in_trouble(heard.trouble.value)
            log.warning("source_in_trouble", source=heard.source, trouble=heard.trouble.value, detail=heard.detail)

    async def _backlog(self) -> Backlog:
        return await self.store.read(lambda tx: tx.standing.backlog(now=self.clock.now()))

    async def _asked(self, words: Mapping[str, str]) -> str:
        """A command of the same owner, through the bot's own socket."""
        answer = _whose(words)
        if answer is None:
            return NOT_UNDERSTOOD
        said = await answer(self.store, words, self.settings, now=self.clock.now())
        if answer is opml.answer:
            self._beside.begin(self._listen_soon())
        return said


def _whose(words: Mapping[str, str]) -> Answer | None:
    if forgetting.FORGET in words:
        return forgetting.answer
    if opml.LIST in words or opml.TAKE in words:
        return opml.answer
    return unknown.answer if unknown.ASKED in words else None


def _free(tx: Transaction) -> None:
    tx.slots.free()
    tx.lanes.free()


@contextlib.asynccontextmanager
async def running(bot: Bot) -> AsyncIterator[Bot]:
    """A bot that runs inside the block."""
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop()
