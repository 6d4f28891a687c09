"""What an Adaptive Card 1.5 may consist of, by its schema. Pure.

Teams' own words for a refusal are not known; these say where and what. Values that only change looks are not held.
"""

from collections.abc import Iterator
from typing import Any

from tests.fakes.teams.things import ADAPTIVE, Json

ANY = "type id isVisible spacing separator height fallback requires targetWidth"
INPUT = "errorMessage isRequired label"
ACTION = "type id title iconUrl style fallback requires tooltip isEnabled mode"
TEXT = "text! color fontType isSubtle size weight selectAction"
BOX = "style bleed minHeight selectAction backgroundImage verticalContentAlignment rtl"

ELEMENTS = {
    "TextBlock": f"{ANY} {TEXT} horizontalAlignment maxLines wrap style",
    "RichTextBlock": f"{ANY} inlines! horizontalAlignment",
    "Image": f"{ANY} url! altText backgroundColor horizontalAlignment selectAction size style width msteams",
    "ImageSet": f"{ANY} images! imageSize",
    "Media": f"{ANY} sources! poster altText",
    "Container": f"{ANY} {BOX} items!",
    "ColumnSet": f"{ANY} {BOX} columns horizontalAlignment",
    "FactSet": f"{ANY} facts!",
    "ActionSet": f"{ANY} actions!",
    "Table": f"{ANY} columns rows firstRowAsHeader showGridLines gridStyle horizontalCellContentAlignment"
    " verticalCellContentAlignment",
    "Input.Text": f"{ANY} {INPUT} id! isMultiline maxLength placeholder regex style inlineAction value",
    "Input.Number": f"{ANY} {INPUT} id! max min placeholder value",
    "Input.Date": f"{ANY} {INPUT} id! max min placeholder value",
    "Input.Time": f"{ANY} {INPUT} id! max min placeholder value",
    "Input.Toggle": f"{ANY} {INPUT} id! title! value valueOff valueOn wrap",
    "Input.ChoiceSet": f"{ANY} {INPUT} id! choices isMultiSelect style value placeholder wrap choices.data",
}
ACTIONS = {
    "Action.OpenUrl": f"{ACTION} url!",
    "Action.Submit": f"{ACTION} data associatedInputs",
    "Action.Execute": f"{ACTION} verb data associatedInputs",
    "Action.ShowCard": f"{ACTION} card",
    "Action.ToggleVisibility": f"{ACTION} targetElements!",
}
PARTS = {
    "AdaptiveCard": "type! version! body actions fallbackText speak lang minHeight rtl verticalContentAlignment"
    " selectAction backgroundImage refresh authentication metadata msteams $schema",
    "Column": f"{ANY} {BOX} items width",
    "TableRow": "type cells style horizontalCellContentAlignment verticalCellContentAlignment",
    "TableCell": f"type {BOX} items!",
    "ColumnDefinition": "type width horizontalCellContentAlignment verticalCellContentAlignment",
    "TextRun": f"type {TEXT} highlight italic strikethrough underline",
    "Fact": "type title! value!",
    "Choice": "type title! value!",
    "MediaSource": "type url! mimeType",
    "Refresh": "type action userIds expires",
}
KNOWN = ELEMENTS | ACTIONS | PARTS

INSIDE: dict[str, tuple[str, ...]] = {
    "body": tuple(ELEMENTS),
    "items": tuple(ELEMENTS),
    "actions": tuple(ACTIONS),
    "columns": ("Column",),
    "rows": ("TableRow",),
    "cells": ("TableCell",),
    "inlines": ("TextRun",),
    "images": ("Image",),
    "facts": ("Fact",),
    "choices": ("Choice",),
    "sources": ("MediaSource",),
}
"""What stands in lists, by property; where one type alone may stand, it need not be named."""

ONE: dict[str, tuple[str, ...]] = {
    "selectAction": tuple(one for one in ACTIONS if one != "Action.ShowCard"),
    "inlineAction": tuple(ACTIONS),
    "card": ("AdaptiveCard",),
    "refresh": ("Refresh",),
    "action": ("Action.Execute",),
    "fallback": (*ELEMENTS, *ACTIONS, "Column"),
}
WORDS = ("text", "title", "url", "version", "fallbackText", "id", "verb", "altText", "placeholder", "label")
REFRESHED = 60
"""People a card may be refreshed for by itself."""


def wrong(card: Any) -> str:
    """What is wrong with a card; empty where it is sound."""
    found = next(_wrong(card, ("AdaptiveCard",), "card"), "")
    if found:
        return found
    ids = [one["id"] for one in walk(card) if one["type"].startswith("Input.")]
    if len(ids) != len(set(ids)):
        return f"two inputs have one id: {sorted(ids)}"
    return _wrong_version(card) or _wrong_refresh(card)


def wrong_attachment(attachment: Any) -> str:
    """What is wrong with an attachment that should be a card."""
    if not isinstance(attachment, dict) or attachment.get("contentType") != ADAPTIVE:
        return f"no Adaptive Card: {str(attachment)[:80]}"
    return wrong(attachment.get("content"))


def walk(part: Any) -> Iterator[Json]:
    """Every element and action of a sound card from top to bottom, those in cards that unfold too; no fallbacks."""
    if isinstance(part, list):
        for one in part:
            yield from walk(one)
    elif isinstance(part, dict):
        if part.get("type") in ELEMENTS or part.get("type") in ACTIONS:
            yield part
        for name, value in part.items():
            if name in INSIDE or name in ("selectAction", "inlineAction", "card"):
                yield from walk(value)


def _wrong(part: Any, may: tuple[str, ...], where: str) -> Iterator[str]:
    if not isinstance(part, dict):
        yield f"{where} is no object"
        return
    kind = part.get("type", may[0] if len(may) == 1 else None)
    if kind not in may:
        yield f"{where} may not be {kind!r}"
        return
    names = KNOWN[kind].split()
    for name in names:
        if name.endswith("!") and (part.get(name[:-1]) is None or (name == "id!" and not part["id"])):
            yield f"{where} ({kind}) has no {name[:-1]}"
    for name, value in part.items():
        here = f"{where}.{name}"
        if name not in names and f"{name}!" not in names:
            yield f"{kind} has no property {name} ({where})"
        elif name in WORDS and not isinstance(value, str):
            yield f"{here} is no text"
        elif name == "data" and not isinstance(value, dict | str):
            yield f"{here} is no object"
        elif name in INSIDE:
            yield from _wrong_list(
                value, ("ColumnDefinition",) if (kind, name) == ("Table", "columns") else INSIDE[name], here
            )
        elif name in ONE and value != "drop":
            yield from _wrong(value, ONE[name], here)


def _wrong_list(value: Any, may: tuple[str, ...], where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where} is no list"
        return
    for number, one in enumerate(value):
        if not (may == ("TextRun",) and isinstance(one, str)):
            yield from _wrong(one, may, f"{where}[{number}]")


def _wrong_version(card: Json) -> str:
    try:
        version = tuple(int(one) for one in card["version"].split("."))
    except ValueError:
        return f"version {card['version']!r} is none"
    return "" if (1, 0) <= version <= (1, 5) else f"Teams draws cards up to 1.5, not {card['version']}"


def _wrong_refresh(card: Json) -> str:
    people = card.get("refresh", {}).get("userIds")
    if people is not None and (not isinstance(people, list) or len(people) > REFRESHED):
        return f"refresh.userIds is no list of at most {REFRESHED}"
    return ""
