"""The short form of the benchmark of Teams' activities: every answer is kept, once, though the product is killed."""

from pathlib import Path

import pytest

from adapters.teams.entrance import PATH
from tests.benchmarks.processes import forgetful
from tests.benchmarks.teams_events import measured
from tests.benchmarks.turns import SMALL


async def test_every_activity_is_answered_and_kept(file: Path) -> None:
    rows = await measured(SMALL, f"sqlite:///{file}", "SQLite at FULL")
    assert all(row.ours > 0 and row.beside > 0 for row in rows)


async def test_control_one_that_answers_and_keeps_nothing_is_found_out(file: Path) -> None:
    with pytest.raises(AssertionError, match="answers were taken, and 0 are kept"):
        await measured(SMALL, f"sqlite:///{file}", "nothing", product=lambda *_: forgetful(PATH))
