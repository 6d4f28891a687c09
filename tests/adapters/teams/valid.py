"""What a client of Teams would not draw, or would draw otherwise: our own table of Adaptive Cards 1.5, pure.

From Microsoft's schema 1.5.0 and from what Teams says of cards, dialogs and message sizes; each problem is in words. It
refuses what we do not use as well: an element or a property that is not listed here is a problem. What the fake of
Teams refuses, which knows the whole schema, is one too.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.fakes.teams.cards import wrong

Json = Mapping[str, Any]

MOST_BYTES = 80_000
MOST_PRIMARY = 6
ADAPTIVE = "application/vnd.microsoft.card.adaptive"

SPACINGS = ("default", "none", "small", "medium", "large", "extralarge", "padding")
SIZES = ("default", "small", "medium", "large", "extralarge")
WEIGHTS = ("default", "lighter", "bolder")
COLOURS = ("default", "dark", "light", "accent", "good", "warning", "attention")
STYLES = ("default", "positive", "destructive")
CONTAINERS = ("default", "emphasis", "good", "attention", "warning", "accent")

ENUMS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("*", "spacing"): SPACINGS,
    ("TextBlock", "size"): SIZES,
    ("TextBlock", "weight"): WEIGHTS,
    ("TextBlock", "style"): ("default", "heading", "columnheader"),
    ("TextRun", "size"): SIZES,
    ("TextRun", "weight"): WEIGHTS,
    ("TextRun", "color"): COLOURS,
    ("Image", "size"): ("auto", "stretch", "small", "medium", "large"),
    ("Container", "style"): CONTAINERS,
    ("Input.Text", "style"): ("text", "tel", "url", "email", "password"),
    ("Input.ChoiceSet", "style"): ("compact", "expanded", "filtered"),
    ("Column", "verticalContentAlignment"): ("top", "center", "bottom"),
    ("*", "mode"): ("primary", "secondary"),
    ("*", "associatedInputs"): ("auto", "none"),
    ("Action.Execute", "style"): STYLES,
    ("Action.Submit", "style"): STYLES,
}
"""Values that are one of a few, whatever their case."""

ELEMENT = {"spacing", "separator", "id"}
INPUT = {"label", "isRequired", "errorMessage", "value"}
ACTION = {"tooltip", "mode", "style"}
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "TextBlock": ({"text"}, ELEMENT | {"wrap", "size", "weight", "isSubtle", "style"}),
    "RichTextBlock": ({"inlines"}, ELEMENT),
    "TextRun": ({"text"}, {"size", "weight", "color", "isSubtle"}),
    "Image": ({"url", "altText"}, ELEMENT | {"size"}),
    "ColumnSet": ({"columns"}, ELEMENT),
    "Column": ({"items"}, ELEMENT | {"width", "verticalContentAlignment"}),
    "Container": ({"items"}, ELEMENT | {"style"}),
    "ActionSet": ({"actions"}, ELEMENT),
    "Input.Text": ({"id", "label"}, ELEMENT | INPUT | {"maxLength", "isMultiline", "style"}),
    "Input.Date": ({"id", "label"}, ELEMENT | INPUT),
    "Input.Toggle": ({"id", "title"}, ELEMENT | INPUT | {"valueOn", "valueOff", "wrap"}),
    "Input.ChoiceSet": (
        {"id", "label", "choices"},
        ELEMENT | INPUT | {"choices.data", "style", "isMultiSelect", "wrap"},
    ),
    "Action.Execute": ({"title", "verb", "data", "fallback"}, ACTION | {"associatedInputs"}),
    "Action.Submit": ({"title", "data"}, ACTION | {"associatedInputs"}),
    "Action.OpenUrl": ({"title", "url"}, ACTION),
}
"""For each type, the properties it must have and those it may have. A label is our own demand, for screen readers."""

LINK = re.compile(r"\[[^\[\]*_~`<>\\|]+\]\((https?://[^\s()<>\[\]\\`*|]+)\)")
MARKUP = re.compile(r"[*_~`\[\]<>\\|]|\{\{|&[#\w]+;|^\s*(?:[-+#=]|\d+[.)])", re.MULTILINE)
NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def activity_problems(activity: Json, *, room: bool) -> list[str]:
    """All that is wrong with a message: it is one card and no text, or text and no card."""
    found = [f"{len(activity['attachments'])} cards"] if len(activity.get("attachments", [0])) != 1 else []
    if activity.get("type") != "message":
        found.append("no message")
    if "attachments" not in activity:
        return [
            *found,
            *_only(activity, {"type", "textFormat", "text"}),
            *_words("text", activity["text"]),
            *_size(activity),
        ]
    one = activity["attachments"][0]
    return [
        *found,
        *_only(activity, {"type", "summary", "attachments"}),
        *_words("summary", activity["summary"]),
        *([] if one["contentType"] == ADAPTIVE else [f"a {one['contentType']}"]),
        *card_problems(one["content"], "room" if room else "chat"),
        *_size(activity),
    ]


def dialog_problems(task: Json) -> list[str]:
    """All that is wrong with the answer that opens a dialog, keeps it open, or says a line in it."""
    if task["type"] == "message":
        return [*_only(task, {"type", "value"}), *_words("value", task["value"]), *_plain("value", task["value"])]
    value = task["value"]
    found = list(_only(value, {"title", "width", "height", "card"}))
    if task["type"] != "continue" or value["height"] not in ("small", "medium", "large"):
        found.append("no such dialog")
    return [*found, *_words("title", value["title"]), *card_problems(value["card"]["content"], "dialog"), *_size(task)]


def card_problems(card: Json, where: str) -> list[str]:
    """All that is wrong with a card that stands in a room, in a chat or in a dialog."""
    found = list(_only(card, {"type", "version", "fallbackText", "body"}))
    if (card["type"], card["version"]) != ("AdaptiveCard", "1.5"):
        found.append(f"{card['type']} {card['version']}")
    ids = Counter(one["id"] for one in every(card, "Input."))
    found += [f"the input {one} is there {count} times" for one, count in ids.items() if count > 1]
    found += [*_words("fallbackText", card["fallbackText"]), *_plain("fallbackText", card["fallbackText"])]
    found += [] if card["body"] else ["an empty card"]
    found += filter(None, [wrong(card)])
    return [*found, *(problem for one in card["body"] for problem in _element(one, where)), *_size(card)]


def every(shown: object, kind: str) -> Iterator[Json]:
    """Each element or action whose type begins so, fallbacks aside."""
    if isinstance(shown, Mapping):
        if str(shown.get("type", "")).startswith(kind):
            yield shown
        for name, value in shown.items():
            if name not in ("fallback", "data"):
                yield from every(value, kind)
    elif isinstance(shown, list):
        for one in shown:
            yield from every(one, kind)


def _element(one: Json, where: str) -> Iterator[str]:
    kind = one.get("type", "")
    if kind not in KEYS or kind.startswith("Action.") or kind in ("TextRun", "Column"):
        yield f"a {kind} does not stand here"
        return
    yield from _known(one)
    if KEYS[kind][0] <= set(one):
        yield from _READ[kind](one, where)


def _text_block(one: Json, where: str) -> Iterator[str]:
    yield from _words("TextBlock", one["text"])
    yield from _plain("TextBlock", LINK.sub("link", one["text"]))
    if one.get("wrap") is not True:
        yield "a text that is cut at the end of its line"


def _rich(one: Json, where: str) -> Iterator[str]:
    if not "".join(run["text"] for run in one["inlines"]).strip():
        yield "a paragraph without words"
    for run in one["inlines"]:
        yield from _known(run)
        yield from _sayable("TextRun", run["text"])
        if "{{" in run["text"]:
            yield "a run that may be read as a date"


def _image(one: Json, where: str) -> Iterator[str]:
    yield from _words("altText", one["altText"])
    if not re.fullmatch(r"https://[!-~]+", one["url"]):
        yield "a picture that Teams does not fetch"


def _columns(one: Json, where: str) -> Iterator[str]:
    for column in one["columns"]:
        yield from _known(column)
        yield from _items(column, where)


def _items(one: Json, where: str) -> Iterator[str]:
    if not one["items"]:
        yield f"an empty {one['type']}"
    for each in one["items"]:
        yield from _element(each, where)


def _actions(one: Json, where: str) -> Iterator[str]:
    primary = [each for each in one["actions"] if each.get("mode") != "secondary"]
    if not 1 <= len(primary) <= MOST_PRIMARY:
        yield f"{len(primary)} buttons in a row"
    for each in one["actions"]:
        yield from _action(each, where)


def _action(one: Json, where: str) -> Iterator[str]:
    if one["type"] not in ("Action.Execute", "Action.Submit", "Action.OpenUrl"):
        yield f"a {one['type']} is no button of ours"
        return
    yield from _known(one)
    if not KEYS[one["type"]][0] <= set(one):
        return
    yield from _words("title", one["title"])
    if "\n" in one["title"]:
        yield "a button of two lines"
    fetches = one.get("data", {}).get("msteams") == {"type": "task/fetch"}
    match one["type"]:
        case "Action.OpenUrl":
            if not re.fullmatch(r"(https?://|mailto:)\S+", one["url"]):
                yield f"an address that cannot be opened: {one['url'][:60]}"
        case "Action.Execute":
            older = one["fallback"]
            data = {name: value for name, value in older["data"].items() if name != "msteams"}
            if where == "dialog":
                yield "a dialog knows no Action.Execute"
            if not one["verb"] or (older["type"], older["title"], data) != ("Action.Submit", one["title"], one["data"]):
                yield "an older client would be offered something else"
            yield from _action(older, where)
        case "Action.Submit":
            if set(one["data"]) - {"msteams"} != {"earshot"}:
                yield "a button that carries something else"
            if fetches and where != "room":
                yield "only in a room is a dialog opened"


def _input(one: Json, where: str) -> Iterator[str]:
    if not re.fullmatch(r"[0-9A-Za-z_-]{1,48}", one["id"]) or one["id"] in ("earshot", "msteams"):
        yield f"the id {one['id']}"
    for name in ("label", "errorMessage"):
        if name in one:
            yield from _words(name, one[name])
    if ("isRequired" in one) != ("errorMessage" in one):
        yield "a field that must be filled in without saying so"
    yield from _sayable("value", one.get("value", ""))
    match one["type"]:
        case "Input.Text":
            if len(one.get("value", "")) > one["maxLength"]:
                yield "more is there than may be there"
        case "Input.Date":
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", one.get("value", "2026-01-01")):
                yield "a date that is none"
        case "Input.Toggle":
            yield from _words("title", one["title"])
            yield from _plain("title", one["title"])
            if one["value"] not in (one["valueOn"], one["valueOff"]):
                yield "a box that is neither ticked nor not"
        case _:
            yield from _choices(one)


def _choices(one: Json) -> Iterator[str]:
    if "choices.data" in one:
        if one["choices.data"] != {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}:
            yield "a search for something else than people"
        return
    values = [each["value"] for each in one["choices"]]
    if not values or len(set(values)) < len(values) or not all(values) or any("," in value for value in values):
        yield f"choices that cannot be told apart in {one['id']}"
    for each in one["choices"]:
        yield from _only(each, {"title", "value"})
        yield from _words("choice", each["title"])
        yield from _plain("choice", each["title"])
    chosen = one["value"].split(",") if one.get("isMultiSelect") and "value" in one else [one.get("value", "")]
    if any(value not in values for value in filter(None, chosen)):
        yield "something is chosen that is not offered"


_READ: dict[str, Callable[[Json, str], Iterator[str]]] = {
    "TextBlock": _text_block,
    "RichTextBlock": _rich,
    "Image": _image,
    "ColumnSet": _columns,
    "Container": _items,
    "ActionSet": _actions,
    "Input.Text": _input,
    "Input.Date": _input,
    "Input.Toggle": _input,
    "Input.ChoiceSet": _input,
}


def _known(one: Json) -> Iterator[str]:
    kind = one["type"]
    must, may = KEYS[kind]
    yield from (f"{kind} without {name}" for name in must - set(one))
    yield from (f"{name} is no property of {kind}" for name in set(one) - must - may - {"type"})
    for (of, name), values in ENUMS.items():
        if name in one and of in ("*", kind) and str(one[name]).lower() not in values:
            yield f"{name} {one[name]} of {kind}"


def _only(one: Json, names: set[str]) -> Iterator[str]:
    yield from (f"{name} is not expected" for name in set(one) - names)
    yield from (f"without {name}" for name in names - set(one))


def _words(name: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield f"{name} is empty"
    yield from _sayable(name, text)


def _sayable(name: str, text: str) -> Iterator[str]:
    if NEVER.search(text):
        yield f"{name} has characters that cannot travel, or that read otherwise than they show"


def _plain(name: str, text: str) -> Iterator[str]:
    if found := MARKUP.search(text):
        yield f"{name} has markup in it: {text[max(found.start() - 10, 0) : found.end() + 10]!r}"


def _size(one: Json) -> Iterator[str]:
    text = json.dumps(one, ensure_ascii=False, separators=(",", ":"))
    for coding in ("utf-16-le", "utf-8"):
        if len(text.encode(coding, "replace")) > MOST_BYTES:
            yield f"{len(text.encode(coding, 'replace'))} bytes of {coding}"
