"""The company's share: how many of a room's asking cards may be its own pieces (app.yaml: `cards.company_share`)."""

from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(days=30)
"""Asking cards are counted over so much time (DESIGN section 6)."""

_ROUNDING = 1e-9
"""29 of 100 is 0.29, although 0.29 * 100 is a little less than 29 in floating point."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The cards that began to ask in one room: the company's own, and all others."""

    company: int
    others: int


def allowed(company: int, others: int, share: float) -> bool:
    """Whether one more company piece may ask where so many cards, of the company's and others, did so already.

    With it, at most `share` (0 to 1) of them all are the company's. The first is always allowed. DESIGN section 6.
    """
    return company == 0 or company + 1 <= share * (company + 1 + others) + _ROUNDING
