from datetime import datetime
from typing import Any

import pytest

from bot.chat.addresses import Message
from bot.chat.outbox import Outgoing, Purpose
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.looking import seen
from tests.store.making import DAY, HOUR, MINUTE, NOW


def put(
    tx: Transaction, key: str, *, lane: str = "room", at: datetime = NOW, not_before: datetime | None = None
) -> bool:
    return tx.outbox.put(Purpose.CARD, key=key, lane=lane, about=f"about {key}", at=at, not_before=not_before)


def put_state(tx: Transaction, key: str = "edit", *, at: datetime = NOW, not_before: datetime | None = None) -> None:
    tx.outbox.put_state(Purpose.CARD_EDIT, key=key, lane="room", about="card", at=at, not_before=not_before)


def due(tx: Transaction, now: datetime = NOW, *, limit: int = 100) -> list[str]:
    return [one.key for one in tx.outbox.due(now=now, limit=limit)]


def only(tx: Transaction, now: datetime = NOW) -> Outgoing:
    (one,) = tx.outbox.due(now=now, limit=100)
    return one


async def test_a_message_is_put_once_per_key_for_ever(store: Database) -> None:
    def twice(tx: Transaction) -> tuple[Any, ...]:
        first, second = put(tx, "a"), put(tx, "a", lane="another")
        one = only(tx)
        tx.outbox.leaving(one.id, at=NOW)
        tx.outbox.sent(one.id, at=NOW)
        return first, second, one, put(tx, "a"), due(tx)

    first, second, one, after, left = await store.tx(twice)
    assert (first, second, after, left) == (True, False, False, [])
    assert one == Outgoing(
        id=one.id,
        key="a",
        purpose=Purpose.CARD,
        lane="room",
        about="about a",
        person_id=None,
        body="",
        attempts=0,
        put_at=NOW,
        attempted_at=None,
    )


async def test_each_lane_gives_its_oldest_message_and_one_at_a_time(store: Database) -> None:
    def lanes(tx: Transaction) -> list[list[str]]:
        for key, lane in [("a1", "a"), ("b1", "b"), ("a2", "a"), ("c1", "c"), ("b2", "b")]:
            put(tx, key, lane=lane)
        seen = [due(tx), due(tx, limit=2)]
        in_the_air = tx.outbox.due(now=NOW, limit=1)[0]
        tx.outbox.leaving(in_the_air.id, at=NOW)
        seen.append(due(tx))
        tx.outbox.sent(in_the_air.id, at=NOW)
        return [*seen, due(tx)]

    assert await store.tx(lanes) == [["a1", "b1", "c1"], ["a1", "b1"], ["b1", "c1"], ["b1", "a2", "c1"]]


async def test_what_is_not_due_yet_does_not_leave_and_says_when_it_may(store: Database) -> None:
    def wait(tx: Transaction) -> tuple[Any, ...]:
        empty = tx.outbox.next_due()
        put(tx, "later", not_before=NOW + HOUR)
        put(tx, "latest", lane="b", not_before=NOW + DAY)
        when = tx.outbox.next_due()
        early, late = due(tx), due(tx, NOW + HOUR)
        tx.outbox.leaving(only(tx, NOW + HOUR).id, at=NOW)
        return empty, when, early, late, tx.outbox.next_due()

    assert await store.tx(wait) == (None, NOW + HOUR, [], ["later"], NOW + DAY)


async def test_a_message_sent_back_waits_until_then_and_counts_only_real_attempts(store: Database) -> None:
    def back(tx: Transaction) -> tuple[Any, ...]:
        put(tx, "a")
        one = only(tx)
        tx.outbox.leaving(one.id, at=NOW)
        tx.outbox.later(one.id, until=NOW + MINUTE, tried=False)
        busy = due(tx), only(tx, NOW + MINUTE)
        tx.outbox.leaving(one.id, at=NOW + MINUTE)
        tx.outbox.later(one.id, until=NOW + HOUR, tried=True)
        return busy, only(tx, NOW + HOUR)

    (early, busy), tried = await store.tx(back)
    assert early == []
    assert (busy.attempts, busy.attempted_at) == (0, NOW)
    assert (tried.attempts, tried.attempted_at) == (1, NOW + MINUTE)


@pytest.mark.parametrize("fate", ["dead", "dropped", "parked"])
async def test_a_lane_goes_on_when_a_message_does_not(store: Database, fate: str) -> None:
    def settle(tx: Transaction) -> tuple[Any, ...]:
        put(tx, "a")
        put(tx, "b")
        one = only(tx)
        tx.outbox.leaving(one.id, at=NOW)
        getattr(tx.outbox, fate)(one.id, "because", at=NOW)
        return due(tx), put(tx, "a")

    assert await store.tx(settle) == (["b"], False)


