"""Reading what was fetched, in a process that can be killed: some feeds would hold their reader for minutes."""

import asyncio
import multiprocessing
import resource
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.message import Message
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

import pebble

from bot.domain.health import Trouble
from jobs.listening.heard import Document, Entry, Feed, Page, Unreadable

if TYPE_CHECKING:  # a worker imports this module, and has no use for the network
    from jobs.listening.outcomes import Fetched

__all__ = ["Entry", "Feed", "Page", "Parser", "Unreadable"]

WORKERS = 2
SECONDS = 3.0
MEMORY = 1 << 30
READ_BEFORE_RENEWAL = 500

T = TypeVar("T", Feed, Page)


class Parser:
    """Reads feeds and pages in two processes of its own; a reader that takes too long or too much memory is ended.

    Nothing is started before the first reading or an explicit `start()`. An async context manager.
    """

    def __init__(self, *, workers: int = WORKERS, seconds: float = SECONDS) -> None:
        """`seconds` is how long one document may take."""
        self._workers = workers
        self._seconds = seconds
        self._pool: pebble.ProcessPool | None = None

    def start(self) -> None:
        """Start the processes, and come back at once: they are ready within a second."""
        if self._pool is None:
            self._pool = pebble.ProcessPool(
                max_workers=self._workers,
                max_tasks=READ_BEFORE_RENEWAL,
                initializer=_prepare,
                context=multiprocessing.get_context("spawn"),
            )
            _ = self._pool.active  # asking is what starts it

    async def close(self) -> None:
        """End the processes."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(_end, pool)

    async def __aenter__(self) -> Self:
        """The same parser: it starts when it is needed."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        await self.close()

    async def feed(self, fetched: "Fetched", *, now: datetime) -> Feed | Unreadable:
        """The feed in a body, or why there is none. `now` tells dates that cannot be from those that can."""
        return await self._read(_read_feed, _document(fetched), now)

    async def page(self, fetched: "Fetched") -> Page | Unreadable:
        """The page in a body, or why there is none."""
        return await self._read(_read_page, _document(fetched))

    async def _read(self, read: Callable[..., T | Unreadable], *arguments: object) -> T | Unreadable:
        for _ in range(2):
            pool = await self._working_pool()
            try:
                return await asyncio.wrap_future(pool.schedule(read, args=arguments, timeout=self._seconds))
            except TimeoutError:  # an OSError, as is ProcessExpired
                return Unreadable(Trouble.UNREADABLE, f"took more than {self._seconds:g} seconds to read")
            except pebble.ProcessExpired as error:
                return Unreadable(Trouble.UNREADABLE, f"its reader ended: {error}"[:200])
            except RuntimeError:
                continue  # a reader was killed while idle, which breaks the pool: no fault of this document
        return Unreadable(Trouble.UNREADABLE, "there is no reader")

    async def _working_pool(self) -> pebble.ProcessPool:
        pool = self._pool
        if pool is not None and not pool.active:
            await self.close()
        self.start()
        return cast(pebble.ProcessPool, self._pool)


def _end(pool: pebble.ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _document(fetched: "Fetched") -> Document:
    """What a reader needs: the Content-Type header (RFC 9110 section 8.3) taken apart."""
    message = Message()
    header = fetched.headers.get("content-type", "")
    message["content-type"] = "".join(character for character in header if character.isprintable())
    charset = message.get_param("charset")
    return Document(
        body=fetched.body,
        url=fetched.url,
        media_type=header.partition(";")[0].strip().lower(),
        charset=charset.strip().lower() if isinstance(charset, str) else None,
        language=fetched.headers.get("content-language"),
    )


def _prepare() -> None:
    """Bound a worker's memory, import what it will need before the clock runs, and have XML text handed over whole."""
    with suppress(ValueError, OSError):  # not every system bounds memory this way
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from jobs.listening import buffering, feeds, page  # noqa: F401, PLC0415  only workers need the parsers

    buffering.collect_text()


def _read_feed(document: Document, now: datetime) -> Feed | Unreadable:
    from jobs.listening.feeds import read_feed  # noqa: PLC0415  only workers need the parsers

    try:
        return read_feed(document, now=now)
    except Exception as error:  # noqa: BLE001  the edge: one broken feed must not end the listening to others
        return _stumbled(error)


def _read_page(document: Document) -> Page | Unreadable:
    from jobs.listening.page import read_page  # noqa: PLC0415  only workers need the parsers

    try:
        return read_page(document)
    except Exception as error:  # noqa: BLE001  the edge: a page is a stranger's text
        return _stumbled(error)


def _stumbled(error: Exception) -> Unreadable:
    said = "".join(character if character.isprintable() else " " for character in str(error))
    return Unreadable(Trouble.UNREADABLE, f"{type(error).__name__}: {said}"[:200])
