"""What the bot says on the spot: in the conversation it was spoken to, or in somebody's own chat with it.

Everything else leaves through the outbox and the platform's port. A message here is one call that nobody repeats.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.reading import Json, Malformed, maybe
from adapters.teams.connector import Connector
from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import Us, maybe_id, profile, service_url, where, who
from adapters.teams.route import Route, unpack
from adapters.troubles import NotTold
from bot.chat import wording
from bot.chat.addresses import Address
from bot.chat.wording import Words
from bot.ports import Undeliverable


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

    async def whisper(self, body: Json, messages: Sequence[Json]) -> None:
        """To whoever sent this, in their own chat with the bot, which is begun if need be. Raises NotTold."""
        person = who(body, self.us, private=True)
        if person is None:
            raise NotTold(Undeliverable("it is nobody of ours"))
        way = unpack((await self.way_to(person, body)).route)
        await self.say(Chat(way.url, way.chat), messages)

    async def way_to(self, person: Address, body: Json) -> Address:
        """Whoever sent this, with the way to their own chat. Raises NotTold."""
        if unpack(person.route).chat:
            return person
        here = Route(service_url(body), user=maybe_id(maybe(body, "from"), "id"))
        return self.us.person(person.id, await self.platform.way(self.us.person(person.id, here)))


def chat(body: Json) -> Chat:
    """Where an activity came from. Raises Malformed."""
    return Chat(service_url(body), where(body).id)
