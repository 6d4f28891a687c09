"""A bot as slack-bolt's own pages have it, without our entrance: the control of all that is asked of ours.

It takes every kind of thing, does nothing with it, and proves nothing beyond what bolt does by itself.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

ANYTHING = re.compile(".*", re.DOTALL)


def stock(secret: str) -> AsyncApp:
    """The app."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0", bot_user_id="U0", bot_id="B0", bot_token="xoxb-0")

    async def take(ack: Any) -> None:
        await ack()

    app = AsyncApp(name="stock", signing_secret=secret, authorize=authorize, process_before_response=True)
    for what in (app.event, app.command, app.action, app.view, app.shortcut):
        what(ANYTHING)(take)
    return app


@asynccontextmanager
async def serving(app: AsyncApp, port: int = 0) -> AsyncIterator[str]:
    """The app at `/slack/events` on loopback; its address."""

    async def answer(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack/events", answer)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()
