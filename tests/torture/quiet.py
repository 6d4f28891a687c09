"""Quiet hours: 30 time zones, 400 days, any settings; a nudge is planned and passes the door exactly where it may.

The oracle counts the quiet minutes of a day and asks `zoneinfo` what the clock on the wall shows. Times are drawn by
chance, and on each clock change of every zone, a second before and after. Control: people whose zone is kept as the
distance from UTC it had when they joined.
"""

import asyncio
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update

from bot import ports
from bot.chat.here import Here
from bot.chat.outbox import Outgoing, Purpose
from bot.chat.outgoing import Send, verdict
from bot.domain.people import Weekday
from bot.settings import Settings, parse
from jobs.nudge import Nudge
from store import migrate, rows
from store.database import Database
from tests.fakes.clock import SetClock
from tests.jobs.house import an_asking_item, wants_nudges
from tests.jobs.one_by_one import planned
from tests.store.looking import inside

ZONES = (
    *("Europe/Berlin", "Europe/London", "Atlantic/Azores", "Europe/Moscow", "Africa/Cairo", "Africa/Casablanca"),
    *("Asia/Beirut", "Asia/Tehran", "Asia/Kabul", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Yangon", "Asia/Tokyo"),
    *("Australia/Adelaide", "Australia/Eucla", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham"),
    *("Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Marquesas", "America/St_Johns"),
    *("America/New_York", "America/Havana", "America/Santiago", "America/Sao_Paulo", "America/Los_Angeles"),
    *("America/Phoenix", "UTC"),
)
"""With both clock changes on both halves of the globe, half and quarter hours, and both sides of the date line."""

BEGINS = datetime(2026, 3, 5, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
SETTINGS = """
company: {{name: Example Works, time_zone: Europe/Berlin}}
people: {{quiet: {{from: "{start}", until: "{until}", days: [{days}]}}}}
"""

Keep = Callable[[str], str]


def as_it_is(zone: str) -> str:
    """A person's zone, by its name."""
    return zone


def as_distance(zone: str) -> str:
    """The naive policy of the control: how many hours it is from UTC today, for ever."""
    offset = BEGINS.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)
    hours = round(offset / HOUR)
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


@dataclass
class Found:
    """What came of it. Moments are those of one person each."""

    moments: int = 0
    open: int = 0
    planned_wrongly: int = 0
    passed_wrongly: int = 0
    not_planned: int = 0
    held_back: int = 0

    @property
    def violations(self) -> int:
        """Nudges in hours, or on days, that are quiet."""
        return self.planned_wrongly + self.passed_wrongly


@dataclass(frozen=True)
class Drawn:
    """One moment, with the settings of the company and the days on which each person wants nothing."""

    at: datetime
    start: int
    until: int
    days: frozenset[Weekday]
    never: tuple[frozenset[Weekday], ...]

    @property
    def settings(self) -> Settings:
        """What app.yaml would say."""
        start, until = (f"{minute // 60:02}:{minute % 60:02}" for minute in (self.start, self.until))
        return parse(SETTINGS.format(start=start, until=until, days=", ".join(sorted(self.days))), environ={})

    def is_open(self, number: int) -> bool:
        """The oracle: whether a nudge may come to this person now."""
        wall = self.at.astimezone(ZoneInfo(ZONES[number]))
        quiet = {(self.start + minute) % 1440 for minute in range((self.until - self.start) % 1440)}
        off = {day.value for day in self.days | self.never[number]}
        return wall.hour * 60 + wall.minute not in quiet and wall.strftime("%a").lower() not in off


def moments(days: int, rng: random.Random) -> Iterator[datetime]:
    """One a day by chance, and each clock change of every zone, and a second before and after."""
    found = [BEGINS + day * DAY + timedelta(seconds=rng.randrange(86_400)) for day in range(days)]
    for zone in ZONES:
        before = BEGINS
        while before < BEGINS + days * DAY:
            after = before + 6 * HOUR
            if _offset(before, zone) != _offset(after, zone):
                change = _change(before, after, zone)
                found += [change - SECOND, change, change + SECOND]
            before = after
    yield from sorted(set(found))


def draw(at: datetime, rng: random.Random) -> Drawn:
    """Any settings; often a boundary is this very minute, somewhere."""
    wall = at.astimezone(ZoneInfo(rng.choice(ZONES)))
    here = wall.hour * 60 + wall.minute
    start, until = (rng.choice([rng.randrange(1440), here, (here + 1) % 1440, 18 * 60, 9 * 60, 0]) for _ in range(2))
    days = frozenset(rng.sample(list(Weekday), rng.choice([0, 0, 1, 2, 6])))
    never = tuple(frozenset(rng.sample(list(Weekday), rng.choice([0, 0, 0, 1, 2, 5, 7]))) for _ in ZONES)
    return Drawn(at, start, until, days, never)


async def run(url: str, *, days: int, seed: int, keep: Keep = as_it_is) -> Found:
    """All moments of so many days."""
    rng, found, clock = random.Random(seed), Found(), SetClock(BEGINS)
    store = Database(url)
    store.open()
    try:
        people, card = await store.tx(lambda tx: _begin(tx, clock, keep))
        for at in moments(days, rng):
            clock.set(at)
            await _look(store, clock, draw(at, rng), people, card, found)
    finally:
        await asyncio.to_thread(store.close)
    return found


async def _look(store: Database, clock: SetClock, drawn: Drawn, people: list[str], card: str, found: Found) -> None:
    said = drawn.settings

    def choose(tx: ports.Transaction) -> None:
        for table in (rows.outbox, rows.lanes):
            inside(tx).execute(delete(table))
        for person, days in zip(people, drawn.never, strict=True):
            tx.people.choose_boundaries(person, never_days=days, boundaries=[], at=clock.now())

    def door(tx: ports.Transaction) -> set[str]:
        here = Here(tx, said, clock.now())
        return {person for person in people if isinstance(verdict(_waiting(person, card, here), here), Send)}

    await store.tx(choose)
    await Nudge(store, settings=said, clock=clock).run()
    chosen = await store.read(lambda tx: {person for person, _, _ in planned(Here(tx, said, clock.now()))})
    passed = await store.read(door)
    may = {person for number, person in enumerate(people) if drawn.is_open(number)}
    found.moments += len(people)
    found.open += len(may)
    found.planned_wrongly += len(chosen - may)
    found.passed_wrongly += len(passed - may)
    found.not_planned += len(may - chosen)
    found.held_back += len(may - passed)


def _begin(tx: ports.Transaction, clock: SetClock, keep: Keep) -> tuple[list[str], str]:
    _, card = an_asking_item(tx, at=clock)
    people = [wants_nudges(tx, f"p{number}").id for number in range(len(ZONES))]
    p = rows.people
    for person, zone in zip(people, ZONES, strict=True):
        inside(tx).execute(update(p).where(p.c.id == person).values(zone=keep(zone)))
    return people, card.id


def _waiting(person: str, card: str, here: Here) -> Outgoing:
    return Outgoing(1, "n", Purpose.NUDGE, person, card, person, "", 0, put_at=here.now, attempted_at=None)


def _offset(at: datetime, zone: str) -> timedelta | None:
    return at.astimezone(ZoneInfo(zone)).utcoffset()


def _change(before: datetime, after: datetime, zone: str) -> datetime:
    """The first second after a change, found by halving."""
    while after - before > SECOND:
        middle = before + (after - before) // 2
        before, after = (middle, after) if _offset(middle, zone) == _offset(before, zone) else (before, middle)
    return after.replace(microsecond=0)


def main(days: int = 400) -> int:
    """The long form, on SQLite; 1 where it is not as it must be."""
    found = {}
    for keep in (as_it_is, as_distance):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'quiet.db'}"
            migrate.upgrade(url)
            found[keep.__name__] = asyncio.run(run(url, days=days, seed=1, keep=keep))
            print(f"quiet hours, zones kept {keep.__name__}: {found[keep.__name__]}")
    ours = found["as_it_is"]
    exact = not (ours.violations or ours.not_planned or ours.held_back) and 0 < ours.open < ours.moments
    return 0 if exact and found["as_distance"].violations else 1


if __name__ == "__main__":
    sys.exit(main(27 if "--short" in sys.argv else 400))
