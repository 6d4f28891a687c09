"""Caps: several replicas plan and deliver at once; nobody is nudged more often than they said, nor twice about an item.

Each replica is a process, and goes through the items in an order of its own, so that they plan different nudges for the
same people at the same time. What holds is the door. Control: a cap that is looked at when nudges are planned, and not
again when they leave.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import psycopg

from bot.domain.people import Nudges
from store.kinds import MICROSECOND
from tests.benchmarks.people import NOW, fill_postgresql, fill_sqlite
from tests.torture.ground import POSTGRESQL, Ground, Place
from tests.torture.herd import Nurse
from tests.torture.table import Outcome

NUDGER = "tests.torture.nudger"
REPLICAS = 3
AFTER = tuple(timedelta(hours=hours) for hours in (0, 13, 36, 8 * 24))
"""When they plan and deliver: a moment; once it is tomorrow for half of the world; when the daily ones' time has come
again; and when that of the weekly ones has who were nudged the day before it all."""

APART = {Nudges.DAILY: timedelta(days=1), Nudges.WEEKLY: timedelta(days=7)}
MEET_AFTER = 1.0
"""Seconds until all begin: few people are planned for in less time than lies between two starts."""
HOUR = 3600.0
"""Seconds in which replicas are done for sure; the battery ends what takes longer than it may."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Found:
    """What came of it. The last four have to be 0.

    `too_soon`: less than a day or a week after the one before. `on_a_day`, `in_a_week`: more than one on somebody's
    local date, or in a weekly one's local week. `twice`: about the same item once more.
    """

    people: int
    nudges: int
    too_soon: int
    on_a_day: int
    in_a_week: int
    twice: int

    @property
    def over(self) -> int:
        """All that was too much."""
        return self.too_soon + self.on_a_day + self.in_a_week + self.twice


@dataclass
class Somebody:
    """Whom it is about: their wish, and each nudge they got, with the last one before it all."""

    wish: Nudges
    zone: ZoneInfo
    at: list[datetime]
    about: list[str] = field(default_factory=list)

    def too_soon(self) -> int:
        """Nudges that came less than their time after the one before."""
        return sum(later - earlier < APART[self.wish] for earlier, later in pairwise(sorted(self.at)))

    def on_a_day(self) -> int:
        """Nudges beyond the first of each date where they are."""
        return _beyond_one(moment.date() for moment in self._local())

    def in_a_week(self) -> int:
        """The same of each week, for those who want them weekly."""
        if self.wish is not Nudges.WEEKLY:
            return 0
        return _beyond_one(moment.isocalendar()[:2] for moment in self._local())

    def _local(self) -> Iterator[datetime]:
        return (moment.astimezone(self.zone) for moment in self.at)


async def run(
    nurse: Nurse, place: Place, *, people: int, naive: bool = False, after: Sequence[timedelta] = AFTER
) -> Found:
    """On an empty store. On SQLite, where one process writes, the replicas share one."""
    await asyncio.to_thread(fill, place, people)
    before = await asyncio.to_thread(everybody, place)
    for moment in after:
        await _at(NOW + moment, nurse, place, before, naive=naive)
    return judge(list(before.values()))


async def _at(now: datetime, nurse: Nurse, place: Place, before: dict[str, Somebody], *, naive: bool) -> None:
    """All replicas at this moment, until they have nothing to do."""
    numbers = [str(number) for number in range(REPLICAS)]
    processes = [[one] for one in numbers] if place.kind == POSTGRESQL else [numbers]
    notes = [place.folder / f"noted-{now:%d-%H}-{number}.json" for number in range(len(processes))]
    begin = str(time.time() + MEET_AFTER)
    started = []
    for theirs, note in zip(processes, notes, strict=True):
        said = ["--store", place.url, "--at", now.isoformat(), "--begin", begin, "--notes", str(note)]
        said += ["--naive"] if naive else []
        started.append(await nurse.ask("start", NUDGER, *said, *theirs))
    ended = [await nurse.ask("bury", str(one), patience=HOUR) for one in started]
    if any(ended):
        raise RuntimeError(f"replicas ended with {ended}")
    for note in notes:
        for who, title in json.loads(note.read_text()):
            before[who].at.append(now)
            before[who].about.append(title)


def fill(place: Place, people: int) -> None:
    """So many people, in an empty store."""
    if place.kind == POSTGRESQL:
        with closing(psycopg.connect(place.url)) as connection:
            fill_postgresql(connection, people)
    else:
        fill_sqlite(place.url.removeprefix("sqlite:///"), people)


def everybody(place: Place) -> dict[str, Somebody]:
    """Those with nudges on, by what the platform calls them."""
    found = place.rows("select external_id, nudges, zone, nudged_at from people where nudges <> 'off'")
    return {
        who: Somebody(Nudges(wish), ZoneInfo(zone), [] if at is None else [EPOCH + at * MICROSECOND])
        for who, wish, zone, at in found
    }


def judge(people: Sequence[Somebody]) -> Found:
    """What came of it for all of them."""
    reached = [one for one in people if one.about]
    return Found(
        people=len(reached),
        nudges=sum(len(one.about) for one in reached),
        too_soon=sum(one.too_soon() for one in reached),
        on_a_day=sum(one.on_a_day() for one in reached),
        in_a_week=sum(one.in_a_week() for one in reached),
        twice=sum(_beyond_one(one.about) for one in reached),
    )


async def caps(here: Ground, *, people: int, naive: bool = False) -> Outcome:
    """One run. `naive`: the control."""
    began = time.monotonic()
    found = await run(here.nurse, here.fresh(), people=people, naive=naive)
    well = found.nudges > people / 5 and not found.over if not naive else found.over > 0
    name = "control: caps, planned" if naive else "caps"
    return Outcome(name, here.kind, 1, {"of": people, **asdict(found)}, well, time.monotonic() - began)


def _beyond_one(things: Iterable[Hashable]) -> int:
    return sum(count - 1 for count in Counter(things).values())
