"""Nobody can see who takes part (DESIGN, belief 3): every question that returns people stands here, with its reason.

A new method of the store that can return a person, an id of one, or something that carries either has to be added here
by hand, and so has one that returns bare text, since text can be an id.
"""

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot import ports
from bot.chat.addresses import Address
from bot.domain.people import Person

CARRIES_PEOPLE = {
    "people.at": "whoever has just done something, by their own address",
    "people.get": "one person whose id is known already",
    "people.meet": "whoever has just done something",
    "items.bring": "the find of the person who has just brought it",
    "items.find": "one find whose id is known already; who brought it is told to them alone",
    "items.find_by": "what this very person brought",
    "items.finds_waiting": "links to be read, so that their bringers can be answered; bounded",
    "items.finds_of": "to answer those who brought an item; a name is shown only where its owner ticked it",
    "answers.aside": "reactions to be applied to the card they belong to, each then gone",
    "drafts.begin": "the draft of the person who has just begun it",
    "drafts.begun": "this person's own drafts",
    "drafts.get": "one draft whose id is known already; shown to its writer alone",
    "drafts.of": "this person's own drafts",
    "drafts.at": "the draft in a person's own private message",
    "drafts.reminders_due": "reminders people set for themselves; bounded",
    "stories.get": "one story whose id is known already",
    "stories.of": "this person's own stories",
    "stories.of_item": "a told story, by its item; it belongs to its author",
    "stories.write": "the story of the person who has just written it",
    "stories.ask_named": "colleagues its author named, each to be asked in private",
    "stories.named": "one naming, for the colleague who is named",
    "stories.naming": "stories that name this very person, when they leave or are forgotten",
    "stories.waiting": "stories whose authors said that they are to be told; bounded",
    "rooms.card": "names of those who brought it and ticked that they may be named",
    "rooms.card_at": "as above",
    "rooms.cards_of": "as above",
    "rooms.put_card": "as above",
    "rooms.ask": "as above",
    "rooms.shown": "as above",
    "rooms.expired": "as above",
    "outbox.due": "messages about to leave, each for one person who asked for its kind; bounded",
    "outbox.in_the_air": "as above",
    "outbox.parked_cards": "cards in rooms; no private message is ever among them",
    "people.export": "everything about one person, for that person",
}

TEXT_THAT_IS_NOBODY = {
    "people.topics": "ids of topics",
    "topics.take_in": "keys and ids of topics",
    "items.entry": "the id of an item, and a digest",
    "items.brought_by": "ids of items this very person brought",
    "items.asking": "items, and ids of topics",
    "answers.answered": "ids of items this very person answered",
    "answers.saved": "ids of items this very person saved",
    "drafts.angles_taken": "angles, each once however many started from it",
    "people.hold": "of the ids it was given, for delivery alone, those nothing is being done for just now",
    "nudging.zones": "names of time zones",
    "nudging.cards": "ids of items and cards",
    "outbox.keyed_hash": "a hash that names nobody",
    "rooms.standing": "ids of items",
    "rooms.first_sources": "ids of sources",
    "sources.names": "ids and names of sources",
    "tidying.tidy": "names of tables, and counts",
}

PEOPLE_FIELDS = {"person_id", "author_id", "brought_by", "person"}


def questions() -> Iterator[tuple[str, Any]]:
    """Every method of the store with what it returns."""
    for noun, prop in inspect.getmembers(ports.Transaction, lambda member: isinstance(member, property)):
        protocol = get_type_hints(prop.fget)["return"]
        for name, method in inspect.getmembers(protocol, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{noun}.{name}", get_type_hints(method)["return"]


def parts(kind: Any) -> Iterator[Any]:
    """The classes inside an annotation."""
    if get_origin(kind) in (Union, types.UnionType) or get_args(kind):
        for inner in get_args(kind):
            yield from parts(inner)
    elif isinstance(kind, type):
        yield kind


def carries_people(kind: Any) -> bool:
    """Whether a value of this kind is a person or has a field that names one."""
    if kind is Person:
        return True
    if not dataclasses.is_dataclass(kind) or kind is Address:
        return kind is object
    hints = get_type_hints(kind)
    return bool(PEOPLE_FIELDS & set(hints)) or any(
        carries_people(part) for hint in hints.values() for part in parts(hint) if part not in (kind, object)
    )


def holding(test: typing.Callable[[Any], bool]) -> set[str]:
    return {name for name, returned in questions() if any(test(part) for part in parts(returned))}


def test_every_question_that_returns_people_is_listed_with_its_reason() -> None:
    assert holding(carries_people) == set(CARRIES_PEOPLE)


def test_every_question_that_returns_bare_text_says_whose_ids_it_is_not() -> None:
    assert holding(lambda part: part is str) - set(CARRIES_PEOPLE) == set(TEXT_THAT_IS_NOBODY)


class Watchful(typing.Protocol):
    """The control: a question somebody might add one day."""

    def who_saved(self, item_id: str) -> list[Person]: ...

    def who_has_not_answered(self, item_id: str) -> list[str]: ...


def test_control_a_question_that_lists_people_would_be_seen() -> None:
    hints = get_type_hints(Watchful.who_saved)["return"], get_type_hints(Watchful.who_has_not_answered)["return"]
    assert any(carries_people(part) for part in parts(hints[0]))
    assert any(part is str for part in parts(hints[1]))
