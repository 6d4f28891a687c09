"""A person's own drafts, and the reminders they set."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from bot.chat.addresses import Address, Message
from bot.domain.drafts import Answers
from bot.domain.echo import NOTHING, Trace
from bot.domain.ids import new_id
from bot.domain.networks import Network
from bot.domain.writing import Reminder, Writing
from store import rows, sql
from store.people import stands_at

_d = rows.drafts
_r = rows.reminders
_p = rows.people


class Drafts:
    """Drafts and reminders; implements `bot.ports.Drafts`."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def begin(self, person_id: str, item_id: str, *, angle: str, at: datetime) -> Writing:
        begun = Writing(id=new_id(at), person_id=person_id, item_id=item_id, asked=(angle,))
        self._c.execute(
            insert(_d).values(
                id=begun.id,
                person_id=person_id,
                item_id=item_id,
                asked=[angle],
                workplace=False,
                variant=0,
                text="",
                edited=False,
                at=at,
            )
        )
        return begun

    def begun(self, person_id: str, item_id: str) -> list[Writing]:
        return self._read(and_(_d.c.person_id == person_id, _d.c.item_id == item_id))

    def get(self, draft_id: str) -> Writing | None:
        return self._first(_d.c.id == draft_id)

    def of(self, person_id: str) -> list[Writing]:
        return self._read(and_(_d.c.person_id == person_id, _d.c.text != ""))

    def angles_taken(self, item_id: str) -> list[str]:
        # Two who ask at the same moment must not be given the same one: the second waits here for the first.
        self._c.execute(select(rows.items.c.id).where(rows.items.c.id == item_id).with_for_update())
        asked = self._c.execute(select(_d.c.asked).where(_d.c.item_id == item_id).order_by(_d.c.id)).scalars()
        return [angles[-1] for angles in asked]

    def traces(self, item_id: str, *, but_of: str) -> list[Trace]:
        kept = select(_d.c.trace).where(_d.c.item_id == item_id, _d.c.person_id != but_of, _d.c.trace.is_not(None))
        return [Trace(tuple(hashes)) for hashes in self._c.execute(kept).scalars()]

    def networks(self, item_id: str) -> Mapping[Network, int]:
        people = func.count(_d.c.person_id.distinct())
        written = select(_d.c.network, people).where(
            _d.c.item_id == item_id, _d.c.text != "", _d.c.network.is_not(None)
        )
        return {row[0]: row[1] for row in self._c.execute(written.group_by(_d.c.network))}

    def ask(self, draft_id: str, angle: str) -> None:
        draft = self.get(draft_id)
        if draft is not None:
            self._set(draft_id, asked=[*draft.asked, angle])

    def write(
        self,
        draft_id: str,
        *,
        network: Network,
        answers: Answers,
        workplace: bool,
        variant: int,
        text: str,
        trace: Trace = NOTHING,
        at: datetime,
    ) -> None:
        self._set(
            draft_id,
            network=network,
            answers=asdict(answers),
            workplace=workplace,
            variant=variant,
            text=text,
            trace=list(trace.hashes),
            edited=False,
            at=at,
        )

    def edit(self, draft_id: str, text: str, *, trace: Trace = NOTHING, at: datetime) -> None:
        self._set(draft_id, text=text, trace=list(trace.hashes), edited=True, at=at)

    def sent(self, draft_id: str, message: Message) -> None:
        self._set(draft_id, message_id=message.id)

    def at(self, message: Message) -> Writing | None:
        return self._first(and_(_d.c.message_id == message.id, stands_at(message.where)))

    def throw(self, draft_id: str) -> None:
        self._set(draft_id, text="", trace=None, answers=None, edited=False)
        self._c.execute(delete(_r).where(_r.c.draft_id == draft_id))

    def remind(self, draft_id: str, *, due: datetime) -> None:
        new = sql.insert(self._c, _r).values(id=new_id(due), draft_id=draft_id, due=due)
        news = {"id": new.excluded.id, "due": new.excluded.due}
        self._c.execute(new.on_conflict_do_update(index_elements=["draft_id"], set_=news))

    def reminders_due(self, *, now: datetime, limit: int) -> list[Reminder]:
        due = select(_r, _d.c.person_id).join_from(_r, _d).where(_r.c.due <= now).order_by(_r.c.due, _r.c.id)
        return [Reminder(row.id, row.person_id, row.draft_id, row.due) for row in self._c.execute(due.limit(limit))]

    def reminded(self, reminder_id: str) -> None:
        self._c.execute(delete(_r).where(_r.c.id == reminder_id))

    def _set(self, draft_id: str, **values: object) -> None:
        self._c.execute(update(_d).where(_d.c.id == draft_id).values(values))

    def _first(self, which: ColumnElement[bool]) -> Writing | None:
        found = self._read(which)
        return found[0] if found else None

    def _read(self, which: ColumnElement[bool]) -> list[Writing]:
        whose = select(_d, _p.c.platform, _p.c.workspace, _p.c.external_id, _p.c.route).join_from(_d, _p)
        found = self._c.execute(whose.where(which).order_by(_d.c.at.desc(), _d.c.id.desc()))
        return [_writing(row) for row in found]


def _writing(row: Row[Any]) -> Writing:
    where = Address(row.platform, row.workspace, row.external_id, row.route)
    return Writing(
        id=row.id,
        person_id=row.person_id,
        item_id=row.item_id,
        asked=tuple(row.asked),
        network=row.network,
        answers=Answers(**row.answers) if row.answers else None,
        workplace=row.workplace,
        variant=row.variant,
        text=row.text,
        edited=row.edited,
        message=Message(where, row.message_id) if row.message_id else None,
    )
