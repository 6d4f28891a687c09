"""Whens: the time a person typed, in English or in German, whichever of them the bot speaks with them."""

import calendar
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.rhythm import DAY, day_start, local_time

T = TypeVar("T")

LONGEST_PAUSE: Final = timedelta(days=366)
LONGEST_WORDS: Final = 60

# Words are compared casefolded, and with ae, oe, ue for ä, ö, ü, since people type them so where they lack the keys.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _table(meanings: Mapping[T, str]) -> dict[str, T]:
    return {word: meaning for meaning, words in meanings.items() for word in words.split()}


_NUMBERS = _table(
    {
        1: "a an one ein eine einen einem einer",
        2: "two zwei",
        3: "three drei",
        4: "four vier",
        5: "five fuenf",
        6: "six sechs",
    }
)
_UNITS = _table(
    {
        "minutes": "m min mins minute minutes minuten",
        "hours": "h hr hrs hour hours std stunde stunden",
        "days": "d day days tag tage tagen",
        "weeks": "w wk wks week weeks woche wochen",
        "months": "mo month months monat monate monaten",
        "years": "y year years jahr jahre jahren",
    }
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GERMAN_WEEKDAYS = _table(
    {0: "montag", 1: "dienstag", 2: "mittwoch", 3: "donnerstag", 4: "freitag", 5: "samstag sonnabend", 6: "sonntag"}
)
_SHORT_WEEKDAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
"""As German calendars have them. Understood after "bis" alone: by themselves they are other words too."""

_MONTHS = _table(
    {
        1: "january januar jaenner",
        2: "february februar feber",
        3: "march maerz",
        4: "april",
        5: "may mai",
        6: "june juni",
        7: "july juli",
        8: "august",
        9: "september",
        10: "october oktober",
        11: "november",
        12: "december dezember",
    }
)
_LEAST_LETTERS = 3
"""An English weekday and any month may be cut short to so many letters: "mon", "sept"; "die" is no Dienstag."""

_ENGLISH_LEAD = re.compile(r"(?:for|until|till|til) (?:the )?")
_GERMAN_LEAD = re.compile(r"(?:(bis) (?:(?:zum|am|in) )?|(?:fuer )?die (?:naechsten|kommenden) |fuer |in )")
_PART = re.compile(
    rf"(?:([0-9]{{1,4}}) ?|({'|'.join(_NUMBERS)}) )({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![a-z])\.?"
    r"(?:,? (?:and|und) |,? ?)"
)
_NEXT = re.compile(r"(?:next|(?:naechste|kommende)[nrms]?) ")
_CLOCK = re.compile(
    r"(?:^|,? )(?:(?:at |um )?([0-9]{1,2}):([0-9]{2})(?: ?uhr)?"
    r"|(?:um )?([0-9]{1,2})(?:\.([0-9]{2}))? ?uhr"
    r"|um ([0-9]{1,2}))$"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:(?:st|nd|rd|th)? (?:of )?|\. ?)([a-z]+)\.?,?(?: ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: ([0-9]{4}))?")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\.(?: ?([0-9]{4}|[0-9]{2}))?")
_DOTTED_AFTER_BIS = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})")


def parse_pause(words: str, *, now: datetime, zone: str) -> datetime | None:
    """When a pause ends, from what a person typed: "2w", "3 days", "until monday", "2 Wochen", "bis 24.12.2026".

    A day means its start in the person's zone; days, weeks and months keep the time on the wall clock. None where the
    words are not understood, name the past, or reach further than a year: then the person is asked again.
    """
    said = " ".join(unicodedata.normalize("NFC", words).casefold().translate(_UMLAUTS).split())
    if len(said) > LONGEST_WORDS:
        return None
    german = _GERMAN_LEAD.match(said)
    lead = german or _ENGLISH_LEAD.match(said)
    said = said[lead.end() :] if lead else said
    try:
        until = _after(said.removesuffix(" lang"), now=now, zone=zone) or _at(
            said, now=now, zone=zone, bis=german is not None and german[1] is not None
        )
    except (ValueError, OverflowError):  # a 31 February, a 25:00, a year 9999
        return None
    return until if until is not None and now < until <= now + LONGEST_PAUSE else None


