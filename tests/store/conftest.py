"""An empty store for every test: on SQLite, and once more on PostgreSQL, unless the test asks for the file itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, delete, make_url, update

from store import migrate, rows
from store.database import Database
from tests import postgresql

BACKENDS = ("sqlite", "postgresql")
STAYS = ("store_key", "programme")
"""Tables whose one row the migrations put there."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whoever needs a store is run on both databases; whoever needs its file has SQLite in mind."""
    if "backend" in metafunc.fixturenames:
        backends = [
            one
            for one, other in zip(BACKENDS, ("on_server", "file"), strict=True)
            if other not in metafunc.fixturenames
        ]
        metafunc.parametrize("backend", backends)


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
    if backend == "sqlite":
        return f"sqlite:///{request.getfixturevalue('file')}"
    engine: Engine = request.getfixturevalue("on_postgresql")
    emptied(engine)
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def store(url: str) -> Iterator[Database]:
    """An open store there."""
    database = Database(url)
    database.open()
    yield database
    database.close()


def emptied(engine: Engine) -> None:
    """All tables as the migrations left them. Rows are few: to delete them is ten times as quick as to truncate."""
    with engine.begin() as connection:
        for table in reversed(rows.metadata.sorted_tables):
            if table.name not in STAYS:
                connection.execute(delete(table))
        connection.execute(update(rows.programme).values(stopped_at=None))
