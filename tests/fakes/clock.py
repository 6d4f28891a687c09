"""Clocks for tests: one that stands still until it is moved, and one that goes and can be pushed."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class SetClock:
    """A clock a test can set; fits `bot.ports.Clock`."""

    def __init__(self, at: datetime = TUESDAY) -> None:
        self.set(at)

    def now(self) -> datetime:
        """What it shows: aware UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Show this instant. Raises ValueError for a time without a zone."""
        if at.utcoffset() is None:
            raise ValueError(f"a time without a zone: {at!r}")
        self._at = at.astimezone(UTC)

    def forward(self, by: timedelta) -> None:
        """Move on."""
        self.set(self._at + by)


class Clock(Protocol):
    """Whatever says what time it is; `SetClock` fits as well."""

    def now(self) -> datetime: ...


class PushedClock:
    """Goes with the wall clock, so that a receiver believes the signatures, and can be pushed on or back."""

    def __init__(self) -> None:
        self._by = timedelta()

    def now(self) -> datetime:
        """What it shows: aware UTC."""
        return datetime.now(UTC) + self._by

    def forward(self, by: timedelta) -> None:
        """Push it on; back where `by` is negative."""
        self._by += by
