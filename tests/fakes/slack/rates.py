"""Slack's rate limits: per method and workspace by tier, and about one message a second per channel."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute by tier, each of them a "+"."""

BURST = 5
"""What is tolerated beyond that (general: "a small amount of burst behavior")."""

IN_CHANNEL = 3
"""Messages a channel takes at once before it is one a second (general)."""

PER_WORKSPACE = 300
"""Messages a minute in a workspace: "several hundred"."""


class Rates:
    """Counts calls. All durations are multiplied by `factor`; zero switches every limit off.

    `Retry-After` is in whole seconds, as Slack's; with `fractions` it is exact, for tests that use a small factor.
    `per_workspace`: messages a minute.
    """

    def __init__(
        self,
        factor: float = 1.0,
        *,
        fractions: bool = False,
        per_workspace: int = PER_WORKSPACE,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.factor = factor
        self.fractions = fractions
        self.per_workspace = per_workspace
        self._seconds = seconds
        self._calls: defaultdict[tuple[str, ...], deque[float]] = defaultdict(deque)

    def method(self, method: str, tier: int, workspace: str) -> str | None:
        """What `Retry-After` says, where this call is one too many; otherwise it is counted."""
        return self._count(((method, workspace), PER_MINUTE[tier] + BURST, 60.0))

    def message(self, channel: str, workspace: str) -> str | None:
        """The same for a message into a channel."""
        in_channel = (("message", channel), IN_CHANNEL, float(IN_CHANNEL))
        return self._count(in_channel, (("messages", workspace), self.per_workspace, 60.0))

    def _count(self, *limits: tuple[tuple[str, ...], int, float]) -> str | None:
        if not self.factor:
            return None
        now = self._seconds()
        wait = max(self._wait(key, most, span * self.factor, now) for key, most, span in limits)
        if wait > 0:
            return f"{wait:.3f}" if self.fractions else str(max(1, math.ceil(wait)))
        for key, _, _ in limits:
            self._calls[key].append(now)
        return None

    def _wait(self, key: tuple[str, ...], most: int, span: float, now: float) -> float:
        calls = self._calls[key]
        while calls and calls[0] <= now - span:
            calls.popleft()
        return calls[0] + span - now if len(calls) >= most else 0.0
