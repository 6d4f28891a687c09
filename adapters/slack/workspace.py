"""The port in one workspace, over Slack's Web API. What Slack says becomes results; nothing is sent twice.

A message is sent by one call that nobody repeats: whether a call that was cut had its effect is found out later, where
the bot may look, which is in its own private conversations and nowhere else (`find`).
"""

import uuid
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.briefly import Briefly
from adapters.reading import Json, maybe
from adapters.slack import hear, show
from adapters.slack.calls import answer_to, pages
from adapters.slack.homes import Homes
from adapters.slack.private import Conversations
from adapters.slack.reading import PLATFORM, Us
from adapters.slack.results import PERSON_IS_NONE, ROOM_IS_LOST, TOKEN
from adapters.troubles import NotTold, surely_not
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Left, Profile
from bot.ports import (
    Busy,
    CannotTell,
    Clock,
    Delivered,
    Fate,
    Found,
    NotThere,
    Receive,
    Sent,
    Undeliverable,
    Unknown,
)

log = structlog.get_logger()

EVENT_TYPE, KEY = "earshot", "key"
"""What a message of ours carries unseen: the hash of its key, and nothing else, since other apps may read it."""

PAGE_SIZE, MOST_PAGES = 200, 5
"""So many messages of a private conversation are looked through for one of unknown fate."""

NAMESPACE = uuid.UUID("6f0f6c0e-58e5-4c0e-9a39-6a4f1f5f3f0b")


