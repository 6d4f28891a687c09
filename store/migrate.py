"""Bringing a database to the shape this version needs. Forward only; first it grows, later it may shrink."""

from enum import Enum, auto
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, inspect, select, text, update

from store import rows
from store.lock import Lock
from store.manners import is_sqlite, sqlite_file, writer_engine

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

HEAD = "0011"
"""The newest migration. A constant, so that starting on a current database need not load alembic; a test compares."""

ONE_AT_A_TIME = 0x6561727368  # "earsh": several may be told to migrate at once; all but one then find nothing to do
PATIENCE = "10s"
"""How long a migration waits for a table. While it waits, everybody else who wants that table waits behind it."""


class Shape(Enum):
    """How a database stands to this Earshot."""

    NEW = auto()
    BEHIND = auto()
    CURRENT = auto()
    NEWER = auto()
    """A newer Earshot was here, and only added to it: this one may go on."""


class StoreTooNew(Exception):
    """A newer Earshot has been here: this one would not understand what it finds."""

    def __init__(self, version: str) -> None:
        super().__init__(f"the database is at {version}, and this Earshot knows only {HEAD}. Please use the newer one.")


class StoreBehind(Exception):
    """The database lacks what this Earshot needs, and only an operator may say when it is brought up to date."""

    def __init__(self) -> None:
        super().__init__(
            "The database is new, or older than this Earshot. Back it up, run `earshot migrate`, and start again.\n"
            "Nothing was started."
        )


def behind(url: URL | str) -> bool:
    """Whether the database lacks a migration. Raises StoreTooNew. Changes nothing, but may create an empty file."""
    engine = writer_engine(url, connections=1)
    try:
        with engine.connect() as connection:
            return shape(connection) in (Shape.NEW, Shape.BEHIND)
    finally:
        engine.dispose()


def shape(connection: Connection) -> Shape:
    """How the database on this connection stands to us. Raises StoreTooNew."""
    there = inspect(connection).has_table("alembic_version")
    found = connection.execute(text("select version_num from alembic_version")).scalar() if there else None
    if found is None:
        return Shape.NEW
    if found <= HEAD:
        return Shape.CURRENT if found == HEAD else Shape.BEHIND
    if connection.execute(select(rows.upkeep.c.understood_from)).scalar_one() > HEAD:
        raise StoreTooNew(found)
    return Shape.NEWER


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
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    # Changing a table of SQLite means copying and dropping it; with foreign keys on, dropping would delete by cascade.
    engine = writer_engine(url, connections=1, foreign_keys=False)
    try:
        with as_file(files("store") / "migrations") as folder, engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"set local lock_timeout = '{PATIENCE}'")
                connection.exec_driver_sql(f"select pg_advisory_xact_lock({ONE_AT_A_TIME})")
            config = configured(str(folder))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.execute(
                update(rows.upkeep).values(understood_from=understood_from(ScriptDirectory.from_config(config)))
            )
            _check_links(connection)
    finally:
        engine.dispose()


def understood_from(scripts: "ScriptDirectory") -> str:
    """The oldest migration whose Earshot understands what all of these make, as they say themselves."""
    return max(getattr(script.module, "understood_from", "") for script in scripts.walk_revisions())


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
