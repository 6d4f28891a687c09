"""Items: what may be worth sharing, and the two lives of the card that shows one in a room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.chat.addresses import Message


class ItemKind(StrEnum):
    """Where an item comes from: heard outside, from the company, or told by a colleague."""

    FIND = "find"
    COMPANY = "company"
    STORY = "story"


class AnswerKind(StrEnum):
    """What a person did with a card. `would_share` and `scroll_past` exclude each other; the others stand alone."""

    WORTH_IT = "worth_it"
    WOULD_SHARE = "would_share"
    SCROLL_PAST = "scroll_past"
    SAVE = "save"
    DRAFT = "draft"
    WELL_DONE = "well_done"
    LESS = "less"
    NOT_FOR_US = "not_for_us"


EXCLUDES = {AnswerKind.WOULD_SHARE: AnswerKind.SCROLL_PAST, AnswerKind.SCROLL_PAST: AnswerKind.WOULD_SHARE}
COUNTED = (AnswerKind.WORTH_IT, AnswerKind.WOULD_SHARE, AnswerKind.SCROLL_PAST, AnswerKind.WELL_DONE)
SHOWN_FROM = 5


class Life(StrEnum):
    """The life of a card: heard (shown, no ask), asking ("worth sharing?"), over (expired or withdrawn)."""

    HEARD = "heard"
    ASKING = "asking"
    OVER = "over"


class Ending(StrEnum):
    """Why a card's life is over."""

    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Because:
    """A topic that an item belongs to, and the words that matched."""

    topic_id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be worth sharing. `heard_in` names the sources, in the order they told it.

    `corrected`: a steward corrected its words, and no feed changes them any more.
    """

    id: str
    kind: ItemKind
    url: str
    title: str
    text: str
    at: datetime
    picture: str | None = None
    heard_in: tuple[str, ...] = ()
    internal: bool = False
    not_before: datetime | None = None
    withdrawn: bool = False
    corrected: bool = False

    def may_be_shared(self, now: datetime) -> bool:
        """Whether sharing may be offered at all: not internal, not under embargo, not withdrawn."""
        return _may_be_shared(self, now)


@dataclass(frozen=True, slots=True)
class Offer:
    """A card as an answer finds it: no more of it, and of its item, than says which answers it takes."""

    card_id: str
    item_id: str
    life: Life
    kind: ItemKind
    internal: bool
    withdrawn: bool
    not_before: datetime | None

    def takes(self, answer: AnswerKind, now: datetime) -> bool:
        """Whether it asks for such an answer: sharing only where it asks, and no story has a "scroll past"."""
        if self.life is Life.OVER or (answer is AnswerKind.SCROLL_PAST and self.kind is ItemKind.STORY):
            return False
        if answer in (AnswerKind.WOULD_SHARE, AnswerKind.SCROLL_PAST, AnswerKind.DRAFT):
            return self.life is Life.ASKING and _may_be_shared(self, now)
        return answer is not AnswerKind.WORTH_IT or _may_be_shared(self, now)


def _may_be_shared(item: Item | Offer, now: datetime) -> bool:
    return not (item.internal or item.withdrawn or (item.not_before is not None and now < item.not_before))


@dataclass(frozen=True, slots=True)
class RoomCard:
    """An item in a room. `message`: where it stands, once sent. `brought_by`: names their bringers allowed to show."""

    id: str
    room_id: str
    item_id: str
    life: Life
    because: tuple[Because, ...] = ()
    brought: bool = False
    brought_by: tuple[str, ...] = ()
    message: Message | None = None
    posted_at: datetime | None = None
    expires_at: datetime | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class CardNow:
    """A card as it is just now. `stands`: it does, or may; `drawn`: it will be drawn anew, whatever happens."""

    id: str
    room_id: str
    life: Life
    stands: bool
    drawn: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a person had answered to an item, and what they have answered now."""

    was: frozenset[AnswerKind]
    now: frozenset[AnswerKind]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people answered an item, by kind, over all rooms. Shown from five on."""

    counts: dict[AnswerKind, int] = field(default_factory=dict)

    def shown(self) -> dict[AnswerKind, int]:
        """The counts that may be seen: each kind from five people on (DESIGN section 5)."""
        return {kind: self.counts[kind] for kind in COUNTED if self.counts.get(kind, 0) >= SHOWN_FROM}

    def before(self, change: "Change") -> "Tally":
        """What was counted before one person's answers changed."""
        counts = dict(self.counts)
        for kind in change.now - change.was:
            counts[kind] = counts.get(kind, 0) - 1
        for kind in change.was - change.now:
            counts[kind] = counts.get(kind, 0) + 1
        return Tally(counts)

    def asks(self, ask_from: int) -> bool:
        """Whether enough colleagues said "worth sharing" for the card to ask (app.yaml: `cards.ask_from`)."""
        return self.counts.get(AnswerKind.WORTH_IT, 0) >= ask_from


@dataclass(frozen=True, slots=True)
class ToldAbout:
    """An item as a source told it: its title, and the ids of the topics it belongs to."""

    title: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found among items that were looked through, the newest first.

    `rest`: where older ones are left, the id of the last one looked through, and when it was told.
    """

    items: Sequence[Item]
    rest: tuple[str, datetime] | None = None


class FindState(StrEnum):
    """What became of a link a colleague brought."""

    WAITING = "waiting"
    STANDS = "stands"
    NO_ROOM = "no_room"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Find:
    """A link a colleague brought. `room_id`: where it was said, None from a private message."""

    id: str
    person_id: str | None
    url: str
    why: str
    named: bool
    state: FindState
    room_id: str | None = None
    item_id: str | None = None
    trouble: str | None = None
