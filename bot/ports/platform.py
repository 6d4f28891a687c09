"""What the bot asks of a chat platform, and what a platform may answer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Event, Profile
from bot.chat.installations import Installation
from bot.chat.outbox import Method
from bot.chat.replies import Reply
from bot.domain.pacing import Window


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there."""

    message: Message


@dataclass(frozen=True, slots=True)
class Later:
    """Surely not delivered; may be tried again after so many seconds.

    `everywhere`: its platform is to be left alone with messages of this kind in the whole workspace, not only there.
    """

    seconds: float
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """It never will be."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it arrived. It is never blindly sent again."""

    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """A message with this key is there."""

    message: Message


@dataclass(frozen=True, slots=True)
class NotThere:
    """No message with this key is there."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The platform does not let us look."""


Delivered = Sent | Later | Undeliverable | Unknown


Fate = Found | NotThere | CannotTell


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a platform takes, as windows that all hold at once; none is no limit."""

    room: Sequence[Window] = ()
    """New messages in one room or private conversation."""
    methods: Mapping[Method, Sequence[Window]] = field(default_factory=dict)
    """Each way to leave, in one workspace."""
    workspace: Sequence[Window] = ()
    """All ways together, in one workspace."""


class Platform(Protocol):
    """A chat platform. It knows addresses and cards; no product word ever enters it. Results, not exceptions."""

    name: str

    @property
    def limits(self) -> Limits: ...

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered: ...

    async def edit(self, message: Message, card: Card) -> Delivered: ...

    async def page(self, person: Address, page: Page) -> None:
        """Refresh the person's own page, where it stands open."""

    async def find(self, to: Address, key: str) -> Fate:
        """What became of an Unknown?"""

    async def profile(self, person: Address) -> Profile: ...


class Installations(Protocol):
    """Where an adapter keeps the workspaces of its platform that installed the bot by themselves. May raise Busy."""

    async def all(self) -> Sequence[Installation]: ...

    async def get(self, workspace: str) -> Installation | None: ...

    async def put(self, installation: Installation) -> None:
        """The bot was installed there, or once more."""

    async def seal_anew(self, installation: Installation, token: str) -> None:
        """The same token in another seal, unless another replica keeps another token by now, or none."""


class Recall(Protocol):
    """What the bot remembers, and an adapter has to know to hear and answer rightly. May raise Busy."""

    async def rooms(self, platform: str, workspace: str) -> Sequence[Address]:
        """The rooms it is in there, or was in, or may be in one day, each with its route."""

    async def card(self, message: Message) -> Card | None:
        """The card of a room that stands in this message, as it should stand there now."""

    async def wants_answers(self, person: Address) -> bool:
        """Whether somebody may be answered in private: everybody, but for whoever switched that off."""


Receive = Callable[[Event], Awaitable[Reply | None]]


class Clock(Protocol):
    """The one clock. Aware UTC."""

    def now(self) -> datetime: ...
