"""The claim: what waits is checked at the door and marked as leaving, in one transaction, before a byte leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.chat.here import Here
from bot.chat.outbox import Outgoing, Purpose
from bot.chat.outgoing import Drop, Edit, NotNow, Refresh, Send, Verdict, verdict
from bot.domain.rhythm import next_interval
from jobs.nudge import nudge_mark

log = structlog.get_logger()

MOST_ATTEMPTS = 8

REPEATABLE = frozenset({Purpose.CARD_EDIT, Purpose.DRAFT_EDIT, Purpose.PAGE})
"""Edits and pages are states: to draw them twice does no harm."""

DOES_NOT_ADD_UP = (LookupError, ValueError, TypeError, AttributeError, AssertionError)
"""What making a message can end in: one that does not add up must not keep all others from leaving."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A message marked as leaving, and what is to be done with it. `key` is opaque: it goes to the platform."""

    outgoing: Outgoing
    what: Send | Edit | Refresh
    key: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one look at the outbox found: what leaves now, what is lost, and whether more may be due."""

    leaving: list[Leaving]
    lost: list[Outgoing]
    more: bool


def claim(
    here: Here, *, limit: int, quiet_time: timedelta, at_hand: frozenset[int], looked: Mapping[int, datetime]
) -> Claimed:
    """At most `limit` messages that leave now. `at_hand`: ids being seen to; `looked`: when each was last looked up."""
    lost = _lost(here, here.now - quiet_time, limit, at_hand, looked)
    due = here.tx.outbox.due(now=here.now, limit=limit)
    leaving = [one for one in (_through_the_door(outgoing, here) for outgoing in due) if one is not None]
    return Claimed(leaving, lost, bool(due))


def _lost(
    here: Here, before: datetime, limit: int, at_hand: frozenset[int], looked: Mapping[int, datetime]
) -> list[Outgoing]:
    """What left a quiet time ago and was never heard of since; states among it simply wait again."""
    found = here.tx.outbox.in_the_air(before=before, limit=limit + len(at_hand) + len(looked))
    lost = [one for one in found if one.id not in at_hand and not (one.id in looked and looked[one.id] >= before)]
    for one in lost:
        if one.purpose in REPEATABLE:
            here.tx.outbox.later(one.id, until=here.now, tried=True)
    return [one for one in lost if one.purpose not in REPEATABLE][:limit]


def _through_the_door(outgoing: Outgoing, here: Here) -> Leaving | None:
    if outgoing.attempts >= MOST_ATTEMPTS:
        here.tx.outbox.dead(outgoing.id, "tried too often", at=here.now)
        return None
    try:
        what = verdict(outgoing, here)
    except DOES_NOT_ADD_UP as error:
        log.error("message_not_made", purpose=outgoing.purpose, error=type(error).__name__)
        here.tx.outbox.dead(outgoing.id, "it could not be made", at=here.now)
        return None
    return _judged(outgoing, what, here)


def _judged(outgoing: Outgoing, what: Verdict, here: Here) -> Leaving | None:
    outbox = here.tx.outbox
    match what:
        case Drop(why=why):
            outbox.dropped(outgoing.id, why, at=here.now)
        case NotNow(until=until):
            outbox.later(outgoing.id, until=until, tried=False)
        case _ if outgoing.purpose is Purpose.NUDGE and not _once(outgoing, here):
            outbox.dropped(outgoing.id, "it was sent to them before", at=here.now)
        case _:
            outbox.leaving(outgoing.id, at=here.now)
            return Leaving(outgoing, what, outbox.keyed_hash(outgoing.key))
    return None


def _once(outgoing: Outgoing, here: Here) -> bool:
    """Keep for ever that this item was a nudge for this person; their interval grows until they press something."""
    person = here.known(outgoing.person_id or "")
    card = here.tx.rooms.card(outgoing.about)
    item = here.tx.items.get(card.item_id) if card else None
    if item is None:
        return False
    if outgoing.attempted_at is not None:  # this very nudge, which did not arrive: the interval begins anew with it
        here.tx.people.nudged(person.id, at=here.now, every=person.nudge_every)
        return True
    if not here.tx.outbox.once(nudge_mark(person, item, here), at=here.now):
        return False
    every = next_interval(person.nudge_every, answered=False, base=person.nudge_every)
    here.tx.people.nudged(person.id, at=here.now, every=every)
    return True
