"""How German strings words together, and how it says days, times and numbers: small tables, no locale of the machine."""

from collections.abc import Sequence
from datetime import datetime

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = [
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
]
NARROW = "\u202f"
"""The narrow space before a percent sign (DIN 5008); a line never breaks there."""


def listed(words: Sequence[str], last: str = "und") -> str:
    """Words in a row: "a", "a und b", "a, b und c"."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def quoted(words: str) -> str:
    """Words between German quotation marks."""
    return f"„{words}“"


def day(at: datetime) -> str:
    """A day as people say it: "Montag, 7. Dezember"."""
    return f"{DAYS[at.weekday()]}, {at.day}. {MONTHS[at.month - 1]}"


def date(at: datetime) -> str:
    """A day with its year: "7. Dezember 2026"."""
    return f"{at.day}. {MONTHS[at.month - 1]} {at.year}"


def clock(at: datetime) -> str:
    """A time of day: "14:30 Uhr"."""
    return f"{at.hour}:{at:%M} Uhr"


def number(count: int) -> str:
    """A number; from five digits on, a point stands between the thousands: "9999", "10.000"."""
    return f"{count:,}".replace(",", ".") if abs(count) >= 10_000 else str(count)


def small(words: str) -> str:
    """Words that begin a line, for the middle of one: only their first letter, since German nouns keep theirs."""
    return words[:1].lower() + words[1:]


def short(words: str, most: int) -> str:
    """Words, at most so many characters of them."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
