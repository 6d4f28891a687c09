import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.ports import Slot, Transaction
from store.database import Database

LEASE = timedelta(hours=9)
OVER = timedelta(0)
"""A lease that is over at once."""


async def test_a_slot_is_done_once(store: Database) -> None:
    def run(tx: Transaction) -> tuple[Any, ...]:
        slot = tx.slots.claim("listen", 7, lease=LEASE)
        held = tx.slots.claim("listen", 8, lease=LEASE)
        other = tx.slots.claim("nudge", 7, lease=LEASE)
        done = slot is not None and tx.slots.done(slot)
        again = tx.slots.claim("listen", 7, lease=LEASE)
        return slot, held, other, done, again, tx.slots.claim("listen", 8, lease=LEASE)

    first, other, following = Slot("listen", 7, 1), Slot("nudge", 7, 1), Slot("listen", 8, 2)
    assert await store.tx(run) == (first, None, other, True, None, following)


async def test_whoever_was_overtaken_changes_nothing(store: Database) -> None:
    def run(tx: Transaction) -> tuple[Any, ...]:
        slow = tx.slots.claim("listen", 7, lease=OVER)
        quick = tx.slots.claim("listen", 7, lease=LEASE)
        assert slow is not None
        assert quick is not None
        return quick.fence > slow.fence, tx.slots.done(slow), tx.slots.done(quick), tx.slots.done(slow)

    assert await store.tx(run) == (True, False, True, False)


async def test_a_claim_that_was_not_finished_can_be_taken_over_for_the_same_slot(store: Database) -> None:
    first = await store.tx(lambda tx: tx.slots.claim("listen", 7, lease=OVER))
    second = await store.tx(lambda tx: tx.slots.claim("listen", 7, lease=OVER))
    assert (first, second) == (Slot("listen", 7, 1), Slot("listen", 7, 2))


async def test_where_each_slot_counts_the_one_after_the_last_comes_next(store: Database) -> None:
    def run(tx: Transaction) -> list[int]:
        numbers = []
        for newest in (7, 10, 10, 10, 10):
            slot = tx.slots.claim("count", newest, lease=LEASE, each=True)
            if slot is not None and tx.slots.done(slot):
                numbers.append(slot.number)
        return numbers

    assert await store.tx(run) == [7, 8, 9, 10]


@pytest.mark.usefixtures("on_server")
async def test_nobody_waits_for_one_who_stopped_while_ending_a_slot(store: Database) -> None:
    """A claim that waited would be held up, with its thread of the store, for as long as the other is."""
    slot = await store.tx(lambda tx: tx.slots.claim("listen", 7, lease=OVER))
    assert slot is not None
    ending, go_on = threading.Event(), threading.Event()

    def slowly(tx: Transaction) -> bool:
        done = tx.slots.done(slot)
        ending.set()
        return go_on.wait(5) and done

    first = asyncio.ensure_future(store.tx(slowly))
    await asyncio.to_thread(ending.wait, 5)
    assert await store.tx(lambda tx: tx.slots.claim("listen", 8, lease=LEASE)) is None
    assert not first.done(), "it waited"
    go_on.set()
    assert await first
