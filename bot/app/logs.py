"""The log: named facts from a short list, for machines or for people; never what a person wrote or is called.

What is not on the list is left out, whoever says it: a line that holds too much should hold too little instead.
"""

import hmac
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

from bot.settings.models import Log

Line = MutableMapping[str, Any]
Processor = Callable[[Any, str, Line], Line]

FACTS = frozenset(
    {
        "event", "level", "timestamp", "version", "store", "platforms", "job", "source", "trouble", "detail", "purpose",
        "error", "where", "library", "platform", "seconds",
    }
)  # fmt: skip
"""What a line may say."""

HASHED = frozenset({"person", "room", "workspace", "item", "card", "message", "about"})
"""Ids: what happened to one can be followed through a log, and nobody can tell whose it is."""

NAME = re.compile(r"[a-z]+(_[a-z]+){0,6}")
ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*)://([^\s/?#]*@)?([^\s/?#,;)]*)[^\s,;)]*", re.IGNORECASE)
MAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+")
LONGEST = 200
FRAMES = 6


def log_as(said: Log, *, to: TextIO | None = None) -> None:
    """Log as app.yaml says: what we say ourselves, and that a library complained."""
    structlog.configure(
        processors=[*processors(), _for_machines() if said.format == "json" else _for_people()],
        wrapper_class=structlog.make_filtering_bound_logger(said.level.value),
        logger_factory=structlog.PrintLoggerFactory(to or sys.stderr),
    )
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, Libraries)] + [Libraries(logging.WARNING)]


def processors(*, key: bytes | None = None) -> list[Processor]:
    """What every line goes through. `key`: of the keyed hashes; a new one for each process if none is given."""
    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        where_it_broke,
        Allowed(key or secrets.token_bytes(32)),
    ]


class Allowed:
    """Lets through what is on the list, ids as keyed hashes, and counts what it left out."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __call__(self, _logger: Any, _method: str, line: Line) -> Line:
        kept = {name: _plain(value) for name, value in line.items() if name in FACTS}
        kept |= {name: self._hashed(value) for name, value in line.items() if name in HASHED}
        if not NAME.fullmatch(str(line.get("event", ""))):  # a sentence may quote anything
            kept["event"] = "a_line_without_a_name"
        if len(kept) < len(line):
            kept["left_out"] = len(line) - len(kept)
        return kept

    def _hashed(self, value: object) -> str:
        return hmac.digest(self._key, str(value).encode("utf-8", "replace"), "sha256").hex()[:16]


def where_it_broke(_logger: Any, _method: str, line: Line) -> Line:
    """An exception becomes its kind and where it happened; its words may quote what somebody wrote."""
    told = line.pop("exc_info", None)
    error = sys.exc_info()[1] if told is True else told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        line.setdefault("error", type(error).__name__)
        line["where"] = _frames(error.__traceback__)
    return line


class Libraries(logging.Handler):
    """What a library says becomes a line that says which library, how bad, and where; not its words."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line of ours for one of theirs."""
        level = "error" if record.levelno >= logging.ERROR else "warning"
        said: dict[str, object] = {"library": record.name, "exc_info": record.exc_info or None}
        if not record.exc_info:
            said["where"] = [f"{Path(record.pathname).name}:{record.lineno}"]
        getattr(structlog.get_logger(), level)("library_complained", **said)


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]


def _plain(value: object) -> object:
    """A short text without addresses: of a web address its host stays, since its path may be a secret."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if not isinstance(value, str):
        return value if isinstance(value, bool | int | float) else type(value).__name__
    text = MAIL.sub("(an address)", ADDRESS.sub(r"\1://\3/…", str(value)))
    return text[:LONGEST]


def _for_machines() -> Processor:
    return structlog.processors.JSONRenderer(ensure_ascii=False)  # type: ignore[return-value] # it makes a text of it


def _for_people() -> Processor:
    return structlog.dev.ConsoleRenderer(colors=False)  # type: ignore[return-value] # so does this
