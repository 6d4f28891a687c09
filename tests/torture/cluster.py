"""Databases for the battery, on a PostgreSQL of its own: each a copy of a migrated one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from store import migrate
from tests import postgresql
from tests.postgresql import FAST, Cluster

LIGHT = FAST
DURABLE: Mapping[str, str] = {}
TEMPLATE = "template_earshot"


class Databases:
    """The databases of one server."""

    def __init__(self, server: Cluster) -> None:
        self.server = server
        self._migrated = False

    def fresh(self, name: str) -> str:
        """A new database; returns its address."""
        if not self._migrated:
            self._make(TEMPLATE, "template0")
            migrate.upgrade(self.server.url(TEMPLATE))
            self._migrated = True
        self._make(name, TEMPLATE)
        return self.server.url(name)

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        """A connection beside the store."""
        return psycopg.connect(self.server.url(name), autocommit=True)

    def _make(self, name: str, like: str) -> None:
        with self.connect() as connection:
            made = sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(like))
            connection.execute(made)


@contextmanager
def databases(settings: Mapping[str, str] = LIGHT) -> Iterator[Databases]:
    """A server that is gone afterwards. Raises LookupError where there are no programs for one."""
    with postgresql.cluster(**settings) as server:
        yield Databases(server)
