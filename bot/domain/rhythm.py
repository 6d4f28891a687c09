"""Rhythm: when a card or a nudge may leave, in the local time of the room or person it is for.

Wall clocks jump: an hour can be missing or come twice. So every question here is put to the instant itself, and an
answer "from then on" is looked for among all instants at which a wall clock's answer can change.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
LONGEST_PAUSE: Final = timedelta(days=366)
LONGEST_INTERVAL: Final = timedelta(days=90)
SLOWER: Final = 1.5

_MIDNIGHT = time()
# Six days off, and then a change of the clock that swallows the one open hour of the seventh, and a week to the next.
_HORIZON = timedelta(days=23)


@dataclass(frozen=True, slots=True)
class Quiet:
    """When nothing may leave: a stretch of each day, and whole days off (Monday is 0).

    `start` later than `until` runs over midnight; `start == until` means no quiet hours. Raises ValueError where
    nothing could ever leave.
    """

    start: time = _MIDNIGHT
    until: time = _MIDNIGHT
    days: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.days < frozenset(range(7)):
            raise ValueError("days off are numbers from 0 (Monday) to 6, and at least one day is not off")
        if self.start.tzinfo or self.until.tzinfo:
            raise ValueError("quiet hours are times on a wall clock, without a zone")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The attention a room has to give: cards for each local day, the time between two, and quiet hours."""

    per_day: int
    between: timedelta
    quiet: Quiet

    def __post_init__(self) -> None:
        if self.per_day < 0 or self.between < timedelta(0):
            raise ValueError("a rhythm has no negative numbers")


QUIET_CARDS = 6
"""After so many cards in a row that nobody answered, a room gets one card a day less."""


