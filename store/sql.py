"""The few words of SQL that SQLite and PostgreSQL spell in their own way."""

import time
from typing import Any, cast

from sqlalchemy import BigInteger, ColumnElement, Connection, Table, case, func, literal, select
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects import postgresql, sqlite

LONGEST_KEY = 400


def insert(connection: Connection, table: Table) -> sqlite.Insert:
    """An insert that can say what is to happen on conflict; both databases read the same statement."""
    if connection.dialect.name == "postgresql":
        return cast(sqlite.Insert, postgresql.insert(table))
    return sqlite.insert(table)


def greater(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    """The larger of two values, neither of them empty."""
    return case((one > other, one), else_=other)


def clock(connection: Connection) -> ColumnElement[int]:
    """Microseconds since 1970 on the database's own clock, which all replicas share; it goes on in a transaction."""
    if connection.dialect.name == "postgresql":
        return cast_to(func.extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger)
    return literal(time.time_ns() // 1000, BigInteger)


def take_turns(connection: Connection, about: str) -> None:
    """Whoever does this too, about the same, waits until our transaction ends. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"earshot:{about}"))))


def lesser(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    """The smaller of two values, neither of them empty."""
    return case((one < other, one), else_=other)
