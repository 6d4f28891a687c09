"""The playground's clock: it begins at 10:00 on a working day, goes on by itself, and can be moved forward only."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class PlaygroundClock:
    """A clock that runs at the speed of real time from wherever it was set."""

    def __init__(self, start: datetime) -> None:
        self._set_to = start.astimezone(UTC)
        self._set_at = time.monotonic()

    def now(self) -> datetime:
        """Aware UTC."""
        return self._set_to + timedelta(seconds=time.monotonic() - self._set_at)

    def forward(self, to: datetime) -> None:
        """Move to a later moment (aware, in any zone); an earlier one changes nothing."""
        if to > self.now():
            self._set_to, self._set_at = to.astimezone(UTC), time.monotonic()


def first_morning(today: datetime, zone: str) -> datetime:
    """10:00 in this zone on the last working day that is not after today."""
    local = today.astimezone(ZoneInfo(zone))
    day = local.date() - timedelta(days=max(0, local.weekday() - 4))
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo(zone)).astimezone(today.tzinfo)
