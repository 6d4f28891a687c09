"""Reading cards: one question for the cards, one for who brought their items."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, exists, literal_column, or_, select

from bot.chat.addresses import Address, Message
from bot.chat.outbox import Purpose
from bot.domain.items import Because, CardNow, RoomCard
from store import rows
from store.kinds import Utc
from store.rows import State
from store.statements import Statement

_c = rows.cards
_o = rows.outbox
_r = rows.rooms

_about_it = exists().where(_o.c.about == _c.c.id)
_is_on_its_way = _about_it.where(or_(_o.c.state == State.LEAVING, _o.c.state == State.PARKED))
_may_leave = or_(_o.c.held, _o.c.not_before <= bindparam("now", type_=Utc))
# "+" keeps SQLite, which alone is asked this, from looking through all that waits instead of what is about the card.
_waits = literal_column("+outbox.state") == State.WAITING.value
_is_drawn_anyway = _about_it.where(_o.c.purpose == Purpose.CARD_EDIT, _waits, _may_leave)
_now = select(_c.c.id, _c.c.room_id, _c.c.life, or_(_c.c.message_id.is_not(None), _is_on_its_way).label("stands"))
# In the order in which delivery takes lanes: all of these may be put again, and nobody is to wait for each other.
_now = _now.where(_c.c.item_id == bindparam("item")).order_by(_c.c.room_id, _c.c.id)
_ALIVE = Statement(_now)
_NOW = Statement(_now.add_columns(_is_drawn_anyway.label("drawn")))


def read_cards(connection: Connection, which: ColumnElement[bool]) -> list[RoomCard]:
    """The cards for which this holds, oldest first."""
    return _read(connection, connection.execute(asked_cards(which)))


def asked_cards(which: ColumnElement[bool]) -> Select[Any]:
    """The question for the cards for which this holds."""
    where = select(_c, _r.c.platform, _r.c.workspace, _r.c.external_id, _r.c.route).join_from(_c, _r)
    return where.where(which).order_by(_c.c.at, _c.c.id)


def put(connection: Connection, asked: Statement, values: Mapping[str, str]) -> list[RoomCard]:
    """The cards such a question finds, with these values."""
    return _read(connection, asked.run(connection, values))


def cards_now(connection: Connection, item_id: str, now: datetime) -> list[CardNow]:
    """How each card of an item stands."""
    if connection.dialect.name == "postgresql":
        # Another replica may be drawing a card that waits for it, at this moment, from what was true before us. It has
        # taken the lane: whoever puts the card there once more meets it, and comes after it. SQLite has one writer.
        found = _ALIVE.run(connection, {"item": item_id})
        return [CardNow(row.id, row.room_id, row.life, row.stands, drawn=False) for row in found]
    return [CardNow(*row) for row in _NOW.run(connection, {"item": item_id, "now": now})]


def because_row(because: Sequence[Because]) -> list[list[object]]:
    """The reasons as plain lists."""
    return [[one.topic_id, one.name, list(one.words)] for one in because]


def _read(connection: Connection, found: Iterable[Any]) -> list[RoomCard]:
    those = list(found)
    bringers = _bringers(connection, {row.item_id for row in those if row.brought})
    return [_card(row, bringers.get(row.item_id, ())) for row in those]


def _bringers(connection: Connection, item_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """First names of those who brought these items and ticked that they may be named, oldest first."""
    if not item_ids:
        return {}
    f, p = rows.finds, rows.people
    named = (
        select(f.c.item_id, p.c.id, p.c.name)
        .join_from(f, p)
        .where(f.c.item_id.in_(item_ids), f.c.named, p.c.name != "")
    )
    names: dict[str, dict[str, str]] = {}
    for row in connection.execute(named.order_by(f.c.at, f.c.id)):
        names.setdefault(row.item_id, {}).setdefault(row.id, row.name)
    return {item_id: tuple(found.values()) for item_id, found in names.items()}


def _card(row: Row[Any], brought_by: tuple[str, ...]) -> RoomCard:
    where = Address(row.platform, row.workspace, row.external_id, row.route)
    return RoomCard(
        id=row.id,
        room_id=row.room_id,
        item_id=row.item_id,
        life=row.life,
        because=tuple(Because(topic_id, name, tuple(words)) for topic_id, name, words in row.because),
        brought=row.brought,
        brought_by=brought_by,
        message=Message(where, row.message_id) if row.message_id else None,
        posted_at=row.posted_at,
        expires_at=row.expires_at,
        ending=row.ending,
    )
