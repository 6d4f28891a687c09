"""Opening Teams: who we are there, the one session all calls share, and the way Teams reaches us."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import aiohttp

from adapters.server import Attach
from adapters.teams.auth import Verifier
from adapters.teams.clouds import audience
from adapters.teams.connector import Connector, Turns
from adapters.teams.entrance import Entrance
from adapters.teams.following import Following
from adapters.teams.keys import Keys
from adapters.teams.listener import Listener
from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import PLATFORM, Us
from adapters.teams.reception import Reception
from adapters.teams.serving import Serving
from adapters.teams.speaking import Speaking
from adapters.teams.tokens import Identity, Secret, Source, Tokens
from bot.beside import Beside
from bot.ports import Clock, Recall, Receive
from bot.settings import Settings, Teams
from bot.settings.teams import is_loopback
from bot.taking_in import NotPossible

LOCAL_TENANT, LOCAL_BOT = "00000000-0000-0000-0000-0000000000001", "00000000-0000-0000-0000-00000000000011"
"""What Microsoft's Agents Playground calls itself and a bot, unless its own settings say otherwise."""

NEEDS = "Teams needs an app: set app_id_env, tenant_id_env and secret_env under platforms.teams, or local: true."
ALONE = "platforms.teams.local is for one machine: set server.host to 127.0.0.1, or name an app."


@dataclass(frozen=True, slots=True)
class Opened:
    """Open, but deaf until the web server serves `attach`."""

    platform: TeamsPlatform
    reception: Reception
    attach: Attach
    beside: Beside
    """What goes on beside: tests wait for it."""

    async def end(self) -> None:
        """Take nothing more, and answer what was heard."""
        await self.reception.stop()


@contextlib.asynccontextmanager
async def teams(
    said: Teams,
    settings: Settings,
    environ: Mapping[str, str],
    *,
    receive: Receive,
    recall: Recall,
    clock: Clock,
) -> AsyncIterator[Opened]:
    """Teams, open inside the block. Raises NotPossible where it is said neither who we are, nor that we are alone."""
    async with aiohttp.ClientSession() as session:
        us = who_we_are(said, settings, environ)
        tokens = None if said.local else Tokens(source(said, session, environ))
        connector = Connector(session, tokens, also=(said.service_url,))
        platform = TeamsPlatform(connector, us, receive=receive, clock=clock, service_url=said.service_url)
        following = Following(platform, receive=receive, clock=clock)
        speaking = Speaking(connector, platform, us, language=settings.company.language)
        beside = Beside()
        listener = Listener(speaking, following, receive=receive, recall=recall, clock=clock, beside=beside)
        serving = Serving(speaking, following, receive=receive, recall=recall, clock=clock, beside=beside)
        reception = Reception(listener, serving, Turns(connector), beside)
        check = None if said.local else _verifier(said, session, us).check
        yield Opened(platform, reception, Entrance(check, reception.take).attach, beside)


def who_we_are(said: Teams, settings: Settings, environ: Mapping[str, str]) -> Us:
    """Our names in Teams, and the channels that app.yaml names there. Raises NotPossible."""
    if said.local:
        if not is_loopback(settings.server.host):
            raise NotPossible(ALONE)
        tenant, bot = LOCAL_TENANT, LOCAL_BOT
    else:
        tenant, app = said.tenant(environ), said.app_id(environ)
        if not tenant or not app or not (said.managed_identity or said.secret(environ)):
            raise NotPossible(NEEDS)
        bot = f"28:{app}"
    rooms = (one for one in settings.rooms.named.values() if (one.platform, one.workspace) == (PLATFORM, tenant))
    return Us(tenant, bot, frozenset(room.id for room in rooms))


def source(said: Teams, session: aiohttp.ClientSession, environ: Mapping[str, str]) -> Source:
    """Who hands out the bot's tokens: Entra, for a secret, or Azure, for where the bot runs."""
    app, of = said.app_id(environ), audience(said)
    if said.managed_identity:
        return Identity(session, app_id=app, environ=environ, audience=of)
    secret, tenant = said.secret(environ), said.tenant(environ)
    return Secret(session, app_id=app, secret=secret, tenant=tenant, login=said.login_url, audience=of)


def _verifier(said: Teams, session: aiohttp.ClientSession, us: Us) -> Verifier:
    return Verifier(Keys(session, metadata=said.openid_url), app_id=us.bot.removeprefix("28:"), tenant=us.tenant)
