"""Fetching a feed or a page: one careful question, and always an answer."""

import asyncio
import hashlib
import socket
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from types import MappingProxyType, TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.domain.health import Trouble
from jobs.listening.addresses import address, next_address
from jobs.listening.answers import freshness, retry_after, validator
from jobs.listening.guard import LocalhostResolver, guarded, named
from jobs.listening.outcomes import Failed, Fetched, Unchanged, no_answer, trouble_of
from jobs.listening.turns import Turns, bucket

__all__ = ["FEEDS", "PAGES", "Failed", "Fetched", "Fetcher", "Limits", "Unchanged"]

FEEDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
PAGES = "text/html, application/xhtml+xml, */*;q=0.5"

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a stranger's answer we take, and how politely we ask: bytes after decompression, and seconds."""

    body: int = 8_000_000
    redirects: int = 5
    total: float = 20.0
    connect: float = 5.0
    gap: float = 1.0
    gaps: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({"reddit.com": 60.0}))
    at_once: int = 16


@dataclass(frozen=True, slots=True)
class _Known:
    """What the caller kept of the last answer."""

    etag: str | None
    modified: str | None
    digest: str | None

    def headers(self) -> dict[str, str]:
        """The conditional headers that ask for changes only (RFC 9110 section 13)."""
        stated = {"If-None-Match": validator(self.etag), "If-Modified-Since": validator(self.modified)}
        return {name: value for name, value in stated.items() if value}


@dataclass(frozen=True, slots=True)
class _Redirect:
    to: str
    permanent: bool


class Fetcher:
    """Asks the outside world for feeds and pages, guarded at every dial; an async context manager."""

    def __init__(
        self,
        *,
        contact: str,
        private_hosts: Collection[str],
        resolver: AbstractResolver | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Nothing is opened before the context is entered.

        `contact` tells publishers whom to write to. `private_hosts` are the hosts, as `host` or `host:port`, that may
        be asked although their address is not public; they may use any port and need no pause between requests.
        `resolver` stays its owner's to close.
        """
        self._private_hosts = frozenset(host.lower() for host in private_hosts)
        self._resolver = resolver
        self._limits = limits or Limits()
        self._headers = {"User-Agent": _user_agent(contact), "Accept-Encoding": "gzip, br"}
        self._turns = Turns(self._limits.at_once)
        self._public: aiohttp.ClientSession | None = None
        self._private: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the two ways out: the guarded one, and the one for named hosts only."""
        self._public = self._session(guarded)
        self._private = self._session(_unguarded)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close both ways and every connection."""
        for session in (self._public, self._private):
            if session is not None:
                await session.close()

    async def get(
        self,
        url: str,
        *,
        accept: str,
        etag: str | None = None,
        modified: str | None = None,
        digest: str | None = None,
    ) -> Fetched | Unchanged | Failed:
        """Fetch an address, following at most five redirects; never raises for what a server or the network does.

        `etag`, `modified` and `digest` are what the last answer left behind. The time limit is for all hops together
        and does not count the wait for a turn.
        """
        known = _Known(etag, modified, digest)
        seconds = self._limits.total
        here = address(url.strip())
        permanent, permanent_so_far = None, True
        inside = isinstance(here, URL) and named(here, self._private_hosts)  # nobody outside leads us in
        for _ in range(self._limits.redirects + 1):
            if isinstance(here, Failed):
                return here
            async with self._turns.turn(here.raw_host or "", self._gap(here)):
                started = asyncio.get_running_loop().time()
                answer = await self._ask(here, accept=accept, known=known, seconds=seconds, inside=inside)
                seconds -= asyncio.get_running_loop().time() - started
            match answer:
                case Failed():
                    return answer
                case Fetched() | Unchanged():
                    return replace(answer, permanent=permanent)
                case _Redirect():
                    here = next_address(here, answer.to)
                    permanent_so_far = permanent_so_far and answer.permanent
                    if permanent_so_far and isinstance(here, URL):
                        permanent = str(here)
        return Failed(Trouble.TOO_MANY_REDIRECTS, None, None, f"more than {self._limits.redirects} redirects")

    async def _ask(
        self, url: URL, *, accept: str, known: _Known, seconds: float, inside: bool
    ) -> Fetched | Unchanged | Failed | _Redirect:
        session = self._private if inside and named(url, self._private_hosts) else self._public
        if session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        headers = self._headers | {"Accept": accept} | known.headers()
        try:
            async with (
                asyncio.timeout(seconds),
                session.get(url, headers=headers, allow_redirects=False) as response,
            ):
                return await self._hear(response, known)
        except TimeoutError:  # an OSError too, so it comes first
            return Failed(Trouble.TOO_SLOW, None, None, "took too long to answer")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return no_answer(error)

    async def _hear(self, response: aiohttp.ClientResponse, known: _Known) -> Fetched | Unchanged | Failed | _Redirect:
        headers = {name.lower(): value for name, value in response.headers.items()}
        now = datetime.now(UTC)
        status = response.status
        etag, modified = validator(headers.get("etag")), validator(headers.get("last-modified"))
        wait = freshness(headers, now=now)
        if status in REDIRECTS and "location" in headers:
            return _Redirect(headers["location"], status in PERMANENT)
        if status == 304 and (known.etag or known.modified):
            return Unchanged(etag or known.etag, modified or known.modified, wait)
        if not 200 <= status < 300:
            return Failed(trouble_of(status), status, retry_after(headers, now=now), f"answered {status}")
        if etag and etag == known.etag:
            return Unchanged(etag, modified or known.modified, wait)

        body = await self._read(response)
        if body is None:
            return Failed(Trouble.TOO_BIG, status, None, f"more than {self._limits.body} bytes")
        digest = hashlib.sha256(body).hexdigest()
        if digest == known.digest:
            return Unchanged(etag, modified, wait)
        return Fetched(
            body=body,
            url=str(response.url),
            headers=headers,
            etag=etag,
            modified=modified,
            digest=digest,
            permanent=None,
            wait=wait,
        )

    async def _read(self, response: aiohttp.ClientResponse) -> bytes | None:
        """The body, or None as soon as too much has come out of decompression: 948 bytes can become 600 MB."""
        body = bytearray()
        async for chunk in response.content.iter_chunked(CHUNK):
            body += chunk
            if len(body) > self._limits.body:
                response.close()
                return None
        return bytes(body)

    def _session(self, dial: aiohttp.SocketFactoryType) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            limit=0,  # turns are counted before, so that waiting for one does not eat the time limit
            resolver=LocalhostResolver(self._resolver or aiohttp.ThreadedResolver()),
            socket_factory=dial,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect),
            trust_env=False,  # behind a proxy the guard would see only the proxy's address
            max_line_size=16_384,
            max_field_size=32_768,  # some newspapers' security headers are long
        )

    def gap(self, url: str) -> float:
        """The pause, in seconds, before an address's host is asked again."""
        return self._gap(URL(url))

    def _gap(self, url: URL) -> float:
        if named(url, self._private_hosts):
            return 0.0
        return self._limits.gaps.get(bucket(url.raw_host or ""), self._limits.gap)


def _unguarded(info: aiohttp.AddrInfoType) -> socket.socket:
    return socket.socket(*info[:3])


def _user_agent(contact: str) -> str:
    """Product, version and whom to write to (RFC 9110 section 10.1.5, and what publishers ask of feed readers)."""
    contact = "".join(character for character in contact if character.isprintable() and character.isascii())
    mail = "mailto:" if "@" in contact and ":" not in contact else ""
    return f"Earshot/{version('earshot')}" + (f" (+{mail}{contact})" if contact else "")
