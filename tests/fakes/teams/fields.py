"""What a person sees of a card and fills in: its actions and inputs, and what Teams itself refuses. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from tests.fakes.teams.cards import walk
from tests.fakes.teams.things import Json


class NotThere(LookupError):
    """A test presses, chooses or fills in what the person does not see."""


def action(card: Json, asked: str | Json = "", *, old_client: bool = False) -> Json:
    """The action with this title, id or verb, or this very one; the only one that sends anything if nothing is asked.

    Raises NotThere. An Action.Execute needs a card of 1.4. An `old_client` does not know it, and shows its fallback.
    """
    seen = []
    for one in _actions(card, old_client=old_client):
        names = [one.get(name) for name in ("title", "id", "verb")]
        if asked == one or asked in names or (not asked and one["type"] in ("Action.Submit", "Action.Execute")):
            return one
        seen.append(names)
    raise NotThere(f"{asked!r} is not among {seen}")


def _actions(card: Json, *, old_client: bool) -> list[Json]:
    found = []
    for one in walk(card):
        if not one["type"].startswith("Action.") or one.get("isEnabled") is False:
            continue
        if one["type"] == "Action.Execute" and (old_client or card["version"] < "1.4"):
            if isinstance(one.get("fallback"), dict):
                found.append(one["fallback"])
            continue
        found.append(one)
    return found


def inputs(card: Json) -> dict[str, Json]:
    """The inputs, by id."""
    return {one["id"]: one for one in walk(card) if one["type"].startswith("Input.")}


def filled(card: Json, values: Mapping[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    """All inputs as they are sent, with these filled in by id or label; and what Teams says beside some of them.

    Everything is text: choices are values joined by commas, toggles "true" and "false". What is empty is sent as "",
    choices that were not made are not sent (general). Raises NotThere.
    """
    all_ = inputs(card)
    by_label = {one["label"]: id_ for id_, one in all_.items() if "label" in one}
    for name in values:
        if name not in all_ and name not in by_label:
            raise NotThere(f"{name!r} is not among {sorted(all_)}")
    given = {by_label.get(name, name) if name not in all_ else name: value for name, value in values.items()}
    sent: dict[str, str] = {}
    errors: dict[str, str] = {}
    for id_, one in all_.items():
        value = _value(one, given[id_] if id_ in given else one.get("value", ""))
        if not _fits(one, value):
            errors[id_] = one.get("errorMessage", "")
        if value or one["type"] != "Input.ChoiceSet":
            sent[id_] = value
    return sent, errors


def _value(element: Json, value: Any) -> str:
    if element["type"] == "Input.Toggle":
        on, off = element.get("valueOn", "true"), element.get("valueOff", "false")
        return str(on if value is True or value == on else off)
    if element["type"] == "Input.ChoiceSet":
        several = value if isinstance(value, list) else str(value).split(",")
        return ",".join(_choice(element, one) for one in several if one)
    return str(value or "")


def _choice(element: Json, asked: str) -> str:
    if "choices.data" in element:
        return asked  # Teams looks for people by their names, and sends their ids
    for one in element.get("choices", []):
        if asked in (one["value"], one["title"]):
            return str(one["value"])
    raise NotThere(f"{asked!r} is no choice of {element['id']}")


def _fits(element: Json, value: str) -> bool:
    if element["type"] == "Input.Toggle":
        return not element.get("isRequired") or value == element.get("valueOn", "true")
    if not value:
        return not element.get("isRequired")
    if len(value) > element.get("maxLength", len(value)):
        return False
    return "regex" not in element or re.search(element["regex"], value) is not None


def as_data(data: Any, sent: Mapping[str, str], element: Json) -> Any:
    """An action's data with the inputs in it, unless it wants none; text takes none (general)."""
    if element.get("associatedInputs") == "none" or isinstance(data, str):
        return data
    return {**(data or {}), **sent}
