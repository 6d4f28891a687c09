"""Items, the entries they were heard in, and the topics they belong to."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Text,
    and_,
    bindparam,
    case,
    delete,
    desc,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)

from bot.domain import links
from bot.domain.ids import new_id
from bot.domain.items import Because, Item, ItemKind, Life, Looked, ToldAbout
from bot.domain.ranking import Candidate
from bot.domain.sameness import Told
from bot.domain.topics import Match
from store import rows, sql
from store.candidates import read_candidates
from store.finds import Finds
from store.kinds import Utc
from store.statements import Statement

_i = rows.items
_e = rows.entries
_t = rows.item_topics
_s = rows.sources

_NEWEST_FIRST = (_i.c.at.desc(), _i.c.id.desc())
_newest = select(_i).order_by(*_NEWEST_FIRST)
_PLACE = select(_i.c.id, _i.c.at)
_TOLD = tuple_(_i.c.at, _i.c.id)
_GET = Statement(_newest.where(_i.c.id == bindparam("item_id")))
_BY_KEY = Statement(_newest.where(_i.c.key == bindparam("item_key")))
_told = select(_e.c.item_id, _s.c.name).join_from(_e, _s).order_by(_e.c.at, _e.c.source_id)
_HEARD_IN = _told.where(_e.c.item_id.in_(bindparam("items", expanding=True)))
_ONE_HEARD_IN = Statement(_told.where(_e.c.item_id == bindparam("item")))  # "in" is put together anew each time


class Items(Finds):
    """Items, entries, topics of items, and finds; implements `bot.ports.Items`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)

    def wait_for_turn(self) -> None:
        sql.take_turns(self._c, "items")

    def get(self, item_id: str) -> Item | None:
        return self._first(_GET, {"item_id": item_id})

    def by_key(self, key: str) -> Item | None:
        return self._first(_BY_KEY, {"item_key": key})

    def add(
        self,
        *,
        kind: ItemKind,
        url: str,
        key: str,
        title: str,
        text: str,
        at: datetime,
        now: datetime,
        picture: str | None = None,
    ) -> Item:
        known = self.by_key(key)
        if known is not None:
            return known
        item = Item(id=new_id(now), kind=kind, url=url, title=title, text=text, at=at, picture=picture)
        row = {"id": item.id, "kind": kind, "url": url, "key": key, "title": title, "text": text, "picture": picture}
        self._c.execute(
            insert(_i).values(
                row | {"at": at, "heard_at": now, "internal": False, "withdrawn": False, "corrected": False}
            )
        )
        return item

    def correct(self, item_id: str, *, title: str, text: str, picture: str | None) -> None:
        open_to_feeds = update(_i).where(_i.c.id == item_id, ~_i.c.corrected, ~_i.c.withdrawn)
        self._c.execute(open_to_feeds.values(title=title, text=text, picture=picture))

    def correct_for_good(self, item_id: str, *, title: str, text: str) -> None:
        stands = update(_i).where(_i.c.id == item_id, ~_i.c.withdrawn)
        self._c.execute(stands.values(title=title, text=text, corrected=True))

    def label(self, item_id: str, *, internal: bool, not_before: datetime | None) -> None:
        self._c.execute(update(_i).where(_i.c.id == item_id).values(internal=internal, not_before=not_before))

    def withdraw(self, item_id: str) -> None:
        # Nothing of its words stays with us: its cards have to be edited, and need none of them for that.
        empty = update(_i).where(_i.c.id == item_id)
        self._c.execute(empty.values(withdrawn=True, title="", text="", url="", picture=None))

    def search(
        self, words: Sequence[str], *, since: datetime | None, limit: int, among: int, before: str = ""
    ) -> Looked:
        # Words are looked for one item after the other, while whoever wants to write waits: so only in so many.
        older = _told_before(self._c.execute(_PLACE.where(_i.c.id == before)).first())
        ends = self._c.execute(_PLACE.where(older).order_by(*_NEWEST_FIRST).offset(among - 1).limit(2)).all()
        which = [_i.c.kind != ItemKind.STORY, ~_i.c.withdrawn, ~_known_to_its_bringer_alone(), *map(_occurs, words)]
        if since is not None:
            which.append(_i.c.heard_at >= since)
        if ends:
            which.append(_told_at(ends[0]) <= _TOLD)
        found = self._read_items(and_(older, *which), limit=limit)
        is_rest = len(ends) == 2 and len(found) < limit
        return Looked(found, (ends[0].id, ends[0].at) if is_rest else None)

    def heads(self, *, since: datetime) -> list[Told]:
        rank = func.row_number().over(partition_by=_e.c.item_id, order_by=(_e.c.at, _e.c.source_id, _e.c.entry_key))
        ranked = select(_e.c.item_id, _e.c.source_id, _e.c.entry_key, _e.c.host, rank.label("rank")).subquery()
        heads = (
            select(
                _i.c.id, _i.c.title, _i.c.key, _i.c.url, _i.c.at, ranked.c.source_id, ranked.c.entry_key, ranked.c.host
            )
            .join_from(_i, ranked, and_(ranked.c.item_id == _i.c.id, ranked.c.rank == 1), isouter=True)
            .where(_i.c.heard_at >= since, _i.c.kind != ItemKind.STORY)
            .order_by(_i.c.id)
        )
        return [_head(row) for row in self._c.execute(heads)]

    def entry(self, source_id: str, entry_key: str) -> tuple[str, str, int] | None:
        known = select(_e.c.item_id, _e.c.digest, _e.c.changes)
        which = and_(_e.c.source_id == source_id, _e.c.entry_key == _short(entry_key))
        row = self._c.execute(known.where(which)).first()
        return (row.item_id, row.digest, row.changes) if row else None

    def heard(
        self, item_id: str, *, source_id: str, entry_key: str, url: str, digest: str, at: datetime, news: bool
    ) -> None:
        new = sql.insert(self._c, _e).values(
            source_id=source_id,
            entry_key=_short(entry_key),
            item_id=item_id,
            url=url,
            host=_host(url),
            digest=digest,
            changes=0,
            at=at,
            news=news,
        )
        changed = case((_e.c.digest != new.excluded.digest, 1), else_=0)
        again = {"url": new.excluded.url, "digest": new.excluded.digest, "changes": _e.c.changes + changed}
        self._c.execute(new.on_conflict_do_update(index_elements=["source_id", "entry_key"], set_=again))

    def match(self, item_id: str, matches: Sequence[Match]) -> None:
        self._c.execute(delete(_t).where(_t.c.item_id == item_id))
        known = set(self._c.execute(select(rows.topics.c.id)).scalars()) if matches else set()
        belongs = [
            {"item_id": item_id, "topic_id": one.topic_id, "in_title": list(one.in_title), "in_text": list(one.in_text)}
            for one in {match.topic_id: match for match in matches}.values()
            if one.topic_id in known  # the file may have dropped it since the matcher was built
        ]
        if belongs:
            self._c.execute(insert(_t), belongs)

    def because(self, item_id: str, topics: Collection[str]) -> tuple[Because, ...]:
        names = select(_t, rows.topics.c.name).join_from(_t, rows.topics).order_by(rows.topics.c.name)
        found = self._c.execute(names.where(_t.c.item_id == item_id, _t.c.topic_id.in_(topics)))
        return tuple(_because(row) for row in found)

    def candidates(self, room_id: str, *, since: datetime, now: datetime) -> list[Candidate]:
        return read_candidates(self._c, room_id, since=since, now=now)

    def told_by(self, source_id: str, *, since: datetime, now: datetime) -> list[ToldAbout]:
        told = and_(_e.c.source_id == source_id, _e.c.at >= since, _e.c.at <= now)
        items = (
            select(_i.c.id, _i.c.title, func.max(_e.c.at).label("at")).join_from(_i, _e).where(told, ~_i.c.withdrawn)
        )
        found = self._c.execute(items.group_by(_i.c.id, _i.c.title).order_by(desc("at"), _i.c.id.desc())).all()
        of_these = select(_e.c.item_id).where(told)
        topics: dict[str, set[str]] = {row.id: set() for row in found}
        for row in self._c.execute(select(_t.c.item_id, _t.c.topic_id).where(_t.c.item_id.in_(of_these))):
            topics.setdefault(row.item_id, set()).add(row.topic_id)
        return [ToldAbout(row.title, frozenset(topics[row.id])) for row in found]

    def asking(self, *, now: datetime) -> list[tuple[Item, frozenset[str]]]:
        asks = exists().where(rows.cards.c.item_id == _i.c.id, rows.cards.c.life == Life.ASKING)
        # A story is for the room its author chose; no nudge carries it elsewhere.
        free = and_(
            _i.c.kind != ItemKind.STORY,
            ~_i.c.internal,
            ~_i.c.withdrawn,
            or_(_i.c.not_before.is_(None), _i.c.not_before <= now),
        )
        found = self._read_items(and_(asks, free))
        topics: dict[str, set[str]] = {item.id: set() for item in found}
        for row in self._c.execute(select(_t.c.item_id, _t.c.topic_id).where(_t.c.item_id.in_(topics))):
            topics[row.item_id].add(row.topic_id)
        return [(item, frozenset(topics[item.id])) for item in found]

    def _first(self, asked: Statement, values: Mapping[str, str]) -> Item | None:
        found = self._those(asked.run(self._c, values))
        return found[0] if found else None

    def _read_items(self, which: ColumnElement[bool], *, limit: int | None = None) -> list[Item]:
        return self._those(self._c.execute(_newest.where(which).limit(limit)).all())

    def _those(self, found: Sequence[Any]) -> list[Item]:
        names = self._heard_in([row.id for row in found])
        return [_item(row, tuple(names.get(row.id, ()))) for row in found]

    def _heard_in(self, item_ids: Collection[str]) -> dict[str, dict[str, None]]:
        """The names of the sources of each item, in the order they told it, each once."""
        names: dict[str, dict[str, None]] = {}
        if len(item_ids) == 1:
            [only] = item_ids
            told: Iterable[Any] = _ONE_HEARD_IN.run(self._c, {"item": only})
        else:
            told = self._c.execute(_HEARD_IN, {"items": list(item_ids)})
        for row in told:
            names.setdefault(row.item_id, {})[row.name] = None
        return names