async def test_what_was_in_the_air_too_long_is_found(store: Database) -> None:
    def look(tx: Transaction) -> tuple[Any, ...]:
        put(tx, "a")
        put(tx, "b", lane="other")
        one, _ = tx.outbox.due(now=NOW, limit=2)
        tx.outbox.leaving(one.id, at=NOW)
        air = tx.outbox.in_the_air(before=NOW, limit=9), tx.outbox.in_the_air(before=NOW + MINUTE, limit=9)
        tx.outbox.sent(one.id, at=NOW)
        return one, air, tx.outbox.in_the_air(before=NOW + DAY, limit=9)

    one, (early, late), after = await store.tx(look)
    assert (early, [found.id for found in late], after) == ([], [one.id], [])


async def test_a_state_put_twice_leaves_once_and_keeps_its_place(store: Database) -> None:
    def states(tx: Transaction) -> tuple[Any, ...]:
        put_state(tx)
        first = only(tx)
        put(tx, "card")
        put_state(tx, at=NOW + MINUTE)
        return first, only(tx, NOW + MINUTE)

    first, again = await store.tx(states)
    assert again.id == first.id
    assert again.put_at == NOW + MINUTE


async def test_a_state_leaves_at_the_earliest_time_that_was_promised(store: Database) -> None:
    def states(tx: Transaction) -> list[datetime | None]:
        put_state(tx, not_before=NOW + MINUTE)
        put_state(tx, at=NOW + MINUTE / 2, not_before=NOW + 2 * MINUTE)  # a press a moment later must not put it off
        when = [tx.outbox.next_due()]
        put_state(tx, at=NOW)
        return [*when, tx.outbox.next_due()]

    assert await store.tx(states) == [NOW + MINUTE, NOW]


async def test_a_state_put_while_it_is_leaving_leaves_once_more(store: Database) -> None:
    def states(tx: Transaction) -> list[list[str]]:
        put_state(tx)
        one = only(tx)
        tx.outbox.leaving(one.id, at=NOW)
        put_state(tx, at=NOW, not_before=NOW + MINUTE)
        seen = [due(tx, NOW + DAY)]
        tx.outbox.sent(one.id, at=NOW)
        seen += [due(tx), due(tx, NOW + MINUTE)]
        again = only(tx, NOW + MINUTE)
        assert (again.attempts, again.attempted_at) == (0, NOW)  # the door may space edits by it
        tx.outbox.leaving(again.id, at=NOW + MINUTE)
        tx.outbox.sent(again.id, at=NOW + MINUTE)
        return [*seen, due(tx, NOW + DAY)]

    assert await store.tx(states) == [[], [], ["edit"], []]


async def test_a_state_that_was_settled_waits_again_when_it_is_put_again(store: Database) -> None:
    def states(tx: Transaction) -> tuple[Any, ...]:
        put_state(tx)
        one = only(tx)
        tx.outbox.dropped(one.id, "it does not stand anywhere", at=NOW)
        none = due(tx)
        put_state(tx, at=NOW + MINUTE)
        return none, one.id == only(tx, NOW + MINUTE).id

    assert await store.tx(states) == ([], True)


async def test_a_state_that_its_platform_sent_back_keeps_that_wait_when_it_is_put_again(store: Database) -> None:
    def states(tx: Transaction) -> list[list[str]]:
        put_state(tx)
        one = only(tx)
        tx.outbox.leaving(one.id, at=NOW)
        tx.outbox.later(one.id, until=NOW + HOUR, tried=False)
        put_state(tx, at=NOW + MINUTE)
        return [due(tx, NOW + MINUTE), due(tx, NOW + HOUR)]

    assert await store.tx(states) == [[], ["edit"]]


async def test_withdrawing_drops_what_still_waits_about_an_id(store: Database) -> None:
    def withdraw(tx: Transaction) -> list[str]:
        put(tx, "a")
        put(tx, "b")
        tx.outbox.withdraw(about="about a", why="withdrawn", at=NOW)
        return due(tx)

    assert await store.tx(withdraw) == ["b"]


async def test_a_message_waits_for_a_person_until_it_is_settled(store: Database) -> None:
    def wait(tx: Transaction) -> list[bool]:
        ana, bo = making.person(tx, "ana").id, making.person(tx, "bo").id
        tx.outbox.put(Purpose.NUDGE, key="n", lane=ana, about="item", person_id=ana, at=NOW)
        seen = [tx.outbox.waits(Purpose.NUDGE, ana), tx.outbox.waits(Purpose.NUDGE, bo)]
        seen.append(tx.outbox.waits(Purpose.DRAFT, ana))
        tx.outbox.leaving(only(tx).id, at=NOW)
        seen.append(tx.outbox.waits(Purpose.NUDGE, ana))
        tx.outbox.sent(tx.outbox.in_the_air(before=NOW + DAY, limit=1)[0].id, at=NOW)
        return [*seen, tx.outbox.waits(Purpose.NUDGE, ana)]

    assert await store.tx(wait) == [True, False, False, True, False]


