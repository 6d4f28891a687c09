"""What the bot says on the spot: in the conversation it was spoken to, or in somebody's own chat with it.

Everything else leaves through the outbox and the platform's port. A message here is one call that nobody repeats.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from adapters.reading import Json, Malformed, maybe
from adapters.teams import answering, show
from adapters.teams.answering import NOTHING, Answer, Place
from adapters.teams.connector import Connector
from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import PLATFORM, Us, maybe_id, profile, service_url, where, who
from adapters.teams.route import Route, unpack
from bot.chat import wording
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.replies import Reply
from bot.chat.wording import Words

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation, with the thread in it where it has one, and the service that answers there."""

    url: str
    id: str


class Speaking:
    """Speaks in one tenant. Only inside an event loop."""

    def __init__(self, connector: Connector, platform: TeamsPlatform, us: Us, *, language: str) -> None:
        """`language`: for whoever's is not known."""
        self.connector = connector
        self.platform = platform
        self.us = us
        self._language = language

    def words(self, body: Json) -> Words:
        """In the language of whoever sent this; what they chose instead is in the store, which may be in trouble."""
        try:
            return wording.of(profile(body).language or self._language)
        except Malformed:
            return wording.of(self._language)

    async def say(self, there: Chat, messages: Sequence[Json]) -> str:
        """Messages one after another; the id of the last. Raises NotTold."""
        id_ = ""
        for one in messages:
            id_ = await self.connector.send(there.url, there.id, one)
        return id_

    async def say_here(self, body: Json, line: str) -> None:
        """A line where an activity came from, in its thread. Raises NotTold."""
        await self.say(chat(body), show.said(line))

    async def whisper(self, body: Json, line: str) -> None:
        """A line to whoever sent this, in their own chat with the bot, which is begun if need be. Raises NotTold."""
        person = who(body, self.us, private=True)
        if person is not None:
            way = unpack((await self.way_to(person, body)).route)
            await self.say(Chat(way.url, way.chat), show.said(line))

    async def way_to(self, person: Address, body: Json) -> Address:
        """Whoever sent this, with the way to their own chat. Raises NotTold."""
        if unpack(person.route).chat:
            return person
        here = Route(service_url(body), user=maybe_id(maybe(body, "from"), "id"))
        return self.us.person(person.id, await self.platform.way(self.us.person(person.id, here)))


def chat(body: Json) -> Chat:
    """Where an activity came from. Raises Malformed."""
    return Chat(service_url(body), where(body).id)


def rendered(reply: Reply | None, at: Place, words: Words, standing: Card | None = None) -> Answer:
    """What is said for a reply. Nothing where it cannot be drawn: what is done is done, and is no error for Teams."""
    try:
        return answering.answer(reply, at, words, standing=standing)
    except Exception as mistake:  # noqa: BLE001 - whatever is wrong with the words
        log.error("answer_not_drawn", platform=PLATFORM, error=type(mistake).__name__)
        return NOTHING
