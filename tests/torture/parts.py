"""The parts of the battery: what each is called, what it runs, how long it may take. A new part is one more line."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bot.chat import house
from tests.bot.test_twice_heard import opened, tell
from tests.torture import caps, door, kills, late, optouts, pulled, sealed, slots, stops, teams_door
from tests.torture.ground import POSTGRESQL, SQLITE, ground
from tests.torture.table import Outcome


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked for. `databases`: on which."""

    short: bool = False
    seeds: int = 5
    databases: Sequence[str] = (SQLITE, POSTGRESQL)


Run = Callable[[Plan, str], AsyncIterator[Outcome]]
"""One part on one database, all its seeds and its control."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `minutes`: after that it is ended, and counts as failed."""

    name: str
    run: Run
    minutes: float
    databases: Sequence[str] = (SQLITE, POSTGRESQL)


async def _kills(plan: Plan, database: str, *, tells: bool) -> AsyncIterator[Outcome]:
    size = kills.SHORT if plan.short else kills.LONG
    async with ground(database) as here:
        for seed in range(1, plan.seeds + 1):
            yield await kills.kills(here, seed=seed, size=size, tells=tells)


async def with_look_up(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Kills, where the platform says what became of a message."""
    async for one in _kills(plan, database, tells=True):
        yield one


async def without_look_up(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Kills, where it does not."""
    async for one in _kills(plan, database, tells=False):
        yield one


async def blindly(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """The control of both: it has to double."""
    async with ground(database) as here:
        yield await kills.kills(here, seed=1, size=kills.SHORT if plan.short else kills.LONG, tells=True, blind=True)


async def late_effects(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """What takes effect later than anybody waits for, and its control."""
    async with ground(database) as here:
        for seed in range(1, min(plan.seeds, 2) + 1):
            yield await late.late(here, seed=seed, messages=80 if plan.short else 600)
        yield await late.late(here, seed=1, messages=80 if plan.short else 600, quietly=False)


async def held_up(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Replicas that stand still for longer than their lease, and the control."""
    async with ground(database) as here:
        yield await stops.stops(here, seed=1, times=2 if plan.short else 20)
        yield await stops.stops(here, seed=1, times=2 if plan.short else 20, blind=True)


async def by_the_clock(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Replicas that run jobs by the clock; the control is one of the jobs."""
    size = slots.SHORT if plan.short else slots.LONG
    async with ground(database) as here:
        for seed in range(1, min(plan.seeds, 3) + 1):
            for one in await slots.slots(here.nurse, here.fresh(), seed=seed, size=size):
                yield one


async def database_stopped(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """PostgreSQL stopped at once, and the control."""
    yield await pulled.pulled(seed=1, times=2 if plan.short else 10)
    yield await pulled.pulled(seed=1, times=3 if plan.short else 10, writer=pulled.Hasty)


async def file_sealed(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """SQLite locked, its disk full, and the control."""
    async with ground(database) as here:
        yield await sealed.locked(here, seconds=1 if plan.short else 5)
        yield await sealed.full(here, times=3 if plan.short else 10)
        yield await sealed.full(here, times=3 if plan.short else 10, writer=sealed.Hasty)


async def opt_outs(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """A no and a claim that meet, and the control, which can only go wrong where several write at once."""
    races = 400 if plan.short else 10_000
    async with ground(database) as here:
        yield await _raced(here.fresh().url, races, database)
        if database == POSTGRESQL:
            yield await _raced(here.fresh().url, races, database, careless=True)


async def _raced(url: str, races: int, database: str, *, careless: bool = False) -> Outcome:
    began = time.monotonic()
    found = await optouts.race(url, races=races, seed=1, wrap=optouts.Careless if careless else optouts.as_it_is)
    counts = {name: getattr(found, name) for name in ("races", "no_first", "claimed_first", "claimed_after_no")}
    name = "opt-outs: control" if careless else "opt-outs"
    well = (found.claimed_after_no > 0) is careless
    return Outcome(name, database, 1, counts, well, time.monotonic() - began)


async def caps_hold(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Replicas that nudge the same people, and the control, which can only go wrong where several write at once."""
    people = {SQLITE: 10_000, POSTGRESQL: 100_000}[database]
    async with ground(database) as here:
        yield await caps.caps(here, people=people // 50 if plan.short else people)
        if database == POSTGRESQL:
            yield await caps.caps(here, people=2_000, naive=True)


async def told_twice(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Events one to four times in any order; a story that ends wrongly is shown as short as it can be."""
    began, stories = time.monotonic(), 100 if plan.short else 2_000
    with TemporaryDirectory() as folder, house.opened(Path(folder)) as engine:
        await asyncio.to_thread(tell, engine.connect, opened, examples_=stories, steps=40)
    yield Outcome("told twice", database, 0, {"stories": stories, "steps": 40}, True, time.monotonic() - began)


async def at_the_door(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Calls that nobody ever sent, over HTTP and through a socket, and the control."""
    for seed in range(1, max(1, plan.seeds // 5) + 1):
        cases, control = (2_000, 300) if plan.short else (100_000, 20_000)
        for one in await door.over_http(seed=seed, cases=cases, control=control):
            yield one
        yield await door.through_a_socket(seed=seed, cases=200 if plan.short else 5_000)


async def at_the_door_of_teams(plan: Plan, database: str) -> AsyncIterator[Outcome]:
    """Activities that nobody ever sent, and the control."""
    for seed in range(1, max(1, plan.seeds // 5) + 1):
        cases, control = (2_000, 300) if plan.short else (100_000, 20_000)
        for one in await teams_door.over_http(seed=seed, cases=cases, control=control):
            yield one


def elsewhere(module: str) -> Run:
    """A module with a `main()` of its own: it is well if it ends with 0."""

    async def run(plan: Plan, database: str) -> AsyncIterator[Outcome]:
        began = time.monotonic()
        short = ["--short"] if plan.short else []
        child = await asyncio.create_subprocess_exec(sys.executable, "-m", module, *short)
        try:
            code = await child.wait()
        finally:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
        yield Outcome(module.rsplit(".", 1)[-1], database, 0, {}, code == 0, time.monotonic() - began)

    return run


PARTS = (
    Part("look-up", with_look_up, minutes=25),
    Part("no-look-up", without_look_up, minutes=25),
    Part("blind", blindly, minutes=5),
    Part("late", late_effects, minutes=8),
    Part("stops", held_up, minutes=8),
    Part("slots", by_the_clock, minutes=8, databases=[POSTGRESQL]),
    Part("stopped-at-once", database_stopped, minutes=5, databases=[POSTGRESQL]),
    Part("sealed", file_sealed, minutes=3, databases=[SQLITE]),
    Part("opt-outs", opt_outs, minutes=15),
    Part("caps", caps_hold, minutes=15),
    Part("told-twice", told_twice, minutes=15, databases=[SQLITE]),
    Part("door", at_the_door, minutes=25, databases=[SQLITE]),
    Part("door-teams", at_the_door_of_teams, minutes=25, databases=[SQLITE]),
    Part("quiet", elsewhere("tests.torture.quiet"), minutes=20, databases=[SQLITE]),
)
