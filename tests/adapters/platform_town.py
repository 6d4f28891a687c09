"""What the small companies of all platforms have in common: a store and feeds of their own, the product's wiring."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app import Bot
from bot.settings import parse
from jobs.listening.parse import Parser
from tests.fakes.clock import TUESDAY, SetClock
from tests.fakes.feeds import Answer, FeedServer, rss

FEED = "/feed.xml"
TITLE = "Rust in the kernel"
ANSWER = "I once spent a week on a bug that the borrow checker would have found. I would not do that again."


class PlatformTown:
    """The product's real wiring in this process, with a real store.

    It is 10:00 in Berlin on a Tuesday, and stays so until a test says otherwise.
    """

    def __init__(self, folder: Path, feeds: FeedServer, *, store: Path, parser: Parser) -> None:
        """`store`: an empty one, of which this town has a copy."""
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "earshot.db"
        shutil.copyfile(store, self.file)
        self.clock = SetClock(TUESDAY - timedelta(hours=1))
        self.feeds = feeds
        feeds.serve(FEED, Answer(rss()))
        self._folder, self._parser = folder, parser

    async def starts(self, settings: str, environ: Mapping[str, str]) -> None:
        """The bot, as this app.yaml says."""
        self.bot = Bot(parse(settings, environ=environ), environ=environ, folder=self._folder, port=0)
        self.bot._parser = self._parser
        self.bot.clock = self.clock
        await self.bot.start()

    async def settled(self) -> None:
        """Wait until all that was said is heard, and all that may leave has left."""
        raise NotImplementedError

    async def later(self, **much: float) -> None:
        """Time passes: `later(minutes=30)`; what is due by then is done."""
        self.clock.forward(timedelta(**much))
        for job in ("listen", "read", "choose", "nudge"):
            await self.bot.timetable.tick(job)
        await self.settled()

    async def hears(self, title: str, words: str) -> None:
        """The source tells of something the room follows."""
        link = f"https://news.example/{title.lower().replace(' ', '-')}"
        item = f"<title>{title}</title><link>{link}</link><guid>{link}</guid><description>{words}</description>"
        self.feeds.serve(FEED, Answer(rss(item)))
        await self.later(minutes=20)


@contextmanager
def locked(town: PlatformTown) -> Iterator[sqlite3.Connection]:
    """Somebody else holds the store's file, and nothing can be written."""
    other = sqlite3.connect(town.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def rows(town: PlatformTown, asked: str, *values: str) -> list[tuple[Any, ...]]:
    """What the store answers."""
    with closing(sqlite3.connect(town.file)) as store:
        return store.execute(asked, values).fetchall()


def answers(town: PlatformTown) -> list[tuple[str, str]]:
    """Whose answer of which kind stands, in the platform's ids."""
    asked = "SELECT external_id, kind FROM answers JOIN people ON people.id = person_id WHERE NOT taken_back"
    return sorted(rows(town, asked))
