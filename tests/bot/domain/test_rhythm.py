"""When something may leave, against an oracle that looks at every minute."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.rhythm import (
    Quiet,
    Reason,
    Rhythm,
    Wait,
    cap_free_at,
    day_start,
    eased,
    is_quiet,
    may_post,
    next_interval,
    next_open,
    nudge_due,
    without_days,
)

ZONES = [
    "UTC", "Europe/Berlin", "Europe/Lisbon", "Europe/London", "Europe/Moscow", "Europe/Istanbul",
    "Atlantic/Azores",
    "America/New_York", "America/Toronto", "America/St_Johns", "America/Sao_Paulo", "America/Santiago",
    "America/Havana", "America/Los_Angeles", "America/Phoenix", "Pacific/Apia", "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Pacific/Chatham", "Pacific/Auckland", "Australia/Lord_Howe", "Australia/Adelaide", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Tokyo", "Asia/Beirut", "Asia/Tehran", "Africa/Cairo", "Africa/Casablanca",
    "Antarctica/Troll",
]  # fmt: skip
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WEEKEND = frozenset({5, 6})
EVENINGS = Quiet(time(18), time(9), WEEKEND)
NONE = Quiet()

# Around these, clocks change somewhere in the list; the rest of the year is drawn as well.
CHANGES = [
    datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 3, 8, tzinfo=UTC),
    datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2026, 4, 5, tzinfo=UTC), datetime(2026, 9, 6, tzinfo=UTC), datetime(2026, 4, 24, tzinfo=UTC),
    datetime(2026, 10, 29, tzinfo=UTC),
    datetime(2011, 12, 30, tzinfo=UTC), datetime(2010, 11, 7, tzinfo=UTC), datetime(2026, 2, 15, tzinfo=UTC),
]  # fmt: skip

TIMES = st.times(max_value=time(23, 59)).map(lambda clock: clock.replace(second=0, microsecond=0))
NIGHT_TIMES = st.builds(time, st.sampled_from([0, 1, 2, 3, 23]), st.sampled_from([0, 1, 15, 30, 59]))
QUIETS = st.builds(Quiet, TIMES | NIGHT_TIMES, TIMES | NIGHT_TIMES, st.frozensets(st.integers(0, 6), max_size=3))
INSTANTS = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes), st.sampled_from(CHANGES), st.integers(-3_000, 3_000)
) | st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0)
)

Asked = Callable[[Quiet, datetime, str], bool]


def by_zone(quiet: Quiet, at: datetime, zone: str) -> bool:
    return is_quiet(quiet, at=at, zone=zone)


def oracle(quiet: Quiet, local: datetime) -> bool:
    """Quiet hours spelled out minute by minute: which minutes of the day are quiet, walked from start to until."""
    minute, until = quiet.start.hour * 60 + quiet.start.minute, quiet.until.hour * 60 + quiet.until.minute
    length = (until - minute) % 1440
    return local.weekday() in quiet.days or (local.hour * 60 + local.minute - minute) % 1440 < length


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def walk(is_open: Callable[[datetime], bool], at: datetime) -> datetime:
    while not is_open(at):
        at += MINUTE
    return at


@settings(max_examples=300, deadline=None)
@given(QUIETS, INSTANTS, st.sampled_from(ZONES))
def test_quiet_hours_follow_the_wall_clock_in_every_zone(quiet: Quiet, at: datetime, zone: str) -> None:
    assert is_quiet(quiet, at=at, zone=zone) == oracle(quiet, local(at, zone))


@settings(max_examples=100, deadline=None)
@given(QUIETS, INSTANTS, st.sampled_from(ZONES))
@example(Quiet(time(3), time(2), frozenset(range(6))), datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Europe/Berlin")
@example(Quiet(time(2, 30), time(5)), datetime(2026, 10, 25, 0, 45, tzinfo=UTC), "Europe/Berlin")
@example(Quiet(time(20), time(2, 30)), datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "Europe/Berlin")
@example(Quiet(time(20), time(2, 30)), datetime(2026, 3, 28, 22, 0, tzinfo=UTC), "Europe/Berlin")
@example(Quiet(days=frozenset({3})), datetime(2011, 12, 29, 20, 0, tzinfo=UTC), "Pacific/Apia")
@example(Quiet(days=frozenset({3})), datetime(2026, 4, 23, 10, 0, tzinfo=UTC), "Africa/Cairo")
@example(Quiet(time(0, 1), time(0)), datetime(2010, 11, 7, 3, 0, tzinfo=UTC), "America/St_Johns")
def test_the_next_open_instant_is_the_first_one_in_every_zone(quiet: Quiet, at: datetime, zone: str) -> None:
    expected = walk(lambda moment: not oracle(quiet, local(moment, zone)), at)

    assert next_open(quiet, at=at, zone=zone) == expected
    assert next_open(quiet, at=at, zone=zone).utcoffset() == timedelta(0)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(Rhythm, st.integers(1, 3), st.integers(0, 600).map(lambda minutes: minutes * MINUTE), QUIETS),
    INSTANTS,
    st.sampled_from(ZONES),
    st.lists(st.integers(0, 2_000), max_size=5),
)
def test_a_card_leaves_at_the_first_minute_nothing_stands_against(
    rhythm: Rhythm, now: datetime, zone: str, ages: list[int]
) -> None:
    posted = [now - age * MINUTE for age in ages]

    def is_open(moment: datetime) -> bool:
        today = [one for one in posted if local(one, zone).date() == local(moment, zone).date()]
        rested = all(moment - one >= rhythm.between for one in posted)
        return len(today) < rhythm.per_day and rested and not oracle(rhythm.quiet, local(moment, zone))

    wait = may_post(rhythm, now=now, zone=zone, posted=posted)

    assert (wait is None) == is_open(now)
    assert (wait.until if wait else now) == walk(is_open, now)


DAYS_OFF = st.frozensets(st.integers(0, 6))


@settings(max_examples=100, deadline=None)
@given(QUIETS, DAYS_OFF, INSTANTS, st.sampled_from(ZONES))
@example(
    Quiet(time(20), time(2, 30)),
    frozenset({0, 1, 2, 3, 4, 5}),
    datetime(2026, 3, 28, 22, 0, tzinfo=UTC),
    "Europe/Berlin",
)
@example(NONE, frozenset({0, 1, 2, 3, 5, 6}), datetime(2011, 12, 29, 20, 0, tzinfo=UTC), "Pacific/Apia")
@example(NONE, frozenset(range(7)), datetime(2026, 3, 28, 22, 0, tzinfo=UTC), "Europe/Berlin")
def test_more_days_off_join_those_there_are_and_none_left_means_never(
    quiet: Quiet, days: frozenset[int], at: datetime, zone: str
) -> None:
    both = without_days(quiet, days)

    if both is None:
        assert quiet.days | days == frozenset(range(7))
    elif at.minute % 15 == 0:  # the walk is slow
        opens = next_open(both, at=at, zone=zone)
        assert local(opens, zone).weekday() not in quiet.days | days
        assert opens == walk(lambda moment: not oracle(both, local(moment, zone)), at)


def test_control_hours_and_days_waited_out_one_after_the_other_end_in_the_night() -> None:
    """A naive way: first the end of the quiet hours, then the next day that is not off, whenever that begins."""
    at = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)  # a Tuesday evening
    awake = next_open(EVENINGS, at=at, zone="Europe/Berlin")
    naive = next_open(Quiet(days=frozenset({2})), at=awake, zone="Europe/Berlin")
    both = without_days(EVENINGS, {2})
    assert both is not None
    assert is_quiet(both, at=naive, zone="Europe/Berlin")
    assert next_open(both, at=at, zone="Europe/Berlin") == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def wrong_answers(asked: Asked) -> int:
    """How often a way of telling quiet hours is wrong over a week in which Berlin's clocks change."""
    quiet = Quiet(time(18), time(9))
    begin = datetime(2026, 10, 22, tzinfo=UTC)
    instants = [begin + timedelta(minutes=30 * at) for at in range(2 * 24 * 7)]
    return sum(asked(quiet, at, "Europe/Berlin") != oracle(quiet, local(at, "Europe/Berlin")) for at in instants)


