"""What whoever runs Earshot may ask of the store: how it stands, in numbers that name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Backlog:
    """What has not left. `states`: how many messages wait, are leaving, are parked, are dead.

    `oldest`: how long the message has been due that has been due longest, whatever it waits for. `behind`: the same of
    messages that nothing holds up but us. `paused`: platforms that do not answer, and are left alone for a moment.
    """

    states: Mapping[str, int]
    oldest: timedelta
    behind: timedelta
    paused: frozenset[str] = frozenset()


class Standing(Protocol):
    """How the store stands."""

    def backlog(self, *, now: datetime) -> Backlog:
        """What waits to leave; cheap, however much has left already."""

    def try_writing(self) -> None:
        """A write that changes nothing. Raises what a real one would."""

    def is_understood(self) -> bool:
        """Whether this Earshot still understands the database, and finds all it needs in it."""
