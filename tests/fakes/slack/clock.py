"""The wall clock, which a test may push on."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whatever says what time it is; `tests.fakes.clock.SetClock` fits as well."""

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
