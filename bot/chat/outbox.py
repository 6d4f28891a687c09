"""What waits to leave: a purpose and ids, never words. The card is built when it is claimed (bot/chat/outgoing.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from pydantic import TypeAdapter

from bot.chat.cards import Card
from bot.domain.people import Private


class Purpose(StrEnum):
    """Why a message leaves."""

    CARD = "card"
    CARD_EDIT = "card_edit"
    NOTICE = "notice"
    NUDGE = "nudge"
    DRAFT = "draft"
    DRAFT_EDIT = "draft_edit"
    DRAFT_INVITE = "draft_invite"
    REMINDER = "reminder"
    FIND_NEWS = "find_news"
    STORY_NEWS = "story_news"
    NAMING = "naming"
    ANSWER = "answer"
    PAGE = "page"


class Method(StrEnum):
    """How a message leaves. Platforms limit each way apart."""

    SEND = "send"
    EDIT = "edit"
    PAGE = "page"


METHODS: Mapping[Purpose, Method] = {
    purpose: {Purpose.CARD_EDIT: Method.EDIT, Purpose.DRAFT_EDIT: Method.EDIT, Purpose.PAGE: Method.PAGE}.get(
        purpose, Method.SEND
    )
    for purpose in Purpose
}
"""How a message of each purpose leaves."""


PRIVATE: Mapping[Purpose, Private] = {
    Purpose.NUDGE: Private.NUDGE,
    Purpose.DRAFT: Private.DRAFT,
    Purpose.DRAFT_EDIT: Private.DRAFT,
    Purpose.DRAFT_INVITE: Private.DRAFT,
    Purpose.REMINDER: Private.REMINDER,
    Purpose.FIND_NEWS: Private.FIND_NEWS,
    Purpose.STORY_NEWS: Private.NAMING,
    Purpose.NAMING: Private.NAMING,
    Purpose.ANSWER: Private.ANSWER,
}
"""The kind of private message a purpose is, and so the switch that turns it off. What is not here is not private."""


HELD = frozenset({Purpose.CARD, Purpose.NUDGE, Purpose.REMINDER, Purpose.STORY_NEWS, Purpose.NAMING})
"""What waits while everything is stopped: all but answers to what people just did, and edits that keep cards true."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message waiting to leave. `about`: the id of a card, draft, find, story or notice; `person_id`: whom it is for.

    `body` is empty but for an answer that could not be given on the spot: what was asked cannot be asked twice.
    """

    id: int
    key: str
    purpose: Purpose
    lane: str
    about: str
    person_id: str | None
    body: str
    attempts: int
    put_at: datetime
    attempted_at: datetime | None


@cache
def _cards() -> TypeAdapter[Card]:
    """How a card is read and written. To find that out takes longer than all the rest of a message's way."""
    return TypeAdapter(Card)


def pack(card: Card) -> str:
    """A card as text, for the one kind of message that is kept in words (an answer given later)."""
    return _cards().dump_json(card).decode()


def unpack(text: str) -> Card:
    """The card that was packed."""
    return _cards().validate_json(text)
