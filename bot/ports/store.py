"""The store as a whole: every question one can ask, inside one transaction."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports.items import AnswersKept, Items
from bot.ports.lanes import Lanes
from bot.ports.outbox import Outbox
from bot.ports.own_words import Drafts, Stories
from bot.ports.people import People, Topics, Workspaces
from bot.ports.programme import Acts, Events, Programme, Slots, Sources, Tidying
from bot.ports.rooms import Notices, Rooms
from bot.ports.standing import Standing

T = TypeVar("T")


class Busy(Exception):
    """The store could not begin within the time an event has. Nothing was done; the person may press again."""


class Transaction(Protocol):
    """All questions one can ask inside one transaction."""

    @property
    def workspaces(self) -> Workspaces: ...
    @property
    def people(self) -> People: ...
    @property
    def topics(self) -> Topics: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def items(self) -> Items: ...
    @property
    def answers(self) -> AnswersKept: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def lanes(self) -> Lanes: ...
    @property
    def events(self) -> Events: ...
    @property
    def sources(self) -> Sources: ...
    @property
    def slots(self) -> Slots: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def acts(self) -> Acts: ...
    @property
    def programme(self) -> Programme: ...
    @property
    def tidying(self) -> Tidying: ...
    @property
    def standing(self) -> Standing: ...


class Store(Protocol):
    """What the bot remembers. `fn` is plain, does nothing over the network, and may run again."""

    async def tx(self, fn: Callable[[Transaction], T], *, within: float | None = None) -> T:
        """Run in one transaction, durable on return. Raises what `fn` raised; Busy if not begun `within` seconds."""

    async def read(self, fn: Callable[[Transaction], T]) -> T:
        """Run on a snapshot; writing is refused."""
