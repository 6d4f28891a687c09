"""`earshot run` as a process of its own: the same wiring, but for its clock, which stands until it is told to go on.

Only how much its platform takes in a minute is not asked, since minutes pass in no time.

What it is told stands on its standard input, one JSON object a line. Each is answered once it is done, with a line that
has the time, and the ids of the messages that went through the port since the last one:

    {"forward": 60, "jobs": ["listen"]}   time passes, then these jobs look for what is due, and all that may leave does
    {"be": "Loud"}                        the adapter is one of `naive.py`; "" is the real one
    {"hear": {…}}                         what an adapter that listens to people would tell
"""

import asyncio
import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import Bot, log_as, running, told_to_stop
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card
from bot.chat.events import Asked, Event, Reacted
from bot.chat.replies import Reply
from bot.ports import Delivered, Limits, Platform, Sent
from bot.settings import load
from jobs.listening.parse import Parser
from tests.contract.naive import NAIVE, Honest
from tests.fakes.clock import SetClock

HERE = "Earshot is here: "
ROUNDS, PACE = 4, timedelta(seconds=2)
"""So often, and with so much time between, more may leave: the pace of a platform's limits keeps nobody waiting."""


class Unhurried(Honest):
    """A platform that is not asked how much it takes in a minute: here hours pass in no time. `sent`: see above."""

    def __init__(self, real: Platform, sent: list[str]) -> None:
        super().__init__(real, unheard)
        self.limits = Limits(room=real.limits.room)
        self._sent = sent

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """A message, and a note of it."""
        said = await super().send(to, card, key=key)
        if isinstance(said, Sent):
            self._sent.append(said.message.id)
        return said


async def unheard(_: Event) -> Reply | None:
    """What is heard goes another way."""
    return None


class Platforms(dict[str, Platform]):
    """The bot's platforms, each without its hurry."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []

    def __setitem__(self, name: str, platform: Platform) -> None:
        super().__setitem__(name, platform if isinstance(platform, Honest) else Unhurried(platform, self.sent))

    def note(self) -> list[str]:
        """The ids of what went since this was last asked."""
        noted, self.sent[:] = list(self.sent), []
        return noted


class Played(Bot):
    """The bot, with somebody between it and its adapter where a test wants that."""

    between: Honest | None = None
    platforms: Platforms

    def __init__(self, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        self.platforms = self._open.by_name = Platforms()

    async def receive(self, event: Event) -> Reply | None:
        """What the adapter tells."""
        return await (super().receive(event) if self.between is None else self.between.hear(event))

    def be(self, naive: str) -> None:
        """The adapter is this one from now on."""
        [(name, present)] = self.platforms.items()
        real = self.between.real if self.between else present
        self.between = NAIVE[naive](real, super().receive) if naive else None
        self.platforms[name] = self.between or real


async def done(bot: Played, clock: SetClock, told: dict[str, Any]) -> None:
    """What one line asks for."""
    if "be" in told:
        bot.be(told["be"])
    if "hear" in told:
        await bot.receive(overheard(told["hear"], clock.now()))
    clock.forward(timedelta(seconds=told.get("forward", 0)))
    for job in told.get("jobs", ()):
        await bot.timetable.tick(job)
    if bot.teams is not None:  # what people are answered on the spot
        await bot.teams.reception._beside.all_done()
    await bot.settled()
    for _ in range(ROUNDS):
        waits = await bot.store.read(lambda tx: tx.outbox.next_due())
        if waits is None or waits > clock.now() + PACE:
            return
        clock.forward(PACE)
        await bot.settled()


def overheard(said: dict[str, Any], at: datetime) -> Event:
    """An event that only an adapter tells that listens to what people do among themselves."""
    who = Address(**said["person"])
    if "emoji" in said:
        return Reacted(said["key"], at, who, Message(Address(**said["room"]), said["message"]), said["emoji"], True)
    return Asked(said["key"], at, who, said["words"], Address(**said["room"]))


async def main(config: Path, start: datetime) -> None:
    """Until it is told to stop, or nobody is there any more who could tell."""
    stop = told_to_stop()
    settings = load(config, environ=os.environ)
    log_as(settings.log)
    parser, clock = Parser(workers=1), SetClock(start)
    bot = Played(settings, environ=os.environ, folder=config.parent, parser=parser)
    bot.clock = clock
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with running(bot):
        await bot.first_look
        print(f"{HERE}{bot.url}", flush=True)
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            reading = asyncio.create_task(lines.readline())
            await asyncio.wait({reading, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not reading.done() or not reading.result():
                reading.cancel()
                break
            await done(bot, clock, json.loads(reading.result()))
            print(clock.now().isoformat(), *bot.platforms.note(), flush=True)
        stopping.cancel()
    pipe.close()
    await parser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
