"""Every text with an example, made from the types of what it needs: for `earshot wording`, and for tests."""

import inspect
import types
import typing
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import product

from bot.chat import commands, kept
from bot.chat.wording import Words, of
from bot.domain.angles import ANGLES
from bot.domain.health import Trouble
from bot.domain.items import Because
from bot.domain.links import Refusal
from bot.domain.networks import Network
from bot.domain.people import Boundary, Weekday

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
    "itself": "Deutsch",
    "what": "Answers",
    "written": "#linuxkernel",
    "clearer": "#LinuxKernel",
    "where": "a customer of ours",
    "text": "If it touches our work, say that you work here.",
    "phrase": "everyone, by ten",
    "word": "@everyone",
    "health": "heard 20 minutes ago",
    "rooms": ("Engineering", "Kitchen"),
    "workspace": "Example Works",
}
CHOICES: dict[str, Sequence[object]] = {
    "angle": tuple(angle.id for angle in ANGLES),
    "kind": ("worth_it", "worth_it_now", "less", "would_share", "scroll_past", "save", "well_done", "not_for_us"),
    "trouble": tuple(Trouble),
    "value": ("tomorrow", "3 days", "1w"),
    "command.name": tuple(commands.SPELLINGS),
    "slash_command.name": ("find", "story", "earshot"),
    "slash_hint.name": ("find", "story"),
    "not_for_us_reason.reason": ("off_topic", "old", "advert", "wrong", "sensitive", "other"),
    "find_bad_link.reason": tuple(Refusal),
    "reason_line.reason": ("off_topic", "old", "advert", "wrong", "sensitive", "other"),
    "reason_line.room": ("engineering", ""),
    "reason_line.people": (5, 10),
    "label_named.label": ("none", "internal", "not_before"),
    "items_found.count": (1, 7),
    "share_reached.company": (1, 2),
    "share_reached.others": (0, 4),
    "share_waits.company": (1, 2),
    "share_waits.others": (0, 4),
    "withdraw_item_text.rooms": (("engineering", "kitchen"), ()),
    "export_names.table": ("person", *kept.READ, "topics", "namings", "outgoing"),
    "export_field.what": kept.READ["person"][1:],
    # What is said where little is known, and where much is.
    "age.hours": (0.05, 0.7, 2.0, 72.0),
    "heard_in.sources": (("Kernel Notes",), ("Kernel Notes", "Open Build Log"), ("Kernel Notes",) * 3, ()),
    "asks.brought_by": (("Ana",), ("Ana", "Ben"), ()),
    "why_seeing.life": ("heard", "asking"),
    "why_seeing.per_day": (3, 1),
    "story_by.name": ("Ana", ""),
    "story_by_team.team": ("Support", ""),
    "brought_because.name": ("Ana", ""),
    "joined.name": ("Ana", ""),
    "page_title.name": ("Ana", ""),
    "naming_title.author": ("Ana", ""),
    "told_under.author": ("Ana", ""),
    "told_under.team": ("Support", ""),
    "story_not_ready.names": (("Ben",), ("Ben", "Chloé")),
    "find_already.room": ("engineering", ""),
    "find_thanks.room": ("engineering", ""),
    "networks_now.networks": ((Network.LINKEDIN, Network.MASTODON), ()),
    "boundaries_now.days": (tuple(Weekday)[5:], (), tuple(Weekday)),
    "boundaries_now.boundaries": (tuple(Boundary), (), (Boundary.NO_FAITH,)),
    "boundaries_now.topics": (("Linux kernel", "About us"), ()),
    "topics_now.topics": (("Linux kernel", "About us"), ()),
    "draft_shape.own": (87,),
    "draft_shape.length": (1234,),
    "draft_shape.limit": (3000, None),
    "workplace_line.variant": tuple(range(7)),
    "sounds_alike.lines": (1, 2, 3),
    "joining_kept_text.days": (180,),
    "source_heard.hours": (0.0, 1 / 3, 1.0, 5.0, 72.0),
    "source_in_trouble.hours": (None, 1 / 60, 5.0, 72.0),
    "sources_text.count": (1, 200),
    "sources_text.troubled": (0, 1, 2),
    "try_line.more": (0, 7),
    "try_text.count": (1, 7),
    "try_text.told": (1, 23),
    "try_not_followed.told": (1, 23),
    "try_no_words.told": (1, 23),
}
"""Parameters that are one of a few values, by name or by function and name: an example for each."""


def functions(words: Words) -> Iterator[tuple[str, typing.Callable[..., str]]]:
    """Every function of a language, by name."""
    for name, function in inspect.getmembers(words, inspect.ismethod):
        if not name.startswith("_"):
            yield name, function


def all_texts(language: str) -> Iterator[tuple[str, str]]:
    """Each text a person can read, under the name of its function; one for each choice it depends on."""
    for name, function in functions(of(language)):
        for text in dict.fromkeys(function(**arguments) for arguments in _arguments(name, function)):
            yield name, text


def _arguments(function_name: str, function: typing.Callable[..., str]) -> list[dict[str, object]]:
    """Arguments for examples: every parameter that is a choice takes each of its values in turn."""
    hints = typing.get_type_hints(function)
    offered = {name: _values(function_name, name, hints[name]) for name in inspect.signature(function).parameters}
    return [dict(zip(offered, values, strict=True)) for values in product(*offered.values())]


def _values(function: str, name: str, hint: object) -> list[object]:
    if choices := CHOICES.get(f"{function}.{name}"):
        return list(choices)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)
    if hint is str and (choices := CHOICES.get(name)):
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
