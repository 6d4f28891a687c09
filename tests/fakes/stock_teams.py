"""A bot as the SDK's own samples have it, without our entrance: the control of all that is asked of ours.

It takes every activity, does nothing with it, and proves nothing beyond what botbuilder does by itself.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory

PATH = "/api/messages"
Turn = Callable[[TurnContext], Awaitable[None]]


async def nothing(_: TurnContext) -> None:
    """What is heard is of no interest."""


def adapter(*, app_id: str, secret: str, tenant: str, metadata: str, login: str) -> Any:
    """The SDK's adapter. `metadata`: where it is said which keys sign; `login`: where tokens are given."""
    authentication = BotFrameworkAuthenticationFactory.create(
        to_channel_from_bot_login_url=f"{login}/{tenant}",
        to_channel_from_bot_oauth_scope="https://api.botframework.com",
        to_bot_from_channel_token_issuer="https://api.botframework.com",
        oauth_url=login,
        to_bot_from_channel_open_id_metadata_url=metadata,
        to_bot_from_emulator_open_id_metadata_url=metadata,
        credential_factory=PasswordServiceClientCredentialFactory(app_id, secret, tenant),
    )
    return CloudAdapterBase(authentication)


@asynccontextmanager
async def serving(
    adapter: Any, port: int = 0, *, turn: Turn = nothing, seen: list[str] | None = None
) -> AsyncIterator[str]:
    """The bot at `/api/messages` on loopback; its address. `seen`: where all that comes is kept."""

    async def answer(request: web.Request) -> web.Response:
        if seen is not None:
            seen.append(f"{await request.read()!r} {request.headers}")
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        activity = Activity().deserialize(await request.json())
        if not activity.type:
            raise web.HTTPBadRequest
        try:
            said = await adapter.process_activity(request.headers.get("Authorization", ""), activity, turn)
        except PermissionError as refused:
            raise web.HTTPUnauthorized from refused
        return web.Response(status=201) if said is None else web.json_response(said.body, status=said.status)

    server = web.Application()
    server.router.add_post(PATH, answer)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    finally:
        await runner.cleanup()
