"""A small company in a fake Teams with the running bot: what tests of Teams walk through, over HTTP."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from bot.app import Bot
from bot.settings import parse
from jobs.listening.parse import Parser
from tests.fakes.clock import TUESDAY, PushedClock, SetClock
from tests.fakes.feeds import Answer, FeedServer, rss
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
FEED = "/feed.xml"
TITLE = "Rust in the kernel"
ANSWER = "I once spent a week on a bug that the borrow checker would have found. I would not do that again."


class TownMaker(Protocol):
    """Starts a town."""

    async def __call__(self, **more: Any) -> "TeamsTown": ...


class TeamsTown:
    """The product's real wiring in this process, with a real store, opposite a fake Teams. An async context manager.

    It is 10:00 in Berlin on a Tuesday, and stays so until a test says otherwise.
    """

    def __init__(self, folder: Path, feeds: FeedServer, *, store: Path, parser: Parser, installed: bool = True) -> None:
        """`installed`: the bot is put into the team at the start."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(store, folder / "earshot.db")
        self.file = folder / "earshot.db"
        self.clock = SetClock(TUESDAY - timedelta(hours=1))
        self.teams = FakeTeams(clock=self.clock, signing_clock=PushedClock())
        self.feeds = feeds
        feeds.serve(FEED, Answer(rss()))
        self._folder, self._parser, self._installed = folder, parser, installed
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
        environ = self.environ()
        self.bot = Bot(parse(self.settings(), environ=environ), environ=environ, folder=self._folder, port=0)
        self.bot._parser = self._parser
        self.bot.clock = self.clock
        try:
            await self.bot.start()
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

    async def later(self, **much: float) -> None:
        """Time passes: `later(minutes=30)`; what is due by then is done."""
        self.clock.forward(timedelta(**much))
        for job in ("listen", "read", "choose", "nudge"):
            await self.bot.timetable.tick(job)
        await self.settled()

    async def news(self, title: str = TITLE, *, words: str = "Two maintainers look back.") -> Message:
        """The source tells of something the room follows; the card that stands there by then."""
        link = f"https://news.example/{title.lower().replace(' ', '-')}"
        item = f"<title>{title}</title><link>{link}</link><guid>{link}</guid><description>{words}</description>"
        self.feeds.serve(FEED, Answer(rss(item)))
        await self.later(minutes=20)
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


# ── What the store has ──


def rows(town: TeamsTown, asked: str, *values: str) -> list[tuple[Any, ...]]:
    """What it answers."""
    with closing(sqlite3.connect(town.file)) as store:
        return store.execute(asked, values).fetchall()


def answers(town: TeamsTown) -> list[tuple[str, str]]:
    """Whose answer of which kind stands, in the platform's ids."""
    asked = "SELECT external_id, kind FROM answers JOIN people ON people.id = person_id WHERE NOT taken_back"
    return sorted(rows(town, asked))
