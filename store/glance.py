"""A look at the store beside whatever bot may be at work in it: no lock is taken, and nothing can be written."""

from collections.abc import Callable
from typing import TypeVar

from bot import ports
from store.manners import reader_engine
from store.transaction import Transaction, kept_key

T = TypeVar("T")


def look(url: str, fn: Callable[[ports.Transaction], T]) -> T:
    """What this finds in one snapshot of a store that is there, and as this version needs it."""
    engine = reader_engine(url, connections=1)
    try:
        with engine.connect() as connection:
            return fn(Transaction(connection, key=kept_key(connection)))
    finally:
        engine.dispose()
