"""What the bot asks of a chat platform, and what a platform may answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Event, Profile
from bot.chat.replies import Reply


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there."""

    message: Message


@dataclass(frozen=True, slots=True)
class Later:
    """Surely not delivered; may be tried again after so many seconds."""

    seconds: float


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


class Platform(Protocol):
    """A chat platform. It knows addresses and cards; no product word ever enters it. Results, not exceptions."""

    name: str

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered: ...

    async def edit(self, message: Message, card: Card) -> Delivered: ...

    async def page(self, person: Address, page: Page) -> None:
        """Refresh the person's own page, where it stands open."""

    async def find(self, to: Address, key: str) -> Fate:
        """What became of an Unknown?"""

    async def profile(self, person: Address) -> Profile: ...


Receive = Callable[[Event], Awaitable[Reply | None]]


class Clock(Protocol):
    """The one clock. Aware UTC."""

    def now(self) -> datetime: ...
