"""Lanes: which replica sees to which room or private conversation, and when something may leave there.

A lane is taken with a lease and a fence. The lease is on the database's clock, since those of replicas differ; whoever
lets go, or writes down what became of a message, has to hold the fence it took the lane with (facts: delivery 3).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
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
from sqlalchemy.sql.dml import ReturningUpdate

from bot.chat.outbox import Method
from bot.domain.pacing import Window, pace
from bot.ports import Lane, Limits
from store import rows
from store.gates import Gate, Gates
from store.hashing import keyed_hash
from store.kinds import EPOCH, MICROSECOND, Utc
from store.rows import State
from store.sql import all_as_one, clock_for, each_said, greater, insert_for
from store.statements import Statement
from store.waiting import method_in_lane, next_in_lane

_l = rows.lanes
_o = rows.outbox

PLACED_AT_ONCE = 100
"""Few, since whoever waits for a claim that places them waits for all of them."""
ENDS = type_coerce(_l.c.lease_until, BigInteger)

# Each is put together once: to do that costs more than to execute it.
_NOW = bindparam("now", type_=Utc)
_THIS = and_(_l.c.key == bindparam("this"), _l.c.fence == bindparam("held"))
_STOPS = Statement(select(rows.programme.c.id).with_for_update(read=True))
_NEW = Statement(
    select(_l.c.key)
    .where(_l.c.team == "", _l.c.next_at <= _NOW)
    .limit(PLACED_AT_ONCE)
    .with_for_update(skip_locked=True)
)
_PLACE = update(_l).where(_l.c.key.in_(bindparam("keys", expanding=True))).values(team=bindparam("theirs"))
_WHEREABOUTS = union_all(
    *(
        select(one.c.id, one.c.platform, one.c.workspace).where(one.c.id.in_(bindparam("keys", expanding=True)))
        for one in (rows.people, rows.rooms)
    )
)
_FENCES = (
    select(_l.c.key, _l.c.fence)
    .where(_l.c.key.in_(bindparam("keys", expanding=True)))
    .order_by(_l.c.key)
    .with_for_update()
)
_PACED = select(_l.c.key, _l.c.paced_until).where(_l.c.key.in_(bindparam("keys", expanding=True)))
_NEXT = select(_l.c.key, _l.c.fence, _l.c.next_at).where(
    _l.c.key.in_(bindparam("keys", expanding=True)), _l.c.next_at.is_not(None)
)
_rest = update(_l).where(_THIS).values(lease_until=EPOCH, next_at=bindparam("until", type_=Utc))
_REST = Statement(_rest)
_REST_PACED = Statement(_rest.values(paced_until=bindparam("paced", type_=Utc)))


def _next(paced_until: ColumnElement[Any]) -> dict[str, ColumnElement[Any]]:
    """When the next of what waits is due, and how it leaves, from what stands in the outbox by now."""
    soonest = next_in_lane()
    at = case((soonest.is_(None), None), else_=greater(soonest, paced_until))
    return {"next_at": type_coerce(at, Utc()), "method": func.coalesce(method_in_lane(), _l.c.method)}


_GO_ON = Statement(update(_l).where(_THIS).values(lease_until=EPOCH, **_next(_l.c.paced_until)))
_GO_ON_PACED = Statement(
    update(_l)
    .where(_THIS)
    .values(
        lease_until=EPOCH,
        paced_until=bindparam("paced", type_=Utc),
        **_next(bindparam("paced", type_=Utc)),
    )
)


@Statement
def _due(dialect: str) -> Select[Any]:
    """The keys of lanes in which something may leave."""
    here = and_(_l.c.team == bindparam("team"), _l.c.method == bindparam("way"))
    due = and_(here, _l.c.next_at <= _NOW, clock_for(dialect) >= ENDS)
    first = select(_l.c.key).where(due).order_by(_l.c.next_at, _l.c.key).limit(bindparam("limit"))
    return first.with_for_update(skip_locked=True)


@cache
def _lease(dialect: str) -> ReturningUpdate[Any]:
    """Make these lanes ours."""
    until = type_coerce(clock_for(dialect) + bindparam("lease", type_=BigInteger), Utc())
    ours = update(_l).where(_l.c.key.in_(bindparam("keys", expanding=True)))
    return ours.values(lease_until=until, fence=_l.c.fence + 1).returning(_l.c.key, _l.c.fence)


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
        self._ahead = timedelta(0)

    def take(
        self,
        *,
        now: datetime,
        limit: int,
        lease: timedelta,
        limits: Mapping[str, Limits],
        ahead: timedelta = timedelta(0),
    ) -> list[Lane]:
        self._limits, self._ahead = limits, ahead
        # Who stops everything waits for this claim to end, and the next one sees it (a shared lock; SQLite has none).
        _STOPS.run(self._c)
        self._place(now)
        taken: list[Lane] = []
        gates = self._gates.open(limits, now=now, ahead=ahead)
        for place, gate in enumerate(gates):
            share = -(-(limit - len(taken)) // (len(gates) - place))  # nobody's messages wait for another workspace's
            count = share if gate.free is None else min(share, gate.free)
            if count > 0:
                taken += self._take(gate, now=now, limit=count, lease=lease)
        return taken

    def passes(self, lane: Lane, method: Method, *, now: datetime) -> datetime:
        return self._gates.passes(lane, method, self._limits.get(lane.platform, Limits()), now=now, ahead=self._ahead)

    def is_ours(self, lane: Lane) -> bool:
        return lane in self.ours([lane])

    def ours(self, lanes: Collection[Lane]) -> frozenset[Lane]:
        fences = {row.key: row.fence for row in self._c.execute(_FENCES, {"keys": [lane.key for lane in lanes]})}
        return frozenset(lane for lane in lanes if fences.get(lane.key) == lane.fence)

    def let_go(
        self, lanes: Collection[Lane], *, now: datetime, until: datetime | None = None, sent: Sequence[Window] = ()
    ) -> datetime | None:
        if not lanes:
            return None
        each = [{"this": lane.key, "held": lane.fence} for lane in lanes]
        if sent:
            paced = self._paced([lane.key for lane in lanes], sent, now)
            each = [{**one, "paced": paced[lane.key]} for one, lane in zip(each, lanes, strict=True)]
        if until is not None:
            rest = _REST_PACED if sent else _REST
            rest.run_each(self._c, [{**one, "until": until} for one in each])
            return until
        (_GO_ON_PACED if sent else _GO_ON).run_each(self._c, each)
        fences = {lane.key: lane.fence for lane in lanes}
        waiting = self._c.execute(_NEXT, {"keys": list(fences)})
        return min((row.next_at for row in waiting if row.fence == fences[row.key]), default=None)

    def _look(self, which: ColumnElement[bool]) -> None:
        """When the next of what waits is due, from what stands in the outbox by now."""
        self._c.execute(update(_l).where(which).values(_next(_l.c.paced_until)))

    def free(self) -> None:
        self._c.execute(update(_l).values(lease_until=EPOCH))

    def expect(self) -> None:
        waits = exists().where(_o.c.lane == _l.c.key, _o.c.state == State.WAITING)
        in_the_air = exists().where(_o.c.lane == _l.c.key, _o.c.state == State.LEAVING)
        self._look(and_(waits, ~in_the_air))
        self._noted()

    def shut(self, lane: Lane, method: Method, *, until: datetime) -> None:
        self._gates.shut(lane, method, until=until)

    def look_again_at(self, *, now: datetime, left: datetime) -> datetime | None:
        return self._gates.look_again_at(self._limits, now=now, ahead=self._ahead, left=left)

    def answered(self, platform: str, *, known: bool, now: datetime) -> datetime | None:
        return self._gates.answered(platform, known=known, now=now)

    # ── Taking ──

    def _take(self, gate: Gate, *, now: datetime, limit: int, lease: timedelta) -> list[Lane]:
        due = _due.run(self._c, {"team": gate.team, "way": gate.method, "now": now, "limit": limit})
        keys = due.scalars()
        if not keys:
            return []
        leased = self._c.execute(_lease(self._c.dialect.name), {"keys": keys, "lease": lease // MICROSECOND})
        fences = {row.key: row.fence for row in leased}
        return [Lane(key, gate.team, gate.platform, fences[key]) for key in keys]

    def _paced(self, keys: Sequence[str], windows: Sequence[Window], now: datetime) -> dict[str, datetime]:
        by = pace(windows)
        before = {row.key: row.paced_until for row in self._c.execute(_PACED, {"keys": keys})}
        return {key: by.after(1, opens_at=before.get(key, EPOCH), now=now) for key in keys}

    def _place(self, now: datetime) -> None:
        """Lanes that are new learn whose limits hold for them: only now, since most are made many at once."""
        keys = _NEW.run(self._c, {"now": now}).scalars()
        if not keys:
            return
        places = {row.id: (row.platform, row.workspace) for row in self._c.execute(_WHEREABOUTS, {"keys": keys})}
        by_place: dict[tuple[str, str], list[str]] = {}
        for key in keys:
            by_place.setdefault(places.get(key, ("", "")), []).append(key)
        for (platform, workspace), theirs in by_place.items():
            team = keyed_hash(self._key, f"team:{platform}:{workspace}")
            self._gates.add(team, platform)
            self._c.execute(_PLACE, {"keys": theirs, "theirs": team})


def wait_in(connection: Connection, lane: str, method: Method, not_before: datetime) -> None:
    """Something waits in this lane from then on."""
    _wait.run(connection, {"key": lane, "method": method, "next_at": not_before})


@Statement
def _wait(dialect: str) -> Insert:
    return _expected(insert_for(dialect, _l).values(_new(dialect)))


def wait_in_each(connection: Connection, lanes: Select[Any], method: Method, not_before: datetime) -> None:
    """The same in many lanes at once: their keys are the one column of this question."""
    at = literal(not_before, Utc())
    connection.execute(_waiting_in(connection.dialect.name, lanes, literal(method, _l.c.method.type), at))


def wait_in_these(connection: Connection, lanes: Collection[str], method: Method, not_before: datetime) -> None:
    """The same in lanes with these keys."""
    keys = all_as_one(connection.dialect.name, lanes)
    _wait_in_these.run(connection, {"lanes": keys, "by": method, "from": not_before})


@Statement
def _wait_in_these(dialect: str) -> Insert:
    method, at = bindparam("by", type_=_l.c.method.type), bindparam("from", type_=Utc())
    return _waiting_in(dialect, each_said(dialect, "lanes"), method, at)


def _waiting_in(dialect: str, lanes: Select[Any], method: ColumnElement[Any], at: ColumnElement[Any]) -> Insert:
    fresh = {"method": method, "next_at": at, **_new(dialect)}
    keys = lanes.distinct().subquery()
    values = [
        value if isinstance(value, ColumnElement) else literal(value, _l.c[name].type) for name, value in fresh.items()
    ]
    # SQLite takes the ON of "on conflict" for a join's where a question has no "where".
    asked = select(keys.c[0], *values).where(keys.c[0].is_not(None))
    return _expected(insert_for(dialect, _l).from_select(["key", *fresh], asked))


def _new(dialect: str) -> dict[str, Any]:
    """A lane nobody has seen to. Its fence begins with the time: were one made anew, no claim of old would fit it."""
    return {"team": "", "paced_until": EPOCH, "lease_until": EPOCH, "fence": clock_for(dialect)}


def _expected(put: Insert) -> Insert:
    """It waits, unless something else waits there sooner."""
    at = greater(put.excluded.next_at, _l.c.paced_until)
    sooner = or_(_l.c.next_at.is_(None), at < _l.c.next_at)
    expected = {
        "next_at": case((sooner, at), else_=_l.c.next_at),
        "method": case((sooner, put.excluded.method), else_=_l.c.method),
    }
    return put.on_conflict_do_update(index_elements=[_l.c.key], set_=expected)
