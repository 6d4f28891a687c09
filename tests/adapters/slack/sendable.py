"""What is wrong with what we show: what Slack would refuse, by the fake's own table, and what would reach people."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.fakes.slack import limits
from tests.fakes.slack.limits import Verdict

Json = Mapping[str, Any]

MENTION = re.compile(r"<[!@#]|<(?!https?://[^<>|\s]+(?:\|[^<>|\n]+)?>)")
"""Markup that reaches people, and any < that does not begin a link of ours."""


def problems(blocks: Sequence[Json]) -> list[str]:
    """All that Slack would refuse in a message's blocks, and what in them would reach people."""
    return [*_why(limits.message(list(blocks))), *_markup(blocks)]


def message_problems(message: Json, *, edited: bool = True) -> list[str]:
    """The same of a message. `edited`: its own text has to do for an edit as well."""
    text = message["text"]
    found = [*problems(message["blocks"]), *(_why(limits.update(text)) if edited else ()), *_reaches(text)]
    return [*found, *([] if message["blocks"] and text.strip() else ["it says nothing"])]


def view_problems(view: Json) -> list[str]:
    """The same of a modal or a Home."""
    return [*_why(limits.view(view)), *_markup(view["blocks"])]


def texts(shown: object) -> Iterator[tuple[str, str]]:
    """Each text object in what is shown: its type and its text."""
    if isinstance(shown, Mapping):
        if shown.get("type") in ("plain_text", "mrkdwn"):
            yield shown["type"], shown["text"]
        for value in shown.values():
            yield from texts(value)
    elif isinstance(shown, list):
        for one in shown:
            yield from texts(one)


def _why(verdict: Verdict | None) -> list[str]:
    return [] if verdict is None else [f"{verdict.error}: {', '.join(verdict.messages)}"]


def _markup(shown: object) -> list[str]:
    return [one for kind, text in texts(shown) if kind == "mrkdwn" for one in _reaches(text)]


def _reaches(text: str) -> list[str]:
    return [f"markup that reaches people: {found[0]}" for found in MENTION.finditer(text)]
