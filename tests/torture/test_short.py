"""The short forms of what `make torture` does at length."""

import asyncio
from pathlib import Path

import pytest

from tests.postgresql import MISSING, programs
from tests.torture import kills, late, optouts, slots
from tests.torture.ground import POSTGRESQL, SQLITE, Place, ground
from tests.torture.herd import Nurse
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
        *ours, control = found
        for seed in range(2, 5):  # whether a kill comes at a bad moment is left to chance: the control has several
            if not control.ok:
                control = await kills.kills(here, seed=seed, size=SHORTER, tells=True, blind=True)
    assert [line(one) for one in (*ours, control) if not one.ok] == []


@pytest.mark.usefixtures("on_server")
async def test_whoever_is_killed_by_the_clock_misses_no_slot_and_does_none_twice_and_the_careless_do(
    url: str, tmp_path: Path
) -> None:
    place = Place(POSTGRESQL, url, tmp_path)
    async with Nurse(tmp_path / "log") as nurse:
        ours, control = await slots.slots(nurse, place, seed=1, size=slots.SHORT)
        for seed in range(2, 7):  # as above: the control has several chances
            if ours.ok and not control.ok:
                ours, control = await slots.slots(nurse, place, seed=seed, size=slots.SHORT)
    assert [line(one) for one in (ours, control) if not one.ok] == []


async def test_what_takes_effect_late_is_not_sent_twice() -> None:
    async with ground(SQLITE) as here:
        found = await late.late(here, seed=1, messages=40)
    assert found.ok, line(found)


async def test_without_a_quiet_time_what_takes_effect_late_is_sent_twice() -> None:
    """The control. Whether it is late enough is left to chance, so it has more than one."""
    async with ground(SQLITE) as here:
        for seed in range(1, 9):
            found = await late.late(here, seed=seed, messages=40, quietly=False)
            if found.ok:
                return
    pytest.fail("it was never sent twice: the test above shows nothing")


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
