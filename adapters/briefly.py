"""What is kept in memory for some minutes and then gone: platforms' ids of people are nothing to hold on to."""

import asyncio
from typing import Generic, TypeVar

MINUTES = 15
MOST = 10_000

Held = TypeVar("Held")


class Briefly(Generic[Held]):
    """Names and what belongs to them, each let go of after a while by itself; the oldest goes first where it is full.

    Only inside a running event loop.
    """

    def __init__(self, *, seconds: float = MINUTES * 60.0, most: int = MOST) -> None:
        self._seconds = seconds
        self._most = most
        self._held: dict[str, tuple[Held, asyncio.TimerHandle]] = {}

    def put(self, name: str, what: Held) -> None:
        """Hold this from now on, in place of what was held under the same name."""
        self.drop(name)
        if len(self._held) >= self._most:
            self.drop(next(iter(self._held)))
        timer = asyncio.get_running_loop().call_later(self._seconds, self.drop, name)
        self._held[name] = what, timer

    def get(self, name: str) -> Held | None:
        """What is held under this name."""
        found = self._held.get(name)
        return found[0] if found else None

    def drop(self, name: str) -> None:
        """Let go of it now."""
        found = self._held.pop(name, None)
        if found is not None:
            found[1].cancel()

    def clear(self) -> None:
        """Let go of everything."""
        for name in list(self._held):
            self.drop(name)

    def __contains__(self, name: str) -> bool:
        return name in self._held

    def __len__(self) -> int:
        return len(self._held)
