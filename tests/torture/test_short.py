"""The short forms of what `make torture` does at length."""

import asyncio

import pytest

from tests.postgresql import MISSING, programs
from tests.torture import kills, late, optouts
from tests.torture.ground import POSTGRESQL, SQLITE, ground
from tests.torture.kills import SHORT, SHORTER
from tests.torture.table import line


@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
async def test_whoever_is_killed_loses_nothing_and_doubles_nothing_and_a_blind_resend_does(database: str) -> None:
    if database == POSTGRESQL and programs() is None:
        pytest.skip(MISSING)
    async with ground(database) as here:
        found = await asyncio.gather(
            kills.kills(here, seed=1, size=SHORT, tells=True),
            kills.kills(here, seed=2, size=SHORTER, tells=False),
            kills.kills(here, seed=1, size=SHORTER, tells=True, blind=True),
        )
    assert [line(one) for one in found if not one.ok] == []


async def test_what_takes_effect_late_is_not_sent_twice_and_without_a_quiet_time_it_is() -> None:
    async with ground(SQLITE) as here:
        found = await asyncio.gather(
            late.late(here, seed=1, messages=40), late.late(here, seed=1, messages=40, quietly=False)
        )
    assert [line(one) for one in found if not one.ok] == []


async def test_nothing_is_claimed_for_anybody_after_their_no_was_committed(url: str) -> None:
    found = await optouts.race(url, races=200, seed=1)
    assert found.claimed_after_no == 0
    assert found.no_first > 0
    assert found.claimed_first > 0, "they did not race"


@pytest.mark.usefixtures("on_server")
async def test_whoever_waits_for_nobody_claims_for_people_who_just_said_no(url: str) -> None:
    """The control: what a claim read about somebody may be old before it is committed."""
    found = optouts.Found()
    for seed in range(20):
        found = await optouts.race(url, races=200, seed=seed, wrap=optouts.Careless)
        if found.claimed_after_no:
            return
    pytest.fail("the races are too easy: even the naive policy wins them")
