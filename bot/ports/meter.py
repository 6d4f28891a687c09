"""What is counted for whoever runs Earshot. Numbers only: no person, no room, no word is ever handed to it."""

from typing import Protocol

from bot.ports.platform import Delivered, Fate


class Meter(Protocol):
    """Counts. Called after a commit, never inside a transaction: that may run again."""

    def delivered(self, platform: str, outcome: Delivered) -> None:
        """What a platform said of a message, an edit or a page it was handed."""

    def looked_up(self, fate: Fate) -> None:
        """What became of a message of unknown fate."""

    def died(self) -> None:
        """A message was given up for good."""

    def heard_again(self) -> None:
        """A platform told an event once more that was heard before."""

    def feed_in_trouble(self, trouble: str) -> None:
        """A source could not be heard; `trouble`: one of a few kinds."""

    def took(self, kind: str, seconds: float) -> None:
        """A transaction was waited for so long; `kind`: write or read."""

    def loop_was_late(self, seconds: float) -> None:
        """The event loop came so much later than it was asked to."""


class Uncounted:
    """Counts nothing: for commands, and for tests that ask for no numbers."""

    def delivered(self, platform: str, outcome: Delivered) -> None: ...

    def looked_up(self, fate: Fate) -> None: ...

    def died(self) -> None: ...

    def heard_again(self) -> None: ...

    def feed_in_trouble(self, trouble: str) -> None: ...

    def took(self, kind: str, seconds: float) -> None: ...

    def loop_was_late(self, seconds: float) -> None: ...
