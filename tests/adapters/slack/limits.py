"""What Slack would refuse in blocks, messages and views: our own table of its limits, pure, each problem in words.

From the Block Kit reference, @slack/types 3.2.0 and what others ran into (bolt-js#2509). It refuses what we do not
use: a block, an element or a key that is not listed here is a problem as well.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

Json = Mapping[str, Any]
Kind = Literal["message", "modal", "home"]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
IN_A_MESSAGE = 13_000
MENUS = ("static_select", "multi_static_select")
IDS = {"block_id": 255, "action_id": 255}

KEYS: dict[str, tuple[set[str], set[str]]] = {
    "header": ({"text"}, {"block_id"}),
    "section": ({"text"}, {"block_id", "accessory"}),
    "context": ({"elements"}, {"block_id"}),
    "actions": ({"elements"}, {"block_id"}),
    "divider": (set(), {"block_id"}),
    "image": ({"image_url", "alt_text"}, {"block_id", "title"}),
    "input": ({"block_id", "label", "element", "optional"}, {"hint"}),
    "plain_text": ({"text"}, {"emoji"}),
    "mrkdwn": ({"text"}, {"verbatim"}),
    "button": ({"action_id", "text", "value"}, {"url", "style", "accessibility_label"}),
    "overflow": ({"action_id", "options"}, set()),
    "plain_text_input": ({"action_id"}, {"multiline", "max_length", "initial_value"}),
    "url_text_input": ({"action_id"}, {"initial_value"}),
    "checkboxes": ({"action_id", "options"}, {"initial_options"}),
    "radio_buttons": ({"action_id", "options"}, {"initial_option"}),
    "static_select": ({"action_id"}, {"options", "option_groups", "initial_option"}),
    "multi_static_select": ({"action_id"}, {"options", "option_groups", "initial_options"}),
    "multi_users_select": ({"action_id"}, {"initial_users"}),
    "datepicker": ({"action_id"}, {"initial_date"}),
}
"""For each type, the keys it must have and those it may have."""

WHERE = {
    "message": {"header", "section", "context", "actions", "divider", "image"},
    "modal": {"header", "section", "context", "actions", "divider", "image", "input"},
    "home": {"header", "section", "context", "actions", "divider", "image", "input"},
}
INPUTS = {
    "plain_text_input",
    "url_text_input",
    "checkboxes",
    "radio_buttons",
    "static_select",
    "multi_static_select",
    "multi_users_select",
    "datepicker",
}
MENTION = re.compile(r"<[!@#]|<(?!https?://[^<>|\s]+(?:\|[^<>|\n]+)?>)")
"""Markup that reaches people, and any < that does not begin a link of ours."""


def problems(blocks: Sequence[Json], kind: Kind) -> list[str]:
    """All that Slack would refuse in these blocks, where they stand."""
    return [
        *_whole(blocks, kind),
        *(f"block {at}: {one}" for at, block in enumerate(blocks) for one in _block(block, kind)),
    ]


def message_problems(message: Json) -> list[str]:
    """All that Slack would refuse in a message: its blocks, and its own text."""
    text = message["text"]
    found = problems(message["blocks"], "message")
    if not message["blocks"]:
        found.append("no blocks")
    return [*found, *_text_problems("text", text, 4_000), *_markup(text)]


def view_problems(view: Json) -> list[str]:
    """All that Slack would refuse in a modal or a Home."""
    kind: Kind = view["type"]
    found = problems(view["blocks"], kind)
    if kind == "modal":
        for name, most in (("title", 24), ("submit", 24)):
            found += _object(f"the {name}", view[name], most, plain=True)
        if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
            found.append("inputs without a submit button")
        found += [
            f"{name} over {most}"
            for name, most in (("callback_id", 255), ("private_metadata", 3_000))
            if _size(view[name]) > most
        ]
    allowed = {
        "modal": {"type", "callback_id", "private_metadata", "title", "submit", "blocks"},
        "home": {"type", "blocks"},
    }
    found += [f"{name} is no key of a {kind}" for name in set(view) - allowed[kind]]
    if len(json.dumps(view, ensure_ascii=False).encode("utf-8", "replace")) > 250_000:
        found.append("view_too_large")
    return found


def _whole(blocks: Sequence[Json], kind: Kind) -> Iterator[str]:
    if len(blocks) > MOST_BLOCKS[kind]:
        yield f"{len(blocks)} blocks"
    if kind == "message" and _size(json.dumps(blocks, ensure_ascii=False)) > IN_A_MESSAGE:
        yield "msg_blocks_too_long"
    if kind == "modal" and not blocks:
        yield "no blocks"
    for name, ids in (
        ("block_id", [block["block_id"] for block in blocks if "block_id" in block]),
        (
            "action_id",
            [one["action_id"] for block in blocks for one in block.get("elements", ()) if "action_id" in one],
        ),
    ):
        yield from (f"the {name} {one} is there {count} times" for one, count in Counter(ids).items() if count > 1)


def _block(block: Json, kind: Kind) -> Iterator[str]:
    if block["type"] not in WHERE[kind]:
        yield f"{block['type']} stands in no {kind}"
        return
    yield from _keys(block)
    yield from _BLOCKS[block["type"]](block)


def _header(block: Json) -> Iterator[str]:
    yield from _object("header", block["text"], 150, plain=True)


def _section(block: Json) -> Iterator[str]:
    yield from _object("section", block["text"], 3_000)
    if "accessory" in block:
        yield from _element(block["accessory"], {"image", "button", "overflow"})


def _context(block: Json) -> Iterator[str]:
    yield from _between(1, 10, "elements of a context", block["elements"])
    for one in block["elements"]:
        if one["type"] == "image":
            yield from _element(one, {"image"})
        else:
            yield from _object("context", one, 3_000)


def _actions(block: Json) -> Iterator[str]:
    yield from _between(1, 25, "elements of actions", block["elements"])
    for one in block["elements"]:
        yield from _element(one, {"button", "overflow"})


def _input(block: Json) -> Iterator[str]:
    yield from _object("label", block["label"], 2_000, plain=True)
    if "hint" in block:
        yield from _object("hint", block["hint"], 2_000, plain=True)
    yield from _element(block["element"], INPUTS)


def _nothing(block: Json) -> Iterator[str]:
    yield from ()


def _image(block: Json) -> Iterator[str]:
    yield from _text_problems("image_url", block["image_url"], 3_000)
    yield from _text_problems("alt_text", block["alt_text"], 2_000)
    if not re.match(r"https?://\S+\Z", block["image_url"]):
        yield "an image that cannot be fetched"


_BLOCKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "divider": _nothing,
    "image": _image,
}


def _element(one: Json, allowed: set[str]) -> Iterator[str]:
    kind = one["type"]
    if kind not in allowed:
        yield f"a {kind} does not stand here"
        return
    yield from _keys(one)
    if kind == "image":
        yield from _image(one)
    if kind == "button":
        yield from _object("button", one["text"], 75, plain=True)
        yield from _text_problems("value", one["value"], 75)
        yield from _url(one)
    if "options" in one or "option_groups" in one:
        yield from _options(one)
    if kind == "plain_text_input":
        yield from _typed(one)
    if kind == "datepicker" and not re.fullmatch(r"\d{4}-\d\d-\d\d", one.get("initial_date", "2026-01-01")):
        yield "a date that is none"


def _typed(one: Json) -> Iterator[str]:
    most = one.get("max_length", 3_000)
    if not 1 <= most <= 3_000:
        yield f"max_length {most}"
    if "initial_value" in one:
        yield from _text_problems("initial_value", one["initial_value"], most)


def _options(one: Json) -> Iterator[str]:
    kind = one["type"]
    groups = one.get("option_groups")
    if (groups is None) == ("options" not in one):
        yield f"{kind} has options, or groups of them: one of the two"
        return
    if groups is not None:
        yield from _between(1, 100, "groups", groups)
        for group in groups:
            yield from _object("group", group["label"], 75, plain=True)
    most = 5 if kind == "overflow" else 100 if kind in MENUS else 10
    lists = [one["options"]] if groups is None else [group["options"] for group in groups]
    for options in lists:
        yield from _between(1, most, f"options of {kind}", options)
    everything = [option for options in lists for option in options]
    for option in everything:
        yield from _object("option", option["text"], 75, plain=True)
        yield from _text_problems("option value", option["value"], 75)
        if set(option) - ({"text", "value", "url"} if kind == "overflow" else {"text", "value"}):
            yield f"keys of an option: {sorted(option)}"
        yield from _url(option)
    values = [option["value"] for option in everything]
    if len(set(values)) < len(values):
        yield f"the same value twice in {kind}"
    chosen = [*one.get("initial_options", ()), *([one["initial_option"]] if "initial_option" in one else ())]
    if "initial_options" in one:
        yield from _between(1, most, "initial options", chosen)
    if any(option not in everything for option in chosen):
        yield "an initial option that is none of the options"


def _keys(one: Json) -> Iterator[str]:
    must, may = KEYS.get(one["type"], (set(), set()))
    yield from (f"{one['type']} without {name}" for name in must - set(one))
    yield from (f"{name} is no key of {one['type']}" for name in set(one) - must - may - {"type"})
    yield from (f"{name} over {most}" for name, most in IDS.items() if _size(str(one.get(name, ""))) > most)


def _object(name: str, text: Json, most: int, *, plain: bool = False) -> Iterator[str]:
    if text["type"] not in ("plain_text", "mrkdwn") or (plain and text["type"] != "plain_text"):
        yield f"{name} is {text['type']}"
        return
    yield from _keys(text)
    yield from _text_problems(name, text["text"], most)
    if text["type"] == "mrkdwn":
        yield from _markup(text["text"])


def _text_problems(name: str, text: str, most: int) -> Iterator[str]:
    if not text.strip():
        yield f"{name} is empty"
    if _size(text) > most:
        yield f"{name} has {_size(text)} characters, over {most}"
    if re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", text):
        yield f"{name} has characters that cannot travel"


def _markup(text: str) -> list[str]:
    return [f"markup that reaches people: {found[0]}" for found in MENTION.finditer(text)]


def _url(one: Json) -> Iterator[str]:
    if "url" in one:
        yield from _text_problems("url", one["url"], 3_000)
        if not re.match(r"(https?://|mailto:)\S+\Z", one["url"]):
            yield "a url that cannot be opened"


def _between(least: int, most: int, name: str, these: Sequence[object]) -> Iterator[str]:
    if not least <= len(these) <= most:
        yield f"{len(these)} {name}"


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
