"""The SDK's own adapter with an empty turn, as its samples have it. A process of its own.

`python -m tests.benchmarks.teams_stock APP METADATA`, the latter being where it asks for Microsoft's keys: prints its
port, and ends when nobody holds its input open any more.
"""

import asyncio
import sys
from urllib.parse import urlsplit

from tests.fakes.stock_teams import adapter, serving


async def main(app_id: str, metadata: str) -> None:
    """Serve until the input ends."""
    login = metadata.partition("/v1/")[0]
    async with serving(adapter(app_id=app_id, secret="s", tenant="t", metadata=metadata, login=login)) as address:
        print(urlsplit(address).port, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
