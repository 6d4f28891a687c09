"""What a bot weighs after 110,000 events, beside what it weighed after 10,000: it must not grow with what it heard.

One process with store, dispatch and the numbers it counts, as the wiring puts them together; nothing is delivered. A
thousand people press, react, ask and open their pages again and again, so that the store itself grows by no more than
they do.
"""

import asyncio
import gc
import itertools
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from adapters.metrics import Metrics
from bot.chat.addresses import Message
from bot.chat.events import Action, Asked, Event, FormName, Opened, Pressed, Reacted, Submitted
from bot.chat.here import Here
from bot.dispatch import handle
from bot.domain.items import Life
from bot.ports import Backlog, Transaction
from bot.settings import parse
from store.database import Database
from tests.benchmarks.table import Row
from tests.store import making

GOAL = 1.1
FIRST, MORE = 10_000, 100_000
AT_ONCE = 32
PEOPLE, ITEMS = 1_000, 100
SETTINGS = "company: {name: Example Works, time_zone: Europe/Berlin}\n"
ROOM = "everyone"
NOW = making.NOW


def rows(*, small: bool = False) -> list[Row]:
    """One row: MiB after all events, and after the first of them."""
    first, more = (200, 400) if small else (FIRST, MORE)
    before, after = asyncio.run(weigh(first, more))
    what = f"memory after {first + more:,} events against {first:,}"
    return [Row(what, after, before, "MiB", GOAL, note="one process; presses, reactions, words, forms, own pages")]


async def weigh(first: int, more: int) -> tuple[float, float]:
    """MiB after the first events, and after more of them."""
    with tempfile.TemporaryDirectory() as folder:
        store = Database(f"sqlite:///{folder}/earshot.db", meter=Metrics(_nothing_waits))
        store.open()
        try:
            several = events(await store.tx(company))
            await hear(store, itertools.islice(several, first))
            before = resident()
            await hear(store, itertools.islice(several, more))
            return before, resident()
        finally:
            store.close()


async def hear(store: Database, several: Iterator[Event]) -> None:
    """All of these, some at a time; then what nobody needs any more is let go."""
    settings = parse(SETTINGS, environ={})

    async def some() -> None:
        for event in several:  # they share it: each takes the next
            await store.tx(lambda tx, event=event: handle(event, Here(tx, settings, event.at)))  # type: ignore[misc]

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    gc.collect()


def company(tx: Transaction) -> list[str]:
    """Members, and a room with cards that stand there; returns the ids of the cards."""
    for number in range(PEOPLE):
        making.person(tx, f"P{number}")
    room = making.room(tx, ROOM)
    items = [making.item(tx, str(number)).id for number in range(ITEMS)]
    return [
        making.card(tx, room.id, item, life=Life.ASKING, stands=f"m{number}").id for number, item in enumerate(items)
    ]


def events(cards: list[str]) -> Iterator[Event]:
    """Everybody does everything by turns; what was answered in one round is taken back in the next."""
    for number in itertools.count():
        told = f"e{number}", NOW + number * timedelta(milliseconds=1), making.address(f"P{number * 17 % PEOPLE}")
        place, given = number % ITEMS, number // (2 * PEOPLE) % 2 == 0
        message = Message(making.address(ROOM), f"m{place}")
        match number % 9:
            case 0 | 1 | 2:
                yield Reacted(*told, message, "white_check_mark", given)
            case 3 | 4:
                yield Pressed(*told, Action.SAVE if given else Action.NOT_SAVE, cards[place], message)
            case 5:
                yield Pressed(*told, Action.WHY, cards[place], message)
            case 6:
                yield Asked(*told, "help")
            case 7:
                yield Submitted(*told, FormName.FIND, "", {"link": "no link", "why": ""})
            case _:
                yield Opened(*told)


async def _nothing_waits() -> Backlog:
    raise NotImplementedError  # nobody reads the numbers here


def resident(pid: int | str = "self", *, most: bool = False) -> float:
    """MiB a process takes; with `most`, its peak so far. On a system without /proc, what `ps` says it has now."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        name = "VmHWM:" if most else "VmRSS:"
        line = next(line for line in status.read_text().splitlines() if line.startswith(name))
        return int(line.split()[1]) / 1024
    said = subprocess.run(("ps", "-o", "rss=", "-p", str(pid)), capture_output=True, text=True, check=True)
    return int(said.stdout) / 1024
