"""Sources: the feeds we listen to, what we remember of the last time we asked, and how they are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import links
from bot.domain.health import Moves, Trouble
from bot.domain.plain import one_line

EVERY = timedelta(hours=1)
"""How often a source is asked at most that nobody gave a rhythm, as in app.yaml."""

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Source:
    """A feed. `read_at` is None until it was read for the first time: what stands in it then is known, not news.

    `address` is the one it was given with, `url` where it is by now. `etag`, `modified` and `digest` are what its
    server said, and the SHA-256 of its body, when we last asked; `heard_at` is when it last answered in order. `made`:
    a steward added it in chat. `named`: app.yaml names it, or a steward added it and did not remove it since.
    """

    id: str
    key: str
    name: str
    url: str
    every: timedelta
    company: bool = False
    about: tuple[str, ...] = ()
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    read_at: datetime | None = None
    heard_at: datetime | None = None
    next_at: datetime | None = None
    errors: int = 0
    trouble: Trouble | None = None
    moves: Moves = field(default_factory=Moves)
    paused: bool = False
    address: str = ""
    made: bool = False
    named: bool = True

    @property
    def nameless(self) -> bool:
        """Whether nobody gave it a name: it is called after its host until it is heard."""
        return self.made and self.name == provisional_name(self.address)


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source to be added: its address as it was given, and its name, which may be a provisional one."""

    name: str
    url: str


def new_source(name: str, url: str) -> NewSource:
    """A source to be added at an address that `links.clean` accepts, named after its host where no name is given."""
    return NewSource(name[:LONGEST_NAME].strip() or provisional_name(url), url)


def provisional_name(url: str) -> str:
    """What a source is called that nobody named: the host of its address."""
    try:
        return links.host(url)[:LONGEST_NAME]
    except links.NotALink:
        return url[:LONGEST_NAME]


def typed_address(text: str) -> str:
    """The web address in what somebody typed: as they typed it, since a feed may want every letter of it.

    `blog.example.org` is one, and so is `feed://…` as old readers copy it. Raises `links.NotALink`.
    """
    text = _FEED.sub("", one_line(text)).partition("#")[0]
    if text.startswith("//") or _BARE.match(text):
        text = f"https://{text.removeprefix('//')}"
    links.clean(text)
    return text


_FEED = re.compile(r"\Afeed:(?=//|https?://)", re.I)
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*(?::\d{1,5})?(?:[/?]|\Z)")


class Deed(StrEnum):
    """What a steward can do with a source."""

    PAUSE = "pause"
    GO_ON = "go_on"
    REMOVE = "remove"
    TRY = "try"


class Condition(StrEnum):
    """How a source is, in the order in which a steward wants to hear of it."""

    TROUBLED = "troubled"
    GONE = "gone"
    SAME = "same"
    WAITS = "waits"
    PAUSED = "paused"
    HEARD = "heard"


ENDS = {Trouble.GONE: Condition.GONE, Trouble.SAME_FEED: Condition.SAME}
"""Troubles that pause a source by themselves."""


def condition(source: Source) -> Condition:
    """How a source is. A pause that is not one of our own was a steward's."""
    if source.paused:
        return ENDS.get(source.trouble, Condition.PAUSED) if source.trouble else Condition.PAUSED
    if source.trouble is not None:
        return Condition.TROUBLED
    return Condition.WAITS if source.heard_at is None else Condition.HEARD


def in_need_first(sources: Iterable[Source]) -> list[Source]:
    """Those in trouble first, then those that wait, are paused, and are well; each by name."""
    order = list(Condition)
    return sorted(sources, key=lambda one: (order.index(condition(one)), one.name.casefold(), one.id))


def by_address(sources: Iterable[Source]) -> Mapping[str, Source]:
    """The sources that are listened to, under each address they have or were given (as `same_place` spells it)."""
    found: dict[str, Source] = {}
    for one in sources:
        if one.named:
            for url in (one.url, one.address):
                found.setdefault(same_place(url), one)
    return found


def same_place(url: str) -> str:
    """What two addresses of one feed have in common; only ever compared. Text that is no link stays as it is."""
    try:
        return links.key(url)
    except links.NotALink:
        return url
