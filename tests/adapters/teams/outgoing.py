"""What speaks to a fake Teams in these tests: real credentials, a real connector, real HTTP."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from adapters.teams.calls import ANSWERS_WITHIN
from adapters.teams.clouds import audience
from adapters.teams.connector import Connector
from adapters.teams.tokens import Secret, Tokens
from bot.settings import Teams
from tests.fakes.teams import FakeTeams

HURRIED = 0.3
"""Seconds to wait for a Teams that never answers."""


@dataclass
class Speaking:
    """A connector opposite a fake Teams.

    `hurried`: one that does not wait for long. `seconds`: the clock of its tokens; it stands until a test adds to it.
    """

    teams: FakeTeams
    session: aiohttp.ClientSession
    tokens: Tokens
    connector: Connector
    hurried: Connector
    seconds: list[float]

    @property
    def url(self) -> str:
        """Where Teams is reached."""
        return self.teams.service_url


Make = Callable[[aiohttp.ClientSession, Tokens, str, float], Connector]
"""From a session, its tokens, an address beside Microsoft's that may be spoken to, and seconds to wait."""


def ours(session: aiohttp.ClientSession, tokens: Tokens, also: str, within: float) -> Connector:
    """The one this bot has."""
    return Connector(session, tokens, also=(also,), within=within)


def secret(
    session: aiohttp.ClientSession, teams: FakeTeams, *, value: str | None = None, within: float = 5.0
) -> Secret:
    """The app's credentials."""
    app = teams.app
    held = app.secret if value is None else value
    return Secret(
        session,
        app_id=app.id,
        secret=held,
        tenant=app.tenant,
        login=teams.stage.address,
        audience=audience(Teams()),
        within=within,
    )


@asynccontextmanager
async def speaking(make: Make = ours) -> AsyncIterator[Speaking]:
    """A connector opposite a fake Teams of its own."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        seconds = [0.0]
        tokens = Tokens(secret(session, teams), clock=lambda: seconds[0])
        connector, hurried = (make(session, tokens, teams.stage.address, much) for much in (ANSWERS_WITHIN, HURRIED))
        yield Speaking(teams, session, tokens, connector, hurried, seconds)
