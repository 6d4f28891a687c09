"""One message in ten takes effect long after anybody waits for it: only the quiet time keeps it from doubling."""

import time

from tests.fakes.faulty import Faults, FaultyServer
from tests.torture.ground import Ground
from tests.torture.herd import Herd
from tests.torture.kills import WORKER, all_left, clean, counted, replicas, words
from tests.torture.messages import fates, put, rows
from tests.torture.table import Outcome

SEND = 0.8
LATEST = 2.0
QUIET = SEND + LATEST + 0.4
"""The time a platform has to answer, and the longest it was ever late: facts (delivery 3, step 6)."""

LATE = Faults(late=0.1, error=0.02, lateness=(0.5, LATEST))


async def late(ground: Ground, *, seed: int, messages: int, quietly: bool = True) -> Outcome:
    """One run. Not `quietly`: the control looks a message up at once."""
    began, place = time.monotonic(), ground.fresh()
    await put(place, messages, spread=0)
    async with FaultyServer(seed=seed, faults=LATE) as server:
        said = words(place, server, "--send", str(SEND), "--quiet", str(QUIET if quietly else 0))
        async with Herd(ground.nurse, WORKER, said, replicas=replicas(place)) as herd:
            await all_left(place, server, patience=90)
            await herd.finish()
        found = fates(rows(place), server.accepted, tells=True)
    counts = {"late": server.happened["late"], **counted(found, server)}
    ok = clean(found) if quietly else found.doubled >= max(1, messages // 120)
    name = "late effects" if quietly else "control: no quiet time"
    return Outcome(name, place.kind, seed, counts, ok and not herd.ended_early, time.monotonic() - began)
