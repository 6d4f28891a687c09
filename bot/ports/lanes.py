"""What delivery asks of the store about lanes: who sees to one, and how fast it may go."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.chat.outbox import Method
from bot.domain.pacing import Window
from bot.ports.platform import Limits


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane that was taken. `fence` tells whether it still is; `team` stands for its platform and workspace."""

    key: str
    team: str
    platform: str
    fence: int


class Lanes(Protocol):
    """A lane is one room or one private conversation: strictly one message in the air, one replica that sees to it."""

    def take(
        self,
        *,
        now: datetime,
        limit: int,
        lease: timedelta,
        limits: Mapping[str, Limits],
        ahead: timedelta = timedelta(0),
    ) -> list[Lane]:
        """Lanes in which something may leave, ours until the lease is over; none of a platform that is paused.

        At most as many as their platforms' limits (by name) let through from now until `ahead` is over. Waits for
        nobody else's lanes. While this transaction lasts, nobody can stop the programme.
        """

    def passes(self, lane: Lane, method: Method, *, now: datetime) -> datetime:
        """When one more message may leave this way; it is counted, unless that is later than was looked ahead."""

    def look_again_at(self, *, now: datetime, left: datetime) -> datetime | None:
        """When there may be something to take again; None where nothing waits. Asked at the end of a claim.

        `left`: when to look again at what might leave now and was not taken.
        """

    def is_ours(self, lane: Lane) -> bool:
        """Whether nobody took it over since; if so, nobody can until this transaction ends."""

    def ours(self, lanes: Collection[Lane]) -> frozenset[Lane]:
        """Those that nobody took over since; nobody can until this transaction ends."""

    def let_go(
        self, lanes: Collection[Lane], *, now: datetime, until: datetime | None = None, sent: Sequence[Window] = ()
    ) -> datetime | None:
        """Lanes that are ours are free again, once the next of what waits there is due, or at `until`.

        `sent`: a new message has just left there, and the next one keeps the distance that these windows ask for.
        Returns when something may leave in one of them, as far as is known.
        """

    def free(self) -> None:
        """Nobody sees to anything: for a process that starts, and knows that it is the only one."""

    def expect(self) -> None:
        """All lanes look again at what waits in them: something that was held may leave."""

    def shut(self, lane: Lane, method: Method, *, until: datetime) -> None:
        """Nothing leaves this way in the lane's whole workspace before then."""

    def answered(self, platform: str, *, known: bool, now: datetime) -> datetime | None:
        """A platform said what became of a message, or did not; returns until when it is paused, if that just began."""
