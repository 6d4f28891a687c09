"""What a person fills in: each element's state, as `view.state.values` has it, and what Slack itself refuses. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.slack.limits import interactive
from tests.fakes.slack.things import Json

VALUE = {
    "plain_text_input": "value",
    "url_text_input": "value",
    "email_text_input": "value",
    "number_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
"""The name under which each element's state is kept. What is not here (buttons, overflow menus) has no state."""

INITIAL = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}
MANY = ("selected_options", "selected_users", "selected_channels", "selected_conversations")


class NotThere(LookupError):
    """A test presses, chooses or fills in what the person does not see."""


def values(blocks: Sequence[Json]) -> dict[str, Json]:
    """The state of all elements before anybody touched them, by block and action."""
    found: dict[str, Json] = {}
    for block in blocks:
        for _, element in interactive(block):
            name = VALUE.get(element["type"])
            if name is not None:
                empty: Any = [] if name in MANY else None
                state = {"type": element["type"], name: element.get(INITIAL[name], empty)}
                found.setdefault(block["block_id"], {})[element["action_id"]] = state
    return found


def find(blocks: Sequence[Json], asked: str) -> tuple[Json, Json]:
    """The block and the element with this action_id, block_id or label. Raises NotThere, and says what there is."""
    seen = []
    for block in blocks:
        for _, element in interactive(block):
            label = element.get("text", {}).get("text") or block.get("label", {}).get("text")
            names = (element.get("action_id"), block.get("block_id"), label)
            if asked in names:
                return block, element
            seen.append(names)
    raise NotThere(f"{asked!r} is not among {seen}")


def state(element: Json, value: Any) -> Json:
    """The element's state with this value: words, an option's value, an id, a date; lists of them; None for nothing."""
    name = VALUE[element["type"]]
    if name == "selected_option":
        value = None if value is None else option(element, value)
    elif name == "selected_options":
        value = [option(element, one) for one in value or ()]
    elif name in MANY:
        value = list(value or ())
    elif name == "value":
        value = value or None
    return {"type": element["type"], name: value}


def option(element: Json, value: str) -> Json:
    """The option with this value or these words. Raises NotThere."""
    groups = element.get("option_groups", [])
    options: list[Json] = element.get("options") or [one for group in groups for one in group["options"]]
    for one in options:
        if value in (one["value"], one["text"]["text"]):
            return one
    raise NotThere(f"{value!r} is not among {[one['value'] for one in options]}")


def refused(blocks: Sequence[Json], filled: Mapping[str, Json]) -> dict[str, str]:
    """What Slack tells the person before it sends a form: by block, in its own words (general)."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            name = VALUE[element["type"]]
            value = filled[block["block_id"]][element["action_id"]][name]
            words = _wrong(block, element, value)
            if words:
                found[block["block_id"]] = words
    return found


def _wrong(block: Json, element: Json, value: Any) -> str:
    if value in (None, "", []):
        return "" if block.get("optional") else "Please complete this required field."
    if element["type"] == "url_text_input":
        parts = urlsplit(str(value))
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return "Enter a valid URL."
    if element["type"] in ("plain_text_input", "url_text_input"):
        if len(value) < element.get("min_length", 0):
            return f"Please enter at least {element['min_length']} characters."
        if len(value) > element.get("max_length", 3000):
            return f"Please enter no more than {element.get('max_length', 3000)} characters."
    if isinstance(value, list) and len(value) > element.get("max_selected_items", len(value)):
        return f"Please choose at most {element['max_selected_items']}."
    return ""
