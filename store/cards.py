"""Reading cards: one question for the cards, one for who brought their items."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from bot.chat.addresses import Address, Message
from bot.domain.items import Because, RoomCard
from store import rows
from store.statements import Statement

_c = rows.cards
_r = rows.rooms


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
