"""Links that people brought."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, select, update

from bot.domain.ids import new_id
from bot.domain.items import Find, FindState
from store import rows
from store.sql import insert

_f = rows.finds


class Finds:
    """The part of `bot.ports.Items` that is about finds."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def bring(
        self, person_id: str, *, url: str, key: str, why: str, named: bool, room_id: str | None, at: datetime
    ) -> Find:
        new = insert(self._c, _f).values(
            id=new_id(at),
            person_id=person_id,
            url=url,
            key=key,
            why=why,
            named=named,
            state=FindState.WAITING,
            room_id=room_id,
            at=at,
        )
        self._c.execute(new.on_conflict_do_nothing(index_elements=["person_id", "key"]))
        return self._read(_theirs(person_id, key))[0]

    def find(self, find_id: str) -> Find | None:
        found = self._read(_f.c.id == find_id)
        return found[0] if found else None

    def find_by(self, person_id: str, key: str) -> Find | None:
        found = self._read(_theirs(person_id, key))
        return found[0] if found else None

    def try_again(self, find_id: str, *, why: str, at: datetime) -> None:
        unreadable = update(_f).where(_f.c.id == find_id, _f.c.state == FindState.UNREADABLE)
        self._c.execute(unreadable.values(state=FindState.WAITING, trouble=None, why=why, at=at))

    def brought_by(self, person_id: str) -> list[str]:
        theirs = select(_f.c.item_id).where(_f.c.person_id == person_id, _f.c.item_id.is_not(None))
        return list(self._c.execute(theirs.order_by(_f.c.at, _f.c.id)).scalars())

    def finds_waiting(self, *, limit: int) -> list[Find]:
        return self._read(_f.c.state == FindState.WAITING, limit=limit)

    def finds_of(self, item_id: str) -> list[Find]:
        return self._read(_f.c.item_id == item_id)

    def settle_find(
        self,
        find_id: str,
        state: FindState,
        *,
        item_id: str | None = None,
        room_id: str | None = None,
        trouble: str | None = None,
    ) -> None:
        told = {"item_id": item_id, "room_id": room_id}
        known = {name: value for name, value in told.items() if value is not None}
        settled: dict[str, object] = {"state": state, "trouble": trouble, **known}
        self._c.execute(update(_f).where(_f.c.id == find_id).values(settled))

    def _read(self, which: ColumnElement[bool], *, limit: int | None = None) -> list[Find]:
        found = self._c.execute(select(_f).where(which).order_by(_f.c.at, _f.c.id).limit(limit))
        return [_find(row) for row in found]


def _theirs(person_id: str, key: str) -> ColumnElement[bool]:
    return and_(_f.c.person_id == person_id, _f.c.key == key)


def _find(row: Row[Any]) -> Find:
    return Find(
        id=row.id,
        person_id=row.person_id,
        url=row.url,
        why=row.why,
        named=row.named,
        state=row.state,
        room_id=row.room_id,
        item_id=row.item_id,
        trouble=row.trouble,
    )
