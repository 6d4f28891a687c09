"""Gates: how fast messages leave for each workspace, shared by all replicas; and platforms that do not answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    func,
    select,
    type_coerce,
    update,
)

from bot.chat.outbox import Method
from bot.domain.pacing import Pace, pace
from bot.ports import Lane, Limits
from store import rows
from store.kinds import EPOCH, Utc
from store.sql import clock_for, insert
from store.statements import Statement

_g = rows.gates
_l = rows.lanes
_p = rows.platforms

TOGETHER = ""
"""The gate that all ways to leave pass, whatever their own."""

IN_A_ROW = 3
"""So many messages of unknown fate in a row, and a platform is left alone."""
PAUSE = timedelta(seconds=60)
PROBE = timedelta(seconds=15)
"""After a pause one message goes ahead of all others; so long they wait for what becomes of it."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate with something waiting before it. `free`: how many may pass now; None where there is no limit."""

    team: str
    method: str
    platform: str
    free: int | None


# Each is put together once: to do that costs more than to execute it.
_NOW = bindparam("now", type_=Utc)
_WAITS = exists().where(_l.c.team == _g.c.team, _l.c.method == _g.c.method, _l.c.next_at <= _NOW)
_BUSY = Statement(
    select(_g, _WAITS.label("waits"))
    .where(_g.c.team.in_(select(_g.c.team).where(_WAITS)))
    .order_by(_g.c.team, _g.c.method)
    .with_for_update()
)
_opens = (
    update(_g)
    .where(_g.c.team == bindparam("of"), _g.c.method == bindparam("way"))
    .values(opens_at=bindparam("at", type_=Utc))
)
_OPENS = Statement(_opens)
_SHUT = Statement(_opens.where(_g.c.opens_at < bindparam("at", type_=Utc)))
_SILENT = Statement(select(_p).where(_p.c.unknowns >= IN_A_ROW).order_by(_p.c.name).with_for_update())
_PLATFORM = Statement(select(_p).where(_p.c.name == bindparam("platform")).with_for_update())


@Statement
def _ahead(dialect: str) -> Select[Any]:
    """Before each gate: whether something waits that nobody sees to, and when the next will that does not wait yet."""
    theirs = and_(_l.c.team == _g.c.team, _l.c.method == _g.c.method)
    free = exists().where(theirs, _l.c.next_at <= _NOW, clock_for(dialect) >= type_coerce(_l.c.lease_until, BigInteger))
    return select(_g, free.label("waits"), _soonest(and_(theirs, _l.c.next_at > _NOW)).label("soonest"))


def _soonest(theirs: ColumnElement[bool]) -> ScalarSelect[Any]:
    return select(func.min(_l.c.next_at)).where(theirs).scalar_subquery()


_UNPLACED = Statement(select(*(_soonest(and_(_l.c.team == "", _l.c.method == way)) for way in Method)))
"""When the next lane is due that was never looked at."""


