"""The wiring: settings in, a running bot out. The only module that sees every folder."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import DataError, IntegrityError, InternalError, ProgrammingError, SQLAlchemyError

from adapters.control import Control, ask
from adapters.server import Attach, PortInUse, Server
from bot.chat.addresses import Address
from bot.chat.events import Asked, Event, Known, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import Reply
from bot.dispatch import handle
from bot.domain.sources import Source
from bot.domain.topics import Topic
from bot.handlers import leaving
from bot.ports import Clock, Platform, Transaction
from bot.settings import Playground, Settings
from jobs.choose import Choose
from jobs.deliver import Deliver
from jobs.listen import Heard, Listen
from jobs.listening.fetch import Fetcher
from jobs.listening.parse import Parser
from jobs.nudge import Nudge
from jobs.read import Read
from jobs.tidy import Tidy
from jobs.timetable import EVERY, Timetable, moments
from store.database import Database
from store.lock import Lock, StoreInUse
from store.migrate import StoreTooNew, behind, upgrade

if TYPE_CHECKING:
    from adapters.playground.platform import PlaygroundPlatform

log = structlog.get_logger()

WITHIN = 1.5
"""Seconds an event may wait for its transaction to begin (DESIGN section 4)."""


QUIET_TIME = timedelta(seconds=60)
"""How long a message of unknown fate is left alone before it is looked up."""


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)


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

        `parser`: one that is shared with others and stays its owner's to close.
        """
        self.settings = settings
        self.clock: Clock = SystemClock()
        self._environ = environ
        self._folder = folder
        self._port = settings.server.port if port is None else port
        self._play = play or Play()
        self._parser = parser
        self._stack = contextlib.AsyncExitStack()
        self._soon: set[asyncio.Task[None]] = set()
        self._jumping = asyncio.Lock()
        self.playground: PlaygroundPlatform | None = None
        self.platforms: dict[str, Platform] = {}
        self.url = ""

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
        self.store = Database(address, after_put=self._after_put)
        await asyncio.to_thread(self.store.open)
        self._stack.push_async_callback(asyncio.to_thread, self.store.close)

        attach: list[Attach] = []
        if self.settings.platforms.playground is not None:
            attach.append(await self._playground(self.settings.platforms.playground))

        fetcher = await self._stack.enter_async_context(self._fetcher())
        parser = self._parser
        if parser is None:
            parser = await self._stack.enter_async_context(Parser())
        store, settings, clock = self.store, self.settings, self.clock
        self.listen = Listen(store, settings=settings, clock=clock, fetcher=fetcher, parser=parser)
        self.read = Read(store, settings=settings, clock=clock, fetcher=fetcher, parser=parser)
        self.choose = Choose(store, settings=settings, clock=clock)
        self.nudge = Nudge(store, settings=settings, clock=clock)
        self.tidy = Tidy(store, settings=settings, clock=clock)
        # Nothing is late in a platform that lives in our own process.
        quiet = timedelta(seconds=1) if self.playground else QUIET_TIME
        self.deliver = Deliver(store, platforms=self.platforms, settings=settings, clock=clock, quiet_time=quiet)
        jobs = {name: getattr(self, name).run for name in EVERY} | {"listen": self._listened}
        # Tidying has no look: it is rare, and would look for a dozen things.
        looks = {one: getattr(self, one).due for one in ("listen", "read", "choose", "nudge")}
        self.timetable = Timetable(store, clock, jobs, looks=looks)

        now = self.clock.now()
        await self.store.tx(lambda tx: take_in(tx, settings, now=now, known_sources=self.playground is not None))
        if address.startswith("sqlite"):  # the file is ours alone: who held a slot in it is dead
            await self.store.tx(lambda tx: tx.slots.free())
        self._stack.push_async_callback(self._let_go)
        server = Server(self.settings.server.host, self._port, ready=self._ready, attach=attach)
        self.port = await server.start()
        self.url = f"http://{self.settings.server.host}:{self.port}"
        self._stack.push_async_callback(server.stop)
        if self.playground is not None:
            await self.playground.invite()
        await self._begin_work()
        log.info("started", store=self.store.version, platforms=sorted(self.platforms))

    async def _begin_work(self) -> None:
        control = Control(socket_path(self.settings, self._environ, self._folder), self._asked)
        await control.start()
        self._stack.push_async_callback(control.stop)
        delivering = asyncio.create_task(self.deliver.work())

        async def land() -> None:
            self.deliver.stop()
            await delivering

        self._stack.push_async_callback(land)
        self.timetable.start()
        self._stack.push_async_callback(self.timetable.stop)
        first = asyncio.create_task(self._first_look())
        self._stack.push_async_callback(_end, first)

    async def _first_look(self) -> None:
        """What is due is heard, read and chosen at once, so that nobody waits for the first tick."""
        for job in ("listen", "read", "choose", "nudge", "tidy"):
            await self.timetable.tick(job)

    # ── The playground ──

    async def _playground(self, settings: Playground) -> Attach:
        from adapters.playground.book import Book  # noqa: PLC0415 - a platform that is not configured is not imported
        from adapters.playground.clock import PlaygroundClock, first_morning  # noqa: PLC0415
        from adapters.playground.platform import Place, PlaygroundPlatform, Somebody  # noqa: PLC0415
        from adapters.playground.web import Web  # noqa: PLC0415
        from adapters.playground.world import World  # noqa: PLC0415

        if self.settings.server.host not in ("127.0.0.1", "localhost", "::1"):
            raise NotPossible(
                "The playground is for one machine: set server.host to 127.0.0.1, or take it out of app.yaml."
            )
        book = Book(self._folder / settings.file)
        await book.open()
        self._stack.push_async_callback(book.close)
        start = datetime.fromisoformat(
            await book.noted("start") or first_morning(datetime.now(UTC), self.settings.company.time_zone).isoformat()
        )
        clock = PlaygroundClock(max(start, datetime.fromisoformat(await book.noted("clock") or start.isoformat())))
        await book.note("start", start.isoformat())
        self.clock = clock
        people = [Somebody(one.id, one.name, one.time_zone, one.language) for one in settings.people]
        named = self.settings.rooms.named
        rooms = [Place(room.id, room.name or key) for key, room in named.items() if room.platform == "playground"]
        platform = PlaygroundPlatform(book, clock, company=self.settings.company.name, people=people, rooms=rooms)
        platform.listen(self.receive)
        self.platforms[platform.name] = platform
        self.playground = platform
        await platform.remember_time()
        keeping = asyncio.create_task(_every(5, platform.remember_time))
        self._stack.push_async_callback(_end, keeping)
        world = await asyncio.to_thread(World.load, self._play.samples) if self._play.samples else None
        return Web(platform, jump=self.jump, world=world, world_start=start, shared=self._play.shared).attach

    async def jump(self, to: datetime) -> None:
        """Move the playground's clock, running every tick on the way, as if the time had passed."""
        if self.playground is None:
            raise NotPossible("Only the playground's clock can be moved.")
        async with self._jumping:
            await self.settled()
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

    # ── What is heard ──

    async def receive(self, event: Event) -> Reply | None:
        """One event, one transaction, at most one reply. Raises Busy if it could not begin in time."""
        reply, stranger = await self.store.tx(lambda tx: self._handle(event, tx), within=WITHIN)
        if stranger is not None:
            self._spawn(self._introduce(stranger))
        if isinstance(event, Asked | Submitted):
            self._spawn(self._read_soon())
        return reply

    def _handle(self, event: Event, tx: Transaction) -> tuple[Reply | None, Address | None]:
        reply = handle(event, Here(tx, self.settings, self.clock.now()))
        if not isinstance(event, Pressed | Asked | Submitted):
            return reply, None
        person = tx.people.at(event.person)
        return reply, event.person if person is not None and not person.name else None

    async def _introduce(self, address: Address) -> None:
        """Ask the platform who someone is whom we have just met."""
        platform = self.platforms.get(address.platform)
        if platform is not None:
            profile = await platform.profile(address)
            await self.receive(Known("introduced", self.clock.now(), address, profile))

    async def settled(self) -> None:
        """Wait until all that was begun is done, and all that may leave now has left."""
        while self._soon:
            await asyncio.gather(*self._soon, return_exceptions=True)
        await self.deliver.drain()

    async def _listened(self) -> None:
        """Ask the sources that are due. What went wrong is told in the log, so that nobody waits for them in vain."""
        await self.listen.run(told=_tell_trouble)

    async def _read_soon(self) -> None:
        """A find that was just brought need not wait for the next tick."""
        if await self.store.read(lambda tx: bool(tx.items.finds_waiting(limit=1))):
            await self.read.run()

    async def _let_go(self) -> None:
        """End what was begun beside: whatever it has not done yet, the store knows of, and the next start does."""
        for task in self._soon:
            task.cancel()
        await asyncio.gather(*self._soon, return_exceptions=True)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._soon.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._soon.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("background_work_failed", error=type(task.exception()).__name__)

    # ── Small things ──

    def _after_put(self) -> None:
        deliver: Deliver | None = getattr(self, "deliver", None)
        if deliver is not None:
            deliver.wake()

    def _fetcher(self) -> Fetcher:
        listening = self.settings.listening
        return Fetcher(contact=listening.contact, private_hosts=listening.private_hosts)

    async def _ready(self) -> bool:
        return await self.store.read(lambda tx: tx.sources.all() is not None)

    async def _asked(self, words: Mapping[str, str]) -> str:
        """A command of the same owner, through the bot's own socket."""
        if "forget" in words:
            forgotten = await self.store.tx(lambda tx: forget(tx, words["forget"], self.settings, now=self.clock.now()))
            return "forgotten" if forgotten else "not known"
        return "not understood"


