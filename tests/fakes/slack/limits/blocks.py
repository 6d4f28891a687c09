"""The blocks of a message, a modal and a Home, and which of them may stand where (facts, slack.md, section 5)."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack.limits import elements
from tests.fakes.slack.limits.shapes import (
    Check,
    any_text,
    anything,
    by_type,
    flag,
    items,
    one_of,
    plain,
    problem,
    shape,
    text,
)

BLOCK_ID = text(255)
_ID: Mapping[str, Check] = {"block_id": BLOCK_ID}


def _section(value: Any, path: str) -> Iterator[str]:
    if "text" not in value and "fields" not in value:
        yield problem("missing required field: text or fields", path)
    yield from _SECTION(value, path)


def _picture(value: Any, path: str) -> Iterator[str]:
    if "image_url" not in value and "slack_file" not in value:
        yield problem("missing required field: image_url or slack_file", path)
    yield from _IMAGE(value, path)


_SECTION = shape(
    {},
    {
        **_ID,
        "text": any_text(3000),
        "fields": items(any_text(2000), 1, 10),
        "accessory": elements.ACCESSORY,
        "expand": flag,
    },
)
_IMAGE = shape(
    {"alt_text": text(2000)},
    {**_ID, "image_url": elements.PICTURE_URL, "title": plain(2000), "slack_file": shape({}, open_=True)},
)
_IN_CONTEXT = by_type(
    {
        "image": elements.IMAGE,
        "plain_text": shape({"text": text(3000)}, {"emoji": flag}),
        "mrkdwn": shape({"text": text(3000)}, {"verbatim": flag}),
    }
)
_CARD = shape(
    {},
    {
        **_ID,
        "title": any_text(150),
        "subtitle": any_text(150),
        "body": any_text(200),
        "subtext": any_text(200),
        "actions": items(elements.IN_ACTIONS, 1, 3),
    },
    open_=True,
)
_VIDEO = shape(
    {"alt_text": text(2000), "title": plain(199), "thumbnail_url": text(3000), "video_url": text(3000)},
    {
        **_ID,
        "author_name": text(49),
        "description": plain(199),
        "provider_icon_url": text(3000),
        "provider_name": text(3000),
        "title_url": text(3000),
    },
)

EVERYWHERE: Mapping[str, Check] = {
    "section": _section,
    "header": shape({"text": plain(150)}, _ID),
    "divider": shape({}, _ID),
    "image": _picture,
    "context": shape({"elements": items(_IN_CONTEXT, 1, 10)}, _ID),
    "actions": shape({"elements": items(elements.IN_ACTIONS, 1, 25)}, _ID),
    "input": shape(
        {"label": plain(2000), "element": elements.IN_INPUT},
        {**_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": shape({"elements": items(anything, 0, 1000)}, _ID),
    "card": _CARD,
    "video": _VIDEO,
}
_CAROUSEL = shape({"elements": items(by_type({"card": _CARD}), 1, 10)}, _ID)

MESSAGE: Mapping[str, Check] = {
    **EVERYWHERE,
    "markdown": shape({"text": text(12_000)}, _ID),
    "context_actions": shape({"elements": items(elements.IN_CONTEXT_ACTIONS, 1, 5)}, _ID),
    "table": shape({"rows": items(items(anything, 1, 20), 1, 100)}, {**_ID, "column_settings": items(anything, 0, 20)}),
    "data_table": shape({"rows": items(items(anything, 1, 20), 2, 201)}, _ID, open_=True),
    "plan": shape({}, {**_ID, "tasks": items(anything, 1, 50)}, open_=True),
    "file": shape({"external_id": text(255), "source": one_of("remote")}, _ID),
    "carousel": _CAROUSEL,
    "container": shape({}, {**_ID, "elements": items(by_type(EVERYWHERE), 1, 10)}, open_=True),
}
MODAL: Mapping[str, Check] = {
    **EVERYWHERE,
    "alert": shape({"text": any_text(200)}, {**_ID, "level": one_of("default", "info", "warning", "error", "success")}),
}
HOME: Mapping[str, Check] = {**EVERYWHERE, "carousel": _CAROUSEL}


def check_all(kinds: Mapping[str, Check], most: int) -> Check:
    """All blocks of one surface: their shapes, and that no id stands twice."""
    every = items(by_type(kinds), 0, most)

    def check(value: Any, path: str) -> Iterator[str]:
        yield from every(value, path)
        if isinstance(value, list):
            yield from _ids(value, path)

    return check


def _ids(blocks: list[Any], path: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        name = block.get("block_id")
        if isinstance(name, str) and name:
            if name in seen:
                yield problem(f"block_id {name} already exists", f"{path}/{index}/block_id")
            seen.add(name)
        inside: set[str] = set()
        for where, element in interactive(block):
            action = element.get("action_id")
            if isinstance(action, str) and action:
                if action in inside:
                    yield problem(f"action_id {action} already exists", f"{path}/{index}{where}/action_id")
                inside.add(action)


def interactive(block: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The elements of a block one can press, choose or type in, with the pointer inside the block."""
    for name in ("accessory", "element"):
        one = block.get(name)
        if isinstance(one, dict) and one.get("type") != "image":
            yield f"/{name}", one
    if block.get("type") in ("actions", "context_actions", "card"):
        name = "actions" if block["type"] == "card" else "elements"
        inside = block.get(name)
        for index, one in enumerate(inside if isinstance(inside, list) else []):
            if isinstance(one, dict):
                yield f"/{name}/{index}", one


def texts(value: Any) -> Iterator[str]:
    """All that is written in blocks, for counting it and for the words of a notification."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name == "text" and isinstance(one, str):
                yield one
            else:
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
