"""The fake as a whole: starts on loopback, and lets a test make things, ask what is seen, and wait."""

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Literal, Self

from tests.fakes.clock import Clock, PushedClock
from tests.fakes.serving import Loopback
from tests.fakes.slack.acts.colleague import Colleague
from tests.fakes.slack.acts.rooms import Rooms
from tests.fakes.slack.acts.staff import Staff
from tests.fakes.slack.api.oauth import Installing
from tests.fakes.slack.events import Events
from tests.fakes.slack.faults import Call, Faults
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.stage import Stage
from tests.fakes.slack.telling.courier import Courier, Kind
from tests.fakes.slack.telling.http import OverHttp
from tests.fakes.slack.telling.socket import OverSocket
from tests.fakes.slack.things import Channel, Installation, Post, Trouble, View, Whisper, Workspace
from tests.fakes.slack.web import Web
from tests.fakes.slack.world import World


class FakeSlack:
    """Starts with `async with`. One workspace with the app in it stands at once, unless `installed` is false.

    `mode`: how events go out; over HTTP they go to `request_url`, which is set once the bot listens. `clock`: of
    triggers, response_urls and timestamps; `signing_clock`: of signatures, where it is another. `pace` and `patience`:
    see Courier. `rates`: see Rates; None for no limits.
    """

    def __init__(
        self,
        mode: Literal["http", "socket"] = "http",
        *,
        clock: Clock | None = None,
        signing_clock: Clock | None = None,
        rates: Rates | None = None,
        pace: float = 0.001,
        patience: float = 3.0,
        installed: bool = True,
    ) -> None:
        self.clock = clock or PushedClock()
        self.world = World(self.clock)
        self.http = OverHttp(self.world.app, signing_clock or self.clock)
        self.socket = OverSocket(self.world.app, self.world.id)
        self.courier = Courier(self.http if mode == "http" else self.socket, pace=pace, patience=patience)
        self.events = Events(self.world, self.courier)
        self.stage = Stage(self.world, self.courier, self.events)
        self.web = Web(self.stage, self.socket, rates or Rates(0.0))
        self.rooms = Rooms(self.stage)
        self.staff = Staff(self.stage)
        self.workspace: Workspace = self.world.workspace()
        if installed:
            self.world.install(self.workspace)
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
        self.web.close()
        await self.socket.close()
        await self._server.close()

    # ── Where it is ──

    @property
    def base_url(self) -> str:
        """What a client is given as `base_url`; the slash at the end matters."""
        return f"{self.stage.address}/api/"

    @property
    def authorize_url(self) -> str:
        """Slack's page that installs the app."""
        return f"{self.stage.address}/oauth/v2/authorize"

    @property
    def request_url(self) -> str:
        """Where the bot is told over HTTP."""
        return self.http.url

    @request_url.setter
    def request_url(self, url: str) -> None:
        self.http.url = url

    # ── Making ──

    @property
    def app(self) -> Installation:
        """The app in the first workspace."""
        return self.world.app_of(self.workspace)

    def person(self, name: str, *, workspace: Workspace | None = None, grid: bool = False) -> Colleague:
        """A new person, who can act."""
        return Colleague(self.stage, self.world.person(name, workspace or self.workspace, grid=grid))

    def bot(self) -> Colleague:
        """The bot itself, for what it does by hand: its own reactions raise events as well."""
        return Colleague(self.stage, self.app.bot)

    def channel(
        self,
        name: str,
        *members: Colleague,
        private: bool = False,
        bot: bool = True,
        workspace: Workspace | None = None,
    ) -> Channel:
        """A new channel, in which the bot is from the start unless said otherwise."""
        inside = {one.id for one in members} | ({self.app.bot.id} if bot else set())
        kind = "private" if private else "public"
        return self.world.channel(name, workspace or self.workspace, kind=kind, members=inside)

    def installer(self, who: Colleague) -> Installing:
        """From now on this person decides on the page that installs the app."""
        self.web.installing = Installing(self.world, who.person, who.person.workspace)
        return self.web.installing

    async def checks_url(self) -> bool:
        """Slack checks the request URL: whether the bot answers with the challenge."""
        challenge = self.world.id("challenge")
        body = {"token": self.world.app.verification_token, "challenge": challenge, "type": "url_verification"}
        told = await self.http.tell(Kind.EVENT, body, attempt=0, reason="", patience=self.courier.patience)
        return isinstance(told.answer, dict) and challenge in (told.answer.get("challenge"), told.answer.get("text"))

    # ── What is seen ──

    def messages(self, where: Channel | Colleague) -> list[Post]:
        """The messages of a channel, or of a person's conversation with the bot, as they stand now."""
        channel = self.dm(where) if isinstance(where, Colleague) else where
        return [] if channel is None else self.world.standing(channel)

    def dm(self, who: Colleague) -> Channel | None:
        """A person's conversation with the bot, where there is one."""
        return self.world.im(self.app.bot, who.person)

    def whispers(self, who: Colleague, *how: str) -> list[Whisper]:
        """What this person alone saw and still sees: all, or by postEphemeral, command or response_url."""
        found = [one for one in self.world.whispers if one.person is who.person and one.seen and not one.deleted]
        return [one for one in found if not how or one.how in how]

    def reloads(self, who: Colleague) -> None:
        """A person loads Slack again: what they alone saw is gone."""
        for one in self.world.whispers:
            if one.person is who.person:
                one.seen = False

    def modals(self, who: Colleague) -> list[View]:
        """The modals that stand open, the one on top last."""
        return list(self.world.modals.get(who.id, ()))

    def home(self, who: Colleague) -> View | None:
        """A person's Home, where one was published."""
        return self.world.homes.get((self.app.workspace.id, who.id))

    def troubles(self, who: Colleague) -> list[Trouble]:
        """The errors a person saw."""
        return [one for one in self.world.troubles if one.person is who.person]

    # ── What came, and what goes wrong ──

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.web.faults

    def calls(self, method: str = "") -> list[Call]:
        """All requests that arrived, or those of one method, whatever became of them."""
        return [one for one in self.web.calls if method in ("", one.method)]

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true; it is looked at whenever a request was dealt with."""
        await self.stage.until(true)

    def forget(self) -> None:
        """Let go of what came and was told so far: whoever tells a hundred thousand things keeps none of them."""
        self.courier.deliveries.clear()
        self.web.calls.clear()
        for kept in (self.world.whispers, self.world.troubles, self.world.triggers, self.world.urls):
            kept.clear()

    async def settled(self) -> None:
        """Wait until every event was taken or given up."""
        await self.courier.settled()


def names(posts: Iterable[Post]) -> list[str]:
    """The texts of messages, for short comparisons."""
    return [one.text for one in posts]
