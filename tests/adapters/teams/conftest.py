"""What the tests of Teams may use."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from jobs.listening.parse import Parser
from tests.adapters.teams.town import TeamsTown, TownMaker
from tests.fakes.feeds import FeedServer


@pytest.fixture
async def make_town(tmp_path: Path, feeds: FeedServer, template: Path, parser: Parser) -> AsyncIterator[TownMaker]:
    """Starts running bots in a fake Teams."""
    async with AsyncExitStack() as stack:

        async def make(**more: Any) -> TeamsTown:
            town = TeamsTown(tmp_path / "town", feeds, store=template, parser=parser, **more)
            return await stack.enter_async_context(town)

        yield make


@pytest.fixture
async def town(make_town: TownMaker) -> TeamsTown:
    """A running bot in a fake Teams."""
    return await make_town()
