"""What tests of the bot may use beside what every test may."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.bot.chat import house


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A real SQLite store, opened once; see tests/bot/chat/house.py."""
    with house.opened(tmp_path_factory.mktemp("house")) as engine:
        yield engine