def _short(entry_key: str) -> str:
    """At most 400 characters: PostgreSQL does not index longer ones, and some feeds put whole texts there."""
    if len(entry_key) <= sql.LONGEST_KEY:
        return entry_key
    digest = hashlib.sha256(entry_key.encode("utf-8", "replace")).hexdigest()
    return entry_key[: sql.LONGEST_KEY - len(digest)] + digest


def _told_before(place: Any) -> ColumnElement[bool]:
    """Whether an item is older than this one; all are older than none."""
    return true() if place is None else _told_at(place) > _TOLD


def _told_at(place: Any) -> ColumnElement[Any]:
    return tuple_(literal(place.at, Utc), literal(place.id, Text))


def _occurs(word: str) -> ColumnElement[bool]:
    """Whether a word occurs in an item, as typed or in other letters: SQLite knows small and capital only of a to z."""
    spellings = [word] if word.isascii() else sorted({word, word.lower(), word.upper(), word.capitalize()})
    places = (_i.c.title, _i.c.text, _i.c.url)
    return or_(*(place.icontains(one, autoescape=True) for place in places for one in spellings))


def _known_to_its_bringer_alone() -> ColumnElement[bool]:
    """A find that went to no room, and that no source told.

    Looked up by index for each item: asked by "exists", PostgreSQL may read whole tables instead.
    """
    of_it = [select(table.c.item_id).where(table.c.item_id == _i.c.id) for table in (rows.finds, rows.cards, _e)]
    brought, stands, told = (one.limit(1).scalar_subquery() for one in of_it)
    return and_(brought.is_not(None), stands.is_(None), told.is_(None))


def _host(url: str) -> str:
    try:
        return links.host(url)
    except links.NotALink:
        return ""


def _head(row: Any) -> Told:
    return Told(
        id=row.id,
        title=row.title,
        key=row.key,
        guid=row.entry_key,
        host=_host(row.url) if row.host is None else row.host,
        source_id=row.source_id or "",
        at=row.at,
    )


def _because(row: Row[Any]) -> Because:
    return Because(row.topic_id, row.name, tuple(dict.fromkeys([*row.in_title, *row.in_text])))


def _item(row: Row[Any], heard_in: tuple[str, ...]) -> Item:
    return Item(
        id=row.id,
        kind=row.kind,
        url=row.url,
        title=row.title,
        text=row.text,
        at=row.at,
        picture=row.picture,
        heard_in=heard_in,
        internal=row.internal,
        not_before=row.not_before,
        withdrawn=row.withdrawn,
        corrected=row.corrected,
    )
