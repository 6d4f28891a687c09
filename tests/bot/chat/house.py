"""A furnished house for tests of the chat: a real SQLite store, opened once; what a test does to it is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from bot.chat.here import Here
from bot.chat.outbox import Outgoing, Purpose
from bot.domain.people import Person
from bot.ports import Transaction
from bot.settings import Settings, parse
from store import rows
from store.manners import writer_engine
from store.transaction import Transaction as StoreTransaction
from tests.store.making import NOW

SETTINGS = """
company: {name: Example Works, language: en, time_zone: Europe/Berlin}
rooms: {defaults: {cards_per_day: 2}}
guidelines: [{title: Keep secrets, text: "No client names or figures that are not public."}]
"""


@cache
def ordinary() -> Settings:
    """The settings where a test says nothing else."""
    return parse(SETTINGS, environ={})


@contextmanager
def opened(folder: Path) -> Iterator[Engine]:
    """An empty store with all its tables."""
    engine = writer_engine(f"sqlite:///{folder / 'house.db'}", connections=1)
    rows.metadata.create_all(engine)
    yield engine
    engine.dispose()


@contextmanager
def moment(engine: Engine, *, now: datetime = NOW, settings: Settings | None = None) -> Iterator[Here]:
    """One open transaction at one moment, rolled back at the end."""
    with engine.connect() as connection:
        yield Here(StoreTransaction(connection, key=b"key"), settings or ordinary(), now)
        connection.rollback()


def again(person: Person, tx: Transaction) -> Person:
    """The same person as they are now."""
    found = tx.people.get(person.id)
    assert found is not None
    return found


def outgoing(
    purpose: Purpose,
    about: str,
    *,
    person_id: str | None = None,
    lane: str = "lane",
    body: str = "",
    attempted_at: datetime | None = None,
) -> Outgoing:
    """A message that waits."""
    return Outgoing(
        id=1,
        key="key",
        purpose=purpose,
        lane=lane,
        about=about,
        person_id=person_id,
        body=body,
        attempts=0,
        put_at=NOW,
        attempted_at=attempted_at,
    )
