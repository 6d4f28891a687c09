"""The same Bolt server with an empty handler: what ours is compared with. A process of its own.

Bolt as its own pages have it, checking signatures by itself, on the web server the product has: `stock`, which answers
when its handler is done, and asks nobody whose the request is. `python -m tests.benchmarks.slack_base SECRET`: prints
its port, and ends when nobody holds its input open any more.
"""

import asyncio
import sys

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request

from adapters.slack.manifest import EVENTS_PATH
from tests.benchmarks.serving import serve
from tests.fakes.stock_bolt import stock


async def main(secret: str) -> None:
    """Serve until the input ends."""
    app = stock(secret)

    async def answer(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    await serve(EVENTS_PATH, answer)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
