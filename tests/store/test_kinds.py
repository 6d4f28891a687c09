from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from bot.domain.people import Nudges, Private
from store.kinds import Choice, Json, Several, Span, Utc, Words, micros

SQLITE = dialect()


def there_and_back(kind: Any, value: Any) -> Any:
    return kind.process_result_value(kind.process_bind_param(value, SQLITE), SQLITE)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Utc().process_bind_param(datetime(2026, 11, 24), SQLITE)  # noqa: DTZ001 - that is the point


@given(
    st.datetimes(
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=9))])
    )
)
def test_an_instant_comes_back_as_it_was_in_utc(at: datetime) -> None:
    back = there_and_back(Utc(), at)
    assert back == at
    assert back.tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_instants_sort_as_they_are_kept(one: datetime, other: datetime) -> None:
    assert (micros(one) < micros(other)) == (one < other)


@given(st.timedeltas())
def test_a_length_of_time_comes_back_to_the_microsecond(span: timedelta) -> None:
    assert there_and_back(Span(), span) == span


def test_choices_come_back_as_what_they_were_and_others_are_refused() -> None:
    assert there_and_back(Choice(Nudges), Nudges.DAILY) is Nudges.DAILY
    assert there_and_back(Several(Private), frozenset(Private)) == frozenset(Private)
    assert there_and_back(Several(Private), frozenset()) == frozenset()
    with pytest.raises(ValueError, match="hourly"):
        Choice(Nudges).process_bind_param("hourly", SQLITE)  # type: ignore[arg-type]


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_can_be_kept_and_loses_only_what_no_database_takes(text: str) -> None:
    back = Words().process_bind_param(text, SQLITE)
    assert back is not None
    assert "\x00" not in back
    back.encode()
    assert Words().process_bind_param(back, SQLITE) == back
    if text.isprintable() and text.isascii():
        assert back == text


@pytest.mark.parametrize("kind", [Utc(), Span(), Choice(Nudges), Several(Private), Json(), Words()])
def test_nothing_stays_nothing(kind: Any) -> None:
    assert kind.process_bind_param(None, SQLITE) is None
    if not isinstance(kind, Words):
        assert kind.process_result_value(None, SQLITE) is None


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text('aä🙂"\\'), st.lists, max_leaves=5))
def test_small_values_come_back_from_json(value: Any) -> None:
    assert there_and_back(Json(), [value]) == [value]
