"""Databases for tests on the server of this run, and how one is put back as the migrations left it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from store import migrate, rows
from tests.postgresql.programs import MISSING
from tests.postgresql.run import Server, server

COPY = "as_migrated"
"""The schema with what migrations put into tables."""


def fresh(name: str) -> str:
    """The address of a new, empty database on that server. Raises LookupError where there is none."""
    there = server()
    if there is None:
        raise LookupError(MISSING)
    database = there.name + name
    with _connected(there) as connection:
        _do(connection, "drop database if exists {} with (force)", database)
        _do(connection, "create database {} template template0", database)
    return make_url(there.url).set(database=database).render_as_string(hide_password=False)


def drop_all(there: Server) -> None:
    """Drop every database of this run."""
    with _connected(there) as connection:
        ours = connection.execute("select datname from pg_database where starts_with(datname, %s)", [there.name])
        for (database,) in ours.fetchall():
            _do(connection, "drop database {} with (force)", database)


class Emptied:
    """A migrated database that is put back for each test. To delete few rows is ten times as quick as to truncate."""

    def __init__(self, url: str) -> None:
        """`url`: an empty database."""
        self.url = url
        migrate.upgrade(url)
        self._connection = psycopg.connect(url, autocommit=True)
        self._connection.execute(f"create schema {COPY}")
        # Whoever points at others comes first.
        tables = [*(table.name for table in reversed(rows.metadata.sorted_tables)), "alembic_version"]
        filled = [table for table in tables if self._connection.execute(f'select 1 from "{table}"').fetchone()]
        for table in filled:
            self._connection.execute(f'create table {COPY}."{table}" as table "{table}"')
        others = "datname = current_database() and pid <> pg_backend_pid()"
        self._put_back = ";".join(
            [
                f"select pg_terminate_backend(pid, 5000) from pg_stat_activity where {others}",
                *(f'delete from "{table}"' for table in tables),
                *(f'insert into "{table}" table {COPY}."{table}"' for table in reversed(filled)),
            ]
        )

    def empty(self) -> None:
        """Whoever is still connected belongs to a test that is over, and is let go."""
        self._connection.execute(self._put_back)

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()


@contextmanager
def _connected(there: Server) -> "Iterator[psycopg.Connection[tuple[str]]]":
    url = make_url(there.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def _do(connection: "psycopg.Connection[tuple[str]]", statement: str, database: str) -> None:
    connection.execute(sql.SQL(statement).format(sql.Identifier(database)))
