"""What people did with cards. Silence is stored nowhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Text,
    and_,
    bindparam,
    delete,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import Insert

from bot.chat.addresses import Address, Message
from bot.chat.events import Reacted
from bot.domain import registers
from bot.domain.items import AnswerKind, Change, ItemKind, Tally
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
_theirs = and_(_a.c.person_id == bindparam("person"), _a.c.item_id == bindparam("item"))
_OF = Statement(select(_a.c.kind, _a.c.at, _a.c.taken_back).where(_theirs))
_counted = select(_a.c.kind, func.count()).group_by(_a.c.kind)
_TALLY = Statement(_counted.where(_a.c.item_id == bindparam("item"), ~_a.c.taken_back))


class AnswersKept:
    """Answers, unique per person, item and kind; implements `bot.ports.AnswersKept`.

    Whoever writes has waited for the person, so that nobody else writes about them until the end of the transaction.
    """

    def __init__(self, connection: Connection, *, key: bytes) -> None:
        self._c = connection
        self._key = key

    def put(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime, reason: str = "") -> Change:
        words = self._words(person_id, item_id)
        return self._write(person_id, item_id, words, registers.given(words, kind, at), reason)

    def take_back(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime) -> Change:
        words = self._words(person_id, item_id)
        return self._write(person_id, item_id, words, registers.taken_back(words, kind, at), "")

    def of(self, person_id: str, item_id: str) -> frozenset[AnswerKind]:
        return registers.stands(self._words(person_id, item_id))

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
        taken = delete(_w).where(_w.c.id.in_([row.id for row in found])).returning(_w.c.id)
        ours = set(self._c.execute(taken).scalars())  # without those of whoever was forgotten at the same moment
        return [(row.person_id, _reacted(row, message)) for row in found if row.id in ours]

    def _words(self, person_id: str, item_id: str) -> registers.Words:
        found = _OF.run(self._c, {"person": person_id, "item": item_id})
        return {kind: registers.Word(at, taken_back) for kind, at, taken_back in found}

    def _write(
        self, person_id: str, item_id: str, before: registers.Words, news: registers.Words, reason: str
    ) -> Change:
        """Write these news down, each over what was known of its kind."""
        for kind, (at, taken_back) in news.items():
            word = {"kind": kind, "at": at, "taken_back": taken_back, "reason": "" if taken_back else reason}
            _say.run(self._c, {"person_id": person_id, "item_id": item_id, **word})
        return Change(registers.stands(before), registers.stands({**before, **news}))

    def _room_at(self, address: Address) -> str | None:
        return self._c.execute(select(rows.rooms.c.id).where(room_stands_at(address))).scalar()


@Statement
def _say(dialect: str) -> Insert:
    """The last word on one kind of answer."""
    new = insert_for(dialect, _a)
    news = {name: new.excluded[name] for name in ("at", "taken_back", "reason")}
    return new.on_conflict_do_update(index_elements=["person_id", "item_id", "kind"], set_=news)


def _reacted(row: Row[Any], message: Message) -> Reacted:
    person = Address(row.platform, row.workspace, row.external_id, row.route)
    return Reacted(key=row.event, at=row.at, person=person, message=message, emoji=row.emoji, added=row.added)
