"""Block Kit's limits, as Slack enforces them: pure functions from JSON to a Verdict. No world, no server.

The one table of them: the fake refuses by it, and the tests of what we show hold everything against it. `message`,
`update` and `view` give None where all is well. Fields and limits are those of the facts (slack.md, section 5) and of
Slack's reference; of card, carousel, container, plan, tables and rich_text only the sizes are held.
"""

import json
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack.limits import blocks
from tests.fakes.slack.limits.blocks import interactive, texts
from tests.fakes.slack.limits.shapes import by_type, flag, plain, problem, shape, size, text

__all__ = [
    "LONGEST_UPDATE",
    "MOST_IN_BLOCKS",
    "MOST_IN_VIEW",
    "Verdict",
    "interactive",
    "message",
    "texts",
    "update",
    "view",
]

MOST_IN_BLOCKS = 13_200
"""Characters of all blocks of a message together; reported as "around", so keep well below."""

FOR_EACH_BLOCK = 100
"""What a block costs besides its JSON: 125 for a divider in all (slackapi/bolt-js#2509), and texts of 11,341 characters
in many blocks were refused (bolt-js#2867). Slack says neither the limit nor how it counts."""

LONGEST_UPDATE = 4_000
"""Bytes, not characters, of an edited message's own text (3rd: 1,993 characters of 4,121 bytes were refused)."""

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
    whole = size(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    if whole + FOR_EACH_BLOCK * len(value) > MOST_IN_BLOCKS:
        return Verdict("msg_blocks_too_long")
    return None


def update(text: str) -> Verdict | None:
    """What is wrong with the own text of a message that is edited. A posted one is cut at 40,000, not refused."""
    return Verdict("msg_too_long") if len(text.encode("utf-8", "replace")) > LONGEST_UPDATE else None


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
