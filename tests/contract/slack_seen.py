"""What people see in Slack, in the words of the contract: blocks become words, buttons and forms. Pure."""

import html
from collections.abc import Iterable, Iterator
from contextlib import suppress

from adapters.reading import Malformed
from adapters.slack.codec import unpack, unpack_form
from adapters.slack.emoji import NAMES
from bot.chat.cards import Button
from tests.contract.stage import Blank, Form, Shown
from tests.fakes.slack import Post, View, Whisper
from tests.fakes.slack.limits import interactive, texts
from tests.fakes.slack.things import Json

SKINS = {chr(0x1F3FB + tone - 2): tone for tone in range(2, 7)}
SIGNS = {"".join(chr(int(code, 16)) for code in unified.split("-")): name for name, unified in NAMES.items()}


def reaction(emoji: str) -> tuple[str, int | None]:
    """Slack's name of an emoji, and its skin tone."""
    tone = next((tone for sign, tone in SKINS.items() if sign in emoji), None)
    bare = "".join(one for one in emoji if one not in SKINS)
    return SIGNS.get(bare) or SIGNS[bare + "\ufe0f"], tone


def elements(blocks: Iterable[Json]) -> Iterator[Json]:
    """What one can press, choose or type in."""
    for block in blocks:
        for _, element in interactive(block):
            yield element


def values(element: Json) -> list[str]:
    """What can be pressed in an element."""
    if element["type"] == "button":
        return [str(element.get("value", ""))]
    return [str(one["value"]) for one in element.get("options", ())] if element["type"] == "overflow" else []


def holds(place: Post | Whisper | View, value: str) -> bool:
    """Whether this can be pressed there."""
    return any(value in values(one) for one in elements(place.blocks))


def _buttons(element: Json) -> Iterator[Button]:
    named = [element] if element["type"] == "button" else element.get("options", ())
    for value, one in zip(values(element), named, strict=False):
        with suppress(Malformed):
            action, subject = unpack(value)
            yield Button(action, one["text"]["text"], subject, url=one.get("url"))


def shown(*places: Post | Whisper | View) -> Shown:
    """Messages, whispers or windows as one: their words, and what can be pressed."""
    blocks = [block for place in places for block in place.blocks]
    said = [words for block in blocks if block["type"] != "actions" for words in texts(block)]
    said = said or [place.text for place in places if not isinstance(place, View)]
    buttons = tuple(button for element in elements(blocks) for button in _buttons(element))
    return Shown(html.unescape("\n".join(said)), buttons, places)


def form(view: View) -> Form:
    """A window that is a form."""
    name, _ = unpack_form(view.body["callback_id"], view.body["private_metadata"])
    blanks = {}
    for block in view.blocks:
        for _, element in interactive(block):
            options = {one["text"]["text"]: str(one["value"]) for one in element.get("options", ())}
            state = view.values[block["block_id"]][element["action_id"]]
            blanks[block["block_id"]] = Blank(block.get("label", {}).get("text", ""), _held(state), options)
    return Form(name, blanks, view)


def _held(state: Json) -> object:
    """What stands in a field."""
    match next((value for name, value in state.items() if name != "type"), None):
        case {"value": value}:
            return value
        case [*chosen]:
            return tuple(one["value"] if isinstance(one, dict) else one for one in chosen)
        case other:
            return other or ""
