from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.listening.answers import freshness, retry_after, validator

NOW = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)
DATE = "Wed, 14 Jan 2026 10:00:00 GMT"
IN_AN_HOUR = "Wed, 14 Jan 2026 11:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"cache-control": "max-age=3600"}, 3600),
        ({"cache-control": 'public, MAX-AGE="60"'}, 60),
        ({"cache-control": "s-maxage=9, max-age=60"}, 60),
        ({"cache-control": "s-maxage=9"}, None),
        ({"cache-control": "max-age=3600, no-cache"}, None),
        ({"cache-control": "max-age=3600", "age": "600"}, 3000),
        ({"cache-control": "max-age=60", "age": "600"}, 0),
        ({"cache-control": "max-age=60", "expires": IN_AN_HOUR, "date": DATE}, 60),
        ({"cache-control": "max-age=" + "9" * 5000}, 31 * 86400),
        ({"cache-control": "max-age=soon"}, None),
        ({"expires": IN_AN_HOUR, "date": DATE}, 3600),
        ({"expires": "0"}, None),
        ({"expires": "-1"}, None),
        ({"expires": DATE}, None),
        ({"expires": "Fri, 31 Dec 9999 23:59:59 -2359"}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], expected: int | None) -> None:
    assert freshness(headers, now=NOW) == (None if expected is None else timedelta(seconds=expected))


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"retry-after": "120"}, 120),
        ({"retry-after": " 120 "}, 120),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "99999999999"}, 31 * 86400),
        ({"retry-after": IN_AN_HOUR, "date": DATE}, 3600),
        ({"retry-after": "Wed, 14 Jan 2026 12:30:00 GMT"}, 1800),
        ({"retry-after": DATE}, 0),
        ({"retry-after": "tomorrow"}, None),
        ({"retry-after": "Wed, 99 Jan 2026 12:30:00 GMT"}, None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(headers: dict[str, str], expected: int | None) -> None:
    assert retry_after(headers, now=NOW) == (None if expected is None else timedelta(seconds=expected))


@given(st.text(), st.text(), st.text(), st.text())
def test_no_header_is_too_odd_to_be_read(control: str, expires: str, retry: str, date: str) -> None:
    headers = {"cache-control": control, "expires": expires, "retry-after": retry, "date": date, "age": control}

    for wait in (freshness(headers, now=NOW), retry_after(headers, now=NOW)):
        assert wait is None or timedelta(0) <= wait <= timedelta(days=31)


def test_a_validator_is_kept_as_it_was_spelt_unless_it_cannot_be_sent_back() -> None:
    assert validator('W/"a b"') == 'W/"a b"'
    assert validator("Wed, 14 Jan 2026") == "Wed, 14 Jan 2026"
    assert [validator(odd) for odd in ("", None, "ü", '"\udc80"', "a\tb", "x" * 2000)] == [None] * 6
