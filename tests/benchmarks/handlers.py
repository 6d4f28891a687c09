"""What handlers take with a million people and items, beside the same handlers with a thousand of each.

Two stores on SQLite, and everything is done in turn on both, each time by somebody else about something else. Nothing
here should grow with how much is kept; where it does, an index is missing, or a question has no bound.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from bot.chat.addresses import Address, Message
from bot.chat.events import Action, Asked, Event, FormName, Opened, Pressed, Reacted, Submitted
from bot.chat.here import Here
from bot.dispatch import handle
from bot.handlers.stewarding.items import AMONG
from bot.ports import Limits, Transaction
from bot.settings import Settings, parse
from jobs.choose import Choose
from jobs.delivering.claim import claim
from jobs.nudge import Nudge
from store import migrate
from store.database import Database
from tests.benchmarks.items import FIRST, FRESH, ROOMS, fill_items
from tests.benchmarks.nudges import opened
from tests.benchmarks.people import NOW, fill_sqlite
from tests.benchmarks.table import Row
from tests.fakes.clock import SetClock

GOAL = 1.5
MANY, FEW, ROUNDS = 1_000_000, 1_000, 60
SETTINGS = """
company: {name: Example Works, time_zone: Europe/Berlin}
platforms: {playground: {people: [{id: ana, name: Ana, time_zone: UTC}]}}
people: {quiet: {from: '18:00', until: '09:00'}}
stewards: [{platform: playground, id: ana}]
"""
STEWARD = Address("playground", "playground", "ana")

GROWS = {
    "steward: search, words of none": f"looks through {AMONG:,} at most, or all there are",
    "steward: reasons": "an index; grows with the reasons given in 90 days",
    "a look of nudge": "an index, and no writing; grows with those who rest",
}
"""What has no goal, and what keeps it small all the same."""

Do = Callable[[Database, int], Awaitable[object]]
"""Something that is done with a store; the number makes it somebody else's, about something else."""


@dataclass
class Side:
    """One of the two stores, and the milliseconds of everything that was done with it."""

    store: Database
    people: int
    took: dict[str, list[float]] = field(default_factory=dict)

    async def time(self, what: str, do: Do, number: int) -> None:
        """Do it once."""
        began = time.perf_counter()
        await do(self.store, number)
        self.took.setdefault(what, []).append((time.perf_counter() - began) * 1000)

    def median(self, what: str) -> float:
        """Milliseconds."""
        return statistics.median(self.took[what])


def settings() -> Settings:
    """Quiet from 18:00 to 09:00, and one steward."""
    return parse(SETTINGS, environ={})


def events(people: int) -> Mapping[str, Callable[[int], Event]]:
    """What people do all day, each by its name, made for a number."""
    keys = count()

    def who(number: int) -> Address:
        return Address("playground", "T1", f"U{number * 17 % people}")

    def told(number: int) -> tuple[str, datetime, Address]:
        return f"e{next(keys)}", NOW + number * timedelta(seconds=1), who(number)

    def pressed(action: Action, subject: Callable[[int], str] = lambda _: "") -> Callable[[int], Event]:
        return lambda number: Pressed(*told(number), action, subject(number), _message(number))

    return {
        "reaction": lambda number: Reacted(*told(number), _message(number), "white_check_mark", True),
        "press on worth sharing": pressed(Action.WORTH_IT, _card),
        "press on save": pressed(Action.SAVE, _card),
        "press on why": pressed(Action.WHY, _card),
        "own page": lambda number: Opened(*told(number)),
        "help": lambda number: Asked(*told(number), "help"),
        "find": lambda number: Asked(*told(number), f"find https://a-friend.example/{number}"),
        "a story begun": pressed(Action.STORY),
        "networks": pressed(Action.NETWORKS),
        "saved": pressed(Action.SAVED),
    }


def desk() -> Mapping[str, Callable[[int], Event]]:
    """What a steward asks at the desk."""

    def pressed(action: Action) -> Callable[[int], Event]:
        return lambda number: Pressed(f"d{number}", NOW, STEWARD, action, "")

    def looked(words: str) -> Callable[[int], Event]:
        form = FormName.LOOK_FOR_ITEM
        return lambda number: Submitted(f"l{number}", NOW, STEWARD, form, "", {"words": words})

    return {
        "own page": lambda number: Opened(f"o{number}", NOW, STEWARD),
        "newest items": looked(""),
        "search, words of many items": looked("rust part"),
        "search, words of none": looked("zeppelin repair"),
        "reasons": pressed(Action.DESK_REASONS),
        "sources": pressed(Action.DESK_SOURCES),
        "in doubt": pressed(Action.DESK_PARKED),
    }


