"""The few words of SQL that SQLite and PostgreSQL spell in their own way."""

from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Table, case
from sqlalchemy.dialects import postgresql, sqlite

LONGEST_KEY = 400


def insert(connection: Connection, table: Table) -> sqlite.Insert:
    """An insert that can say what is to happen on conflict; both databases read the same statement."""
    return insert_for(connection.dialect.name, table)


def insert_for(dialect: str, table: Table) -> sqlite.Insert:
    """The same, for a statement that is put together once."""
    if dialect == "postgresql":
        return cast(sqlite.Insert, postgresql.insert(table))
    return sqlite.insert(table)


def lesser(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    """The smaller of two values, neither of them empty."""
    return case((one < other, one), else_=other)
