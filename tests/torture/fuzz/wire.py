"""A call as bytes on the wire, and what can be asked of the answer. Pure."""

import json
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any
from urllib.parse import quote_plus

from tests.torture.fuzz.twist import mangled

LARGEST = 256 * 1024
"""What the server reads of a body (adapters/server.py)."""

Headers = list[tuple[str, str | bytes]]


class Whose(StrEnum):
    """What can be asked of the answer."""

    PLATFORM = "the platform's"
    """The proof is right: it is taken, or refused as something that is not to be said again."""
    NOBODY = "nobody"
    """The proof is wrong: it must not be taken."""
    HEALTH = "health"
    """Anybody may ask that."""
    ANYBODY = "anybody"
    """It may be taken, refused, or not be answered at all."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is sent. `whole`: it is a request that has to be answered; `alone`: over a connection of its own."""

    what: str
    whose: Whose
    raw: bytes
    whole: bool = True
    alone: bool = False


def request(body: bytes, headers: Headers, *, line: str, length: str | None = "") -> bytes:
    """One request. `length`: instead of the body's own; None for no such header."""
    said: Headers = [("Host", "127.0.0.1"), *headers]
    if length is not None:
        said.append(("Content-Length", length or str(len(body))))
    return b"\r\n".join([octets(line), *(octets(name) + b": " + octets(value) for name, value in said), b"", body])


def as_form(value: Any, draw: Random) -> bytes:
    """A command's fields; now and then one twice, without its sign, or not whole."""
    pairs = list(value.items()) if isinstance(value, dict) else [("", value)]
    if pairs and draw.random() < 0.05:
        pairs.append(draw.choice(pairs))
    equals = draw.choice(["", "=="]) if draw.random() < 0.1 else "="
    raw = "&".join(quote_plus(octets(name)) + equals + quote_plus(_written(one)) for name, one in pairs).encode()
    return mangled(raw, draw) if draw.random() < 0.05 else raw


def octets(text: str | bytes) -> bytes:
    """UTF-8, and for half a character what stands for it there."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _written(value: Any) -> bytes:
    return octets(value if isinstance(value, str) else json.dumps(value))
