"""Stewards' acts, and whether everything is stopped."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from bot.domain.acts import Act, Done
from store import rows
from store.kinds import Utc

_a = rows.acts
_p = rows.programme


class Acts:
    """What stewards did; implements `bot.ports.Acts`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def note(self, actor: str, act: Act, *, about: str = "", at: datetime) -> None:
        self._c.execute(insert(_a).values(actor=actor, act=act, about=about, at=at))

    def last(self, *, limit: int) -> list[Done]:
        newest = select(_a).order_by(_a.c.at.desc(), _a.c.id.desc()).limit(limit)
        return [Done(row.at, row.actor, row.act, row.about) for row in self._c.execute(newest)]

    def last_at(self, act: Act) -> datetime | None:
        return self._c.execute(select(func.max(_a.c.at, type_=Utc())).where(_a.c.act == act)).scalar()


class Programme:
    """Whether everything is stopped; implements `bot.ports.Programme`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def stopped_at(self) -> datetime | None:
        return self._c.execute(select(_p.c.stopped_at)).scalar()

    def stop(self, *, at: datetime) -> bool:
        stopped = update(_p).where(_p.c.stopped_at.is_(None)).values(stopped_at=at).returning(_p.c.id)
        return self._c.execute(stopped).first() is not None

    def go_on(self) -> bool:
        going = update(_p).where(_p.c.stopped_at.is_not(None)).values(stopped_at=None).returning(_p.c.id)
        return self._c.execute(going).first() is not None
