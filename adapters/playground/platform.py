"""The playground as a platform: rooms, private messages and own pages of its own, behind the same port as any other."""

import asyncio
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.playground import hear, show
from adapters.playground.book import Book, Noted
from adapters.playground.clock import PlaygroundClock
from adapters.playground.hear import PLATFORM, WORKSPACE
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Option, Page
from bot.chat.events import Action, Asked, Event, Joined, Opened, Pressed, Profile, Reacted, Submitted
from bot.chat.replies import Reply, ShowPage, Whisper
from bot.ports import Busy, Delivered, Fate, Found, Limits, NotThere, Receive, Sent, Undeliverable

AHEAD = timedelta(seconds=10)
"""The time is kept a little ahead of what it is, so that it does not go back even if the bot is killed."""

RETRIES = (0.2, 0.5, 1.0)
"""A platform sends an event again when the bot could not take it; so does this one (seconds between)."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person one can be in the playground."""

    id: str
    name: str
    zone: str
    language: str


@dataclass(frozen=True, slots=True)
class Place:
    """A room of the playground."""

    id: str
    name: str


class Hub:
    """Wakes the pages that are open: all of them, or one person's."""

    def __init__(self) -> None:
        self._open: dict[asyncio.Event, str] = {}

    def join(self, person: str) -> asyncio.Event:
        """A page is open for this person; the event is set whenever something changed for them."""
        event = asyncio.Event()
        self._open[event] = person
        return event

    def leave(self, event: asyncio.Event) -> None:
        """The page was closed."""
        self._open.pop(event, None)

    def changed(self, person: str | None = None) -> None:
        """Something changed, for one person or for all."""
        for event, who in self._open.items():
            if person is None or who == person:
                event.set()


