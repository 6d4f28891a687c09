"""A store, a clock and a platform for every test of a job."""

import pytest

from store.database import Database
from tests.fakes.clock import SetClock
from tests.fakes.platform import FakePlatform
from tests.jobs.house import House, settings


@pytest.fixture
def house(store: Database, url: str) -> House:
    """The jobs on a store of the test's own; it is Tuesday, 11:00 in Berlin."""
    return House(store, url, SetClock(), settings(), FakePlatform())
