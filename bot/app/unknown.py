"""`earshot unknown`: the room cards of which nobody can say whether they arrived, for an operator without a desk."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot.app.asking import answered
from bot.chat.here import Here
from bot.domain.acts import OPERATOR, Act
from bot.handlers.stewarding.parked import what_and_where
from bot.ports import Store, Transaction
from bot.settings import Settings

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
    said = await answered({ASKED: LIST}, answer, settings, environ=environ, folder=folder)
    return [InDoubt(**one) for one in json.loads(said)]


async def decide_unknown(
    what: str, about: str, settings: Settings, *, environ: Mapping[str, str], folder: Path
) -> bool:
    """`again`, `there` or `drop`; False if nothing of this id is in doubt (any more)."""
    return await answered({ASKED: what, ABOUT: about}, answer, settings, environ=environ, folder=folder) == DONE


async def answer(store: Store, words: Mapping[str, str], settings: Settings, *, now: datetime) -> str:
    """What the one who holds the store answers to these."""
    what = words[ASKED]
    if what == LIST:
        found = await store.read(lambda tx: in_doubt(tx, settings, now=now))
        return json.dumps([asdict(one) for one in found])
    return DONE if await store.tx(lambda tx: decide(tx, what, words.get(ABOUT, ""), now=now)) else NOT_PARKED


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
