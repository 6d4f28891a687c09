"""Dates of entries: what a feed says, read rightly, or nothing where it cannot be believed."""

import re
from datetime import UTC, datetime, timedelta
from time import struct_time

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
LEEWAY = timedelta(days=1)

# Zones which the feed library takes for UTC; hours east of Greenwich.
ZONES = {
    "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "JST": 9,
    "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def believable(when: datetime | None, *, now: datetime | None = None) -> datetime | None:
    """A date in UTC, or None before 1995 or over a day after `now`: then the first sight counts."""
    if when is None:
        return None
    try:
        when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None
    return when if when >= EARLIEST and (now is None or when <= now + LEEWAY) else None


def from_feed(parsed: struct_time | None, said: str) -> datetime | None:
    """The date of an entry, from what the feed library made of it and what the feed really said."""
    if re.match(r"\d{4}-?W\d\d", said):  # the library takes week 3 for the month of November
        return from_iso(said)
    if parsed is None:
        return None
    try:
        when = datetime(*parsed[:6], tzinfo=UTC)
        return when - timedelta(hours=ZONES.get(said.rpartition(" ")[2].strip(), 0))
    except (ValueError, OverflowError):
        return None


def from_iso(said: str) -> datetime | None:
    """An ISO 8601 or RFC 3339 date."""
    try:
        return datetime.fromisoformat(said.strip())
    except ValueError:
        return None
