"""What an adapter may ask of what the bot remembers: one look each, beside all that is written."""

from collections.abc import Sequence

from bot.chat import drawing
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card
from bot.chat.here import Here
from bot.domain.people import Private
from bot.ports import Clock, Transaction
from bot.settings import Settings
from store.database import Database


class Recall:
    """Implements `bot.ports.Recall`."""

    def __init__(self, store: Database, *, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    async def rooms(self, platform: str, workspace: str) -> Sequence[Address]:
        """The rooms of a workspace."""
        return await self._store.read(lambda tx: tx.rooms.known(platform, workspace))

    async def card(self, message: Message) -> Card | None:
        """A room's card as it should stand now."""

        def drawn(tx: Transaction) -> Card | None:
            card = tx.rooms.card_at(message)
            return drawing.room_card(card, Here(tx, self._settings, self._clock.now())) if card else None

        return await self._store.read(drawn)

    async def wants_answers(self, person: Address) -> bool:
        """Whether somebody may be answered in private."""
        known = await self._store.read(lambda tx: tx.people.at(person))
        return known is None or Private.ANSWER not in known.switched_off
