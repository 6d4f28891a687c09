"""Topics, as app.yaml has them."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from bot.domain.ids import new_id
from bot.domain.topics import Topic
from store import rows
from store.sql import insert

_t = rows.topics
NO_TIME = datetime(1970, 1, 2, tzinfo=UTC)
"""Topics have no time of their own, so their ids are random alone.

Not the first moment of 1970: the library counts on from the last id of the same moment, and begins at that one, so that
every process would make the same ids.
"""


class Topics:
    """What rooms and people want to hear about; implements `bot.ports.Topics`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def all(self) -> list[Topic]:
        return [_read(row) for row in self._c.execute(select(_t).order_by(_t.c.key))]

    def get(self, topic_id: str) -> Topic | None:
        row = self._c.execute(select(_t).where(_t.c.id == topic_id)).first()
        return _read(row) if row else None

    def keyed(self, keys: Collection[str]) -> list[Topic]:
        return [_read(row) for row in self._c.execute(select(_t).where(_t.c.key.in_(keys)).order_by(_t.c.key))]

    def take_in(self, topics: Mapping[str, Topic]) -> Mapping[str, str]:
        self._c.execute(delete(_t).where(_t.c.key.not_in(list(topics))))
        new = insert(self._c, _t)
        words = {name: new.excluded[name] for name in ("name", "must", "may", "must_not")}
        if topics:
            put = new.on_conflict_do_update(index_elements=["key"], set_=words)
            self._c.execute(put, [_row(key, topic) for key, topic in topics.items()])
        return {row.key: row.id for row in self._c.execute(select(_t.c.key, _t.c.id))}


def _row(key: str, topic: Topic) -> dict[str, object]:
    return {
        "id": new_id(NO_TIME),
        "key": key,
        "name": topic.name,
        "must": list(topic.must),
        "may": list(topic.may),
        "must_not": list(topic.must_not),
    }


def _read(row: Row[Any]) -> Topic:
    return Topic(id=row.id, name=row.name, must=tuple(row.must), may=tuple(row.may), must_not=tuple(row.must_not))
