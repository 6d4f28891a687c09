"""Authenticated activities of Teams' to their COMMIT and their answer, beside an empty handler that checks the token.

Five processes: the product as it is run (`earshot run`, HTTP, SQLite at FULL or PostgreSQL); the two it is compared
with, an empty aiohttp handler that verifies the same token (`teams_base`), and the SDK's own adapter with an empty turn
(`teams_stock`); what calls them in turn with the very same requests (`load`); and this one, which is the Bot Connector
for the product. The activities are reactions of a thousand members on asking cards of a hundred channels, each of them
an answer that is kept, and that has a card drawn anew.

Microsoft's service brings the same token with many activities, so ours, having proven one, knows it again; the handler
beside it verifies each. In a line of its own each activity has another token: there both verify each.
"""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from adapters.teams.entrance import PATH
from store.database import Database
from tests.benchmarks.company import SHOWN
from tests.benchmarks.processes import beside, earshot, load
from tests.benchmarks.table import Row
from tests.benchmarks.teams_company import company, filled, written
from tests.benchmarks.turns import (
    CONNECTIONS,
    PER_SECOND,
    Size,
    Turns,
    all_kept,
    on_both,
    per_second,
    waited,
)
from tests.contract.teams_company import secrets, speaks
from tests.fakes.teams import FakeTeams, Rates

GOAL = 0.35
TIMES_THE_SDK = 10.0
Product = Callable[[FakeTeams, str, Path], AbstractAsyncContextManager[int]]
"""Runs opposite this Teams, with this store, in this folder; its port."""


def rows(*, small: bool) -> list[Row]:
    """Both databases; a little is of SQLite alone. Raises AssertionError where an answer is not kept, or twice."""
    return on_both(measured, None if small else (GOAL, TIMES_THE_SDK), small=small)


def product(teams: FakeTeams, url: str, folder: Path) -> AbstractAsyncContextManager[int]:
    """The product as it is run."""
    return earshot(url, folder, platform=speaks(teams), environ=secrets(teams))


async def measured(
    size: Size, url: str, what: str, goals: tuple[float, float] | None = None, *, product: Product = product
) -> list[Row]:
    """The lines of one store. `goals`: beside the empty handler, and beside the SDK."""
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTeams(rates=Rates()) as teams:
            file = await _prepared(size, url, teams, Path(folder))
            public = teams.keys.current.private.public_key()
            key = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
            async with (
                beside("tests.benchmarks.teams_base", teams.app.id, key) as base,
                beside("tests.benchmarks.teams_stock", teams.app.id, teams.metadata_url) as sdk,
                load(file, PATH) as caller,
                product(teams, url, Path(folder)) as ours,
            ):
                turns = Turns(caller, ours=ours, base=base)
                found = await _in_turn(turns, sdk, size, what, goals or (None, None))
        all_kept(url, told=turns.told, before=SHOWN * size.rooms)
        return found


async def _in_turn(
    turns: Turns, sdk: int, size: Size, what: str, goals: tuple[float | None, float | None]
) -> list[Row]:
    await turns.pairs(1, size.events, connections=CONNECTIONS)  # what is done once is done by then
    many = await turns.pairs(size.rounds, size.events, connections=CONNECTIONS)
    alone = await turns.pairs(size.few, size.alone, connections=1)
    steady = await turns.pairs(size.few, size.steady, connections=4 * CONNECTIONS, rate=PER_SECOND)
    stock = await turns.pairs(size.few, size.alone, connections=CONNECTIONS, beside=sdk)
    fresh = await turns.pairs(size.few, size.events, connections=CONNECTIONS)
    presses = await turns.pairs(size.few, size.presses, connections=CONNECTIONS)
    empty, beyond = goals
    return [
        per_second(f"activities, COMMIT and answer, {what}", many, empty),
        per_second(f"activities, a fresh token each, {what}", fresh),
        per_second(f"activities, one at a time, {what}", alone),
        waited(f"p99 at {PER_SECOND} activities a second, {what}", steady),
        per_second(f"presses and their cards, {what}", presses),
        per_second(f"activities beside the SDK's adapter, {what}", stock, beyond),
    ]


async def _prepared(size: Size, url: str, teams: FakeTeams, folder: Path) -> Path:
    """The store is filled, and all requests are in this file."""
    there = company(teams, people=size.people, rooms=size.rooms)
    store = Database(url)
    store.open()
    with closing(store):
        await filled(store, teams, there, now=datetime.now(UTC))
    few = size.few
    reactions = size.reactions + few * size.alone
    lines = await written(teams, there, reactions=reactions, fresh=few * size.events, presses=few * size.presses)
    file = folder / "requests"
    await asyncio.to_thread(file.write_text, "\n".join(lines), encoding="utf-8")
    return file
