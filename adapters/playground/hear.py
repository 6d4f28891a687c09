"""What the page sends, as events. Pure: whatever is malformed is answered with words that say what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from adapters.reading import Malformed, storable
from bot.chat.addresses import Address, Message
from bot.chat.events import Action, Asked, Event, FormName, Opened, Picked, Pressed, Reacted, Submitted

PLATFORM = "playground"
WORKSPACE = "playground"
LONGEST_WORDS = 20_000
Kind = TypeVar("Kind", Action, FormName)


@dataclass(frozen=True, slots=True)
class Known:
    """What the playground knows, for reading a request: people and rooms by id, and where a message stands."""

    people: Mapping[str, str]
    rooms: Mapping[str, str]
    message: Message | None
    key: str
    at: datetime


def person(id_: str) -> Address:
    """The address of a person."""
    return Address(PLATFORM, WORKSPACE, id_)


def room(id_: str) -> Address:
    """The address of a room."""
    return Address(PLATFORM, WORKSPACE, id_)


def event(body: object, known: Known) -> Event:
    """The event in a request's JSON. Raises Malformed."""
    if not isinstance(body, dict):
        raise Malformed('Send a JSON object such as {"as": "ana", "do": "open"}.')
    who = person(_one_of(body, "as", known.people, "a person"))
    match body.get("do"):
        case "react" | "take_back" as what:
            emoji = _text(body, "emoji", 64)
            return Reacted(known.key, known.at, who, _message(known), emoji, what == "react")
        case "press":
            action = _enum(Action, body, "action", "a button")
            message = _message(known) if body.get("message") else None
            return Pressed(known.key, known.at, who, action, _text(body, "subject", 64, needed=False), message)
        case "ask":
            where = _one_of(body, "room", known.rooms, "a room") if body.get("room") else None
            words = _text(body, "words", LONGEST_WORDS, needed=False)
            return Asked(known.key, known.at, who, words, room(where) if where else None)
        case "submit":
            form = _enum(FormName, body, "form", "a form")
            fields, people = _fields(body, known)
            return Submitted(known.key, known.at, who, form, _text(body, "subject", 64, needed=False), fields, people)
        case "open":
            return Opened(known.key, known.at, who)
        case other:
            raise Malformed(f"“do” is one of react, take_back, press, ask, submit, open; this was {_short(other)}.")


def _message(known: Known) -> Message:
    if known.message is None:
        raise Malformed("There is no such message here. It may be gone; please load the page again.")
    return known.message


def _fields(
    body: Mapping[str, object], known: Known
) -> tuple[dict[str, str | tuple[str, ...]], dict[str, tuple[Picked, ...]]]:
    raw = body.get("fields")
    if not isinstance(raw, dict):
        raise Malformed('“fields” is an object: {"name": "value"}.')
    fields: dict[str, str | tuple[str, ...]] = {}
    people: dict[str, tuple[Picked, ...]] = {}
    for name, value in raw.items():
        chosen = fields[storable(name)] = _value(name, value)
        ids: Sequence[str] = (chosen,) if isinstance(chosen, str) else chosen
        if ids and all(one in known.people for one in ids):
            people[storable(name)] = tuple(Picked(person(one), known.people[one]) for one in ids)
    return fields, people


def _value(name: str, value: object) -> str | tuple[str, ...]:
    match value:
        case bool():
            return "true" if value else ""
        case str() | int() | float():
            return storable(str(value))
        case None:
            return ""
        case list() if all(isinstance(one, str) for one in value):
            return tuple(map(storable, value))
    raise Malformed(f"The field {_short(name)} is a text, true or false, or a list of texts.")


def _text(body: Mapping[str, object], name: str, most: int, *, needed: bool = True) -> str:
    value = body.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value):
        raise Malformed(f"“{name}” is missing, or is not a text.")
    if len(value) > most:
        raise Malformed(f"“{name}” has {len(value)} characters; at most {most} are read.")
    return storable(value)


def _one_of(body: Mapping[str, object], name: str, known: Mapping[str, str], what: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or value not in known:
        raise Malformed(f"“{name}” names {what} of this playground: {', '.join(known)}. This was {_short(value)}.")
    return value


def _enum(kind: type[Kind], body: Mapping[str, object], name: str, what: str) -> Kind:
    value = body.get(name)
    if isinstance(value, str) and value in {one.value for one in kind}:
        return kind(value)
    raise Malformed(
        f"“{name}” names {what} I do not know: {_short(value)}. It may be from another time; nothing was done."
    )


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
