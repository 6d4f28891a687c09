"""The kinds of value a column can hold, the same on SQLite and PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# SQLite numbers rows by itself only in an INTEGER column; PostgreSQL's integer ends at two thousand million.
Number = BigInteger().with_variant(Integer, "sqlite")

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
MOST_SETS = 1024
"""So many sets of choices are remembered, of each kind: there are few, and they are read with every person."""


def micros(at: datetime) -> int:
    """Microseconds since 1970 in UTC. Raises ValueError for a time without a zone."""
    if at.utcoffset() is None:
        raise ValueError(f"a time without a zone: {at!r}")
    return (at - EPOCH) // MICROSECOND


def plain(text: str) -> str:
    """The text without what a database refuses: NUL (PostgreSQL) and halves of characters (neither takes them)."""
    if text.isascii():  # as most are: nothing but a NUL can be wrong with it
        return text if "\x00" not in text else text.replace("\x00", "")
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class Put(TypeDecorator[T]):
    """What is made into another value before it is kept. `put` does so with a value alone, and may be called directly.

    SQLAlchemy calls it through two functions more: a third of what each value costs.
    """

    put: Callable[[Any], Any]

    def process_bind_param(self, value: T | None, dialect: Dialect) -> Any:
        return self.put(value)


class Kept(Put[T]):
    """What is kept as another value, and made into what it was by `take`."""

    take: Callable[[Any], T | None]

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        return self.take(value)


class Utc(Kept[datetime]):
    """An instant as whole microseconds since 1970: sorts, compares and adds alike on both databases."""

    impl = BigInteger
    cache_ok = True

    @staticmethod
    def put(value: datetime | None) -> int | None:
        return None if value is None else micros(value)

    @staticmethod
    def take(value: int | None) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


class Span(Kept[timedelta]):
    """A length of time as whole microseconds."""

    impl = BigInteger
    cache_ok = True

    @staticmethod
    def put(value: timedelta | None) -> int | None:
        return None if value is None else value // MICROSECOND

    @staticmethod
    def take(value: int | None) -> timedelta | None:
        return None if value is None else value * MICROSECOND


class Words(Put[str]):
    """Any text that came from outside."""

    impl = Text
    cache_ok = True

    @staticmethod
    def put(value: str | None) -> str | None:
        return None if value is None else plain(value)


class Choice(Kept[E], Generic[E]):
    """One value of an enumeration, as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind
        self.put = _Known({None: None, **{one: one.value for one in kind}}, lambda value: str(kind(value))).__getitem__
        self.take = _Known({None: None, **{one.value: one for one in kind}}, kind).__getitem__


class Several(Kept[frozenset[E]], Generic[E]):
    """Some values of an enumeration, as their words in order with a space between; none is the empty text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

        @lru_cache(MOST_SETS)
        def put(value: frozenset[E] | None) -> str | None:
            return None if value is None else " ".join(sorted(kind(one) for one in value))

        @lru_cache(MOST_SETS)
        def take(value: str | None) -> frozenset[E] | None:
            return None if value is None else frozenset(kind(word) for word in value.split())

        self.put, self.take = put, take


class Json(Kept[Any]):
    """A small value (lists, dictionaries, words, numbers) as JSON text. Never searched in, only read back."""

    impl = Text
    cache_ok = True

    @staticmethod
    def put(value: Any) -> str | None:
        return None if value is None else plain(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    @staticmethod
    def take(value: str | None) -> Any:
        return None if value is None else json.loads(value)


class _Known(dict[Any, Any]):
    """What becomes of each known value; another one is made, which raises ValueError where there is no such choice."""

    def __init__(self, known: dict[Any, Any], made: Callable[[Any], Any]) -> None:
        super().__init__(known)
        self._made = made

    def __missing__(self, value: Any) -> Any:
        return self._made(value)
