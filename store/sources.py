"""Sources: the feeds, and how they are."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, case, func, insert, or_, select, update

from bot.domain.health import Moves
from bot.domain.ids import new_id
from bot.domain.sources import ENDS, EVERY, NewSource, Source
from store import rows
from store.sql import all_as_one, each_said, take_turns
from store.statements import Statement

_s = rows.sources
_is_asked = and_(_s.c.named, ~_s.c.paused)
_paused_by_itself = and_(_s.c.trouble.is_not(None), _s.c.trouble.in_(list(ENDS)))
MADE = "made:"
"""How the key of a source begins that was made in chat: no key of app.yaml holds a colon."""


class Sources:
    """The feeds, and how they are; implements `bot.ports.Sources`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def wait_for_turn(self) -> None:
        take_turns(self._c, "sources")

    def get(self, source_id: str) -> Source | None:
        found = self._read(_s.c.id == source_id)
        return found[0] if found else None

    def all(self) -> list[Source]:
        return self._read(_s.c.id.is_not(None))

    def names(self, source_ids: Collection[str]) -> dict[str, str]:
        found = _names.run(self._c, {"ids": all_as_one(self._c.dialect.name, source_ids)})
        return {row.id: row.name for row in found}

    def take_in(self, sources: Sequence[Source], *, now: datetime, known: bool) -> None:
        unnamed = and_(~_s.c.made, _s.c.key.not_in([one.key for one in sources]))
        self._c.execute(update(_s).where(unnamed).values(named=False))
        addresses = {
            row.key: row.file_url for row in self._c.execute(select(_s.c.key, _s.c.file_url).where(~_s.c.made))
        }
        for one in sources:  # once per start, and a few hundred at most
            if one.key not in addresses:
                start = {"id": new_id(now), "key": one.key, "read_at": now if known else None, "made": False}
                self._c.execute(insert(_s).values(start | _in_the_file(one) | _unasked(one.url, now)))
            else:
                moved = {} if addresses[one.key] == one.url else _unasked(one.url, now) | {"paused": _still_paused()}
                self._c.execute(update(_s).where(_s.c.key == one.key).values(_in_the_file(one) | moved))

    def add(self, sources: Sequence[NewSource], *, now: datetime) -> list[Source]:
        self.wait_for_turn()
        wanted = {one.url: one for one in sources}
        again = and_(_s.c.made, ~_s.c.named, _s.c.file_url.in_(list(wanted)))
        removed = {row.file_url: row.id for row in self._c.execute(select(_s.c.id, _s.c.file_url).where(again))}
        ids = {url: removed.get(url) or new_id(now) for url in wanted}
        fresh = [_made(one, ids[url], now) for url, one in wanted.items()]
        new = [row for row in fresh if row["file_url"] not in removed]
        if new:
            self._c.execute(insert(_s), new)
        back = [row | {"known": row["id"]} for row in fresh if row["file_url"] in removed]
        if back:
            values: dict[str, object] = {
                name: bindparam(name) for name in back[0] if name not in ("id", "key", "known")
            }
            self._c.execute(update(_s).where(_s.c.id == bindparam("known")).values(values), back)
        found = {one.id: one for one in self._read(_s.c.id.in_(list(ids.values())))}
        return [found[one] for one in ids.values()]

    def pause(self, source_id: str) -> None:
        self._c.execute(update(_s).where(_s.c.id == source_id).values(paused=True))

    def go_on(self, source_id: str, *, now: datetime) -> None:
        anew = {"paused": False, "errors": 0, "trouble": None, "next_at": now}
        # What stood there may have been what could not be read: it is looked at once more.
        unknown = {"etag": None, "modified": None, "digest": None}
        self._c.execute(update(_s).where(_s.c.id == source_id).values(anew | unknown))

    def remove(self, source_id: str) -> None:
        self._c.execute(update(_s).where(_s.c.id == source_id, _s.c.made).values(named=False))

    def unheard(self, *, now: datetime, limit: int) -> list[Source]:
        new = and_(_s.c.made, _s.c.read_at.is_(None), _s.c.errors == 0)
        return self._read(and_(_is_asked, new, _s.c.next_at <= now), order=_s.c.next_at, limit=limit)

    def due(self, *, now: datetime, limit: int) -> list[Source]:
        return self._read(and_(_is_asked, _s.c.next_at <= now), order=_s.c.next_at, limit=limit)

    def next_due(self) -> datetime | None:
        return self._c.execute(select(func.min(_s.c.next_at)).where(_is_asked)).scalar()

    def all_due(self, *, now: datetime) -> None:
        self._c.execute(update(_s).where(_is_asked).values(next_at=now))

    def asked(self, source: Source) -> None:
        self._c.execute(update(_s).where(_s.c.id == source.id).values(_as_it_is(source)))

    def _read(
        self, which: ColumnElement[bool], *, order: ColumnElement[Any] = _s.c.key, limit: int | None = None
    ) -> list[Source]:
        found = self._c.execute(select(_s).where(which).order_by(order, _s.c.id).limit(limit))
        return [_source(row) for row in found]


