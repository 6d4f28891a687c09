"""Rooms, and the cards that stand in them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.chat.addresses import Address, Message
from bot.domain.ids import new_id
from bot.domain.items import Because, CardNow, Ending, ItemKind, Life, Offer, RoomCard
from bot.domain.people import Room
from bot.domain.shares import Asked
from store import rows
from store.asking import stands_there, there
from store.cards import asked_cards, because_row, cards_now, put, read_cards
from store.outbox import bound_for, drop_waiting
from store.sql import insert
from store.statements import Statement

_r = rows.rooms
_c = rows.cards
_i = rows.items
_t = rows.room_topics

_rooms = select(_r).order_by(_r.c.name, _r.c.id)
_AT = Statement(_rooms.where(stands_there(_r)))
_GET = Statement(_rooms.where(_r.c.id == bindparam("room_id")))
_HERE = Statement(_rooms.where(_r.c.here))
_FOLLOWED = select(_t).where(_t.c.room_id.in_(bindparam("rooms", expanding=True)))
_CARD = Statement(asked_cards(_c.c.id == bindparam("card_id")))
_CARD_AT = Statement(asked_cards(and_(stands_there(_r), _c.c.message_id == bindparam("message_id"))))
_offers = select(_c.c.id, _c.c.item_id, _c.c.life, _i.c.kind, _i.c.internal, _i.c.withdrawn, _i.c.not_before).join_from(
    _c, _i
)
_OFFER = Statement(_offers.where(_c.c.id == bindparam("card_id")))
_OFFER_AT = Statement(_offers.join(_r).where(stands_there(_r), _c.c.message_id == bindparam("message_id")))
_CARDS_OF = Statement(asked_cards(_c.c.item_id == bindparam("item_id")))


class Rooms:
    """Rooms and their cards; implements `bot.ports.Rooms`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    # ── Rooms ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def at(self, address: Address) -> Room | None:
        return self._first(_AT, there(address))

    def wait_for(self, room_id: str) -> None:
        self._c.execute(select(_r.c.id).where(_r.c.id == room_id).with_for_update())

    def get(self, room_id: str) -> Room | None:
        return self._first(_GET, {"room_id": room_id})

    def here(self) -> list[Room]:
        return self._read(_HERE, {})

    def known(self, platform: str, workspace: str) -> list[Address]:
        theirs = select(_r.c.external_id, _r.c.route).where(_r.c.platform == platform, _r.c.workspace == workspace)
        return [Address(platform, workspace, row.external_id, row.route) for row in self._c.execute(theirs)]

    def joined(
        self, address: Address, name: str, *, at: datetime, topics: Collection[str], private: bool = False
    ) -> Room:
        self._make_known(address, name, at=at)
        new = {"here": True, "joined_at": at, "name": name, "private": private}
        self._c.execute(update(_r).where(room_stands_at(address)).values(new))
        room = self._one(address)
        if room.key is None and not room.topics:
            self._follow(room.id, topics)
        return self._one(address)

    def left(self, address: Address) -> None:
        self._c.execute(update(_r).where(room_stands_at(address)).values(here=False))
        lane = select(_r.c.id).where(room_stands_at(address))
        drop_waiting(self._c, bound_for([], lane), why="left the room")

    def renamed(self, address: Address, name: str, *, private: bool = False) -> None:
        new = {"name": name} | ({"private": True} if private else {})
        self._c.execute(update(_r).where(room_stands_at(address)).values(new))

    def take_in(self, key: str, address: Address, *, topics: Collection[str], at: datetime) -> Room:
        self._make_known(address, "", at=at)
        self._c.execute(update(_r).where(_r.c.key == key).values(key=None))  # the file may name another room by now
        self._c.execute(update(_r).where(room_stands_at(address)).values(key=key))
        room = self._one(address)
        self._c.execute(delete(_t).where(_t.c.room_id == room.id))
        self._follow(room.id, topics)
        return self._one(address)

    # ── Cards ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def card(self, card_id: str) -> RoomCard | None:
        found = put(self._c, _CARD, {"card_id": card_id})
        return found[0] if found else None

    def card_at(self, message: Message) -> RoomCard | None:
        found = put(self._c, _CARD_AT, there(message.where) | {"message_id": message.id})
        return found[0] if found else None

    def offer(self, card_id: str) -> Offer | None:
        return self._offer(_OFFER, {"card_id": card_id})

    def offer_at(self, message: Message) -> Offer | None:
        return self._offer(_OFFER_AT, there(message.where) | {"message_id": message.id})

    def _offer(self, asked: Statement, values: Mapping[str, str]) -> Offer | None:
        row = asked.run(self._c, values).first()
        return Offer(*row) if row else None

    def cards_of(self, item_id: str) -> list[RoomCard]:
        return put(self._c, _CARDS_OF, {"item_id": item_id})

    def cards_now(self, item_id: str, *, now: datetime) -> list[CardNow]:
        return cards_now(self._c, item_id, now)

    def put_card(
        self,
        room_id: str,
        item_id: str,
        *,
        life: Life,
        because: Sequence[Because],
        brought: bool,
        at: datetime,
        expires_at: datetime,
    ) -> RoomCard:
        new = insert(self._c, _c).values(
            id=new_id(at),
            room_id=room_id,
            item_id=item_id,
            life=life,
            because=because_row(because),
            brought=brought,
            at=at,
            asked_at=at if life is Life.ASKING else None,
            expires_at=expires_at,
        )
        put = new.on_conflict_do_nothing(index_elements=["room_id", "item_id"]).returning(_c.c.id)
        there = and_(_c.c.room_id == room_id, _c.c.item_id == item_id)
        if self._c.execute(put).first() is None:
            known = read_cards(self._c, there)[0]
            again = _again(known, life=life, because=because, brought=brought, at=at, expires_at=expires_at)
            if again:
                self._c.execute(update(_c).where(there).values(again))
        return read_cards(self._c, there)[0]

    def ask(self, item_id: str, *, rooms: Collection[str], at: datetime) -> list[RoomCard]:
        heard = update(_c).where(_c.c.item_id == item_id, _c.c.life == Life.HEARD, _c.c.room_id.in_(rooms))
        changed = list(self._c.execute(heard.values(life=Life.ASKING, asked_at=at).returning(_c.c.id)).scalars())
        return read_cards(self._c, _c.c.id.in_(changed))

    def asked(self, room_id: str, *, since: datetime) -> Asked:
        own = func.sum(case((rows.items.c.kind == ItemKind.COMPANY, 1), else_=0))
        began = select(func.count().label("all"), own.label("own")).join_from(_c, rows.items)
        seen = or_(_c.c.life != Life.OVER, _c.c.posted_at.is_not(None))
        found = self._c.execute(began.where(_c.c.room_id == room_id, _c.c.asked_at >= since, seen)).one()
        company = int(found.own or 0)
        return Asked(company=company, others=found.all - company)

    def sent(self, card_id: str, message: Message, *, at: datetime) -> None:
        self._c.execute(update(_c).where(_c.c.id == card_id).values(message_id=message.id, posted_at=at))

    def move(self, card_id: str) -> None:
        self._c.execute(delete(_c).where(_c.c.id == card_id))

    def planned(self, room_id: str, *, since: datetime) -> list[datetime]:
        put = select(_c.c.at).where(_c.c.room_id == room_id, _c.c.at >= since).order_by(_c.c.at)
        return list(self._c.execute(put).scalars())

    def shown(self, room_id: str, *, since: datetime) -> list[RoomCard]:
        return read_cards(self._c, and_(_c.c.room_id == room_id, _c.c.at >= since))

    def unanswered(self, room_id: str, *, before: datetime, limit: int) -> int:
        kept = rows.answers
        answered = exists().where(kept.c.item_id == _c.c.item_id, ~kept.c.taken_back)
        last = select(answered).where(_c.c.room_id == room_id, _c.c.at < before, ~_c.c.brought)
        found = list(self._c.execute(last.order_by(_c.c.at.desc(), _c.c.id.desc()).limit(limit)).scalars())
        return found.index(True) if True in found else len(found)

    def standing(self, *, since: datetime) -> set[str]:
        return set(self._c.execute(select(_c.c.item_id).where(_c.c.at >= since).distinct()).scalars())

    def first_sources(self, item_ids: Collection[str]) -> set[str]:
        e, earlier = rows.entries, rows.entries.alias("earlier")
        before = or_(earlier.c.at < e.c.at, and_(earlier.c.at == e.c.at, earlier.c.source_id < e.c.source_id))
        first = ~exists().where(earlier.c.item_id == e.c.item_id, before)
        return set(self._c.execute(select(e.c.source_id).where(e.c.item_id.in_(item_ids), first)).scalars())

    def end(self, card_id: str, ending: Ending) -> None:
        self._c.execute(update(_c).where(_c.c.id == card_id).values(life=Life.OVER, ending=ending))

    def expired(self, *, now: datetime) -> list[RoomCard]:
        return read_cards(self._c, and_(_c.c.life.in_([Life.HEARD, Life.ASKING]), _c.c.expires_at <= now))

    # ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────

    def _make_known(self, address: Address, name: str, *, at: datetime) -> None:
        new = insert(self._c, _r).values(
            id=new_id(at),
            platform=address.platform,
            workspace=address.workspace,
            external_id=address.id,
            route=address.route,
            name=name,
            here=False,
        )
        if address.route:
            known = new.on_conflict_do_update(
                index_elements=["platform", "workspace", "external_id"], set_={"route": new.excluded.route}
            )
        else:
            known = new.on_conflict_do_nothing(index_elements=["platform", "workspace", "external_id"])
        self._c.execute(known)

    def _follow(self, room_id: str, topics: Collection[str]) -> None:
        follows = [{"room_id": room_id, "topic_id": topic_id} for topic_id in dict.fromkeys(topics)]
        if follows:
            self._c.execute(insert(self._c, _t).on_conflict_do_nothing(), follows)

    def _one(self, address: Address) -> Room:
        room = self.at(address)
        if room is None:
            raise LookupError("the room that was just made known is not there")
        return room

    def _first(self, asked: Statement, values: Mapping[str, str]) -> Room | None:
        found = self._read(asked, values)
        return found[0] if found else None

    def _read(self, asked: Statement, values: Mapping[str, str]) -> list[Room]:
        found = asked.run(self._c, values)
        followed: dict[str, set[str]] = {}
        for row in self._c.execute(_FOLLOWED, {"rooms": [room.id for room in found]}):
            followed.setdefault(row.room_id, set()).add(row.topic_id)
        return [_room(row, frozenset(followed.get(row.id, ()))) for row in found]


