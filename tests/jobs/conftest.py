"""A store, a clock and a platform for every test of a job."""

from pathlib import Path

import pytest

from store.database import Database
from tests.fakes.clock import SetClock
from tests.fakes.platform import FakePlatform
from tests.jobs.house import House, settings
from tests.store.conftest import file, store, template, url

__all__ = ["file", "house", "store", "template", "url"]


@pytest.fixture
def house(store: Database, file: Path) -> House:
    """The jobs on a store of the test's own; it is Tuesday, 11:00 in Berlin."""
    return House(store, file, SetClock(), settings(), FakePlatform())
