"""All questions one can ask inside one transaction."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from sqlalchemy import Connection

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

Noun = TypeVar("Noun")


class _noun(Generic[Noun]):  # noqa: N801 - a decorator
    """Made when it is first asked. `functools.cached_property` does the same, but for a lock until Python 3.12."""

    def __init__(self, make: Callable[[Any], Noun]) -> None:
        self._make = make
        self._name = make.__name__

    @overload
    def __get__(self, transaction: None, owner: type) -> "_noun[Noun]": ...
    @overload
    def __get__(self, transaction: object, owner: type) -> Noun: ...
    def __get__(self, transaction: object, owner: type) -> "Noun | _noun[Noun]":
        if transaction is None:
            return self
        made = transaction.__dict__[self._name] = self._make(transaction)
        return made


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

    @_noun
    def workspaces(self) -> Workspaces:
        return Workspaces(self._connection, changed=self.people.let_go)

    @_noun
    def people(self) -> People:
        return People(self._connection, forgot=self._note_forgotten)

    @_noun
    def topics(self) -> Topics:
        return Topics(self._connection)

    @_noun
    def rooms(self) -> Rooms:
        return Rooms(self._connection)

    @_noun
    def items(self) -> Items:
        return Items(self._connection)

    @_noun
    def answers(self) -> AnswersKept:
        return AnswersKept(self._connection, key=self._key)

    @_noun
    def drafts(self) -> Drafts:
        return Drafts(self._connection)

    @_noun
    def stories(self) -> Stories:
        return Stories(self._connection)

    @_noun
    def outbox(self) -> Outbox:
        return Outbox(self._connection, key=self._key, put=self._note_put)

    @_noun
    def lanes(self) -> Lanes:
        return Lanes(self._connection, key=self._key, put=self._note_put)

    @_noun
    def events(self) -> Events:
        return Events(self._connection, key=self._key)

    @_noun
    def nudging(self) -> Nudging:
        return Nudging(self._connection, key=self._key, outbox=self.outbox)

    @_noun
    def sources(self) -> Sources:
        return Sources(self._connection)

    @_noun
    def slots(self) -> Slots:
        return Slots(self._connection)

    @_noun
    def notices(self) -> Notices:
        return Notices(self._connection)

    @_noun
    def acts(self) -> Acts:
        return Acts(self._connection)

    @_noun
    def programme(self) -> Programme:
        return Programme(self._connection)

    @_noun
    def tidying(self) -> Tidying:
        return Tidying(self._connection)

    @_noun
    def standing(self) -> Standing:
        return Standing(self._connection)

    def _note_put(self) -> None:
        self.put = True

    def _note_forgotten(self) -> None:
        self.forgot = True
