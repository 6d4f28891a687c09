"""Teams as a platform: the port, over the Bot Connector. What Teams says becomes results; nothing is sent twice.

A message is sent by one call that nobody repeats. Teams lets no bot read what it said, so what became of a call that
was cut can be looked up nowhere.
"""

import asyncio
import json
import time
import uuid
from dataclasses import dataclass, replace
from math import inf
from weakref import WeakValueDictionary

import structlog

from adapters.briefly import Briefly
from adapters.reading import Json, Malformed
from adapters.teams import reading, show
from adapters.teams.connector import Connector, thread
from adapters.teams.reading import PLATFORM, Us
from adapters.teams.results import NOWHERE, PERSON_IS_LOST, PERSON_IS_NONE, ROOM_IS_LOST
from adapters.teams.route import Route, unpack
from adapters.troubles import NotTold, surely_not
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Gone, Left, Profile
from bot.domain.pacing import Window
from bot.ports import (
    Busy,
    CannotTell,
    Clock,
    Delivered,
    Fate,
    Limits,
    Receive,
    Sent,
    Undeliverable,
    Unknown,
)

log = structlog.get_logger()

LIMITS = Limits(
    room=(Window(7, 1.0), Window(8, 2.0), Window(60, 30.0), Window(1800, 3600.0)),
    workspace=(Window(40, 1.0),),
)
"""What Teams takes (bots, "rate limit"): that much in a conversation, and fifty requests a second in all, of which a
fifth is left for what people are answered on the spot and for new chats."""

JUST_NOW = 10.0
"""Seconds in which the same page is not drawn again: an act is followed by one drawing at once, and by another from the
outbox. Beyond that another replica may have shown something else meanwhile."""

NOT_OURS = Undeliverable("it is for a tenant this bot is not in")
NO_ID = Unknown("Teams did not say which message it is")


@dataclass(frozen=True, slots=True)
class Stands:
    """A person's own page in their chat: its message, and what it showed when, where that is known."""

    message: str
    mark: int = 0
    at: float = -inf

    def just_showed(self, content: Json) -> bool:
        """Whether it shows this very page, put there a moment ago."""
        return self.mark == _mark(content) and time.monotonic() - self.at < JUST_NOW


