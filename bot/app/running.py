"""The wiring: settings in, a running bot out."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from adapters.control import NOT_UNDERSTOOD, Control
from adapters.metrics import Metrics
from adapters.server import Attach
from bot.app.clock import SystemClock
from bot.app.commands import brings_sources, whose
from bot.app.ending import end, end_within, told_to_stop
from bot.app.health import Readiness
from bot.app.hearing import Hearing
from bot.app.jumping import Jumping
from bot.app.platforms import Platforms, Play
from bot.app.served import serve
from bot.app.soon import Soon
from bot.beside import Beside
from bot.chat.events import Asked, Event, Submitted
from bot.chat.replies import Reply
from bot.ports import Backlog, Clock, Platform, Transaction
from bot.settings import Settings
from bot.taking_in import NotPossible, not_possible, socket_path, store_address, take_in
from jobs.choose import Choose
from jobs.deliver import Deliver, Times
from jobs.listen import Listen
from jobs.listening.fetch import Fetcher
from jobs.listening.parse import Parser
from jobs.nudge import Nudge
from jobs.read import Read
from jobs.tidy import Tidy
from jobs.timetable import EVERY, Timetable
from store.database import Database

if TYPE_CHECKING:
    from adapters.playground.platform import PlaygroundPlatform
    from adapters.slack import opening as slack_opening
    from adapters.teams import opening as teams_opening

__all__ = ["Bot", "Play", "running", "told_to_stop"]

log = structlog.get_logger()


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
        self._open = Platforms(settings, environ, folder, play=play)
        self.jumping: Jumping | None = None
        self.metrics = Metrics(self._backlog)
        self.platforms: dict[str, Platform] = self._open.by_name
        self.playground: PlaygroundPlatform | None = None
        self.slack: slack_opening.Opened | None = None
        self.teams: teams_opening.Opened | None = None
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

        attach, self.clock = await self._open.open(
            self._stack, self.store, receive=self.receive, jump=self.jump, clock=self.clock
        )
        self.playground, self.slack, self.teams = self._open.playground, self._open.slack, self._open.teams
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
        self._soon = Soon(
            store, listen=self.listen, read=self.read, choose=self.choose, beside=self._beside, metrics=self.metrics
        )
        # Nothing is late in a platform that lives in our own process.
        quiet = timedelta(seconds=1) if list(self.platforms) == ["playground"] else Times().quiet
        times = Times(quiet=quiet)
        self.deliver = Deliver(
            store, platforms=self.platforms, settings=settings, clock=clock, times=times, meter=self.metrics
        )
        jobs = {name: getattr(self, name).run for name in EVERY} | {"listen": self._soon.listened}
        # Tidying has no look: it is rare, and would look for a dozen things.
        looks = {one: getattr(self, one).due for one in ("listen", "read", "choose", "nudge")}
        self.timetable = Timetable(store, clock, jobs, looks=looks)
        if self.playground is not None:
            self.jumping = Jumping(
                self.playground, store, timetable=self.timetable, deliver=self.deliver, settled=self.settled
            )

        now = self.clock.now()
        await self.store.tx(lambda tx: take_in(tx, settings, now=now, known_sources=self.playground is not None))
        if address.startswith("sqlite"):  # the file is ours alone: who held a slot in it is dead
            await self.store.tx(_free)
        self._stack.push_async_callback(self._beside.let_go)
        await self._serve(attach)
        if self.playground is not None:
            await self.playground.invite()
        await self._begin_work()
        await self._open.begin(self._stack)
        log.info("started", version=version("earshot"), store=self.store.version, platforms=sorted(self.platforms))

    async def _serve(self, attach: Sequence[Attach]) -> None:
        self._readiness = Readiness(self.store, hears=self._open.hear)
        self.metrics.knows(self.platforms)
        said = self.settings.server
        served = await serve(self._stack, said, self._port, attach, readiness=self._readiness, metrics=self.metrics)
        self.port, self.metrics_port = served.port, served.metrics_port
        self.url = f"http://{said.host}:{self.port}"

    async def _begin_work(self) -> None:
        control = Control(socket_path(self.settings, self._environ, self._folder), self._asked)
        await control.start()
        self._stack.push_async_callback(control.stop)
        self.timetable.start()
        self._stack.push_async_callback(self.timetable.stop)
        delivering = asyncio.create_task(self.deliver.work())
        self._stack.push_async_callback(end_within, delivering)
        self.first_look = asyncio.create_task(self._soon.first_look(self.timetable))
        self._stack.push_async_callback(end, self.first_look)
        # What is called last here is done first: nothing new is claimed from the moment somebody says stop.
        self._stack.callback(self.deliver.stop)
        self._stack.callback(self._readiness.stop)

    async def jump(self, to: datetime) -> None:
        """Move the playground's clock, running every tick on the way, as if the time had passed."""
        if self.jumping is None:
            raise NotPossible("Only the playground's clock can be moved.")
        await self.jumping.to(to)

    # ── What is heard, and done at once ──

    async def receive(self, event: Event) -> Reply | None:
        """One event, one transaction, at most one reply. Raises Busy if it could not begin in time."""
        reply = await self.hearing.hear(event)
        if isinstance(event, Asked | Submitted):
            self._soon.read()
        if isinstance(event, Submitted):
            self._soon.listen()
        return reply

    async def settled(self) -> None:
        """Wait until all that was begun is done, and all that may leave now has left."""
        await self._beside.all_done()
        await self.deliver.drain()

    # ── Small things ──

    def _after_put(self) -> None:
        deliver: Deliver | None = getattr(self, "deliver", None)
        if deliver is not None:
            deliver.wake()

    def _fetcher(self) -> Fetcher:
        listening = self.settings.listening
        return Fetcher(contact=listening.contact, private_hosts=listening.private_hosts)

    async def _backlog(self) -> Backlog:
        return await self.store.read(lambda tx: tx.standing.backlog(now=self.clock.now()))

    async def _asked(self, words: Mapping[str, str]) -> str:
        """A command of the same owner, through the bot's own socket."""
        answer = whose(words)
        if answer is None:
            return NOT_UNDERSTOOD
        said = await answer(self.store, words, self.settings, now=self.clock.now())
        if brings_sources(answer):
            self._soon.listen()
        return said


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
