"""`earshot unknown`: the room cards of which nobody can say whether they arrived, for an operator without a desk."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from adapters.control import NOT_UNDERSTOOD, ask
from bot.app.clock import SystemClock
from bot.chat.here import Here
from bot.domain.acts import OPERATOR, Act
from bot.handlers.stewarding.parked import what_and_where
from bot.ports import Store, Transaction
from bot.settings import Settings
from bot.taking_in import socket_path, store_address
from store.database import Database

ASKED, ABOUT = "unknown", "about"
"""What the running bot is asked, over its own socket."""

LIST, AGAIN, THERE, DROP = "list", "again", "there", "drop"
DONE, NOT_PARKED = "done", "not parked"
MOST = 1000


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A card or notice of unknown fate: our id of it, its room, its title, when it left."""

    id: str
    room: str
    title: str
    left_at: str


async def list_unknown(settings: Settings, *, environ: Mapping[str, str], folder: Path) -> list[InDoubt]:
    """All that is in doubt, oldest first. Private messages are never among it."""
    said = await _asked({ASKED: LIST}, settings, environ, folder)
    return [InDoubt(**one) for one in json.loads(said)]


async def decide_unknown(
    what: str, about: str, settings: Settings, *, environ: Mapping[str, str], folder: Path
) -> bool:
    """`again`, `there` or `drop`; False if nothing of this id is in doubt (any more)."""
    return await _asked({ASKED: what, ABOUT: about}, settings, environ, folder) == DONE


async def _asked(asked: Mapping[str, str], settings: Settings, environ: Mapping[str, str], folder: Path) -> str:
    """What the running bot answers; without one, what the store itself does. Raises StoreInUse."""
    said = await ask(socket_path(settings, environ, folder), asked)
    if said is not None and said != NOT_UNDERSTOOD:  # an older bot does not know these words
        return said
    store = Database(store_address(settings, environ, folder))
    await asyncio.to_thread(store.open)
    try:
        return await answer(store, asked, settings, now=SystemClock().now())
    finally:
        await asyncio.to_thread(store.close)


async def answer(store: Store, asked: Mapping[str, str], settings: Settings, *, now: datetime) -> str:
    """What the one who holds the store answers to either."""
    what = asked[ASKED]
    if what == LIST:
        found = await store.read(lambda tx: in_doubt(tx, settings, now=now))
        return json.dumps([asdict(one) for one in found])
    return DONE if await store.tx(lambda tx: decide(tx, what, asked.get(ABOUT, ""), now=now)) else NOT_PARKED


def in_doubt(tx: Transaction, settings: Settings, *, now: datetime) -> list[InDoubt]:
    """What a steward's desk shows, all of it."""
    here, found = Here(tx, settings, now), []
    for one in tx.outbox.parked_cards(limit=MOST):
        title, room = what_and_where(one, here)
        left = one.attempted_at or one.put_at
        found.append(InDoubt(one.about, room, title, left.isoformat(timespec="seconds")))
    return found


def decide(tx: Transaction, what: str, about: str, *, now: datetime) -> bool:
    """What a steward's press does, and the same note of it: by whoever runs Earshot, who is no person here."""
    outbox = tx.outbox
    does = {
        AGAIN: (outbox.post_again, Act.POSTED_AGAIN),
        THERE: (outbox.is_there, Act.FOUND_THERE),
        DROP: (outbox.drop_parked, Act.DROPPED),
    }
    if what not in does:
        return False
    act, noted_as = does[what]
    if not act(about, at=now):
        return False
    tx.acts.note(OPERATOR, noted_as, about=about, at=now)
    return True
