"""Every text with an example, made from the types of what it needs: for `earshot wording`, and for tests."""

import inspect
import types
import typing
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from bot.chat import commands
from bot.chat.wording import Words, of
from bot.domain.angles import ANGLES
from bot.domain.health import Trouble
from bot.domain.items import Because

NAMED: dict[str, object] = {
    "name": "Ana",
    "picture": "https://example.org/boards.jpg",
    "names": ("Ben", "Chloé"),
    "author": "Ana",
    "company": "Example Works",
    "title": "Rust in the kernel: what two years taught us",
    "url": "https://example.org/rust",
    "topic": "Linux kernel",
    "topics": ("Linux kernel", "About us"),
    "team": "Support",
    "room": "engineering",
    "words": "until monday",
    "why": "it explains what we do all day",
    "sources": ("Kernel Notes", "Open Build Log"),
    "brought_by": ("Ana",),
    "zone": "Europe/Berlin",
    "life": "asking",
    "what": "Answers",
    "table": "answers",
    "reason": "scheme",
    "where": "a customer of ours",
    "text": "If it touches our work, say that you work here.",
    "phrase": "everyone, by ten",
    "word": "@everyone",
}
CHOICES: dict[str, Sequence[str]] = {
    "angle": tuple(angle.id for angle in ANGLES),
    "kind": ("worth_it", "less", "would_share", "scroll_past", "save", "well_done", "not_for_us"),
    "trouble": tuple(Trouble),
    "value": ("tomorrow", "3 days", "1w"),
    "command.name": tuple(commands.SPELLINGS),
    "not_for_us_reason.reason": ("off_topic", "old", "advert", "wrong", "sensitive", "other"),
}
"""Parameters that are one of a few words, by name or by function and name: an example for each."""


def functions(words: Words) -> Iterator[tuple[str, typing.Callable[..., str]]]:
    """Every function of a language, by name."""
    for name, function in inspect.getmembers(words, inspect.ismethod):
        if not name.startswith("_"):
            yield name, function


def all_texts(language: str) -> Iterator[tuple[str, str]]:
    """Each text a person can read, under the name of its function; one for each choice it depends on."""
    for name, function in functions(of(language)):
        for arguments in _arguments(name, function):
            yield name, function(**arguments)


def _arguments(function_name: str, function: typing.Callable[..., str]) -> list[dict[str, object]]:
    """Arguments for examples: the first parameter that is a choice takes each of its values in turn."""
    hints = typing.get_type_hints(function)
    offered = {name: _values(function_name, name, hints[name]) for name in inspect.signature(function).parameters}
    varied = next((name for name, values in offered.items() if len(values) > 1), None)
    base = {name: values[0] for name, values in offered.items()}
    return [base] if varied is None else [base | {varied: value} for value in offered[varied]]


def _values(function: str, name: str, hint: object) -> list[object]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)
    if hint is str and (choices := CHOICES.get(f"{function}.{name}") or CHOICES.get(name)):
        return list(choices)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return [
            value for part in typing.get_args(hint) if part is not type(None) for value in _values(function, name, part)
        ]
    if origin is not None:
        part = typing.get_args(hint)[0]
        if part is str:
            return [NAMED[name]]
        return [tuple(_values(function, name, part)[:2])]
    if hint is str:
        return [NAMED[name]]
    if hint is Because:
        return [Because("", "Linux kernel", ("kernel", "Rust"))]
    plain: dict[object, list[object]] = {
        int: [7],
        float: [2.0],
        bool: [True, False],
        datetime: [datetime(2026, 12, 24, 9, 0, tzinfo=UTC)],
    }
    return plain[hint]
