"""How the store stands, for whoever runs it: numbers that name nobody, and whether it can be written at all."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, update

from bot.ports.standing import Backlog
from store import migrate, rows
from store.migrate import Shape
from store.rows import State
from store.waiting import LIMITED, is_stopped

_o = rows.outbox
_p = rows.platforms
_other = rows.outbox.alias("other")
NOT_LEFT = (State.WAITING, State.LEAVING, State.PARKED, State.DEAD)
"""What is counted: all but the many that left, or that nobody wants any more."""


class Standing:
    """Questions of an operator; implements `bot.ports.Standing`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def backlog(self, *, now: datetime) -> Backlog:
        counted = select(_o.c.state, func.count()).where(_o.c.state.in_(NOT_LEFT)).group_by(_o.c.state)
        found = {row[0]: row[1] for row in self._c.execute(counted)}
        due = and_(_o.c.state == State.WAITING, _o.c.not_before <= now, ~is_stopped())
        return Backlog(
            states={state.value: found.get(state, 0) for state in NOT_LEFT},
            oldest=self._since(due, now),
            behind=self._since(and_(due, ~_is_held_up(now)), now),
            paused=frozenset(self._c.execute(select(_p.c.name).where(_p.c.paused_until > now)).scalars()),
        )

    def _since(self, which: ColumnElement[bool], now: datetime) -> timedelta:
        """For how long the first of these has been due. One look at an index finds it, however many wait."""
        first = self._c.execute(select(_o.c.not_before).where(which).order_by(_o.c.not_before).limit(1)).scalar()
        return max(timedelta(), now - first) if first is not None else timedelta()

    def try_writing(self) -> None:
        u = rows.upkeep  # a row that nothing else writes, so that nobody waits for this
        self._c.execute(update(u).values(understood_from=u.c.understood_from))

    def is_understood(self) -> bool:
        return migrate.shape(self._c) in (Shape.CURRENT, Shape.NEWER)


def _is_held_up(now: datetime) -> ColumnElement[bool]:
    """Whether another message of its lane is in the air, or its platform asked the lane to wait."""
    waits = and_(_other.c.state == State.WAITING, _other.c.why == LIMITED, _other.c.not_before > now)
    return exists().where(_other.c.lane == _o.c.lane, (_other.c.state == State.LEAVING) | waits)
