"""Replicas that nudge, at one moment: `python -m tests.torture.nudger --store URL --at TIME --notes FILE NUMBER…`.

Each number is a replica: several share the store of this process, as SQLite wants it. It plans and delivers at once
until nothing is left to do, writes down what arrived, and ends; or ends at once where it is left alone (its standard
input ends).
"""

import argparse
import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot import ports
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card
from bot.chat.here import Here
from bot.domain.people import Person
from bot.ports import Delivered, Sent
from bot.settings import Settings, parse
from jobs.deliver import Deliver
from jobs.nudge import Nudge, subjects
from store.database import Database
from tests.fakes.clock import SetClock
from tests.fakes.platform import FakePlatform

T = TypeVar("T")


class Noting(FakePlatform):
    """A platform that keeps nothing but whom it told what."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[tuple[str, str]] = []

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """It is there, and noted."""
        self.noted.append((to.id, card.title))
        return Sent(Message(to, key))


class PlannedOnly:
    """The naive policy of the control: at the door, nobody's last nudge is looked at any more."""

    def __init__(self, store: ports.Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def tx(self, fn: Callable[[ports.Transaction], T], *, within: float | None = None) -> T:
        """As the store does it, for people who seem never to have been nudged."""
        return await self._store.tx(lambda tx: fn(_Naive(tx, people=_NeverNudged(tx.people))), within=within)


class _Naive:
    """A noun of the store with another one in the place of some of its own."""

    def __init__(self, of: Any, **instead: Any) -> None:
        self._of = of
        self._instead = instead

    def __getattr__(self, name: str) -> Any:
        return self._instead[name] if name in self._instead else getattr(self._of, name)


class _NeverNudged(_Naive):
    def get(self, person_id: str) -> Person | None:
        """Them, rested for ever."""
        person: Person | None = self._of.get(person_id)
        return replace(person, nudged_at=None) if person else None


class Replica:
    """Goes through the items in an order of its own, as if it had read the list at another moment."""

    def __init__(self, number: int, store: Database, clock: SetClock, platform: Noting, *, naive: bool) -> None:
        self._number = number
        self._store = store
        self._clock = clock
        self._nudge = Nudge(store, settings=never_quiet(), clock=clock)
        door: ports.Store = PlannedOnly(store) if naive else store
        self._deliver = Deliver(door, platforms={platform.name: platform}, settings=never_quiet(), clock=clock)

    async def plan_and_deliver(self) -> None:
        """Both at once, until all is planned; then what is left."""
        planning = asyncio.create_task(self._plan())
        while not planning.done():
            await self._deliver.drain()
            await asyncio.wait([planning], timeout=0.05)
        await planning
        await self._deliver.drain()

    async def _plan(self) -> None:
        look = lambda tx: (tx.nudging.zones(), subjects(Here(tx, never_quiet(), self._clock.now())))  # noqa: E731
        zones, asking = await self._store.read(look)
        turned = asking[self._number :] + asking[: self._number]
        for zone in zones:
            after: str | None = ""
            while after is not None:
                after = await self._nudge.go_on(zone, after, turned)


def never_quiet() -> Settings:
    """So that everything meets."""
    return parse(
        "company: {name: Example Works, time_zone: Europe/Berlin}\n"
        'people: {quiet: {from: "00:00", until: "00:00", days: []}}\n',
        environ={},
    )


async def nudge(said: argparse.Namespace) -> None:
    """Open the store, plan and deliver, close it."""
    store, platform = Database(said.store), Noting()
    await asyncio.to_thread(store.open)
    try:
        clock = SetClock(said.at)
        replicas = [Replica(number, store, clock, platform, naive=said.naive) for number in said.numbers]
        await asyncio.sleep(said.begin - time.time())  # with the others, who are other processes
        await asyncio.gather(*(one.plan_and_deliver() for one in replicas))
    finally:
        await asyncio.to_thread(store.close)
    await asyncio.to_thread(said.notes.write_text, json.dumps(platform.noted))


def end_when_left_alone() -> None:
    """Nobody waits any more for what it finds out."""

    def wait() -> None:
        with suppress(OSError):
            sys.stdin.read()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def main(words: Sequence[str] | None = None) -> None:
    """Nudge as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.nudger", description=__doc__)
    parser.add_argument("--store", required=True)
    parser.add_argument("--at", required=True, type=datetime.fromisoformat, help="what its clock shows")
    parser.add_argument("--begin", type=float, default=0.0, help="when it begins, in seconds since 1970")
    parser.add_argument("--notes", required=True, type=Path, help="where it writes down what arrived")
    parser.add_argument("--naive", action="store_true", help="a control: the cap is looked at when planning only")
    parser.add_argument("numbers", nargs="+", type=int)
    said = parser.parse_args(words)
    end_when_left_alone()
    asyncio.run(nudge(said))


if __name__ == "__main__":
    main()
