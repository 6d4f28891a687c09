"""Words that were not taken when they were said, and are told once more after something else was said or done.

They may have said the opposite since ("nudges off"), so what comes too late is theirs to say again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from adapters.briefly import Briefly
from bot.chat.events import Asked, Event, Handed, Pressed, Submitted
from bot.ports import Busy

DONE = Asked | Handed | Pressed | Submitted
"""What somebody says or does. Reactions are none of it: each counts from its own moment, whenever it is heard."""


class Late:
    """As far as this process knows, for some minutes. Only inside an event loop."""

    def __init__(self) -> None:
        self._newest: Briefly[datetime] = Briefly()
        self._not_taken: Briefly[None] = Briefly()
        self._being_done: list[DONE] = []

    @contextmanager
    def doing(self, event: Event) -> Iterator[None]:
        """From now on this overtakes what was said before it; no longer where the bot was too busy to begin it."""
        if not isinstance(event, DONE):
            yield
            return
        self._being_done.append(event)
        may_be_done = True
        try:
            yield
            self._not_taken.drop(event.key)  # told once more, it is known
        except Busy:
            may_be_done = False
            raise
        finally:
            self._being_done.remove(event)
            newest = self._newest.get(event.person.id)
            if may_be_done and (newest is None or newest <= event.at):
                self._newest.put(event.person.id, event.at)

    def not_taken(self, key: str) -> None:
        """The event with this key may be told once more."""
        self._not_taken.put(key, None)

    def is_too_late(self, asked: Asked) -> bool:
        """Whether these words were not taken, and overtaken since."""
        return asked.key in self._not_taken and self._is_overtaken(asked)

    def _is_overtaken(self, asked: Asked) -> bool:
        newest = self._newest.get(asked.person.id)
        if newest is not None and asked.at < newest:
            return True
        return any(one.person.id == asked.person.id and asked.at < one.at for one in self._being_done)
