"""The playground's web side: its page, its JSON, its live updates, and the made-up sites it listens to.

It is for one person on their own machine: it answers only to loopback names, and takes nothing from other origins.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from aiohttp import web

from adapters.playground.platform import PlaygroundPlatform
from adapters.playground.world import World
from adapters.reading import Malformed
from adapters.server import MOST_BYTES
from bot.chat import wording
from bot.ports import Busy

OURS = ("127.0.0.1", "localhost", "[::1]")
FILES_HOST = "files.localhost"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FURTHEST = timedelta(days=60)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Jump = Callable[[datetime], Awaitable[None]]


class Web:
    """Attaches the playground to the one web server."""

    def __init__(
        self,
        platform: PlaygroundPlatform,
        *,
        jump: Jump,
        world: World | None = None,
        world_start: datetime | None = None,
        shared: Mapping[str, Path] | None = None,
    ) -> None:
        """`world`: made-up sites under `*.localhost`. `shared`: local feed files, by the path they are served at."""
        self._platform = platform
        self._jump = jump
        self._world = world
        self._world_start = world_start or platform.clock.now()
        self._shared = shared or {}
        self._page = files("adapters.playground").joinpath("page")
        self._closing = asyncio.Event()

    def attach(self, app: web.Application) -> None:
        """Add routes, and the guard in front of them."""
        app.middlewares.append(self._guard)
        app.router.add_get("/", self._index)
        app.router.add_get("/page/{name}", self._file)
        app.router.add_get("/favicon.ico", self._icon)
        app.router.add_get("/api/state", self._state)
        app.router.add_post("/api/events", self._events)
        app.router.add_post("/api/clock", self._clock)
        app.router.add_get("/api/stream", self._stream)
        app.on_shutdown.append(self._close)

    async def _close(self, _: web.Application) -> None:
        self._closing.set()
        self._platform.hub.changed()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.host.rpartition(":")[0] or request.host
        if host.lower().endswith(".localhost"):
            return self._site(request, host.lower())
        if not _is_ours(request.host, request):
            return _words(
                421, "This is a playground on your own machine: open it as http://127.0.0.1 or http://localhost."
            )
        if not _same_origin(request):
            return _words(403, "The playground takes nothing from other sites.")
        try:
            response = await handler(request)
        except web.HTTPRequestEntityTooLarge:
            response = _error(413, f"That is more than is read here: at most {MOST_BYTES // 1024} kilobytes.")
        except web.HTTPException as refused:  # no such path, or not with this method
            response = _words(refused.status, f"{refused.reason}: there is nothing of that kind here.")
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    # ── The page ──

    async def _index(self, _: web.Request) -> web.Response:
        return await self._static("index.html")

    async def _icon(self, _: web.Request) -> web.Response:
        return await self._static("favicon.svg")

    async def _file(self, request: web.Request) -> web.Response:
        return await self._static(request.match_info["name"])

    async def _static(self, name: str) -> web.Response:
        kind = TYPES.get(Path(name).suffix)
        body = await asyncio.to_thread(self._read, name) if kind else None
        if body is None or kind is None:
            return _words(404, "There is no such file.")
        return web.Response(body=body, content_type=kind, charset="utf-8", headers={"Cache-Control": "no-cache"})

    def _read(self, name: str) -> bytes | None:
        """A file of the page. Looked up among those there are: no name leads anywhere else, however it is written."""
        one = next((file for file in self._page.iterdir() if file.name == name and file.is_file()), None)
        return one.read_bytes() if one else None

    # ── The JSON ──

    async def _state(self, request: web.Request) -> web.Response:
        who = request.query.get("as") or None
        if who is not None and who not in self._platform.people:
            return _error(400, f"There is nobody called “{who[:60]}” here.")
        return _json(await self._platform.state(who))

    async def _events(self, request: web.Request) -> web.Response:
        body: object = None
        try:
            body = await _body(request)
            return _json(await self._platform.happened(body))
        except Malformed as problem:
            return _error(400, str(problem))
        except Busy:
            return _error(503, wording.of(self._language(body)).busy())

    def _language(self, body: object) -> str:
        """The language of whoever sent this: their profile's, since the store could not be asked what they chose."""
        somebody = self._platform.people.get(str(body.get("as"))) if isinstance(body, dict) else None
        return somebody.language if somebody else ""

    async def _clock(self, request: web.Request) -> web.Response:
        try:
            to = _moment(await _body(request))
        except Malformed as problem:
            return _error(400, str(problem))
        now = self._platform.clock.now()
        if to < now:
            return _error(400, "The clock moves forward only.")
        if to > now + FURTHEST:
            return _error(400, f"At most {FURTHEST.days} days at once.")
        await self._jump(to)
        await self._platform.remember_time()
        self._platform.hub.changed()
        return _json({"now": self._platform.clock.now().isoformat()})

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        who = request.query.get("as", "")
        if who not in self._platform.people:
            return _error(400, f"There is nobody called “{who[:60]}” here.")
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", **HEADERS}
        )
        await response.prepare(request)
        changed = self._platform.hub.join(who)
        try:
            await response.write(b"retry: 1000\n\nevent: changed\ndata: {}\n\n")
            while not self._closing.is_set():
                try:
                    await asyncio.wait_for(changed.wait(), 15)
                    changed.clear()
                    if not self._closing.is_set():
                        await response.write(b"event: changed\ndata: {}\n\n")
                except TimeoutError:
                    await response.write(b": still here\n\n")
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._platform.hub.leave(changed)
        return response

    # ── The made-up sites, and files to listen to ──

    def _site(self, request: web.Request, host: str) -> web.StreamResponse:
        if request.method not in ("GET", "HEAD"):
            return _words(405, "These pages can only be read.")
        if host == FILES_HOST and request.path in self._shared:
            return web.FileResponse(self._shared[request.path], headers={"Content-Type": "application/xml"})
        port = _listens_on(request)
        now = self._platform.clock.now()
        page = (
            self._world.answer(host, request.path, now=now, start=self._world_start, port=port) if self._world else None
        )
        if page is None:
            return _words(404, "There is no such page in this made-up world.")
        headers = {"ETag": page.etag, "Content-Type": page.content_type, "X-Content-Type-Options": "nosniff"}
        if request.headers.get("If-None-Match") == page.etag:
            return web.Response(status=304, headers={"ETag": page.etag})
        return web.Response(body=page.body, headers=headers)


