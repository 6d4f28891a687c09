"""A database server that goes away at once, as if the power had gone, and comes back."""

import asyncio
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.exc import OperationalError

from bot.ports import Transaction
from store import migrate
from store.calls import Call
from store.database import Database
from store.singles import SingleWorker
from tests import postgresql
from tests.postgresql import Cluster
from tests.store.looking import marks
from tests.store.making import NOW


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server of our own, as durable as in earnest."""
    try:
        with postgresql.cluster() as one:
            migrate.upgrade(one.url("postgres"))
            yield one
    except LookupError as missing:
        pytest.skip(str(missing))


def mark(name: str) -> Callable[[Transaction], bool]:
    return lambda tx: tx.outbox.once(name, at=NOW)


async def gone_and_back(server: Cluster, seconds: float) -> None:
    await asyncio.to_thread(server.stop, at_once=True)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(server.start)


async def acknowledged(store: Database, name: str, ends: asyncio.Event) -> set[str]:
    """Write until told to end; what the store said is durable."""
    told: set[str] = set()
    number = 0
    while not ends.is_set():
        number += 1
        one = f"{name} {number}"
        try:
            await store.tx(mark(one))
            told.add(one)
        except OperationalError:  # its COMMIT was under way: nobody knows, and it was not acknowledged
            await asyncio.sleep(0.01)
    return told


async def written_meanwhile(server: Cluster, store: Database, name: str) -> set[str]:
    ends = asyncio.Event()
    writing = [asyncio.create_task(acknowledged(store, f"{name} {one}", ends)) for one in range(4)]
    await asyncio.sleep(0.3)
    await gone_and_back(server, 0.2)
    await asyncio.sleep(0.3)
    ends.set()
    return set().union(*await asyncio.gather(*writing))


async def test_nothing_acknowledged_is_lost_when_the_server_dies_and_work_goes_on_when_it_is_back(
    server: Cluster,
) -> None:
    url = server.url("postgres")
    store = Database(url)
    store.open()
    for round_ in range(1):
        told = await written_meanwhile(server, store, f"r{round_}")
        assert len(told) > 20
        assert told <= marks(url)
    began = time.monotonic()
    await store.tx(mark("after"))
    assert time.monotonic() - began < 10
    await asyncio.to_thread(store.close)


class TellsEarly(SingleWorker):
    """The naive policy of the control: whoever waits is told before the COMMIT."""

    def _run(self, call: Call[object]) -> None:
        def early(tx: Transaction) -> None:
            call.settle(value=call.fn(tx))
            time.sleep(0.02)

        class Told(Call[object]):
            def __init__(self) -> None:
                self.fn = early

            def settle(self, *, value: object = None, error: BaseException | None = None) -> None:
                """They were told already."""

            def wake(self) -> None:
                """And so was delivery."""

        super()._run(Told())

    def most_runs(self, error: BaseException) -> int:
        return 1


async def test_whoever_tells_before_the_commit_tells_what_is_not_there(
    server: Cluster,
) -> None:
    url = server.url("postgres")
    store = Database(url, writer=TellsEarly)
    store.open()
    lost: set[str] = set()
    for round_ in range(9):
        told = await written_meanwhile(server, store, f"early {round_}")
        lost |= told - marks(url)
        if lost:
            break
    await asyncio.to_thread(store.close)
    assert lost


async def test_a_server_that_stays_away_is_told_of_in_the_end(
    server: Cluster,
) -> None:
    class Impatient(SingleWorker):
        comes_back = 0.3

    store = Database(server.url("postgres"), writer=Impatient)
    store.open()
    await asyncio.to_thread(server.stop, at_once=True)
    try:
        with pytest.raises(OperationalError):
            await store.tx(mark("nobody is there"))
    finally:
        await asyncio.to_thread(server.start)
    assert await store.tx(mark("back"))
    await asyncio.to_thread(store.close)
