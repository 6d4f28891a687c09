"""Blocks that tests of Slack use, and how a refusal of the real client reads."""

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Plain text."""
    return {"type": "plain_text", "text": text}


def section(text: str = "Words") -> Json:
    """A section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action: str = "worth_it", label: str = "Worth it", value: str = "01") -> Json:
    """A button."""
    return {"type": "button", "action_id": action, "text": plain(label), "value": value}


def option(value: str, label: str = "") -> Json:
    """An option."""
    return {"text": plain(label or value), "value": value}


def menu(*values: str) -> Json:
    """An overflow menu."""
    return {"type": "overflow", "action_id": "more", "options": [option(one) for one in values]}


def actions(*elements: Json, block: str = "row") -> Json:
    """A row of elements."""
    return {"type": "actions", "block_id": block, "elements": list(elements)}


def asks(block: str, element: Json, *, optional: bool = False) -> Json:
    """An input block; its element's action_id is `value`."""
    element = {"action_id": "value", **element}
    return {"type": "input", "block_id": block, "label": plain(block), "element": element, "optional": optional}


def modal(*blocks: Json, **more: Any) -> Json:
    """A modal."""
    view: Json = {"type": "modal", "title": plain("A form"), "submit": plain("Send"), "blocks": list(blocks)}
    return {**view, **more}


def home(*blocks: Json, **more: Any) -> Json:
    """A Home."""
    return {"type": "home", "blocks": list(blocks), **more}


async def refusal(call: Awaitable[Any]) -> str:
    """The error's name with which the call was refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])
