"""A small company in a fake Teams with the running bot: what tests of Teams walk through, over HTTP."""

from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from jobs.listening.parse import Parser
from tests.adapters.platform_town import FEED, TITLE, PlatformTown
from tests.fakes.clock import PushedClock
from tests.fakes.feeds import FeedServer
from tests.fakes.teams import Colleague, FakeTeams, Message, Room

SETTINGS = """
company: {{name: Example Works, language: en, time_zone: Europe/Berlin}}
platforms:
  teams:
    app_id_env: TEAMS_APP_ID
    tenant_id_env: TEAMS_TENANT
    secret_env: TEAMS_SECRET
    login_url: "{address}"
    openid_url: "{metadata}"
    service_url: "{service}"
topics:
  kernel: {{name: Linux kernel, may: [kernel, rust]}}
  cooking: {{name: Cooking, may: [soup, bread]}}
sources:
  ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feed_port}"]}}
rooms:
  engineering: {{platform: teams, workspace: {tenant}, id: "{engineering}", name: Engineering, topics: [kernel]}}
  kitchen: {{platform: teams, workspace: {tenant}, id: "{kitchen}", name: Kitchen, topics: [cooking]}}
stewards: [{{platform: teams, workspace: {tenant}, id: {ingrid}}}]
people: {{quiet: {{from: "18:00", until: "09:00", days: []}}}}
log: {{level: error}}
"""


class TownMaker(Protocol):
    """Starts a town."""

    async def __call__(self, **more: Any) -> "TeamsTown": ...


class TeamsTown(PlatformTown):
    """Opposite a fake Teams. An async context manager."""

    def __init__(self, folder: Path, feeds: FeedServer, *, store: Path, parser: Parser, installed: bool = True) -> None:
        """`installed`: the bot is put into the team at the start."""
        super().__init__(folder, feeds, store=store, parser=parser)
        self.teams = FakeTeams(clock=self.clock, signing_clock=PushedClock())
        self._installed = installed
        self.ana, self.ben, self.chloe, self.ingrid = map(self.teams.person, ("ana", "ben", "chloe", "ingrid"))
        self.team = self.teams.team("Builders", self.ana, self.ben, self.chloe, self.ingrid, installed=False)
        self.engineering = self.teams.channel("engineering", self.team)
        self.kitchen = self.teams.channel("kitchen", self.team)

    def environ(self) -> dict[str, str]:
        """Ids and secrets."""
        app = self.teams.app
        return {"TEAMS_APP_ID": app.id, "TEAMS_TENANT": app.tenant, "TEAMS_SECRET": app.secret}

    def settings(self) -> str:
        """app.yaml."""
        return SETTINGS.format(
            address=self.teams.stage.address,
            metadata=self.teams.metadata_url,
            service=self.teams.service_url,
            feed=self.feeds.url(FEED),
            feed_port=self.feeds.port,
            tenant=self.teams.app.tenant,
            engineering=self.engineering.id,
            kitchen=self.kitchen.id,
            ingrid=self.ingrid.person.aad,
        )

    async def __aenter__(self) -> Self:
        await self.teams.__aenter__()
        try:
            await self.starts(self.settings(), self.environ())
        except BaseException:
            await self.teams.__aexit__(None, None, None)
            raise
        self.teams.bot_url = f"{self.bot.url}/api/messages"
        await self.bot.first_look
        if self._installed:
            await self.teams.rooms.installs(self.team, self.ingrid)
        await self.settled()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.bot.stop()
        await self.teams.__aexit__(kind, error, trace)

    # ── What happens ──

    async def settled(self) -> None:
        """Wait until all that was said is heard, and all that may leave has left: a few seconds, by the clock."""
        assert self.bot.teams is not None
        for _ in range(4):
            await self.teams.settled()
            await self.bot.teams.beside.all_done()
            await self.bot.settled()
            self.clock.forward(timedelta(seconds=2))  # so that the pace of Teams' limits keeps nobody waiting

    async def news(self, title: str = TITLE, *, words: str = "Two maintainers look back.") -> Message:
        """The source tells of something the room follows; the card that stands there by then."""
        await self.hears(title, words)
        return self.card()

    async def joins(self, who: Colleague) -> None:
        """They join by their own press, on the page they are shown in their own chat."""
        await who.writes("join")
        await self.settled()
        assert await who.presses(self.private(who)[-1], "Join")
        await self.settled()

    # ── What is seen ──

    def card(self, room: Room | None = None) -> Message:
        """The newest message in a room."""
        return self.teams.messages(room or self.engineering)[-1]

    def private(self, who: Colleague) -> list[Message]:
        """What the bot wrote to somebody in private."""
        return self.teams.messages(who, bot=True)


async def asking(town: TeamsTown) -> Message:
    """A card that three colleagues found worth it."""
    card = await town.news()
    for who in (town.ben, town.chloe, town.ingrid):
        assert await who.presses(card, "Worth sharing")
    await town.later(minutes=2)
    return card


def no_troubles(town: TeamsTown) -> None:
    """Nobody saw an error of Teams'."""
    everyone = (town.ana, town.ben, town.chloe, town.ingrid)
    assert [one for who in everyone for one in town.teams.troubles(who)] == []


def words(card: Any) -> str:
    """All the words in a card, or in a message."""
    return repr(card if isinstance(card, dict) else card.card or card.text)
