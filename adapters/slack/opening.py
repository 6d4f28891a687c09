"""Opening Slack: who we are there, the one session all calls share, and the way Slack reaches us."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.server import Attach
from adapters.slack.calls import answer_to, client, session
from adapters.slack.entrance import Entrance
from adapters.slack.listener import Listener
from adapters.slack.platform import SlackPlatform
from adapters.slack.reading import Json, Us
from adapters.slack.results import TOKEN, NotTold
from bot.ports import Clock, Receive, Undeliverable
from bot.settings import Mode, Slack
from bot.taking_in import NotPossible

TRIES, APART = 3, 1.0
"""So often, and so many seconds apart, Slack is asked who we are before the start is given up."""

BOT_TOKEN = "the bot token (xoxb-…), from “OAuth & Permissions” on the app's page in Slack"  # noqa: S105 - it is none
APP_TOKEN = "an app-level token (xapp-…) with the scope connections:write, from “Basic Information”"  # noqa: S105
SIGNING_SECRET = "the signing secret, from “Basic Information” on the app's page in Slack"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Opened:
    """Open, but deaf until `begin`. `attach`: what is served over HTTP, if anything."""

    platform: SlackPlatform
    listener: Listener
    attach: tuple[Attach, ...] = ()
    socket: AsyncSocketModeHandler | None = None

    async def begin(self) -> None:
        """Hear from now on; over HTTP that begins with the web server. What was missed is asked for."""
        if self.socket is not None:
            await self.socket.connect_async()  # type: ignore[no-untyped-call]
        await self.listener.look_around()

    async def end(self) -> None:
        """Take nothing more, and answer what was heard, while the connection still stands."""
        await self.listener.stop()


@contextlib.asynccontextmanager
async def slack(
    said: Slack, environ: Mapping[str, str], *, receive: Receive, clock: Clock, language: str
) -> AsyncIterator[Opened]:
    """Slack, open inside the block. Raises NotPossible where a secret is missing, or Slack does not take it."""
    token = _secret(environ, said.bot_token_env, BOT_TOKEN)
    over_http = said.mode is Mode.HTTP
    other = said.signing_secret_env if over_http else said.app_token_env
    secret = _secret(environ, other, SIGNING_SECRET if over_http else APP_TOKEN)
    async with session() as shared, contextlib.AsyncExitStack() as stack:
        web = client(token, api_url=said.api_url, session=shared)
        us, app_id, bot_id = await _who_we_are(web, said)
        platform = SlackPlatform(web, us, receive=receive, clock=clock)
        bare = client(None, api_url=said.api_url, session=shared)
        listener = Listener(
            platform, bare, receive=receive, clock=clock, language=language, app_id=app_id, bot_id=bot_id
        )
        if over_http:
            yield Opened(platform, listener, (Entrance(secret, listener.app.async_dispatch).attach,))
            return
        socket = await _socket(secret, said, listener, shared)
        stack.push_async_callback(socket.close_async)
        yield Opened(platform, listener, socket=socket)


async def _who_we_are(web: AsyncWebClient, said: Slack) -> tuple[Us, str, str]:
    """Our workspace, our own user, app and bot, as Slack has them. Raises NotPossible."""
    answer = await _asked(web.auth_test, said, said.bot_token_env)
    if answer.get("is_enterprise_install") is True:
        raise NotPossible("The app is installed for a whole organisation; install it in one workspace of it instead.")
    team, user, bot_id = (str(answer.get(name) or "") for name in ("team_id", "user_id", "bot_id"))
    if not (team and user and bot_id):
        raise NotPossible(f"{said.bot_token_env} holds no bot's token: it must be {BOT_TOKEN}.")
    bot = (await _asked(lambda: web.bots_info(bot=bot_id), said, said.bot_token_env)).get("bot")
    app_id = str(bot.get("app_id") or "") if isinstance(bot, dict) else ""
    return Us(team, user, shared=said.shared_channels), app_id, bot_id


async def _socket(token: str, said: Slack, listener: Listener, shared: aiohttp.ClientSession) -> AsyncSocketModeHandler:
    """The connection, still to be made. Raises NotPossible: left alone, it would try a wrong token for ever."""
    web = client(token, api_url=said.api_url, session=shared)
    answer = await _asked(lambda: web.apps_connections_open(app_token=token), said, said.app_token_env or "")
    handler = AsyncSocketModeHandler(listener.app, token, web_client=web)
    handler.client.wss_uri = str(answer.get("url"))
    return handler


async def _asked(call: Callable[[], Awaitable[AsyncSlackResponse]], said: Slack, variable: str) -> Json:
    """What Slack answers at the start. Raises NotPossible, in words that say what to do."""
    for tries_left in reversed(range(TRIES)):
        try:
            return await answer_to(call())
        except NotTold as problem:
            if problem.error == "missing_scope":
                raise NotPossible(
                    "The app lacks a scope it needs. Update it from `earshot manifest slack`, and install it again."
                ) from problem
            if problem.error in TOKEN:
                raise NotPossible(
                    f"Slack does not take what {variable} holds ({problem.error}). Take it from the app's page in "
                    "Slack once more; an app that was removed from the workspace has to be installed again first."
                ) from problem
            if isinstance(problem.trouble, Undeliverable) or not tries_left:
                raise NotPossible(
                    f"Slack could not be asked who this bot is, at {said.api_url} ({problem}). Is the network there, "
                    "and is platforms.slack.api_url right?"
                ) from problem
            await asyncio.sleep(APART)
    raise AssertionError("the last try either answers or raises")


def _secret(environ: Mapping[str, str], variable: str | None, what: str) -> str:
    """A secret by the name of its variable. Raises NotPossible."""
    held = environ.get(variable or "", "").strip()
    if not held:
        raise NotPossible(f"{variable} is not set: it must hold {what}.")
    return held
