"""Putting a message into the outbox: one, many at once, or the newest of a state that is drawn anew."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, literal, or_, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.sql.dml import ReturningInsert

from bot.chat.outbox import Purpose
from store import rows
from store.kinds import EPOCH, Utc
from store.rows import State
from store.sql import insert_for, lesser
from store.statements import Statement

_o = rows.outbox


def new(
    purpose: Purpose,
    *,
    key: str,
    lane: str,
    about: str,
    person_id: str | None,
    at: datetime,
    not_before: datetime | None,
    body: str = "",
) -> dict[str, object]:
    """A message as it is put."""
    return {
        "purpose": purpose,
        "key": key,
        "lane": lane,
        "about": about,
        "person_id": person_id,
        "body": body,
        "state": State.WAITING,
        "dirty": False,
        "held": False,
        "put_at": at,
        "not_before": not_before or at,
        "attempts": 0,
        "why": "",
    }


def put_of_each(put: Insert, which: Select[Any], purpose: Purpose) -> ReturningInsert[Any]:
    """A message for each row (key, lane, about, person_id) of a question, once per key; for `Outbox.put_each`."""
    alike = new(purpose, key="", lane="", about="", person_id="", at=EPOCH, not_before=None)
    of_each = [one["name"] for one in which.column_descriptions]
    values: dict[str, ColumnElement[Any]] = {
        name: literal(value, _o.c[name].type) for name, value in alike.items() if name not in of_each
    }
    values |= {name: bindparam("put_at", type_=Utc) for name in ("put_at", "not_before")}
    put_each = put.from_select([*of_each, *values], which.add_columns(*values.values()))
    return put_each.on_conflict_do_nothing(index_elements=[_o.c.key]).returning(_o.c.person_id)


def draft_edits(put: Insert, which: ColumnElement[bool], *, at: datetime, not_before: datetime | None) -> Insert:
    """An edit of each of these drafts, in place of one that waits."""
    d = rows.drafts.c
    alike = new(Purpose.DRAFT_EDIT, key="", lane="", about="", person_id="", at=at, not_before=not_before)
    # One that waits for a day of its own must not be lost to one that leaves at once.
    then = f":{not_before:%Y%m%d%H%M}" if not_before else ""
    of_each = {"key": literal("draft-edit:") + d.id + then, "lane": d.person_id, "about": d.id}
    of_each["person_id"] = d.person_id
    values = {name: of_each.get(name, literal(value, _o.c[name].type)) for name, value in alike.items()}
    return newest_of_each(put.from_select(list(values), select(*values.values()).where(which)))


@Statement
def put(dialect: str) -> ReturningInsert[Any]:
    """Once per key: nothing where it was put before."""
    return insert_for(dialect, _o).on_conflict_do_nothing(index_elements=[_o.c.key]).returning(_o.c.id)


@Statement
def put_state(dialect: str) -> Insert:
    """In place of the one with this key."""
    return newest_of_each(insert_for(dialect, _o))


def newest_of_each(put: Insert) -> Insert:
    """The newest of each key wins, and waits no longer than was promised."""
    leaving = _o.c.state == State.LEAVING
    open_ = or_(_o.c.state == State.WAITING, leaving)  # "in" is put together anew each time
    return put.on_conflict_do_update(
        index_elements=[_o.c.key],
        set_={
            "lane": put.excluded.lane,
            "about": put.excluded.about,
            "person_id": put.excluded.person_id,
            "put_at": put.excluded.put_at,
            "not_before": _may_leave_from(put.excluded.not_before),
            "state": case((leaving, State.LEAVING), else_=State.WAITING),
            "dirty": leaving,
            "attempts": case((open_, _o.c.attempts), else_=0),
            "held": and_(_o.c.state == State.WAITING, _o.c.held),
            "why": case((_o.c.state == State.WAITING, _o.c.why), else_=""),
            "settled_at": None,
        },
    )


def _may_leave_from(wished: ColumnElement[Any]) -> ColumnElement[Any]:
    """When a state that is put again may leave.

    The earliest of what was promised: one message shows everything that is true by then. But one that was sent back to
    wait (`later`) keeps that wait.
    """
    sent_back = and_(_o.c.state == State.WAITING, _o.c.held)
    put_already = or_(_o.c.state == State.WAITING, and_(_o.c.state == State.LEAVING, _o.c.dirty))
    return case((sent_back, _o.c.not_before), (put_already, lesser(_o.c.not_before, wished)), else_=wished)
