"""From a page to its feed: a steward gave the address of a page, and the page names its feeds."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.health import Trouble
from jobs.listening.fetch import FEEDS, Failed, Fetched, Fetcher
from jobs.listening.heard import Feed, Instead, Unreadable
from jobs.listening.named import TRIED
from jobs.listening.parse import Parser


@dataclass(frozen=True, slots=True)
class Followed:
    """The feed of a page: the address the page names, what was fetched there, and what it says."""

    url: str
    fetched: Fetched
    feed: Feed


async def follow(page: Instead, *, fetcher: Fetcher, parser: Parser, now: datetime) -> Followed | Failed | Unreadable:
    """The best feed of a page that can be read, of the first few; else why the very best cannot.

    A page where a feed was announced is not followed any further. Every address passes the guard like any other.
    """
    why: Failed | Unreadable | None = None
    for link in page.feeds[:TRIED]:
        answer = await fetcher.get(link.url, accept=FEEDS)
        read = await parser.feed(answer, now=now) if isinstance(answer, Fetched) else answer
        if isinstance(answer, Fetched) and isinstance(read, Feed):
            return Followed(link.url, answer, read)
        if why is None and isinstance(read, Failed | Unreadable):
            why = read
    return why or Unreadable(Trouble.NOT_A_FEED, "a page that names no feed")
