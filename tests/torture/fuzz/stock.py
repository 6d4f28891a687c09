"""`python -m tests.torture.fuzz.stock PORT`: a bot of bolt's alone, in a process of its own, for the control.

It remembers each call, so as to do nothing twice, and says in its log what it could not take.
"""

import asyncio
import json
import logging
import os
import sys
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.app import told_to_stop
from tests.fakes.stock_bolt import serving, stock


async def main(port: int) -> None:
    """Until it is told to stop."""
    seen: list[str] = []
    app = stock(os.environ["SIGNING"])

    @app.middleware
    async def remember(req: AsyncBoltRequest, next_: Any) -> None:
        seen.append(f"{req.raw_body} {req.headers}")
        await next_()

    @app.error
    async def say(body: Any, error: Exception) -> None:
        logging.getLogger("stock").error("could not take %s: %s", body, error)

    told = told_to_stop()
    async with serving(app, port):
        print(json.dumps({"event": "started"}), file=sys.stderr, flush=True)
        await told.wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
