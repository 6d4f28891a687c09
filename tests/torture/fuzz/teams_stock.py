"""`python -m tests.torture.fuzz.teams_stock PORT METADATA`: a bot of botbuilder's alone, for the control.

It remembers each call, so as to do nothing twice, and says in its log what it could not take.
"""

import asyncio
import json
import os
import sys

from bot.app import told_to_stop
from tests.fakes.stock_teams import adapter, serving


async def main(port: int, metadata: str) -> None:
    """Until it is told to stop."""
    seen: list[str] = []
    bot = adapter(
        app_id=os.environ["APP_ID"],
        secret=os.environ["SECRET"],
        tenant=os.environ["TENANT"],
        metadata=metadata,
        login=metadata.partition("/v1/")[0],
    )
    told = told_to_stop()
    async with serving(bot, port, seen=seen):
        print(json.dumps({"event": "started"}), file=sys.stderr, flush=True)
        await told.wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
