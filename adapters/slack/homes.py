"""Whose Home stands open, as far as this process knows, and what it showed last.

Slack does not say. So whoever opened it here, or pressed something in it, is remembered, as a number nobody can read;
of whoever did not, nothing is drawn: their Home is drawn when they open it.
"""

import asyncio
import json
import secrets
import time
from collections import OrderedDict
from typing import Any
from weakref import WeakValueDictionary

MOST = 10_000
"""So many; the one who was seen there longest ago is forgotten first."""

JUST_NOW = 10.0
"""Seconds in which the same view is not published again: an act is followed by one publishing at once, and by another
from the outbox. Beyond that another replica may have shown something else meanwhile."""


class Homes:
    """Homes of one workspace."""

    def __init__(self, *, most: int = MOST) -> None:
        self._most = most
        self._salt = secrets.token_bytes(16)
        self._open: OrderedDict[int, tuple[int, float] | None] = OrderedDict()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def opened(self, person: str) -> None:
        """They see their Home, or did so here before."""
        who = self._number(person)
        self._open.setdefault(who, None)
        self._open.move_to_end(who)
        if len(self._open) > self._most:
            self._open.popitem(last=False)

    def stands(self, person: str) -> bool:
        """Whether they saw it here."""
        return self._number(person) in self._open

    def turn(self, person: str) -> asyncio.Lock:
        """Held by whoever draws and publishes, so that what is older is never shown last."""
        return self._turns.setdefault(self._number(person), asyncio.Lock())

    def showed(self, person: str, view: dict[str, Any]) -> None:
        """This was published."""
        self.opened(person)
        self._open[self._number(person)] = _mark(view), time.monotonic()

    def just_showed(self, person: str, view: dict[str, Any]) -> bool:
        """Whether it shows this very view, published a moment ago."""
        last = self._open.get(self._number(person))
        return last is not None and last[0] == _mark(view) and time.monotonic() - last[1] < JUST_NOW

    def _number(self, person: str) -> int:
        return hash((self._salt, person))


def _mark(view: dict[str, Any]) -> int:
    return hash(json.dumps(view))
