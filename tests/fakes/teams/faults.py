"""What goes wrong on demand, and all that came."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.faults import Broken, Cut, Hang, Waiting


@dataclass(frozen=True, slots=True)
class Refuse:
    """This status with `{"error": {"code": …}}`; whatever words belong to the code come with it."""

    status: int
    code: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limited:
    """HTTP 429, 412 or 503 with this `Retry-After`; None leaves the header out."""

    retry_after: str | None = "1"
    status: int = 429


Fault = Broken | Cut | Hang | Refuse | Limited


@dataclass(eq=False)
class Call:
    """One request that arrived. `operation`: send, update, delete, create, members, member, team, channels, token,
    identity, metadata, keys, discovery. `conversation`: as the request names it; for `create`, whom or what it is for.

    `outcome`: "ok", the error's code, a status, or what became of the connection. `done`: what it asked for took
    effect. `headers`: without the token.
    """

    operation: str
    conversation: str
    path: dict[str, str]
    args: dict[str, Any]
    token: str
    at: datetime
    headers: dict[str, str]
    outcome: str = ""
    done: bool = False
    answer: Any = None


class Faults(Waiting[Fault]):
    """The faults that are waiting, by operation; "message" stands for whichever one says something new."""
