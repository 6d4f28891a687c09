"""What every test may use."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from subprocess import Popen

import pytest
from hypothesis import settings

from jobs.listening.parse import Parser
from store import migrate
from tests import postgresql
from tests.fakes.feeds import FeedServer
from tests.town import HOUSE, Town, TownMaker

LONGEST = "killed"
"""The group whose one test takes longest: it goes first, so that nobody waits for it at the end."""


KEEPER = pytest.StashKey[Popen[bytes] | None]()


def pytest_configure(config: pytest.Config) -> None:
    """A PostgreSQL for the whole run begins to start; whoever needs it waits for it."""
    if not hasattr(config, "workerinput"):
        config.stash[KEEPER] = postgresql.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """And is let go."""
    postgresql.let_go(config.stash.get(KEEPER, None))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half as many again as there are processors: many tests wait for a browser, a kill or a clock."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first."""
    items.sort(key=lambda item: not any(LONGEST in mark.args for mark in item.iter_markers("xdist_group")))


settings.register_profile("earshot", deadline=None, print_blob=True)
settings.load_profile("earshot")


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with nothing in it; towns begin with a copy."""
    file = tmp_path_factory.mktemp("store") / "empty.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    """One feed reader for all tests of a worker: starting its processes takes longer than most tests."""
    shared = Parser(workers=1)
    yield shared
    asyncio.run(shared.close())


@pytest.fixture
async def feeds() -> AsyncIterator[FeedServer]:
    """A real web server on loopback that says what a test tells it to."""
    async with FeedServer() as server:
        yield server


@pytest.fixture
async def make_town(tmp_path: Path, feeds: FeedServer, empty_store: Path, parser: Parser) -> AsyncIterator[TownMaker]:
    """Starts running bots, each with a playground of its own; `make_town(more="cards: {ask_from: 2}")`."""
    async with AsyncExitStack() as stack:

        async def make(*, more: str = "", folder: str = "town", house: str = HOUSE) -> Town:
            town = Town(tmp_path / folder, feeds, more=more, house=house, store=empty_store, parser=parser)
            return await stack.enter_async_context(town)

        yield make


@pytest.fixture
async def town(make_town: TownMaker) -> Town:
    """A running bot with eight people, two rooms, two topics and one source, at 10:00 on a working day."""
    return await make_town()
