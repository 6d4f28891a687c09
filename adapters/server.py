"""A web server on one port: every platform's webhooks and the health of the bot on one, its numbers on another."""

import asyncio
import contextlib
import errno
from collections.abc import Awaitable, Callable
from logging import Logger, LoggerAdapter
from typing import Any

import structlog
from aiohttp import ClientConnectionResetError, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger
from aiohttp.typedefs import Handler

log = structlog.get_logger()

MOST_BYTES = 256 * 1024
READY_WITHIN = 2.0
NOT_HTTP = (HttpProcessingError, web.RequestPayloadError)
Attach = Callable[[web.Application], None]


class PortInUse(Exception):
    """Somebody else listens there already."""


class Server:
    """Listens on one host and port. Whoever has something to say there attaches their routes before it starts."""

    def __init__(self, host: str, port: int, *, attach: list[Attach]) -> None:
        self._host = host
        self._port = port
        self._attach = attach
        self._runner: web.AppRunner | None = None

    async def start(self) -> int:
        """Listen; returns the port (a free one where 0 was asked for). Raises PortInUse."""
        app = web.Application(client_max_size=MOST_BYTES)
        for attach in self._attach:
            attach(app)
        app.middlewares.append(_readable)  # the innermost: each platform says in its own words what is too much
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2, logger=_Complaints(server_logger))
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except (OSError, OverflowError) as error:  # the latter for a port that no machine has
            await self._runner.cleanup()
            raise PortInUse(_in_use(self._host, self._port, error)) from error
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Listen no more; what is being answered is finished first."""
        if self._runner is not None:
            await self._runner.cleanup()


def health(*, alive: Callable[[], bool], ready: Callable[[], Awaitable[bool]]) -> Attach:
    """`/livez` and `/readyz`: two words and a status. Why not, is in the log: a stranger may read these."""

    async def livez(_: web.Request) -> web.Response:
        return _said(alive(), "alive")

    async def readyz(_: web.Request) -> web.Response:
        is_ready = False
        with contextlib.suppress(Exception):  # whatever is wrong inside, the answer is "not ready"
            async with asyncio.timeout(READY_WITHIN):
                is_ready = await ready()
        return _said(is_ready, "ready")

    def attach(app: web.Application) -> None:
        app.router.add_get("/livez", livez)
        app.router.add_get("/readyz", readyz)

    return attach


class _Complaints(LoggerAdapter[Logger]):
    """What the web server says of itself. Bytes that are no HTTP break nothing, and are no error of ours."""

    def exception(self, msg: object, *args: object, exc_info: object = True, **more: Any) -> None:
        """aiohttp says so of whatever it answers 400, and of whoever left before they were told to go on."""
        if isinstance(exc_info, (*NOT_HTTP, ClientConnectionResetError)):
            log.warning("not_http", error=type(exc_info).__name__)
        else:
            super().exception(msg, *args, exc_info=exc_info, **more)  # type: ignore[arg-type]


@web.middleware
async def _readable(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read the body first: one that is cut off, or not packed as it says, is a mistake of whoever sent it."""
    try:
        await request.read()
    except (*NOT_HTTP, ConnectionError) as mistake:
        log.warning("not_http", error=type(mistake).__name__)
        return web.Response(status=400, text="This could not be read.\n")
    return await handler(request)


def _said(so: bool, word: str) -> web.Response:
    return web.Response(status=200 if so else 503, text=f"{word}\n" if so else f"not {word}\n")


def _in_use(host: str, port: int, error: OSError | OverflowError) -> str:
    if isinstance(error, OverflowError):
        return f"There is no port {port}: choose one from 1 to 65535."
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program. Stop that one, or choose another port."
    return f"Port {port} on {host} cannot be used: {error.strerror or error}. Choose another port or address."
