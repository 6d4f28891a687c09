"""Whom a nudge is for, asked for many people at once: one statement for one item and a stretch of at most 500 people.

A stretch is a range of ids in one time zone, so that the index on people leads to it and no statement runs long,
however many people there are and however few of them have anything to hear (facts: delivery 5).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.chat.outbox import Purpose
from bot.domain.items import Life
from bot.domain.nudging import Hour, Stretch, Subject
from bot.domain.people import Nudges, Private
from bot.domain.themes import CLOSES
from store import rows
from store.hashing import hash_keys, hashed
from store.kinds import MICROSECOND, micros
from store.outbox import Outbox
from store.putting import put_of_each
from store.rows import State
from store.sql import all_as_one, each_said, insert_for

_p = rows.people.c
_o = rows.outbox.c
_on = rows.NUDGES_ON


class Nudging:
    """Nudges for many people at once; implements `bot.ports.Nudging`."""

    def __init__(self, connection: Connection, *, key: bytes, outbox: Outbox) -> None:
        self._c = connection
        self._dialect = connection.dialect.name
        self._key = key
        self._outbox = outbox
        if self._dialect == "postgresql":
            # A plan made while the outbox was empty, and kept, would read all of it for everyone once it is full.
            connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")

    def zones(self) -> list[str]:
        return list(self._c.execute(_zones()).scalars())

    def cards(self) -> Mapping[str, str]:
        c = rows.cards.c
        asking = select(c.item_id, c.id).where(c.life == Life.ASKING).order_by(c.at.desc(), c.id.desc())
        return {row.item_id: row.id for row in self._c.execute(asking)}

    def stretch(self, hour: Hour, *, after: str, limit: int) -> Stretch | None:
        found = self._c.execute(_stretch(), _said_by(hour) | {"after": after, "limit": limit}).one()
        if not found.all:
            return None
        return Stretch(hour, after, found.upto, free=found.free, full=found.all == limit)

    def is_for_some(self, subject: Subject, stretch: Stretch) -> bool:
        return self._c.execute(_some(self._dialect), self._said(subject, stretch)).first() is not None

    def plan(self, subjects: Sequence[Subject], stretch: Stretch, *, at: datetime) -> int:
        people: list[str] = []
        left: list[str] | None = None
        for subject in subjects:
            if len(people) >= stretch.free:
                break
            said = self._said(subject, stretch)
            if people and left is None:  # few by now, so that the stretch need not be gone through for every subject
                left = list(self._c.execute(_left(), said).scalars())
            if left is not None:
                said["left"] = all_as_one(self._dialect, left)
            put = self._outbox.put_each(_nudges(self._dialect, of_few=left is not None), said, at=at)
            people += put
            left = None if left is None else [one for one in left if one not in put]
        self._outbox.wait_in_lanes(people, at=at)
        return len(people)

    def _said(self, subject: Subject, stretch: Stretch) -> dict[str, object]:
        closes = {boundary: boundary in subject.closed for boundary in CLOSES}
        about = {"item": subject.item_id, "card": subject.card_id, "topics": sorted(subject.topics)}
        within = {"after": stretch.after, "upto": stretch.upto, "of_topics": len(subject.topics)}
        return _said_by(stretch.hour) | about | within | closes | hash_keys(self._dialect, self._key)


def _said_by(hour: Hour) -> dict[str, object]:
    gap = hour.weekly_gap // MICROSECOND
    now = micros(hour.now)
    return {"zone": hour.zone, "now": now, "day": f"% {hour.day} %", "weekly_before": now - gap}


# ── The statements, each put together once: that takes as long as running it ─────────────────────────────────────────


@cache
def _zones() -> Select[Any]:
    """Each zone is found from the one before by the index, without a look at the people in between."""
    found = select(func.min(_p.zone).label("zone")).where(_on).cte("found", recursive=True)
    following = select(func.min(_p.zone)).where(_on, _p.zone > found.c.zone).scalar_subquery()
    found = found.union_all(select(following).where(found.c.zone.is_not(None)))
    return select(found.c.zone).where(found.c.zone.is_not(None))


@cache
def _stretch() -> Select[Any, Any, Any]:
    """How many there are, the last of them, and for how many of them none waits."""
    free = case((_none_waits(), 1), else_=0).label("free")
    theirs = select(_p.id, free).where(_their_turn()).order_by(_p.id).limit(bindparam("limit", type_=BigInteger))
    each = theirs.subquery()
    return select(func.count().label("all"), func.max(each.c.id).label("upto"), func.sum(each.c.free).label("free"))


@cache
def _some(dialect: str) -> Select[Any]:
    mark = hashed(dialect, _marked())
    return select(_p.id).where(_is_for(), _is_new(mark)).limit(1)


@cache
def _left() -> Select[Any]:
    """Who of a stretch is still without."""
    return select(_p.id).where(_their_turn(), _p.id <= bindparam("upto", type_=Text), _none_waits())


@cache
def _nudges(dialect: str, *, of_few: bool) -> ReturningInsert[Any]:
    """Each mark is made once: databases would repeat what they inline. `of_few`: only for those who are `left`."""
    whom = [_p.id.in_(each_said(dialect, "left"))] if of_few else []
    each = select(_p.id, hashed(dialect, _marked()).label("mark")).where(*whom, _is_for()).order_by(_p.id)
    those = each.cte("those").prefix_with("MATERIALIZED")
    found = (
        select(
            literal("n:").concat(those.c.mark).label("key"),
            those.c.id.label("lane"),
            bindparam("card", type_=Text).label("about"),
            those.c.id.label("person_id"),
        )
        .where(_is_new(those.c.mark))
        .order_by(those.c.id)
    )
    return put_of_each(insert_for(dialect, rows.outbox), found, Purpose.NUDGE)


def _marked() -> ColumnElement[str]:
    """What `jobs.nudge.nudge_mark` hashes."""
    return literal("nudge:").concat(_p.id).concat(literal(":")).concat(bindparam("item", type_=Text))


# ── The rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _their_turn() -> ColumnElement[bool]:
    """Members in this zone who want nudges, may hear one on this day, and whose own interval is over."""
    now = bindparam("now", type_=BigInteger)
    nudged, every = type_coerce(_p.nudged_at, BigInteger), type_coerce(_p.nudge_every, BigInteger)
    # Apart from the rest, so that the index alone can answer it.
    rested = or_(nudged.is_(None), nudged + every <= now)
    # Daily is what they asked for themselves; the company's cap holds for weekly ones.
    under_cap = or_(nudged.is_(None), _p.nudges == Nudges.DAILY, nudged <= bindparam("weekly_before", type_=BigInteger))
    paused = type_coerce(_p.paused_until, BigInteger)
    return and_(
        _on,
        _p.zone == bindparam("zone", type_=Text),
        _p.id > bindparam("after", type_=Text),
        rested,
        under_cap,
        _p.joined_at.is_not(None),
        _p.networks != frozenset(),
        ~_p.gone,
        ~_p.apart,
        or_(paused.is_(None), paused <= now),
        ~_in_words(_p.switched_off, literal(f"% {Private.NUDGE} %")),
        ~_in_words(_p.never_days, bindparam("day", type_=Text)),
    )


def _is_for() -> ColumnElement[bool]:
    """Those of a stretch for whom nothing waits and who may be nudged about the item, were they never before."""
    return and_(
        _their_turn(),
        _p.id <= bindparam("upto", type_=Text),
        *(or_(~bindparam(one, type_=Boolean), ~_in_words(_p.boundaries, literal(f"% {one} %"))) for one in CLOSES),
        _none_waits(),
        _not_answered(),
        _not_brought(),
        _about_something_wanted(),
        _still_asks(),
    )


def _none(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """There is no row of which this holds: looked up by an index for each of a few people.

    Asked as "not exists", PostgreSQL may read all there is instead, by what it knew of a table when that was small.
    """
    return select(literal(1)).where(*which).limit(1).scalar_subquery().is_(None)


def _none_waits() -> ColumnElement[bool]:
    """By what is theirs alone: asked by state as well, PostgreSQL may go through all that waits, for each of them."""
    waits = and_(_o.purpose == Purpose.NUDGE, _o.state.in_([State.WAITING, State.LEAVING]))
    return select(func.max(case((waits, 1)))).where(_o.person_id == _p.id).scalar_subquery().is_(None)


def _not_answered() -> ColumnElement[bool]:
    a = rows.answers.c
    return _none(a.person_id == _p.id, a.item_id == bindparam("item", type_=Text), ~a.taken_back)


def _not_brought() -> ColumnElement[bool]:
    f = rows.finds.c
    return _none(f.person_id == _p.id, f.item_id == bindparam("item", type_=Text))


def _about_something_wanted() -> ColumnElement[bool]:
    """Of the item's topics, not every one is one they do not want; an item without topics is for everybody."""
    t = rows.person_topics.c
    off = and_(t.person_id == _p.id, t.topic_id.in_(bindparam("topics", type_=Text, expanding=True)), ~t.wanted)
    of_topics = bindparam("of_topics", type_=BigInteger)
    return or_(of_topics == 0, select(func.count()).where(off).scalar_subquery() < of_topics)


def _still_asks() -> ColumnElement[bool]:
    c = rows.cards.c
    return exists().where(c.id == bindparam("card", type_=Text), c.life == Life.ASKING)


def _is_new(mark: ColumnElement[str]) -> ColumnElement[bool]:
    """It was never sent to them, nor was it planned lately and came to nothing."""
    m = rows.once_marks.c
    return and_(_none(m.mark == mark), _none(_o.key == literal("n:").concat(mark)))


def _in_words(column: ColumnElement[Any], pattern: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a word is among several, which are kept in one text with a space between."""
    return literal(" ").concat(type_coerce(column, Text)).concat(literal(" ")).like(pattern)
