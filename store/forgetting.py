"""Forgetting a person, and handing them everything that is kept about them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, delete, or_, select, update

from bot.domain.items import Ending, Life
from bot.domain.stories import Naming
from store import rows

OUTGOING = "outgoing"
NAMES = {"person_topics": "topics", "story_names": "namings", "outbox": OUTGOING}
"""What a kind of data is called in an export, where it is not the table's name."""


def forget(connection: Connection, person_id: str) -> None:
    """Delete a person and all that is theirs; most of it goes by the cascade.

    What stays is theirs no longer: finds without their name and words, the empty frame of a withdrawn story (its cards
    have to be edited), and the place of their name in a colleague's story, which nobody may fill.
    """
    _empty_stories(connection, person_id)
    finds, names, outbox = rows.finds, rows.story_names, rows.outbox
    connection.execute(update(finds).where(finds.c.person_id == person_id).values(person_id=None, named=False, why=""))
    connection.execute(
        update(names).where(names.c.person_id == person_id).values(person_id=None, answer=Naming.NOT_A_MEMBER)
    )
    connection.execute(delete(outbox).where(or_(outbox.c.lane == person_id, outbox.c.about == person_id)))
    connection.execute(delete(rows.lanes).where(rows.lanes.c.key == person_id))
    connection.execute(delete(rows.people).where(rows.people.c.id == person_id))


def export(connection: Connection, person_id: str) -> dict[str, object]:
    """Everything kept about a person, by kind, as words, numbers, lists and truth values; empty kinds are left out."""
    kept: dict[str, object] = {
        NAMES.get(table.name, str(table.name)): _plain_rows(connection, select(table).where(column == person_id))
        for table, column in tables_about_people()
    }
    person = _plain_rows(connection, select(rows.people).where(rows.people.c.id == person_id))
    reminders = select(rows.reminders).join(rows.drafts).where(rows.drafts.c.person_id == person_id)
    kept["reminders"] = _plain_rows(connection, reminders)
    kept["acts"] = _plain_rows(connection, select(rows.acts).where(rows.acts.c.actor == person_id))
    kept["names in your stories"] = _plain_rows(connection, _names_typed(person_id))
    kept[OUTGOING] = kept.pop(OUTGOING)  # last, since it changes while the rest is being read
    return {"person": person[0] if person else None} | {name: found for name, found in kept.items() if found}


def tables_about_people() -> list[tuple[Table, Column[Any]]]:
    """Every table that refers to a person, with the column that does."""
    tables = rows.metadata.sorted_tables
    return [(table, column) for table in tables for column in table.columns if column.references(rows.people.c.id)]


def _empty_stories(connection: Connection, person_id: str) -> None:
    told = select(rows.stories.c.item_id).where(
        rows.stories.c.author_id == person_id, rows.stories.c.item_id.is_not(None)
    )
    items, cards = rows.items, rows.cards
    empty = update(items).where(items.c.id.in_(told))
    connection.execute(empty.values(withdrawn=True, title="", text="", url="", picture=None))
    connection.execute(update(cards).where(cards.c.item_id.in_(told)).values(life=Life.OVER, ending=Ending.WITHDRAWN))


def _names_typed(person_id: str) -> Select[Any]:
    """The names they typed. Not what the colleagues answered: an author never sees who is open to being named."""
    names = rows.story_names
    return select(names.c.story_id, names.c.name).join(rows.stories).where(rows.stories.c.author_id == person_id)


def _plain_rows(connection: Connection, question: Select[Any]) -> list[dict[str, object]]:
    found = connection.execute(question).mappings()
    return [{str(name): _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case frozenset():
            return sorted(str(one) for one in value)
        case str():
            return str(value)
        case _:
            return value
