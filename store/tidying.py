"""Deleting what nobody needs any more. `store/rows.py` says for each column how long it is kept."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, or_

from bot.domain.items import FindState, Life
from store import rows
from store.kinds import EPOCH
from store.rows import State

TAKE_BACKS = timedelta(hours=3)
ASIDES = timedelta(minutes=15)
HEARD = timedelta(hours=1)
"""Longer than any platform goes on telling an event that was not acknowledged."""
SETTLED = timedelta(days=30)
ACTS = timedelta(days=3 * 365)
NEVER_WRITTEN = timedelta(days=2)


class Tidying:
    """Deletes by age; implements `bot.ports.Tidying`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def tidy(self, *, now: datetime, drafts: timedelta, answers: timedelta, items: timedelta) -> dict[str, int]:
        a, d, f, o = rows.answers.c, rows.drafts.c, rows.finds.c, rows.outbox.c
        settled = o.state.in_([State.SENT, State.DEAD, State.DROPPED])
        old = [
            (rows.asides, rows.asides.c.at < now - ASIDES),
            (rows.answers, or_(a.at < now - answers, and_(a.taken_back, a.at < now - TAKE_BACKS))),
            (rows.drafts, or_(d.at < now - drafts, and_(d.text == "", d.at < now - NEVER_WRITTEN))),
            (rows.finds, and_(f.at < now - items, f.state != FindState.WAITING)),
            (rows.items, and_(rows.items.c.heard_at < now - items, _nothing_hangs_on_it())),
            (rows.heard, rows.heard.c.at < now - HEARD),
            (rows.notices, rows.notices.c.at < now - items),
            (rows.acts, rows.acts.c.at < now - ACTS),
            (rows.lanes, and_(_lane_is_empty(), rows.lanes.c.paced_until < now)),
            (rows.outbox, and_(settled, o.settled_at < now - SETTLED)),
        ]
        return {table.name: self._delete(table, which) for table, which in old}

    def _delete(self, table: Table, which: ColumnElement[bool]) -> int:
        return self._c.execute(delete(table).where(which)).rowcount


def _lane_is_empty() -> ColumnElement[bool]:
    """Nobody sees to this lane, and nothing waits in it, not even what a steward has stopped."""
    lane, o = rows.lanes.c, rows.outbox.c
    waits = exists().where(o.lane == lane.key, o.state.in_([State.WAITING, State.LEAVING]))
    return and_(lane.next_at.is_(None), lane.lease_until == EPOCH, ~waits)


def _nothing_hangs_on_it() -> ColumnElement[bool]:
    """No answer, draft, find or story of a person, and no card whose life is not over."""
    item = rows.items.c.id
    stories, cards = rows.stories.c, rows.cards.c
    return and_(
        ~exists().where(rows.answers.c.item_id == item),
        ~exists().where(rows.drafts.c.item_id == item),
        ~exists().where(rows.finds.c.item_id == item),
        ~exists().where(or_(stories.item_id == item, stories.about_item == item)),
        ~exists().where(cards.item_id == item, cards.life != Life.OVER),
    )
