"""What goes wrong on demand, and all that came."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.faults import Broken, Cut, Hang, Waiting

RESPONSE_URL = "response_url"
"""The name under which answers to a `response_url` are counted and broken."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """`{"ok": false}` with this error, and whatever else the answer holds."""

    error: str
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limited:
    """HTTP 429 with this `Retry-After`; None leaves the header out."""

    retry_after: str | None = "1"


Fault = Broken | Cut | Hang | Refuse | Limited


@dataclass(eq=False)
class Call:
    """One request that arrived. `outcome`: "ok", the error's name, or what became of the connection.

    `done`: what it asked for took effect. `headers`: without the token.
    """

    method: str
    args: dict[str, Any]
    token: str
    at: datetime
    headers: dict[str, str]
    outcome: str = ""
    done: bool = False
    answer: dict[str, Any] = field(default_factory=dict)


class Faults(Waiting[Fault]):
    """The faults that are waiting, by method."""
