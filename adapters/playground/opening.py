"""Opening the playground: its file, its clock, its people and rooms, and its web side."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.playground.book import Book
from adapters.playground.clock import PlaygroundClock, first_morning
from adapters.playground.platform import Place, PlaygroundPlatform, Somebody
from adapters.playground.web import Jump, Web
from adapters.playground.world import World
from bot.ports import Receive
from bot.settings import Playground, Settings
from bot.taking_in import NotPossible

LOOPBACK = ("127.0.0.1", "localhost", "::1")
REMEMBER_EVERY = 5.0
"""Seconds between two notes of what time it is here."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open playground: the platform, and what attaches it to the web server."""

    platform: PlaygroundPlatform
    web: Web


@contextlib.asynccontextmanager
async def playground(
    said: Playground,
    settings: Settings,
    folder: Path,
    *,
    receive: Receive,
    jump: Jump,
    samples: Path | None,
    shared: Mapping[str, Path] | None,
) -> AsyncIterator[Opened]:
    """The playground, open inside the block. `samples`: a made-up world; `shared`: local files to listen to.

    Raises NotPossible where the server would be open to other machines.
    """
    if settings.server.host not in LOOPBACK:
        raise NotPossible(
            "The playground is for one machine: set server.host to 127.0.0.1, or take it out of app.yaml."
        )
    book = Book(folder / said.file)
    await book.open()
    try:
        start, clock = await _clock(book, settings.company.time_zone)
        platform = _platform(book, clock, said, settings)
        platform.listen(receive)
        await platform.remember_time()
        keeping = asyncio.create_task(_keep_time(platform))
        world = await asyncio.to_thread(World.load, samples) if samples else None
        try:
            yield Opened(platform, Web(platform, jump=jump, world=world, world_start=start, shared=shared))
        finally:
            keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeping
            await platform.remember_time()
    finally:
        await book.close()


async def _clock(book: Book, zone: str) -> tuple[datetime, PlaygroundClock]:
    """When this playground began, and a clock that goes on from where it was: time never goes back."""
    begun = await book.noted("start") or first_morning(datetime.now(UTC), zone).isoformat()
    await book.note("start", begun)
    start = datetime.fromisoformat(begun)
    return start, PlaygroundClock(max(start, datetime.fromisoformat(await book.noted("clock") or begun)))


def _platform(book: Book, clock: PlaygroundClock, said: Playground, settings: Settings) -> PlaygroundPlatform:
    people = [Somebody(one.id, one.name, one.time_zone, one.language) for one in said.people]
    rooms = [
        Place(room.id, room.name or key) for key, room in settings.rooms.named.items() if room.platform == "playground"
    ]
    return PlaygroundPlatform(book, clock, company=settings.company.name, people=people, rooms=rooms)


async def _keep_time(platform: PlaygroundPlatform) -> None:
    while True:
        await asyncio.sleep(REMEMBER_EVERY)
        await platform.remember_time()
