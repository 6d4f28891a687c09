"""Mistakes in app.yaml, in plain words and each with its line; none of them shows a secret."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import ValidationError

from bot.settings import yaml12
from bot.settings.schema import schema


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in app.yaml. `found` is empty where `expected` says it all; it never holds a secret."""

    file: str
    line: int | None
    key: str
    expected: str
    found: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        words = f"expected {self.expected}, found {self.found}" if self.found else self.expected
        return f"{place}: {self.key}: {words}" if self.key else f"{place}: {words}"


class SettingsError(Exception):
    """app.yaml is wrong: every mistake at once, in the order of the file."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        more = len(self.mistakes) - MOST_SHOWN
        lines = [str(mistake) for mistake in self.mistakes[:MOST_SHOWN]]
        return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that has not been given its place in the file yet."""

    path: yaml12.Path
    expected: str
    found: str = ""
    line: int | None = None


def placed(faults: list[Fault], document: yaml12.Document, file: str) -> tuple[Mistake, ...]:
    """The faults with their lines, in the order of the file."""
    found = [
        Mistake(file, fault.line or document.line(fault.path), dotted(fault.path), fault.expected, fault.found)
        for fault in faults
    ]
    return tuple(sorted(found, key=lambda mistake: mistake.line or 0))


_PLAIN_WORDS = {
    "tuple_type": "a list such as [a, b]",
    "dict_type": "keys and values",
    "mapping_type": "keys and values",
    "model_type": "keys and values",
    "too_short": "at least one",
}


def told_by_pydantic(error: ValidationError) -> list[Fault]:
    """Pydantic's findings, each with its path and our words. Its own words may quote a secret and are not used."""
    return [
        _fault(detail["type"], tuple(detail["loc"]), detail["input"], detail["msg"])
        for detail in error.errors(include_url=False, include_context=False)
    ]


def _fault(kind: str, path: yaml12.Path, found: yaml12.Value, words: str) -> Fault:
    if kind == "extra_forbidden":
        return Fault(path, _unknown(path))
    if kind == "missing":
        return Fault(path, f"is missing: {_place(path).get('description', 'it is needed')}")
    if len(path) > 1 and path[-1] == "[key]" and path[-2] == found:
        path = path[:-1]
    expected = words if kind == "expected" else _PLAIN_WORDS.get(kind, "something else")
    if expected.startswith("text") and isinstance(found, bool | int | float):
        expected += " (quotes make it text)"
    return Fault(path, expected, shown(path, found))


def _unknown(path: yaml12.Path) -> str:
    """What to say of an unknown key: that a secret is named instead, or which key was probably meant."""
    key, known = str(path[-1]), list(_place(path[:-1]).get("properties", {}))
    if f"{key}_env" in known:
        return f"secrets are named, never written: use {key}_env"
    near = get_close_matches(key.lower(), known, n=1)
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; known here: {', '.join(known)}"


@cache
def _known() -> dict[str, Any]:
    return schema()


def _place(path: yaml12.Path) -> dict[str, Any]:
    """The part of the schema that speaks of a path; empty where none does."""
    place = _resolved(_known())
    for step in path:
        if isinstance(step, int):
            place = place.get("items", {})
        else:
            others = [*place.get("patternProperties", {}).values(), place.get("additionalProperties")]
            place = place.get("properties", {}).get(step) or next((other for other in others if other), {})
        place = _resolved(place)
    return place


def _resolved(place: dict[str, Any]) -> dict[str, Any]:
    name = place.get("$ref", "").rpartition("/")[2]
    return {**_known()["$defs"][name], **place} if name else place


_SECRET_KEY = re.compile(r"_env\b|token|secret|passw|credential", re.IGNORECASE)
_TOKEN = re.compile(r"xox[a-z]-|xapp-|eyJ|://[^/\s]*@")
_RANDOM = re.compile(r"(?=.*[A-Za-z])(?=(.*[0-9]){3})[\w~.+/=-]{20,}")


def shown(path: yaml12.Path, found: yaml12.Value) -> str:
    """What was found, in short; what is or may be a secret is not shown."""
    match found:
        case None:
            return "nothing"
        case bool():
            return str(found).lower()
        case list() | tuple():
            return "a list" if found else "an empty list"
        case dict():
            return "keys and values"
        case str() if len(found) > 300:
            return "a long text"
    # The key counts, and so does the text: with its colon forgotten, a key and its value are one text.
    if any(_SECRET_KEY.search(str(part)) for part in (*path[-1:], found)) or may_be_secret(str(found)):
        return "something not shown here"
    if isinstance(found, str):
        address, query, _ = found.partition("?")  # private feeds carry their key behind the question mark
        return f'"{printable(f"{address}?…" if query and "://" in address else found)}"'
    return printable(str(found))


def may_be_secret(text: str) -> bool:
    """Whether a text looks like a token, a password in an address, or something random."""
    return bool(_TOKEN.search(text) or _RANDOM.fullmatch(text))


def dotted(path: yaml12.Path) -> str:
    """A path as people write it: `rooms.engineering.topics[0]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path).removeprefix(".")


def _key(step: str) -> str:
    """A key as it may be shown: its first word, since what follows may be a value whose colon was forgotten."""
    first = re.split(r"[\s:=]", step[:300], maxsplit=1)[0]
    return "…" if _TOKEN.search(first) else printable(first) + "…" * (first != step)


def printable(text: str, *, most: int = 60) -> str:
    """A text short enough to be quoted, and with nothing in it that a terminal would obey."""
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in short)
