"""Outcomes: what a platform said of a message, or what became of one it said nothing of, is kept."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from bot.chat.addresses import Address, Message
from bot.chat.here import Here
from bot.chat.outbox import METHODS, PRIVATE, Method, Outgoing, Purpose
from bot.chat.outgoing import Send, arrived_meanwhile
from bot.domain.pacing import Window
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
class Done:
    """What its platform said of a message that left."""

    leaving: Leaving
    outcome: Delivered


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from outcomes that were kept. `again_at`: when the next message may leave in one of those lanes.

    `overtaken`: why messages left whose lane was somebody else's meanwhile. `paused`: platforms that are left alone
    from now until then.
    """

    again_at: datetime | None
    overtaken: Sequence[Purpose]
    paused: Mapping[str, datetime]


def settle(done: Sequence[Done], here: Here, *, quiet_time: timedelta, limits: Mapping[str, Limits]) -> Settled:
    """What platforms, which have these limits, said when they were asked; each message in a lane of its own.

    Whoever lost its lane meanwhile changes nothing any more, except that a message that is there is there.
    """
    lanes = here.tx.lanes
    ours = lanes.ours([one.leaving.lane for one in done])
    true = [one for one in done if one.leaving.lane in ours or isinstance(one.outcome, Sent)]
    _all_sent([(one.leaving.outgoing, one.outcome.message) for one in true if isinstance(one.outcome, Sent)], here)
    _reached(true, here)
    alike: dict[tuple[datetime | None, Sequence[Window]], list[Lane]] = {}
    for one in true:
        lane, method = one.leaving.lane, METHODS[one.leaving.outgoing.purpose]
        until = _settle(one.leaving.outgoing, lane, one.outcome, here, quiet_time)
        room = limits.get(lane.platform, Limits()).room if method is Method.SEND else ()
        alike.setdefault((until, tuple(room)), []).append(lane)
    free = [lanes.let_go(those, now=here.now, until=until, sent=room) for (until, room), those in alike.items()]
    again_at = min((at for at in free if at is not None), default=None)
    overtaken = [one.leaving.outgoing.purpose for one in done if one not in true]
    return Settled(again_at, overtaken, _heed(true, here))


def _heed(done: Sequence[Done], here: Here) -> dict[str, datetime]:
    """Platforms that said nothing, time after time, are left alone for a while; returns those, and until when."""
    paused: dict[str, datetime] = {}
    answers = [(one.leaving.lane.platform, not isinstance(one.outcome, Unknown)) for one in done]
    for (platform, known), before in zip(answers, [None, *answers], strict=False):
        if not platform or (known and before == (platform, known)):
            continue  # a second answer in a row changes nothing
        until = here.tx.lanes.answered(platform, known=known, now=here.now)
        if until is not None:
            paused[platform] = until
    return paused


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
            _all_sent([(outgoing, message)], here)
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


def _all_sent(there: Sequence[tuple[Outgoing, Message]], here: Here) -> None:
    if there:
        here.tx.outbox.sent(*(outgoing.id for outgoing, _ in there), at=here.now)
    for outgoing, message in there:
        match outgoing.purpose:
            case Purpose.CARD:
                here.tx.rooms.sent(outgoing.about, message, at=here.now)
                card = here.tx.rooms.card(outgoing.about)
                if card is not None:
                    sharing.apply_set_aside(card, here)
            case Purpose.DRAFT:
                here.tx.drafts.sent(outgoing.about, message)


def _reached(done: Sequence[Done], here: Here) -> None:
    """The way to somebody, where it was found only now, is noted: their next message needs not look for it."""
    for one in done:
        match one.leaving.what, one.outcome:
            case Send(to=to), Sent(message=message) if message.where.route not in ("", to.route):
                if one.leaving.outgoing.person_id is not None:
                    here.tx.people.reached(to, message.where.route)


def _was_pressed(outgoing: Outgoing, here: Here) -> bool:
    """Whether somebody pressed this very card meanwhile: it is there, whatever its platform says."""
    card = here.tx.rooms.card(outgoing.about) if outgoing.purpose is Purpose.CARD else None
    return card is not None and arrived_meanwhile(card, outgoing)


def _backoff(attempts: int) -> timedelta:
    """Full jitter, up to five minutes (facts: delivery 3)."""
    return timedelta(seconds=random.uniform(0, min(300, 2 ** (attempts + 1))))  # noqa: S311 - spreads, guards nothing
