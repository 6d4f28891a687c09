"""What the bot asks of the store about what was heard and brought, and what was answered to it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.chat.addresses import Message
from bot.chat.events import Reacted
from bot.domain.items import AnswerKind, Because, Change, Find, FindState, Item, ItemKind, Looked, Tally, ToldAbout
from bot.domain.ranking import Candidate
from bot.domain.reasons import Reason
from bot.domain.sameness import Told
from bot.domain.topics import Match


class Items(Protocol):
    """What may be worth sharing, the entries it was heard in, and the links colleagues brought."""

    def wait_for_turn(self) -> None:
        """What else is being heard or brought comes first, so that the same story, told twice at once, is one item."""

    def get(self, item_id: str) -> Item | None: ...

    def by_key(self, key: str) -> Item | None: ...

    def add(
        self,
        *,
        kind: ItemKind,
        url: str,
        key: str,
        title: str,
        text: str,
        at: datetime,
        now: datetime,
        picture: str | None = None,
    ) -> Item:
        """A new item. `at`: when it was told; `now`: when we heard it."""

    def correct(self, item_id: str, *, title: str, text: str, picture: str | None) -> None:
        """Its words as a source tells them now; nothing changes once a steward corrected it, or it was withdrawn."""

    def correct_for_good(self, item_id: str, *, title: str, text: str) -> None:
        """Its words as a steward has them: no source changes them any more."""

    def label(self, item_id: str, *, internal: bool, not_before: datetime | None) -> None:
        """Whether it is for inside only, or not to be shared before then. Replaces what it was labelled before."""

    def withdraw(self, item_id: str) -> None:
        """It is taken back, and nothing of its words is kept."""

    def search(
        self, words: Sequence[str], *, since: datetime | None, limit: int, among: int, before: str = ""
    ) -> Looked:
        """Items in whose title, text or link all of these words occur, newest first, among the newest so many.

        No stories, nothing withdrawn, and no find that stands nowhere: that is its bringer's alone. `since`: only what
        was heard since then. `before`: only what is older than this item. Without words: all of them.
        """

    def heads(self, *, since: datetime) -> list[Told]:
        """The heads of all clusters heard since then, for telling whether a story is new."""

    def entry(self, source_id: str, entry_key: str) -> tuple[str, str, int] | None:
        """A known entry of this source: its item's id, the digest last seen, how often it changed."""

    def heard(
        self,
        item_id: str,
        *,
        source_id: str,
        entry_key: str,
        url: str,
        digest: str,
        at: datetime,
        news: bool,
    ) -> None:
        """This source told this item; or, for a known entry, told it again in other words (one change more)."""

    def match(self, item_id: str, matches: Sequence[Match]) -> None:
        """The topics this item belongs to, with the words that matched; replaces what was there."""

    def because(self, item_id: str, topics: Collection[str]) -> tuple[Because, ...]: ...

    def candidates(self, room_id: str, *, since: datetime, now: datetime) -> list[Candidate]:
        """News of sources, told since then, about this room's topics, with no card in this room, not withdrawn."""

    def told_by(self, source_id: str, *, since: datetime, now: datetime) -> list[ToldAbout]:
        """What this source told from then to now, news or not, newest first; without what was withdrawn."""

    def asking(self, *, now: datetime) -> list[tuple[Item, frozenset[str]]]:
        """Items with a card that asks somewhere and may be shared now, newest first, with their topic ids."""

    def bring(
        self,
        person_id: str,
        *,
        url: str,
        key: str,
        why: str,
        named: bool,
        room_id: str | None,
        at: datetime,
    ) -> Find:
        """A link a person brought. The same person with the same link again is the same find."""

    def find(self, find_id: str) -> Find | None: ...

    def find_by(self, person_id: str, key: str) -> Find | None:
        """What this person brought under this link's key before."""

    def try_again(self, find_id: str, *, why: str, at: datetime) -> None:
        """A link that could not be read waits once more, with what was said of it now."""

    def brought_by(self, person_id: str) -> list[str]:
        """The ids of the items this person brought."""

    def finds_waiting(self, *, limit: int) -> list[Find]: ...

    def finds_of(self, item_id: str) -> list[Find]: ...

    def settle_find(
        self,
        find_id: str,
        state: FindState,
        *,
        item_id: str | None = None,
        room_id: str | None = None,
        trouble: str | None = None,
    ) -> None: ...


class AnswersKept(Protocol):
    """What people did with cards: unique per person, item and kind. Silence is stored nowhere."""

    def put(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime, reason: str = "") -> Change:
        """The newest `at` wins, against a take-back that came first and against the kind it excludes."""

    def take_back(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime) -> Change:
        """As if it never was; a tombstone stays for three hours, since it may arrive before its reaction."""

    def of(self, person_id: str, item_id: str) -> frozenset[AnswerKind]: ...

    def tally(self, item_id: str) -> Tally: ...

    def saved(self, person_id: str) -> list[str]:
        """The ids of the items this person saved, newest first."""

    def answered(self, person_id: str) -> set[str]:
        """The ids of the items this person has answered."""

    def reasons(self, *, since: datetime) -> list[Reason]:
        """Why things were "not for us", by room and over all rooms, where at least five different people said so.

        Exact counts, for `bot.domain.reasons.told` alone; what fewer said never leaves the store. Stories are left out.
        """

    def set_aside(self, person_id: str, event: Reacted) -> None:
        """A reaction on a message of ours we do not know yet: kept for 15 minutes."""

    def aside(self, message: Message) -> list[tuple[str, Reacted]]:
        """Take out what was set aside for this message: (person id, reaction), oldest first."""
