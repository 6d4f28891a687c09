"""Events that were heard already: what a platform tells twice is done once."""

from datetime import datetime

from sqlalchemy import Connection, select

from store import rows
from store.hashing import keyed_hash
from store.sql import insert

_h = rows.heard


class Events:
    """What was heard lately; implements `bot.ports.Events`."""

    def __init__(self, connection: Connection, *, key: bytes) -> None:
        self._c = connection
        self._key = key

    def first(self, event: str, *, at: datetime) -> bool:
        new = insert(self._c, _h).values(mark=self._mark(event), at=at).on_conflict_do_nothing(index_elements=["mark"])
        return self._c.execute(new.returning(_h.c.mark)).first() is not None

    def heard(self, event: str) -> bool:
        return self._c.execute(select(_h.c.mark).where(_h.c.mark == self._mark(event))).first() is not None

    def _mark(self, event: str) -> str:
        return keyed_hash(self._key, f"event:{event}")  # the platform's own key could name people
