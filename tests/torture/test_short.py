"""The short form of the battery; the long one is `make torture`."""

import asyncio

import pytest

from tests.torture import kills, late
from tests.torture.cluster import NoPostgreSQL, binaries
from tests.torture.ground import POSTGRESQL, SQLITE, ground
from tests.torture.kills import SHORT, SHORTER
from tests.torture.table import line


def there(database: str) -> str:
    """This kind of database, or a loud skip."""
    try:
        if database == POSTGRESQL:
            binaries()
    except NoPostgreSQL as error:
        pytest.skip(f"NO POSTGRESQL: {error}; the battery ran on SQLite alone")
    return database


@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
async def test_whoever_is_killed_loses_nothing_and_doubles_nothing_and_a_blind_resend_does(database: str) -> None:
    async with ground(there(database)) as here:
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
