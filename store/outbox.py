"""What waits to leave, and what became of it. It keeps what, not words."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.chat.outbox import METHODS, PRIVATE, Method, Outgoing, Purpose
from bot.domain.people import Private
from store import putting, rows
from store.hashing import keyed_hash
from store.kinds import Utc
from store.lanes import wait_in, wait_in_each, wait_in_these
from store.rows import State
from store.sql import insert
from store.statements import Statement
from store.waiting import LIMITED, is_stopped, lane_is_free, may_leave

_o = rows.outbox

OF_ROOMS = (Purpose.CARD, Purpose.NOTICE)
"""What stands in rooms, where everyone sees it: a steward may be shown it."""


def _first(which: ColumnElement[bool]) -> Select[Any]:
    """So many of these messages, the oldest first."""
    return select(_o).where(which).order_by(_o.c.id).limit(bindparam("limit"))


def _due(*among: ColumnElement[bool]) -> Select[Any]:
    """The first of each lane."""
    ids = select(func.min(_o.c.id)).where(may_leave(bindparam("now", type_=Utc)), *among).group_by(_o.c.lane)
    return _first(_o.c.id.in_(ids))


# What each message passes through is put together once: to do that costs more than to execute it.
_AMONG = _o.c.lane.in_(bindparam("lanes", expanding=True))
_DUE, _DUE_AMONG = _due(), _due(_AMONG)
_IN_THE_AIR_AMONG = _first(and_(_o.c.state == State.LEAVING, _AMONG))
_THIS = update(_o).where(_o.c.id == bindparam("this"))
_AT = bindparam("at", type_=Utc)
_LEAVES = Statement(
    _THIS.where(_o.c.state == State.WAITING)
    .values(state=State.LEAVING, attempted_at=_AT, dirty=False, held=False, why="")
    .returning(_o.c.id)
)
_back = _THIS.values(state=State.WAITING, dirty=False, held=True, not_before=bindparam("until", type_=Utc))
_TRIED = Statement(_back.values(why=bindparam("because"), attempts=_o.c.attempts + 1))
_SENT_BACK = Statement(_back.values(why=case((_o.c.state == State.LEAVING, LIMITED), else_="")))
_AGAIN = and_(_o.c.dirty, _o.c.state == State.LEAVING)
_SETTLES = Statement(
    _THIS.values(
        state=case((_AGAIN, State.WAITING), else_=bindparam("becomes", type_=_o.c.state.type)),
        why=case((_AGAIN, ""), else_=bindparam("because", type_=_o.c.why.type)),
        body="",
        settled_at=case((_AGAIN, null()), else_=_AT),
        attempts=case((_AGAIN, 0), else_=_o.c.attempts),
        dirty=False,
    )
)


class Outbox:
    """Messages waiting to leave; implements `bot.ports.Outbox`. `put` is called when something was put."""

    def __init__(self, connection: Connection, *, key: bytes, put: Callable[[], None]) -> None:
        self._c = connection
        self._key = key
        self._noted = put

    def put(
        self,
        purpose: Purpose,
        *,
        key: str,
        lane: str,
        about: str,
        person_id: str | None = None,
        at: datetime,
        not_before: datetime | None = None,
        body: str = "",
    ) -> bool:
        new = putting.new(
            purpose, key=key, lane=lane, about=about, person_id=person_id, at=at, not_before=not_before, body=body
        )
        if putting.put.run(self._c, new).first() is None:
            return False
        wait_in(self._c, lane, METHODS[purpose], not_before or at)
        self._noted()
        return True

    def put_state(
        self,
        purpose: Purpose,
        *,
        key: str,
        lane: str,
        about: str,
        person_id: str | None = None,
        at: datetime,
        not_before: datetime | None = None,
    ) -> None:
        new = putting.new(purpose, key=key, lane=lane, about=about, person_id=person_id, at=at, not_before=not_before)
        # The lane first, as whoever delivers takes it: the other way round each would wait for the other (PostgreSQL).
        wait_in(self._c, lane, METHODS[purpose], not_before or at)
        putting.put_state.run(self._c, new)
        self._noted()

    def redraw_drafts(self, item_id: str, *, at: datetime, not_before: datetime | None = None) -> None:
        d = rows.drafts.c
        stand = and_(d.item_id == item_id, d.message_id.is_not(None))
        self._c.execute(putting.draft_edits(insert(self._c, _o), stand, at=at, not_before=not_before))
        self._noted()
        wait_in_each(self._c, select(d.person_id).where(stand), Method.EDIT, not_before or at)

    def draw_again(self, lane: str, *, at: datetime) -> None:
        edits = and_(_o.c.lane == lane, _o.c.purpose == Purpose.CARD_EDIT)
        given_up = update(_o).where(edits, _o.c.state.in_([State.DEAD, State.DROPPED]))
        again = {"state": State.WAITING, "not_before": at, "attempts": 0, "why": "", "settled_at": None}
        if self._c.execute(given_up.values(again).returning(_o.c.id)).first() is not None:
            wait_in(self._c, lane, Method.EDIT, at)
            self._noted()

    def put_each(self, put: ReturningInsert[Any], said: Mapping[str, object], *, at: datetime) -> list[str]:
        """Put many at once, by a statement of `put_of_each`. Returns the ids of the people for whom one went in.

        They wait for `wait_in_lanes`, once all has been put.
        """
        return list(self._c.execute(put, {**said, "put_at": at}).scalars())

    def wait_in_lanes(self, people: Collection[str], *, at: datetime) -> None:
        """Something waits for each of these people from now on."""
        if people:
            wait_in_these(self._c, people, Method.SEND, at)
            self._noted()

    def due(self, *, now: datetime, limit: int, lanes: Collection[str] | None = None) -> list[Outgoing]:
        said: dict[str, object] = {"now": now, "limit": limit}
        if lanes is None:
            return self._read(_DUE, said)
        return self._read(_DUE_AMONG, {**said, "lanes": list(lanes)})

    def leaving(self, outgoing_id: int, *, at: datetime) -> bool:
        return _LEAVES.run(self._c, {"this": outgoing_id, "at": at}).first() is not None

    def sent(self, *outgoing_ids: int, at: datetime) -> None:
        each = [{"this": one, "becomes": State.SENT, "because": "", "at": at} for one in outgoing_ids]
        _SETTLES.run_each(self._c, each)

    def later(self, outgoing_id: int, *, until: datetime, tried: bool, first: bool = False) -> None:
        said: dict[str, object] = {"this": outgoing_id, "until": until}
        if tried:
            _TRIED.run(self._c, {**said, "because": LIMITED if first else ""})
        else:  # it was in the air, so its platform sent it back; or it never left, and the door did
            _SENT_BACK.run(self._c, said)

    def dead(self, outgoing_id: int, why: str, *, at: datetime) -> None:
        self._settle(outgoing_id, State.DEAD, why, at)

    def dropped(self, outgoing_id: int, why: str, *, at: datetime) -> None:
        self._settle(outgoing_id, State.DROPPED, why, at)

    def parked(self, outgoing_id: int, why: str, *, at: datetime) -> None:
        self._settle(outgoing_id, State.PARKED, why, at)

    def parked_cards(self, *, limit: int) -> list[Outgoing]:
        return self._outgoing(and_(_o.c.state == State.PARKED, _o.c.purpose.in_(OF_ROOMS)), limit)

    def post_again(self, about: str, *, at: datetime) -> bool:
        again = {"state": State.WAITING, "not_before": at, "attempts": 0, "why": "", "settled_at": None}
        lane = self._unpark(about, again)
        if lane is None:
            return False
        wait_in(self._c, lane, Method.SEND, at)
        self._noted()
        return True

    def is_there(self, about: str, *, at: datetime) -> bool:
        return self._unpark(about, {"state": State.SENT, "why": "", "settled_at": at}) is not None

    def drop_parked(self, about: str, *, at: datetime) -> bool:
        gone = {"state": State.DROPPED, "why": "it was let go of", "body": "", "settled_at": at}
        return self._unpark(about, gone) is not None

    def _unpark(self, about: str, becomes: dict[str, object]) -> str | None:
        """Its lane. Compare and set: whoever presses second, or twice, changes nothing, and gets None."""
        parked = and_(_o.c.about == about, _o.c.purpose.in_(OF_ROOMS), _o.c.state == State.PARKED)
        return self._c.execute(update(_o).where(parked).values(becomes).returning(_o.c.lane)).scalar()

    def in_flight(self, about: str) -> bool:
        leaving = select(_o.c.id).where(_o.c.about == about, _o.c.state.in_([State.LEAVING, State.PARKED]))
        return self._c.execute(leaving.limit(1)).first() is not None

    def in_the_air(
        self, *, before: datetime | None = None, limit: int, lanes: Collection[str] | None = None
    ) -> list[Outgoing]:
        if lanes is not None and before is None:
            return self._read(_IN_THE_AIR_AMONG, {"lanes": list(lanes), "limit": limit})
        among = [] if lanes is None else [_o.c.lane.in_(lanes)]
        since = [] if before is None else [_o.c.attempted_at < before]
        return self._outgoing(and_(_o.c.state == State.LEAVING, *since, *among), limit)

    def waits(self, purpose: Purpose, person_id: str) -> bool:
        open_ = and_(
            _o.c.person_id == person_id, _o.c.purpose == purpose, _o.c.state.in_([State.WAITING, State.LEAVING])
        )
        return self._c.execute(select(_o.c.id).where(open_).limit(1)).first() is not None

    def next_due(self) -> datetime | None:
        # A lane with a message in the air moves on when that one settles; counting it would wake delivery in vain.
        first = select(func.min(_o.c.not_before)).where(_o.c.state == State.WAITING, lane_is_free, ~is_stopped())
        return self._c.execute(first).scalar()

    def withdraw(self, *, about: str, why: str, at: datetime) -> bool:
        waiting = update(_o).where(_o.c.about == about, _o.c.state == State.WAITING)
        dropped = waiting.values(state=State.DROPPED, why=why, body="", settled_at=at)
        return self._c.execute(dropped.returning(_o.c.id)).first() is not None

    def once(self, mark: str, *, at: datetime) -> bool:
        # Only the mark is kept: when somebody was nudged about what is nobody's business.
        new = insert(self._c, rows.once_marks).values(mark=mark).on_conflict_do_nothing(index_elements=["mark"])
        return self._c.execute(new.returning(rows.once_marks.c.mark)).first() is not None

    def keyed_hash(self, text: str) -> str:
        """HMAC-SHA-256 (RFC 2104), its first 128 bits as 32 hexadecimal characters."""
        return keyed_hash(self._key, text)

    def _settle(self, outgoing_id: int, state: State, why: str, at: datetime) -> None:
        """Its fate is known, and words it may have held are needed no longer.

        A state that was put again while it was leaving waits once more.
        """
        _SETTLES.run(self._c, {"this": outgoing_id, "becomes": state, "because": why, "at": at})

    def _outgoing(self, which: ColumnElement[bool], limit: int) -> list[Outgoing]:
        return self._read(_first(which), {"limit": limit})

    def _read(self, asked: Select[Any], said: Mapping[str, object]) -> list[Outgoing]:
        return [_read(row) for row in self._c.execute(asked, said)]


def drop_private(connection: Connection, person_id: str, kind: Private | None = None) -> None:
    """Nothing private of this kind, or of any, waits for this person.

    Their own page may still be refreshed, and what stands is still kept true: words thrown away must go from there.
    """
    new = [purpose for purpose in PRIVATE if purpose is not Purpose.DRAFT_EDIT]
    purposes = [purpose for purpose in new if kind in (None, PRIVATE[purpose])]
    drop_waiting(connection, and_(_o.c.person_id == person_id, _o.c.purpose.in_(purposes)), why="no longer wanted")


def look_again(connection: Connection, person_id: str, *, at: datetime) -> None:
    """What the door told to wait, for this person, comes to it once more; what their platform sent back does not."""
    sent_back = and_(_o.c.state == State.WAITING, _o.c.held, _o.c.why == "", _o.c.attempts == 0)
    private = and_(_o.c.person_id == person_id, _o.c.purpose.in_(list(PRIVATE)))
    again = update(_o).where(private, sent_back).values(not_before=at)
    if connection.execute(again.returning(_o.c.id)).first() is not None:
        wait_in(connection, person_id, Method.SEND, at)


def drop_waiting(connection: Connection, which: ColumnElement[bool], *, why: str) -> None:
    """Drop what waits. It counts as settled when it was put there, since nothing else tells the time here."""
    waiting = update(_o).where(which, _o.c.state == State.WAITING)
    connection.execute(waiting.values(state=State.DROPPED, why=why, body="", settled_at=_o.c.put_at))


def bound_for(people: ColumnElement[bool] | Any, lanes: ColumnElement[bool] | Any) -> ColumnElement[bool]:
    """Messages for these people, or in these lanes; each is a select of ids or a list of them."""
    return or_(_o.c.person_id.in_(people), _o.c.lane.in_(lanes))


def _read(row: Row[Any]) -> Outgoing:
    return Outgoing(
        id=row.id,
        key=row.key,
        purpose=row.purpose,
        lane=row.lane,
        about=row.about,
        person_id=row.person_id,
        body=row.body,
        attempts=row.attempts,
        put_at=row.put_at,
        attempted_at=row.attempted_at,
    )
