"""What every test may use."""

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any

import pytest
from _pytest.nodeid import NodeId
from hypothesis import settings

from jobs.listening.parse import Parser
from store import migrate
from store.database import Database
from tests import postgresql
from tests.fakes.feeds import FeedServer
from tests.town import HOUSE, Town, TownMaker

LONGEST = "killed"
"""The group whose one test takes longest: it goes first, so that nobody waits for it at the end."""


MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    # Files as real as any, whose every COMMIT does not wait for a disk: a tenth of the time. Benchmarks have the disk.
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

gc.disable()  # while tests are collected, which makes much that stays: a third of the time goes into looking through it

HELD = pytest.StashKey[ExitStack]()


def pytest_configure(config: pytest.Config) -> None:
    """A PostgreSQL for the whole run is at hand; whoever needs it first starts it."""
    if not hasattr(config, "workerinput"):
        config.stash[HELD] = postgresql.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """And is let go."""
    if HELD in config.stash:
        postgresql.let_go(config.stash[HELD])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A run that tried nothing on PostgreSQL says so at its end, and what to do about it."""
    skipped = [one for one in terminalreporter.stats.get("skipped", []) if postgresql.MISSING in str(one.longrepr)]
    if skipped:
        terminalreporter.section("PostgreSQL", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests were skipped. {postgresql.MISSING}", red=True)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Twice as many as there are processors: many tests wait for a browser, a kill or a clock."""
    return max(2, (os.cpu_count() or 1) * 2)


def pytest_collection_finish() -> None:
    """What was collected stays until the end, and is not looked through time and again for what may go."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first, then those that share something, in one worker for each group.

    xdist 3.8 writes a group's name into `_nodeid`, which pytest 9.2 does not read any more: every test went anywhere.
    """
    groups = {item: {str(mark.args[0]) for mark in item.iter_markers("xdist_group")} for item in items}
    items.sort(key=lambda item: (LONGEST not in groups[item], not groups[item]))
    for item in items:
        if "_nodeid" in vars(item):
            item._id = NodeId.parse(vars(item)["_nodeid"])


settings.register_profile("earshot", deadline=None, print_blob=True)
settings.load_profile("earshot")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whoever needs a store is run on both databases, unless they need its file, or a server.

    Whole walks are run on both where they are marked so: most of them would ask the same of PostgreSQL once more.
    """
    asked = metafunc.fixturenames
    if "backend" in asked:
        elsewhere = {"sqlite": "on_server", "postgresql": "file"}
        metafunc.parametrize("backend", [one for one in elsewhere if elsewhere[one] not in asked])
    if "town_backend" in asked and metafunc.definition.get_closest_marker("both"):
        metafunc.parametrize("town_backend", ["sqlite", "postgresql"])


@pytest.fixture
def town_backend() -> str:
    """The database of a town's bot."""
    return "sqlite"


@pytest.fixture
def on_server() -> None:
    """For tests of several that write at once: SQLite has one writer, and nobody meets anybody there."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store as the migrations leave it."""
    file = tmp_path_factory.mktemp("template") / "earshot.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    """A store file of the test's own."""
    return Path(shutil.copy(template, tmp_path / "earshot.db"))


@pytest.fixture(scope="session")
def on_postgresql(worker_id: str) -> Iterator[postgresql.Emptied]:
    """A migrated database on PostgreSQL, one for each worker; what a test left there is taken out before the next."""
    try:
        url = postgresql.fresh(worker_id)
    except LookupError as missing:
        pytest.skip(str(missing))
    database = postgresql.Emptied(url)
    yield database
    database.close()


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest) -> str:
    """The address of an empty store."""
    return f"sqlite:///{request.getfixturevalue('file')}" if backend == "sqlite" else address(request)


@pytest.fixture
def store(url: str) -> Iterator[Database]:
    """An open store there."""
    database = Database(url)
    database.open()
    yield database
    database.close()


def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty store on PostgreSQL."""
    database: postgresql.Emptied = request.getfixturevalue("on_postgresql")
    database.empty()
    return database.url


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
async def make_town(
    tmp_path: Path,
    feeds: FeedServer,
    template: Path,
    parser: Parser,
    town_backend: str,
    request: pytest.FixtureRequest,
) -> AsyncIterator[TownMaker]:
    """Starts running bots, each with a playground of its own; `make_town(more="cards: {ask_from: 2}")`."""
    url = address(request) if town_backend == "postgresql" else None
    async with AsyncExitStack() as stack:

        async def make(*, more: str = "", folder: str = "town", house: str = HOUSE) -> Town:
            town = Town(tmp_path / folder, feeds, more=more, house=house, store=template, url=url, parser=parser)
            return await stack.enter_async_context(town)

        yield make


@pytest.fixture
async def town(make_town: TownMaker) -> Town:
    """A running bot with eight people, two rooms, two topics and one source, at 10:00 on a working day."""
    return await make_town()
