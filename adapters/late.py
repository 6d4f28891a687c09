"""Words that were not taken when they were said, and are told once more after something else was said or done.

They may have said the opposite since ("nudges off"), so what comes too late is theirs to say again.
"""

from datetime import datetime

from adapters.briefly import Briefly
from bot.chat.events import Asked, Event, Handed, Pressed, Submitted

DONE = Asked | Handed | Pressed | Submitted
"""What somebody says or does. Reactions are none of it: each counts from its own moment, whenever it is heard."""


class Late:
    """As far as this process knows, for some minutes. Only inside an event loop."""

    def __init__(self) -> None:
        self._newest: Briefly[datetime] = Briefly()
        self._not_taken: Briefly[None] = Briefly()

    def begins(self, event: Event) -> None:
        """This is being done now."""
        if isinstance(event, DONE) and not self._is_overtaken(event):
            self._newest.put(event.person.id, event.at)

    def not_taken(self, key: str) -> None:
        """The event with this key may be told once more."""
        self._not_taken.put(key, None)

    def is_too_late(self, event: Event) -> bool:
        """Whether these are words that were not taken, and overtaken since."""
        return isinstance(event, Asked) and event.key in self._not_taken and self._is_overtaken(event)

    def _is_overtaken(self, event: DONE) -> bool:
        newest = self._newest.get(event.person.id)
        return newest is not None and event.at < newest
