"""Rhythm: when a card or a nudge may leave, in the local time of the room or person it is for.

Wall clocks jump: an hour can be missing or come twice. So every question here is put to the instant itself, and an
answer "from then on" is looked for among all instants at which a wall clock's answer can change.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
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


def without_days(quiet: Quiet, days: Collection[int]) -> Quiet | None:
    """The same quiet hours with more whole days off (Monday is 0); None where no day is left."""
    off = quiet.days.union(days)
    return replace(quiet, days=off) if off < frozenset(range(7)) else None


def is_quiet(quiet: Quiet, *, at: datetime, zone: str) -> bool:
    """Whether it is quiet at this instant (aware) on the wall clock of this zone.

    Raises ZoneInfoNotFoundError for a zone that does not exist, and ValueError for a time without a zone.
    """
    local = local_time(at, zone)
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
    days = [local_time(moment, zone).date() for moment in posted]
    earliest = max([now, *(moment + rhythm.between for moment in posted)])

    def is_full(moment: datetime) -> bool:
        return days.count(local_time(moment, zone).date()) >= rhythm.per_day

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
    return _first(lambda moment: local_time(moment, zone).date() >= day, at=before, zone=zone, times=())


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


# ── Wall clocks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def local_time(at: datetime, zone: str) -> datetime:
    """What the wall clock of this zone shows at an instant. Raises ValueError for a time without a zone."""
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
    day = local_time(at, zone).date()
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
    return local_time(at, zone).utcoffset()
