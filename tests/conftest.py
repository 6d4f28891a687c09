"""What every test may use."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fakes.feeds import FeedServer
from tests.town import Town, TownMaker

settings.register_profile("earshot", deadline=None, print_blob=True)
settings.load_profile("earshot")


@pytest.fixture
async def feeds() -> AsyncIterator[FeedServer]:
    """A real web server on loopback that says what a test tells it to."""
    async with FeedServer() as server:
        yield server


@pytest.fixture
async def make_town(tmp_path: Path, feeds: FeedServer) -> AsyncIterator[TownMaker]:
    """Starts running bots, each with a playground of its own; `make_town(more="cards: {ask_from: 2}")`."""
    async with AsyncExitStack() as stack:

        async def make(*, more: str = "", folder: str = "town") -> Town:
            return await stack.enter_async_context(Town(tmp_path / folder, feeds, more=more))

        yield make


@pytest.fixture
async def town(make_town: TownMaker) -> Town:
    """A running bot with eight people, two rooms, two topics and one source, at 10:00 on a working day."""
    return await make_town()
