import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.chat.outbox import Purpose
from bot.ports import Busy, Transaction
from store.calls import Call
from store.database import Database, Writer
from store.groups import GroupWriter, Outcome, settle
from store.lock import StoreInUse
from store.manners import sqlite_file
from store.transaction import Transaction as OpenTransaction
from tests.store.looking import inside, looked, marks, seen
from tests.store.making import NOW

ROOT = Path(__file__).parents[2]


def mark(name: str) -> Callable[[Transaction], bool]:
    return lambda tx: tx.outbox.once(name, at=NOW)


class Refused(Exception):
    """What a failing handler raises here."""


def mark_and_fail(name: str) -> Callable[[Transaction], None]:
    def fail(tx: Transaction) -> None:
        tx.outbox.once(name, at=NOW)
        raise Refused(name)

    return fail


@contextmanager
def busy(store: Database) -> Iterator[None]:
    """The writer is kept busy until the block ends, so that what is asked meanwhile becomes one group."""
    begun, released = threading.Event(), threading.Event()

    def hold(_tx: Transaction) -> None:
        begun.set()
        released.wait(10)

    held = asyncio.ensure_future(store.tx(hold))
    try:
        yield
    finally:
        released.set()
    assert not held.cancelled()


@contextmanager
def opened(url: str, writer: Writer | None = None) -> Iterator[Database]:
    store = Database(url, writer=writer)
    store.open()
    try:
        yield store
    finally:
        store.close()


async def one_group(store: Database, *calls: Callable[[Transaction], Any]) -> list[Any]:
    """Run them in one group; what each returned or raised."""
    with busy(store):
        await asyncio.sleep(0.02)
        waiting = [asyncio.ensure_future(store.tx(call)) for call in calls]
        await asyncio.sleep(0.02)
    return await asyncio.gather(*waiting, return_exceptions=True)


# ── One transaction ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_transaction_returns_what_its_function_returned_and_is_there_for_all(store: Database, url: str) -> None:
    assert await store.tx(mark("a")) is True
    assert await store.read(lambda tx: seen(tx, "a"))
    assert marks(url) == {"a"}


async def test_a_failing_function_undoes_all_of_itself_and_its_caller_hears_why(store: Database, url: str) -> None:
    with pytest.raises(Refused):
        await store.tx(mark_and_fail("a"))
    assert marks(url) == set()


async def test_a_refused_statement_can_be_survived_inside_the_function(store: Database, url: str) -> None:
    with pytest.raises(IntegrityError):
        await store.tx(lambda tx: tx.drafts.begin("nobody", "nothing", angle="a", at=NOW))
    assert await store.tx(mark("a"))
    assert marks(url) == {"a"}


async def test_reading_refuses_to_write(store: Database, url: str) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        await store.read(mark("a"))
    assert marks(url) == set()


async def test_reading_sees_one_moment_while_others_write(store: Database) -> None:
    begun, written = threading.Event(), threading.Event()

    def look_twice(tx: Transaction) -> tuple[bool, bool]:
        before = seen(tx, "a")
        begun.set()
        written.wait(5)
        return before, seen(tx, "a")

    looking = asyncio.ensure_future(store.read(look_twice))
    await asyncio.to_thread(begun.wait, 5)
    await store.tx(mark("a"))
    written.set()
    assert await looking == (False, False)
    assert await store.read(lambda tx: seen(tx, "a"))


async def test_even_a_stop_iteration_reaches_its_caller(store: Database) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.tx(lambda _tx: next(iter(())))


async def test_a_caller_that_goes_away_does_not_undo_the_write(store: Database, file: Path) -> None:
    with busy(store):
        await asyncio.sleep(0.02)
        impatient = asyncio.ensure_future(store.tx(mark("a")))
        await asyncio.sleep(0.02)
        impatient.cancel()
    await store.tx(mark("b"))
    assert impatient.cancelled()
    assert marks(file) == {"a", "b"}


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_could_not_begin_in_time_is_busy_at_once_and_never_runs(store: Database, file: Path) -> None:
    with busy(store):
        await asyncio.sleep(0.02)
        with pytest.raises(Busy):
            await asyncio.wait_for(store.tx(mark("late"), within=0.05), 1)
    assert await store.tx(mark("in time"), within=5)
    assert marks(file) == {"in time"}


async def test_what_began_in_time_is_waited_for_however_long_it_takes(store: Database) -> None:
    def slow(tx: Transaction) -> bool:
        threading.Event().wait(0.15)
        return tx.outbox.once("slow", at=NOW)

    assert await store.tx(slow, within=0.1)


# ── Groups ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_in_a_group_a_failing_function_undoes_only_itself(store: Database, file: Path) -> None:
    told = await one_group(store, mark("a"), mark_and_fail("b"), mark("c"))
    assert [told[0], type(told[1]), told[2]] == [True, Refused, True]
    assert marks(file) == {"a", "c"}


async def test_transactions_that_wait_share_one_commit(store: Database, file: Path) -> None:
    seen: list[int] = []

    def note(tx: Transaction) -> None:
        seen.append(id(inside(tx)))

    await one_group(store, *[note] * 10)
    assert len(set(seen)) == 1


def break_the_commit(tx: Transaction) -> None:
    connection = inside(tx)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # so that it is the COMMIT that fails
    connection.execute(text("insert into person_topics values ('nobody', 'nothing', 1)"))


async def test_a_failing_commit_is_heard_by_the_whole_group_and_by_nobody_after_it(store: Database, file: Path) -> None:
    told = await one_group(store, mark("a"), break_the_commit, mark("b"))
    assert [type(error) for error in told] == [IntegrityError] * 3
    assert await store.tx(mark("c"))
    assert marks(file) == {"c"}


