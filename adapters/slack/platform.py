"""Slack as a platform: the port, over Slack's Web API. What Slack says becomes results; nothing is sent twice.

A message is sent by one call that nobody repeats: whether a call that was cut had its effect is found out later, where
the bot may look, which is in its own private conversations and nowhere else (`find`).
"""

import time
import uuid
from collections.abc import AsyncIterator, Awaitable
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear, show
from adapters.slack.reading import PLATFORM, Json, Us, is_private, maybe
from adapters.slack.results import (
    PERSON_IS_NONE,
    ROOM_IS_LOST,
    TOKEN,
    NotTold,
    error_of,
    failed,
    surely_not,
)
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Left, Profile
from bot.chat.outbox import Method
from bot.domain.pacing import Window
from bot.ports import (
    Busy,
    CannotTell,
    Clock,
    Delivered,
    Fate,
    Found,
    Later,
    Limits,
    NotThere,
    Receive,
    Sent,
    Undeliverable,
)

log = structlog.get_logger()

ANSWERS_WITHIN = 8.0
"""Seconds Slack has to answer a call: less than delivery waits, so that it is told what came of it."""

CONNECTS_WITHIN = 4.0
LIMITS = Limits(
    room=(Window(1, 1.0),),
    methods={
        Method.SEND: (Window(300, 60.0),),  # chat.postMessage: "several hundred messages per minute"
        Method.EDIT: (Window(50, 60.0),),  # chat.update, tier 3
        Method.PAGE: (Window(100, 60.0),),  # views.publish, tier 4
    },
)
"""What Slack takes (docs.slack.dev/apis/web-api/rate-limits)."""

EVENT_TYPE, KEY = "earshot", "key"
"""What a message of ours carries unseen: the hash of its key, and nothing else, since other apps may read it."""

PAGE_SIZE, MOST_PAGES = 200, 5
"""So many messages of a private conversation are looked through for one of unknown fate."""

NAMESPACE = uuid.UUID("6f0f6c0e-58e5-4c0e-9a39-6a4f1f5f3f0b")


