"""Lately: what left through each gate of this process, by its own clock, so that the late do not crowd the punctual.

The store paces by what is claimed. From there to the first byte a disk, a busy machine or a frozen process may hold
messages up, and then they would leave together with those whose turn it is. So the windows are looked at once more.
"""

import time
from collections import defaultdict, deque

from bot.chat.outbox import Method
from bot.ports import Lane, Limits

ON_ITS_WAY = 0.02
"""Seconds by which a window is longer here than its platform says: a busy machine may be late by that."""

Gate = tuple[str, str]


class Lately:
    """One lives as long as its process. Seconds are of this machine's monotonic clock."""

    def __init__(self) -> None:
        self._left: dict[Gate, deque[float]] = defaultdict(deque)
        self._shut: dict[Gate, tuple[float, float]] = {}

    def wait(self, lane: Lane, method: Method, limits: Limits) -> float:
        """Seconds until one more message fits into every window; where it is none, the message counts as left."""
        now = time.monotonic()
        through = [((lane.team, ""), limits.workspace), ((lane.team, str(method)), limits.methods.get(method, ()))]
        wait = 0.0
        for gate, windows in through:
            left = self._left[gate]
            for window in windows:
                if len(left) >= window.count:
                    wait = max(wait, left[-window.count] + window.seconds + ON_ITS_WAY - now)
        if wait <= 0:
            for gate, windows in through:
                if windows:
                    self._count(gate, now, most=max(window.count for window in windows))
        return wait

    def shut(self, lane: Lane, method: Method, seconds: float) -> None:
        """Its platform asked to be left alone there for so long."""
        now = time.monotonic()
        self._shut[lane.team, method] = now, now + seconds

    def shut_for(self, lane: Lane, method: Method, *, taken: float) -> float:
        """Seconds for which this way is shut to what was claimed before its platform said so; the store knows since."""
        since, until = self._shut.get((lane.team, method), (0.0, 0.0))
        return max(0.0, until - time.monotonic()) if taken <= since else 0.0

    def _count(self, gate: Gate, now: float, *, most: int) -> None:
        left = self._left[gate]
        left.append(now)
        while len(left) > most:
            left.popleft()