class Workspace:
    """One workspace the bot is in: who it is there, and the client that speaks for it. Only inside an event loop."""

    def __init__(
        self,
        client: AsyncWebClient,
        us: Us,
        *,
        app: str,
        bot: str,
        receive: Receive,
        clock: Clock,
        refused: Callable[[], None] = lambda: None,
        good_since: datetime | None = None,
    ) -> None:
        """`client`: one that never repeats a call by itself. `us`: who we are there; `app`, `bot`: Slack's ids of both.

        `receive`: hears of a room that is lost. `refused`: called whenever Slack refuses the token, and at its end.
        `good_since`: when Slack said that the token is good: news of an end before that is about an older one.
        """
        self.client = client
        self.us = us
        self.app = app
        self.bot = bot
        self.good_since = good_since
        self._receive = receive
        self._clock = clock
        self._refused = refused
        self.homes = Homes()
        self._private = Conversations(lambda who: self.call(client.conversations_open(users=who)))
        self._languages: Briefly[str] = Briefly()
        self.tells_of_private_rooms = True
        """Whether Slack listed those the last time: the scope for them is one that may be left out."""
        self._shut_out = False
        self._ended_at: datetime | None = None

    def end(self, at: datetime) -> None:
        """The workspace removed the bot then: Slack is asked nothing more, and nothing waits for it."""
        self._ended_at = at
        self._refused()
        self.close()

    def heard(self, at: datetime) -> None:
        """Slack told us something of then: what is told of a time after the end is of a new beginning."""
        if self._ended_at is not None and at > self._ended_at:
            self._ended_at = None

    def close(self) -> None:
        """Forget whom it met."""
        self._private.clear()
        self._languages.clear()

    # ── What the port asks ──

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Put a card into a room or a private conversation: one call that is never repeated."""
        try:
            where = await self._conversation(to)
        except NotTold as not_opened:
            return surely_not(not_opened.trouble)
        try:
            said = await self._with_or_without_picture(
                "chat.postMessage",
                card,
                channel=where,
                metadata={"event_type": EVENT_TYPE, "event_payload": {KEY: key}},
                client_msg_id=str(uuid.uuid5(NAMESPACE, key)),
            )
        except NotTold as not_sent:
            await self._heed_of_room(to, not_sent.error)
            return not_sent.trouble
        ts = said.get("ts")
        if not isinstance(ts, str) or not ts:
            return Unknown("what Slack answered made no sense")
        return Sent(Message(self._with_route(to, where), ts))

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Draw a message anew; it may be repeated."""
        try:
            where = await self._conversation(message.where)
        except NotTold as not_opened:
            return surely_not(not_opened.trouble)
        try:
            await self._with_or_without_picture("chat.update", card, channel=where, ts=message.id)
        except NotTold as not_done:
            await self._heed_of_room(message.where, not_done.error)
            return not_done.trouble
        return Sent(message)

    async def page(self, person: Address, page: Page) -> None:
        """Refresh the person's Home, where they opened it. Raises NotTold where it should be tried again."""
        if self.homes.stands(person.id):
            async with self.homes.turn(person.id):
                await self.publish(person, page)

    async def publish(self, person: Address, page: Page) -> None:
        """Show this at the person's Home. Raises NotTold where it should be tried again."""
        view = show.home(page)
        if self.homes.just_showed(person.id, view):
            return
        try:
            await self.call(self.client.views_publish(user_id=person.id, view=view))
        except NotTold as not_done:
            if not isinstance(not_done.trouble, Undeliverable):
                raise
            log.warning("page_refused", platform=PLATFORM, error=not_done.error)
        else:
            self.homes.showed(person.id, view)

    async def find(self, to: Address, key: str) -> Fate:
        """Look for a message with this key in the bot's own private conversation with a person.

        Raises NotTold where Slack could not be asked just now.
        """
        if _is_room(to):
            return CannotTell()
        try:
            where = await self._conversation(to)
            async for message in self._newest_first(where):
                metadata = maybe(message, "metadata")
                if metadata.get("event_type") == EVENT_TYPE and maybe(metadata, "event_payload").get(KEY) == key:
                    return Found(Message(self._with_route(to, where), str(message.get("ts"))))
        except NotTold as not_told:
            if isinstance(not_told.trouble, Undeliverable):
                return CannotTell()
            raise
        except LookupError:  # more than is looked through
            return CannotTell()
        return NotThere()

    async def profile(self, person: Address) -> Profile:
        """Who somebody is; of nobody we may speak with, that they are not there. Raises NotTold."""
        try:
            said = await self.call(self.client.users_info(user=person.id, include_locale=True))
        except NotTold as not_told:
            if not_told.error in PERSON_IS_NONE:
                return Profile("", active=False)
            raise
        user = maybe(said, "user")
        if not hear.is_colleague(user, self.us):
            return Profile("", active=False)
        profile = hear.profile(user)
        self._languages.put(person.id, profile.language or "")
        return profile

    # ── What hearing asks ──

    def language(self, person: Address) -> str:
        """The language of someone's profile as it was last heard; empty where it was not."""
        return self._languages.get(person.id) or ""

    async def is_ours(self, person: Address) -> bool:
        """Whether this is somebody of our own workspace, in a room with people of others. Raises NotTold."""
        return person.id in self._languages or (await self.profile(person)).active

    async def room(self, room: Address) -> Json:
        """What Slack says of a room. Raises NotTold."""
        return maybe(await self.call(self.client.conversations_info(channel=room.id)), "channel")

    async def rooms(self) -> AsyncIterator[Json]:
        """The rooms the bot is in, as Slack describes them. Raises NotTold."""
        for kinds in ("public_channel,private_channel", "public_channel"):
            asked = {"types": kinds, "exclude_archived": True, "limit": PAGE_SIZE}
            try:
                optional = "private" in kinds
                async for _, page in self._pages("users.conversations", "channels", asked, optional=optional):
                    for room in page:
                        yield room
                self.tells_of_private_rooms = optional
                return
            except NotTold as refused:
                if refused.error != "missing_scope" or kinds == "public_channel":
                    raise

    async def call(self, asked: Coroutine[Any, Any, AsyncSlackResponse], *, optional: bool = False) -> Json:
        """What Slack answers to a call. Raises NotTold. `optional`: all works without the scope it needs."""
        if self._ended_at is not None:
            asked.close()
            raise NotTold(Undeliverable("the workspace removed the bot"))
        try:
            said = await answer_to(asked)
        except NotTold as not_told:
            if not (optional and not_told.error == "missing_scope"):
                self._heed(not_told.error)
            raise
        self._shut_out = False
        return said

    # ── Small things ──

    async def _with_or_without_picture(self, method: str, card: Card, **more: object) -> Json:
        """The card; once more without its picture where Slack cannot fetch that, since what is refused is not there."""
        new = method == "chat.postMessage"
        try:
            return await self.call(self.client.api_call(method, json=show.message(card, new=new) | more))
        except NotTold as refused:
            if refused.error != "invalid_blocks" or card.picture is None:
                raise
        return await self.call(self.client.api_call(method, json=show.message(card, picture=False, new=new) | more))

    async def _conversation(self, to: Address) -> str:
        """The channel a message goes to: the room itself, or the private conversation, begun where there is none."""
        if _is_room(to):
            return to.id
        return await self._private.of(to)

    def _with_route(self, to: Address, where: str) -> Address:
        return to if _is_room(to) else self.us.person(to.id, where)

    async def _newest_first(self, where: str) -> AsyncIterator[Json]:
        """The messages of a private conversation. Raises LookupError where there are more than are looked through."""
        asked = {"channel": where, "include_all_metadata": True, "limit": PAGE_SIZE}
        async for place, page in self._pages("conversations.history", "messages", asked):
            if place == MOST_PAGES:
                raise LookupError
            for message in page:
                yield message

    def _pages(
        self, method: str, name: str, wanted: Json, *, optional: bool = False
    ) -> AsyncIterator[tuple[int, list[Json]]]:
        """What Slack lists, page by page. Raises NotTold."""

        def ask(params: Json) -> Coroutine[Any, Any, Json]:
            return self.call(self.client.api_call(method, params=dict(params)), optional=optional)

        return pages(ask, name, wanted)

    async def _heed_of_room(self, room: Address, error: str) -> None:
        """Slack does not always say that the bot is no longer in a room; it says so when the bot speaks there."""
        if error not in ROOM_IS_LOST or not _is_room(room):
            return
        try:
            await self._receive(Left(f"left:{uuid.uuid4().hex}", self._clock.now(), room))
        except Busy:
            log.warning("left_not_kept", platform=PLATFORM, room=room.id)  # it is said again with the next message

    def _heed(self, error: str) -> None:
        """A token that Slack refuses is said once: messages wait meanwhile, and nothing is lost."""
        if error not in TOKEN:
            return
        self._refused()
        if not self._shut_out:
            self._shut_out = True
            log.error("slack_refuses_the_token", platform=PLATFORM, workspace=self.us.team, error=error)


def _is_room(to: Address) -> bool:
    """Slack's ids of people begin with U or W."""
    return not to.id.startswith(("U", "W"))
