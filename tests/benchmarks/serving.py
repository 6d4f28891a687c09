"""How a server that ours is compared with is run: on the web server the product has, in a process of its own."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.server import Server

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def serve(path: str, answer: Answer) -> None:
    """Print the port, and serve until nobody holds the input open any more."""

    def attach(served: web.Application) -> None:
        served.router.add_post(path, answer)

    server = Server("127.0.0.1", 0, attach=[attach])
    print(await server.start(), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await server.stop()
