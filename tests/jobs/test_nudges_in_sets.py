"""The sets of people that jobs/nudge plans for are those one finds by asking person by person."""

import asyncio
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.here import Here
from bot.ports import Transaction
from bot.settings import parse
from jobs.nudge import Nudge
from store.database import Database
from tests.fakes.clock import SetClock
from tests.jobs import random_town
from tests.jobs.one_by_one import RULES, Case, Planned, cases, expected, planned
from tests.jobs.random_town import RandomTown

EXAMPLES, TOWNS = 25, 16
COVERED_BY_ANOTHER = {"no card", "gone", "quiet"}
"""Rules nobody is left alone by alone: an item that asks has a card, who is gone has nothing waiting yet, and the
quiet of a day off is also that of the person."""


async def tried(store: Database, town: RandomTown, batch: int) -> tuple[list[Case], Planned, bool]:
    """Everybody as they were, what was planned, and whether a look had said that there would be something."""
    said, clock = parse(town.settings, environ={}), SetClock(town.now)
    nudge = Nudge(store, settings=said, clock=clock, batch=batch)

    def begin(tx: Transaction) -> tuple[list[Case], Planned]:
        here = Here(tx, said, clock.now())
        random_town.build(town, here)
        return cases(here), planned(here)

    found, before = await store.tx(begin)
    due = await store.read(nudge.due)
    for _ in range(2):  # the second run finds nothing to do
        await nudge.run()
    after = await store.read(lambda tx: planned(Here(tx, said, clock.now())))
    assert before <= after
    return found, after - before, due


def compared(store: Database, town: RandomTown, batch: int) -> Counter[str]:
    """How many were nudged, and which rules, had they not been kept, would have shown."""
    found, done, due = asyncio.run(tried(store, town, batch))
    wished = expected(found)
    assert done == wished
    assert due or not wished  # it may say yes for nothing, where there are more people than it looks at
    assert batch <= len(found) or due == bool(wished)
    noticed = Counter(rule for rule in RULES if expected(found, without=rule) != wished)
    return noticed + Counter(nudged=len(wished))


def test_sets_find_the_nudges_that_one_finds_person_by_person(store: Database) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(town=random_town.towns(), batch=st.sampled_from([1, 2, 3, 500]))
    def compare(town: RandomTown, batch: int) -> None:
        compared(store, town, batch)

    compare()


@pytest.mark.usefixtures("file")  # what the towns are like is asked of them, and not of a database
def test_whichever_rule_was_not_kept_some_town_would_show_it(store: Database) -> None:
    """The controls, one for each rule; and not all of the towns are asleep."""
    seen: Counter[str] = Counter()
    for seed in range(TOWNS):
        town = random_town.a_town(random.Random(seed).choice, items=6, people=30)
        seen += compared(store, town, batch=7)
    assert seen["nudged"] > TOWNS * 2
    assert {rule for rule in RULES if not seen[rule]} <= COVERED_BY_ANOTHER
