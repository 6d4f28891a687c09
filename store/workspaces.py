"""Workspaces: those that installed the bot, and what happens when one removes it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from bot.chat.installations import Installation
from store import rows
from store.outbox import bound_for, drop_waiting
from store.sql import insert

_w = rows.workspaces


class Workspaces:
    """The workspaces the bot was installed in; implements `bot.ports.Workspaces`.

    `changed` is called when people were written to.
    """

    def __init__(self, connection: Connection, *, changed: Callable[[], None]) -> None:
        self._c = connection
        self._changed = changed

    def installed(self, installation: Installation) -> None:
        values = asdict(installation)
        new = insert(self._c, _w).values(values)
        self._c.execute(new.on_conflict_do_update(index_elements=["platform", "workspace"], set_=values))

    def sealed_anew(self, installation: Installation, token: str) -> None:
        # In one question: another replica may be installing it again, or hearing of its end, at this moment.
        same = and_(_there(installation.platform, installation.workspace), _w.c.token == installation.token)
        self._c.execute(update(_w).where(same).values(token=token))

    def installation(self, platform: str, workspace: str) -> Installation | None:
        row = self._c.execute(select(_w).where(_there(platform, workspace))).first()
        return Installation(**row._mapping) if row else None

    def installations(self, platform: str) -> Sequence[Installation]:
        found = self._c.execute(select(_w).where(_w.c.platform == platform).order_by(_w.c.workspace))
        return [Installation(**row._mapping) for row in found]

    def uninstalled(self, platform: str, workspace: str, *, at: datetime) -> None:
        # In one question: another replica may be installing it again at this moment, and is waited for.
        self._c.execute(delete(_w).where(_there(platform, workspace), _w.c.at <= at))
        if self.installation(platform, workspace) is not None:
            return
        people, rooms = rows.people, rows.rooms
        in_people = and_(people.c.platform == platform, people.c.workspace == workspace)
        in_rooms = and_(rooms.c.platform == platform, rooms.c.workspace == workspace)
        self._c.execute(update(people).where(in_people).values(gone=True))
        self._changed()
        self._c.execute(update(rooms).where(in_rooms).values(here=False))
        gone = select(people.c.id).where(in_people)
        drop_waiting(self._c, bound_for(gone, gone), why="uninstalled")
        left = select(rooms.c.id).where(in_rooms)
        drop_waiting(self._c, bound_for([], left), why="uninstalled")


def _there(platform: str, workspace: str) -> ColumnElement[bool]:
    return and_(_w.c.platform == platform, _w.c.workspace == workspace)
