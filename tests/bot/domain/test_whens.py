"""When a pause ends, from what a person typed in either language."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import wording
from bot.domain.whens import parse_pause
from tests.bot.domain.test_rhythm import INSTANTS, ZONES

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 10:30 in Berlin, a Monday


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("2w", "2026-12-07 10:30"), ("3 days", "2026-11-26 10:30"), ("1h", "2026-11-23 11:30"),
        ("90 min", "2026-11-23 12:00"),
        ("for 3 DAYS", "2026-11-26 10:30"), ("a week", "2026-11-30 10:30"), ("an hour", "2026-11-23 11:30"),
        ("1w2d", "2026-12-02 10:30"),
        ("one week and 2 days", "2026-12-02 10:30"), ("1 week, 2 days", "2026-12-02 10:30"),
        ("a month", "2026-12-23 10:30"),
        ("3 months", "2027-02-23 10:30"), ("1 year", "2027-11-23 10:30"), ("365 d", "2027-11-23 10:30"),
        ("tomorrow", "2026-11-24 00:00"),
        ("until tomorrow", "2026-11-24 00:00"), ("tomorrow at 9:00", "2026-11-24 09:00"),
        ("until monday", "2026-11-30 00:00"),
        ("Tue", "2026-11-24 00:00"), ("until next friday", "2026-11-27 00:00"),
        ("friday 14:30", "2026-11-27 14:30"),
        ("until next week", "2026-11-30 00:00"), ("next month", "2026-12-01 00:00"),
        ("until 2026-12-24", "2026-12-24 00:00"),
        ("2026-12-24 08:00", "2026-12-24 08:00"), ("until 24 December", "2026-12-24 00:00"),
        ("until Jan 7th", "2027-01-07 00:00"),
        ("until the 1st of march 2027", "2027-03-01 00:00"), ("until 14:00", "2026-11-23 14:00"),
        ("until 9:00", "2026-11-24 09:00"),
        ("  until   may 1 ", "2027-05-01 00:00"), ("today 18:00", "2026-11-23 18:00"),
    ],
)  # fmt: skip
def test_a_pause_is_understood(words: str, until: str) -> None:
    expected = datetime.fromisoformat(until).replace(tzinfo=BERLIN)

    parsed = parse_pause(words, now=NOW, zone="Europe/Berlin")

    assert parsed == expected
    assert parsed.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "words",
    [
        "", "until", "soon", "forever", "0d", "0", "2", "2y", "13 months", "400 d", "9999w",
        "99999999999 days", "-3 days", "1h30", "yesterday",
        "today", "until 2026-11-22", "until 2026-02-30", "2029-01-01", "9999-12-31", "0001-01-01",
        "until 25:00", "31 february", "ah", "mo", "7",
        "march", "until the end", "1.5 weeks", "3 days maybe", "३ days", "x" * 10_000, "1d" * 5_000, "\x00",
        "🎉", "24/12/2026",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_asked_again(words: str) -> None:
    assert parse_pause(words, now=NOW, zone="Europe/Berlin") is None


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("2 Wochen", "2026-12-07 10:30"), ("3 Tage", "2026-11-26 10:30"), ("1 Std.", "2026-11-23 11:30"),
        ("90 Minuten", "2026-11-23 12:00"), ("2h", "2026-11-23 12:30"), ("4 Stunden", "2026-11-23 14:30"),
        ("für 2 Wochen", "2026-12-07 10:30"), ("fuer zwei Wochen", "2026-12-07 10:30"),
        ("eine Woche", "2026-11-30 10:30"), ("eine Woche lang", "2026-11-30 10:30"),
        ("einen Tag", "2026-11-24 10:30"), ("in einer Woche", "2026-11-30 10:30"),
        ("in drei Tagen", "2026-11-26 10:30"),
        ("die nächsten zwei Wochen", "2026-12-07 10:30"), ("für die nächsten 3 Tage", "2026-11-26 10:30"),
        ("1 Woche und 2 Tage", "2026-12-02 10:30"), ("1 Woche, 2 Tage", "2026-12-02 10:30"),
        ("einen Monat", "2026-12-23 10:30"), ("fünf Monate", "2027-04-23 10:30"), ("ein Jahr", "2027-11-23 10:30"),
        ("morgen", "2026-11-24 00:00"), ("bis morgen", "2026-11-24 00:00"), ("bis übermorgen", "2026-11-25 00:00"),
        ("morgen um 9", "2026-11-24 09:00"), ("morgen 9 Uhr", "2026-11-24 09:00"),
        ("morgen um 9:30 Uhr", "2026-11-24 09:30"), ("heute 18 Uhr", "2026-11-23 18:00"),
        ("bis heute um 18.30 Uhr", "2026-11-23 18:30"), ("bis 14 Uhr", "2026-11-23 14:00"),
        ("bis 9.15 Uhr", "2026-11-24 09:15"), ("um 14:00", "2026-11-23 14:00"),
        ("bis Montag", "2026-11-30 00:00"), ("Dienstag", "2026-11-24 00:00"), ("BIS FREITAG", "2026-11-27 00:00"),
        ("bis nächsten Freitag", "2026-11-27 00:00"), ("bis kommenden Donnerstag", "2026-11-26 00:00"),
        ("bis Sonnabend", "2026-11-28 00:00"), ("bis Sonntag, 20 Uhr", "2026-11-29 20:00"),
        ("bis Mo", "2026-11-30 00:00"), ("bis Mi. 9 Uhr", "2026-11-25 09:00"), ("bis nächsten Do", "2026-11-26 00:00"),
        ("nächste Woche", "2026-11-30 00:00"), ("bis nächste Woche", "2026-11-30 00:00"),
        ("naechste Woche", "2026-11-30 00:00"), ("bis kommende Woche", "2026-11-30 00:00"),
        ("bis nächsten Monat", "2026-12-01 00:00"),
        ("bis 7.1.", "2027-01-07 00:00"), ("bis 7.1", "2027-01-07 00:00"), ("bis zum 7. 1.", "2027-01-07 00:00"),
        ("7.1.", "2027-01-07 00:00"), ("bis 07.01.2027", "2027-01-07 00:00"), ("bis 7.1.27", "2027-01-07 00:00"),
        ("bis 24.12.2026", "2026-12-24 00:00"), ("24.12. um 9 Uhr", "2026-12-24 09:00"),
        ("bis 24. 12. 14:30", "2026-12-24 14:30"), ("bis 7.1.2027, 9 Uhr", "2027-01-07 09:00"),
        ("bis 24. Dezember", "2026-12-24 00:00"), ("bis zum 1. März 2027", "2027-03-01 00:00"),
        ("1.Mai", "2027-05-01 00:00"), ("bis 3. Okt.", "2027-10-03 00:00"), ("bis 6. Jänner", "2027-01-06 00:00"),
        ("bis 2026-12-24", "2026-12-24 00:00"), ("bis ma\u0308rz 1", "2027-03-01 00:00"),
    ],
)  # fmt: skip
def test_a_pause_is_understood_in_german_too(words: str, until: str) -> None:
    assert parse_pause(words, now=NOW, zone="Europe/Berlin") == datetime.fromisoformat(until).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    "words",
    [
        "bis", "bis bald", "bald", "für immer", "bis auf Weiteres", "0 Tage", "2 Jahre", "400 Tage", "gestern",
        "bis gestern", "heute", "bis 30.2.", "bis 31.4.2027", "bis 24.13.", "bis 0.1.", "bis 22.11.2026",
        "bis 24.12.2028", "bis 25 Uhr", "bis 9.75 Uhr", "1.5 Wochen", "1.5", "7.1", "ab morgen", "3 Tage vielleicht",
        "mo", "so", "do", "die", "mi", "bis zum Ende", "zwei", "Woche", "Monat", "-3 Tage", "bis m", "fünfzig Tage",
    ],
)  # fmt: skip
def test_what_is_not_understood_in_german_is_asked_again(words: str) -> None:
    assert parse_pause(words, now=NOW, zone="Europe/Berlin") is None


WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@settings(deadline=None)
@given(INSTANTS, st.integers(1, 360), st.sampled_from(ZONES))
def test_a_day_is_the_same_day_however_it_is_written(now: datetime, days: int, zone: str) -> None:
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    expected = parse_pause(f"until {day:%Y-%m-%d}", now=now, zone=zone)

    assert expected is not None
    for words in (f"bis {day.day}.{day.month}.{day.year}", f"bis {day:%d.%m.%y}", f"{day.day}.{day.month}. {day.year}"):
        assert parse_pause(words, now=now, zone=zone) == expected
    if days <= 7:
        assert parse_pause(f"bis {WEEKDAYS[day.weekday()]}", now=now, zone=zone) == expected
        assert parse_pause(f"bis {WEEKDAYS[day.weekday()][:2]}", now=now, zone=zone) == expected


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_example_that_is_given_of_a_time_is_understood(language: str) -> None:
    w = wording.of(language)
    in_the_field = w.pause_hint().removeprefix("For example ").removeprefix("Zum Beispiel ").split(", ")
    in_the_answer = re.findall("[„“]([^“”]+)[“”]", w.pause_not_understood("?"))
    in_help = w.command("pause").partition("pause ")[2]
    given = [*in_the_field, *in_the_answer, in_help, w.pause_usual()]

    assert len(given) > 8
    assert [one for one in given if parse_pause(one, now=NOW, zone="Europe/Berlin") is None] == ["?"]


@settings(deadline=None)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(
            [
                *("until", "2", "12", "a", "days", "w", "may", "next", "monday", "at", "9:00", "2027-01-01", "and"),
                *(
                    "bis",
                    "zum",
                    "eine",
                    "Tage",
                    "Woche",
                    "mai",
                    "nächste",
                    "Mo",
                    "um",
                    "9 Uhr",
                    "7.1.",
                    "24.12.",
                    "und",
                ),
            ]
        ),
        max_size=6,
    ).map(" ".join),
    INSTANTS,
    st.sampled_from(ZONES),
)
def test_a_pause_never_ends_in_the_past_or_later_than_a_year(words: str, now: datetime, zone: str) -> None:
    until = parse_pause(words, now=now, zone=zone)

    assert until is None or now < until <= now + timedelta(days=366)


def test_days_keep_the_time_on_the_wall_clock_when_the_clocks_change() -> None:
    friday = datetime(2026, 10, 23, 8, tzinfo=UTC)  # 10:00 in Berlin

    assert parse_pause("1w", now=friday, zone="Europe/Berlin") == datetime(2026, 10, 30, 9, tzinfo=UTC)
    assert parse_pause("168h", now=friday, zone="Europe/Berlin") == datetime(2026, 10, 30, 8, tzinfo=UTC)


def test_an_hour_is_an_hour_also_where_it_comes_twice() -> None:
    second_half_past_two = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert parse_pause("1h", now=second_half_past_two, zone="Europe/Berlin") == second_half_past_two + timedelta(
        hours=1
    )
