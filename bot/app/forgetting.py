"""`earshot forget`: a person is forgotten, whether the bot runs or not."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.app.asking import answered
from bot.ports import Store
from bot.settings import Settings
from bot.taking_in import forget, person_address

FORGET = "forget"
"""What the running bot is asked, over its own socket."""

FORGOTTEN, NOT_KNOWN = "forgotten", "not known"


async def forget_person(settings: Settings, who: str, *, environ: Mapping[str, str], folder: Path) -> bool:
    """Forget whoever is at `platform:workspace:id`. False if nobody is known there; raises NotPossible, StoreInUse."""
    person_address(who)
    return await answered({FORGET: who}, answer, settings, environ=environ, folder=folder) == FORGOTTEN


async def answer(store: Store, words: Mapping[str, str], settings: Settings, *, now: datetime) -> str:
    """What the one who holds the store answers to it."""
    return FORGOTTEN if await store.tx(lambda tx: forget(tx, words[FORGET], settings, now=now)) else NOT_KNOWN
