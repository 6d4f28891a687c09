"""What PostgreSQL's own files hold of a forgotten person: what docs/operations.md says of it is true."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from store import migrate, rows
from store.database import Database
from store.kinds import Json, Words
from tests import postgresql
from tests.postgresql import Cluster
from tests.store.test_forgetting import TRACES, lived

NAMES_NOBODY = {
    "people": {"workspace", "zone", "language", "chosen_language", "joining_text"},
    "asides": {"message_id", "emoji"},
    "drafts": {"message_id"},
}
"""Columns about people of which a sample tells nothing about anybody."""


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server of our own, into whose files one may look; nothing cleans up there unasked."""
    try:
        with postgresql.cluster(**postgresql.FAST, autovacuum="off") as one:
            migrate.upgrade(one.url())
            yield one
    except LookupError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def beside(server: Cluster) -> Iterator[psycopg.Connection[Any]]:
    """The connection of the database's owner."""
    with closing(psycopg.connect(server.url(), autocommit=True)) as connection:
        yield connection


def on_disk(beside: psycopg.Connection[Any], server: Cluster) -> set[bytes]:
    """Which traces the files of tables and indexes hold, once all is written to them."""
    beside.execute("checkpoint")
    files = [path for path in (server.folder / "data" / "base").rglob("*") if path.is_file()]
    held = b"\n".join(map(Path.read_bytes, files))
    return {trace for trace in TRACES if trace in held}


def samples(beside: psycopg.Connection[Any]) -> str:
    """What the planner remembers of values in our tables."""
    asked = "select tablename, attname, histogram_bounds::text, most_common_vals::text from pg_stats"
    return str(beside.execute(f"{asked} where schemaname = 'public'").fetchall())


async def test_a_forgotten_persons_bytes_leave_the_files_with_a_full_vacuum_and_not_before(
    server: Cluster, beside: psycopg.Connection[Any]
) -> None:
    store = Database(server.url())
    store.open()
    try:
        ids = await store.tx(lived)
        beside.execute("analyze")
        assert on_disk(beside, server) == set(TRACES)
        await store.tx(lambda tx: tx.people.forget(ids["me"]))
        assert not any(trace.decode() in samples(beside) for trace in TRACES), "no question finds them from now on"
        beside.execute("vacuum")
        assert on_disk(beside, server), "the page says that they stay until something else is written there"
        beside.execute("vacuum full")
        assert on_disk(beside, server) == set()
    finally:
        store.close()


def test_no_sample_is_drawn_of_what_people_wrote_or_are_called(beside: psycopg.Connection[Any]) -> None:
    asked = "select attrelid::regclass::text, attname from pg_attribute where attstattarget = 0"
    spared = {(table, column) for table, column in beside.execute(asked).fetchall()}
    told = {
        (table.name, column.name)
        for table in rows.metadata.sorted_tables
        for column in table.columns
        if column.info["about"] == "person"
        and isinstance(column.type, Words | Json)
        and column.name not in NAMES_NOBODY.get(table.name, set())
    }
    stories = {("items", column) for column in ("url", "title", "text", "picture")}
    assert spared == told | stories


def test_control_a_sample_shows_a_name_until_the_migration_drops_it(
    server: Cluster, beside: psycopg.Connection[Any]
) -> None:
    beside.execute("create table before_it (name text)")
    beside.execute("insert into before_it values ('Forgetmina'), ('Bo')")
    beside.execute("analyze before_it")
    beside.execute("delete from before_it")
    beside.execute("alter table before_it alter column name set statistics 0")
    beside.execute("analyze before_it")
    assert "Forgetmina" in samples(beside), "and for ever, in an empty table"
    beside.execute("alter table before_it alter column name type text")
    assert "Forgetmina" not in samples(beside)
