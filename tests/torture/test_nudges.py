"""The short forms of what is tried at length about nudges."""

from pathlib import Path

import pytest

from tests.torture import caps, quiet
from tests.torture.ground import Place
from tests.torture.herd import Nurse

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


PEOPLE = 400


async def test_nobody_is_nudged_more_often_than_they_said_nor_twice_about_an_item(
    url: str, backend: str, tmp_path: Path
) -> None:
    async with Nurse(tmp_path / "log") as nurse:
        found = await caps.run(nurse, Place(backend, url, tmp_path), people=PEOPLE)
    assert found.over == 0, found
    assert found.nudges > found.people > PEOPLE / 5


@pytest.mark.usefixtures("on_server")
async def test_a_cap_looked_at_only_when_nudges_are_planned_does_not_hold(
    url: str, backend: str, tmp_path: Path
) -> None:
    """The control: replicas that plan at the same moment do not see what the others have not committed."""
    async with Nurse(tmp_path / "log") as nurse:
        found = await caps.run(nurse, Place(backend, url, tmp_path), people=PEOPLE, naive=True)
    assert found.too_soon > 0