def _is_ours(host: str, request: web.Request) -> bool:
    name, _, port = host.rpartition(":") if ":" in host.rpartition("]")[2] else (host, "", "80")
    return name.lower() in OURS and port == str(_listens_on(request))


def _listens_on(request: web.Request) -> int:
    """The port the request came in at: what the Host header says is not to be trusted."""
    listening = request.transport.get_extra_info("sockname") if request.transport else None
    return int(listening[1]) if listening else 0


def _same_origin(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return False
    return request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin") or request.path == "/"


async def _body(request: web.Request) -> object:
    if request.content_type != "application/json":
        raise Malformed("Send JSON, with the header Content-Type: application/json.")
    try:
        return json.loads(await request.read())
    except (ValueError, RecursionError, web.RequestPayloadError) as problem:
        raise Malformed("That is not JSON.") from problem


def _moment(body: object) -> datetime:
    to = body.get("to") if isinstance(body, dict) else None
    try:
        moment = datetime.fromisoformat(to) if isinstance(to, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        raise Malformed("“to” is a time with a zone, such as 2026-11-24T09:00:00+01:00.")
    return moment


def _json(body: object) -> web.Response:
    return web.json_response(body, headers={"Cache-Control": "no-store"})


def _error(status: int, words: str) -> web.Response:
    return web.json_response({"error": words}, status=status)


def _words(status: int, words: str) -> web.Response:
    return web.Response(status=status, text=f"{words}\n")
