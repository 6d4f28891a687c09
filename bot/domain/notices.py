"""Notices: a few plain lines for everyone in a room, that ask nothing and count nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is about: a steward's answer to a room, or that everything is stopped or goes on."""

    YOU_SAID = "you_said"
    STOPPED = "stopped"
    GOES_ON = "goes_on"


STATES = frozenset({NoticeKind.STOPPED, NoticeKind.GOES_ON})
"""Those of which a room needs the newest only, since each takes the other back."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice for one room. `text` is empty but for YOU_SAID: the other kinds say the same everywhere."""

    id: str
    room_id: str
    kind: NoticeKind
    text: str
    at: datetime
