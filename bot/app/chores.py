"""What the command line does without a running bot, or beside one."""

import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.exc import DataError, IntegrityError, InternalError, ProgrammingError, SQLAlchemyError

from adapters.server import PortInUse
from bot.app.asking import opened
from bot.app.clock import SystemClock
from bot.findings import Finding, fault, remark
from bot.settings import Settings
from bot.taking_in import not_possible, store_address, take_in
from jobs.listen import Heard, Listen
from jobs.listening.fetch import Fetcher
from jobs.listening.parse import Parser
from store.lock import Lock, StoreInUse
from store.migrate import StoreBehind, StoreTooNew, behind, upgrade

IN_USE = StoreInUse
FAILURES = (PortInUse, StoreBehind, StoreTooNew, SQLAlchemyError, OSError)
OUR_FAULT = (IntegrityError, ProgrammingError, DataError, InternalError)
"""Errors of the database that no operator can mend: they should be seen whole."""

Show = Callable[[Heard, int, int], None]


def in_words(failure: BaseException) -> str:
    """What went wrong, for a person at a terminal: of the database's own errors only what the database said."""
    if not isinstance(failure, SQLAlchemyError):
        return str(failure)
    return f"The store cannot be used: {getattr(failure, 'orig', None) or failure}"


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
    clock = SystemClock()
    async with opened(settings, environ, folder) as store:
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


def check(settings: Settings, *, environ: Mapping[str, str], folder: Path) -> list[Finding]:
    """What an operator should know before starting. The settings were read already; this looks at the store."""
    found = [fault(words) for words in not_possible(settings)]
    address = store_address(settings, environ, folder)
    file = _file(address)
    if file is not None and not file.exists():
        if not file.parent.is_dir():
            found.append(fault(f"The store's folder {file.parent} is not there; please make it."))
    elif behind(address):
        found.append(fault("The database is behind: run `earshot migrate`."))
    if not settings.rooms.named:
        found.append(
            remark("No room is named under rooms: the bot will follow the default topics wherever it is invited.")
        )
    if not settings.sources:
        found.append(remark("No source is named under sources: nothing will be heard but what colleagues bring."))
    return found


def is_ready(address: str) -> bool:
    """Whether the store is there, and as this version needs it. Raises StoreTooNew."""
    file = _file(address)
    return (file is None or file.exists()) and not behind(address)


def _file(address: str) -> Path | None:
    """The file of a SQLite store."""
    return Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite") else None


def migrate(settings: Settings, *, environ: Mapping[str, str], folder: Path) -> str:
    """Bring the database up to date; returns words."""
    address = store_address(settings, environ, folder)
    if not behind(address):
        return "The database is up to date."
    upgrade(address)
    return "The database was brought up to date."
