"""What goes wrong on demand, and all that came."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

RESPONSE_URL = "response_url"
"""The name under which answers to a `response_url` are counted and broken."""


@dataclass(frozen=True, slots=True)
class Broken:
    """HTTP 500 with an HTML body; `done`: what was asked for is done all the same."""

    done: bool = False
    status: int = 500


@dataclass(frozen=True, slots=True)
class Cut:
    """The request is taken, and the connection cut; `done`: after what was asked for was done."""

    done: bool = True


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer while the client waits. What was asked for is done at once, when the client has gone, or never."""

    done: Literal["first", "late", "never"] = "first"


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


class Faults:
    """The faults that are waiting, by method; "*" stands for every method."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault | None]] = defaultdict(deque)

    def put(self, method: str, fault: Fault, *, times: int = 1, after: int = 0) -> None:
        """The next so many calls of a method go wrong, once `after` more of them went well."""
        self._waiting[method].extend([None] * after + [fault] * times)

    def take(self, method: str) -> Fault | None:
        """The fault of this call, if one waits for it."""
        for name in (method, "*"):
            if self._waiting[name]:
                return self._waiting[name].popleft()
        return None

    def clear(self) -> None:
        """From now on all goes well."""
        self._waiting.clear()
