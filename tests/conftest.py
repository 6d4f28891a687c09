"""What every test may use."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from subprocess import Popen

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, delete, make_url, update

from jobs.listening.parse import Parser
from store import migrate, rows
from store.database import Database
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


STAYS = ("store_key", "programme")
"""Tables whose one row the migrations put there."""


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
def on_postgresql(worker_id: str) -> Iterator[Engine]:
    """A migrated database on PostgreSQL, one for each worker; what a test left there is taken out before the next."""
    try:
        url = postgresql.fresh(f"tests_{worker_id}")
    except LookupError as missing:
        pytest.skip(str(missing))
    migrate.upgrade(url)
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), pool_size=1)
    yield engine
    engine.dispose()


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
    engine: Engine = request.getfixturevalue("on_postgresql")
    emptied(engine)
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def emptied(engine: Engine) -> None:
    """All tables as the migrations left them. Rows are few: to delete them is ten times as quick as to truncate."""
    with engine.begin() as connection:
        for table in reversed(rows.metadata.sorted_tables):
            if table.name not in STAYS:
                connection.execute(delete(table))
        connection.execute(update(rows.programme).values(stopped_at=None))


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
