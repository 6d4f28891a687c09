"""Bots that only listen: they verify what a platform signs, keep it, and answer what a test tells them to."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.signature import SignatureVerifier


@dataclass(frozen=True, slots=True)
class Heard:
    """One request. `kind`: what it is, as its platform has it. `genuine`: its signature is believed."""

    kind: str
    body: dict[str, Any]
    headers: Mapping[str, str]
    genuine: bool


Say = Callable[[Heard], web.Response] | web.Response | None
HANGS: Say = None
"""No answer at all."""


class Listener(ABC):
    """Listens on 127.0.0.1 at a free port; answers 200 and nothing, unless told otherwise. An async context manager."""

    path = "/"

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.url = ""
        self._says: deque[Say] = deque()
        self._runner: web.AppRunner | None = None
        self._closing = asyncio.Event()

    @abstractmethod
    def read(self, raw: bytes, request: web.Request) -> Heard:
        """What was heard."""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post(self.path, self._hear)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}{self.path}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        if self._runner is not None:
            await self._runner.cleanup()

    def says(self, *answers: Say) -> None:
        """Answer the next requests so."""
        self._says.extend(answers)

    @property
    def last(self) -> dict[str, Any]:
        """The body heard last."""
        return self.heard[-1].body

    async def _hear(self, request: web.Request) -> web.Response:
        heard = self.read(await request.read(), request)
        self.heard.append(heard)
        say = self._says.popleft() if self._says else web.Response()
        if say is None:
            await self._closing.wait()
            return web.Response(status=503)
        return say if isinstance(say, web.Response) else say(heard)


class Receiver(Listener):
    """Hears Slack; `kind` is event, interactive or command, and the SDK's verifier says what is genuine."""

    path = "/slack/events"

    def __init__(self, secret: str) -> None:
        super().__init__()
        self._verifier = SignatureVerifier(secret)

    def read(self, raw: bytes, request: web.Request) -> Heard:
        """Events are JSON, payloads and commands are forms."""
        genuine = self._verifier.is_valid_request(raw, dict(request.headers))
        return Heard(*_read(raw, request.content_type), dict(request.headers), genuine)

    def events(self, type_: str = "") -> list[dict[str, Any]]:
        """The events heard, all or those of a type."""
        found = [one.body["event"] for one in self.heard if one.kind == "event"]
        return [one for one in found if type_ in ("", one["type"])]


def _read(raw: bytes, content_type: str) -> tuple[str, dict[str, Any]]:
    if content_type == "application/json":
        return "event", json.loads(raw)
    fields = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    return ("interactive", json.loads(fields["payload"])) if "payload" in fields else ("command", fields)


def answers(body: object) -> web.Response:
    """JSON, with status 200."""
    return web.json_response(body)
