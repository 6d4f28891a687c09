"""Slots: a tick of the clock is claimed as a row, so that it is done once, whoever runs.

Which slot it is, the wall clock says; the lease is on the database's clock, since those of replicas differ.
"""

from datetime import timedelta

from sqlalchemy import BigInteger, Connection, or_, select, type_coerce, update

from bot.ports import Slot
from store import rows
from store.kinds import EPOCH, MICROSECOND, Utc
from store.sql import clock, insert

_s = rows.slots
ENDS = type_coerce(_s.c.lease_until, BigInteger)


class Slots:
    """Leases with a fence; implements `bot.ports.Slots`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def claim(self, job: str, newest: int, *, lease: timedelta, each: bool = False) -> Slot | None:
        self._make_known(job)
        due = or_(_s.c.slot.is_(None), _s.c.slot < newest)
        free = select(_s.c.job).where(_s.c.job == job, due, clock(self._c) >= ENDS)
        # Whoever is just ending it may stand still in the middle of that: nobody waits for them.
        if self._c.execute(free.with_for_update(skip_locked=True)).first() is None:
            return None
        until = type_coerce(clock(self._c) + lease // MICROSECOND, Utc())
        ours = update(_s).where(_s.c.job == job).values(lease_until=until, fence=_s.c.fence + 1)
        row = self._c.execute(ours.returning(_s.c.fence, _s.c.slot)).one()
        return Slot(job, row.slot + 1 if each and row.slot is not None else newest, row.fence)

    def done(self, slot: Slot) -> bool:
        ours = update(_s).where(_s.c.job == slot.job, _s.c.fence == slot.fence)
        done = ours.values(slot=slot.number, lease_until=EPOCH).returning(_s.c.job)
        return self._c.execute(done).first() is not None

    def free(self) -> None:
        self._c.execute(update(_s).values(lease_until=EPOCH))

    def _make_known(self, job: str) -> None:
        """Put where it is already, PostgreSQL would wait for whoever is just ending it."""
        if self._c.execute(select(_s.c.job).where(_s.c.job == job)).first() is None:
            new = insert(self._c, _s).values(job=job, slot=None, lease_until=EPOCH, fence=0)
            self._c.execute(new.on_conflict_do_nothing(index_elements=["job"]))
