"""The short forms of what is tried at length about nudges."""

import pytest

from tests.torture import quiet

DAYS = {"sqlite": 27, "postgresql": 6}


async def test_nudges_come_exactly_when_it_is_not_quiet_where_their_people_are(url: str, backend: str) -> None:
    found = await quiet.run(url, days=DAYS[backend], seed=2)
    assert (found.planned_wrongly, found.passed_wrongly) == (0, 0)
    assert (found.not_planned, found.held_back) == (0, 0)
    assert DAYS[backend] * 4 < found.open < found.moments - DAYS[backend] * 4


@pytest.mark.usefixtures("file")
async def test_a_zone_kept_as_its_distance_from_utc_would_wake_people(url: str) -> None:
    """The control."""
    found = await quiet.run(url, days=27, seed=2, keep=quiet.as_distance)
    assert found.planned_wrongly > 0
    assert found.passed_wrongly > 0
