"""Notices: a few plain lines for everyone in a room."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from bot.domain.ids import new_id
from bot.domain.notices import Notice, NoticeKind
from store import rows

_n = rows.notices

SENT_TWICE = timedelta(hours=1)
"""The same words for the same room within this time were sent twice, and are said once."""


class Notices:
    """Notices; implements `bot.ports.Notices`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def put(self, room_id: str, kind: NoticeKind, text: str, *, at: datetime) -> Notice:
        last = self._c.execute(_newest(room_id)).first()
        if last is not None and (last.kind, last.text) == (kind, text) and at - last.at < SENT_TWICE:
            return _notice(last)
        notice = Notice(id=new_id(at), room_id=room_id, kind=kind, text=text, at=at)
        self._c.execute(insert(_n).values(id=notice.id, room_id=room_id, kind=kind, text=text, at=at))
        return notice

    def get(self, notice_id: str) -> Notice | None:
        found = self._c.execute(select(_n).where(_n.c.id == notice_id)).first()
        return _notice(found) if found else None

    def last(self, room_id: str, kinds: Collection[NoticeKind]) -> Notice | None:
        found = self._c.execute(_newest(room_id).where(_n.c.kind.in_(kinds))).first()
        return _notice(found) if found else None

    def unsay(self, notice_id: str) -> None:
        self._c.execute(delete(_n).where(_n.c.id == notice_id))


def _newest(room_id: str) -> Select[Any]:
    return select(_n).where(_n.c.room_id == room_id).order_by(_n.c.at.desc(), _n.c.id.desc()).limit(1)


def _notice(row: Row[Any]) -> Notice:
    return Notice(id=row.id, room_id=row.room_id, kind=row.kind, text=row.text, at=row.at)
