from datetime import timedelta
from typing import Any

from bot.ports import Transaction
from store.database import Database
from tests.store.making import NOW

LEASE = timedelta(seconds=30)


async def test_a_slot_is_done_once(store: Database) -> None:
    def run(tx: Transaction) -> tuple[Any, ...]:
        fence = tx.slots.claim("listen", 7, now=NOW, lease=LEASE)
        held = tx.slots.claim("listen", 8, now=NOW, lease=LEASE)
        other = tx.slots.claim("nudge", 7, now=NOW, lease=LEASE)
        done = fence is not None and tx.slots.done("listen", 7, fence)
        again = tx.slots.claim("listen", 7, now=NOW, lease=LEASE)
        return fence, held, other, done, again, tx.slots.claim("listen", 8, now=NOW, lease=LEASE)

    assert await store.tx(run) == (1, None, 1, True, None, 2)


async def test_whoever_was_overtaken_changes_nothing(store: Database) -> None:
    def run(tx: Transaction) -> tuple[Any, ...]:
        slow = tx.slots.claim("listen", 7, now=NOW, lease=LEASE)
        early = tx.slots.claim("listen", 7, now=NOW + LEASE - timedelta(microseconds=1), lease=LEASE)
        quick = tx.slots.claim("listen", 7, now=NOW + LEASE, lease=LEASE)
        assert slow is not None
        assert quick is not None
        late = tx.slots.done("listen", 7, slow)
        return early, quick > slow, late, tx.slots.done("listen", 7, quick)

    assert await store.tx(run) == (None, True, False, True)


async def test_a_claim_that_was_not_finished_can_be_taken_over_for_the_same_slot(store: Database) -> None:
    first = await store.tx(lambda tx: tx.slots.claim("listen", 7, now=NOW, lease=LEASE))
    second = await store.tx(lambda tx: tx.slots.claim("listen", 7, now=NOW + LEASE, lease=LEASE))
    assert (first, second) == (1, 2)
