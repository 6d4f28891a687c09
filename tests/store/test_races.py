"""Several transactions at once, each on a connection of its own: what all of them do is done once."""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from bot.chat.addresses import Address, Message
from bot.chat.events import Reacted
from bot.chat.outbox import Purpose
from bot.domain.items import AnswerKind
from bot.domain.people import Person
from bot.ports import Lane, Transaction
from store import rows
from store.database import Database
from store.singles import SingleWorker
from tests.store import making
from tests.store.looking import inside, seen
from tests.store.making import MINUTE, NOW

SOMEBODY_WAITS = text(
    "select exists (select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))"
)
"""Somebody waits for what this transaction holds."""


class Meeting:
    """Where two transactions wait for each other, the first time they come by."""

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2, timeout=5)
        self._been: set[int] = set()

    def come_by(self) -> None:
        me = threading.get_ident()
        if me not in self._been:
            self._been.add(me)
            self._barrier.wait()


def make_known(meeting: Meeting) -> Callable[[Transaction], str]:
    """Look for a mark, and make it where there is none; both look before one makes it."""

    def run(tx: Transaction) -> str:
        if seen(tx, "new"):
            return "known"
        meeting.come_by()
        inside(tx).execute(insert(rows.once_marks).values(mark="new"))
        return "made"

    return run


async def two(store: Database) -> list[str | BaseException]:
    meeting = Meeting()
    return list(await asyncio.gather(*(store.tx(make_known(meeting)) for _ in range(2)), return_exceptions=True))


@pytest.mark.usefixtures("on_server")
async def test_two_that_find_the_same_new_thing_at_once_both_get_it(store: Database) -> None:
    assert sorted(map(str, await two(store))) == ["known", "made"]


class RunsOnce(SingleWorker):
    """The naive policy of the control: whoever loses hears an error."""

    def most_runs(self, error: BaseException) -> int:
        return 1


@pytest.mark.usefixtures("on_server")
async def test_whoever_runs_once_loses_one_of_them(url: str) -> None:
    store = Database(url, writer=RunsOnce)
    store.open()
    found = await two(store)
    await asyncio.to_thread(store.close)
    assert sorted(type(one).__name__ for one in found) == ["IntegrityError", "str"]


async def test_a_mistake_of_ours_is_heard_and_not_tried_for_ever(store: Database) -> None:
    runs = 0

    def twice(tx: Transaction) -> None:
        nonlocal runs
        runs += 1
        for _ in range(2):
            inside(tx).execute(insert(rows.once_marks).values(mark="the same"))

    with pytest.raises(IntegrityError):
        await store.tx(twice)
    assert runs <= 3


@pytest.mark.usefixtures("on_server")
async def test_two_that_lock_each_other_out_are_both_done_in_the_end(store: Database) -> None:
    ana, bo = await store.tx(lambda tx: (making.person(tx, "ana"), making.person(tx, "bo")))
    meeting = Meeting()

    def pause(first: Person, second: Person) -> Callable[[Transaction], None]:
        def run(tx: Transaction) -> None:
            tx.people.pause(first.id, NOW + MINUTE)
            meeting.come_by()
            tx.people.pause(second.id, NOW + MINUTE)

        return run

    await asyncio.gather(store.tx(pause(ana, bo)), store.tx(pause(bo, ana)))


@pytest.mark.usefixtures("on_server")
async def test_what_is_just_being_done_for_somebody_is_waited_for(store: Database) -> None:
    ana = await store.tx(lambda tx: making.person(tx, "ana"))
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        tx.people.wait_for(ana.address)
        begun.set()
        go_on.wait(5)
        tx.people.pause(ana.id, NOW + timedelta(days=14))

    pausing = asyncio.ensure_future(store.tx(slow))
    await asyncio.to_thread(begun.wait, 5)
    held = await store.tx(lambda tx: tx.people.hold([ana.id]))
    assert held == frozenset(), "whoever claims a message for her would not see what she is just saying"
    go_on.set()
    await pausing
    assert await store.tx(lambda tx: tx.people.hold([ana.id])) == {ana.id}


async def two_answers(store: Database, waits: Callable[[Transaction, Address], object]) -> frozenset[AnswerKind]:
    """What stands of two answers that exclude each other, the older one not yet done when the newer one comes."""
    ana, item = await store.tx(lambda tx: (making.person(tx, "ana"), making.item(tx).id))
    begun, done = threading.Event(), threading.Event()

    def would_share(tx: Transaction) -> None:
        waits(tx, ana.address)
        tx.answers.put(ana.id, item, AnswerKind.WOULD_SHARE, at=NOW)
        begun.set()
        while not done.is_set() and not inside(tx).execute(SOMEBODY_WAITS).scalar():
            time.sleep(0.005)

    def scroll_past(tx: Transaction) -> None:
        waits(tx, ana.address)
        tx.answers.put(ana.id, item, AnswerKind.SCROLL_PAST, at=NOW + MINUTE)

    older = asyncio.ensure_future(store.tx(would_share))
    await asyncio.to_thread(begun.wait, 5)
    await store.tx(scroll_past)
    done.set()
    await older
    return await store.read(lambda tx: tx.answers.of(ana.id, item))


@pytest.mark.usefixtures("on_server")
async def test_whoever_answers_is_waited_for_so_that_of_two_answers_at_once_the_newer_one_stands(
    store: Database,
) -> None:
    def meets(tx: Transaction, who: Address) -> None:
        tx.people.meet(who, now=NOW, zone="Europe/Berlin", language="en")

    assert await two_answers(store, meets) == {AnswerKind.SCROLL_PAST}