class SlackPlatform:
    """The port, done by Slack."""

    name = PLATFORM
    limits = LIMITS

    def __init__(self, client: AsyncWebClient, us: Us, *, receive: Receive, clock: Clock) -> None:
        """`client`: one that never repeats a call by itself. `us`: who the bot is there."""
        self.client = client
        self.us = us
        self._receive = receive
        self._clock = clock
        self._private: dict[str, str] = {}
        self._languages: dict[str, str] = {}
        self._opens_at = 0.0
        self._shut_out = False

    # ── The port ──

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Put a card into a room or a private conversation: one call that is never repeated."""
        if to.workspace != self.us.team:
            return Undeliverable("it is for a workspace this bot is not in")
        try:
            where = await self._conversation(to)
        except NotTold as not_opened:
            return surely_not(not_opened.trouble)
        try:
            said = await self._with_or_without_picture(
                card,
                lambda shown: self.client.chat_postMessage(
                    channel=where,
                    metadata={"event_type": EVENT_TYPE, "event_payload": {KEY: key}},
                    client_msg_id=str(uuid.uuid5(NAMESPACE, key)),
                    **shown,
                ),
            )
        except NotTold as not_sent:
            if _is_room(to) and not_sent.error in ROOM_IS_LOST:
                await self._left(to)
            return not_sent.trouble
        ts = said.get("ts")
        if not isinstance(ts, str) or not ts:
            return failed(ValueError("no ts"))
        return Sent(Message(self._with_route(to, where), ts))

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Draw a message anew; it may be repeated."""
        try:
            where = await self._conversation(message.where)
        except NotTold as not_opened:
            return surely_not(not_opened.trouble)
        try:
            await self._with_or_without_picture(
                card, lambda shown: self.client.chat_update(channel=where, ts=message.id, **_of_update(shown))
            )
        except NotTold as not_done:
            return not_done.trouble
        return Sent(message)

    async def page(self, person: Address, page: Page) -> None:
        """Refresh the person's Home. Raises NotTold where it should be tried again."""
        try:
            await self.call(self.client.views_publish(user_id=person.id, view=show.home(page)))
        except NotTold as not_done:
            if not isinstance(not_done.trouble, Undeliverable):
                raise
            log.warning("page_refused", platform=PLATFORM, error=not_done.error, person=person.id)

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
        self._languages[person.id] = profile.language or ""
        return profile

    # ── What hearing asks ──

    def language(self, person: Address) -> str:
        """The language of someone's profile as it was last heard; empty where it was not."""
        return self._languages.get(person.id, "")

    async def is_ours(self, person: Address) -> bool:
        """Whether this is somebody of our own workspace, in a room with people of others. Raises NotTold."""
        return person.id in self._languages or (await self.profile(person)).active

    async def room(self, room: Address) -> Json:
        """What Slack says of a room. Raises NotTold."""
        return maybe(await self.call(self.client.conversations_info(channel=room.id)), "channel")

    async def call(self, asked: Awaitable[Any]) -> Json:
        """What Slack answers to a call. Raises NotTold, and nothing else but cancellation."""
        try:
            response = await asked
        except Exception as problem:
            trouble, error = failed(problem), error_of(problem)
            self._heed(error)
            raise NotTold(trouble, error) from problem
        self._shut_out = False
        data = response.data
        return data if isinstance(data, dict) else {}

    # ── Small things ──

    async def _with_or_without_picture(self, card: Card, ask: "Any") -> Json:
        """The card; once more without its picture where Slack cannot fetch that, since what is refused is not there."""
        try:
            return await self.call(ask(show.message(card)))
        except NotTold as refused:
            if refused.error != "invalid_blocks" or card.picture is None:
                raise
        return await self.call(ask(show.message(card, picture=False)))

    async def _conversation(self, to: Address) -> str:
        """The channel a message goes to: the room itself, or the private conversation, begun where there is none."""
        if _is_room(to):
            return to.id
        known = to.route if is_private(to.route) else self._private.get(to.id)
        if known:
            return known
        wait = self._opens_at - time.monotonic()
        if wait > 0:  # the limit is of this method alone: whoever has a conversation is not kept waiting
            raise NotTold(Later(wait))
        try:
            said = await self.call(self.client.conversations_open(users=to.id))
        except NotTold as refused:
            if isinstance(refused.trouble, Later) and refused.error not in TOKEN:
                self._opens_at = time.monotonic() + refused.trouble.seconds
                raise NotTold(Later(refused.trouble.seconds), refused.error) from refused
            raise
        opened = maybe(said, "channel").get("id")
        if not isinstance(opened, str) or not opened:
            raise NotTold(failed(ValueError("no channel")))
        self._private[to.id] = opened
        return opened

    def _with_route(self, to: Address, where: str) -> Address:
        return to if _is_room(to) else self.us.person(to.id, where)

    async def _newest_first(self, where: str) -> AsyncIterator[Json]:
        """The messages of a private conversation. Raises LookupError where there are more than are looked through."""
        cursor = ""
        for _ in range(MOST_PAGES):
            said = await self.call(
                self.client.conversations_history(
                    channel=where, include_all_metadata=True, limit=PAGE_SIZE, cursor=cursor or None
                )
            )
            messages = said.get("messages")
            for message in messages if isinstance(messages, list) else ():
                if isinstance(message, dict):
                    yield message
            following = maybe(said, "response_metadata").get("next_cursor")
            if not isinstance(following, str) or not following:
                return
            cursor = following
        raise LookupError

    async def _left(self, room: Address) -> None:
        """Slack does not always say that the bot is no longer in a room; it says so when the bot speaks there."""
        try:
            await self._receive(Left(f"left:{uuid.uuid4().hex}", self._clock.now(), room))
        except Busy:
            log.warning("left_not_kept", platform=PLATFORM, room=room.id)  # it is said again with the next message

    def _heed(self, error: str) -> None:
        """A token that Slack refuses is said once: messages wait meanwhile, and nothing is lost."""
        if error in TOKEN and not self._shut_out:
            self._shut_out = True
            log.error("slack_refuses_the_token", platform=PLATFORM, error=error)


def _is_room(to: Address) -> bool:
    """Slack's ids of people begin with U or W."""
    return not to.id.startswith(("U", "W"))


def _of_update(shown: Json) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if not name.startswith("unfurl")}


def client(token: str, *, api_url: str, session: Any) -> AsyncWebClient:
    """A client that never repeats a call by itself: by default it would post twice where a connection is cut."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])
