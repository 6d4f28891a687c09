"""What the bot asks of the store about rooms, their cards, and the plain lines they are told."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.chat.addresses import Address, Message
from bot.domain.items import Because, CardNow, Ending, Life, Offer, RoomCard
from bot.domain.notices import Notice, NoticeKind
from bot.domain.people import Room
from bot.domain.shares import Asked


class Rooms(Protocol):
    """Rooms, and the cards that stand in them."""

    def at(self, address: Address) -> Room | None: ...

    def get(self, room_id: str) -> Room | None: ...

    def wait_for(self, room_id: str) -> None:
        """What else is being planned for this room comes first; nothing comes between from now on."""

    def here(self) -> list[Room]:
        """Rooms the bot is in, by name."""

    def known(self, platform: str, workspace: str) -> list[Address]:
        """Where the rooms of a workspace are: those the bot is in, was in, or is to be in by app.yaml."""

    def joined(
        self, address: Address, name: str, *, at: datetime, topics: Collection[str], private: bool = False
    ) -> Room:
        """The bot is in this room. Topic ids given are kept only for a room that has none and no key."""

    def left(self, address: Address) -> None: ...

    def renamed(self, address: Address, name: str, *, private: bool = False) -> None:
        """A new name. `private`: it is known by now that only those in it are to know of it."""

    def take_in(self, key: str, address: Address, *, topics: Collection[str], at: datetime) -> Room:
        """A room named in the file: its key and its topic ids. It is `here` only once the bot was invited."""

    def card(self, card_id: str) -> RoomCard | None: ...

    def card_at(self, message: Message) -> RoomCard | None: ...

    def offer(self, card_id: str) -> Offer | None:
        """What this card offers, for whoever answers it; no more than that is looked at."""

    def offer_at(self, message: Message) -> Offer | None:
        """The same of the card that stands there."""

    def cards_of(self, item_id: str) -> list[RoomCard]: ...

    def cards_now(self, item_id: str, *, now: datetime) -> list[CardNow]:
        """How each card of an item stands, for whoever changes what it shows; no more than that is looked at."""

    def put_card(
        self,
        room_id: str,
        item_id: str,
        *,
        life: Life,
        because: Sequence[Because],
        brought: bool,
        at: datetime,
        expires_at: datetime,
    ) -> RoomCard:
        """A card for this item in this room. If one stands there already, that one; asking wins over heard."""

    def ask(self, item_id: str, *, rooms: Collection[str], at: datetime) -> list[RoomCard]:
        """The heard cards of this item in these rooms (ids) begin to ask. Returns those that changed."""

    def asked(self, room_id: str, *, since: datetime) -> Asked:
        """The cards that began to ask in this room since then, and either live or were posted."""

    def sent(self, card_id: str, message: Message, *, at: datetime) -> None: ...

    def move(self, card_id: str) -> None:
        """Delete a card that was never sent or is to stand elsewhere."""

    def planned(self, room_id: str, *, since: datetime) -> list[datetime]:
        """When cards were put into this room since then, by the clock: what its rhythm counts."""

    def shown(self, room_id: str, *, since: datetime) -> list[RoomCard]:
        """Cards put into this room since then."""

    def unanswered(self, room_id: str, *, before: datetime, limit: int) -> int:
        """How many of the last heard cards of this room, in a row, nobody answered: about cards, never about people."""

    def standing(self, *, since: datetime) -> set[str]:
        """The ids of items put into any room since then."""

    def first_sources(self, item_ids: Collection[str]) -> set[str]:
        """The id of the source that told each of these items first: the one its card names."""

    def end(self, card_id: str, ending: Ending) -> None: ...

    def expired(self, *, now: datetime) -> list[RoomCard]:
        """Cards whose time is over but whose life is not."""


class Notices(Protocol):
    """A few plain lines for everyone in a room."""

    def put(self, room_id: str, kind: NoticeKind, text: str, *, at: datetime) -> Notice:
        """A notice for this room. The very same one as its last, within the hour, is that one: it was sent twice."""

    def get(self, notice_id: str) -> Notice | None: ...

    def last(self, room_id: str, kinds: Collection[NoticeKind]) -> Notice | None:
        """The newest of these kinds for this room, if there is any."""

    def unsay(self, notice_id: str) -> None:
        """Forget a notice that never left."""
