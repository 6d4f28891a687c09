"""A migrated file, made once and copied for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import migrate
from store.database import Database


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


@pytest.fixture
def url(file: Path) -> str:
    """The address of that file."""
    return f"sqlite:///{file}"


@pytest.fixture
def store(url: str) -> Iterator[Database]:
    """An open store on that file."""
    database = Database(url)
    database.open()
    yield database
    database.close()
