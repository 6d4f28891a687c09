"""What goes wrong on demand at a server that is played: the faults any server may have, and how it has them."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from aiohttp import web

HTML = "<!DOCTYPE html><html><body><h1>Server Error</h1><p>Something went wrong.</p></body></html>"

Fault = TypeVar("Fault")


@dataclass(frozen=True, slots=True)
class Broken:
    """HTTP 500 with an HTML body; `done`: what was asked for is done all the same."""

    done: bool = False
    status: int = 500


@dataclass(frozen=True, slots=True)
class Cut:
    """The request is taken, and the connection cut; `done`: after what was asked for was done."""

    done: bool = True


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer while the client waits. What was asked for is done at once, when the client has gone, or never."""

    done: Literal["first", "late", "never"] = "first"


class Waiting(Generic[Fault]):
    """The faults that are waiting, by method; "*" stands for every method."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault | None]] = defaultdict(deque)

    def put(self, method: str, fault: Fault, *, times: int = 1, after: int = 0) -> None:
        """The next so many calls of a method go wrong, once `after` more of them went well."""
        self._waiting[method].extend([None] * after + [fault] * times)

    def take(self, method: str) -> Fault | None:
        """The fault of this call, if one waits for it."""
        for name in (method, "*"):
            if self._waiting[name]:
                return self._waiting[name].popleft()
        return None

    def clear(self) -> None:
        """From now on all goes well."""
        self._waiting.clear()


class Called(Protocol):
    """What is kept of a request. `outcome`: what became of it."""

    outcome: str


class Breaking:
    """Answers as a broken server does. `hanging`: how many clients wait for nothing."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.hanging = 0
        self._changed = changed
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Whoever hangs is let go."""
        self._closing.set()

    async def answer(
        self, fault: Broken | Cut | Hang, request: web.Request, call: Called, do: Callable[[], object]
    ) -> web.Response:
        """`do` does what was asked for. The outcome is a status, "cut" or "hung"."""
        match fault:
            case Broken(done, status):
                if done:
                    do()
                call.outcome = str(status)
                return web.Response(status=status, text=HTML, content_type="text/html")
            case Cut(done):
                if done:
                    do()
                call.outcome = "cut"
                if request.transport is not None:
                    request.transport.abort()
                return web.Response()
            case Hang(done):
                return await self._hang(done, call, do)

    async def _hang(self, done: str, call: Called, do: Callable[[], object]) -> web.Response:
        if done == "first":
            do()
        call.outcome = "hung"
        self.hanging += 1
        self._changed()
        try:
            await self._closing.wait()  # cancelled when the client goes
        finally:
            self.hanging -= 1
            if done == "late":
                do()
                call.outcome = "hung"
        return web.Response(status=503)
