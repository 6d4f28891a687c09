"""The kinds of value a column can hold, the same on SQLite and PostgreSQL."""

import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# SQLite numbers rows by itself only in an INTEGER column; PostgreSQL's integer ends at two thousand million.
Number = BigInteger().with_variant(Integer, "sqlite")

E = TypeVar("E", bound=StrEnum)


def micros(at: datetime) -> int:
    """Microseconds since 1970 in UTC. Raises ValueError for a time without a zone."""
    if at.utcoffset() is None:
        raise ValueError(f"a time without a zone: {at!r}")
    return (at - EPOCH) // MICROSECOND


def plain(text: str) -> str:
    """The text without what a database refuses: NUL (PostgreSQL) and halves of characters (neither takes them)."""
    if text.isascii():  # as most are: nothing but a NUL can be wrong with it
        return text.replace("\x00", "")
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class Utc(TypeDecorator[datetime]):
    """An instant as whole microseconds since 1970: sorts, compares and adds alike on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


class Span(TypeDecorator[timedelta]):
    """A length of time as whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else value // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else value * MICROSECOND


class Words(TypeDecorator[str]):
    """Any text that came from outside."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else plain(value)


class Choice(TypeDecorator[E], Generic[E]):
    """One value of an enumeration, as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self.kind(value)


class Several(TypeDecorator[frozenset[E]], Generic[E]):
    """Some values of an enumeration, as their words in order with a space between; none is the empty text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: frozenset[E] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(sorted(self.kind(one) for one in value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[E] | None:
        return None if value is None else frozenset(self.kind(word) for word in value.split())


class Json(TypeDecorator[Any]):
    """A small value (lists, dictionaries, words, numbers) as JSON text. Never searched in, only read back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else plain(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
