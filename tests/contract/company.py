"""A company on some platform, and opposite it the bot's own process.

One process serves many plays, since starting it takes longer than most of them.
"""

from abc import ABC, abstractmethod
from typing import Any

from tests.contract.process import Process
from tests.contract.stage import FEED, ROOMS
from tests.fakes.clock import SetClock
from tests.fakes.feeds import Answer as Says
from tests.fakes.feeds import FeedServer, rss

TOPICS = ("kernel", "cooking")
PLAYS = 90
"""So many tests can be played in one process: the rooms of each stand in app.yaml."""

NAMES = [[f"{room}-{play}" for room in ROOMS] for play in range(PLAYS)]

BROKE = ("Traceback", "event_failed", "turn_failed", "answer_not_drawn")
"""What the bot says when something broke of which people may have seen nothing."""

SETTINGS = """
company: {{name: Example Works, language: en, time_zone: Europe/Berlin}}
store: {{url: "{store}"}}
server: {{port: {port}}}
platforms:
{platforms}
topics:
  kernel: {{name: Linux kernel, may: [kernel, rust]}}
  cooking: {{name: Cooking, may: [soup, bread]}}
sources:
  ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feed_port}"]}}
people: {{quiet: {{from: "18:00", until: "09:00", days: []}}}}
stewards: [{stewards}]
guidelines:
  - {{title: Say where you work, text: "If it touches our work, say that you work here."}}
log: {{level: warning}}
rooms:
  defaults: {{topics: [kernel]{rhythm}}}
"""
ROOM = '  {platform}-{name}: {{platform: {platform}, workspace: {workspace}, id: "{id}", topics: [{topic}]}}\n'


class Company(ABC):
    """A workspace with the bot's process in it, and the world they hear of. `clock`: of the platform."""

    platform: str

    def __init__(self, feeds: FeedServer, store: str, clock: SetClock) -> None:
        self.feeds, self.store, self.clock = feeds, store, clock
        self.plays = 0
        self.process: Process | None = None

    @property
    @abstractmethod
    def workspace(self) -> str:
        """Its id."""

    @property
    @abstractmethod
    def steward_id(self) -> str:
        """Of whoever looks after the programme, as app.yaml has them."""

    @abstractmethod
    def speaks(self) -> str:
        """What app.yaml says of the platform: one line below `platforms`."""

    @abstractmethod
    def named(self) -> list[tuple[str, str, str]]:
        """Of each room in app.yaml its name, its id and its topic."""

    @abstractmethod
    async def settled(self) -> None:
        """All that the platform had to tell was told."""

    def settings(self, port: int, *, rhythm: str = "") -> str:
        """app.yaml. `rhythm`: more that is said of every room."""
        return settings(self, port=port, store=self.store, feeds=self.feeds, rhythm=rhythm)

    async def ends(self) -> None:
        """The bot is told to end, and does so in good order."""
        assert self.process is not None
        assert await self.process.stop() == 0, self.process.complained
        for words in BROKE:
            assert words not in self.process.complained, self.process.complained

    async def told(self, **told: Any) -> None:
        """The bot is told something; its clock and the platform's go together."""
        assert self.process is not None
        await self.settled()
        self.clock.set(await self.process.tell(**told))
        await self.settled()


def settings(*companies: Company, port: int, store: str, feeds: FeedServer, rhythm: str = "") -> str:
    """app.yaml of a bot that is on several platforms at once, or on one."""
    head = SETTINGS.format(
        store=store,
        port=port,
        platforms="\n".join(f"  {one.speaks()}" for one in companies),
        feed=feeds.serve(FEED, Says(rss())),
        feed_port=feeds.port,
        stewards=", ".join(
            f"{{platform: {one.platform}, workspace: {one.workspace}, id: {one.steward_id}}}" for one in companies
        ),
        rhythm=rhythm,
    )
    rooms = [
        ROOM.format(name=name, platform=one.platform, workspace=one.workspace, id=id_, topic=topic)
        for one in companies
        for name, id_, topic in one.named()
    ]
    return head + "".join(rooms)