def test_a_fixed_offset_instead_of_the_zone_fails_when_the_clocks_change() -> None:
    begin = datetime(2026, 10, 22, tzinfo=UTC)

    def fixed(quiet: Quiet, at: datetime, zone: str) -> bool:
        shifted = at + (local(begin, zone).utcoffset() or timedelta(0))
        return is_quiet(quiet, at=shifted, zone="UTC")

    assert wrong_answers(by_zone) == 0
    assert wrong_answers(fixed) > 0


def test_the_local_day_counts_and_not_the_one_of_utc() -> None:
    rhythm = Rhythm(1, timedelta(0), NONE)
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # already the 24th in Berlin
    posted = [datetime(2026, 11, 23, 12, tzinfo=UTC)]

    def by_utc(rhythm: Rhythm, posted: Sequence[datetime]) -> bool:
        return sum(one.date() == evening.date() for one in posted) < rhythm.per_day

    assert may_post(rhythm, now=evening, zone="Europe/Berlin", posted=posted) is None
    assert not by_utc(rhythm, posted)


def test_equal_times_mean_no_quiet_hours() -> None:
    for clock in (time(0), time(9), time(18, 30)):
        for hour in range(24):
            assert not is_quiet(Quiet(clock, clock), at=datetime(2026, 11, 23, hour, tzinfo=UTC), zone="UTC")


