"""Sources: the feeds, and how they are."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, insert, select, update

from bot.domain.health import Moves
from bot.domain.ids import new_id
from bot.domain.sources import Source
from store import rows

_s = rows.sources
_is_asked = and_(_s.c.named, ~_s.c.paused)


class Sources:
    """The feeds, and how they are; implements `bot.ports.Sources`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def get(self, source_id: str) -> Source | None:
        found = self._read(_s.c.id == source_id)
        return found[0] if found else None

    def all(self) -> list[Source]:
        return self._read(_s.c.id.is_not(None))

    def take_in(self, sources: Sequence[Source], *, now: datetime, known: bool) -> None:
        unnamed = _s.c.key.not_in([one.key for one in sources])
        self._c.execute(update(_s).where(unnamed).values(named=False))
        addresses = {row.key: row.file_url for row in self._c.execute(select(_s.c.key, _s.c.file_url))}
        for one in sources:  # once per start, and a few hundred at most
            if one.key not in addresses:
                start = {"id": new_id(now), "key": one.key, "read_at": now if known else None, "made": False}
                self._c.execute(insert(_s).values(start | _in_the_file(one) | _unasked(one.url, now)))
            else:
                moved = {} if addresses[one.key] == one.url else _unasked(one.url, now)
                self._c.execute(update(_s).where(_s.c.key == one.key).values(_in_the_file(one) | moved))

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
        "next_at": now,
        "errors": 0,
        "trouble": None,
        "moves": _moves_row(Moves()),
        "paused": False,
    }


def _as_it_is(source: Source) -> dict[str, object]:
    return {
        "url": source.url,
        "etag": source.etag,
        "modified": source.modified,
        "digest": source.digest,
        "read_at": source.read_at,
        "next_at": source.next_at,
        "errors": source.errors,
        "trouble": source.trouble,
        "moves": _moves_row(source.moves),
        # One that the file no longer names reads as paused; that must not stick when it is named again.
        "paused": case((_s.c.named, source.paused), else_=_s.c.paused),
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
        next_at=row.next_at,
        errors=row.errors,
        trouble=row.trouble,
        moves=_moves(row.moves),
        paused=row.paused or not row.named,
    )
