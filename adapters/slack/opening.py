"""Opening Slack: who we are there, the one session all calls share, and the way Slack reaches us."""

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from functools import partial

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.server import Attach
from adapters.slack.asking import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, asked, who_we_are
from adapters.slack.calls import client, session
from adapters.slack.connection import Connection
from adapters.slack.entrance import Entrance
from adapters.slack.installing import App, Installing
from adapters.slack.platform import SlackPlatform
from adapters.slack.reading import Us
from adapters.slack.reception import Reception
from adapters.slack.socket import Socket
from adapters.slack.tokens import Seals
from adapters.slack.workspace import Workspace
from adapters.slack.workspaces import Installed, Only, Workspaces
from bot.chat import wording
from bot.chat.installations import Installation
from bot.ports import Clock, Installations, Receive
from bot.settings import Mode, Slack, SlackInstall
from bot.taking_in import NotPossible

CLIENT_ID = "the client id, from “Basic Information” on the app's page in Slack"
CLIENT_SECRET = "the client secret, from “Basic Information” on the app's page in Slack"  # noqa: S105
TOKEN_KEY = "a key of your own, as `openssl rand -base64 32` makes one"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Opened:
    """Open, but deaf until `begin`. `attach`: what is served over HTTP, if anything."""

    platform: SlackPlatform
    reception: Reception
    attach: tuple[Attach, ...] = ()
    socket: Socket | None = None
    connection: Connection | None = None

    async def begin(self) -> None:
        """Hear from now on; over HTTP that begins with the web server. What was missed is asked for."""
        if self.socket is not None:
            await self.socket.connect_async()  # type: ignore[no-untyped-call]
        if self.connection is not None:
            await self.connection.begin()
        await self.reception.look_around()

    def hears(self) -> bool:
        """Whether Slack can reach us. Over HTTP only Slack knows."""
        return self.connection is None or self.connection.hears()

    async def end(self) -> None:
        """Take nothing more, and answer what was heard, while the connection still stands."""
        if self.connection is not None:
            await self.connection.end()
        await self.reception.stop()


@contextlib.asynccontextmanager
async def slack(
    said: Slack,
    environ: Mapping[str, str],
    *,
    receive: Receive,
    clock: Clock,
    language: str,
    installations: Installations,
) -> AsyncIterator[Opened]:
    """Slack, open inside the block. Raises NotPossible where a secret is missing, or Slack does not take it.

    `installations`: where the workspaces stand that installed the bot by themselves.
    """
    over_http = said.mode is Mode.HTTP
    other = said.signing_secret_env if over_http else said.app_token_env
    secret = _secret(environ, other, SIGNING_SECRET if over_http else APP_TOKEN)
    async with session() as shared, contextlib.AsyncExitStack() as stack:

        def speaks(token: str | None) -> AsyncWebClient:
            return client(token, api_url=said.api_url, session=shared)

        workspace = partial(Workspace, receive=receive, clock=clock)

        def made(token: str, us: Us, kept: Installation, refused: Callable[[], None]) -> Workspace:
            return workspace(speaks(token), us, app=kept.app, bot=kept.bot, refused=refused, good_since=kept.at)

        def reception(workspaces: Workspaces) -> Reception:
            return Reception(workspaces, speaks(None), receive=receive, clock=clock, language=language)

        routes: list[Attach] = []
        if said.install is None:
            token = _secret(environ, said.bot_token_env, BOT_TOKEN)
            now = clock.now()
            who = await who_we_are(speaks(token), shared=said.shared_channels, variable=str(said.bot_token_env))
            good_since = who.at or now
            only = workspace(speaks(token), who.us, app=who.app, bot=who.bot, good_since=good_since)
            workspaces: Workspaces = Only(only)
            heard = reception(workspaces)
        else:
            key = said.install.token_key_env
            seals = Seals(_secret(environ, key, TOKEN_KEY), variable=key)
            app = _app(said.install, environ, shared=said.shared_channels)
            workspaces = several = Installed(installations, seals, made, named=app.workspaces, shared=app.shared)
            await several.begin()
            heard = reception(several)
            installing = Installing(
                app,
                speaks,
                workspaces=several,
                seals=seals,
                words=wording.of(language),
                clock=clock,
                begun=heard.looks_around,
            )
            routes.append(installing.attach)
        platform = SlackPlatform(workspaces)
        if over_http:
            yield Opened(platform, heard, (Entrance(secret, heard.app.async_dispatch).attach, *routes))
            return
        socket = await _socket(secret, said, heard, shared)
        stack.push_async_callback(socket.close_async)
        connection = Connection(socket.client.is_connected, back=heard.look_around)
        yield Opened(platform, heard, socket=socket, connection=connection)


def _app(said: SlackInstall, environ: Mapping[str, str], *, shared: bool) -> App:
    """The app, as Slack knows it. Raises NotPossible."""
    id_ = _secret(environ, said.client_id_env, CLIENT_ID)
    return App(id_, _secret(environ, said.client_secret_env, CLIENT_SECRET), frozenset(said.workspaces), shared)


async def _socket(token: str, said: Slack, heard: Reception, shared: aiohttp.ClientSession) -> Socket:
    """The connection, still to be made. Raises NotPossible: left alone, it would try a wrong token for ever."""
    web = client(token, api_url=said.api_url, session=shared)
    answer = await asked(lambda: web.apps_connections_open(app_token=token), web, said.app_token_env or "")
    return Socket(heard.app, token, web, url=str(answer.get("url")))


def _secret(environ: Mapping[str, str], variable: str | None, what: str) -> str:
    """A secret by the name of its variable. Raises NotPossible."""
    held = environ.get(variable or "", "").strip()
    if not held:
        raise NotPossible(f"{variable} is not set: it must hold {what}.")
    return held