def _after(said: str, *, now: datetime, zone: str) -> datetime | None:
    amounts = dict.fromkeys(_UNITS.values(), 0)
    at = 0
    while at < len(said):
        part = _PART.match(said, at)
        if part is None:
            return None
        amounts[_UNITS[part[3]]] += int(part[1]) if part[1] else _NUMBERS[part[2]]
        at = part.end()
    months = amounts["months"] + 12 * amounts["years"]
    days = timedelta(days=amounts["days"], weeks=amounts["weeks"])
    # Only whole days are counted on the wall clock: an hour that comes twice would lose itself there.
    begin = (_months_later(local_time(now, zone), months) + days).astimezone(UTC) if months or days else now
    return begin + timedelta(hours=amounts["hours"], minutes=amounts["minutes"])


def _months_later(local: datetime, months: int) -> datetime:
    years, month = divmod(local.month - 1 + months, 12)
    last = calendar.monthrange(local.year + years, month + 1)[1]
    return local.replace(year=local.year + years, month=month + 1, day=min(local.day, last))


def _at(said: str, *, now: datetime, zone: str, bis: bool) -> datetime | None:
    today = local_time(now, zone).date()
    clock = _CLOCK.search(said)
    if clock is None:
        day = _day(said, today, bis=bis)
        return None if day is None else day_start(day, zone=zone)
    named = said[: clock.start()]
    day = _day(named, today, bis=bis) if named else today
    if day is None:
        return None
    hour, minute = clock[1] or clock[3] or clock[5], clock[2] or clock[4] or "0"
    moment = datetime.combine(day, time(int(hour), int(minute)), ZoneInfo(zone))
    if not named and moment <= now:
        moment += DAY
    return moment.astimezone(UTC)


def _day(said: str, today: date, *, bis: bool) -> date | None:
    lead = _NEXT.match(said)
    name = said[lead.end() :] if lead else said
    match name:
        case "today" | "heute":
            return today
        case "tomorrow" | "morgen":
            return today + DAY
        case "uebermorgen":
            return today + 2 * DAY
        case "week" | "woche" if lead:
            return today + timedelta(days=7 - today.weekday())
        case "month" | "monat" if lead:
            return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    weekday = _weekday(name, bis=bis)
    return _date(said, today, bis=bis) if weekday is None else today + (weekday - today.weekday() - 1) % 7 * DAY + DAY


def _weekday(name: str, *, bis: bool) -> int | None:
    if bis and (short := _SHORT_WEEKDAYS.get(name.removesuffix("."))) is not None:
        return short
    return _GERMAN_WEEKDAYS.get(name, _meant(name, {word: at for at, word in enumerate(_WEEKDAYS)}))


def _meant(name: str, names: Mapping[str, int]) -> int | None:
    """What is meant by a name, or by the first three letters of it or more."""
    return next((at for whole, at in names.items() if len(name) >= _LEAST_LETTERS and whole.startswith(name)), None)


def _date(said: str, today: date, *, bis: bool) -> date | None:
    if iso := _ISO.fullmatch(said):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if dotted := _DOTTED.fullmatch(said) or (_DOTTED_AFTER_BIS.fullmatch(said) if bis else None):
        day, number, year, *_ = *dotted.groups(), None
        return _in_year(int(day), int(number), year, today)
    if found := _DAY_MONTH.fullmatch(said):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(said):
        name, day, year = found.groups()
    else:
        return None
    month = _meant(name, _MONTHS)
    return None if month is None else _in_year(int(day), month, year, today)


def _in_year(day: int, month: int, year: str | None, today: date) -> date:
    """This day of the year that was said, or the next time it comes."""
    if year:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year > today else this_year.replace(year=today.year + 1)
