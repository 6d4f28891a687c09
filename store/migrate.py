"""Bringing a database to the shape this version needs. Forward only."""

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, inspect, text

from store.lock import Lock
from store.manners import is_sqlite, sqlite_file, writer_engine

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
"""The newest migration. A constant, so that starting on a current database need not load alembic; a test compares."""


class StoreTooNew(Exception):
    """A newer Earshot has been here: this one would not understand what it finds."""

    def __init__(self, version: str) -> None:
        super().__init__(f"the database is at {version}, and this Earshot knows only {HEAD}. Please use the newer one.")


def behind(url: URL | str) -> bool:
    """Whether the database lacks a migration. Raises StoreTooNew. Changes nothing, but may create an empty file."""
    engine = writer_engine(url, connections=1)
    try:
        with engine.connect() as connection:
            return is_behind(connection)
    finally:
        engine.dispose()


def is_behind(connection: Connection) -> bool:
    """The same question on a connection that stands."""
    there = inspect(connection).has_table("alembic_version")
    found = connection.execute(text("select version_num from alembic_version")).scalar() if there else None
    if found is not None and found > HEAD:
        raise StoreTooNew(found)
    return found != HEAD


def upgrade(url: URL | str) -> None:
    """Run the migrations that are missing. Raises StoreInUse while a bot uses the same SQLite file."""
    if not is_sqlite(url):
        run(url)
        return
    lock = Lock(sqlite_file(url))
    lock.take()
    try:
        run(url)
    finally:
        lock.release()


def run(url: URL | str) -> None:
    """The migrations, all in one transaction, for a caller who holds the lock."""
    from alembic import command  # noqa: PLC0415 - a quarter of a second that a current database need not cost

    # Changing a table of SQLite means copying and dropping it; with foreign keys on, dropping would delete by cascade.
    engine = writer_engine(url, connections=1, foreign_keys=False)
    try:
        with as_file(files("store") / "migrations") as folder, engine.begin() as connection:
            config = configured(str(folder))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _check_links(connection)
    finally:
        engine.dispose()


def configured(folder: str) -> "Config":
    """What alembic wants to know; there is no alembic.ini."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _check_links(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"a migration would leave rows that point nowhere: {broken[:3]}")
