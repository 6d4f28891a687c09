"""A small company in a fake Slack with the running bot: what tests of Slack walk through, in either transport."""

from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from jobs.listening.parse import Parser
from tests.adapters.platform_town import FEED, TITLE, PlatformTown
from tests.fakes.clock import PushedClock
from tests.fakes.feeds import Answer, FeedServer
from tests.fakes.slack import Channel, Colleague, FakeSlack, Post, Rates

Mode = Literal["http", "socket"]
SETTINGS = """
company: {{name: Example Works, language: en, time_zone: Europe/Berlin}}
platforms:
  slack:
    mode: {mode}
    bot_token_env: SLACK_BOT_TOKEN
    app_token_env: SLACK_APP_TOKEN
    signing_secret_env: SLACK_SIGNING_SECRET
    api_url: "{api}"
    shared_channels: {shared}
topics:
  kernel: {{name: Linux kernel, may: [kernel, rust]}}
  cooking: {{name: Cooking, may: [soup, bread]}}
{topics}sources:
  ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feed_port}"]}}
rooms:
  engineering: {{platform: slack, workspace: {team}, id: {engineering}, name: Engineering, topics: [kernel]}}
  kitchen: {{platform: slack, workspace: {team}, id: {kitchen}, name: Kitchen, topics: [cooking]}}
stewards: [{{platform: slack, workspace: {team}, id: {ingrid}}}]
people: {{quiet: {{from: "18:00", until: "09:00", days: []}}}}
log: {{level: error}}
{more}
"""


class TownMaker(Protocol):
    """Starts a town."""

    async def __call__(self, mode: Mode = "http", **more: Any) -> "SlackTown": ...


class SlackTown(PlatformTown):
    """Opposite a fake Slack. An async context manager."""

    def __init__(
        self,
        folder: Path,
        feeds: FeedServer,
        *,
        mode: Mode,
        store: Path,
        parser: Parser,
        rates: Rates | None = None,
        shared: bool = False,
        more: str = "",
        topics: str = "",
    ) -> None:
        super().__init__(folder, feeds, store=store, parser=parser)
        self.slack = FakeSlack(mode, clock=self.clock, signing_clock=PushedClock(), rates=rates)
        self._mode, self._shared = mode, shared
        self._more, self._topics = more, topics
        self.ana, self.ben, self.chloe, self.ingrid = map(self.slack.person, ("ana", "ben", "chloe", "ingrid"))
        everyone = (self.ana, self.ben, self.chloe, self.ingrid)
        self.engineering = self.slack.channel("engineering", *everyone)
        self.kitchen = self.slack.channel("kitchen", *everyone)

    def environ(self) -> dict[str, str]:
        """The secrets."""
        app = self.slack.world.app
        return {
            "SLACK_BOT_TOKEN": self.slack.app.token,
            "SLACK_APP_TOKEN": app.token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
        }

    def settings(self) -> str:
        """app.yaml."""
        return SETTINGS.format(
            mode=self._mode,
            api=self.slack.base_url,
            shared=str(self._shared).lower(),
            feed=self.feeds.url(FEED),
            feed_port=self.feeds.port,
            team=self.slack.workspace.id,
            engineering=self.engineering.id,
            kitchen=self.kitchen.id,
            ingrid=self.ingrid.id,
            more=self._more,
            topics=self._topics,
        )

    async def __aenter__(self) -> Self:
        await self.slack.__aenter__()
        try:
            await self.starts(self.settings(), self.environ())
        except BaseException:
            await self.slack.__aexit__(None, None, None)
            raise
        self.slack.request_url = f"{self.bot.url}/slack/events"
        if self._mode == "socket":
            await self.slack.socket.connected()
        await self.bot.first_look
        await self.bot.settled()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.bot.stop()
        await self.slack.__aexit__(kind, error, trace)

    # ── What happens ──

    async def settled(self) -> None:
        """Wait until all that was said is heard, and all that may leave has left: a few seconds, by the clock."""
        for _ in range(4):
            await self.slack.settled()
            await self.bot.settled()
            self.clock.forward(timedelta(seconds=2))  # so that the pace of Slack's limits keeps nobody waiting
        await self.slack.settled()

    async def news(self, title: str, *, words: str = "Two maintainers look back.") -> Post:
        """The source tells of something the room follows; the card that stands there by then."""
        await self.hears(title, words)
        return self.card()

    async def joins(self, who: Colleague, *networks: str) -> None:
        """They join by their own press, on the page they are shown, and pick networks."""
        await who.commands(self.engineering, "/earshot", "join")
        await who.presses(who.modal, "Join")
        await who.closes(all_=True)
        if networks:
            await who.commands(self.engineering, "/earshot", "networks")
            await who.submits({"networks": list(networks)})
            await who.closes(all_=True)
        await self.settled()

    # ── What is seen ──

    def card(self, room: Channel | None = None) -> Post:
        """The newest message in a room."""
        return self.slack.messages(room or self.engineering)[-1]

    def private(self, who: Colleague) -> list[Post]:
        """What the bot wrote to somebody in private."""
        return [one for one in self.slack.messages(who) if one.bot is not None]

    def whispered(self, who: Colleague) -> str:
        """The newest words that only this person saw."""
        seen = self.slack.whispers(who)
        return seen[-1].text if seen else ""


async def asking(town: SlackTown) -> Post:
    """A card that three colleagues found worth it."""
    card = await town.news(TITLE)
    for who in (town.ben, town.chloe, town.ingrid):
        assert await who.presses(card, "Worth sharing")
    await town.later(minutes=2)
    return card


def no_troubles(town: SlackTown) -> None:
    """Nobody saw an error of Slack's."""
    everyone = (town.ana, town.ben, town.chloe, town.ingrid)
    assert [one for who in everyone for one in town.slack.troubles(who)] == []


def words(view_or_post: Any) -> str:
    """All the words in blocks."""
    return repr(view_or_post.blocks)


def page(town: SlackTown, title: str) -> str:
    """A page in the world, and its address."""
    html = f"<!doctype html><title>{title}</title><p>It is short.</p>"
    path = f"/{title.lower().replace(' ', '-')}"
    return town.feeds.serve(path, Answer(html, headers={"Content-Type": "text/html; charset=utf-8"}))