class TeamsPlatform:
    """The port, done by Teams. Only inside an event loop."""

    name = PLATFORM
    limits = LIMITS

    def __init__(self, connector: Connector, us: Us, *, receive: Receive, clock: Clock, service_url: str) -> None:
        """`receive`: hears of a room or a person that is lost. `service_url`: of whoever was not heard from yet."""
        self._connector = connector
        self._us = us
        self._receive = receive
        self._clock = clock
        self._service_url = service_url
        self._chats: Briefly[str] = Briefly()
        self._pages: Briefly[Stands] = Briefly()
        self._met: Briefly[Profile] = Briefly()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    # ── What the port asks ──

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Put a card into a room, as a new thread, or into somebody's chat: one call that is never repeated."""
        if to.workspace != self._us.tenant:
            return NOT_OURS
        try:
            message = await (self._post(to, card) if is_room(to) else self._say(to, card))
        except Malformed as unsayable:
            return Undeliverable(str(unsayable))
        except NotTold as not_sent:
            await self._heed(to, not_sent.error)
            return not_sent.trouble
        if isinstance(card.whole, Page) and message.id:
            self.page_stands(to, message.id)
        return Sent(message) if message.id else NO_ID

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Draw a message anew; it may be repeated."""
        to = message.where
        if to.workspace != self._us.tenant:
            return NOT_OURS
        try:
            activity = show.message(card, room=is_room(to))
            url, conversation = await self._standing(message)
            await self._connector.update(url, conversation, message.id, activity)
        except Malformed as unsayable:
            return Undeliverable(str(unsayable))
        except NotTold as not_done:
            if not_done.error != NOWHERE:  # the message is no more, and its room may well be
                await self._heed(to, not_done.error)
            return not_done.trouble
        return Sent(message)

    async def page(self, person: Address, page: Page) -> None:
        """Draw their own page anew, where it stands in their chat. Raises NotTold where it should be tried again."""
        async with self.turn(person):
            await self.show_page(person, page)

    async def find(self, to: Address, key: str) -> Fate:
        """Teams lets no bot look."""
        return CannotTell()

    async def profile(self, person: Address) -> Profile:
        """Who somebody is; of nobody we may speak with, that they are not there. Raises NotTold.

        Teams tells a time zone and a language only with what somebody does (`met`).
        """
        if (met := self._met.get(person.id)) is not None:
            return met
        try:
            way = await self.way(person)
            return reading.member(await self._connector.member(way.url, way.chat, person.id))
        except NotTold as not_told:
            if not_told.error in PERSON_IS_NONE:
                return Profile("", active=False)
            raise

    # ── What hearing tells ──

    def met(self, person: Address, profile: Profile) -> None:
        """This is who they are, as what they just did says (`reading.profile`)."""
        self._met.put(person.id, profile)

    def page_stands(self, person: Address, message: str) -> None:
        """Their own page is this message in their chat from now on: the chat they are heard from, if they are."""
        self._pages.put(person.id, Stands(message))
        if chat := unpack(person.route).chat:
            self._chats.put(person.id, chat)

    def page_is_shown(self, person: Address) -> bool:
        """Whether it stands in their chat, as far as this process knows."""
        return person.id in self._pages

    async def show_page(self, person: Address, page: Page) -> None:
        """The same as `page`, for whoever holds the turn already. Raises NotTold."""
        stands, content = self._pages.get(person.id), show.page(page)
        if stands is None or stands.just_showed(content):
            return
        try:
            way = await self.way(person)
            whole = show.activity(content, show.own_page_text(page))
            await self._connector.update(way.url, way.chat, stands.message, whole)
        except NotTold as not_done:
            if not isinstance(not_done.trouble, Undeliverable):
                raise
            self._pages.drop(person.id)
            log.warning("page_refused", platform=PLATFORM, error=not_done.error)
        else:
            self._pages.put(person.id, Stands(stands.message, _mark(content), time.monotonic()))

    def turn(self, person: Address) -> asyncio.Lock:
        """Held by whoever draws their page anew, so that what is older is never shown last."""
        return self._turn(f"page:{person.id}")

    async def way(self, to: Address, *, anew: str = "") -> Route:
        """The way to somebody's chat, which is begun where there is none, and once. Raises NotTold: nothing has left.

        `anew`: the chat that was noted, and is none.
        """
        noted = unpack(to.route)
        noted = replace(noted, url=noted.url or self._service_url)
        known = self._chats.get(to.id) or noted.chat
        if known and known != anew:
            return replace(noted, chat=known)
        async with self._turn(f"chat:{to.id}"):
            chat = self._chats.get(to.id)
            if chat is None or chat == anew:
                chat = await self._opened(noted, to.id)
                self._chats.put(to.id, chat)
        return replace(noted, chat=chat)

    # ── Small things ──

    async def _post(self, to: Address, card: Card) -> Message:
        url = unpack(to.route).url or self._service_url
        posted = await self._connector.post(url, to.id, show.message(card, room=True), bot=self._us.bot)
        return Message(to, posted.id)

    async def _say(self, to: Address, card: Card) -> Message:
        activity = show.message(card, room=False)
        way = await self.way(to)
        try:
            id_ = await self._connector.send(way.url, way.chat, activity)
        except NotTold as refused:
            if refused.error != NOWHERE:
                raise
            # A chat that was noted is no more, since the bot is registered anew: nothing stands there.
            way = await self.way(to, anew=way.chat)
            id_ = await self._connector.send(way.url, way.chat, activity)
        return Message(self._us.person(to.id, way), id_)

    async def _standing(self, message: Message) -> tuple[str, str]:
        """The service and the conversation in which a message stands. Raises NotTold."""
        to = message.where
        if is_room(to):
            return unpack(to.route).url or self._service_url, thread(to.id, message.id)
        way = await self.way(to)
        return way.url, way.chat

    async def _opened(self, noted: Route, person: str) -> str:
        us = self._us
        try:
            return await self._connector.open_chat(noted.url, noted.user or person, bot=us.bot, tenant=us.tenant)
        except NotTold as not_opened:
            raise NotTold(surely_not(not_opened.trouble), not_opened.error, not_opened.headers) from not_opened

    def _turn(self, name: str) -> asyncio.Lock:
        return self._turns.setdefault(name, asyncio.Lock())

    async def _heed(self, to: Address, error: str) -> None:
        """Teams does not always tell that the bot was taken away or blocked; it says so when the bot speaks there.

        A room is left until the bot is put into it again; a person is gone until they do something themselves.
        """
        if error not in (ROOM_IS_LOST if is_room(to) else PERSON_IS_LOST):
            return
        now = self._clock.now()
        lost = Left(f"left:{uuid.uuid4().hex}", now, to) if is_room(to) else Gone(f"gone:{uuid.uuid4().hex}", now, to)
        try:
            await self._receive(lost)
        except Busy:
            log.warning("loss_not_kept", platform=PLATFORM)  # it is said again with the next message


def _mark(content: Json) -> int:
    return hash(json.dumps(content))


def is_room(to: Address) -> bool:
    """Whether this is a room's address, and no person's.

    In Microsoft's playground the ids of channels may be any; only rooms are noted with their team.
    """
    return reading.is_channel(to.id) or unpack(to.route).team != ""
