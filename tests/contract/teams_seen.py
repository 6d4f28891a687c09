"""What people see in Teams, in the words of the contract: cards become words, buttons and forms. Pure."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from adapters.reading import Malformed
from adapters.teams.codec import Press, unpack, unpack_options
from adapters.teams.emoji import NAMED
from adapters.teams.text import readable
from bot.chat import cards as ours
from bot.chat.cards import Button
from bot.chat.events import Action
from tests.contract.stage import Blank, Form, Shown
from tests.fakes.teams import fields
from tests.fakes.teams.cards import walk
from tests.fakes.teams.things import Json

SKINS = {chr(0x1F3FB + tone): f"-tone{tone + 1}" for tone in range(5)}
SIGNS = {sign: name for name, sign in reversed(NAMED.items())}


def reaction(emoji: str) -> str:
    """What Teams calls a reaction: `like`, or `1f64b_happypersonraisinghand-tone5`; its own names are of no matter."""
    tone = next((name for sign, name in SKINS.items() if sign in emoji), "")
    bare = "".join(one for one in emoji if one not in SKINS and one != "\ufe0f")
    named = SIGNS.get(bare) or SIGNS.get(f"{bare}\ufe0f")
    return (named or f"{ord(bare):04x}_{''.join(filter(str.isalpha, unicodedata.name(bare).lower()))}") + tone


def carried(action: Json) -> Press | ours.Form | None:
    """What a button stands for: a press, or a form that it sends; None where it only opens a link."""
    with suppress(Malformed):
        return unpack(action.get("data"))
    return None


def pressed(card: Json, action: Action, subject: str) -> Json | None:
    """The button of a card that does this."""
    for one in actions(card):
        found = carried(one)
        if isinstance(found, Press) and (found.action, found.subject) == (action, subject):
            return one
    return None


def actions(card: Json) -> Iterator[Json]:
    """Everything on a card that can be pressed."""
    return (one for one in walk(card) if one["type"].startswith("Action."))


def shown(*cards: Json, thing: Any = None, text: str = "") -> Shown:
    """Cards as one: their words, and what can be pressed. `text`: what is said beside them."""
    words = "\n".join(filter(None, [text, *map(readable, cards)]))
    return Shown(words, tuple(button for card in cards for button in _buttons(card)), thing)


def note(view: Json, standing: Json) -> Json:
    """What one person sees of a card beyond what everybody sees."""
    beyond = [one for one in view["body"] if one not in standing.get("body", ())]
    return {**view, "body": beyond}


def _buttons(card: Json) -> Iterator[Button]:
    for one in actions(card):
        found = carried(one)
        if isinstance(found, Press):
            yield Button(found.action, one["title"], found.subject)
        elif one["type"] == "Action.OpenUrl":
            yield Button(Action.OPEN_LINK, one["title"], url=one["url"])


# ── Forms ──


def form(card: Json, thing: Any) -> Form | None:
    """The form in a card; None where there is none."""
    found = [one for one in map(carried, actions(card)) if isinstance(one, ours.Form)]
    if not found:
        return None
    blanks = {id_: _blank(one) for id_, one in fields.inputs(card).items()}
    return Form(found[0].name, blanks, thing)


def _blank(element: Json) -> Blank:
    options = {one["title"]: "".join(unpack_options(one["value"])) for one in element.get("choices", ())}
    value: object = element.get("value", "")
    if element.get("isMultiSelect"):
        value = unpack_options(str(value))
    return Blank(element.get("label") or element.get("title", ""), value, options)


def errors(card: Json) -> dict[str, str]:
    """What stands beside the inputs of a form, in the colour of what is wrong; "" is beside none of them."""
    found: dict[str, str] = {}
    why = ""
    for one in card.get("body", ()):
        if one["type"].startswith("Input."):
            found |= {one["id"]: why} if why else {}
        elif why:
            found[""] = why
        why = _wrong(one)
    return found


def _wrong(element: Mapping[str, Any]) -> str:
    runs = element.get("inlines", ())
    return "".join(one["text"] for one in runs if one.get("color") == "Attention")
