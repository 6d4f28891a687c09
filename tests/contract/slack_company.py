"""A company in a fake Slack, and opposite it the bot's own process, over HTTP or through a socket.

One process serves many plays, since starting it takes longer than most of them.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from bot.app import free_port
from tests.contract.process import Process, started
from tests.contract.stage import FEED, ROOMS, STEWARD
from tests.fakes.clock import TUESDAY, PushedClock, SetClock
from tests.fakes.feeds import Answer as Says
from tests.fakes.feeds import FeedServer, rss
from tests.fakes.slack import FakeSlack

Mode = Literal["http", "socket"]
TOPICS = ("kernel", "cooking")
PLAYS = 90
"""So many tests can be played in one process: the rooms of each stand in app.yaml."""

SETTINGS = """
company: {{name: Example Works, language: en, time_zone: Europe/Berlin}}
store: {{url: "{store}"}}
server: {{port: {port}}}
platforms:
  slack: {{mode: {mode}, bot_token_env: BOT, app_token_env: APP, signing_secret_env: SIGNING, api_url: "{api}"}}
topics:
  kernel: {{name: Linux kernel, may: [kernel, rust]}}
  cooking: {{name: Cooking, may: [soup, bread]}}
sources:
  ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feed_port}"]}}
people: {{quiet: {{from: "18:00", until: "09:00", days: []}}}}
stewards: [{{platform: slack, workspace: {team}, id: {steward}}}]
guidelines:
  - {{title: Say where you work, text: "If it touches our work, say that you work here."}}
log: {{level: warning}}
rooms:
  defaults: {{topics: [kernel]{rhythm}}}
"""
ROOM = "  {name}: {{platform: slack, workspace: {team}, id: {id}, topics: [{topic}]}}\n"


class Company:
    """A workspace with the bot's process in it, and the world they hear of."""

    def __init__(self, slack: FakeSlack, feeds: FeedServer, store: str) -> None:
        self.slack, self.feeds, self.store = slack, feeds, store
        self.clock: SetClock = slack.clock  # type: ignore[assignment]
        self.plays = 0
        self.steward = slack.person(STEWARD)
        names = [[f"{room}-{play}" for room in ROOMS] for play in range(PLAYS)]
        self.rooms = [[slack.channel(name, bot=False) for name in pair] for pair in names]
        self.process: Process | None = None

    def settings(self, mode: Mode, port: int, *, rhythm: str = "") -> str:
        """app.yaml. `rhythm`: more that is said of every room."""
        team = self.slack.workspace.id
        head = SETTINGS.format(
            store=self.store,
            port=port,
            mode=mode,
            api=self.slack.base_url,
            feed=self.feeds.serve(FEED, Says(rss())),
            feed_port=self.feeds.port,
            team=team,
            steward=self.steward.id,
            rhythm=rhythm,
        )
        pairs = [(room, topic) for pair in self.rooms for room, topic in zip(pair, TOPICS, strict=True)]
        return head + "".join(ROOM.format(name=one.name, id=one.id, team=team, topic=topic) for one, topic in pairs)

    async def ends(self) -> None:
        """The bot is told to end, and does so in good order."""
        assert self.process is not None
        assert await self.process.stop() == 0, self.process.complained
        assert "Traceback" not in self.process.complained, self.process.complained

    async def told(self, **told: Any) -> None:
        """The bot is told something; its clock and Slack's go together."""
        assert self.process is not None
        await self.slack.settled()
        self.clock.set(await self.process.tell(**told))
        await self.slack.settled()


@asynccontextmanager
async def company(mode: Mode, folder: Path, store: str) -> AsyncIterator[Company]:
    """A company with the bot in it. `store`: the address of an empty one."""
    start = SetClock(TUESDAY - timedelta(hours=1))
    async with FeedServer() as feeds, FakeSlack(mode, clock=start, signing_clock=PushedClock()) as slack:
        here, config = Company(slack, feeds, store), folder / "app.yaml"
        config.write_text(here.settings(mode, free_port()), encoding="utf-8")
        played = ("-m", "tests.contract.earshot", str(config), start.now().isoformat())
        async with started(played, secrets(slack)) as process:
            here.process = process
            await meets(slack, await process.begins())
            yield here


def secrets(slack: FakeSlack) -> dict[str, str]:
    """What the bot is given beside app.yaml."""
    app = slack.world.app
    return {"BOT": slack.app.token, "APP": app.token, "SIGNING": app.signing_secret}


async def meets(slack: FakeSlack, url: str) -> None:
    """Slack and a bot that has begun at this address have found each other."""
    slack.request_url = f"{url}/slack/events"
    if slack.courier.transport is slack.socket:
        await slack.socket.connected()