class PlaygroundPlatform:
    """The port, done by a small chat that lives in one file."""

    name = PLATFORM
    limits = Limits()

    def __init__(
        self, book: Book, clock: PlaygroundClock, *, company: str, people: Sequence[Somebody], rooms: Sequence[Place]
    ) -> None:
        self.company = company
        self.people: Mapping[str, Somebody] = {one.id: one for one in people}
        self.rooms: Mapping[str, Place] = {one.id: one for one in rooms}
        self.clock = clock
        self.hub = Hub()
        self._book = book
        self._receive: Receive | None = None

    # ── The port ──

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Put a card into a room or a private view, once per key."""
        place = self._place(to)
        if place is None:
            return Undeliverable("nobody lives there")
        number = await self._book.post(place, key, show.card(card), self.clock.now())
        self.hub.changed(None if to.id in self.rooms else to.id)
        return Sent(Message(to, number))

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Draw a message anew."""
        if not await self._book.redraw(message.id, show.card(card)):
            return Undeliverable("it is not there")
        self.hub.changed(None if message.where.id in self.rooms else message.where.id)
        return Sent(message)

    async def page(self, person: Address, page: Page) -> None:
        """Refresh the person's own page, where it stands open."""
        if await self._book.page(person.id) is not None:
            await self._book.keep_page(person.id, self._page(page, person.id))
            self.hub.changed(person.id)

    async def find(self, to: Address, key: str) -> Fate:
        """What became of a message with this key."""
        number = await self._book.by_key(key)
        return Found(Message(to, number)) if number else NotThere()

    async def profile(self, person: Address) -> Profile:
        """What the playground knows of a person."""
        somebody = self.people.get(person.id)
        if somebody is None:
            return Profile("", active=False)
        return Profile(somebody.name.split()[0], somebody.zone, somebody.language)

    # ── What the page asks ──

    def listen(self, receive: Receive) -> None:
        """From now on, what happens here is told to the bot."""
        self._receive = receive

    async def invite(self) -> None:
        """The bot is in every room here, and is told so."""
        for place in self.rooms.values():
            await self._tell(Joined(_key(), self.clock.now(), hear.room(place.id), place.name))

    async def happened(self, body: object) -> show.Json:
        """One event from the page, and what to answer. Raises Malformed, or Busy where nothing was done."""
        known = await self._known(body)
        event = hear.event(body, known)
        who = _who(event)
        if isinstance(event, Reacted):
            reply = await self._reacted(event, who)
        else:
            reply = await self._tell(event)
        await self._after(event, who, reply)
        options = [Option(one.id, one.name) for one in self.people.values() if one.id != who]
        return show.reply(reply, person=who, at=self.clock.now().isoformat(), colleagues=options)

    async def _reacted(self, event: Reacted, who: str) -> Reply | None:
        """A public emoji stands at once; where the bot could not take it, it is as if it never was."""
        await self._book.react(event.message.id, event.emoji, who, added=event.added)
        self.hub.changed()
        try:
            return await self._tell_again(event)
        except Busy:
            await self._book.react(event.message.id, event.emoji, who, added=not event.added)
            self.hub.changed()
            raise

    async def state(self, who: str | None) -> show.Json:
        """What this person may see; without a person, who and what there is."""
        people = [{"id": one.id, "name": one.name} for one in self.people.values()]
        now = self.clock.now()
        shown: show.Json = {"now": now.isoformat(), "company": self.company, "people": people}
        if who is None:
            return shown | {"rooms": [{"id": one.id, "name": one.name} for one in self.rooms.values()]}
        rooms = [
            {
                "id": one.id,
                "name": one.name,
                "messages": [self._message(m, who) for m in await self._in(f"room:{one.id}")],
            }
            for one in self.rooms.values()
        ]
        private = [self._message(m, who) for m in await self._in(f"person:{who}")]
        return shown | {
            "rooms": rooms,
            "private": private,
            "page": await self._book.page(who),
            "me": self._me(who, now),
        }

    async def remember_time(self) -> None:
        """Keep what time it is here, so that it never goes back; to be called more often than every ten seconds."""
        await self._book.note("clock", (self.clock.now() + AHEAD).isoformat())

    async def _known(self, body: object) -> hear.Known:
        asked = body.get("message") if isinstance(body, dict) else None
        place = await self._book.place_of(asked) if isinstance(asked, str) else None
        message = None
        if place is not None and isinstance(body, dict):
            kind, _, id_ = place.partition(":")
            if kind == "room" or id_ == body.get("as"):  # nobody acts on what they cannot see
                message = Message(Address(PLATFORM, WORKSPACE, id_), str(asked))
        return hear.Known(
            people={one.id: one.name for one in self.people.values()},
            rooms={one.id: one.name for one in self.rooms.values()},
            message=message,
            key=_key(),
            at=self.clock.now(),
        )

    async def _after(self, event: Event, who: str, reply: Reply | None) -> None:
        message = getattr(event, "message", None)
        if isinstance(reply, Whisper) and reply.said is not None and message is not None:
            await self._book.say(message.id, who, reply.said)
            self.hub.changed(who)
        if isinstance(event, Pressed) and event.action is Action.FORGET_YES:
            await self._book.unsay(who)
        if isinstance(event, Pressed | Asked | Submitted) and not isinstance(reply, ShowPage):
            await self._open_again(who)
        if isinstance(reply, ShowPage):
            await self._book.keep_page(who, self._page(reply.page, who))
            self.hub.changed(who)

    async def _open_again(self, who: str) -> None:
        """A page that stands open shows what is true after the press, also to someone the bot no longer knows."""
        if await self._book.page(who) is None:
            return
        reply = await self._tell(Opened(_key(), self.clock.now(), hear.person(who)))
        if isinstance(reply, ShowPage):
            await self._book.keep_page(who, self._page(reply.page, who))
            self.hub.changed(who)

    async def _tell(self, event: Event) -> Reply | None:
        return await self._receive(event) if self._receive is not None else None

    async def _tell_again(self, event: Event) -> Reply | None:
        for pause in RETRIES:
            with suppress(Busy):
                return await self._tell(event)
            await asyncio.sleep(pause)
        return await self._tell(event)

    async def _in(self, place: str) -> list[Noted]:
        return await self._book.messages(place)

    def _message(self, noted: Noted, who: str) -> show.Json:
        mine = [emoji for emoji, people in noted.reactions.items() if who in people]
        reactions = [
            {
                "emoji": emoji,
                "count": len(people),
                "names": [self.people[one].name for one in people if one in self.people],
            }
            for emoji, people in noted.reactions.items()
        ]
        said = [kind for kind in noted.said.get(who, []) if kind not in mine]
        return {"id": noted.id, "at": noted.at, "card": noted.card, "mine": [*mine, *said], "reactions": reactions}

    def _me(self, who: str, now: datetime) -> show.Json:
        one = self.people[who]
        return {
            "id": one.id,
            "name": one.name,
            "zone": one.zone,
            "local": now.astimezone(ZoneInfo(one.zone)).strftime("%H:%M"),
        }

    def _page(self, page: Page, who: str) -> show.Json:
        return show.page(page, person=who, at=self.clock.now().isoformat())

    def _place(self, to: Address) -> str | None:
        if to.platform != PLATFORM or to.workspace != WORKSPACE:
            return None
        if to.id in self.rooms:
            return f"room:{to.id}"
        return f"person:{to.id}" if to.id in self.people else None


def _key() -> str:
    return uuid.uuid4().hex


def _who(event: Event) -> str:
    person = getattr(event, "person", None)
    return person.id if isinstance(person, Address) else ""
