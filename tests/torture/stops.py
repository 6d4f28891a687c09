"""A replica stands still for longer than its lease, and goes on as if nothing had been."""

import asyncio
import random
import time

from tests.fakes.faulty import USUAL, FaultyServer
from tests.torture.ground import Ground
from tests.torture.herd import Herd
from tests.torture.kills import WORKER, all_left, clean, counted, replicas, words
from tests.torture.messages import fates, put, rows
from tests.torture.table import Outcome

LEASE = 2.0
QUIET = 4.0
STILL = (2.2, 3.6)
"""How long it stands still, in seconds: longer than its lease. Beyond the quiet time only the receiver could tell what
is sent between the last look at the clock and the first byte (facts: delivery 3, "what stays open")."""
APART = (0.2, 1.0)
PER_STOP = 30
"""Messages for each time somebody is held up."""


async def stops(ground: Ground, *, seed: int, times: int, blind: bool = False) -> Outcome:
    """One run. `blind`: the control sends again whatever nobody answered for."""
    began, draw, place = time.monotonic(), random.Random(seed), ground.fresh()
    await put(place, PER_STOP * times, spread=times * (sum(STILL) + sum(APART)) / 2)
    async with FaultyServer(seed=seed, faults=USUAL) as server:
        quiet = ["--blind", "--quiet", "0"] if blind else ["--quiet", str(QUIET)]
        said = words(place, server, "--lease", str(LEASE), *quiet)
        async with Herd(ground.nurse, WORKER, said, replicas=replicas(place)) as herd:
            for _ in range(times):
                await asyncio.sleep(draw.uniform(*APART))
                await herd.hold_up(draw.choice(herd.running), draw.uniform(*STILL))
            await all_left(place, server)
            await herd.finish()
        found = fates(rows(place), server.accepted, tells=True)
    counts = {"stops": times, **counted(found, server)}
    ok = found.doubled >= 1 if blind else clean(found) and server.early == 0
    name = "control: stops, blind" if blind else "stops"
    return Outcome(name, place.kind, seed, counts, ok and not herd.ended_early, time.monotonic() - began)
