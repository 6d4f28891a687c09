"""At most so many in so many seconds: the sliding windows in which platforms count what they are asked."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable


class Windows:
    """Counts. All durations are multiplied by `factor`; zero switches every limit off.

    `Retry-After` is in whole seconds, as platforms have it; with `fractions` it is exact, for tests that use a small
    factor.
    """

    def __init__(
        self, factor: float = 1.0, *, fractions: bool = False, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self.factor = factor
        self.fractions = fractions
        self._seconds = seconds
        self._counted: defaultdict[tuple[object, ...], deque[float]] = defaultdict(deque)

    def count(self, *limits: tuple[tuple[object, ...], int, float]) -> str | None:
        """What `Retry-After` says, where one more is too many; otherwise it is counted. A limit: key, most, span."""
        if not self.factor:
            return None
        now = self._seconds()
        wait = max(self._wait(key, most, span * self.factor, now) for key, most, span in limits)
        if wait > 0:
            return f"{wait:.3f}" if self.fractions else str(max(1, math.ceil(wait)))
        for key, _, _ in limits:
            self._counted[key].append(now)
        return None

    def _wait(self, key: tuple[object, ...], most: int, span: float, now: float) -> float:
        counted = self._counted[key]
        while counted and counted[0] <= now - span:
            counted.popleft()
        return counted[0] + span - now if len(counted) >= most else 0.0
