"""What a look at something found, each in one plain sentence or two, and how much it matters."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """As it should be; worth knowing, and nothing has to be done; or something needs somebody."""

    WELL = "well"
    REMARK = "remark"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `words`: what it is and, of a fault, what to do about it."""

    weight: Weight
    words: str


def well(words: str) -> Finding:
    """Something is as it should be."""
    return Finding(Weight.WELL, words)


def remark(words: str) -> Finding:
    """Something is worth knowing; nothing is wrong."""
    return Finding(Weight.REMARK, words)


def fault(words: str) -> Finding:
    """Something is wrong, or could not be looked at."""
    return Finding(Weight.FAULT, words)
