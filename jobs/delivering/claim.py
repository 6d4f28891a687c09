"""The claim: what waits is checked at the door and marked as leaving, in one transaction, before a byte leaves."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.chat.here import Here
from bot.chat.outbox import METHODS, Outgoing, Purpose
from bot.chat.outgoing import Drop, Edit, NotNow, Refresh, Send, Verdict, verdict
from bot.domain.rhythm import next_interval
from bot.ports import Lane, Limits
from jobs.nudge import nudge_mark

log = structlog.get_logger()

MOST_ATTEMPTS = 8

REPEATABLE = frozenset({Purpose.CARD_EDIT, Purpose.DRAFT_EDIT, Purpose.PAGE})
"""Edits and pages are states: to draw them twice does no harm."""

DOES_NOT_ADD_UP = (LookupError, ValueError, TypeError, AttributeError, AssertionError)
"""What making a message can end in: one that does not add up must not keep all others from leaving."""

AHEAD = timedelta(milliseconds=200)
"""So long before its turn a message may be claimed: whoever claims it just then is late, and that time is lost."""

A_MOMENT = timedelta(milliseconds=100)
"""Until then somebody who is just doing something will have done it."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A message marked as leaving, and what is to be done with it. `key` is opaque: it goes to the platform.

    `taken`: when its lane was taken, in seconds of this machine's monotonic clock: no lease begins later than that.
    `turn`: when its turn comes, on the same clock; not before then the first byte leaves.
    """

    lane: Lane
    outgoing: Outgoing
    what: Send | Edit | Refresh
    key: str
    taken: float
    turn: float


@dataclass(frozen=True, slots=True)
class Lost:
    """A message that left a quiet time ago and was never heard of since."""

    lane: Lane
    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one look at the outbox found: what leaves now, what is lost, what was given up.

    `again_at`: when there may be more, as far as is known.
    """

    leaving: list[Leaving]
    lost: list[Lost]
    died: int
    again_at: datetime | None


def claim(here: Here, *, limit: int, lease: timedelta, quiet_time: timedelta, limits: Mapping[str, Limits]) -> Claimed:
    """At most `limit` messages that leave now, and those that are to be looked up. Lanes of both stay taken.

    `limits`: how much each platform takes, by its name.
    """
    taken = time.monotonic()
    lanes = here.tx.lanes.take(now=here.now, limit=limit, lease=lease, limits=limits, ahead=AHEAD)
    claiming = _Claiming(here, lanes, quiet_time, taken)
    for lane in lanes:
        claiming.see_to(lane)
    here.tx.lanes.let_go(claiming.free, now=here.now)
    # Where nothing was taken, what waits now is in other hands: it is looked at again, but not at once.
    left = here.now if lanes else here.now + A_MOMENT
    again_at = here.tx.lanes.look_again_at(now=here.now, left=left)
    return Claimed(claiming.leaving, claiming.lost, claiming.died, again_at)


def rests_until(attempted_at: datetime, quiet_time: timedelta) -> datetime:
    """When a message of unknown fate may be looked up: once the quiet time is over, and not a moment before."""
    return attempted_at + quiet_time + timedelta.resolution


class _Claiming:
    """One claim: every lane it took ends as leaving, lost, or free again."""

    def __init__(self, here: Here, lanes: Sequence[Lane], quiet_time: timedelta, taken: float) -> None:
        self._here = here
        self._quiet_time = quiet_time
        self._taken = taken
        keys, outbox = [lane.key for lane in lanes], here.tx.outbox
        many = len(keys)
        self._in_the_air = {one.lane: one for one in outbox.in_the_air(limit=many, lanes=keys)} if keys else {}
        self._due = {one.lane: one for one in outbox.due(now=here.now, limit=many, lanes=keys)} if keys else {}
        # Whoever is just doing something may be saying no: what they do comes first, and nobody waits for anybody.
        private = [one.person_id for one in self._due.values() if one.person_id]
        self._held = here.tx.people.hold(private) if private else frozenset()
        self.leaving: list[Leaving] = []
        self.lost: list[Lost] = []
        self.died = 0
        self.free: list[Lane] = []

    def see_to(self, lane: Lane) -> None:
        """What is in the air there, or what is due."""
        here = self._here
        lost, due = self._in_the_air.get(lane.key), self._due.get(lane.key)
        if lost is not None:
            self._lost(lane, lost)
        elif due is None:
            self.free.append(lane)
        elif due.person_id and due.person_id not in self._held:
            here.tx.lanes.let_go([lane], now=here.now, until=here.now + A_MOMENT)
        else:
            self._leave(lane, due)

    def _lost(self, lane: Lane, outgoing: Outgoing) -> None:
        here = self._here
        over = rests_until(outgoing.attempted_at or outgoing.put_at, self._quiet_time)
        if here.now < over:
            here.tx.lanes.let_go([lane], now=here.now, until=over)
        elif outgoing.purpose in REPEATABLE:
            here.tx.outbox.later(outgoing.id, until=here.now, tried=True)
            self.free.append(lane)
        else:
            self.lost.append(Lost(lane, outgoing))

    def _leave(self, lane: Lane, outgoing: Outgoing) -> None:
        here = self._here
        what = self._at_the_door(outgoing)
        if what is None:
            self.free.append(lane)
            return
        opens_at = here.tx.lanes.passes(lane, METHODS[outgoing.purpose], now=here.now)
        if opens_at > here.now + AHEAD:
            here.tx.lanes.let_go([lane], now=here.now, until=opens_at)
            return
        if outgoing.purpose is Purpose.NUDGE and not _once(outgoing, here):
            here.tx.outbox.dropped(outgoing.id, "it was sent to them before", at=here.now)
            self.free.append(lane)
            return
        if not here.tx.outbox.leaving(outgoing.id, at=here.now):
            self.free.append(lane)  # withdrawn this very moment
            return
        key = here.tx.outbox.keyed_hash(outgoing.key)
        turn = self._taken + (opens_at - here.now).total_seconds()
        self.leaving.append(Leaving(lane, outgoing, what, key, self._taken, turn))

    def _at_the_door(self, outgoing: Outgoing) -> Send | Edit | Refresh | None:
        if outgoing.attempts >= MOST_ATTEMPTS:
            self._given_up(outgoing, "tried too often")
            return None
        try:
            what = verdict(outgoing, self._here)
        except DOES_NOT_ADD_UP as error:
            log.error("message_not_made", purpose=outgoing.purpose, error=type(error).__name__)
            self._given_up(outgoing, "it could not be made")
            return None
        return _judged(outgoing, what, self._here)

    def _given_up(self, outgoing: Outgoing, why: str) -> None:
        self._here.tx.outbox.dead(outgoing.id, why, at=self._here.now)
        self.died += 1


def _judged(outgoing: Outgoing, what: Verdict, here: Here) -> Send | Edit | Refresh | None:
    match what:
        case Drop(why=why):
            here.tx.outbox.dropped(outgoing.id, why, at=here.now)
        case NotNow(until=until):
            here.tx.outbox.later(outgoing.id, until=until, tried=False)
        case _:
            return what
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
