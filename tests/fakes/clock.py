"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

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
