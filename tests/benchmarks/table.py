"""What a benchmark found, as one line of one plain table: two figures of the same run, and what one is to the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` and `beside`, both in `unit`. `beside` is what ours is compared with, measured in turn with it.

    `goal`: what the ratio must not exceed; with `at_least`, what it must reach. None where nothing is asked for.
    `paired`: the ratio, where it is the median of pairs and not the ratio of medians.
    """

    what: str
    ours: float
    beside: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    note: str = ""
    paired: float | None = None

    @property
    def ratio(self) -> float:
        """Ours to what is beside it."""
        return self.ours / self.beside if self.paired is None else self.paired

    @property
    def met(self) -> bool:
        """Whether the goal is reached; so it is where there is none."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"{'>=' if self.at_least else '<='} {self.goal:g}"
        verdict = "" if self.goal is None else "met" if self.met else "MISSED"
        figures = f"{self.ours:>12,.2f}  {self.beside:>12,.2f}  {self.unit:<10}"
        return f"{self.what:<52}{figures}{self.ratio:>8.2f}  {goal:<8}{verdict:<8}{self.note}".rstrip()


def head() -> str:
    """The words above the table."""
    return f"{'':<52}{'ours':>12}  {'beside it':>12}  {'unit':<10}{'ratio':>8}  {'goal':<8}"
