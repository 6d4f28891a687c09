"""Block Kit's limits, as Slack enforces them: pure functions from JSON to a Verdict. No world, no server.

`message(blocks)` and `view(view)` give None where all is well. Field names and limits are those of the facts (slack.md,
section 5); of card, carousel, container and table only the sizes are held, since their fields were not looked at.
"""

import json
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack.limits import blocks
from tests.fakes.slack.limits.blocks import interactive, texts
from tests.fakes.slack.limits.shapes import by_type, flag, plain, problem, shape, text

__all__ = ["MOST_IN_BLOCKS", "MOST_IN_VIEW", "Verdict", "interactive", "message", "texts", "view"]

MOST_IN_BLOCKS = 13_200
"""Characters of all blocks of a message together; reported as "around", so keep well below."""

MOST_IN_VIEW = 250_000
"""Bytes of a view's JSON."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why Slack refuses: the error's name and `response_metadata.messages`."""

    error: str
    messages: tuple[str, ...] = ()


_MESSAGE = blocks.check_all(blocks.MESSAGE, 50)
_VIEW_FIELDS = {"private_metadata": text(3000, least=0), "callback_id": text(255), "external_id": text(255, least=0)}
_VIEW = by_type(
    {
        "modal": shape(
            {"title": plain(24), "blocks": blocks.check_all(blocks.MODAL, 100)},
            {
                **_VIEW_FIELDS,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": flag,
                "notify_on_close": flag,
                "submit_disabled": flag,
            },
        ),
        "home": shape({"blocks": blocks.check_all(blocks.HOME, 100)}, _VIEW_FIELDS),
    }
)


def message(value: Any) -> Verdict | None:
    """What is wrong with the blocks of a message."""
    if not isinstance(value, list):
        return Verdict("invalid_blocks_format")
    found = tuple(_MESSAGE(value, "/blocks"))
    if found:
        return Verdict("invalid_blocks", found)
    markdown = sum(len(one["text"]) for one in value if one["type"] == "markdown")
    if markdown > 12_000:
        return Verdict("invalid_blocks", (problem("markdown must be less than 12001 characters in total", "/blocks"),))
    if sum(map(len, texts(value))) > MOST_IN_BLOCKS:
        return Verdict("msg_blocks_too_long")
    return None


def view(value: Any) -> Verdict | None:
    """What is wrong with a modal or a Home. Slack names it `invalid_arguments` (general)."""
    if len(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) > MOST_IN_VIEW:
        return Verdict("view_too_large")
    found = tuple(_VIEW(value, "/view"))
    if not found and not value["blocks"]:
        found = (problem("must not be empty", "/view/blocks"),)
    asks = not found and any(one["type"] == "input" for one in value["blocks"])
    if asks and value["type"] == "modal" and "submit" not in value:
        found = (problem("missing required field: submit", "/view"),)
    if not found and sum(_takes_focus(one) for one in value["blocks"]) > 1:
        found = (problem("only one element may have focus_on_load", "/view/blocks"),)
    return Verdict("invalid_arguments", found) if found else None


def _takes_focus(block: dict[str, Any]) -> int:
    return sum(element.get("focus_on_load") is True for _, element in interactive(block))
