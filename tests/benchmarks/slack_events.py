"""Signed events of Slack's to their COMMIT and their answer, beside the same Bolt server with an empty handler.

Four processes: the product as it is run (`earshot run`, HTTP, SQLite at FULL or PostgreSQL); the server it is compared
with (`slack_base`); what calls both in turn with the very same requests (`load`); and this one, which is Slack's Web
API for the product. The events are reactions of a thousand members on asking cards of a hundred rooms, each of them an
answer that is kept, and that has a card drawn anew.

Reactions are what counts, since they are what Slack calls events. A press is answered through a `response_url` before
its call is: that is one more call over HTTP, of which an empty handler makes none. So presses stand beside, for whoever
wants to know.
"""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

from adapters.slack.manifest import EVENTS_PATH
from store.database import Database
from tests.benchmarks.company import SHOWN
from tests.benchmarks.processes import beside, earshot, load
from tests.benchmarks.slack_company import company, filled, written
from tests.benchmarks.table import Row
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
from tests.fakes.slack import FakeSlack, Rates

GOAL = 0.5
Product = Callable[[FakeSlack, str, Path], AbstractAsyncContextManager[int]]
"""Runs opposite this Slack, with this store, in this folder; its port."""


def rows(*, small: bool) -> list[Row]:
    """Both databases; a little is of SQLite alone. Raises AssertionError where an answer is not kept, or twice."""
    return on_both(measured, GOAL, small=small)


def product(slack: FakeSlack, url: str, folder: Path) -> AbstractAsyncContextManager[int]:
    """The product as it is run."""
    said = f'slack: {{mode: http, bot_token_env: BOT, signing_secret_env: SIGNING, api_url: "{slack.base_url}"}}'
    environ = {"BOT": slack.app.token, "SIGNING": slack.world.app.signing_secret}
    return earshot(url, folder, platform=said, environ=environ)


async def measured(
    size: Size, url: str, what: str, goal: float | None = None, *, product: Product = product
) -> list[Row]:
    """The lines of one store."""
    with tempfile.TemporaryDirectory() as folder:
        async with FakeSlack(rates=Rates()) as slack:
            file = await _prepared(size, url, slack, Path(folder))
            secret = slack.world.app.signing_secret
            async with (
                beside("tests.benchmarks.slack_base", secret) as base,
                load(file, EVENTS_PATH, secret) as caller,
                product(slack, url, Path(folder)) as ours,
            ):
                turns = Turns(caller, ours=ours, base=base)
                found = await _in_turn(turns, size, what, goal)
        all_kept(url, told=turns.told, before=SHOWN * size.rooms)
        return found


async def _in_turn(turns: Turns, size: Size, what: str, goal: float | None) -> list[Row]:
    await turns.pairs(1, size.events, connections=CONNECTIONS)  # what is done once is done by then
    many = await turns.pairs(size.rounds, size.events, connections=CONNECTIONS)
    alone = await turns.pairs(size.few, size.alone, connections=1)
    steady = await turns.pairs(size.few, size.steady, connections=4 * CONNECTIONS, rate=PER_SECOND)
    presses = await turns.pairs(size.few, size.presses, connections=CONNECTIONS)
    return [
        per_second(f"signed events, COMMIT and answer, {what}", many, goal),
        per_second(f"signed events, one at a time, {what}", alone),
        waited(f"p99 at {PER_SECOND} signed events a second, {what}", steady),
        per_second(f"signed presses and their whispers, {what}", presses),
    ]


async def _prepared(size: Size, url: str, slack: FakeSlack, folder: Path) -> Path:
    """The store is filled, and all requests are in this file."""
    there = company(slack, people=size.people, rooms=size.rooms)
    store = Database(url)
    store.open()
    with closing(store):
        await filled(store, slack, there, now=datetime.now(UTC))
    lines = await written(slack, there, reactions=size.reactions, presses=size.few * size.presses)
    file = folder / "requests"
    await asyncio.to_thread(file.write_text, "\n".join(lines), encoding="utf-8")
    return file
