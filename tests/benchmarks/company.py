"""The store of a company whose people answer cards, whatever they speak through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.addresses import Address, Message
from bot.chat.cards import Button, Card
from bot.chat.events import Action, Profile
from bot.domain.items import AnswerKind, Life
from bot.ports import Transaction
from tests.store import making

SHOWN = 5
"""So many have answered each card already: from here on its count is shown, and each answer more redraws it."""

PRESSED = "I"
"""What stands on the button of each card."""


@dataclass(frozen=True, slots=True)
class Stands:
    """A room of the company, and the message in it that asks."""

    room: Address
    name: str
    message: str


def fill(tx: Transaction, people: Iterable[Address], places: Sequence[Stands], *, now: datetime) -> list[Card]:
    """All of them are members, and each message asks something, which some have answered; the cards that ask."""
    [source_id] = making.source(tx, "ledger")
    some = places[0].room
    earlier = [_member(tx, Address(some.platform, some.workspace, f"EARLIER{number}"), now) for number in range(SHOWN)]
    for one in people:
        _member(tx, one, now)
    cards = []
    for place in places:
        room = tx.rooms.joined(place.room, place.name, at=now, topics=())
        item = making.item(tx, place.name, at=now)
        making.heard(tx, item.id, source_id, at=now)
        card = making.card(tx, room.id, item.id, life=Life.ASKING, at=now)
        tx.rooms.sent(card.id, Message(place.room, place.message), at=now)
        for person_id in earlier:
            tx.answers.put(person_id, item.id, AnswerKind.WOULD_SHARE, at=now)
        button = Button(Action.WOULD_SHARE, PRESSED, card.id)
        cards.append(Card("Worth sharing?", "Two maintainers look back.", buttons=(button,)))
    return cards


def _member(tx: Transaction, address: Address, now: datetime) -> str:
    met = tx.people.meet(address, now=now, zone="Europe/Berlin", language="en")
    tx.people.join(met.id, at=now, text="2026-11")
    tx.people.know(address, Profile("Ana", "Europe/Berlin", "en"))
    return met.id
