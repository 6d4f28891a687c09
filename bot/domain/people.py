"""People: who joined, what they chose, and what they wish to be left alone with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat.addresses import Address
from bot.domain.networks import Network

JOINING_TEXT = "2026-11"
"""The version of the joining page a member agreed to; a new text gets a new version."""


class Nudges(StrEnum):
    """How often a person wants to be nudged. Off until they ask."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


NUDGE_BASE: Mapping[Nudges, timedelta] = {Nudges.DAILY: timedelta(days=1), Nudges.WEEKLY: timedelta(days=7)}


class Private(StrEnum):
    """The kinds of private message. Each can be switched off by itself; nudges have a setting of their own."""

    NUDGE = "nudge"
    DRAFT = "draft"
    REMINDER = "reminder"
    FIND_NEWS = "find_news"
    NAMING = "naming"
    ANSWER = "answer"


class Weekday(StrEnum):
    """A day of the week, in the order of `datetime.weekday`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """Monday is 0."""
        return list(Weekday).index(self)


class Boundary(StrEnum):
    """What a person does not want to be part of, or asked about. Kept from everyone, obeyed everywhere."""

    NO_PHOTOS = "no_photos"
    NO_FAMILY = "no_family"
    NO_FAITH = "no_faith"
    NO_POLITICS = "no_politics"


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone on a platform whom we heard from. A member joined by their own press.

    `apart`: they keep work and social apart, a complete answer that is never asked about again.
    `nudge_every` is their own interval, lengthened by each nudge that nobody answered. `language` is that of their
    profile, or the company's where it says none; `chosen_language` is the one they chose by hand, if they did.
    """

    id: str
    address: Address
    name: str
    zone: str
    language: str
    chosen_language: str | None = None
    joined_at: datetime | None = None
    paused_until: datetime | None = None
    nudges: Nudges = Nudges.OFF
    nudge_every: timedelta = timedelta(days=7)
    nudged_at: datetime | None = None
    apart: bool = False
    networks: frozenset[Network] = frozenset()
    switched_off: frozenset[Private] = frozenset()
    gone: bool = False
    never_days: frozenset[Weekday] = frozenset()
    boundaries: frozenset[Boundary] = frozenset()

    @property
    def spoken(self) -> str:
        """The language the bot speaks with them: what they chose by hand, and else what their profile says."""
        return self.chosen_language or self.language

    @property
    def member(self) -> bool:
        """Whether they joined, by their own press, and are still here."""
        return self.joined_at is not None and not self.gone

    def paused(self, now: datetime) -> bool:
        """Whether they asked for silence until later than now."""
        return self.paused_until is not None and now < self.paused_until

    def may_be_named_with(self, picture: str) -> bool:
        """Whether they may be asked to be named beside this picture (its address, or nothing)."""
        return not picture or Boundary.NO_PHOTOS not in self.boundaries

    def may_hear(self, kind: Private, *, asked: bool, now: datetime) -> bool:
        """Whether a private message of this kind may leave for this person right now (DESIGN section 1.1).

        `asked`: it is the answer to something this person just did. Only such answers reach a paused person.
        """
        if not self.member or kind in self.switched_off:
            return False
        if kind is Private.NUDGE and self.nudges is Nudges.OFF:
            return False
        return asked or not self.paused(now)


@dataclass(frozen=True, slots=True)
class Room:
    """A room the bot was invited to, last at `joined_at`. `paused_until`: people asked for quiet there.

    `private`: only those in it are to know of it, or nobody said yet that all may.
    """

    id: str
    address: Address
    name: str
    key: str | None = None
    here: bool = True
    joined_at: datetime | None = None
    paused_until: datetime | None = None
    topics: frozenset[str] = field(default_factory=frozenset)
    private: bool = False
