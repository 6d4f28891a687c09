"""Events that were heard already: what a platform tells twice is done once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.sql.dml import ReturningInsert

from store import rows
from store.hashing import keyed_hash
from store.sql import insert_for
from store.statements import Statement

_h = rows.heard


class Events:
    """What was heard lately; implements `bot.ports.Events`."""

    def __init__(self, connection: Connection, *, key: bytes) -> None:
        self._c = connection
        self._key = key

    def first(self, event: str, *, at: datetime) -> bool:
        return _hear.run(self._c, {"mark": self._mark(event), "at": at}).first() is not None

    def heard(self, event: str) -> bool:
        return _HEARD.run(self._c, {"heard": self._mark(event)}).first() is not None

    def _mark(self, event: str) -> str:
        return keyed_hash(self._key, f"event:{event}")  # the platform's own key could name people


_HEARD = Statement(select(_h.c.mark).where(_h.c.mark == bindparam("heard")))


@Statement
def _hear(dialect: str) -> ReturningInsert[Any]:
    return insert_for(dialect, _h).on_conflict_do_nothing(index_elements=["mark"]).returning(_h.c.mark)