@pytest.mark.usefixtures("on_server")
async def test_control_two_answers_for_whose_person_nobody_waited_both_stand(store: Database) -> None:
    both = {AnswerKind.WOULD_SHARE, AnswerKind.SCROLL_PAST}
    assert await two_answers(store, lambda tx, who: tx.people.at(who)) == both


@pytest.mark.usefixtures("on_server")
async def test_a_stranger_whom_two_meet_at_once_is_waited_for_by_whoever_comes_third(store: Database) -> None:
    """The second one found the row of the first one there: it is theirs for as long as they answer, too."""
    who, item = making.address("ana"), await store.tx(lambda tx: making.item(tx).id)
    first_met, second_met, third_answered = threading.Event(), threading.Event(), threading.Event()

    def meets(tx: Transaction) -> str:
        return tx.people.meet(who, now=NOW, zone="Europe/Berlin", language="en").id

    def first(tx: Transaction) -> None:
        meets(tx)
        first_met.set()
        while not inside(tx).execute(SOMEBODY_WAITS).scalar():
            time.sleep(0.005)

    def would_share(tx: Transaction) -> None:
        ana = meets(tx)
        second_met.set()
        while not third_answered.is_set() and not inside(tx).execute(SOMEBODY_WAITS).scalar():
            time.sleep(0.005)
        tx.answers.put(ana, item, AnswerKind.WOULD_SHARE, at=NOW)

    def scroll_past(tx: Transaction) -> str:
        ana = meets(tx)
        tx.answers.put(ana, item, AnswerKind.SCROLL_PAST, at=NOW + MINUTE)
        third_answered.set()
        while not second.done() and not inside(tx).execute(SOMEBODY_WAITS).scalar():
            time.sleep(0.005)
        return ana

    before = asyncio.ensure_future(store.tx(first))
    await asyncio.to_thread(first_met.wait, 5)
    second = asyncio.ensure_future(store.tx(would_share))
    await asyncio.to_thread(second_met.wait, 5)
    ana = await store.tx(scroll_past)
    await asyncio.gather(before, second)
    assert await store.read(lambda tx: tx.answers.of(ana, item)) == {AnswerKind.SCROLL_PAST}


@pytest.mark.usefixtures("on_server")
async def test_whoever_is_just_being_forgotten_is_not_met_anew_by_a_reaction_that_was_set_aside(
    store: Database,
) -> None:
    def react(tx: Transaction) -> tuple[Person, Message]:
        ana, message = making.person(tx, "ana"), Message(making.room(tx).address, "m1")
        tx.answers.set_aside(ana.id, Reacted("key", NOW, ana.address, message, "👍", added=True))
        return ana, message

    ana, message = await store.tx(react)
    forgotten = threading.Event()

    def forget(tx: Transaction) -> None:
        tx.people.wait_for(ana.address)
        tx.people.forget(ana.id)
        forgotten.set()
        while not inside(tx).execute(SOMEBODY_WAITS).scalar():
            time.sleep(0.005)

    forgetting = asyncio.ensure_future(store.tx(forget))
    await asyncio.to_thread(forgotten.wait, 5)
    assert await store.tx(lambda tx: tx.answers.aside(message)) == []
    await forgetting


@pytest.mark.usefixtures("on_server")
async def test_nobody_waits_for_a_lane_that_somebody_else_is_just_taking(store: Database) -> None:
    def put(tx: Transaction) -> None:
        for name in ("a", "b"):
            tx.outbox.put(Purpose.CARD, key=name, lane=name, about=name, at=NOW)

    await store.tx(put)
    taken = await asyncio.gather(
        *(store.tx(lambda tx: tx.lanes.take(now=NOW, limit=2, lease=MINUTE, limits={})) for _ in range(6))
    )
    keys = [lane.key for lanes in taken for lane in lanes]
    assert sorted(keys) == ["a", "b"], "each once"


@pytest.mark.usefixtures("on_server")
async def test_what_is_put_again_while_its_lane_is_seen_to_comes_after_it_and_neither_is_in_the_others_way(
    store: Database,
) -> None:
    begun: list[str] = []
    locked = threading.Event()

    def put(tx: Transaction) -> None:
        begun.append("put")
        tx.outbox.put_state(Purpose.CARD_EDIT, key="edit", lane="room", about="card", at=NOW)

    def take(tx: Transaction) -> tuple[Lane, int]:
        [lane] = tx.lanes.take(now=NOW, limit=1, lease=MINUTE, limits={})
        [edit] = tx.outbox.due(now=NOW, limit=1)
        assert tx.outbox.leaving(edit.id, at=NOW)
        return lane, edit.id

    await store.tx(put)
    lane, edit_id = await store.tx(take)

    def settle(tx: Transaction) -> None:
        begun.append("settle")
        assert tx.lanes.is_ours(lane)
        locked.set()
        while len(begun) < 4 and not inside(tx).execute(SOMEBODY_WAITS).scalar():
            time.sleep(0.005)
        tx.outbox.sent(edit_id, at=NOW)
        tx.lanes.let_go([lane], now=NOW)

    settling = asyncio.ensure_future(store.tx(settle))
    await asyncio.to_thread(locked.wait, 5)
    await store.tx(put)
    await settling
    assert begun == ["put", "settle", "put"], "whoever is in the way of another is begun anew"
    assert [one.id for one in await store.tx(lambda tx: tx.outbox.due(now=NOW, limit=9))] == [edit_id]
