"""Two stewards who add one feed at the same moment add it once."""

import asyncio
import threading
from typing import cast

import pytest

from bot.chat.events import FormName, Submitted
from bot.chat.here import Here
from bot.chat.replies import FieldErrors, Reply, Whisper
from bot.dispatch import handle
from bot.ports import Transaction
from store.database import Database
from store.sources import Sources
from store.transaction import Transaction as StoreTransaction
from tests.jobs.house import settings
from tests.store import making
from tests.store.looking import inside
from tests.store.making import NOW

STEWARDS = """
platforms:
  playground:
    people: [{id: ingrid, name: Ingrid, time_zone: Europe/Berlin}, {id: lena, name: Lena, time_zone: Europe/Berlin}]
stewards: [{platform: playground, workspace: T1, id: ingrid}, {platform: playground, workspace: T1, id: lena}]
"""
FEED = "https://ledger.example/feed"


class Hasty(Sources):
    """The naive way of the control: nobody waits for anybody."""

    def wait_for_turn(self) -> None:
        """No."""


async def both_add(store: Database, kind: type[Sources]) -> tuple[list[Reply | None], int]:
    """The second begins when the first has added, and not committed. What they hear, and how many sources stand."""
    added, go_on = threading.Event(), threading.Event()

    def add(tx: Transaction, who: str) -> Reply | None:
        cast(StoreTransaction, tx).sources = kind(inside(tx))
        event = Submitted(who, NOW, making.address(who), FormName.ADD_SOURCE, "", {"address": FEED})
        return handle(event, Here(tx, settings(STEWARDS), NOW))

    def slowly(tx: Transaction) -> Reply | None:
        said = add(tx, "ingrid")
        added.set()
        go_on.wait(5)
        return said

    await store.tx(lambda tx: [making.person(tx, who) for who in ("ingrid", "lena")])
    first = asyncio.ensure_future(store.tx(slowly))
    await asyncio.to_thread(added.wait, 5)
    second = asyncio.ensure_future(store.tx(lambda tx: add(tx, "lena")))
    await asyncio.wait({second}, timeout=0.5)
    go_on.set()
    said = list(await asyncio.gather(first, second))
    return said, await store.read(lambda tx: len(tx.sources.all()))


async def test_two_stewards_who_add_one_feed_at_once_add_it_once(store: Database) -> None:
    (first, second), stand = await both_add(store, Sources)
    assert isinstance(first, Whisper)
    assert isinstance(second, FieldErrors), "it says that the feed is known"
    assert stand == 1


@pytest.mark.usefixtures("on_server")
async def test_who_does_not_wait_for_the_other_adds_it_twice(store: Database) -> None:
    """The control."""
    said, stand = await both_add(store, Hasty)
    assert [type(one) for one in said] == [Whisper, Whisper]
    assert stand == 2
