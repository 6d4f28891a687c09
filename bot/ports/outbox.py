"""What the bot asks of the store about messages on their way."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.chat.outbox import Outgoing, Purpose


class Outbox(Protocol):
    """Messages waiting to leave. It keeps what, not words: the card is built when it is claimed."""

    def put(
        self,
        purpose: Purpose,
        *,
        key: str,
        lane: str,
        about: str,
        person_id: str | None = None,
        at: datetime,
        not_before: datetime | None = None,
        body: str = "",
    ) -> bool:
        """A message, once per key: a second one with the same key is ignored (False). `lane`: the room or person id."""

    def put_state(
        self,
        purpose: Purpose,
        *,
        key: str,
        lane: str,
        about: str,
        person_id: str | None = None,
        at: datetime,
        not_before: datetime | None = None,
    ) -> None:
        """An edit or a page: a state. The newest wins and may be repeated; it never leaves before `not_before`."""

    def due(self, *, now: datetime, limit: int, lanes: Collection[str] | None = None) -> list[Outgoing]:
        """The first due message of each lane (of all, or of these) that has none in the air, oldest first."""

    def leaving(self, outgoing_id: int, *, at: datetime) -> bool:
        """Marked before the first byte leaves; False if it does not wait any more, and must not."""

    def sent(self, *outgoing_ids: int, at: datetime) -> None:
        """They are there. A state that was put again meanwhile waits again."""

    def later(self, outgoing_id: int, *, until: datetime, tried: bool, first: bool = False) -> None:
        """Back to waiting. `tried`: it counts as an attempt. `first`: nothing in its lane leaves before it.

        One that was leaving and does not count was sent back by its platform: nothing in its lane leaves before it.
        """

    def dead(self, outgoing_id: int, why: str, *, at: datetime) -> None: ...

    def dropped(self, outgoing_id: int, why: str, *, at: datetime) -> None: ...

    def parked(self, outgoing_id: int, why: str, *, at: datetime) -> None:
        """A room card of unknown fate: a steward decides."""

    def parked_cards(self, *, limit: int) -> list[Outgoing]:
        """Cards and notices of rooms that nobody can say arrived, oldest first. Never a private message."""

    def post_again(self, about: str, *, at: datetime) -> bool:
        """A parked card or notice waits to leave again, under the same key; False if it is not parked (any more)."""

    def is_there(self, about: str, *, at: datetime) -> bool:
        """A parked card or notice did arrive; False if it is not parked (any more)."""

    def drop_parked(self, about: str, *, at: datetime) -> bool:
        """A parked card or notice is let go of, wherever it is; False if it is not parked (any more)."""

    def redraw_drafts(self, item_id: str, *, at: datetime, not_before: datetime | None = None) -> None:
        """Every private message that shows somebody's draft about this item is drawn anew, now or from then on."""

    def draw_again(self, lane: str, *, at: datetime) -> None:
        """Edits of a room's cards that were refused or dropped wait once more: the bot is back in that room."""

    def waits(self, purpose: Purpose, person_id: str) -> bool:
        """Whether a message of this purpose waits for this person, or is in the air."""

    def in_flight(self, about: str) -> bool:
        """Whether a message about this id is in the air, or in doubt: it may land yet, or stand there."""

    def in_the_air(
        self, *, before: datetime | None = None, limit: int, lanes: Collection[str] | None = None
    ) -> list[Outgoing]:
        """Messages marked as leaving, before then if that is said, and never settled: to be looked up."""

    def next_due(self) -> datetime | None:
        """When the next waiting message may leave."""

    def withdraw(self, *, about: str, why: str, at: datetime) -> bool:
        """Drop what still waits about this id; False if nothing did."""

    def once(self, mark: str, *, at: datetime) -> bool:
        """Keep this keyed hash for ever; False if it was there already."""

    def keyed_hash(self, text: str) -> str:
        """A hash under a key that only this store has (ids can be guessed, so a plain hash would name people)."""