class NotPossible(Exception):
    """The settings ask for what this version, or this machine, cannot do; the words say what to change."""


def not_possible(settings: Settings) -> list[str]:
    """What app.yaml asks for under `platforms` and this version cannot do, each with what to change."""
    platforms = settings.platforms
    asked = {"Slack": platforms.slack, "Teams": platforms.teams}
    found = [
        f"{name} is not built yet in this version; take it out of app.yaml, or wait for it."
        for name, section in asked.items()
        if section is not None
    ]
    if not found and platforms.playground is None:
        found.append("No platform stands in app.yaml, so nobody could meet the bot; add the playground, say.")
    return found


def _tell_trouble(heard: Heard) -> None:
    if heard.trouble is not None:
        log.warning("source_in_trouble", source=heard.source, trouble=heard.trouble.value, detail=heard.detail)


# ── Taking in the settings ───────────────────────────────────────────────────────────────────────────────────────────


def take_in(tx: Transaction, settings: Settings, *, now: datetime, known_sources: bool) -> None:
    """app.yaml's topics, sources and rooms, by key. What was made in chat is never touched."""
    topics = {
        key: Topic("", topic.name, topic.must, topic.may, topic.must_not) for key, topic in settings.topics.items()
    }
    ids = tx.topics.take_in(topics)
    sources = [
        Source("", key, one.name, one.url, one.every, one.company, one.about) for key, one in settings.sources.items()
    ]
    tx.sources.take_in(sources, now=now, known=known_sources)
    for key, room in settings.rooms.named.items():
        follows = settings.rooms.rhythm(key).topics
        address = Address(room.platform, room.workspace, room.id)
        tx.rooms.take_in(key, address, topics=[ids[topic] for topic in follows], at=now)