def test_quiet_hours_begin_with_their_first_second_and_end_before_their_last() -> None:
    quiet = Quiet(time(18), time(9))
    evening = datetime(2026, 11, 23, 18, tzinfo=UTC)

    assert not is_quiet(quiet, at=evening - timedelta.resolution, zone="UTC")
    assert is_quiet(quiet, at=evening, zone="UTC")
    assert is_quiet(quiet, at=evening + timedelta(hours=15) - timedelta.resolution, zone="UTC")
    assert not is_quiet(quiet, at=evening + timedelta(hours=15), zone="UTC")


def test_a_friday_evening_waits_for_monday_morning() -> None:
    friday = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)

    assert next_open(EVENINGS, at=friday, zone="Europe/Berlin") == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_rhythm_says_what_a_card_waits_for() -> None:
    rhythm = Rhythm(3, timedelta(minutes=30), EVENINGS)
    noon = datetime(2026, 11, 23, 11, tzinfo=UTC)  # 12:00 in Berlin, a Monday
    morning = [noon - timedelta(hours=at) for at in (1, 2, 3)]

    def ask(now: datetime, posted: Sequence[datetime], rhythm: Rhythm = rhythm) -> Wait | None:
        return may_post(rhythm, now=now, zone="Europe/Berlin", posted=posted)

    assert ask(noon, []) is None
    assert ask(noon, morning[:2]) is None
    assert ask(noon, [noon - 10 * MINUTE]) == Wait(Reason.TOO_SOON, noon + 20 * MINUTE)
    assert ask(noon, morning) == Wait(Reason.ENOUGH_TODAY, datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert ask(noon + timedelta(hours=7), []) == Wait(Reason.QUIET, datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert ask(noon, [], Rhythm(0, timedelta(0), NONE)) == Wait(Reason.NEVER, None)


def test_a_rhythm_that_could_never_open_is_refused() -> None:
    for days in (frozenset(range(7)), frozenset({7}), frozenset({-1, 3})):
        with pytest.raises(ValueError, match="days off"):
            Quiet(days=days)
    with pytest.raises(ValueError, match="wall clock"):
        Quiet(time(9, tzinfo=UTC), time(10))
    with pytest.raises(ValueError, match="negative"):
        Rhythm(-1, timedelta(0), NONE)


def test_times_without_a_zone_and_zones_that_do_not_exist_are_errors() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        is_quiet(NONE, at=datetime(2026, 11, 23), zone="UTC")  # noqa: DTZ001
    with pytest.raises(ZoneInfoNotFoundError):
        is_quiet(NONE, at=datetime(2026, 11, 23, tzinfo=UTC), zone="Europe/Nowhere")


@settings(deadline=None)
@given(st.dates(date(1971, 1, 1), date(2037, 12, 31)), st.sampled_from(ZONES))
def test_a_day_starts_with_its_first_instant(day: date, zone: str) -> None:
    start = day_start(day, zone=zone)

    assert local(start, zone).date() >= day
    assert local(start - timedelta.resolution, zone).date() < day
    assert start.utcoffset() == timedelta(0)


def test_a_day_that_begins_at_one_in_the_morning_begins_there() -> None:
    assert local(day_start(date(2026, 4, 24), zone="Africa/Cairo"), "Africa/Cairo").time() == time(1)
    assert local(day_start(date(2011, 12, 30), zone="Pacific/Apia"), "Pacific/Apia").date() == date(2011, 12, 31)


# ── Nudges ───────────────────────────────────────────────────────────────────────────────────────────────────────────

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_nudges_nobody_answers_become_rarer_up_to_ninety_days() -> None:
    interval, intervals = timedelta(days=7), []
    for _ in range(10):
        interval = next_interval(interval, answered=False, base=timedelta(days=7))
        intervals.append(interval / DAY)

    assert intervals[:3] == [10.5, 15.75, 23.625]
    assert intervals == sorted(intervals)
    assert intervals[-1] == 90


def test_any_press_brings_the_chosen_interval_back() -> None:
    assert next_interval(timedelta(days=90), answered=True, base=DAY) == DAY


def test_an_interval_is_never_shorter_than_the_one_chosen() -> None:
    assert next_interval(timedelta(0), answered=False, base=timedelta(days=7)) == timedelta(days=10.5)
    assert next_interval(timedelta(days=7), answered=False, base=timedelta(days=120)) == timedelta(days=120)


def test_a_nudge_is_due_once_the_interval_is_over() -> None:
    assert nudge_due(now=NOW, last=None, interval=DAY)
    assert nudge_due(now=NOW, last=NOW - DAY, interval=DAY)
    assert not nudge_due(now=NOW, last=NOW - DAY + MINUTE, interval=DAY)


@settings(deadline=None)
@given(st.lists(st.integers(0, 40_000)), st.integers(1, 7))
def test_no_seven_days_ever_hold_more_nudges_than_the_cap(asked: list[int], per_week: int) -> None:
    sent: list[datetime] = []
    for minutes in sorted(asked):
        now = NOW + minutes * MINUTE
        if cap_free_at(sent, now=now, per_week=per_week) <= now:
            sent.append(now)

    for begin in sent:
        assert sum(begin <= one < begin + timedelta(days=7) for one in sent) <= per_week


def test_a_cap_says_when_the_next_nudge_fits() -> None:
    sent = [NOW - 6 * DAY, NOW - 2 * DAY, NOW - 30 * DAY]

    assert cap_free_at(sent, now=NOW, per_week=3) == NOW
    assert cap_free_at(sent, now=NOW, per_week=2) == NOW + DAY
    assert cap_free_at(sent, now=NOW, per_week=1) == NOW + 5 * DAY
    with pytest.raises(ValueError, match="at least one"):
        cap_free_at(sent, now=NOW, per_week=0)


@pytest.mark.parametrize(
    ("per_day", "unanswered", "left"), [(3, 0, 3), (3, 5, 3), (3, 6, 2), (3, 12, 1), (3, 99, 1), (1, 99, 1), (0, 99, 0)]
)
def test_a_rooms_budget_goes_down_by_itself_while_nobody_answers_and_never_to_nothing(
    per_day: int, unanswered: int, left: int
) -> None:
    assert eased(Rhythm(per_day, timedelta(minutes=30), Quiet()), unanswered=unanswered).per_day == left
