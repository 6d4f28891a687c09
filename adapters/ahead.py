"""What time it is at a platform, by the `Date` of its answer (RFC 9110, 6.6.1). Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

OFF_A_LITTLE, OFF_TOO_MUCH = 60.0, 240.0
"""Seconds our clock may differ from a platform's: before it is worth a word, and before calls are soon refused.

What Slack and Teams sign is good for 300 (docs.slack.dev/authentication/verifying-requests-from-slack;
learn.microsoft.com, "Authentication with the Bot Connector API").
"""

HALF_A_SECOND = 0.5
"""What a `Date` is short of on the average: it is told in whole seconds."""


def ahead_by(headers: Mapping[str, str], *, sent: datetime, received: datetime) -> float | None:
    """How many seconds their clock is ahead of ours; None where the header makes no sense.

    `headers`: by their names in small letters. They wrote it at some time between `sent` and `received` (aware UTC, by
    our clock): in the middle, it is assumed.
    """
    told = told_at(headers)
    if told is None:
        return None
    return (told - sent).total_seconds() - (received - sent).total_seconds() / 2 + HALF_A_SECOND


def told_at(headers: Mapping[str, str]) -> datetime | None:
    """When they answered, by their own clock (whole seconds, aware UTC); None where that makes no sense."""
    try:
        told = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError, TypeError, OverflowError):
        return None
    return None if told.tzinfo is None else told.astimezone(UTC)


def off(ahead: float, whose: str) -> str:
    """What is wrong with our clock, as a sentence that goes on. `whose`: the platform's."""
    return f"The clock here is {abs(ahead):.0f} seconds {'behind' if ahead > 0 else 'ahead of'} {whose}"
