from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pacing import NO_LIMIT, Pace, Window, pace
from tests.fakes.clock import TUESDAY

TEAMS = (Window(7, 1), Window(8, 2), Window(60, 30), Window(1800, 3600))


def fullest(moments: list[datetime], window: Window) -> int:
    """The most that fell into any window of this length; slow and plain."""
    length = timedelta(seconds=window.seconds)
    return max(sum(begin <= one < begin + length for one in moments) for begin in moments)


def as_fast_as_allowed(by: Pace, rests: list[float]) -> list[datetime]:
    """When messages leave that are always there, but for some rests."""
    now = opens_at = TUESDAY
    left: list[datetime] = []
    for rest in rests:
        now = max(now + timedelta(seconds=rest), opens_at)
        taken = by.free(opens_at=opens_at, now=now)
        assert taken
        opens_at = by.after(taken, opens_at=opens_at, now=now)
        left += [now] * taken
    return left


@given(
    st.lists(st.builds(Window, st.integers(1, 40), st.floats(0.01, 100)), min_size=1, max_size=4),
    st.lists(st.sampled_from([0.0, 0.0, 0.3, 5.0, 200.0]), min_size=1, max_size=60),
)
def test_no_window_is_ever_exceeded_however_messages_come(windows: list[Window], rests: list[float]) -> None:
    left = as_fast_as_allowed(pace(windows), rests)
    for window in windows:
        assert fullest(left, window) <= window.count


def test_a_naive_pace_lets_a_burst_follow_a_burst() -> None:
    """The control of the test above: a bucket as large as the window, filled at the window's rate."""
    naive = Pace(7, timedelta(seconds=1 / 7))
    assert fullest(as_fast_as_allowed(naive, [0.0] * 20), TEAMS[0]) > 7


def test_the_four_windows_of_teams_become_seven_at_once_and_then_one_in_two_seconds() -> None:
    assert pace(TEAMS).burst == 7
    assert timedelta(seconds=2) < pace(TEAMS).interval < timedelta(seconds=2.01)


@pytest.mark.parametrize(
    ("windows", "seconds"), [([Window(1, 1)], 1), ([Window(300, 60)], 0.2), ([Window(50, 1)], 0.02)]
)
def test_it_is_at_most_one_percent_slower_than_its_platform_allows(windows: list[Window], seconds: float) -> None:
    assert seconds <= pace(windows).interval.total_seconds() <= seconds * 1.0101


@given(st.builds(Pace, st.integers(1, 9), st.just(timedelta(seconds=1))), st.integers(-9, 9), st.integers(0, 9))
def test_as_many_may_leave_within_a_time_as_do_when_each_takes_its_turn(by: Pace, opens: int, ahead: int) -> None:
    at, opens_at, left = TUESDAY, TUESDAY + timedelta(seconds=opens), 0
    expected = by.within(timedelta(seconds=ahead), opens_at=opens_at, now=TUESDAY)
    while (at := max(at, opens_at)) <= TUESDAY + timedelta(seconds=ahead):
        left, opens_at = left + 1, by.after(1, opens_at=opens_at, now=at)
    assert left == expected


def test_without_windows_nothing_waits() -> None:
    assert pace([]) == NO_LIMIT
    assert NO_LIMIT.free(opens_at=TUESDAY, now=TUESDAY) is None
    assert NO_LIMIT.after(9, opens_at=TUESDAY, now=TUESDAY) == TUESDAY


def test_even_without_windows_a_platform_that_asked_to_wait_is_left_alone_until_then() -> None:
    assert NO_LIMIT.free(opens_at=TUESDAY + timedelta(seconds=1), now=TUESDAY) == 0


@pytest.mark.parametrize(("count", "seconds"), [(0, 1), (1, 0)])
def test_a_window_that_lets_nothing_through_is_refused(count: int, seconds: float) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Window(count, seconds)
