"""What people did with cards. Silence is stored nowhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Text,
    and_,
    bindparam,
    delete,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.sql.dml import ReturningInsert

from bot.chat.addresses import Address, Message
from bot.chat.events import Reacted
from bot.domain.items import EXCLUDES, AnswerKind, Change, ItemKind, Tally
from bot.domain.reasons import LEAST, Reason
from store import rows
from store.hashing import keyed_hash
from store.people import stands_at
from store.rooms import room_stands_at
from store.sql import insert, insert_for
from store.statements import Statement

_a = rows.answers
_w = rows.asides
_i = rows.items
_c = rows.cards

# Told to leave out what was taken back, SQLite would look through all that everybody answered to the item.
_OF = Statement(
    select(_a.c.kind, _a.c.taken_back).where(_a.c.person_id == bindparam("person"), _a.c.item_id == bindparam("item"))
)
_counted = select(_a.c.kind, func.count()).group_by(_a.c.kind)
_TALLY = Statement(_counted.where(_a.c.item_id == bindparam("item"), ~_a.c.taken_back))


class AnswersKept:
    """Answers, unique per person, item and kind; implements `bot.ports.AnswersKept`.

    Each kind is a register of its own in which the newest `at` wins, and a take-back wins over what happened in the
    very same moment. A kind that excludes another takes that one back. So the order of arrival does not matter.
    """

    def __init__(self, connection: Connection, *, key: bytes) -> None:
        self._c = connection
        self._key = key

    def put(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime, reason: str = "") -> Change:
        said = {"person_id": person_id, "item_id": item_id, "kind": kind, "at": at, "reason": reason}
        if kind in EXCLUDES:
            return self._changed(_put_one_for_another, said | {"other": EXCLUDES[kind]})
        return self._changed(_write, said | {"taken_back": False})

    def take_back(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime) -> Change:
        said = {"person_id": person_id, "item_id": item_id, "kind": kind, "at": at, "reason": ""}
        return self._changed(_write, said | {"taken_back": True})

    def of(self, person_id: str, item_id: str) -> frozenset[AnswerKind]:
        found = _OF.run(self._c, {"person": person_id, "item": item_id})
        return frozenset(row.kind for row in found if not row.taken_back)

    def tally(self, item_id: str) -> Tally:
        return Tally({row[0]: row[1] for row in _TALLY.run(self._c, {"item": item_id})})

    def answered(self, person_id: str) -> set[str]:
        given = select(_a.c.item_id).where(_a.c.person_id == person_id, ~_a.c.taken_back)
        return set(self._c.execute(given).scalars())

    def saved(self, person_id: str) -> list[str]:
        theirs = and_(_a.c.person_id == person_id, _a.c.kind == AnswerKind.SAVE, ~_a.c.taken_back)
        newest = select(_a.c.item_id).where(theirs).order_by(_a.c.at.desc(), _a.c.item_id.desc())
        return list(self._c.execute(newest).scalars())

    def reasons(self, *, since: datetime) -> list[Reason]:
        given = and_(rows.NOT_FOR_US, ~_a.c.taken_back, _a.c.at >= since, _a.c.reason != "")
        each = select(_a.c.reason, _a.c.item_id, _a.c.person_id).join_from(_a, _i).where(given)
        # Both counts are made of what is looked up once: whoever wants to write waits for them.
        said = each.where(_i.c.kind != ItemKind.STORY).cte("said").prefix_with("MATERIALIZED")
        people = func.count(said.c.person_id.distinct())
        in_rooms = select(said.c.reason, _c.c.room_id, people.label("people")).join_from(
            said, _c, _c.c.item_id == said.c.item_id
        )
        together = select(said.c.reason, literal(None, Text).label("room_id"), people.label("people"))
        counted = union_all(
            in_rooms.group_by(said.c.reason, _c.c.room_id).having(people >= LEAST),
            together.group_by(said.c.reason).having(people >= LEAST),
        )
        found = [Reason(row.reason, row.people, row.room_id) for row in self._c.execute(counted)]
        return sorted(found, key=lambda one: (one.room_id is None, one.room_id or "", one.reason))

    def set_aside(self, person_id: str, event: Reacted) -> None:
        room_id = self._room_at(event.message.where)
        private = self._c.execute(select(rows.people.c.id).where(stands_at(event.message.where))).scalar()
        if room_id is None and private != person_id:
            return  # nowhere a message of ours could stand
        new = insert(self._c, _w).values(
            person_id=person_id,
            event=keyed_hash(self._key, event.key),  # the platform's own key could name people
            room_id=room_id,
            message_id=event.message.id,
            emoji=event.emoji,
            added=event.added,
            at=event.at,
        )
        self._c.execute(new.on_conflict_do_nothing(index_elements=["person_id", "event"]))

    def aside(self, message: Message) -> list[tuple[str, Reacted]]:
        room_id = self._room_at(message.where)
        stood = _w.c.room_id == room_id if room_id else and_(_w.c.room_id.is_(None), stands_at(message.where))
        p = rows.people
        waiting = select(_w, p.c.platform, p.c.workspace, p.c.external_id, p.c.route).join_from(
            _w, p, p.c.id == _w.c.person_id
        )
        which = waiting.where(_w.c.message_id == message.id, stood).order_by(_w.c.at, _w.c.id)
        found = list(self._c.execute(which))
        self._c.execute(delete(_w).where(_w.c.id.in_([row.id for row in found])))
        return [(row.person_id, _reacted(row, message)) for row in found]

    def _changed(self, write: Statement, said: Mapping[str, object]) -> Change:
        """What follows from a statement that tells which of this person's answers it wrote."""
        was = self.of(str(said["person_id"]), str(said["item_id"]))
        written = write.run(self._c, said)
        now = was.union(row.kind for row in written if not row.taken_back)
        return Change(was, now.difference(row.kind for row in written if row.taken_back))

    def _room_at(self, address: Address) -> str | None:
        return self._c.execute(select(rows.rooms.c.id).where(room_stands_at(address))).scalar()


@Statement
def _write(dialect: str) -> ReturningInsert[Any]:
    return _newest(insert_for(dialect, _a))


@Statement
def _put_one_for_another(dialect: str) -> ReturningInsert[Any]:
    """An answer, and the end of the one it excludes."""
    both = {name: bindparam(name, type_=_a.c[name].type) for name in ("person_id", "item_id", "at")}
    put = {"kind": bindparam("kind", type_=_a.c.kind.type), "reason": bindparam("reason", type_=_a.c.reason.type)}
    end = {"kind": bindparam("other", type_=_a.c.kind.type), "reason": literal("", _a.c.reason.type)}
    each = [{**both, **put, "taken_back": false()}, {**both, **end, "taken_back": true()}]
    return _newest(insert_for(dialect, _a).values(each))


def _newest(new: Insert) -> ReturningInsert[Any]:
    """Of each answer the newest counts; returns those it wrote."""
    news = {name: new.excluded[name] for name in ("at", "taken_back", "reason")}
    which = ["person_id", "item_id", "kind"]
    wins = new.on_conflict_do_update(index_elements=which, set_=news, where=_is_newer(new.excluded))
    return wins.returning(_a.c.kind, _a.c.taken_back)


def _is_newer(told: Any) -> ColumnElement[bool]:
    return or_(told.at > _a.c.at, and_(told.at == _a.c.at, told.taken_back))


def _reacted(row: Row[Any], message: Message) -> Reacted:
    person = Address(row.platform, row.workspace, row.external_id, row.route)
    return Reacted(key=row.event, at=row.at, person=person, message=message, emoji=row.emoji, added=row.added)
