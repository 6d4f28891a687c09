"""Replicas are killed at random moments while messages leave for a platform with faults."""

import asyncio
import random
import time
from dataclasses import dataclass

from bot.app.clock import SystemClock
from bot.chat.outbox import Outgoing
from bot.ports import Transaction
from store.database import Database
from tests.fakes.faulty import NONE, USUAL, FaultyPlatform, FaultyServer
from tests.torture.ground import POSTGRESQL, Ground, Place
from tests.torture.herd import Herd
from tests.torture.messages import Fates, fates, open_ones, put, rows, stuck
from tests.torture.table import Outcome
from tests.torture.worker import PLATFORM, deliver

WORKER = "tests.torture.worker"
APART = (0.05, 0.65)
"""Seconds between two kills."""
PATIENCE = 60.0
"""Seconds until what waits must have left, once nobody is killed any more."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done."""

    messages: int
    kills: int
    blind_doubles: int
    replicas: int = 3


LONG = Size(messages=1000, kills=200, blind_doubles=50)
SHORT = Size(messages=120, kills=12, blind_doubles=1, replicas=2)
SHORTER = Size(messages=60, kills=5, blind_doubles=1, replicas=2)


def replicas(place: Place, most: int = 3) -> int:
    """SQLite has one process that writes, and refuses a second one."""
    return most if place.kind == POSTGRESQL else 1


def words(place: Place, server: FaultyServer, *more: str) -> list[str]:
    """What a replica is told on its command line."""
    pace = str(server.faults.pace)
    return ["--store", place.url, "--platform", server.url, "--pace", pace, *more]


async def kills(ground: Ground, *, seed: int, size: Size, tells: bool, blind: bool = False) -> Outcome:
    """One run: all messages, all kills, then time for what is left."""
    began, draw, place = time.monotonic(), random.Random(seed), ground.fresh()
    spread = size.kills * sum(APART) / 2
    await put(place, size.messages, spread=spread)
    async with FaultyServer(seed=seed, faults=USUAL, tells=tells) as server:
        more = ["--blind", "--quiet", "0"] if blind else []
        herd = Herd(ground.nurse, WORKER, words(place, server, *more), replicas=replicas(place, size.replicas))
        async with herd:
            for _ in range(size.kills):
                await asyncio.sleep(draw.uniform(*APART))
                await herd.kill_one(draw)
            await all_left(place, server)
            left = stuck(place) if open_ones(place) else ""
            await herd.finish()
        found = fates(rows(place), server.accepted, tells=tells)
        after = {} if tells or blind else await press(place, server)
    counts = {"kills": size.kills, **counted(found, server), **after, "died": len(herd.ended_early)}
    if blind:
        ok = found.doubled >= size.blind_doubles
    else:
        ok = clean(found) and server.early == 0 and not any(after.values())
    ok = ok and not herd.ended_early
    kind = "control: blind resend" if blind else "kills, look-up" if tells else "kills, no look-up"
    note = f"{left} ended with {herd.ended_early}" if herd.ended_early or left else ""
    return Outcome(kind, place.kind, seed, counts, ok, time.monotonic() - began, note)


def clean(found: Fates) -> bool:
    """Nothing lost, nothing twice, nothing out of order, and every fate as policy has it."""
    return not (found.lost or found.doubled or found.disordered or found.wrong)


def counted(found: Fates, server: FaultyServer) -> dict[str, float]:
    """What stands in the table."""
    unclear = {"parked there": found.parked_there, "dropped there": found.dropped_there}
    return {
        "lost": found.lost,
        "doubled": found.doubled,
        "disordered": found.disordered,
        "wrong": found.wrong,
        "early": server.early,
        **dict(sorted(found.states.items())),
        **{name: count for name, count in unclear.items() if count},
        "faults": sum(server.happened.values()),
    }


async def all_left(place: Place, server: FaultyServer, *, patience: float = PATIENCE) -> None:
    """Wait until every message has a fate, or patience ends; and until what is late has taken effect."""
    until = time.monotonic() + patience
    while time.monotonic() < until and await asyncio.to_thread(open_ones, place):  # noqa: ASYNC110 - others send them
        await asyncio.sleep(0.2)
    await server.at_rest()


async def press(place: Place, server: FaultyServer) -> dict[str, float]:
    """A steward decides about every parked card as the room shows it; nothing may be lost or twice afterwards."""
    there = {one.key for one in server.accepted}
    server.faults = NONE
    store = Database(place.url)
    store.open()
    try:
        now = SystemClock().now()

        def decide(tx: Transaction) -> int:
            parked: list[Outgoing] = tx.outbox.parked_cards(limit=10_000)
            for one in parked:
                stands = tx.outbox.keyed_hash(one.key) in there
                decided = tx.outbox.is_there if stands else tx.outbox.post_again
                assert decided(one.about, at=now)
                assert not decided(one.about, at=now), "a second press changes nothing"
            return len(parked)

        await store.tx(decide)
        async with FaultyPlatform(server.url, name=PLATFORM) as platform:
            delivery = deliver(store, platform, send=5, lease=10, quiet=2)
            async with asyncio.timeout(30):
                await delivery.drain()
    finally:
        store.close()
    found = rows(place)
    posted = [one.key for one in server.accepted]
    cards = [one.key for one in found if one.purpose == "card"]
    return {
        "lost after presses": sum(posted.count(key) == 0 for key in cards),
        "doubled after presses": sum(posted.count(key) > 1 for key in cards),
    }
