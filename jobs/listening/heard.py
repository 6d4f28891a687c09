"""What listening brings home: feeds with their entries, pages, and why something could not be read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.health import Trouble


@dataclass(frozen=True, slots=True)
class Document:
    """What a server sent, as a reader needs it: lower-case media type and charset as it claims them."""

    body: bytes
    url: str
    media_type: str = ""
    charset: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a feed says, as plain text.

    `key` is the entry's identity within its feed. `url` is absolute, not yet cleaned of tracking. `published` is None
    where the feed gives no believable date. `also` is where it is being discussed. `digest` changes when title, link
    or text does.
    """

    key: str
    url: str
    title: str
    text: str
    published: datetime | None
    picture: str | None
    also: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands: its entries newest first, those without a date last. `notes` say what was odd about it."""

    title: str
    entries: tuple[Entry, ...]
    ttl: timedelta | None
    language: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, as plain text; `title` is empty where it says nothing. `feeds` are those it names."""

    title: str
    text: str
    picture: str | None
    url: str
    published: datetime | None
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names. `kind`: the media type it is announced with, empty for a link that looks like one."""

    url: str
    title: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Instead:
    """A page that stands where a feed was expected: its title, and the feeds it names that tell what it tells."""

    title: str
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Nothing could be read: what the trouble is, and words for the log. `page`: what stands there instead."""

    trouble: Trouble
    detail: str
    page: Instead | None = None
