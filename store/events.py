"""Events that were heard already: what a platform tells twice is done once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection
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
        mark = keyed_hash(self._key, f"event:{event}")  # the platform's own key could name people
        return _heard.run(self._c, {"mark": mark, "at": at}).first() is not None


@Statement
def _heard(dialect: str) -> ReturningInsert[Any]:
    return insert_for(dialect, _h).on_conflict_do_nothing(index_elements=["mark"]).returning(_h.c.mark)