def eased(rhythm: Rhythm, *, unanswered: int) -> Rhythm:
    """A room's budget as it goes down by itself, to one card a day at the least; one press brings it back.

    `unanswered`: how many of its last heard cards, in a row, nobody answered (DESIGN section 1, rule 8).
    """
    return replace(rhythm, per_day=max(min(rhythm.per_day, 1), rhythm.per_day - unanswered // QUIET_CARDS))


class Reason(StrEnum):
    """Why a card waits."""

    NEVER = "never"
    ENOUGH_TODAY = "enough_today"
    QUIET = "quiet"
    TOO_SOON = "too_soon"


@dataclass(frozen=True, slots=True)
class Wait:
    """A card may not leave now but, as far as is known, at `until`; None where the room takes no cards at all."""

    why: Reason
    until: datetime | None


def is_zone(name: str | None) -> bool:
    """Whether this is the name of a time zone that the tz database knows."""
    try:
        return bool(name) and ZoneInfo(name or "") is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # not known, not a name at all, or a folder of zones
        return False


def is_quiet(quiet: Quiet, *, at: datetime, zone: str) -> bool:
    """Whether it is quiet at this instant (aware) on the wall clock of this zone.

    Raises ZoneInfoNotFoundError for a zone that does not exist, and ValueError for a time without a zone.
    """
    local = _local(at, zone)
    now = local.time()
    if local.weekday() in quiet.days:
        return True
    if quiet.start <= quiet.until:
        return quiet.start <= now < quiet.until
    return now >= quiet.start or now < quiet.until


def next_open(quiet: Quiet, *, at: datetime, zone: str) -> datetime:
    """The first instant from `at` on that is not quiet, in UTC; `at` itself where it is open then."""
    return _first(
        lambda moment: not is_quiet(quiet, at=moment, zone=zone), at=at, zone=zone, times=(quiet.start, quiet.until)
    )


def may_post(rhythm: Rhythm, *, now: datetime, zone: str, posted: Sequence[datetime]) -> Wait | None:
    """None where the next card may leave now, else how long it waits and why.

    `posted`: when cards left for this room, at least those of its current local day and the last one.
    """
    if rhythm.per_day == 0:
        return Wait(Reason.NEVER, None)
    days = [_local(moment, zone).date() for moment in posted]
    earliest = max([now, *(moment + rhythm.between for moment in posted)])

    def is_full(moment: datetime) -> bool:
        return days.count(_local(moment, zone).date()) >= rhythm.per_day

    def is_open(moment: datetime) -> bool:
        return not is_full(moment) and not is_quiet(rhythm.quiet, at=moment, zone=zone)

    until = _first(is_open, at=earliest, zone=zone, times=(rhythm.quiet.start, rhythm.quiet.until))
    if until == now:
        return None
    if is_full(now):
        return Wait(Reason.ENOUGH_TODAY, until)
    return Wait(Reason.QUIET if is_quiet(rhythm.quiet, at=now, zone=zone) else Reason.TOO_SOON, until)


def day_start(day: date, *, zone: str) -> datetime:
    """The first instant of a local day, in UTC: not always midnight, some zones change their clocks just then."""
    before = datetime.combine(day, _MIDNIGHT, UTC) - timedelta(hours=25)  # no zone is further than 14 hours ahead
    return _first(lambda moment: _local(moment, zone).date() >= day, at=before, zone=zone, times=())


def nudge_due(*, now: datetime, last: datetime | None, interval: timedelta) -> bool:
    """Whether a member who asked for nudges has waited out their own interval."""
    return last is None or now - last >= interval


def next_interval(interval: timedelta, *, answered: bool, base: timedelta) -> timedelta:
    """A member's own time between nudges: half as long again for each one nobody answered, up to 90 days.

    `base` is what they chose; any press of theirs brings it back. DESIGN section 6.
    """
    if answered:
        return base
    return max(base, min(max(interval, base) * SLOWER, LONGEST_INTERVAL))


def cap_free_at(sent: Sequence[datetime], *, now: datetime, per_week: int) -> datetime:
    """When the next nudge fits under a cap for any seven days; `now` where it does already.

    `sent`: when nudges left for this person. Raises ValueError for a cap below 1: that is "off", not a rhythm.
    """
    if per_week < 1:
        raise ValueError("a cap is at least one a week")
    recent = sorted(moment for moment in sent if moment > now - WEEK)
    return now if len(recent) < per_week else recent[-per_week] + WEEK


# ── How long a pause lasts ───────────────────────────────────────────────────────────────────────────────────────────

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {
    "minutes": "m min mins minute minutes",
    "hours": "h hr hrs hour hours",
    "days": "d day days",
    "weeks": "w wk wks week weeks",
    "months": "mo month months",
    "years": "y year years",
}
_UNIT_OF = {spelling: unit for unit, spellings in _UNITS.items() for spelling in spellings.split()}
_PART = re.compile(
    rf"(?:([0-9]{{1,4}}) ?|({'|'.join(_NUMBERS)}) )({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})(?![a-z])"
    r"(?:,? and |,? ?)"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_CLOCK = re.compile(r"(?:^| )(?:at )?([0-9]{1,2}):([0-9]{2})$")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)\.?,?(?: ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: ([0-9]{4}))?")


def parse_pause(words: str, *, now: datetime, zone: str) -> datetime | None:
    """When a pause ends, from what a person typed in English: "2w", "3 days", "until monday", "until 2026-12-24".

    A day means its start in the person's zone; days, weeks and months keep the time on the wall clock. None where the
    words are not understood, name the past, or reach further than a year: then the person is asked again.
    """
    said = " ".join(words.casefold().split())
    if len(said) > 60:
        return None
    said = re.sub(r"^(?:for|until|till|til) (?:the )?", "", said)
    try:
        until = _after(said, now=now, zone=zone) or _at(said, now=now, zone=zone)
    except (ValueError, OverflowError):  # a 31 February, a 25:00, a year 9999
        return None
    return until if until is not None and now < until <= now + LONGEST_PAUSE else None


def _after(said: str, *, now: datetime, zone: str) -> datetime | None:
    amounts = dict.fromkeys(_UNITS, 0)
    at = 0
    while at < len(said):
        part = _PART.match(said, at)
        if part is None:
            return None
        amounts[_UNIT_OF[part[3]]] += int(part[1]) if part[1] else _NUMBERS[part[2]]
        at = part.end()
    months = amounts["months"] + 12 * amounts["years"]
    days = timedelta(days=amounts["days"], weeks=amounts["weeks"])
    # Only whole days are counted on the wall clock: an hour that comes twice would lose itself there.
    begin = (_months_later(_local(now, zone), months) + days).astimezone(UTC) if months or days else now
    return begin + timedelta(hours=amounts["hours"], minutes=amounts["minutes"])


def _months_later(local: datetime, months: int) -> datetime:
    years, month = divmod(local.month - 1 + months, 12)
    last = calendar.monthrange(local.year + years, month + 1)[1]
    return local.replace(year=local.year + years, month=month + 1, day=min(local.day, last))


def _at(said: str, *, now: datetime, zone: str) -> datetime | None:
    today = _local(now, zone).date()
    clock = _CLOCK.search(said)
    if clock is None:
        day = _day(said, today)
        return None if day is None else day_start(day, zone=zone)
    named = said[: clock.start()]
    day = _day(named, today) if named else today
    if day is None:
        return None
    moment = datetime.combine(day, time(int(clock[1]), int(clock[2])), ZoneInfo(zone))
    if not named and moment <= now:
        moment += DAY
    return moment.astimezone(UTC)


def _day(said: str, today: date) -> date | None:
    match said:
        case "today":
            return today
        case "tomorrow":
            return today + DAY
        case "next week":
            return today + timedelta(days=7 - today.weekday())
        case "next month":
            return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    name = said.removeprefix("next ")
    weekday = _index(name, _WEEKDAYS)
    return _date(said, today) if weekday is None else today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _index(name: str, names: Sequence[str]) -> int | None:
    """Which of these is meant by a name, or by the first three letters of it or more."""
    return next((at for at, whole in enumerate(names) if len(name) >= 3 and whole.startswith(name)), None)


def _date(said: str, today: date) -> date | None:
    if iso := _ISO.fullmatch(said):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if found := _DAY_MONTH.fullmatch(said):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(said):
        name, day, year = found.groups()
    else:
        return None
    month = _index(name, _MONTHS)
    if month is None:
        return None
    if year:
        return date(int(year), month + 1, int(day))
    this_year = date(today.year, month + 1, int(day))
    return this_year if this_year > today else this_year.replace(year=today.year + 1)


# ── Wall clocks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _local(at: datetime, zone: str) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(ZoneInfo(zone))


def _first(is_open: Callable[[datetime], bool], *, at: datetime, zone: str, times: Sequence[time]) -> datetime:
    """The first open instant from `at` on, given the times of day, midnight aside, at which that can change."""
    if is_open(at):
        return at
    for moment in sorted(set(_turns(at, zone=zone, times=(_MIDNIGHT, *times)))):
        if moment > at and is_open(moment):
            return moment
    raise ValueError("never open")


def _turns(at: datetime, *, zone: str, times: Sequence[time]) -> Iterator[datetime]:
    """Every instant within the horizon at which the wall clock shows one of these times, or jumps."""
    day = _local(at, zone).date()
    for days in range(_HORIZON.days):
        for clock in times:
            for fold in (0, 1):  # a time that comes twice
                wall = datetime.combine(day + timedelta(days=days), clock, ZoneInfo(zone))
                yield wall.replace(fold=fold).astimezone(UTC)
    yield from _jumps(at, zone=zone)


def _jumps(at: datetime, *, zone: str) -> Iterator[datetime]:
    """The instants at which the zone's distance from UTC changes, found by halving; never two within twelve hours."""
    step = timedelta(hours=12)
    for begin in (at + step * steps for steps in range(2 * _HORIZON.days)):
        low, high = begin, begin + step
        if _offset(low, zone) == _offset(high, zone):
            continue
        while high - low > timedelta.resolution:
            middle = low + (high - low) // 2
            if _offset(middle, zone) == _offset(begin, zone):
                low = middle
            else:
                high = middle
        yield high


def _offset(at: datetime, zone: str) -> timedelta | None:
    return _local(at, zone).utcoffset()
