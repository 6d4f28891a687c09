"""A server on loopback, for fakes of platforms."""

from collections.abc import Callable

from aiohttp import web


class Loopback:
    """Listens on 127.0.0.1 at a free port."""

    def __init__(self, routes: Callable[[web.Application], None]) -> None:
        self._routes = routes
        self._runner: web.AppRunner | None = None

    async def open(self) -> str:
        """Listen; returns the address, without a slash at the end."""
        app = web.Application()
        self._routes(app)
        # Cancelled handlers are how a hanging answer learns that its client has gone.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
