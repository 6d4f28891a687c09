"""What came of a part of the battery, as one line of one plain table."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of one part. `counts`: what was counted; `ok`: whether it is as it must be."""

    name: str
    database: str
    seed: int
    counts: Mapping[str, float] = field(default_factory=dict)
    ok: bool = False
    seconds: float = 0.0
    note: str = ""


WIDTHS = (22, 11, 5, 4, 7)


def head() -> str:
    """The words above the table."""
    return _line("part", "database", "seed", "", "seconds", "counts")


def line(one: Outcome) -> str:
    """One row of it."""
    counts = " ".join(f"{name} {value:g}" for name, value in one.counts.items())
    said = f"{counts} {one.note}".strip()
    return _line(one.name, one.database, str(one.seed), "ok" if one.ok else "NOT", f"{one.seconds:.1f}", said)


def _line(*cells: str) -> str:
    fixed = [f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=False)]
    return "  ".join([*fixed, *cells[len(WIDTHS) :]]).rstrip()