def room_stands_at(address: Address) -> ColumnElement[bool]:
    """The room at this address."""
    return and_(_r.c.platform == address.platform, _r.c.workspace == address.workspace, _r.c.external_id == address.id)


def _again(
    known: RoomCard, *, life: Life, because: Sequence[Because], brought: bool, at: datetime, expires_at: datetime
) -> dict[str, object]:
    """What changes in a card that stands there already. A life that is over comes back only when a person brings it."""
    if known.life is Life.OVER and not brought:
        return {}
    changes: dict[str, object] = {}
    if known.life is Life.OVER:
        changes |= {"life": Life.ASKING, "asked_at": at, "ending": None, "expires_at": expires_at}
    elif known.life is Life.HEARD and life is Life.ASKING:
        changes |= {"life": Life.ASKING, "asked_at": at}
    if brought and not known.brought:
        changes |= {"brought": True}
    if brought and known.expires_at and known.expires_at < expires_at:
        changes |= {"expires_at": expires_at}
    if because and not known.because:
        changes |= {"because": because_row(because)}
    return changes


def _room(row: Row[Any], topics: frozenset[str]) -> Room:
    return Room(
        id=row.id,
        address=Address(row.platform, row.workspace, row.external_id, row.route),
        name=row.name,
        key=row.key,
        here=row.here,
        joined_at=row.joined_at,
        paused_until=row.paused_until,
        topics=topics,
        private=row.private is not False,
    )
