from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.health import Moves, Trouble, heard_of_move, moved_for_good, next_interval

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEW = "https://new.example/feed.xml"
spans = st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))


@pytest.mark.parametrize("every", [5 * MINUTE, HOUR, DAY, 2 * DAY])
def test_a_source_is_asked_as_often_as_the_settings_say(every: timedelta) -> None:
    assert next_interval(every=every) == every
    assert next_interval() == 15 * MINUTE


def test_a_server_that_asks_for_patience_gets_it_up_to_a_day() -> None:
    assert next_interval(max_age=HOUR) == HOUR
    assert next_interval(ttl=3 * HOUR, max_age=HOUR) == 3 * HOUR
    assert next_interval(ttl=30 * DAY) == DAY


def test_a_retry_after_is_kept_up_to_seven_days() -> None:
    assert next_interval(retry_after=3 * DAY) == 3 * DAY
    assert next_interval(retry_after=30 * DAY) == 7 * DAY
    assert next_interval(retry_after=3 * DAY, errors=9) == 3 * DAY


def test_each_error_in_a_row_doubles_the_interval_up_to_a_day() -> None:
    waits = [next_interval(errors=errors) for errors in range(9)]

    assert waits[:4] == [15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR]
    assert waits[-1] == DAY
    assert next_interval(errors=10**9) == DAY


def test_jitter_moves_the_interval_by_up_to_a_tenth() -> None:
    assert next_interval(every=2 * HOUR, errors=1, jitter=1) == 4.4 * HOUR
    assert next_interval(every=2 * HOUR, errors=1, jitter=-1) == 3.6 * HOUR
    assert next_interval(every=2 * HOUR, errors=1, jitter=50) == 4.4 * HOUR


@given(
    every=st.none() | st.timedeltas(min_value=MINUTE, max_value=DAY),
    max_age=spans,
    ttl=spans,
    retry_after=spans,
    errors=st.integers(0, 100),
    jitter=st.floats(-1, 1),
)
def test_the_interval_is_never_shorter_than_asked_for_and_never_longer_than_a_day_unless_ordered(
    *,
    every: timedelta | None,
    max_age: timedelta | None,
    ttl: timedelta | None,
    retry_after: timedelta | None,
    errors: int,
    jitter: float,
) -> None:
    wait = next_interval(
        every=every,
        max_age=max_age,
        ttl=ttl,
        retry_after=retry_after,
        errors=errors,
        jitter=jitter,
    )

    assert wait >= (every or 15 * MINUTE)
    assert wait >= min(max_age or timedelta(0), DAY)
    assert wait >= min(ttl or timedelta(0), DAY)
    assert wait >= min(retry_after or timedelta(0), 7 * DAY)
    assert wait <= max(DAY, min(retry_after or timedelta(0), 7 * DAY))


def moves_after(*answers: tuple[str | None, int]) -> Moves:
    moves = Moves()
    for to, day in answers:
        moves = heard_of_move(moves, to, on=date(2026, 3, day))
    return moves


def test_a_feed_has_moved_after_three_agreeing_answers_on_different_days() -> None:
    assert moved_for_good(moves_after((NEW, 1), (NEW, 2))) is None
    assert moved_for_good(moves_after((NEW, 1), (NEW, 2), (NEW, 3))) == NEW


def test_many_answers_on_one_day_count_once() -> None:
    assert moved_for_good(moves_after(*[(NEW, 1)] * 50)) is None


def test_an_answer_from_the_old_address_starts_the_count_again() -> None:
    assert moved_for_good(moves_after((NEW, 1), (NEW, 2), (None, 3), (NEW, 4), (NEW, 5))) is None


def test_an_answer_that_names_another_address_starts_the_count_again() -> None:
    assert moved_for_good(moves_after((NEW, 1), (NEW, 2), ("https://other.example/", 3), (NEW, 4), (NEW, 5))) is None


def test_a_clock_that_went_back_adds_no_day() -> None:
    assert moved_for_good(moves_after((NEW, 5), (NEW, 4), (NEW, 3))) is None


def test_every_trouble_has_a_word_of_its_own() -> None:
    assert len({str(trouble) for trouble in Trouble}) == len(Trouble) == 15