async def test_a_mark_is_made_once_for_ever(store: Database) -> None:
    def mark(tx: Transaction) -> tuple[bool, ...]:
        before = seen(tx, "m")
        return before, tx.outbox.once("m", at=NOW), tx.outbox.once("m", at=NOW + DAY), seen(tx, "m")

    assert await store.tx(mark) == (False, True, False, True)


async def test_a_keyed_hash_is_the_same_in_this_store_and_another_elsewhere(
    store: Database, url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = await store.tx(lambda tx: tx.outbox.keyed_hash("ana"))
    assert here == await store.read(lambda tx: tx.outbox.keyed_hash("ana"))
    assert here != await store.read(lambda tx: tx.outbox.keyed_hash("bo"))
    assert len(here) == 32
    elsewhere = Database(f"sqlite:///{tmp_path_factory.mktemp('elsewhere') / 'b.db'}")
    elsewhere.open()
    assert here != await elsewhere.read(lambda tx: tx.outbox.keyed_hash("ana"))
    elsewhere.close()


async def test_a_number_is_never_given_twice_so_that_a_late_outcome_meets_no_other_message(store: Database) -> None:
    def forget(tx: Transaction) -> tuple[int, int]:
        ana = making.person(tx, "ana").id
        tx.outbox.put(Purpose.ANSWER, key="x", lane=ana, about="", person_id=ana, at=NOW, body="words")
        old = only(tx).id
        tx.people.forget(ana)
        put(tx, "new")
        return old, only(tx).id

    old, new = await store.tx(forget)
    assert new > old


async def test_every_draft_about_an_item_that_stands_is_drawn_anew_and_on_its_day_once_more(store: Database) -> None:
    def redraw(tx: Transaction) -> tuple[Any, ...]:
        people = [making.person(tx, name) for name in ("ana", "bo", "cleo")]
        item, other = making.item(tx, "one").id, making.item(tx, "two").id
        drafts = [tx.drafts.begin(one.id, item, angle="a", at=NOW).id for one in people]
        elsewhere = tx.drafts.begin(people[0].id, other, angle="a", at=NOW).id
        for one, draft in zip(people[:2], drafts[:2], strict=True):
            tx.drafts.sent(draft, Message(one.address, f"m {draft}"))
        tx.drafts.sent(elsewhere, Message(people[0].address, "m elsewhere"))
        tx.outbox.redraw_drafts(item, at=NOW)
        tx.outbox.redraw_drafts(item, at=NOW)
        tx.outbox.redraw_drafts(item, at=NOW, not_before=NOW + DAY)
        first = [(one.purpose, one.about, one.person_id, one.lane) for one in tx.outbox.due(now=NOW, limit=9)]
        for message in tx.outbox.due(now=NOW, limit=9):
            tx.outbox.leaving(message.id, at=NOW)
            tx.outbox.sent(message.id, at=NOW)
        early = due(tx, NOW + DAY - MINUTE)
        late = [one.about for one in tx.outbox.due(now=NOW + DAY, limit=9)]
        expected = [(Purpose.DRAFT_EDIT, draft, one.id, one.id) for one, draft in zip(people, drafts, strict=True)]
        return first, expected[:2], early, late, drafts[:2]

    first, expected, early, late, about = await store.tx(redraw)
    assert sorted(first) == sorted(expected)
    assert early == []
    assert sorted(late) == sorted(about)


async def test_edits_that_were_given_up_in_a_room_wait_once_more_and_nothing_else_does(store: Database) -> None:
    def given_up(tx: Transaction) -> list[str]:
        for key in ("dead", "dropped", "sent"):
            put_state(tx, key)
            settled(tx, key)
        put(tx, "card")
        tx.outbox.dead(only(tx).id, "the bot is not there", at=NOW)
        tx.outbox.put_state(Purpose.CARD_EDIT, key="elsewhere", lane="another", about="card", at=NOW)
        tx.outbox.dropped(only(tx).id, "the bot left", at=NOW)
        tx.outbox.draw_again("room", at=NOW + HOUR)
        assert due(tx) == [], "not before then"
        waiting = []
        while left := tx.outbox.due(now=NOW + HOUR, limit=100):
            waiting += [one.key for one in left]
            tx.outbox.sent(*(one.id for one in left), at=NOW + HOUR)
        return sorted(waiting)

    def settled(tx: Transaction, key: str) -> None:
        one = only(tx).id
        if key == "sent":
            tx.outbox.sent(one, at=NOW)
        else:
            (tx.outbox.dead if key == "dead" else tx.outbox.dropped)(one, "the bot is not there", at=NOW)

    assert await store.tx(given_up) == ["dead", "dropped"]
