"""Outcomes: what a platform said of a message, or what became of one it said nothing of, is kept."""

import random
from datetime import timedelta
from typing import assert_never

from bot.chat.addresses import Address, Message
from bot.chat.here import Here
from bot.chat.outbox import PRIVATE, Outgoing, Purpose
from bot.chat.outgoing import arrived_meanwhile
from bot.handlers import sharing
from bot.ports import (
    CannotTell,
    Delivered,
    Fate,
    Found,
    Later,
    NotThere,
    Sent,
    Transaction,
    Undeliverable,
    Unknown,
)
from jobs.delivering.claim import REPEATABLE

NOBODY_CAN_TELL = "nobody can tell whether it arrived"


def settle(outgoing: Outgoing, outcome: Delivered, here: Here) -> None:
    """What the platform said when it was asked."""
    outbox = here.tx.outbox
    match outcome:
        case Sent(message=message):
            _sent(outgoing, message, here)
        case Later(seconds=seconds):
            wait = timedelta(seconds=seconds * random.uniform(1, 1.2))  # noqa: S311 - spreads, guards nothing
            outbox.later(outgoing.id, until=here.now + wait, tried=False)
        case Undeliverable(why=why):
            outbox.dead(outgoing.id, why, at=here.now)
        case Unknown() if outgoing.purpose in REPEATABLE:
            outbox.later(outgoing.id, until=here.now + _backoff(outgoing.attempts), tried=True)
        case Unknown():
            pass  # it stays in the air until the quiet time is over, and is looked up then
        case _:
            assert_never(outcome)


def fated(outgoing: Outgoing, fate: Fate, here: Here) -> None:
    """What became of a message of unknown fate. It is never blindly sent again (facts: delivery 3)."""
    outbox = here.tx.outbox
    match fate:
        case Found(message=message):
            _sent(outgoing, message, here)
        case _ if _was_pressed(outgoing, here):
            outbox.sent(outgoing.id, at=here.now)
        case NotThere():
            outbox.later(outgoing.id, until=here.now, tried=True)  # it goes through the door again
        case CannotTell() if outgoing.purpose in PRIVATE:
            outbox.dropped(outgoing.id, NOBODY_CAN_TELL, at=here.now)
        case CannotTell():
            outbox.parked(outgoing.id, NOBODY_CAN_TELL, at=here.now)
        case _:
            assert_never(fate)


def address(outgoing: Outgoing, tx: Transaction) -> Address | None:
    """Where it was to go; None where nobody is there any more."""
    if outgoing.person_id is not None:
        person = tx.people.get(outgoing.person_id)
        return person.address if person else None
    room = tx.rooms.get(outgoing.lane)
    return room.address if room else None


def _sent(outgoing: Outgoing, message: Message, here: Here) -> None:
    here.tx.outbox.sent(outgoing.id, at=here.now)
    match outgoing.purpose:
        case Purpose.CARD:
            here.tx.rooms.sent(outgoing.about, message, at=here.now)
            card = here.tx.rooms.card(outgoing.about)
            if card is not None:
                sharing.apply_set_aside(card, here)
        case Purpose.DRAFT:
            here.tx.drafts.sent(outgoing.about, message)


def _was_pressed(outgoing: Outgoing, here: Here) -> bool:
    """Whether somebody pressed this very card meanwhile: it is there, whatever its platform says."""
    card = here.tx.rooms.card(outgoing.about) if outgoing.purpose is Purpose.CARD else None
    return card is not None and arrived_meanwhile(card, outgoing)


def _backoff(attempts: int) -> timedelta:
    """Full jitter, up to five minutes (facts: delivery 3)."""
    return timedelta(seconds=random.uniform(0, min(300, 2 ** (attempts + 1))))  # noqa: S311 - spreads, guards nothing
