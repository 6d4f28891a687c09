"""A company in a fake Teams. Each room is in a team of its own: the bot is put into teams, and taken out of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from adapters.teams.entrance import PATH
from bot.app import free_port
from tests.contract.company import NAMES, TOPICS, Company
from tests.contract.process import PATIENCE, started
from tests.contract.stage import STEWARD
from tests.fakes.clock import TUESDAY, PushedClock, SetClock
from tests.fakes.feeds import FeedServer
from tests.fakes.teams import FakeTeams, Room


class TeamsCompany(Company):
    """A tenant with the bot's process in it.

    Of two rooms, the first is its team's General channel, and is called by the team; the second is one beside it.
    """

    platform = "teams"

    def __init__(self, teams: FakeTeams, feeds: FeedServer, store: str) -> None:
        super().__init__(feeds, store, teams.clock)  # type: ignore[arg-type]
        self.teams = teams
        self.steward = teams.person(STEWARD)
        self.rooms: list[list[Room]] = [[self.room(first), self.room(second, general=False)] for first, second in NAMES]

    def room(self, name: str, *, general: bool = True) -> Room:
        """A new room in a new team, where the bot is not yet."""
        team = self.teams.team(name, installed=False)
        return self.teams.general(team) if general else self.teams.channel(name, team)

    @property
    def workspace(self) -> str:
        return self.teams.app.tenant

    @property
    def steward_id(self) -> str:
        return self.steward.person.aad

    def speaks(self) -> str:
        return speaks(self.teams)

    def named(self) -> list[tuple[str, str, str]]:
        return [
            (name, room.id, topic)
            for names, rooms in zip(NAMES, self.rooms, strict=True)
            for name, room, topic in zip(names, rooms, TOPICS, strict=True)
        ]

    async def settled(self) -> None:
        await self.teams.settled()


def speaks(teams: FakeTeams) -> str:
    """What app.yaml says of it."""
    variables = "app_id_env: APP_ID, secret_env: SECRET, tenant_id_env: TENANT"
    addresses = f'login_url: "{teams.stage.address}", openid_url: "{teams.metadata_url}"'
    return f'teams: {{{variables}, {addresses}, service_url: "{teams.service_url}"}}'


def secrets(teams: FakeTeams) -> dict[str, str]:
    """What the bot is given beside app.yaml."""
    return {"APP_ID": teams.app.id, "SECRET": teams.app.secret, "TENANT": teams.app.tenant}


@asynccontextmanager
async def company(folder: Path, store: str) -> AsyncIterator[TeamsCompany]:
    """A company with the bot in it. `store`: the address of an empty one."""
    start = SetClock(TUESDAY - timedelta(hours=1))
    async with FeedServer() as feeds, FakeTeams(clock=start, signing_clock=PushedClock()) as teams:
        here, config = TeamsCompany(teams, feeds, store), folder / "app.yaml"
        teams.courier.patience = teams.courier.invoke_patience = PATIENCE  # how quick the bot is, is asked elsewhere
        config.write_text(here.settings(free_port()), encoding="utf-8")
        played = ("-m", "tests.contract.earshot", str(config), start.now().isoformat())
        async with started(played, secrets(teams)) as process:
            here.process = process
            teams.bot_url = await process.begins() + PATH
            yield here
