"""A bot whose platform takes its time, in a process of its own: what SIGTERM does to a message that is in the air.

It prints "in the air" once one is. With `careless` it ends as a program does that never thought of signals.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from bot.app import Bot, log_as, running, told_to_stop
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.outbox import Purpose, pack
from bot.ports import Delivered, Transaction
from bot.settings import parse

SETTINGS = """
company: {name: Example Works}
platforms:
  playground:
    people:
      - {id: ana, name: Ana, time_zone: UTC}
      - {id: ben, name: Ben, time_zone: UTC}
      - {id: chloe, name: Chloe, time_zone: UTC}
log: {level: error}
"""
SLOW = 2.0
"""Seconds the platform takes for a message."""


def several_wait(tx: Transaction, now: datetime) -> None:
    """Answers to what a few people just asked, one behind the other for each of them."""
    for who in ("ana", "ben", "chloe"):
        one = tx.people.meet(Address("playground", "playground", who), now=now, zone="UTC", language="en")
        for number in range(2):
            tx.outbox.put(
                Purpose.ANSWER,
                key=f"answer:{who}:{number}",
                lane=one.id,
                about=one.id,
                person_id=one.id,
                at=now,
                body=pack(Card(title=f"{number}")),
            )


async def main(folder: Path, *, careless: bool) -> None:
    """Until somebody says stop."""
    told = told_to_stop()
    if careless:
        asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    settings = parse(SETTINGS, environ={})
    log_as(settings.log)
    bot = Bot(settings, environ={}, folder=folder, port=0)
    async with running(bot):
        assert bot.playground is not None
        at_once = bot.playground.send

        async def slowly(to: Address, card: Card, *, key: str) -> Delivered:
            print("in the air", flush=True)
            await asyncio.sleep(SLOW)
            return await at_once(to, card, key=key)

        bot.playground.send = slowly  # type: ignore[method-assign]
        await bot.store.tx(lambda tx: several_wait(tx, bot.clock.now()))
        await told.wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), careless="careless" in sys.argv[2:]))
