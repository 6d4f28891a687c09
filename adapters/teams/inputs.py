"""A form's fields as inputs of a card, each with its label, what is wrong with it, and a word of help."""

from collections.abc import Sequence
from typing import assert_never

from adapters.cutting import shortened
from adapters.reading import Malformed, storable
from adapters.teams.blocks import hint, label, wrong
from adapters.teams.codec import LONGEST_TYPED, pack_options
from adapters.teams.text import Json, unmarked
from bot.chat.cards import Field, FieldKind, Option
from bot.chat.wording import Words
from bot.domain.plain import one_line, plain

LONGEST_WORDS = 1_000
"""Characters of a label, and of a word of help."""

MOST_BOXES = 10
"""Options that are all seen at once: boxes to tick and dots to choose from."""

LONGEST_OPTION = 80


def inputs(one: Field, words: Words, *, error: str = "", longest: int = LONGEST_OPTION) -> list[Json]:
    """One field. `error`: what is wrong with it; it is told before the field, where it is also read out first.

    `longest`: the most characters of an option. Raises Malformed for an option without a value.
    """
    shown = _input(one, longest) | {"id": one.name, "label": shortened(one_line(one.label), LONGEST_WORDS) or "…"}
    if one.kind is FieldKind.TICK:
        del shown["label"]  # it stands beside the box
    if one.required:
        shown |= {"isRequired": True, "errorMessage": words.field_missing()}
    shown["spacing"] = "Small" if error else "Medium"  # what belongs to a field stands near it
    return [*([wrong(error)] if error else []), shown, *hint(shortened(one.hint, LONGEST_WORDS))]


def _input(one: Field, longest: int) -> Json:
    match one.kind:
        case FieldKind.TEXT | FieldKind.LONG | FieldKind.LINK:
            return _text(one)
        case FieldKind.SELECT:
            return _choice(one, longest, expanded=False, several=False)
        case FieldKind.RADIO:
            return _choice(one, longest, expanded=len(one.options) <= MOST_BOXES, several=False)
        case FieldKind.CHECKS:
            return _choice(one, longest, expanded=len(one.options) <= MOST_BOXES, several=True)
        case FieldKind.TICK:
            return _tick(one)
        case FieldKind.PEOPLE:
            return _people(one)
        case FieldKind.DATE:
            return {"type": "Input.Date"} | _value(_said(one))
        case _:
            assert_never(one.kind)


def _said(one: Field) -> str:
    return plain(one.value if isinstance(one.value, str) else "\n".join(one.value))


def _value(said: str) -> Json:
    return {"value": said} if said else {}


def _text(one: Field) -> Json:
    """A text, with what was written; more than it should take is not cut away unseen."""
    said = _said(one)
    most = min(max(one.most, len(said)), LONGEST_TYPED)
    shown: Json = {"type": "Input.Text", "maxLength": most} | _value(said)
    if one.kind is FieldKind.LONG:
        shown["isMultiline"] = True
    if one.kind is FieldKind.LINK:
        shown["style"] = "Url"
    return shown


def _choice(one: Field, longest: int, *, expanded: bool, several: bool) -> Json:
    """Dots or boxes where there are few; else a list, in which some letters find one."""
    chosen = (one.value,) if isinstance(one.value, str) else one.value
    offered = {option.value for option in one.options}
    return {
        "type": "Input.ChoiceSet",
        "style": "expanded" if expanded else "compact" if several or len(one.options) <= MOST_BOXES else "filtered",
        "choices": _choices(one.options, longest),
        "wrap": True,
        **({"isMultiSelect": True} if several else {}),
    } | _value(pack_options(value for value in chosen if value in offered))


def _choices(options: Sequence[Option], longest: int) -> list[Json]:
    if any(not option.value for option in options):
        raise Malformed("An option without a value could not be told apart.")
    return [
        {"title": unmarked(label(option.label, longest)), "value": pack_options([storable(option.value)])}
        for option in options
    ]


def _tick(one: Field) -> Json:
    """One box, with its own words."""
    said = unmarked(shortened(one_line(one.label), LONGEST_WORDS)) or "…"
    value = "true" if one.value else "false"
    return {"type": "Input.Toggle", "title": said, "value": value, "valueOn": "true", "valueOff": "false", "wrap": True}


def _people(one: Field) -> Json:
    """Colleagues, whom Teams finds by their names: in the chat with the bot and in dialogs (cards, "People Picker")."""
    chosen = (one.value,) if isinstance(one.value, str) else one.value
    return {
        "type": "Input.ChoiceSet",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"},
        "isMultiSelect": True,
    } | _value(",".join(filter(None, chosen)))
