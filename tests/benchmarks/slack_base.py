"""The same Bolt server with an empty handler: what ours is compared with. A process of its own.

The same aiohttp server, the same door that checks signatures and reads bodies, the same settings of bolt's. Bolt gets
a request of its own kind, with all that its listeners may ask of it; these do nothing, and nobody asks whose the
request is. `python -m tests.benchmarks.slack_base SECRET`: prints its port, and ends when nobody holds its input open
any more.
"""

import asyncio
import re
import sys

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.server import Server
from adapters.slack.calls import client, session
from adapters.slack.entrance import Entrance


async def main(secret: str) -> None:
    """Serve until the input ends."""
    async with session() as shared:

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(enterprise_id=None, team_id="T0", bot_user_id="U0", bot_id="B0")

        app = AsyncApp(
            client=client(None, api_url="http://127.0.0.1:9/api/", session=shared),  # it calls nobody
            authorize=authorize,
            process_before_response=True,
            request_verification_enabled=False,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )

        @app.event("reaction_added")
        async def heard() -> None:
            """Nothing."""

        @app.action(re.compile(""))
        async def pressed(ack: AsyncAck) -> None:
            await ack()

        async def dispatch(asked: AsyncBoltRequest) -> BoltResponse:
            return await app.async_dispatch(AsyncBoltRequest(body=asked.body, mode="socket_mode"))

        server = Server("127.0.0.1", 0, attach=[Entrance(secret, dispatch).attach])
        print(await server.start(), flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await server.stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
