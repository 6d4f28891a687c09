"""Workspaces: what happens when one removes the bot."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, and_, select, update

from store import rows
from store.outbox import bound_for, drop_waiting


class Workspaces:
    """The workspaces the bot was installed in; implements `bot.ports.Workspaces`.

    `changed` is called when people were written to.
    """

    def __init__(self, connection: Connection, *, changed: Callable[[], None]) -> None:
        self._c = connection
        self._changed = changed

    def uninstalled(self, platform: str, workspace: str, *, at: datetime) -> None:
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
