"""One replica that runs by the clock, in a process of its own: `python -m tests.torture.ticker --store URL`.

Its jobs are of those of which every slot counts, and take a while. It ticks until it is killed, told to stop
(SIGTERM), or left alone (its standard input ends).
"""

import argparse
import asyncio
import random
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from bot.app.clock import SystemClock
from bot.chat.outbox import Purpose
from bot.ports import Slot, Transaction
from jobs.timetable import Timetable, Turn, ends
from store.database import Database

CAREFUL, CARELESS = "careful", "careless"
PERIOD = timedelta(seconds=0.5)
LEASE = timedelta(seconds=1.5)
WHILE = (0.0, 0.4)
"""Seconds that a job takes."""


def put(slot: Slot, tx: Transaction) -> None:
    """What belongs to a slot: one message, with a key of its own, so that only the slot keeps it from coming twice."""
    now = SystemClock().now()
    tx.outbox.put(Purpose.CARD, key=f"slot:{uuid4()}", lane=slot.job, about=str(slot.number), at=now)


async def a_while() -> None:
    """It takes a while."""
    await asyncio.sleep(random.uniform(*WHILE))


def careful(store: Database) -> Turn:
    """What belongs to a slot and its end are one transaction."""

    def both(slot: Slot, tx: Transaction) -> None:
        put(slot, tx)
        ends(slot, tx)

    async def run(slot: Slot) -> None:
        await a_while()
        await store.tx(lambda tx: both(slot, tx))

    return run


def careless(store: Database) -> Turn:
    """The control: they are two. It takes twice as long, so that hardly a kill finds it at rest."""

    async def run(slot: Slot) -> None:
        await store.tx(lambda tx: put(slot, tx))
        await a_while()
        await a_while()
        await store.tx(lambda tx: ends(slot, tx))

    return run


async def tick(said: argparse.Namespace) -> None:
    """Open the store, run by the clock, close it."""
    store = Database(said.store)
    await asyncio.to_thread(store.open)
    try:
        turns = {CAREFUL: careful(store), CARELESS: careless(store)}
        every = dict.fromkeys(turns, PERIOD)
        timetable = Timetable(store, SystemClock(), {}, turns=turns, every=every, lease=LEASE)
        enough, loop = asyncio.Event(), asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, enough.set)
        when_left_alone(loop, enough)
        timetable.start()
        await enough.wait()
        await timetable.stop()
    finally:
        await asyncio.to_thread(store.close)


def when_left_alone(loop: asyncio.AbstractEventLoop, enough: asyncio.Event) -> None:
    """Whoever started it may have died."""

    def wait() -> None:
        with suppress(OSError):
            sys.stdin.read()
        loop.call_soon_threadsafe(enough.set)

    threading.Thread(target=wait, daemon=True).start()


def main(words: Sequence[str] | None = None) -> None:
    """Tick as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.ticker", description=__doc__)
    parser.add_argument("--store", required=True)
    asyncio.run(tick(parser.parse_args(words)))


if __name__ == "__main__":
    main()
