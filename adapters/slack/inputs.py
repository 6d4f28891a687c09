"""A form's fields as input blocks. What one cannot hold stands in several, and the codec makes one of them again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from adapters.cutting import pieces, shortened, size
from adapters.reading import Malformed
from adapters.slack import long_values
from adapters.slack.blocks import LONGEST_LABEL, label
from adapters.slack.codec import LONGEST_VALUE, pack_field
from adapters.slack.text import Json, plain_text
from bot.chat.cards import Field, FieldKind, Option
from bot.domain.plain import one_line, plain
from bot.domain.sentences import sentences

LONGEST_WORDS = 2_000
"""Characters of an input's label and of its hint (Block Kit reference, input block)."""

LONGEST_INPUT = 3_000
"""Characters of what is typed into one input (plain-text input)."""

COMFORTABLE = 2_500
"""So much of a text that is already there stands in one input, so that some can be added to each."""

MOST_BOXES = 10
"""Options that are all seen at once: checkboxes and radio buttons."""

MOST_OPTIONS = 100
"""Options of a menu, and of one group of a menu; a menu has at most as many groups."""

INPUT = "input"
"""The action id of every input: it is told apart by its block."""


def inputs(one: Field) -> list[Json]:
    """The blocks of one field. Raises Malformed for an option that Slack cannot carry."""
    match one.kind:
        case FieldKind.TEXT | FieldKind.LONG:
            return _text(one)
        case FieldKind.LINK:
            said = _said(one) if size(_said(one)) <= LONGEST_INPUT else ""  # a part of an address leads nowhere
            return [_block(one, {"type": "url_text_input"} | _initial("initial_value", said))]
        case FieldKind.SELECT:
            return [_block(one, _menu(one, "static_select"))]
        case FieldKind.RADIO:
            few = len(one.options) <= MOST_BOXES
            return [_block(one, _boxes(one, "radio_buttons") if few else _menu(one, "static_select"))]
        case FieldKind.CHECKS:
            return _checks(one)
        case FieldKind.TICK:
            return [_tick(one)]
        case FieldKind.PEOPLE:
            chosen = [one.value] if isinstance(one.value, str) and one.value else list(one.value)
            return [_block(one, {"type": "multi_users_select"} | _initial("initial_users", chosen))]
        case FieldKind.DATE:
            return [_block(one, {"type": "datepicker"} | _initial("initial_date", _said(one)))]
        case _:
            assert_never(one.kind)


def _block(one: Field, element: Json, *, part: int = 0, joint: str = "", words: str = "") -> Json:
    hint = shortened(one_line(one.hint), LONGEST_WORDS) if not part else ""
    return {
        "type": "input",
        "block_id": pack_field(one.name, part, joint),
        "label": plain_text(label(words or one.label, LONGEST_WORDS)),
        "element": element | {"action_id": INPUT},
        "optional": not one.required or part > 0,
    } | ({"hint": plain_text(hint)} if hint else {})


def _initial(name: str, value: object) -> Json:
    return {name: value} if value else {}


def _said(one: Field) -> str:
    return plain(one.value if isinstance(one.value, str) else "\n".join(one.value))


def _text(one: Field) -> list[Json]:
    """A text, with what was written; in several inputs where one cannot hold it."""
    said = _said(one)
    parts = pieces(said, COMFORTABLE) if size(said) > LONGEST_INPUT else [("", said)]
    most = min(one.most, LONGEST_INPUT) if len(parts) == 1 else LONGEST_INPUT
    kind: Json = {"type": "plain_text_input", "multiline": one.kind is FieldKind.LONG}
    return [
        _block(
            one,
            kind | {"max_length": max(most, size(words))} | _initial("initial_value", words),
            part=part,
            joint=joint,
            words=one.label if len(parts) == 1 else f"{one.label} ({part + 1}/{len(parts)})",
        )
        for part, (joint, words) in enumerate(parts)
    ]


def _checks(one: Field) -> list[Json]:
    """A few boxes; or menus to pick several from, each with its hundred, named by its first and its last."""
    if len(one.options) <= MOST_BOXES:
        return [_block(one, _boxes(one, "checkboxes"))]
    some = [replace(one, options=options) for options in _hundreds(one.options)]
    return [
        _block(
            part,
            _menu(part, "multi_static_select"),
            part=place,
            words=one.label if len(some) == 1 else f"{one.label} ({_range(part.options)})",
        )
        for place, part in enumerate(some)
    ]


def _boxes(one: Field, kind: str) -> Json:
    options = [_option(each) for each in one.options]
    return {"type": kind, "options": options} | _chosen(one, options, several=kind == "checkboxes")


def _menu(one: Field, kind: str) -> Json:
    groups = [[_option(each) for each in some] for some in _hundreds(one.options)]
    if len(groups) > MOST_OPTIONS:
        raise Malformed(f"The field {one.name} has {len(one.options)} options; a menu takes ten thousand.")
    offered: Json = {"options": groups[0]}
    if len(groups) > 1:
        named = zip(_hundreds(one.options), groups, strict=True)
        offered = {
            "option_groups": [{"label": plain_text(label(_range(some))), "options": group} for some, group in named]
        }
    everything = [option for group in groups for option in group]
    return {"type": kind} | offered | _chosen(one, everything, several=kind.startswith("multi"))


def _chosen(one: Field, options: Sequence[Json], *, several: bool) -> Json:
    values = tuple(map(long_values.shortened, (one.value,) if isinstance(one.value, str) else one.value))
    chosen = [option for option in options if option["value"] in values]
    if several:
        return _initial("initial_options", chosen)
    return _initial("initial_option", chosen[0] if chosen else None)


def _tick(one: Field) -> Json:
    """One box, with its own words. Slack wants words above an input as well: the first sentence of the hint, if any.

    A label that is too long for a box stands above it in full instead.
    """
    option = _option(Option("true", one.label))
    element = {"type": "checkboxes", "options": [option]} | _initial("initial_options", [option] if one.value else [])
    first, *others = sentences(one.hint) or [""]
    if not first or size(one_line(one.label)) > LONGEST_LABEL:
        return _block(one, element)
    return _block(replace(one, hint=" ".join(others)), element, words=first)


def _option(one: Option) -> Json:
    value = long_values.shortened(one.value)
    if not value or size(value) > LONGEST_VALUE:
        raise Malformed(f"An option carries 1 to {LONGEST_VALUE} characters: {value!r}")
    return {"text": plain_text(label(one.label)), "value": value}


def _hundreds(options: Sequence[Option]) -> list[tuple[Option, ...]]:
    return [tuple(options[at : at + MOST_OPTIONS]) for at in range(0, len(options), MOST_OPTIONS)]


def _range(options: Sequence[Option]) -> str:
    """From the first to the last of them."""
    first, last = (label(one.label, LONGEST_LABEL // 2 - 2) for one in (options[0], options[-1]))
    return f"{first} – {last}"
