"""A command asks the bot that runs, over its own socket; where none does, the store itself answers."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from adapters.control import NOT_UNDERSTOOD, ask
from bot.app.clock import SystemClock
from bot.ports import Store
from bot.settings import Settings
from bot.taking_in import socket_path, store_address
from store.database import Database


class Answer(Protocol):
    """What whoever holds the store answers to a command's words, be it the running bot or the command itself."""

    async def __call__(self, store: Store, words: Mapping[str, str], settings: Settings, *, now: datetime) -> str: ...


async def answered(
    words: Mapping[str, str], answer: Answer, settings: Settings, *, environ: Mapping[str, str], folder: Path
) -> str:
    """What the running bot answers; without one, what `answer` does. Raises StoreInUse."""
    said = await ask(socket_path(settings, environ, folder), words)
    if said is not None and said != NOT_UNDERSTOOD:  # an older bot may not know these words
        return said
    async with opened(settings, environ, folder) as store:
        return await answer(store, words, settings, now=SystemClock().now())


@asynccontextmanager
async def opened(settings: Settings, environ: Mapping[str, str], folder: Path) -> AsyncIterator[Database]:
    """The store, open inside the block. Raises StoreInUse where a bot runs on its file."""
    store = Database(store_address(settings, environ, folder))
    await asyncio.to_thread(store.open)
    try:
        yield store
    finally:
        await asyncio.to_thread(store.close)
