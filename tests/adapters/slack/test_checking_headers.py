"""What the headers of one answer say: by how much a clock is off, and what a token may."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.ahead import ahead_by
from adapters.slack.checking.headers import clock, granted
from bot.findings import Weight

SENT = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
SAID = "Tue, 24 Nov 2026 10:00:20 GMT"


def weights(seconds: float, *, over_http: bool) -> list[Weight]:
    """How much a clock matters that is so many seconds behind Slack's, where an answer takes no time."""
    now = datetime(2026, 11, 24, 10, 0, 20, 500_000, tzinfo=UTC) - timedelta(seconds=seconds)
    return [one.weight for one in clock({"date": SAID}, sent=now, received=now, over_http=over_http)]


def test_half_of_the_way_there_and_back_is_taken_off() -> None:
    for took in (0, 4, 30):
        received = SENT + timedelta(seconds=took)
        assert ahead_by({"date": SAID}, sent=SENT, received=received) == 20.5 - took / 2


@pytest.mark.parametrize("sign", [1, -1])
def test_a_clock_matters_from_a_minute_on_and_over_http_most_from_four(sign: int) -> None:
    for over_http in (False, True):
        assert weights(sign * 60, over_http=over_http) == []
        assert weights(sign * 61, over_http=over_http) == weights(sign * 240, over_http=over_http) == [Weight.REMARK]
    assert weights(sign * 241, over_http=True) == [Weight.FAULT]
    assert weights(sign * 86_400, over_http=False) == [Weight.REMARK]


@pytest.mark.parametrize("date", ["", "yesterday", "Tue, 24 Nov 2026 10:00:20 -0000", "Tue, 99 Nov 2026 10:00:20 GMT"])
def test_a_date_that_is_none_says_nothing(date: str) -> None:
    assert ahead_by({"date": date}, sent=SENT, received=SENT) is None
    assert ahead_by({}, sent=SENT, received=SENT) is None
    assert list(clock({"date": date}, sent=SENT, received=SENT, over_http=True)) == []


def test_scopes_are_read_with_and_without_blanks() -> None:
    told = granted({"x-oauth-scopes": "commands, chat:write,im:write,"})
    assert told == frozenset({"commands", "chat:write", "im:write"})
    assert granted({"x-oauth-scopes": ""}) == frozenset()
    assert granted({}) is None
