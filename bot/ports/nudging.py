"""What the bot asks of the store about nudges, for many people at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.nudging import Hour, Stretch, Subject


class Nudging(Protocol):
    """Whose turn it is, and for what. Nobody is named: people are compared with items where they are kept."""

    def zones(self) -> list[str]:
        """The time zones of people who turned nudges on."""

    def cards(self) -> Mapping[str, str]:
        """For each item that asks somewhere, the id of its first card that asks."""

    def stretch(self, hour: Hour, *, after: str, limit: int) -> Stretch | None:
        """The next so many members whose turn it is, by id, from after this one; None where there are no more."""

    def is_for_some(self, subject: Subject, stretch: Stretch) -> bool:
        """Whether this is for anybody in this stretch for whom nothing waits."""

    def plan(self, subjects: Sequence[Subject], stretch: Stretch, *, at: datetime) -> int:
        """A nudge waits for everyone in this stretch for whom none waits, about the first of these that is for them.

        Returns how many were planned.
        """
