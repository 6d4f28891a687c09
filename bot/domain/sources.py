"""Sources: the feeds we listen to, and what we remember of the last time we asked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.health import Moves, Trouble


@dataclass(frozen=True, slots=True)
class Source:
    """A feed. `read_at` is None until it was read for the first time: what stands in it then is known, not news.

    `etag`, `modified` and `digest` are what its server said, and the SHA-256 of its body, when we last asked.
    """

    id: str
    key: str
    name: str
    url: str
    every: timedelta
    company: bool = False
    about: tuple[str, ...] = ()
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    read_at: datetime | None = None
    next_at: datetime | None = None
    errors: int = 0
    trouble: Trouble | None = None
    moves: Moves = field(default_factory=Moves)
    paused: bool = False
