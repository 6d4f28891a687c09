"""Caps: several replicas plan and deliver at once; nobody is nudged more often than they said, nor twice about an item.

Each replica goes through the items in an order of its own, as if it had read the list at another moment, so that they
plan different nudges for the same people at the same time. What holds is the door. Control: a cap that is looked at
when nudges are planned, and not again when they leave.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

import psycopg

from bot import ports
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.here import Here
from bot.domain.people import Nudges, Person
from bot.ports import Delivered
from bot.settings import Settings, parse
from jobs.deliver import Deliver
from jobs.nudge import Nudge, subjects
from store import migrate
from store.database import Database
from tests import postgresql
from tests.benchmarks.people import NOW, fill_postgresql, fill_sqlite
from tests.fakes.clock import SetClock
from tests.fakes.platform import FakePlatform
from tests.store.looking import looked

REPLICAS = 3
AFTER = (0, 1, 2, 8, 11, 19)
"""On which days they plan and deliver."""

APART = {Nudges.DAILY: timedelta(days=1), Nudges.WEEKLY: timedelta(days=7)}
SETTINGS = """
company: {name: Example Works, time_zone: Europe/Berlin}
people: {quiet: {from: "00:00", until: "00:00", days: []}}
"""

T = TypeVar("T")
Wrap = Callable[[ports.Store], ports.Store]


@dataclass
class Nudged:
    """Every nudge that arrived: when, and about what, by the platform's id of whom it was for."""

    by_person: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)


class Noting(FakePlatform):
    """A platform that notes when each message arrived."""

    def __init__(self, clock: SetClock, noted: Nudged) -> None:
        super().__init__()
        self._clock = clock
        self._noted = noted

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """It is there, and noted."""
        self._noted.by_person.setdefault(to.id, []).append((self._clock.now(), card.title))
        return await super().send(to, card, key=key)


class PlannedOnly:
    """The naive policy of the control: at the door, nobody's last nudge is looked at any more."""

    def __init__(self, store: ports.Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def tx(self, fn: Callable[[ports.Transaction], T], *, within: float | None = None) -> T:
        """As the store does it, for people who seem never to have been nudged."""
        return await self._store.tx(lambda tx: fn(_Naive(tx, people=_NeverNudged(tx.people))), within=within)


class _Naive:
    """A noun of the store with another one in the place of some of its own."""

    def __init__(self, of: Any, **instead: Any) -> None:
        self._of = of
        self._instead = instead

    def __getattr__(self, name: str) -> Any:
        return self._instead[name] if name in self._instead else getattr(self._of, name)


class _NeverNudged(_Naive):
    def get(self, person_id: str) -> Person | None:
        """Them, rested for ever."""
        person: Person | None = self._of.get(person_id)
        return replace(person, nudged_at=None) if person else None


@dataclass(frozen=True)
class Found:
    """What came of it."""

    people: int
    nudges: int
    too_soon: int
    twice: int


def settings() -> Settings:
    """It is never quiet, so that everything meets."""
    return parse(SETTINGS, environ={})


def as_it_is(store: ports.Store) -> ports.Store:
    """The store as the product has it."""
    return store


async def run(url: str, *, wrap: Wrap = as_it_is, after: Sequence[int] = AFTER) -> Found:
    """On a store that has people. On SQLite, where one process writes, the replicas share one store."""
    clock, noted = SetClock(NOW), Nudged()
    stores = [Database(url) for _ in range(1 if url.startswith("sqlite") else REPLICAS)]
    for store in stores:
        store.open()
    try:
        shared = [stores[number % len(stores)] for number in range(REPLICAS)]
        replicas = [_Replica(number, store, clock, noted, wrap) for number, store in enumerate(shared)]
        for days in after:
            clock.set(NOW + timedelta(days=days))
            await asyncio.gather(*(replica.plan_and_deliver() for replica in replicas))
            await asyncio.gather(*(replica.deliver.drain() for replica in replicas))
    finally:
        await asyncio.gather(*(asyncio.to_thread(store.close) for store in stores))
    return judge(url, noted)


class _Replica:
    def __init__(self, number: int, store: Database, clock: SetClock, noted: Nudged, wrap: Wrap) -> None:
        self._number = number
        self._store = store
        self._clock = clock
        self._nudge = Nudge(store, settings=settings(), clock=clock)
        platform = Noting(clock, noted)
        platforms = {platform.name: platform}
        self.deliver = Deliver(wrap(store), platforms=platforms, settings=settings(), clock=clock)

    async def plan_and_deliver(self) -> None:
        """Both at once, until all is planned."""
        planning = asyncio.create_task(self._plan())
        while not planning.done():
            await self.deliver.drain()
            await asyncio.wait([planning], timeout=0.05)
        await planning

    async def _plan(self) -> None:
        look = lambda tx: (tx.nudging.zones(), subjects(Here(tx, settings(), self._clock.now())))  # noqa: E731
        zones, asking = await self._store.read(look)
        turned = asking[self._number :] + asking[: self._number]
        for zone in zones:
            after: str | None = ""
            while after is not None:
                after = await self._nudge.go_on(zone, after, turned)


def judge(url: str, noted: Nudged) -> Found:
    """How often somebody was nudged too soon after the last time, or about an item once more."""
    wish = dict(looked(url, "select external_id, nudges from people"))
    too_soon = twice = nudges = 0
    for who, theirs in noted.by_person.items():
        at = sorted(moment for moment, _ in theirs)
        apart = APART[Nudges(wish[who])]
        too_soon += sum(later - earlier < apart for earlier, later in pairwise(at))
        twice += len(theirs) - len({title for _, title in theirs})
        nudges += len(theirs)
    return Found(len(noted.by_person), nudges, too_soon, twice)


def fill(url: str, people: int) -> None:
    """So many people in a migrated, empty store."""
    if url.startswith("sqlite"):
        fill_sqlite(url.removeprefix("sqlite:///"), people)
    else:
        with closing(psycopg.connect(url)) as connection:
            fill_postgresql(connection, people)


def main(people: int = 100_000) -> int:
    """The long form, on a PostgreSQL of its own; 1 where it is not as it must be."""
    ours, naive = (_on_postgresql(count, wrap) for count, wrap in ((people, as_it_is), (people // 50, PlannedOnly)))
    print(f"caps, {people:,} people, {REPLICAS} replicas: {ours}")
    print(f"caps, looked at when planning only: {naive}")
    return 0 if ours.nudges and not (ours.too_soon or ours.twice) and naive.too_soon else 1


def _on_postgresql(people: int, wrap: Wrap) -> Found:
    with postgresql.cluster(**postgresql.FAST) as server:
        url = server.url("postgres")
        migrate.upgrade(url)
        fill(url, people)
        return asyncio.run(run(url, wrap=wrap))


if __name__ == "__main__":
    sys.exit(main())
