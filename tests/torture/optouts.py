"""Opt-out races: a no and a claim meet at the same moment, on connections of their own, again and again.

What counts is what the no itself saw before it was committed: a message that still waited then must never leave.
"""

import asyncio
import random
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot import ports
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain.people import Person, Private
from jobs.delivering.claim import claim
from store import rows
from store.database import Database
from store.rows import State
from tests.fakes.clock import SetClock
from tests.jobs.house import an_asking_item, settings
from tests.store import making
from tests.store.looking import inside

MINUTE = timedelta(minutes=1)
AT_ONCE = 40

NO: dict[str, Callable[[ports.Transaction, Person], None]] = {
    "reminders off": lambda tx, one: tx.people.switch(one.id, Private.REMINDER, on=False),
    "left": lambda tx, one: tx.people.leave(one.id),
    "paused": lambda tx, one: tx.people.pause(one.id, making.NOW + timedelta(days=14)),
    "gone": lambda tx, one: tx.people.gone(one.address),
}
"""Reminders are raced rather than nudges: a claim writes down that somebody was nudged, and so holds them anyway."""

Wrap = Callable[[ports.Transaction], Any]


@dataclass
class Found:
    """What came of the races: how many were run, how often the no came first, and messages that left all the same."""

    races: int = 0
    no_first: int = 0
    claimed_first: int = 0
    claimed_after_no: int = 0


def as_it_is(tx: ports.Transaction) -> ports.Transaction:
    """The store as the product has it."""
    return tx


class Careless:
    """The naive policy of the control: whoever is asked for is free, and the door decides on what it read before."""

    def __init__(self, tx: ports.Transaction) -> None:
        self._tx = tx
        self.people = _CarelessPeople(tx.people)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)


class _CarelessPeople:
    def __init__(self, people: ports.People) -> None:
        self._people = people

    def __getattr__(self, name: str) -> Any:
        return getattr(self._people, name)

    def hold(self, person_ids: Collection[str]) -> frozenset[str]:
        """Nobody is waited for, and nobody is kept waiting."""
        return frozenset(person_ids)


async def race(url: str, *, races: int, seed: int, wrap: Wrap = as_it_is) -> Found:
    """So many races of one no and one claim each, over two stores that know nothing of each other but the database.

    SQLite has one process and so one store: there both share it.
    """
    rng = random.Random(seed)
    one = Database(url)
    one.open()
    other = one if url.startswith("sqlite") else Database(url)
    if other is not one:
        other.open()
    found = Found()
    try:
        while found.races < races:
            await _round(one, other, rng, min(AT_ONCE, races - found.races), found, wrap)
    finally:
        await asyncio.to_thread(one.close)
        if other is not one:
            await asyncio.to_thread(other.close)
    return found


async def _round(one: Database, other: Database, rng: random.Random, count: int, found: Found, wrap: Wrap) -> None:
    clock, said = SetClock(), settings()
    names = [secrets.token_hex(6) for _ in range(count)]

    def plan(tx: ports.Transaction) -> list[Person]:
        item, _ = an_asking_item(tx, "shared", at=clock)
        people = [making.person(tx, name) for name in names]
        for person in people:
            draft = tx.drafts.begin(person.id, item.id, angle="work", at=clock.now())
            tx.drafts.edit(draft.id, "My own words.", at=clock.now())
            key, now = f"r:{person.id}", clock.now()
            tx.outbox.put(Purpose.REMINDER, key=key, lane=person.id, about=draft.id, person_id=person.id, at=now)
        return people

    def no(tx: ports.Transaction, person: Person, how: str) -> tuple[str, bool]:
        """Whose no it is, and whether their reminder was gone already when it is about to be committed."""
        tx.people.wait_for(person.address)
        NO[how](tx, person)
        return person.id, _state(tx, person.id) in GONE

    def look(tx: ports.Transaction) -> bool:
        claimed = claim(Here(wrap(tx), said, clock.now()), limit=5, lease=MINUTE, quiet_time=MINUTE, limits={})
        return bool(claimed.leaving or claimed.lost)

    people = await one.tx(plan)
    waiting = list(people)

    async def say_no(who: Person) -> tuple[str, bool]:
        await asyncio.sleep(rng.uniform(0, 0.4))
        how = rng.choice(list(NO))
        answer = await one.tx(lambda tx: no(tx, who, how))
        waiting.remove(who)
        return answer

    async def look_again_and_again() -> None:
        while await other.tx(look) or waiting:
            pass

    looking = [asyncio.create_task(look_again_and_again()) for _ in range(2)]
    seen = dict(await asyncio.gather(*map(say_no, people)))
    await asyncio.gather(*looking)
    ends = await one.read(lambda tx: {person.id: _state(tx, person.id) for person in people})
    found.races += count
    found.claimed_first += sum(seen.values())
    found.no_first += sum(not gone for gone in seen.values())
    found.claimed_after_no += sum(not seen[who] and ends[who] in GONE for who in seen)


GONE = (State.LEAVING, State.SENT)


def _state(tx: ports.Transaction, person_id: str) -> State | None:
    kept = select(rows.outbox.c.state).where(rows.outbox.c.key == f"r:{person_id}")
    return inside(tx).execute(kept).scalar()
