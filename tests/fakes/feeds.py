"""A web server on loopback that says whatever a test tells it to, and a resolver that knows a test's made-up names."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import brotli
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from multidict import CIMultiDict

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say: `delay` waits before the first word, `drip` sends so many bytes at a time, so many seconds apart."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: tuple[int, float] | None = None

    @property
    def octets(self) -> bytes:
        """The body as it goes over the wire."""
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that arrived: `started` and `ended` are the loop's seconds."""

    path: str
    host: str
    headers: Mapping[str, str]
    started: float
    ended: float


Say = Answer | Callable[[web.Request], Answer] | Callable[[web.Request], Awaitable[Answer]]


class FeedServer:
    """Serves on 127.0.0.1 at a free port; `seen` holds every request in order. An async context manager."""

    def __init__(self) -> None:
        """It says 404 to all it was not told about."""
        self.seen: list[Seen] = []
        self.busy = 0
        self.busiest = 0
        self.port = 0
        self._says: dict[str, list[Say]] = {}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        """Listen."""
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, without waiting for answers that drip."""
        if self._runner is not None:
            await self._runner.cleanup()

    def serve(self, path: str, *says: Say) -> str:
        """Say these at a path, one after another, the last one for ever; gives back the address."""
        self._says[path] = list(says)
        return self.url(path)

    def is_served(self, path: str) -> bool:
        """Whether it was told what to say at a path."""
        return path in self._says

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Lead from a path to another address."""
        return self.serve(path, Answer(status=status, headers={"Location": to}))

    def url(self, path: str = "/", host: str = LOOPBACK) -> str:
        """The address of a path, by number or under a name that leads here."""
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Seen]:
        """The requests for one path."""
        return [seen for seen in self.seen if seen.path == path]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        loop = asyncio.get_running_loop()
        started = loop.time()
        self.busy += 1
        self.busiest = max(self.busy, self.busiest)
        try:
            return await self._say(request)
        finally:
            self.busy -= 1
            headers = {name.lower(): value for name, value in request.headers.items()}
            self.seen.append(Seen(request.path, request.host, headers, started, loop.time()))

    async def _say(self, request: web.Request) -> web.StreamResponse:
        says = self._says.get(request.path, [Answer(status=404)])
        say = says.pop(0) if len(says) > 1 else says[0]
        if not isinstance(say, Answer):
            said = say(request)
            say = said if isinstance(said, Answer) else await said
        await asyncio.sleep(say.delay)
        headers = CIMultiDict({"Content-Type": "application/xml"} | dict(say.headers))
        if say.drip is None:
            return web.Response(body=say.octets, status=say.status, headers=headers)
        return await self._drip(request, say, headers)

    async def _drip(self, request: web.Request, say: Answer, headers: CIMultiDict[str]) -> web.StreamResponse:
        size, pause = say.drip or (1, 0.0)
        response = web.StreamResponse(status=say.status, headers=headers)
        await response.prepare(request)
        for start in range(0, len(say.octets), size):
            await response.write(say.octets[start : start + size])
            await asyncio.sleep(pause)
        return response


class RawServer:
    """Says the same bytes to everybody, HTTP or not, and hangs up. An async context manager."""

    def __init__(self, said: bytes) -> None:
        """`said` is written as it is."""
        self._said = said
        self._server: asyncio.Server | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._say, LOOPBACK, 0)
        self.url = f"http://{LOOPBACK}:{self._server.sockets[0].getsockname()[1]}/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _say(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(self._said)
        await writer.drain()
        writer.close()


class FakeResolver(AbstractResolver):
    """Knows the names it is given and no others; `asked` holds what was looked up."""

    def __init__(self, names: Mapping[str, str | list[str]]) -> None:
        """`names` leads from a host to its address, or its addresses."""
        self._names = names
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name; OSError for one it does not know."""
        self.asked.append(host)
        known = self._names.get(host)
        if known is None:
            raise OSError(socket.EAI_NONAME, "no such name")
        addresses = [known] if isinstance(known, str) else known
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing to close."""


def gzip_bomb(megabytes: int) -> bytes:
    """So many megabytes of zeros as gzip, about a thousandth of that."""
    packer = zlib.compressobj(wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def brotli_bomb(megabytes: int) -> bytes:
    """So many megabytes of zeros as brotli, about a kilobyte."""
    packer = brotli.Compressor(quality=5, lgwin=24)
    packed: bytes = b"".join(packer.process(bytes(1_000_000)) for _ in range(megabytes)) + packer.finish()
    return packed


def gzipped(body: bytes | str) -> bytes:
    """A body as gzip."""
    return gzip.compress(body.encode() if isinstance(body, str) else body)


def rss(*items: str, head: str = "", title: str = "Morning Ledger") -> str:
    """An RSS 2.0 feed of these `<item>` insides."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{head}{inside}</channel></rss>'


def atom(*entries: str, head: str = "", title: str = "Harbour Notes") -> str:
    """An Atom feed of these `<entry>` insides."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{head}{inside}</feed>'


HEALTHY = rss(
    "<title>Bakers agree on a standard loaf</title><link>https://ledger.example/loaf</link><guid>loaf-1</guid>"
    "<pubDate>Mon, 12 Jan 2026 09:00:00 +0000</pubDate><description>It took eleven years.</description>"
)
