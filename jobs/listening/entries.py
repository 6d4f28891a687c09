"""Entries out of what a feed says: who is who, which are kept, and in which order."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from jobs.listening.clean import LONGEST_HEADLINE, LONGEST_TEXT, LONGEST_TITLE, cut, host, tidy
from jobs.listening.heard import Entry

KEPT = 500
LONGEST_KEY = 300

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """An entry as the feed says it: texts plain but uncut, addresses absolute, `guid` as it stands."""

    guid: str
    url: str
    title: str
    text: str
    published: datetime | None
    picture: str | None
    also: str | None


def newest(dated: Iterable[tuple[datetime | None, T]], most: int = KEPT) -> list[tuple[datetime | None, T]]:
    """The newest first, those without a date last, otherwise in the order of the document."""
    longest_ago = datetime.min.replace(tzinfo=UTC)
    return sorted(dated, key=lambda pair: pair[0] or longest_ago, reverse=True)[:most]


def identified(said: Sequence[Said]) -> tuple[Entry, ...]:
    """Entries with the identities they will be known by: guid, guid and link where it is used twice, or link."""
    uses = Counter(one.guid for one in said if one.guid)
    by_key: dict[str, Entry] = {}
    for one in said:
        entry = _entry(one, shared=uses[one.guid] > 1)
        by_key.setdefault(entry.key, entry)
    return tuple(by_key.values())


def _entry(one: Said, *, shared: bool) -> Entry:
    title = cut(one.title, LONGEST_TITLE) or cut(one.text, LONGEST_HEADLINE) or host(one.url)
    text = cut(one.text, LONGEST_TEXT)
    guid = tidy(one.guid)
    key = f"{guid} {one.url}" if guid and shared else guid or one.url
    return Entry(
        key=key if len(key) <= LONGEST_KEY else f"sha256:{_digest(key)}",
        url=one.url,
        title=title,
        text=text,
        published=one.published,
        picture=one.picture,
        also=one.also,
        digest=_digest("\n".join((title, one.url, text))),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
