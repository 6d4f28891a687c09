"""A chat platform that remembers what it was given, and answers as a test tells it to."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Profile
from bot.ports import CannotTell, Delivered, Fate, Found, Later, Limits, NotThere, Sent, Undeliverable, Unknown


class Does(StrEnum):
    """What becomes of a message, beside the results a platform can simply return."""

    ACCEPTS = "accepts"
    LOSES = "loses"  # says "unknown", and it never arrives
    KEEPS = "keeps"  # says "unknown", and it is there
    LATE = "late"  # says "unknown", and it arrives when `land` is called
    RAISES = "raises"
    HANGS = "hangs"
    WAITS = "waits"  # accepts once `go_on` is set


@dataclass(frozen=True, slots=True)
class Stands:
    """A message that is there."""

    to: Address
    card: Card
    key: str
    message: Message


class FakePlatform:
    """Fits `bot.ports.Platform`. `stands`: what arrived; `tried`: where every send went, in order, arrived or not."""

    def __init__(self, name: str = "playground", *, tells: bool = True) -> None:
        """`tells`: whether it lets us look what became of a message."""
        self.name = name
        self.limits = Limits()
        self.tells = tells
        self.finding: Does | None = None
        self.stands: list[Stands] = []
        self.edits: list[tuple[Message, Card]] = []
        self.pages: list[tuple[Address, Page]] = []
        self.tried: list[tuple[Address, str]] = []
        self.looked_for: list[str] = []
        self.arrived = asyncio.Event()
        self._changed = asyncio.Event()
        self.go_on = asyncio.Event()
        self._late: list[tuple[Address, Card, str]] = []
        self._plans: defaultdict[str, deque[Does | Delivered]] = defaultdict(deque)
        self._number = 0

    def does(self, *what: Does | Delivered, at: str = "") -> None:
        """What becomes of the next messages, edits and pages (to the address with this id); then all is accepted."""
        self._plans[at].extend(what)

    def land(self) -> None:
        """What was late is there now."""
        for to, card, key in self._late:
            self._put(to, card, key)
        self._late.clear()

    def at(self, name: str) -> list[str]:
        """The titles that stand at the address with this id, in order."""
        return [one.card.title for one in self.stands if one.to.id == name]

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true; it is looked at whenever a message arrives."""
        while not true():
            self._changed.clear()
            await self._changed.wait()

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """One more message, or not."""
        self.tried.append((to, key))
        self.arrived.set()
        match self._plan(to.id):
            case Does.ACCEPTS:
                return Sent(self._put(to, card, key))
            case Does.KEEPS:
                self._put(to, card, key)
                return Unknown("no answer")
            case Does.LATE:
                self._late.append((to, card, key))
                return Unknown("no answer")
            case Does.WAITS:
                await self.go_on.wait()
                return Sent(self._put(to, card, key))
            case Does() as other:
                return await _breaks(other)
            case result:
                return result

    async def edit(self, message: Message, card: Card) -> Delivered:
        """The message as it is now, or not."""
        match self._plan(message.where.id):
            case Does.ACCEPTS:
                self.edits.append((message, card))
                return Sent(message)
            case Does.KEEPS:
                self.edits.append((message, card))
                return Unknown("no answer")
            case Does() as other:
                return await _breaks(other)
            case result:
                return result

    async def page(self, person: Address, page: Page) -> None:
        """Somebody's own page as it is now, or not."""
        plan = self._plan(person.id)
        self.arrived.set()
        if plan is Does.WAITS:
            await self.go_on.wait()
        elif isinstance(plan, Does) and plan is not Does.ACCEPTS:
            await _breaks(plan)
        self.pages.append((person, page))

    async def find(self, to: Address, key: str) -> Fate:
        """Whether it is there, as far as this platform tells."""
        self.looked_for.append(key)
        if self.finding is not None:
            await _breaks(self.finding)
        if not self.tells:
            return CannotTell()
        found = [one.message for one in self.stands if one.to == to and one.key == key]
        return Found(found[0]) if found else NotThere()

    async def profile(self, person: Address) -> Profile:
        """A first name made of the id."""
        return Profile(person.id.capitalize())

    def _plan(self, name: str) -> Does | Delivered:
        plans = self._plans[name] or self._plans[""]
        return plans.popleft() if plans else Does.ACCEPTS

    def _put(self, to: Address, card: Card, key: str) -> Message:
        self._number += 1
        message = Message(to, f"m{self._number}")
        self.stands.append(Stands(to, card, key, message))
        self._changed.set()
        return message


async def _breaks(what: Does) -> Delivered:
    if what is Does.RAISES:
        raise ConnectionResetError("the adapter breaks its promise")
    if what is Does.HANGS:
        await asyncio.Event().wait()
    return Unknown("no answer")


LIMITED = Later(30)
REFUSED = Undeliverable("no such room")