def forget(tx: Transaction, who: str, settings: Settings, *, now: datetime) -> bool:
    """Forget the person at `platform:workspace:id`. False if nobody is known there."""
    person = tx.people.at(person_address(who))
    if person is None:
        return False
    leaving.forget_now(person, Here(tx, settings, now))
    return True


def person_address(who: str) -> Address:
    """The address in `platform:workspace:id`. Raises NotPossible."""
    parts = who.split(":", 2)
    if len(parts) != 3 or not all(parts):
        raise NotPossible(
            f"Name a person as platform:workspace:id, for example playground:playground:ana; this was “{who}”."
        )
    return Address(*parts)


def store_address(settings: Settings, environ: Mapping[str, str], folder: Path) -> str:
    """The database's address; a relative SQLite file is relative to app.yaml."""
    address = settings.store.address(environ)
    file = address.removeprefix("sqlite:///")
    if file == address or Path(file).is_absolute():
        return address
    return f"sqlite:///{(folder / file).resolve()}"


def socket_path(settings: Settings, environ: Mapping[str, str], folder: Path) -> Path:
    """Where a command reaches the running bot: beside the SQLite file, or beside app.yaml."""
    address = store_address(settings, environ, folder)
    file = address.removeprefix("sqlite:///")
    return Path(f"{file}.sock") if file != address else folder / "earshot.sock"


@contextlib.asynccontextmanager
async def running(bot: Bot) -> AsyncIterator[Bot]:
    """A bot that runs inside the block."""
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop()


