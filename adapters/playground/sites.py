"""The made-up sites of the playground's world: what stands in their YAML files, checked and typed."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlencode

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

Dialect = Literal["rss", "atom", "json"]
_FEED_PATHS: dict[Dialect, str] = {"rss": "/feed.xml", "atom": "/feed.xml", "json": "/feed.json"}
_FEED_TYPES: dict[Dialect, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
_OFFSET = re.compile(r"([+-])(?:(\d+)h)?(?:(\d+)m)?")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]”))\s+")


def _offset(text: object) -> timedelta:
    """Read `-3h`, `+21h` or `+46h30m`: how long before or after the playground's start."""
    found = _OFFSET.fullmatch(str(text))
    if found is None or found[2] is found[3] is None:
        raise ValueError("expected a sign, hours and minutes, such as -3h or +21h30m")
    span = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return -span if found[1] == "-" else span


class Entry(BaseModel):
    """One piece of made-up news; it exists once the clock has reached `start + at`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Annotated[timedelta, BeforeValidator(_offset)]
    title: str
    title_html: str = ""
    summary: str
    more: str = ""
    slug: str = ""
    link: Literal["plain", "tracked", "relative"] = "plain"
    without: frozenset[Literal["date", "guid"]] = frozenset()

    @property
    def path(self) -> str:
        """Where its article stands on its site."""
        if self.slug:
            return f"/{self.slug}"
        plain = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode().lower()
        return "/" + re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")

    @property
    def paragraphs(self) -> list[str]:
        """The article: the summary's first sentence as its lead, the rest of it, and what more there is."""
        more = (" ".join(block.split()) for block in self.more.split("\n\n"))
        return [*_SENTENCE_END.split(self.summary, maxsplit=1), *filter(None, more)]


class Site(BaseModel):
    """A site with one feed in one dialect; its entries stand newest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    about: str
    format: Dialect
    hue: int
    entries: tuple[Entry, ...]

    @model_validator(mode="after")
    def _every_entry_has_its_own_path(self) -> "Site":
        taken = {"/", "/site.css", self.feed_path}
        for entry in self.entries:
            if entry.path in taken:
                raise ValueError(f"{entry.title!r}: its path {entry.path} is taken, give it a slug of its own")
            taken.add(entry.path)
        return self

    @property
    def host(self) -> str:
        """Its name, which means this machine wherever it is asked for (RFC 6761, section 6.3)."""
        return f"{self.id}.localhost"

    @property
    def feed_path(self) -> str:
        """Where its feed stands."""
        return _FEED_PATHS[self.format]

    @property
    def feed_type(self) -> str:
        """What its feed calls itself."""
        return _FEED_TYPES[self.format]


@dataclass(frozen=True, slots=True)
class Edition:
    """A site as it stands at one moment: only what has happened by then."""

    site: Site
    entries: tuple[Entry, ...]
    start: datetime
    port: int

    @property
    def home(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{self.site.host}:{self.port}"

    @property
    def touched(self) -> datetime:
        """When something was last added."""
        return self.when(self.entries[0]) if self.entries else self.start

    def when(self, entry: Entry) -> datetime:
        """When an entry came out, in UTC."""
        return (self.start + entry.at).astimezone(UTC)

    def link(self, entry: Entry) -> str:
        """The entry's address the way its feed spells it: some sites add tracking, one forgets its own name."""
        if entry.link == "relative":
            return entry.path
        tracking = {"utm_source": self.site.id, "utm_medium": "feed", "utm_campaign": "readers"}
        return self.home + entry.path + (f"?{urlencode(tracking)}" if entry.link == "tracked" else "")

    def guid(self, entry: Entry) -> str:
        """A name that stays (RFC 4151)."""
        return f"tag:{self.site.host},2026:{entry.path[1:]}"


def read_site(file: Path) -> Site:
    """Read one site; pydantic.ValidationError, a ValueError, says which entry is wrong and how."""
    # BaseLoader: every value is text, so that no word turns into a number or a truth; pydantic types what needs it.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    fields = yaml.load(file.read_text(encoding="utf-8"), loader)  # noqa: S506  (a base loader builds text only)
    site = Site.model_validate({"id": file.stem, **fields})
    return site.model_copy(update={"entries": tuple(sorted(site.entries, key=lambda entry: entry.at, reverse=True))})