def heard(make: Callable[[int], Event]) -> Do:
    """An event goes through dispatch, in one transaction, as the wiring does it."""
    said = settings()
    return lambda store, number: store.tx(lambda tx: handle(make(number), Here(tx, said, NOW)))


def looks() -> Mapping[str, Do]:
    """What happens by the clock where nothing is due: a claim, and a look of each job that looks."""
    said, clock, minute = settings(), SetClock(NOW), timedelta(minutes=1)
    limits = {"playground": Limits()}

    def claimed(tx: Transaction) -> None:
        found = claim(Here(tx, said, NOW), limit=20, lease=minute, quiet_time=minute, limits=limits)
        assert not found.leaving

    def listens(tx: Transaction) -> bool:
        first = tx.sources.next_due()
        return first is not None and first <= NOW

    return {
        "a claim": lambda store, _: store.tx(claimed),
        "a look of listen": lambda store, _: store.read(listens),
        "a look of read": lambda store, _: store.read(lambda tx: tx.items.finds_waiting(limit=1)),
        "a look of choose": lambda store, _: store.read(Choose(store, settings=said, clock=clock).due),
        "a look of nudge": lambda store, _: store.read(Nudge(store, settings=said, clock=clock).due),
    }


async def compare(sides: tuple[Side, Side], work: Mapping[str, Do], *, rounds: int) -> None:
    """Each so many times, in turn on both stores, of which now one and now the other is the first."""
    for what, do in work.items():
        for number in range(rounds + 1):
            for side in sides if number % 2 else sides[::-1]:
                await side.time(what, do, number)
    for side in sides:
        side.took = {what: took[1:] for what, took in side.took.items()}  # the first round makes statements


def rows(*, small: bool = False) -> list[Row]:
    """The mean of what people do, the worst of it, and each of a steward's questions and of the clock's looks."""
    many, few = (5_000, FEW) if small else (MANY, FEW)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stores = [stack.enter_context(opened(filled(Path(folder) / f"{size}.db", size))) for size in (many, few)]
        return asyncio.run(found(Side(stores[0], many), Side(stores[1], few), rounds=3 if small else ROUNDS))


def filled(file: Path, size: int) -> str:
    """A store of so many people and items; returns its address."""
    url = f"sqlite:///{file}"
    migrate.upgrade(url)
    fill_sqlite(file, size, resting=True)
    fill_items(file, size)
    return url


async def found(ours: Side, beside: Side, *, rounds: int) -> list[Row]:
    """Run it all; milliseconds."""
    ordinary = {what: heard(make) for what, make in events(beside.people).items()}
    asked = {f"steward: {what}": heard(make) for what, make in desk().items()}
    apart = {**asked, **looks()}
    # The looks come first: what people do leaves pages to be drawn anew, and then something is due.
    await compare((ours, beside), {**looks(), **ordinary, **asked}, rounds=rounds)

    def row(what: str, name: str, *, note: str = "") -> Row:
        goal = None if name in GROWS else GOAL
        return Row(what, ours.median(name), beside.median(name), "ms", goal, note=note or GROWS.get(name, ""))

    size = f"{ours.people:,} people and items against {beside.people:,}"
    mean, other = (statistics.mean(side.median(what) for what in ordinary) for side in (ours, beside))
    worst = max(ordinary, key=lambda what: ours.median(what) / beside.median(what))
    return [
        Row("a handler, mean of all", mean, other, "ms", GOAL, note=size),
        row("a handler, the worst", worst, note=worst),
        *(row(what, what) for what in apart),
    ]


def _place(number: int) -> int:
    return FIRST + number % FRESH


def _card(number: int) -> str:
    return f"01CARD00{_place(number):018d}"


def _message(number: int) -> Message:
    return Message(Address("playground", "T1", f"R{_place(number) % ROOMS}"), f"m{_place(number)}")