class Gates:
    """What stands in the way of all lanes of a workspace. One lives as long as its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection
        self._opens_at: dict[tuple[str, str], datetime] = {}
        self._silent_until: dict[str, datetime] = {}

    def add(self, team: str, platform: str) -> None:
        """A workspace that was not heard of before; nothing holds its messages yet."""
        ways = [{"team": team, "method": way, "platform": platform, "opens_at": EPOCH} for way in (TOGETHER, *Method)]
        self._c.execute(insert(self._c, _g).on_conflict_do_nothing(), ways)

    def open(self, limits: Mapping[str, Limits], *, now: datetime, ahead: timedelta) -> list[Gate]:
        """Gates with something before them that may pass by then. They are ours until the transaction ends."""
        found = _BUSY.run(self._c, {"now": now})
        self._opens_at = {(row.team, row.method): row.opens_at for row in found}
        ways = [row for row in found if row.waits]
        gates = [
            Gate(row.team, row.method, row.platform, self._free(row, limits.get(row.platform), now, ahead))
            for row in ways
        ]
        return [gate for gate in self._probing(gates, now) if gate.free != 0]

    def look_again_at(
        self, limits: Mapping[str, Limits], *, now: datetime, ahead: timedelta, left: datetime
    ) -> datetime | None:
        """When to look for what may pass next. `left`: what may pass now already is looked at again then."""
        found = _ahead.run(self._c, {"now": now})
        opens_at = {(row.team, row.method): row.opens_at for row in found}
        moments = [at if at > now else left for at in _UNPLACED.run(self._c).first() if at is not None]
        for row in found:
            due = now if row.waits else row.soonest
            if due is None or row.method == TOGETHER:
                continue
            through = _paces(row.method, limits.get(row.platform, Limits()))
            opens = [opens_at[row.team, way] for way, _ in through]
            # Halfway: late enough for some at once, and early enough to be late.
            at = max(due, max(opens) - ahead / 2, self._silent_until.get(row.platform, EPOCH))
            moments.append(at if at > now else left)
        return min(moments, default=None)

    def passes(self, lane: Lane, method: Method, limits: Limits, *, now: datetime, ahead: timedelta) -> datetime:
        """When one more message may leave; it is counted where that is not later than `ahead`."""
        through = _paces(method, limits)
        opens_at = {way: self._opens_at.get((lane.team, way), EPOCH) for way, _ in through}
        at = max(now, *opens_at.values())
        if at <= now + ahead:
            for way, by in through:
                if by.interval:
                    self._counted(lane.team, way, by.after(1, opens_at=opens_at[way], now=at))
        return at

    def _counted(self, team: str, way: str, opens_at: datetime) -> None:
        self._opens_at[team, way] = opens_at
        _OPENS.run(self._c, {"of": team, "way": way, "at": opens_at})

    def shut(self, lane: Lane, method: Method, *, until: datetime) -> None:
        """Nothing leaves this way for the whole workspace before then."""
        _SHUT.run(self._c, {"of": lane.team, "way": method, "at": until})

    # ── Platforms that do not answer ──

    def answered(self, platform: str, *, known: bool, now: datetime) -> datetime | None:
        """Count what nobody can tell the fate of; the third in a row pauses the platform, and so does each after it."""
        here = _PLATFORM.run(self._c, {"platform": platform}).first()
        if known:
            if here is not None and here.unknowns:
                self._c.execute(update(_p).where(_p.c.name == platform).values(unknowns=0, paused_until=None))
            return None
        new = insert(self._c, _p).values(name=platform, unknowns=1, paused_until=None)
        count = new.on_conflict_do_update(index_elements=[_p.c.name], set_={"unknowns": _p.c.unknowns + 1})
        if self._c.execute(count.returning(_p.c.unknowns)).scalar_one() < IN_A_ROW:
            return None
        begins = here is None or here.paused_until is None or here.paused_until <= now
        self._c.execute(update(_p).where(_p.c.name == platform).values(paused_until=now + PAUSE))
        return now + PAUSE if begins else None

    def _free(self, gate: Row[Any], limits: Limits | None, now: datetime, ahead: timedelta) -> int | None:
        """How many may pass all that stands in their way."""
        free = [
            by.within(ahead, opens_at=self._opens_at.get((gate.team, way), EPOCH), now=now)
            for way, by in _paces(gate.method, limits or Limits())
        ]
        return min((one for one in free if one is not None), default=None)

    def _probing(self, gates: list[Gate], now: datetime) -> list[Gate]:
        """Where a platform was silent, one message goes ahead, and the others wait for what becomes of it."""
        troubled = {row.name: row.paused_until for row in _SILENT.run(self._c)}
        for name, until in troubled.items():
            theirs = [gate for gate in gates if gate.platform == name and gate.free != 0]
            gates = [gate for gate in gates if gate.platform != name]
            if until is not None and until > now:
                self._silent_until[name] = until
            elif theirs:
                self._silent_until[name] = now + PROBE
                gates.append(replace(theirs[0], free=1))
                self._c.execute(update(_p).where(_p.c.name == name).values(paused_until=now + PROBE))
        return gates


def _paces(method: str, limits: Limits) -> list[tuple[str, Pace]]:
    """The gates that a message which leaves this way passes, with what each lets through."""
    own = limits.methods.get(Method(method), ())
    return [(TOGETHER, pace(limits.workspace)), (method, pace(own))]
