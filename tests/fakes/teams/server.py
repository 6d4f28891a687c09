"""The fake as a whole: starts on loopback, and lets a test make things, ask what is seen, and wait."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from tests.fakes.clock import Clock, PushedClock
from tests.fakes.serving import Loopback
from tests.fakes.teams.acts.colleague import Colleague
from tests.fakes.teams.acts.rooms import Rooms
from tests.fakes.teams.connector import Connector
from tests.fakes.teams.courier import Courier, Deliveries
from tests.fakes.teams.entra import Entra
from tests.fakes.teams.faults import Call, Faults
from tests.fakes.teams.rates import Rates
from tests.fakes.teams.signing import Keys
from tests.fakes.teams.stage import Stage
from tests.fakes.teams.things import App, Dialog, Json, Message, Room, Team, Trouble, View
from tests.fakes.teams.web import Web
from tests.fakes.teams.world import World


class FakeTeams:
    """Starts with `async with`. `bot_url` is set once the bot listens.

    `clock`: of messages; `signing_clock`: of tokens, both ways, where it is another. `rates`: see Rates; None for no
    limits.
    """

    def __init__(
        self, *, clock: Clock | None = None, signing_clock: Clock | None = None, rates: Rates | None = None
    ) -> None:
        self.clock = clock or PushedClock()
        self.world = World(self.clock)
        self.keys = Keys()
        self.courier = Courier(self.world.app, self.keys, signing_clock or self.clock)
        self.stage = Stage(self.world, self.courier)
        self.entra = Entra(self.world.app, signing_clock or self.clock)
        self.web = Web(self.stage, self.keys, rates or Rates(0.0), self.entra)
        self.rooms = Rooms(self.stage)
        self._server = Loopback(self.web.routes)

    async def __aenter__(self) -> Self:
        """Listen on 127.0.0.1 at a free port."""
        self.stage.address = await self._server.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop telling, let go of whoever hangs, and close."""
        await self.courier.close()
        self.web.breaking.close()
        await self._server.close()

    # ── Where it is ──

    @property
    def service_url(self) -> str:
        """What the Connector is called in activities of people in "emea"."""
        return self.stage.service_url("emea")

    @property
    def metadata_url(self) -> str:
        """The Connector's OpenID metadata."""
        return f"{self.stage.address}/v1/.well-known/openidconfiguration"

    @property
    def token_url(self) -> str:
        """Entra's token endpoint for the app's tenant."""
        return f"{self.stage.address}/{self.app.tenant}/oauth2/v2.0/token"

    @property
    def identity_url(self) -> str:
        """The managed identity's endpoint; virtual machines have it at /metadata/identity/oauth2/token."""
        return f"{self.stage.address}/msi/token"

    @property
    def bot_url(self) -> str:
        """Where the bot is told."""
        return self.courier.url

    @bot_url.setter
    def bot_url(self, url: str) -> None:
        self.courier.url = url

    # ── Making ──

    @property
    def app(self) -> App:
        """The bot's registration."""
        return self.world.app

    @property
    def connector(self) -> Connector:
        """Who takes messages; for its limits."""
        return self.web.connector

    def person(self, name: str, *, app: bool = True) -> Colleague:
        """A new person, who can act; `app`: they have it in their personal scope, though nobody was told."""
        made = self.world.person(name)
        made.app = "yes" if app else "no"
        return Colleague(self.stage, made)

    def team(self, name: str, *members: Colleague, installed: bool = True) -> Team:
        """A new team with a General channel; the app is there from the start unless said otherwise."""
        return self.world.team(name, members=[one.person for one in members], installed=installed)

    def channel(self, name: str, team: Team, *members: Colleague, kind: str = "standard") -> Room:
        """A new channel: standard, private or shared."""
        return self.world.channel(name, team, kind=kind, members=[one.person for one in members])

    def general(self, team: Team) -> Room:
        """A team's first channel."""
        return self.world.rooms[team.id]

    def chat(self, one: Colleague, other: Colleague) -> Room:
        """A chat of two people, without the bot."""
        return self.world.chat(one.person, other.person)

    def tells(self, activity: Json) -> Deliveries:
        """Tell the bot any activity: one of those told before once more, one that is changed, one of no known kind."""
        return self.courier.tell(activity)

    def headers(self, activity: Json | None = None) -> dict[str, str]:
        """Rightly signed headers, for a test that sends a body of its own."""
        return self.courier.dressed(activity or {"serviceUrl": self.service_url})[1]

    # ── What is seen ──

    def messages(self, where: Room | Colleague, *, bot: bool = False) -> list[Message]:
        """The messages of a room, or of a person's chat with the bot, as they stand now; `bot`: only the bot's."""
        room = self.world.personal(where.person) if isinstance(where, Colleague) else where
        found = [] if room is None else self.world.standing(room)
        return [one for one in found if not bot or one.sender is None]

    def dialog(self, who: Colleague) -> Dialog | None:
        """The dialog a person has open."""
        return self.world.dialogs.get(who.id)

    def views(self, who: Colleague) -> list[View]:
        """The cards a person was shown in place of messages."""
        return [one for one in self.world.views if one.person is who.person]

    def notices(self, who: Colleague) -> list[str]:
        """The lines a person was shown."""
        return [one.text for one in self.world.notices if one.person is who.person]

    def troubles(self, who: Colleague) -> list[Trouble]:
        """The errors a person saw."""
        return [one for one in self.world.troubles if one.person is who.person]

    # ── What came, and what goes wrong ──

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.web.faults

    def calls(self, operation: str = "") -> list[Call]:
        """All requests that arrived, or those of one operation, whatever became of them."""
        return [one for one in self.web.calls if operation in ("", one.operation)]

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true; it is looked at whenever a request was dealt with."""
        await self.stage.until(true)

    async def settled(self) -> None:
        """Wait until every event was taken or given up."""
        await self.courier.settled()
