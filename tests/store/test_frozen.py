"""Somebody stands still in the middle of a transaction, on PostgreSQL: the others do not wait for them."""

import asyncio
import threading
from dataclasses import dataclass, field

import pytest
from sqlalchemy.exc import DBAPIError

from bot.ports import Transaction
from jobs.deliver import Times
from store.database import Database
from tests.store import making
from tests.store.looking import inside, marks
from tests.store.making import NOW

pytestmark = pytest.mark.usefixtures("on_server")

ANA = making.address("ana")
PATIENCE = 20
"""Seconds: far more than anything here takes."""


class Impatient(Database):
    """A store that soon lets go of what somebody holds who says nothing."""

    held_for = 0.4


class Patient(Database):
    """The naive store of the control: whoever stands still holds what they hold."""

    held_for = 0


@dataclass
class StandsStill:
    """Holds Ana, notes that it did, and stands still until it may go on; run once more, it does not any more.

    `asks_again`: whether it has a question left then. `times`: in how many runs it stands still. `seconds`: how long
    at most.
    """

    asks_again: bool = False
    times: int = 1
    seconds: float = PATIENCE
    holds: threading.Event = field(default_factory=threading.Event)
    may_go_on: threading.Event = field(default_factory=threading.Event)
    runs: int = 0

    def __call__(self, tx: Transaction) -> int:
        """How often it was run."""
        self.runs += 1
        tx.people.wait_for(ANA)
        tx.outbox.once(f"run {self.runs}", at=NOW)
        self.holds.set()
        if self.runs <= self.times:
            self.may_go_on.wait(self.seconds)
        if self.asks_again:
            tx.people.at(ANA)
        return self.runs


def opened(store: Database) -> Database:
    """The same, open."""
    store.open()
    return store


async def passes(store: Database) -> None:
    """Somebody else needs Ana."""
    await store.tx(lambda tx: tx.people.wait_for(ANA))


async def meet(url: str, first: Database, still: StandsStill, *, within: float) -> int:
    """One stands still while another needs what it holds; returns what the first was told once it went on."""
    opened(first)
    other = opened(Database(url))
    try:
        await other.tx(lambda tx: making.person(tx, "ana"))
        standing = asyncio.create_task(first.tx(still))
        await asyncio.to_thread(still.holds.wait, PATIENCE)
        try:
            await asyncio.wait_for(passes(other), within)
        finally:
            still.may_go_on.set()
        return await standing
    finally:
        await asyncio.to_thread(first.close)
        await asyncio.to_thread(other.close)


@pytest.mark.parametrize("asks_again", [False, True], ids=["before its commit", "before its next question"])
async def test_who_stands_still_is_waited_for_by_nobody_and_does_it_all_again(url: str, asks_again: bool) -> None:
    still = StandsStill(asks_again)
    assert await meet(url, Impatient(url), still, within=PATIENCE) == 2
    assert marks(url) == {"run 2"}, "what was done before is undone"


async def test_who_stands_still_time_and_again_is_told_that_it_is_not_done(url: str) -> None:
    store = opened(Impatient(url))
    try:
        with pytest.raises(DBAPIError):
            await store.tx(StandsStill(times=9, seconds=3 * Impatient.held_for))
    finally:
        await asyncio.to_thread(store.close)
    assert marks(url) == set()


async def test_control_without_a_limit_the_others_wait_for_as_long_as_it_pleases(url: str) -> None:
    with pytest.raises(TimeoutError):
        await meet(url, Patient(url), StandsStill(), within=3 * Impatient.held_for)


async def test_a_transaction_may_be_silent_for_as_long_as_a_lease_lasts(store: Database) -> None:
    said = await store.tx(lambda tx: inside(tx).exec_driver_sql("show idle_in_transaction_session_timeout").scalar())
    assert said == f"{Times().lease.total_seconds():.0f}s"
