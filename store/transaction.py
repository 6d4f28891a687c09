"""All questions one can ask inside one transaction."""

from functools import cached_property

from sqlalchemy import Connection, select

from store import rows
from store.acts import Acts, Programme
from store.answers import AnswersKept
from store.drafts import Drafts
from store.events import Events
from store.items import Items
from store.lanes import Lanes
from store.notices import Notices
from store.nudging import Nudging
from store.outbox import Outbox
from store.people import People
from store.rooms import Rooms
from store.slots import Slots
from store.sources import Sources
from store.standing import Standing
from store.stories import Stories
from store.tidying import Tidying
from store.topics import Topics
from store.workspaces import Workspaces


class Transaction:
    """The nouns, each made when it is first asked; implements `bot.ports.Transaction`.

    `put`: something was put into the outbox, so that delivery has something to look at.
    `forgot`: somebody was forgotten, so that the file has to be scrubbed.
    """

    def __init__(self, connection: Connection, *, key: bytes) -> None:
        self._connection = connection
        self._key = key
        self.put = False
        self.forgot = False

    @cached_property
    def workspaces(self) -> Workspaces:
        return Workspaces(self._connection, changed=self.people.let_go)

    @cached_property
    def people(self) -> People:
        return People(self._connection, forgot=self._note_forgotten)

    @cached_property
    def topics(self) -> Topics:
        return Topics(self._connection)

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms(self._connection)

    @cached_property
    def items(self) -> Items:
        return Items(self._connection)

    @cached_property
    def answers(self) -> AnswersKept:
        return AnswersKept(self._connection, key=self._key)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._connection)

    @cached_property
    def stories(self) -> Stories:
        return Stories(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self._connection, key=self._key, put=self._note_put)

    @cached_property
    def lanes(self) -> Lanes:
        return Lanes(self._connection, key=self._key, put=self._note_put)

    @cached_property
    def events(self) -> Events:
        return Events(self._connection, key=self._key)

    @cached_property
    def nudging(self) -> Nudging:
        return Nudging(self._connection, key=self._key, outbox=self.outbox)

    @cached_property
    def sources(self) -> Sources:
        return Sources(self._connection)

    @cached_property
    def slots(self) -> Slots:
        return Slots(self._connection)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self._connection)

    @cached_property
    def acts(self) -> Acts:
        return Acts(self._connection)

    @cached_property
    def programme(self) -> Programme:
        return Programme(self._connection)

    @cached_property
    def tidying(self) -> Tidying:
        return Tidying(self._connection)

    @cached_property
    def standing(self) -> Standing:
        return Standing(self._connection)

    def _note_put(self) -> None:
        self.put = True

    def _note_forgotten(self) -> None:
        self.forgot = True


def kept_key(connection: Connection) -> bytes:
    """The store's own key for keyed hashes."""
    return bytes.fromhex(connection.execute(select(rows.store_key.c.key)).scalar_one())
