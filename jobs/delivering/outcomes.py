"""Outcomes: what a platform said of a message, or what became of one it said nothing of, is kept."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from bot.chat.addresses import Address, Message
from bot.chat.here import Here
from bot.chat.outbox import METHODS, PRIVATE, Method, Outgoing, Purpose
from bot.chat.outgoing import arrived_meanwhile
from bot.handlers import sharing
from bot.ports import (
    CannotTell,
    Delivered,
    Fate,
    Found,
    Lane,
    Later,
    Limits,
    NotThere,
    Sent,
    Transaction,
    Undeliverable,
    Unknown,
)
from jobs.delivering.claim import REPEATABLE, Leaving, Lost, rests_until

NOBODY_CAN_TELL = "nobody can tell whether it arrived"


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from an outcome that was kept. `again_at`: when the next message may leave in that lane.

    `overtaken`: the lane was somebody else's meanwhile. `paused_until`: its platform is left alone from now until then.
    """

    again_at: datetime | None = None
    overtaken: bool = False
    paused_until: datetime | None = None


def settle(leaving: Leaving, outcome: Delivered, here: Here, *, quiet_time: timedelta, limits: Limits) -> Settled:
    """What the platform, which has these limits, said when it was asked.

    Whoever lost its lane meanwhile changes nothing any more, except that a message that is there is there.
    """
    outgoing, lane, lanes = leaving.outgoing, leaving.lane, here.tx.lanes
    ours = lanes.is_ours(lane)
    if isinstance(outcome, Sent):
        _sent(outgoing, outcome.message, here)
    elif not ours:
        return Settled(overtaken=True)
    until = _settle(outgoing, lane, outcome, here, quiet_time)
    windows = limits.room if METHODS[outgoing.purpose] is Method.SEND else ()
    again_at = lanes.let_go([lane], now=here.now, until=until, sent=windows)
    paused_until = None
    if lane.platform:
        paused_until = lanes.answered(lane.platform, known=not isinstance(outcome, Unknown), now=here.now)
    return Settled(again_at, paused_until=paused_until)


def _settle(outgoing: Outgoing, lane: Lane, outcome: Delivered, here: Here, quiet_time: timedelta) -> datetime | None:
    """Keep the outcome; returns until when the lane rests, where not just until its next message."""
    outbox = here.tx.outbox
    match outcome:
        case Sent():
            pass
        case Later(seconds=seconds, everywhere=everywhere):
            until = here.now + timedelta(seconds=seconds * random.uniform(1, 1.2))  # noqa: S311 - spreads, guards nothing
            outbox.later(outgoing.id, until=until, tried=False)
            if everywhere:
                here.tx.lanes.shut(lane, METHODS[outgoing.purpose], until=until)
        case Undeliverable(why=why):
            outbox.dead(outgoing.id, why, at=here.now)
        case Unknown() if outgoing.purpose in REPEATABLE:
            outbox.later(outgoing.id, until=here.now + _backoff(outgoing.attempts), tried=True)
        case Unknown():  # it stays in the air until the quiet time is over, and is looked up then
            return rests_until(here.now, quiet_time)
        case _:
            assert_never(outcome)
    return None


def fated(lost: Lost, fate: Fate | None, here: Here, *, again: timedelta) -> datetime | None:
    """What became of a message of unknown fate; None: it could not be asked, and is `again`.

    Returns when the next message may leave in that lane. It is never blindly sent again (facts: delivery 3).
    """
    outgoing, lane = lost.outgoing, lost.lane
    ours = here.tx.lanes.is_ours(lane)
    if fate is None:
        return here.tx.lanes.let_go([lane], now=here.now, until=here.now + again)
    if ours or isinstance(fate, Found):
        _fated(outgoing, fate, here)
    return here.tx.lanes.let_go([lane], now=here.now)


def _fated(outgoing: Outgoing, fate: Fate, here: Here) -> None:
    outbox = here.tx.outbox
    match fate:
        case Found(message=message):
            _sent(outgoing, message, here)
        case _ if _was_pressed(outgoing, here):
            outbox.sent(outgoing.id, at=here.now)
        case NotThere():
            # It goes through the door again, and keeps its place even where another replica's clock is behind ours.
            outbox.later(outgoing.id, until=here.now, tried=True, first=True)
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
