"""A chat platform with faults, on loopback: it loses, cuts, delays and limits as a seed has it, and notes what came."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Profile
from bot.domain.pacing import Window
from bot.ports import CannotTell, Delivered, Fate, Found, Later, Limits, NotThere, Sent, Undeliverable, Unknown


@dataclass(frozen=True, slots=True)
class Faults:
    """How often what goes wrong, as shares of all requests, and how long what is late is late, in seconds.

    `pace`: seconds between two messages in a room; what comes sooner is limited.
    """

    lost: float = 0.0  # cut before it is accepted
    cut: float = 0.0  # accepted, then cut
    error: float = 0.0  # accepted, then answered 500
    failed: float = 0.0  # answered 503, and not accepted
    late: float = 0.0  # accepted later than anybody waits for
    slow: float = 0.0  # accepted, and answered after a while
    limited: float = 0.0  # told to come back, for no reason of its own
    blind: float = 0.0  # a look-up that is cut
    lateness: tuple[float, float] = (0.9, 1.2)
    slowness: tuple[float, float] = (0.05, 0.5)
    retry_after: tuple[float, float] = (0.1, 0.5)
    pace: float = 0.0


KINDS = ("lost", "cut", "error", "failed", "late", "slow", "limited")

NONE = Faults()
USUAL = Faults(lost=0.03, cut=0.03, error=0.02, failed=0.01, late=0.02, slow=0.08, limited=0.04, blind=0.02, pace=0.05)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that is there. `at`: seconds of the monotonic clock."""

    room: str
    key: str
    text: str
    at: float


@dataclass
class FaultyServer:
    """Starts with `async with`. `tells`: whether it says what became of a message.

    `accepted`: in order; `early`: requests for a room that came before the Retry-After it was told had ended;
    `happened`: how often each kind of fault did.
    """

    seed: int = 0
    faults: Faults = NONE
    tells: bool = True
    accepted: list[Accepted] = field(default_factory=list)
    early: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    coming: int = 0
    """Messages that take effect yet, though nobody waits for them any more."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._closed_until: dict[str, float] = {}
        self._last: dict[str, float] = {}
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/send", self._send)
        app.router.add_get("/find", self._find)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=512)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def at_rest(self) -> None:
        """Wait until all that is late has taken effect."""
        while self.coming:  # noqa: ASYNC110 - it is a matter of a second
            await asyncio.sleep(0.02)

    # ── What it is asked ──

    async def _send(self, request: web.Request) -> web.StreamResponse:
        said = await request.json()
        room, now = str(said["room"]), time.monotonic()
        if room.startswith("gone"):
            return web.json_response({"error": "no such room"}, status=404)
        if now < self._closed_until.get(room, 0.0):
            self.early += 1
            return self._limit(room, self._closed_until[room] - now)
        wait = self._last.get(room, float("-inf")) + self.faults.pace - now
        if wait > 0:
            self.happened["paced"] += 1
            return self._limit(room, wait)
        return await self._go_wrong(request, self._fault(), said)

    async def _go_wrong(self, request: web.Request, fault: str | None, said: dict[str, Any]) -> web.StreamResponse:
        room, draw = str(said["room"]), self._random.uniform
        match fault:
            case "lost":
                return _cut(request)
            case "failed":
                return web.json_response({"error": "try again"}, status=503)
            case "limited":
                return self._limit(room, draw(*self.faults.retry_after))
            case "late":
                await self._accept_late(said, draw(*self.faults.lateness))
                return _cut(request)
            case "cut":
                self._accept(said)
                return _cut(request)
            case "error":
                self._accept(said)
                return web.json_response({"error": "internal"}, status=500)
            case "slow":
                number = self._accept(said)
                await asyncio.sleep(draw(*self.faults.slowness))
                return web.json_response({"message": number})
            case _:
                return web.json_response({"message": self._accept(said)})

    async def _find(self, request: web.Request) -> web.StreamResponse:
        if not self.tells:
            return web.json_response({"error": "not allowed"}, status=403)
        if self._random.random() < self.faults.blind:
            return _cut(request)
        key = request.query["key"]
        found = next((number for number, one in enumerate(self.accepted) if one.key == key), None)
        if found is None:
            return web.json_response({"error": "not there"}, status=404)
        return web.json_response({"message": f"m{found}"})

    # ── What becomes of it ──

    def _fault(self) -> str | None:
        drawn = self._random.random()
        for kind in KINDS:
            drawn -= getattr(self.faults, kind)
            if drawn < 0:
                self.happened[kind] += 1
                return kind
        return None

    def _limit(self, room: str, seconds: float) -> web.StreamResponse:
        self._closed_until[room] = time.monotonic() + seconds
        return web.json_response({"error": "too many"}, status=429, headers={"Retry-After": f"{seconds:.3f}"})

    async def _accept_late(self, said: dict[str, Any], after: float) -> None:
        self.coming += 1
        try:
            await asyncio.sleep(after)
            self._accept(said)
        finally:
            self.coming -= 1

    def _accept(self, said: dict[str, Any]) -> str:
        now = time.monotonic()
        self._last[said["room"]] = now
        self.accepted.append(Accepted(said["room"], said["key"], said["text"], now))
        return f"m{len(self.accepted) - 1}"


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


class FaultyPlatform:
    """Fits `bot.ports.Platform` and speaks with that server; results as facts (delivery 3) has them."""

    def __init__(self, url: str, *, limits: Limits | None = None, name: str = "faulty") -> None:
        self.name = name
        self.limits = limits or Limits()
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        # No retries and no limit of its own: how long an answer is waited for is delivery's matter.
        self._session = aiohttp.ClientSession(self._url, timeout=aiohttp.ClientTimeout(total=None))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self._open.close()

    @property
    def _open(self) -> aiohttp.ClientSession:
        assert self._session is not None, "it is opened with async with"
        return self._session

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """One message, once."""
        return await result(lambda: self._post(to, card, key))

    async def _post(self, to: Address, card: Card, key: str) -> Delivered:
        said = {"room": to.id, "key": key, "text": card.title}
        async with self._open.post("/send", json=said) as response:
            if response.status == 200:
                return Sent(Message(to, (await response.json())["message"]))
            return _refused(response)

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Nothing stands there that could change."""
        return Undeliverable("nothing can be edited here")

    async def page(self, person: Address, page: Page) -> None:
        """Nobody has a page here."""

    async def find(self, to: Address, key: str) -> Fate:
        """What became of a message, where the server tells."""
        async with self._open.get("/find", params={"key": key}) as response:
            if response.status == 403:
                return CannotTell()
            if response.status == 404:
                return NotThere()
            response.raise_for_status()
            return Found(Message(to, (await response.json())["message"]))

    async def profile(self, person: Address) -> Profile:
        """A first name made of the id."""
        return Profile(person.id.capitalize())


async def result(ask: Callable[[], Awaitable[Delivered]]) -> Delivered:
    """What a request came to, exceptions included."""
    try:
        return await ask()
    except aiohttp.ClientConnectorError:  # refused, or no such host: not a byte left
        return Later(1.0)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return Unknown(type(error).__name__)


def _refused(response: aiohttp.ClientResponse) -> Delivered:
    if response.status == 429:
        return Later(float(response.headers["Retry-After"]))
    if response.status == 408 or response.status >= 500:
        return Unknown(f"answered {response.status}")
    return Undeliverable(f"answered {response.status}")


def paced(seconds: float) -> Limits:
    """Limits that say what the server's pacing is."""
    return Limits(room=(Window(1, seconds),)) if seconds else Limits()
