"""One replica in a process of its own: `python -m tests.torture.worker --store URL --platform URL`.

It delivers in real time until it is killed, told to stop (SIGTERM), or left alone (its standard input ends).
"""

import argparse
import asyncio
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.app.clock import SystemClock
from bot.chat.addresses import Address
from bot.ports import Fate, Limits, NotThere
from bot.settings import Settings, parse
from jobs.deliver import Deliver, Times
from store.database import Database
from tests.fakes.faulty import FaultyPlatform, paced

PLATFORM = "faulty"
IMPATIENCE = 0.25
"""How often somebody looks whether the platform is paused, in seconds, and lets it go on."""


def open_house() -> Settings:
    """Settings by which no room is ever quiet."""
    return parse(
        "company: {name: Example Works, time_zone: Europe/Berlin}\n"
        'rooms: {defaults: {quiet: {from: "00:00", until: "00:00", days: []}}}\n',
        environ={},
    )


class Believing(FaultyPlatform):
    """A control: whatever nobody answered for is not there, so that it is sent again, blindly."""

    async def find(self, to: Address, key: str) -> Fate:
        """It asks nobody."""
        return NotThere()


def deliver(store: Database, platform: FaultyPlatform, *, send: float, lease: float, quiet: float) -> Deliver:
    """Delivery with these times, in seconds: the one place that knows how it is put together."""
    times = Times(
        send=timedelta(seconds=send),
        margin=timedelta(seconds=min(0.2, lease / 4)),
        lease=timedelta(seconds=lease),
        quiet=timedelta(seconds=quiet),
    )
    return Deliver(store, platforms={platform.name: platform}, settings=open_house(), clock=SystemClock(), times=times)


async def go_on(store: Database) -> None:
    """Whoever runs this lets a platform that was paused go on at once: here it is silent all the time."""
    now = SystemClock().now
    while True:
        await asyncio.sleep(IMPATIENCE)
        try:
            if await store.read(lambda tx: tx.standing.backlog(now=now()).paused):
                await store.tx(lambda tx: tx.lanes.answered(PLATFORM, known=True, now=now()))
        except Exception as error:  # noqa: BLE001 - delivery has its own way with a store that does not answer
            structlog.get_logger().warning("not_looked", error=type(error).__name__)


async def work(said: argparse.Namespace) -> None:
    """Open the store, deliver, close it."""
    store = Database(said.store)
    await asyncio.to_thread(store.open)
    try:
        if said.store.startswith("sqlite"):  # as at a real start: the file is ours alone
            await store.tx(lambda tx: tx.lanes.free())
        limits: Limits = paced(said.pace)
        async with (Believing if said.blind else FaultyPlatform)(
            said.platform, limits=limits, name=PLATFORM
        ) as platform:
            delivery = deliver(store, platform, send=said.send, lease=said.lease, quiet=said.quiet)
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, delivery.stop)
            _when_left_alone(loop, delivery)
            impatience = asyncio.create_task(go_on(store))
            await delivery.work()
            impatience.cancel()
    finally:
        await asyncio.to_thread(store.close)


def _when_left_alone(loop: asyncio.AbstractEventLoop, delivery: Deliver) -> None:
    def wait() -> None:
        with suppress(OSError):
            sys.stdin.read()
        loop.call_soon_threadsafe(delivery.stop)

    threading.Thread(target=wait, daemon=True).start()


def arguments() -> argparse.ArgumentParser:
    """What can be said on the command line; times in seconds."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.worker", description=__doc__)
    parser.add_argument("--store", required=True)
    parser.add_argument("--platform", required=True)
    parser.add_argument("--send", type=float, default=0.8)
    parser.add_argument("--lease", type=float, default=2.0)
    parser.add_argument("--quiet", type=float, default=2.0)
    parser.add_argument("--pace", type=float, default=0.0, help="seconds between two messages of a room")
    parser.add_argument("--blind", action="store_true", help="a control: send again whatever nobody answered for")
    return parser


def main(words: Sequence[str] | None = None) -> None:
    """Deliver as the command line says."""
    asyncio.run(work(arguments().parse_args(words)))


if __name__ == "__main__":
    main()
