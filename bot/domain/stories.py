"""Stories: what a colleague tells about their own work or life. They belong to their author."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NAMING_WAIT = timedelta(days=7)
"""A member named in a story who does not answer stays unnamed after this long (DESIGN section 6)."""

QUICKEST_ANSWER, SLOWEST_ANSWER = timedelta(minutes=10), timedelta(hours=6)
"""How long people think before they say whether they may be named; most of those who answer do so on the same day."""


def thinking_time(chance: int) -> timedelta:
    """A time between the quickest and the slowest answer, to the second; `chance` is any number."""
    span = int((SLOWEST_ANSWER - QUICKEST_ANSWER).total_seconds())
    return QUICKEST_ANSWER + timedelta(seconds=chance % span)


class StoryKind(StrEnum):
    """What a story is about."""

    MILESTONE = "milestone"
    LESSON = "lesson"
    AWARD = "award"
    TEAM_MOMENT = "team_moment"
    CUSTOMER_MOMENT = "customer_moment"
    DATA_POINT = "data_point"
    OTHER = "other"


class Signed(StrEnum):
    """Under what name a story is told."""

    NAMED = "named"
    TEAM = "team"
    UNNAMED = "unnamed"


class StoryState(StrEnum):
    """First the author's own draft; told when they say so; withdrawn at any time."""

    DRAFT = "draft"
    WAITING = "waiting"
    TOLD = "told"
    WITHDRAWN = "withdrawn"


class Naming(StrEnum):
    """What a colleague named in a story said."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    NOT_A_MEMBER = "not_a_member"


@dataclass(frozen=True, slots=True)
class Named:
    """A colleague named in a story: by name, and by our id where they are a member."""

    id: str
    person_id: str | None
    name: str
    answer: Naming
    asked_at: datetime | None = None

    def settled(self, now: datetime) -> bool:
        """Whether nothing is to be waited for: an answer, no one to ask, or seven days of silence."""
        return self.answer is not Naming.ASKED or (self.asked_at is not None and now >= self.asked_at + NAMING_WAIT)


@dataclass(frozen=True, slots=True)
class Story:
    """A story. `room_id` is the room its author began it in, or chose to tell it in."""

    id: str
    author_id: str
    title: str
    text: str
    kind: StoryKind
    signed: Signed
    state: StoryState
    team: str = ""
    link: str = ""
    picture: str = ""
    room_id: str | None = None
    item_id: str | None = None
    about_item: str | None = None
    named: tuple[Named, ...] = ()

    def settled(self, now: datetime) -> bool:
        """Whether everyone named has answered, or needs not be waited for any longer."""
        return all(one.settled(now) for one in self.named)

    def may_name(self) -> tuple[str, ...]:
        """The names that may stand with the story: only of those who said yes."""
        return tuple(one.name for one in self.named if one.answer is Naming.YES)

    def must_not_name(self) -> tuple[str, ...]:
        """The names that must not stand in the story's words: whoever did not say yes, for whatever reason."""
        return tuple(one.name for one in self.named if one.answer is not Naming.YES)
