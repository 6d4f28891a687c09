"""How English strings words together."""

from collections.abc import Sequence
from datetime import datetime


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def day(at: datetime) -> str:
    """A day as people say it: "Monday 7 December"."""
    return f"{at:%A} {at.day} {at:%B}"