def told_to_stop() -> asyncio.Event:
    """What Ctrl-C and SIGTERM set from now on, so that even a bot that is still starting stops in good order."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, told.set)
    return told


async def _every(seconds: float, do: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        await do()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


# ── What the command line needs ──────────────────────────────────────────────────────────────────────────────────────

IN_USE = StoreInUse
FAILURES = (PortInUse, StoreTooNew, SQLAlchemyError, OSError)
OUR_FAULT = (IntegrityError, ProgrammingError, DataError, InternalError)
"""Errors of the database that no operator can mend: they should be seen whole."""

__all__ = ["Bot", "Heard", "Play", "running"]
Show = Callable[[Heard, int, int], None]


def in_words(failure: BaseException) -> str:
    """What went wrong, for a person at a terminal: of the database's own errors only what the database said."""
    if not isinstance(failure, SQLAlchemyError):
        return str(failure)
    return f"The store cannot be used: {getattr(failure, 'orig', None) or failure}"


def log_as(settings: Settings) -> None:
    """Log as app.yaml says: for machines or for people, and never what a person wrote or is called."""
    for_machines = settings.log.format == "json"
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer() if for_machines else structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log.level.value),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def sample_settings(samples: Path, port: int) -> str:
    """The made-up company's app.yaml."""
    from adapters.playground.world import company_text  # noqa: PLC0415 - only the playground needs it

    return company_text(samples, port)


def clear(folder: Path) -> None:
    """Remove what a playground kept in this folder, and nothing else. Raises StoreInUse while a bot runs there."""
    if not folder.is_dir():
        return
    lock = Lock(str(folder / "earshot.db"))
    lock.take()
    try:
        for pattern in ("earshot.db*", "playground.db*"):
            for one in folder.glob(pattern):
                if one.suffix != ".lock":
                    one.unlink()
    finally:
        lock.release()


async def listen(settings: Settings, *, environ: Mapping[str, str], folder: Path, once: bool, show: Show) -> bool:
    """Ask the sources that are due (with `once`: all of them); returns whether any was in trouble."""
    store = Database(store_address(settings, environ, folder))
    await asyncio.to_thread(store.open)
    clock = SystemClock()
    try:
        await store.tx(lambda tx: take_in(tx, settings, now=clock.now(), known_sources=False))
        if once:
            await store.tx(lambda tx: tx.sources.all_due(now=clock.now()))
        listening = settings.listening
        async with (
            Fetcher(contact=listening.contact, private_hosts=listening.private_hosts) as fetcher,
            Parser() as parser,
        ):
            job = Listen(store, settings=settings, clock=clock, fetcher=fetcher, parser=parser)
            of = len(await store.read(lambda tx: tx.sources.due(now=clock.now(), limit=10_000)))
            done: list[Heard] = []

            def told(heard: Heard) -> None:
                done.append(heard)
                show(heard, len(done), of)

            await job.run(limit=10_000, told=told)
            return any(heard.trouble for heard in done)
    finally:
        await asyncio.to_thread(store.close)


def check(settings: Settings, *, environ: Mapping[str, str], folder: Path) -> list[str]:
    """What an operator should know before starting. The settings were read already; this looks at the store."""
    found = not_possible(settings)
    address = store_address(settings, environ, folder)
    file = Path(address.removeprefix("sqlite:///"))
    if address.startswith("sqlite") and not file.exists():
        if not file.parent.is_dir():
            found.append(f"The store's folder {file.parent} is not there; please make it.")
    elif behind(address):
        found.append("The database is behind: run `earshot migrate`.")
    if not settings.rooms.named:
        found.append("No room is named under rooms: the bot will follow the default topics wherever it is invited.")
    if not settings.sources:
        found.append("No source is named under sources: nothing will be heard but what colleagues bring.")
    return found


def migrate(settings: Settings, *, environ: Mapping[str, str], folder: Path) -> str:
    """Bring the database up to date; returns words."""
    address = store_address(settings, environ, folder)
    if not behind(address):
        return "The database is up to date."
    upgrade(address)
    return "The database was brought up to date."


async def forget_person(settings: Settings, who: str, *, environ: Mapping[str, str], folder: Path) -> bool:
    """Forget a person: through the running bot if there is one, else in the store itself."""
    person_address(who)
    said = await ask(socket_path(settings, environ, folder), {"forget": who})
    if said is not None:
        return said == "forgotten"
    store = Database(store_address(settings, environ, folder))
    await asyncio.to_thread(store.open)
    try:
        return await store.tx(lambda tx: forget(tx, who, settings, now=SystemClock().now()))
    finally:
        await asyncio.to_thread(store.close)
