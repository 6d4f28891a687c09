"""`earshot opml`: the sources as a list that feed readers know, out and in, whether the bot runs or not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot.app.asking import answered
from bot.domain.sources import NewSource, by_address, same_place
from bot.ports import Store, Transaction
from bot.settings import Settings
from jobs.listening import opml

LIST, TAKE = "sources", "add_sources"
"""What the running bot is asked, over its own socket."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many sources of a file were new, and how many were known."""

    added: int
    known: int


async def opml_out(settings: Settings, *, environ: Mapping[str, str], folder: Path) -> str:
    """All sources as OPML: those of app.yaml in its order, then those that stewards added."""
    said = await answered({LIST: "all"}, answer, settings, environ=environ, folder=folder)
    of_the_file = [NewSource(one.name, one.url) for one in settings.sources.values()]
    return opml.write([*of_the_file, *_unpacked(said)], title=f"Earshot · {settings.company.name}")


async def opml_in(settings: Settings, file: bytes, *, environ: Mapping[str, str], folder: Path) -> TakenIn:
    """Take in the feeds of a file, all or none. Raises `opml.NotOpml`."""
    said = await answered({TAKE: _packed(opml.read(file))}, answer, settings, environ=environ, folder=folder)
    return TakenIn(**json.loads(said))


async def answer(store: Store, words: Mapping[str, str], settings: Settings, *, now: datetime) -> str:
    """What the one who holds the store answers to either."""
    if TAKE in words:
        wanted = _unpacked(words[TAKE])
        return json.dumps(asdict(await store.tx(lambda tx: take_in_feeds(tx, wanted, settings, now=now))))
    made = await store.read(lambda tx: [one for one in tx.sources.all() if one.made and one.named])
    return _packed([NewSource(one.name, one.url) for one in made])


def take_in_feeds(tx: Transaction, wanted: Sequence[NewSource], settings: Settings, *, now: datetime) -> TakenIn:
    """Add the sources that nobody listens to yet, each once. app.yaml may name some that the store has not seen."""
    known = {*by_address(tx.sources.all()), *(same_place(one.url) for one in settings.sources.values())}
    fresh: dict[str, NewSource] = {}
    for one in wanted:
        place = same_place(one.url)
        if place not in known:
            fresh.setdefault(place, one)
    tx.sources.add(list(fresh.values()), now=now)
    return TakenIn(added=len(fresh), known=len(wanted) - len(fresh))


def _packed(sources: Sequence[NewSource]) -> str:
    return json.dumps([[one.name, one.url] for one in sources])


def _unpacked(said: str) -> list[NewSource]:
    return [NewSource(name, url) for name, url in json.loads(said)]