class TellsTooEarly(GroupWriter):
    """The naive writer of the control: it tells each caller before the COMMIT."""

    def _attempt(self, connection: Connection, call: Call[Any]) -> Outcome:
        outcome = super()._attempt(connection, call)
        settle((call, outcome))
        return outcome


async def test_control_telling_before_the_commit_tells_what_is_not_there(url: str, file: Path) -> None:
    with opened(url, TellsTooEarly) as store:
        assert await one_group(store, mark("a"), break_the_commit, mark("b")) == [True, None, True]
        assert marks(file) == set()


async def test_on_a_full_disk_what_was_acknowledged_is_there_and_nothing_else(store: Database, file: Path) -> None:
    def shrink(tx: Transaction) -> None:
        pages = inside(tx).exec_driver_sql("PRAGMA page_count").scalar_one()
        inside(tx).exec_driver_sql(f"PRAGMA max_page_count={pages + 100}")

    await store.tx(shrink)
    names = [f"{number:04}" + "x" * 1000 for number in range(300)]
    told = await one_group(store, *map(mark, names))
    refused = [one for one in told if isinstance(one, DBAPIError)]
    assert "full" in str(refused[0])
    assert all(one is True for one in told if one not in refused)
    assert {name for name, one in zip(names, told, strict=True) if one is True} == marks(file)
    assert looked(file, "PRAGMA integrity_check") == [("ok",)]


def undo_everything(tx: Transaction) -> None:
    """What SQLite does by itself when a disk is full in the middle of a statement: the whole transaction is gone."""
    inside(tx).connection.dbapi_connection.rollback()  # type: ignore[union-attr]
    raise Refused("disk is full")


async def test_when_the_whole_transaction_was_undone_the_whole_group_hears_it(store: Database, file: Path) -> None:
    told = await one_group(store, mark("a"), undo_everything, mark("b"))
    assert all(isinstance(one, Exception) for one in told)
    assert await store.tx(mark("c"))
    assert marks(file) == {"c"}


class BelievesTheCommit(GroupWriter):
    """The naive writer of the control: it goes on after a failure, whatever became of the transaction."""

    def _attempt(self, connection: Connection, call: Call[Any]) -> Outcome:
        transaction = OpenTransaction(connection, key=b"")
        try:
            return Outcome(transaction, call.fn(transaction), None)
        except Refused as error:
            return Outcome(transaction, None, error)


async def test_control_going_on_after_a_full_disk_tells_what_is_not_there(url: str, file: Path) -> None:
    with opened(url, BelievesTheCommit) as store:
        told = await one_group(store, mark("a"), undo_everything)
        assert told[0] is True
        assert marks(file) == set()


# ── Delivery is woken ────────────────────────────────────────────────────────────────────────────────────────────────


def put(name: str) -> Callable[[Transaction], bool]:
    return lambda tx: tx.outbox.put(Purpose.CARD, key=name, lane="room", about="card", at=NOW)


async def test_delivery_is_woken_in_the_loop_after_a_commit_that_put_something(url: str, file: Path) -> None:
    woken: list[tuple[int, list[Any]]] = []
    store = Database(
        url, after_put=lambda: woken.append((threading.get_ident(), looked(file, "select key from outbox")))
    )
    store.open()
    await store.tx(mark("nothing to send"))
    with pytest.raises(Refused):
        await store.tx(lambda tx: (put("undone")(tx), mark_and_fail("x")(tx)))
    await asyncio.sleep(0)
    assert woken == []
    await store.tx(put("a"))
    await asyncio.sleep(0)
    assert woken == [(threading.get_ident(), [("a",)])]
    await store.tx(put("a"))  # known already: nothing new to send
    await asyncio.sleep(0)
    store.close()
    assert len(woken) == 1


# ── Opening and closing ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_closing_finishes_what_waits(url: str) -> None:
    store = Database(url)
    store.open()
    waiting = [asyncio.ensure_future(store.tx(mark(str(number)))) for number in range(100)]
    await asyncio.sleep(0)
    store.close()
    assert await asyncio.gather(*waiting) == [True] * 100
    assert len(marks(url)) == 100
    with pytest.raises(RuntimeError, match="not open"):
        await store.tx(mark("after"))
    with pytest.raises(RuntimeError, match="not open"):
        await store.read(lambda tx: seen(tx, "after"))


async def test_a_store_makes_its_own_file_and_can_be_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    with opened(url) as store:
        await store.tx(mark("a"))
        assert store.version.startswith("sqlite 3.")
    with opened(url) as store:
        assert await store.read(lambda tx: seen(tx, "a"))


def test_nothing_is_created_before_a_store_is_opened(tmp_path: Path) -> None:
    before = threading.active_count()
    Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() == before


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="needs a file"):
        sqlite_file(url)


def test_a_second_store_on_the_same_file_is_refused_until_the_first_is_closed(url: str, file: Path) -> None:
    first, second = Database(url), Database(url)
    first.open()
    with pytest.raises(StoreInUse, match="in use by another running Earshot"):
        second.open()
    first.close()
    second.open()
    second.close()


def test_a_second_process_on_the_same_file_is_refused(store: Database, url: str, file: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.store.writing_child", url], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert child.returncode != 0
    assert "StoreInUse" in child.stderr
    assert child.stdout == ""
    assert store.version


def test_a_killed_process_loses_nothing_that_it_acknowledged(url: str, file: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writing_child", url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    acknowledged = [child.stdout.readline().strip() for _ in range(300)]
    os.kill(child.pid, signal.SIGKILL)
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    # The last line may have been cut off in the middle.
    acknowledged += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    with opened(url):  # the dead process no longer holds the lock
        pass
    assert {line.strip() for line in acknowledged} <= marks(file)
    assert looked(file, "PRAGMA integrity_check") == [("ok",)]
