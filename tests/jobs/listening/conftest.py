import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from jobs.listening.parse import Parser
from tests.fakes.feeds import FeedServer


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    """One pool for all, since starting is the slow part; hostile documents are not waited for long."""
    shared = Parser(seconds=0.7)
    yield shared
    asyncio.run(shared.close())
