"""Three replicas run jobs by the clock, and are killed, alone or all at once, or stand still for longer than the lease.

Of every tick there was, from the first to the last, what belongs to it has to be there, once. The control is a second
job in the same replicas, which ends its slots apart from what it does in them.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tests.torture.ground import Place
from tests.torture.herd import Herd, Nurse
from tests.torture.table import Outcome
from tests.torture.ticker import CAREFUL, CARELESS, LEASE, PERIOD

TICKER = "tests.torture.ticker"
REPLICAS = 3
JOBS = 2
APART = (0.05, 1.0)
"""Seconds between two kills."""
STILL = (2.1, 2.8)
"""Seconds for which all but one stand still: longer than the lease, so that the one that does not ticks after it."""
CAUGHT_UP = 2
"""So many slots are left at most when nobody was killed for a moment (facts: delivery 11, row 4)."""
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done. After each stop the power fails as well."""

    kills: int
    stops: int


LONG = Size(kills=60, stops=6)
SHORT = Size(kills=1, stops=1)


async def slots(nurse: Nurse, place: Place, *, seed: int, size: Size) -> list[Outcome]:
    """One run: all kills and stops, then time to catch up. Two lines come of it, ours and the control."""
    began, draw = time.monotonic(), random.Random(seed)
    async with Herd(nurse, TICKER, ["--store", place.url], replicas=REPLICAS) as herd:
        await until(lambda: place.one("select count(slot) from slots") == JOBS)
        for number in range(size.kills):
            await asyncio.sleep(draw.uniform(*APART))
            await herd.kill_one(draw)
            if number * size.stops // size.kills < (number + 1) * size.stops // size.kills:
                still = draw.sample(herd.running, REPLICAS - 1)
                await asyncio.gather(*(herd.hold_up(one, draw.uniform(*STILL)) for one in still))
                await asyncio.sleep(draw.uniform(*APART))
                await herd.kill_all()
        await asyncio.sleep((LEASE + PERIOD).total_seconds())  # what the dead held comes once more
        await until(lambda: lag(place) <= CAUGHT_UP)
        behind = lag(place)
        await herd.finish()
    ours, control = counted(place, CAREFUL), counted(place, CARELESS)
    clean = not (ours["missed"] or ours["doubled"] or herd.ended_early) and behind <= CAUGHT_UP
    done = {"kills": size.kills, "stops": size.stops, "power cuts": size.stops}
    counts = {**done, **ours, "behind": behind, "died": len(herd.ended_early)}
    seconds = time.monotonic() - began
    return [
        Outcome("slots", place.kind, seed, counts, clean, seconds),
        Outcome("control: slots", place.kind, seed, control, control["doubled"] >= 1, seconds),
    ]


async def until(it_is_so: Callable[[], bool]) -> None:
    """Wait for that, or until patience ends."""
    ends_at = time.monotonic() + PATIENCE
    while time.monotonic() < ends_at and not await asyncio.to_thread(it_is_so):  # noqa: ASYNC110
        await asyncio.sleep(0.1)


def lag(place: Place) -> int:
    """How many slots are due and not done."""
    done = place.rows(f"select slot from slots where job = '{CAREFUL}' and slot is not null")
    return int(time.time() / PERIOD.total_seconds()) - int(done[0][0] if done else 0)


def counted(place: Place, job: str) -> dict[str, float]:
    """Of what was due, how much is not there, or there twice; and how many claims came to nothing."""
    there = Counter(int(about) for (about,) in place.rows(f"select about from outbox where lane = '{job}'"))
    due = range(min(there), max(there) + 1)
    return {
        "due": len(due),
        "missed": len(due) - len(there),
        "doubled": sum(count - 1 for count in there.values()),
        "claimed in vain": place.one(f"select fence from slots where job = '{job}'") - len(there),
    }
