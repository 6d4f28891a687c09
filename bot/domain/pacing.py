"""Pacing: how fast messages may follow each other, so that a platform never has to say "too many".

A platform states windows: at most so many in so many seconds, wherever the window begins. From them follows one pace: a
few at once, then one per interval. It is the generic cell rate algorithm (ITU-T I.371) with the burst chosen so that no
window is ever exceeded, not even by a burst that follows a burst; all it has to remember is one instant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

SLOWER = 1.01
"""A burst may cost at most one hundredth of the steady rate."""


@dataclass(frozen=True, slots=True)
class Window:
    """At most `count` in any stretch of so many `seconds`. Raises ValueError where nothing could ever leave."""

    count: int
    seconds: float

    def __post_init__(self) -> None:
        if self.count < 1 or self.seconds <= 0:
            raise ValueError("a window lets at least one through, in more than no time")


@dataclass(frozen=True, slots=True)
class Pace:
    """`burst` at once after a rest, then one per `interval`. An interval of nothing is no limit."""

    burst: int = 1
    interval: timedelta = timedelta(0)

    def free(self, *, opens_at: datetime, now: datetime) -> int | None:
        """How many may leave now; None where there is no limit. `opens_at` is all that is remembered."""
        if now < opens_at:
            return 0
        if not self.interval:
            return None
        return min(self.burst, (now - opens_at) // self.interval + 1)

    def within(self, ahead: timedelta, *, opens_at: datetime, now: datetime) -> int | None:
        """How many may leave from now until so much later, each in its turn; None where there is no limit."""
        at_once = self.free(opens_at=opens_at, now=now)
        if at_once is None or not self.interval:
            return at_once
        then = self.after(at_once, opens_at=opens_at, now=now) if at_once else opens_at
        return at_once + max(0, (now + ahead - then) // self.interval + 1)

    def after(self, taken: int, *, opens_at: datetime, now: datetime) -> datetime:
        """When the next may leave, once so many have left now."""
        rest = (self.burst - 1) * self.interval
        return max(opens_at + rest, now) + taken * self.interval - rest


NO_LIMIT = Pace()


def pace(windows: Sequence[Window]) -> Pace:
    """The pace that keeps every one of these windows, with the largest burst that costs next to nothing."""
    return _pace(tuple(windows))


@lru_cache
def _pace(windows: tuple[Window, ...]) -> Pace:
    if not windows:
        return NO_LIMIT
    steady = _interval(windows, 1)
    burst = 1
    while (slower := _interval(windows, burst + 1)) is not None and steady is not None and slower <= steady * SLOWER:
        burst += 1
    interval = _interval(windows, burst)
    assert interval is not None, "a window lets at least one through"
    return Pace(burst, interval)


def _interval(windows: Sequence[Window], burst: int) -> timedelta | None:
    """The least interval with this burst: a burst and what follows it within a window fill that window at most."""
    if any(window.count < burst for window in windows):
        return None
    longest = max(window.seconds / (window.count - burst + 1) for window in windows)
    # Rounded up: a microsecond too short would let one too many through.
    return timedelta(microseconds=int(longest * 1_000_000) + 1)
