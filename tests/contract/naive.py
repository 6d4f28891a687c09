"""Adapters that break the contract, each in one place: the controls. Handed in by tests, known to nothing else.

One stands between the bot and its real adapter, in both directions.
"""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.chat.addresses import Address, Message
from bot.chat.cards import Button, Card, Page
from bot.chat.events import Action, Asked, Event, Opened, Pressed, Profile, Reacted
from bot.chat.private_cards import OFF
from bot.chat.replies import FieldErrors, Reply, Whisper
from bot.ports import Delivered, Fate, Platform, Receive, Sent, Unknown


class Honest:
    """Hands on what it is given: fits `bot.ports.Platform`, and hears as `Receive` does."""

    def __init__(self, platform: Platform, receive: Receive) -> None:
        self.real = platform
        self._receive = receive
        self.name = platform.name
        self.limits = platform.limits

    async def hear(self, event: Event) -> Reply | None:
        """What the adapter tells the bot, and what it answers."""
        return await self._receive(event)

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """A message."""
        return await self.real.send(to, card, key=key)

    async def edit(self, message: Message, card: Card) -> Delivered:
        """A message drawn anew."""
        return await self.real.edit(message, card)

    async def page(self, person: Address, page: Page) -> None:
        """An own page."""
        await self.real.page(person, page)

    async def find(self, to: Address, key: str) -> Fate:
        """What became of a message."""
        return await self.real.find(to, key)

    async def profile(self, person: Address) -> Profile:
        """Who somebody is."""
        return await self.real.profile(person)

    def is_room(self, to: Address) -> bool:
        """Whether this is a room: people's ids are known by their look."""
        return to.id in ("engineering", "kitchen") or to.id.startswith(("C", "19:"))


class Greeting(Honest):
    """Writes to whoever presses or reacts, in private, since they might like to join."""

    async def hear(self, event: Event) -> Reply | None:
        """And a greeting."""
        reply = await super().hear(event)
        if isinstance(event, Pressed | Reacted):
            invitation = Card("Why not join?", buttons=(Button(Action.ANSWERS_OFF, "Off"),))
            await self.real.send(event.person, invitation, key=uuid.uuid4().hex)
        return reply


class Loud(Honest):
    """Answers a press where it was made, for everybody to read."""

    async def hear(self, event: Event) -> Reply | None:
        """What would be a whisper stands in the room."""
        reply = await super().hear(event)
        if isinstance(event, Pressed) and event.message is not None and isinstance(reply, Whisper):
            said = reply.body if isinstance(reply.body, Card) else Card(str(reply.body))
            await self.real.send(event.message.where, said, key=uuid.uuid4().hex)
            return None
        return reply


class Trapping(Honest):
    """Draws no off switch."""

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """The card without it."""
        buttons = tuple(one for one in card.buttons if one.action not in OFF.values())
        return await super().send(to, replace(card, buttons=buttons), key=key)


class Deaf(Honest):
    """Does not hear that something is switched off, left or paused, and says that it was."""

    DEAF_TO = (*OFF.values(), Action.LEAVE, Action.PAUSE, Action.FORGET_YES)

    async def hear(self, event: Event) -> Reply | None:
        """Nods."""
        if isinstance(event, Pressed) and event.action in self.DEAF_TO:
            return Whisper("It is off.")
        if isinstance(event, Asked) and any(word in event.words for word in ("off", "leave", "pause")):
            return Whisper("You have left.")
        return await super().hear(event)


class Clinging(Honest):
    """Does not hear that a reaction was taken away."""

    async def hear(self, event: Event) -> Reply | None:
        """Only of those that were added."""
        return None if isinstance(event, Reacted) and not event.added else await super().hear(event)


class Watching(Honest):
    """Takes whoever opens their page and does nothing for somebody who scrolled past the last card."""

    last: Message | None = None
    card = ""

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Remembers the card."""
        sent = await super().send(to, card, key=key)
        if self.is_room(to) and isinstance(sent, Sent):
            self.last, self.card = sent.message, next((one.subject for one in card.buttons), "")
        return sent

    async def hear(self, event: Event) -> Reply | None:
        """And tells of silence."""
        if isinstance(event, Opened) and self.last is not None:
            seen = Pressed(uuid.uuid4().hex, event.at, event.person, Action.SCROLL_PAST, self.card, self.last)
            await super().hear(seen)
        return await super().hear(event)


class Counting(Honest):
    """Shows below each card how many pressed, from the first on."""

    def __init__(self, *both: Any) -> None:
        super().__init__(*both)
        self._cards: dict[str, Card] = {}
        self._pressed: Counter[str] = Counter()

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Remembers the card."""
        sent = await super().send(to, card, key=key)
        if isinstance(sent, Sent):
            self._cards[sent.message.id] = card
        return sent

    async def hear(self, event: Event) -> Reply | None:
        """And draws it anew."""
        if isinstance(event, Pressed) and event.message is not None and event.message.id in self._cards:
            self._pressed[event.message.id] += 1
            card, count = self._cards[event.message.id], self._pressed[event.message.id]
            await self.edit(event.message, replace(card, facts=(*card.facts, f"{count} would share")))
        return await super().hear(event)


class Still(Honest):
    """Draws nothing anew, and says it did."""

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Nothing."""
        return Sent(message)


class Lenient(Honest):
    """Shows no mistake in a form."""

    async def hear(self, event: Event) -> Reply | None:
        """As if all were well."""
        reply = await super().hear(event)
        return None if isinstance(reply, FieldErrors) else reply


class Doubling(Honest):
    """Tries once more where it does not know, as many a library does."""

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Once, or twice."""
        sent = await super().send(to, card, key=key)
        return await super().send(to, card, key=f"{key}2") if isinstance(sent, Unknown) else sent


class Hasty(Honest):
    """Takes every telling for a new one."""

    async def hear(self, event: Event) -> Reply | None:
        """Under a key of its own."""
        return await super().hear(replace(event, key=uuid.uuid4().hex))


class Unordered(Honest):
    """Says of everything that it happened when it was heard."""

    heard = 0

    async def hear(self, event: Event) -> Reply | None:
        """What comes later is later."""
        self.heard += 1
        return await super().hear(replace(event, at=event.at + timedelta(seconds=self.heard)))


class Blurting(Honest):
    """Answers words where they were said, for everybody to read."""

    async def hear(self, event: Event) -> Reply | None:
        """What would come in private stands in the room."""
        if isinstance(event, Asked) and event.room is not None:
            said = await super().hear(replace(event, later=False))
            if isinstance(said, Whisper):
                card = said.body if isinstance(said.body, Card) else Card(str(said.body))
                await self.real.send(event.room, card, key=uuid.uuid4().hex)
            return None
        return await super().hear(event)


class Flattening(Honest):
    """Sends no page and no form, where a message could be one."""

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Only what it is called."""
        return await super().send(to, replace(card, whole=None), key=key)


class Eavesdropping(Honest):
    """Tells what people say and do among themselves. Its stage hands it that, since no real adapter is told."""


NAIVE: dict[str, type[Honest]] = {
    one.__name__: one
    for one in (
        Greeting,
        Loud,
        Trapping,
        Deaf,
        Clinging,
        Watching,
        Counting,
        Still,
        Lenient,
        Doubling,
        Hasty,
        Unordered,
        Blurting,
        Flattening,
        Eavesdropping,
    )
}
