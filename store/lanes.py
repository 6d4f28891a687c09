"""Lanes: which replica sees to which room or private conversation, and when something may leave there.

A lane is taken with a lease and a fence. The lease is on the database's clock, since those of replicas differ; whoever
lets go, or writes down what became of a message, has to hold the fence it took the lane with (facts: delivery 3).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.dialects.sqlite import Insert

from bot.chat.outbox import Method
from bot.domain.pacing import Window, pace
from bot.ports import Lane, Limits
from store import rows
from store.asking import made_once
from store.gates import Gate, Gates
from store.hashing import keyed_hash
from store.kinds import EPOCH, MICROSECOND, Utc
from store.rows import State
from store.sql import clock, greater, insert
from store.waiting import method_in_lane, next_in_lane

_l = rows.lanes
_o = rows.outbox

PLACED_AT_ONCE = 500
ENDS = type_coerce(_l.c.lease_until, BigInteger)


class Lanes:
    """Leases with a fence; implements `bot.ports.Lanes`. One lives as long as its transaction.

    `put` is called when something may leave that could not before.
    """

    def __init__(self, connection: Connection, *, key: bytes, put: Callable[[], None]) -> None:
        self._c = connection
        self._key = key
        self._noted = put
        self._gates = Gates(connection)
        self._limits: Mapping[str, Limits] = {}

    def take(self, *, now: datetime, limit: int, lease: timedelta, limits: Mapping[str, Limits]) -> list[Lane]:
        self._limits = limits
        # Who stops everything waits for this claim to end, and the next one sees it (a shared lock; SQLite has none).
        self._c.execute(select(rows.programme.c.id).with_for_update(read=True))
        self._place(now)
        taken: list[Lane] = []
        gates = self._gates.open(limits, now=now)
        for place, gate in enumerate(gates):
            share = -(-(limit - len(taken)) // (len(gates) - place))  # nobody's messages wait for another workspace's
            count = share if gate.free is None else min(share, gate.free)
            if count > 0:
                taken += self._take(gate, now=now, limit=count, lease=lease)
        return taken

    def passes(self, lane: Lane, method: Method, *, now: datetime) -> datetime | None:
        return self._gates.passes(lane, method, self._limits.get(lane.platform, Limits()), now=now)

    def is_ours(self, lane: Lane) -> bool:
        ours = select(_l.c.key).where(_l.c.key == lane.key, _l.c.fence == lane.fence).with_for_update()
        return self._c.execute(ours).first() is not None

    def let_go(
        self, lanes: Collection[Lane], *, now: datetime, until: datetime | None = None, sent: Sequence[Window] = ()
    ) -> None:
        if not lanes:
            return
        ours = or_(*(and_(_l.c.key == one.key, _l.c.fence == one.fence) for one in lanes))
        values: dict[str, Any] = {"lease_until": EPOCH}
        if sent:
            values["paced_until"] = self._paced(next(iter(lanes)), sent, now)
        if until is not None:
            values["next_at"] = until
        self._c.execute(update(_l).where(ours).values(values))
        if until is None:
            self._look(ours)

    def _look(self, which: ColumnElement[bool]) -> None:
        """When the next of what waits is due, from what stands in the outbox by now."""
        soonest = next_in_lane()
        at = case((soonest.is_(None), None), else_=greater(soonest, _l.c.paced_until))
        method = func.coalesce(method_in_lane(), _l.c.method)
        self._c.execute(update(_l).where(which).values(next_at=type_coerce(at, Utc()), method=method))

    def free(self) -> None:
        self._c.execute(update(_l).values(lease_until=EPOCH))

    def expect(self) -> None:
        waits = exists().where(_o.c.lane == _l.c.key, _o.c.state == State.WAITING)
        in_the_air = exists().where(_o.c.lane == _l.c.key, _o.c.state == State.LEAVING)
        self._look(and_(waits, ~in_the_air))
        self._noted()

    def shut(self, lane: Lane, method: Method, *, until: datetime) -> None:
        self._gates.shut(lane, method, until=until)

    def answered(self, platform: str, *, known: bool, now: datetime) -> datetime | None:
        return self._gates.answered(platform, known=known, now=now)

    def paused(self, *, now: datetime) -> dict[str, datetime]:
        return self._gates.paused(now=now)

    # ── Taking ──

    def _take(self, gate: Gate, *, now: datetime, limit: int, lease: timedelta) -> list[Lane]:
        free = and_(_l.c.team == gate.team, _l.c.method == gate.method, _l.c.next_at <= now, clock(self._c) >= ENDS)
        first = select(_l.c.key).where(free).order_by(_l.c.next_at, _l.c.key).limit(limit)
        keys = list(self._c.execute(first.with_for_update(skip_locked=True)).scalars())
        if not keys:
            return []
        until = type_coerce(clock(self._c) + lease // MICROSECOND, Utc())
        ours = update(_l).where(_l.c.key.in_(keys)).values(lease_until=until, fence=_l.c.fence + 1)
        fences = {row.key: row.fence for row in self._c.execute(ours.returning(_l.c.key, _l.c.fence))}
        return [Lane(key, gate.team, gate.platform, fences[key]) for key in keys]

    def _paced(self, lane: Lane, windows: Sequence[Window], now: datetime) -> datetime:
        before = self._c.execute(select(_l.c.paced_until).where(_l.c.key == lane.key)).scalar() or EPOCH
        return pace(windows).after(1, opens_at=before, now=now)

    def _place(self, now: datetime) -> None:
        """Lanes that are new learn whose limits hold for them: only now, since most are made many at once."""
        new = select(_l.c.key).where(_l.c.team == "", _l.c.next_at <= now).limit(PLACED_AT_ONCE)
        keys = list(self._c.execute(new.with_for_update(skip_locked=True)).scalars())
        if not keys:
            return
        places = {row.id: (row.platform, row.workspace) for row in self._c.execute(_whereabouts(keys))}
        by_place: dict[tuple[str, str], list[str]] = {}
        for key in keys:
            by_place.setdefault(places.get(key, ("", "")), []).append(key)
        for (platform, workspace), theirs in by_place.items():
            team = keyed_hash(self._key, f"team:{platform}:{workspace}")
            self._gates.add(team, platform)
            self._c.execute(update(_l).where(_l.c.key.in_(theirs)).values(team=team))


def _whereabouts(keys: Collection[str]) -> Any:
    of = [
        select(one.c.id, one.c.platform, one.c.workspace).where(one.c.id.in_(keys)) for one in (rows.people, rows.rooms)
    ]
    return union_all(*of)


def wait_in(connection: Connection, lane: str, method: Method, not_before: datetime) -> None:
    """Something waits in this lane from then on."""
    connection.execute(made_once(connection, _wait), {"key": lane, "method": method, "next_at": not_before})


def _wait(connection: Connection) -> Insert:
    return _expected(insert(connection, _l).values(_new(connection)))


def wait_in_each(connection: Connection, lanes: Select[Any], method: Method, not_before: datetime) -> None:
    """The same in many lanes at once: their keys are the one column of this question."""
    fresh = {"method": method, "next_at": not_before, **_new(connection)}
    keys = lanes.distinct().subquery()
    values = [
        value if isinstance(value, ColumnElement) else literal(value, _l.c[name].type) for name, value in fresh.items()
    ]
    # SQLite takes the ON of "on conflict" for a join's where a question has no "where".
    asked = select(keys.c[0], *values).where(keys.c[0].is_not(None))
    connection.execute(_expected(insert(connection, _l).from_select(["key", *fresh], asked)))


def _new(connection: Connection) -> dict[str, Any]:
    """A lane nobody has seen to. Its fence begins with the time: were one made anew, no claim of old would fit it."""
    return {"team": "", "paced_until": EPOCH, "lease_until": EPOCH, "fence": clock(connection)}


def _expected(put: Insert) -> Insert:
    """It waits, unless something else waits there sooner."""
    at = greater(put.excluded.next_at, _l.c.paced_until)
    sooner = or_(_l.c.next_at.is_(None), at < _l.c.next_at)
    expected = {
        "next_at": case((sooner, at), else_=_l.c.next_at),
        "method": case((sooner, put.excluded.method), else_=_l.c.method),
    }
    return put.on_conflict_do_update(index_elements=[_l.c.key], set_=expected)
