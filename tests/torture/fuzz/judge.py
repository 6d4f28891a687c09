"""What is asked of the bot's answers to calls that nobody ever sent."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.torture.fuzz.watch import Watched
from tests.torture.fuzz.wire import Case, Whose

MOST_GROWTH = 64.0
"""MiB by which the bot may grow once it has heard a fifth of it.

Nothing is kept; but what a process lets go of is not all given back at once. Seen: 36 after 100,000.
"""


@dataclass
class Found:
    """What came of it. `allowed`: see Source. `wrong`: cases that were answered as they must not be, by number."""

    allowed: Collection[int]
    cases: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    errors: int = 0
    """Answers of 500 and above."""
    unheard: int = 0
    """Right calls in between that were not answered rightly."""
    weights: list[float] = field(default_factory=list)
    """MiB of the bot, from time to time."""

    def take(self, number: int, case: Case, statuses: list[int]) -> None:
        """Judge one answer."""
        self.cases += 1
        self.statuses.update(f"{status // 100}xx" if status else "none" for status in statuses or [0])
        self.errors += sum(status >= 500 for status in statuses)
        if not is_right(case, statuses, self.allowed):
            self.wrong.append(f"case {number} ({case.what}, of {case.whose}): {statuses}")

    @property
    def growth(self) -> float:
        """MiB by which it grew after the first fifth."""
        return self.weights[-1] - self.weights[len(self.weights) // 5] if self.weights else 0.0

    def faults(self, bot: Watched) -> list[str]:
        """All that is not as it must be, the bot's log included; the first few of each."""
        said = [f"unheard: {self.unheard}"] if self.unheard else []
        said += [f"it grew by {self.growth:.0f} MiB"] if self.growth > MOST_GROWTH else []
        said += [f"it ended with {bot.code}"] if bot.code else []
        complaints = [f"it complains: {line}" for line in bot.complaints[:5]]
        return [*said, *self.wrong[:5], *complaints, *(f"it tells: {line}" for line in bot.leaks[:5])]


def is_right(case: Case, statuses: list[int], allowed: Collection[int]) -> bool:
    """Whether this is how such a case must be answered."""
    if any(status >= 500 for status in statuses) or (case.whole and not statuses):
        return False
    match case.whose:
        case Whose.PLATFORM:
            return set(statuses) <= set(allowed)
        case Whose.NOBODY:
            return all(status >= 400 for status in statuses)
        case Whose.HEALTH:
            return statuses == [200]
        case Whose.ANYBODY:
            return True
