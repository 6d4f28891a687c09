"""The short forms of what `make torture` does at length."""

import pytest

from tests.torture import optouts


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
