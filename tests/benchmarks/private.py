"""Private messages against the time that limits allow: `python -m tests.benchmarks --only private [--small]`.

A real store and a real delivery hand them to a platform that answers soon and counts for itself. Its limits are Slack's
(ten thousand people, one message each) and Teams' (one long conversation), with every second made a sixtieth: a run
shorter by that much, in which whatever delivery is late weighs sixty times as heavily. What is compared is the time
from the first message to the last with the least that the windows allow, which is what a pace says that keeps them.
"""

import asyncio
import contextlib
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.app.clock import SystemClock
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Profile
from bot.chat.outbox import Method, Purpose, pack
from bot.domain.pacing import Window, pace
from bot.ports import CannotTell, Delivered, Fate, Later, Limits, Sent, Transaction
from bot.settings import parse
from jobs.deliver import Deliver
from store.database import Database
from tests.benchmarks.table import Row

GOAL = 1.05
FASTER = 60
ANSWERS_AFTER = 0.005
PUT_AT_ONCE = 500
SETTINGS = "company: {name: Example Works, time_zone: Europe/Berlin}\n"


def sooner(*windows: Window) -> tuple[Window, ...]:
    """The same windows where a minute takes a second."""
    return tuple(Window(one.count, one.seconds / FASTER) for one in windows)


SLACK = Limits(room=sooner(Window(1, 1)), methods={Method.SEND: sooner(Window(300, 60))})
"""One a second in a conversation, three hundred a minute in a workspace."""

TEAMS = Limits(
    room=sooner(Window(7, 1), Window(8, 2), Window(60, 30), Window(1800, 3600)), workspace=sooner(Window(50, 1))
)
"""Four windows for each conversation, one for the workspace."""


@dataclass
class Counted:
    """Counts what came within windows, exactly: it remembers when each message of the longest window came."""

    windows: Sequence[Window]
    came: deque[float] = field(default_factory=deque)

    def takes(self, at: float) -> bool:
        """Whether one more is within every window; if so it is counted."""
        longest = max((one.seconds for one in self.windows), default=0.0)
        while self.came and self.came[0] <= at - longest:
            self.came.popleft()
        for one in self.windows:
            if len(self.came) >= one.count and self.came[-one.count] > at - one.seconds:
                return False
        self.came.append(at)
        return True


@dataclass
class Counting:
    """A platform that answers soon, and refuses what exceeds its limits. Fits `bot.ports.Platform`."""

    limits: Limits
    expected: int
    name: str = "counting"
    came: list[float] = field(default_factory=list)
    stands: set[str] = field(default_factory=set)
    refused: int = 0
    all_came: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._rooms: dict[str, Counted] = {}
        self._way = Counted(self.limits.methods.get(Method.SEND, ()))
        self._workspace = Counted(self.limits.workspace)

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """One more message, or "too many"."""
        at = time.perf_counter()
        room = self._rooms.setdefault(to.id, Counted(self.limits.room))
        if not all(one.takes(at) for one in (room, self._way, self._workspace)):
            self.refused += 1
            return Later(1 / FASTER)
        self.came.append(at)
        self.stands.add(key)
        if len(self.stands) == self.expected:
            self.all_came.set()
        await asyncio.sleep(ANSWERS_AFTER)
        return Sent(Message(to, f"m{len(self.came)}"))

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Nothing is drawn anew here."""
        raise NotImplementedError

    async def page(self, person: Address, page: Page) -> None:
        """Nobody has a page here."""

    async def find(self, to: Address, key: str) -> Fate:
        """It does not tell."""
        return CannotTell()

    async def profile(self, person: Address) -> Profile:
        """A first name made of the id."""
        return Profile(person.id)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to. `least`: the seconds its limits ask for; `took`: those from the first to the last."""

    put: int
    came: int
    different: int
    refused: int
    took: float
    least: float

    def row(self, what: str) -> Row:
        """Its line of the table."""
        note = f"{self.came / self.took:.0f} a second, {self.refused} refused, {self.put - self.different} missing"
        return Row(what, self.took, self.least, "s", GOAL, note=note)


def to_each(count: int) -> Iterator[tuple[str, str]]:
    """One message for each of so many people: whom, and its key."""
    return ((f"p{number}", f"answer:{number}") for number in range(count))


def to_one(count: int) -> Iterator[tuple[str, str]]:
    """So many messages for one person."""
    return (("p", f"answer:{number}") for number in range(count))


def deliver(waiting: Sequence[tuple[str, str]], limits: Limits, windows: Sequence[Window]) -> Run:
    """Put these messages, and deliver them all. `windows`: those that decide how fast they may be."""
    with opened() as store:
        return asyncio.run(_deliver(store, waiting, Counting(limits, len(waiting)), windows))


async def _deliver(
    store: Database, waiting: Sequence[tuple[str, str]], platform: Counting, windows: Sequence[Window]
) -> Run:
    for first in range(0, len(waiting), PUT_AT_ONCE):
        await store.tx(_puts(platform.name, waiting[first : first + PUT_AT_ONCE]))
    settings = parse(SETTINGS, environ={})
    delivery = Deliver(store, platforms={platform.name: platform}, settings=settings, clock=SystemClock())
    working = asyncio.create_task(delivery.work())
    by = pace(windows)
    least = (len(waiting) - by.burst) * by.interval.total_seconds()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(platform.all_came.wait(), 10 * least + 10)
    delivery.stop()
    await working
    took = platform.came[-1] - platform.came[0]
    return Run(len(waiting), len(platform.came), len(platform.stands), platform.refused, took, least)


def _puts(platform: str, waiting: Sequence[tuple[str, str]]) -> Callable[[Transaction], None]:
    body = pack(Card("What you can say", "Write to me: topics, networks, nudges on, pause 2w, forget."))

    def put(tx: Transaction) -> None:
        now = SystemClock().now()
        for name, key in waiting:
            one = tx.people.meet(Address(platform, "T1", name), now=now, zone="Europe/Berlin", language="en").id
            tx.outbox.put(Purpose.ANSWER, key=key, lane=one, about=one, person_id=one, at=now, body=body)

    return put


@contextlib.contextmanager
def opened() -> Iterator[Database]:
    """An open store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = Database(f"sqlite:///{Path(folder) / 'earshot.db'}")
        store.open()
        try:
            yield store
        finally:
            store.close()


def runs(*, small: bool) -> list[tuple[str, Run]]:
    """Many people, and one long conversation."""
    many, long = (300, 40) if small else (10_000, 600)
    return [
        (f"{many:,} private messages, Slack's limits", deliver([*to_each(many)], SLACK, SLACK.methods[Method.SEND])),
        (f"{long:,} messages in one conversation, Teams' limits", deliver([*to_one(long)], TEAMS, TEAMS.room)),
    ]


def rows(*, small: bool) -> list[Row]:
    """A line for each."""
    return [run.row(what) for what, run in runs(small=small)]
