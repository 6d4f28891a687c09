"""How a JSON value is held against a shape, and what Slack says where it does not fit.

The words are those of Slack's `response_metadata.messages` (general: collected from what people report, not tried).
Where nobody knows how Slack counts or what it lets pass, the stricter reading is taken.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]
"""A value and the JSON pointer it stands at; what is wrong with it."""


def problem(words: str, path: str) -> str:
    """One line of `response_metadata.messages`."""
    return f"[ERROR] {words} [json-pointer:{path}]"


CANNOT_TRAVEL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def size(value: str) -> int:
    """Characters as JavaScript and Java count them: those beyond the basic plane are two (general)."""
    return len(value.encode("utf-16-le", "surrogatepass")) // 2


def text(most: int, *, least: int = 1) -> Check:
    """A string of so many characters, not all of them blank; none that JSON or a database would lose (general)."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", path)
        elif size(value) > most:
            yield problem(f"must be less than {most + 1} characters", path)
        elif size(value.strip()) < least:
            yield problem(f"must be more than {least - 1} characters", path)
        elif CANNOT_TRAVEL.search(value):
            yield problem("contains invalid characters", path)

    return check


def written(pattern: str, most: int) -> Check:
    """A string of this form, and of so many characters: an address, a date."""
    length = text(most)

    def check(value: Any, path: str) -> Iterator[str]:
        found = list(length(value, path))
        yield from found
        if not found and not re.fullmatch(pattern, value):
            yield problem(f"must match {pattern}", path)

    return check


def one_of(*values: str) -> Check:
    """One of these strings."""

    def check(value: Any, path: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"value must be one of {', '.join(values)}", path)

    return check


def flag(value: Any, path: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", path)


def number(least: int, most: int) -> Check:
    """A whole number in a range."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must be an integer", path)
        elif not least <= value <= most:
            yield problem(f"must be between {least} and {most}", path)

    return check


def items(each: Check, least: int, most: int) -> Check:
    """A list of so many values that fit."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", path)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", path)
        elif len(value) < least:
            yield problem(f"no fewer than {least} items allowed" if least > 1 else "must not be empty", path)
        for index, one in enumerate(value):
            yield from each(one, f"{path}/{index}")

    return check


def shape(needed: Mapping[str, Check], more: Mapping[str, Check] | None = None, *, open_: bool = False) -> Check:
    """An object with these fields; others are refused, unless it is `open_`."""
    known = {**needed, **(more or {})}

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", path)
            return
        for name in needed:
            if name not in value:
                yield problem(f"missing required field: {name}", path)
        for name, one in value.items():
            if name in known:
                yield from known[name](one, f"{path}/{name}")
            elif name != "type" and not open_:
                yield problem(f"invalid additional property: {name}", path)

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object that says with `type` which of these it is."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", path)
        elif "type" not in value:
            yield problem("missing required field: type", path)
        elif value["type"] not in kinds:
            yield problem(f"unsupported type: {value['type']}", f"{path}/type")
        else:
            yield from kinds[value["type"]](value, path)

    return check


def plain(most: int) -> Check:
    """A plain_text object."""
    return by_type({"plain_text": shape({"text": text(most)}, {"emoji": flag})})


def any_text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    mrkdwn = shape({"text": text(most)}, {"verbatim": flag})
    return by_type({"plain_text": shape({"text": text(most)}, {"emoji": flag}), "mrkdwn": mrkdwn})


def anything(value: Any, path: str) -> Iterator[str]:
    """Whatever it is."""
    yield from ()
