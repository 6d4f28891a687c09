"""The few words of SQL that SQLite and PostgreSQL spell in their own way."""

import json
import time
from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    bindparam,
    case,
    column,
    func,
    select,
)
from sqlalchemy import cast as cast_to
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


def greater(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    """The larger of two values, neither of them empty."""
    return case((one > other, one), else_=other)


def clock(connection: Connection) -> ColumnElement[int]:
    """Microseconds since 1970 on the database's own clock, which all replicas share; it goes on in a transaction."""
    return clock_for(connection.dialect.name)


def clock_for(dialect: str) -> ColumnElement[int]:
    """The same, for a statement that is put together once: it is looked at each time that is executed."""
    if dialect == "postgresql":
        return cast_to(func.extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger)
    return bindparam("clock", callable_=lambda: time.time_ns() // 1000, type_=BigInteger, unique=True)


def take_turns(connection: Connection, about: str) -> None:
    """Whoever does this too, about the same, waits until our transaction ends. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"earshot:{about}"))))


def lesser(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    """The smaller of two values, neither of them empty."""
    return case((one < other, one), else_=other)


def each_said(dialect: str, name: str) -> Select[tuple[str]]:
    """Words as rows of one column, sent as one value however many they are: by this name, through `all_as_one`."""
    if dialect == "postgresql":
        return select(func.unnest(bindparam(name, type_=postgresql.ARRAY(Text))).column_valued("each"))
    return select(func.json_each(bindparam(name, type_=Text)).table_valued(column("value", Text)).c.value)


def all_as_one(dialect: str, words: Collection[str]) -> object:
    """Words as the one value that `each_said` takes."""
    return list(words) if dialect == "postgresql" else json.dumps(list(words))
