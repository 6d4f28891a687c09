"""Slots: a tick of the clock is claimed as a row, so that it is done once, whoever runs."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, update

from store import rows
from store.kinds import EPOCH
from store.sql import insert

_s = rows.slots


class Slots:
    """Leases with a fence; implements `bot.ports.Slots`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def claim(self, job: str, slot: int, *, now: datetime, lease: timedelta) -> int | None:
        new = insert(self._c, _s).values(job=job, slot=None, lease_until=EPOCH, fence=0)
        self._c.execute(new.on_conflict_do_nothing(index_elements=["job"]))
        free = update(_s).where(_s.c.job == job, or_(_s.c.slot.is_(None), _s.c.slot < slot), _s.c.lease_until <= now)
        claimed = free.values(lease_until=now + lease, fence=_s.c.fence + 1).returning(_s.c.fence)
        return self._c.execute(claimed).scalar()

    def done(self, job: str, slot: int, fence: int) -> bool:
        ours = update(_s).where(_s.c.job == job, _s.c.fence == fence)
        done = ours.values(slot=slot, lease_until=EPOCH).returning(_s.c.job)
        return self._c.execute(done).first() is not None

    def free(self) -> None:
        self._c.execute(update(_s).values(lease_until=EPOCH))
