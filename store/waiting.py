"""Which of the messages that wait may leave: said once, for whoever asks what is due and for whoever asks when."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, func, or_, select

from bot.chat.outbox import HELD, METHODS, Method
from store import rows
from store.rows import State

_o = rows.outbox
_air = rows.outbox.alias("air")
_l = rows.lanes

LIMITED = "its platform asked us to wait"
"""Why a message waits that its platform sent back, or lost. Its whole lane waits with it: nothing overtakes it."""

lane_is_free = ~exists().where(_air.c.lane == _o.c.lane, _air.c.state == State.LEAVING)
"""Nothing of this message's lane is in the air."""


def may_leave(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether this message may leave now, as far as the outbox knows; the door is asked afterwards."""
    waits = and_(_o.c.state == State.WAITING, _o.c.not_before <= now, ~is_stopped())
    return and_(waits, lane_is_free, ~_is_limited(now))


def is_stopped() -> ColumnElement[bool]:
    """Whether this is among what waits while a steward has stopped everything."""
    stopped = exists().where(rows.programme.c.stopped_at.is_not(None))
    # Not "in": a statement with a list in it cannot be executed for many lanes at once.
    return and_(or_(*(_o.c.purpose == one for one in sorted(HELD))), stopped)


def next_in_lane() -> ScalarSelect[Any]:
    """When something of a lane may leave: the first of what waits there, but nothing overtakes what was sent back."""
    sent_back = func.max(case((_o.c.why == LIMITED, _o.c.not_before)))
    return _of_lane(func.coalesce(sent_back, func.min(_o.c.not_before)))


def method_in_lane() -> ScalarSelect[Any]:
    """How the first of what waits in a lane leaves."""
    apart = {purpose: method for purpose, method in METHODS.items() if method is not Method.SEND}
    return _of_lane(
        case(*((_o.c.purpose == one, str(method)) for one, method in apart.items()), else_=str(Method.SEND)), first=True
    )


def _of_lane(what: ColumnElement[Any], *, first: bool = False) -> ScalarSelect[Any]:
    asked = select(what).where(_o.c.lane == _l.c.key, _o.c.state == State.WAITING, ~is_stopped()).correlate(_l)
    return (asked.order_by(_o.c.not_before, _o.c.id).limit(1) if first else asked).scalar_subquery()


def _is_limited(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether a platform asked to be left alone in this lane until later than now."""
    back = and_(_air.c.state == State.WAITING, _air.c.why == LIMITED, _air.c.not_before > now)
    return exists().where(_air.c.lane == _o.c.lane, back)