def _in_the_file(source: Source) -> dict[str, object]:
    return {
        "name": source.name,
        "file_url": source.url,
        "every": source.every,
        "company": source.company,
        "about": list(source.about),
        "named": True,
    }


def _unasked(url: str, now: datetime) -> dict[str, object]:
    """Nothing is known of what stands at this address."""
    return {
        "url": url,
        "etag": None,
        "modified": None,
        "digest": None,
        "heard_at": None,
        "next_at": now,
        "errors": 0,
        "trouble": None,
        "moves": _moves_row(Moves()),
        "paused": False,
    }


def _still_paused() -> ColumnElement[bool]:
    """At a new address only a steward's pause goes on: what made us pause by ourselves stood at the old one."""
    return and_(_s.c.paused, ~_paused_by_itself)


def _made(source: NewSource, source_id: str, now: datetime) -> dict[str, object]:
    as_given = Source("", MADE + source_id, source.name, source.url, EVERY)
    return (
        _in_the_file(as_given)
        | _unasked(source.url, now)
        | {"id": source_id, "key": as_given.key, "read_at": None, "made": True}
    )


def _as_it_is(source: Source) -> dict[str, object]:
    return {
        "name": case((_s.c.made, source.name), else_=_s.c.name),
        "url": source.url,
        "etag": source.etag,
        "modified": source.modified,
        "digest": source.digest,
        "read_at": source.read_at,
        "heard_at": source.heard_at,
        "next_at": source.next_at,
        "errors": source.errors,
        "trouble": source.trouble,
        "moves": _moves_row(source.moves),
        # One that the file no longer names reads as paused; that must not stick when it is named again. And a steward
        # may have paused it while it was asked.
        "paused": or_(_s.c.paused, _s.c.named) if source.paused else _s.c.paused,
    }


def _moves_row(moves: Moves) -> list[object]:
    return [moves.to, moves.days, moves.last.isoformat() if moves.last else None]


def _moves(row: Sequence[Any]) -> Moves:
    to, days, last = row
    return Moves(to=to, days=days, last=date.fromisoformat(last) if last else None)


def _source(row: Row[Any]) -> Source:
    return Source(
        id=row.id,
        key=row.key,
        name=row.name,
        url=row.url,
        every=row.every,
        company=row.company,
        about=tuple(row.about),
        etag=row.etag,
        modified=row.modified,
        digest=row.digest,
        read_at=row.read_at,
        heard_at=row.heard_at,
        next_at=row.next_at,
        errors=row.errors,
        trouble=row.trouble,
        moves=_moves(row.moves),
        paused=row.paused or not row.named,
        address=row.file_url,
        made=row.made,
        named=row.named,
    )


@Statement
def _names(dialect: str) -> Select[Any]:
    return select(_s.c.id, _s.c.name).where(_s.c.id.in_(each_said(dialect, "ids")))
