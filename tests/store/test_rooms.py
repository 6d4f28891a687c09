from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.addresses import Message
from bot.chat.events import Profile
from bot.chat.outbox import Purpose
from bot.domain.items import AnswerKind, Because, Ending, FindState, ItemKind, Life, RoomCard
from bot.domain.shares import Asked
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.looking import inside
from tests.store.making import DAY, HOUR, MINUTE, NOW


async def test_a_room_is_here_from_joining_to_leaving(store: Database) -> None:
    def come_and_go(tx: Transaction) -> list[list[str]]:
        making.room(tx, "general")
        making.room(tx, "a room")
        here = [[room.name for room in tx.rooms.here()]]
        tx.rooms.renamed(making.address("general"), "everything")
        tx.rooms.left(making.address("a room"))
        here.append([room.name for room in tx.rooms.here()])
        making.room(tx, "a room")
        return [*here, [room.name for room in tx.rooms.here()]]

    assert await store.tx(come_and_go) == [["a room", "general"], ["everything"], ["a room", "everything"]]


async def test_a_room_is_one_by_its_address_and_its_route_is_refreshed(store: Database) -> None:
    def come(tx: Transaction) -> tuple[Any, ...]:
        first = tx.rooms.joined(making.address("general", route="r1"), "general", at=NOW, topics=())
        again = tx.rooms.joined(making.address("general"), "general", at=NOW, topics=())
        last = tx.rooms.joined(making.address("general", route="r2"), "general", at=NOW, topics=())
        return first, again, last, tx.rooms.at(making.address("general")), tx.rooms.get(first.id)

    first, again, last, at, got = await store.tx(come)
    assert first.id == again.id == last.id
    assert [first.address.route, again.address.route, last.address.route] == ["r1", "r1", "r2"]
    assert at == got == last


async def test_a_room_is_private_until_its_platform_says_that_it_is_not(store: Database) -> None:
    def come(tx: Transaction) -> list[bool]:
        at = making.address("secret")
        unknown = tx.rooms.take_in("secret", at, topics=[], at=NOW).private
        for_all = tx.rooms.joined(at, "secret", at=NOW, topics=()).private
        tx.rooms.renamed(at, "open")
        after = tx.rooms.at(at)
        tx.rooms.renamed(at, "closed", private=True)
        tx.rooms.renamed(at, "closed as before")
        made_private = tx.rooms.at(at)
        again = tx.rooms.joined(at, "closed", at=NOW, topics=(), private=True)
        assert after
        assert made_private
        return [unknown, for_all, after.private, made_private.private, again.private]

    assert await store.tx(come) == [True, False, False, True, True]


async def test_topics_given_on_joining_are_kept_only_where_there_are_none_and_no_key(store: Database) -> None:
    def follow(tx: Transaction) -> tuple[Any, ...]:
        kernel, us = making.topic(tx, "kernel", "us")
        made = making.room(tx, "made in chat", topics=[kernel])
        again = making.room(tx, "made in chat", topics=[us])
        tx.rooms.take_in("eng", making.address("engineering"), topics=[], at=NOW)
        named = making.room(tx, "engineering", topics=[us])
        return kernel, made.topics, again.topics, named.topics, named.key

    kernel, made, again, named, key = await store.tx(follow)
    assert (made, again) == ({kernel}, {kernel})
    assert (named, key) == (frozenset(), "eng")


async def test_a_room_of_the_file_is_not_here_before_the_bot_is_invited(store: Database) -> None:
    def take_in(tx: Transaction) -> tuple[Any, ...]:
        kernel, us = making.topic(tx, "kernel", "us")
        room = tx.rooms.take_in("eng", making.address("engineering"), topics=[kernel], at=NOW)
        here = tx.rooms.here()
        later = tx.rooms.take_in("eng", making.address("engineering"), topics=[us], at=NOW)
        moved = tx.rooms.take_in("eng", making.address("another"), topics=[us], at=NOW)
        old = tx.rooms.get(room.id)
        return us, room.here, here, later.id == room.id, later.topics, moved.key, old and old.key

    us, is_here, here, same, topics, key, old_key = await store.tx(take_in)
    assert (is_here, here, same, topics, key, old_key) == (False, [], True, {us}, "eng", None)


async def test_leaving_a_room_drops_what_waits_for_it(store: Database) -> None:
    def leave(tx: Transaction) -> list[Any]:
        room = making.room(tx)
        tx.outbox.put(Purpose.CARD, key="card:1", lane=room.id, about="1", at=NOW)
        tx.rooms.left(room.address)
        return list(tx.outbox.due(now=NOW, limit=1))

    assert await store.tx(leave) == []


async def test_an_item_has_one_card_in_a_room_and_asking_wins_over_heard(store: Database) -> None:
    because = (Because("T", "Kernel", ("rust", "driver")),)

    def put(tx: Transaction, *, life: Life, brought: bool = False, later: int = 0) -> RoomCard:
        return tx.rooms.put_card(
            making.room(tx).id,
            making.item(tx).id,
            life=life,
            because=because,
            brought=brought,
            at=NOW,
            expires_at=NOW + (14 + later) * DAY,
        )

    heard = await store.tx(lambda tx: put(tx, life=Life.HEARD))
    asking = await store.tx(lambda tx: put(tx, life=Life.ASKING, later=1))
    still = await store.tx(lambda tx: put(tx, life=Life.HEARD, later=2))
    assert (heard.life, heard.because, heard.expires_at, heard.message) == (Life.HEARD, because, NOW + 14 * DAY, None)
    assert asking == still == replace(heard, life=Life.ASKING)
    brought = await store.tx(lambda tx: put(tx, life=Life.ASKING, brought=True, later=3))
    assert brought == replace(asking, brought=True, expires_at=NOW + 17 * DAY)


async def test_a_card_whose_life_is_over_lives_again_only_when_a_person_brings_it(store: Database) -> None:
    def put(tx: Transaction, *, brought: bool) -> RoomCard:
        room, item = making.room(tx), making.item(tx)
        return tx.rooms.put_card(
            room.id, item.id, life=Life.HEARD, because=(), brought=brought, at=NOW, expires_at=NOW + 20 * DAY
        )

    def end(tx: Transaction) -> None:
        tx.rooms.end(making.card(tx, making.room(tx).id, making.item(tx).id).id, Ending.EXPIRED)

    await store.tx(end)
    by_the_clock = await store.tx(lambda tx: put(tx, brought=False))
    assert (by_the_clock.life, by_the_clock.ending) == (Life.OVER, Ending.EXPIRED)
    by_a_person = await store.tx(lambda tx: put(tx, brought=True))
    assert (by_a_person.life, by_a_person.ending, by_a_person.brought) == (Life.ASKING, None, True)
    assert by_a_person.expires_at == NOW + 20 * DAY


async def test_a_card_is_found_by_the_message_it_stands_in(store: Database) -> None:
    def stand(tx: Transaction) -> tuple[Any, ...]:
        here, there = making.room(tx, "here"), making.room(tx, "there")
        card = making.card(tx, here.id, making.item(tx).id, stands="m1")
        return card, here, tx.rooms.card_at(Message(here.address, "m1")), tx.rooms.card_at(Message(there.address, "m1"))

    card, here, found, elsewhere = await store.tx(stand)
    assert found == card
    assert (card.message, card.posted_at) == (Message(here.address, "m1"), NOW)
    assert elsewhere is None


async def test_heard_cards_of_an_item_in_these_rooms_begin_to_ask_and_only_they_are_returned(
    store: Database,
) -> None:
    def ask(tx: Transaction) -> tuple[Any, ...]:
        item = making.item(tx).id
        rooms = [making.room(tx, name).id for name in ("a", "b", "c", "d")]
        heard = [making.card(tx, room, item).id for room in rooms[:2]]
        making.card(tx, rooms[2], item, life=Life.ASKING)
        over = making.card(tx, rooms[3], item).id
        tx.rooms.end(over, Ending.WITHDRAWN)
        elsewhere = making.card(tx, making.room(tx, "e").id, item).id
        changed = tx.rooms.ask(item, rooms=rooms, at=NOW)
        lives = [card.life for card in tx.rooms.cards_of(item)]
        again = tx.rooms.ask(item, rooms=rooms, at=NOW)
        return heard, [card.id for card in changed], sorted(lives), again, tx.rooms.card(elsewhere)

    heard, changed, lives, again, elsewhere = await store.tx(ask)
    assert sorted(changed) == sorted(heard)
    assert lives == [Life.ASKING, Life.ASKING, Life.ASKING, Life.HEARD, Life.OVER]
    assert again == []
    assert elsewhere.life is Life.HEARD


async def test_the_rhythm_counts_every_card_whoever_brought_it(store: Database) -> None:
    def put(tx: Transaction) -> tuple[Any, ...]:
        room = making.room(tx).id
        items = [making.item(tx, name).id for name in ("old", "brought", "new")]
        making.card(tx, room, items[0], at=NOW - DAY)
        making.card(tx, room, items[1], at=NOW, brought=True)
        making.card(tx, room, items[2], at=NOW + MINUTE)
        shown = [card.item_id for card in tx.rooms.shown(room, since=NOW)]
        return items, tx.rooms.planned(room, since=NOW), shown, tx.rooms.standing(since=NOW)

    items, planned, shown, standing = await store.tx(put)
    assert planned == [NOW, NOW + MINUTE]
    assert shown == items[1:]
    assert standing == set(items[1:])


async def test_a_moved_card_is_no_more_and_expired_ones_are_found_until_they_end(store: Database) -> None:
    def move(tx: Transaction) -> tuple[Any, ...]:
        room = making.room(tx).id
        first = making.card(tx, room, making.item(tx, "a").id)
        second = making.card(tx, room, making.item(tx, "b").id, at=NOW + HOUR)
        tx.rooms.move(first.id)
        early = tx.rooms.expired(now=NOW + 14 * DAY)
        late = [card.id for card in tx.rooms.expired(now=NOW + 14 * DAY + HOUR)]
        tx.rooms.end(second.id, Ending.EXPIRED)
        return second.id, tx.rooms.card(first.id), early, late, tx.rooms.expired(now=NOW + 15 * DAY)

    second, moved, early, late, ended = await store.tx(move)
    assert (moved, early, late, ended) == (None, [], [second], [])


async def test_a_card_names_those_who_brought_it_and_ticked_that_they_may_be_named_oldest_first(
    store: Database,
) -> None:
    def bring(tx: Transaction) -> tuple[Any, ...]:
        room, item = making.room(tx).id, making.item(tx).id
        for minute, (name, named) in enumerate([("Cleo", True), ("Bo", False), ("Ana", True)]):
            who = making.person(tx, name)
            tx.people.know(who.address, Profile(name))
            at = NOW + minute * MINUTE
            find = tx.items.bring(who.id, url="https://a.example", key="a", why="", named=named, room_id=room, at=at)
            tx.items.settle_find(find.id, FindState.STANDS, item_id=item)
        brought = making.card(tx, room, item, brought=True)
        return brought, tx.rooms.cards_of(item), tx.rooms.shown(room, since=NOW)

    brought, cards, shown = await store.tx(bring)
    assert brought.brought_by == ("Cleo", "Ana")
    assert cards == shown == [brought]


async def test_the_first_source_of_an_item_is_the_one_its_card_names(store: Database) -> None:
    def tell(tx: Transaction) -> tuple[Any, ...]:
        lwn, blog = making.source(tx, "lwn", "blog")
        one, two = making.item(tx, "one").id, making.item(tx, "two").id
        making.heard(tx, one, blog, at=NOW)
        making.heard(tx, one, lwn, at=NOW - HOUR)
        making.heard(tx, two, blog)
        first = tx.rooms.first_sources([one]), tx.rooms.first_sources([one, two]), tx.rooms.first_sources([])
        return lwn, blog, first

    lwn, blog, first = await store.tx(tell)
    assert first == ({lwn}, {lwn, blog}, set())


async def test_only_the_last_cards_in_a_row_that_nobody_answered_are_counted(store: Database) -> None:
    def put(tx: Transaction) -> list[int]:
        room = making.room(tx).id
        items = [making.item(tx, str(number)).id for number in range(4)]
        for number, item in enumerate(items):
            making.card(tx, room, item, at=NOW + number * MINUTE)
        ana = making.person(tx, "ana").id
        counts = []
        for answered in ([], items[:1], items[2:3]):
            for item in answered:
                tx.answers.put(ana, item, AnswerKind.LESS, at=NOW)
            counts.append(tx.rooms.unanswered(room, before=NOW + DAY, limit=10))
        tx.answers.take_back(ana, items[2], AnswerKind.LESS, at=NOW + MINUTE)
        return [*counts, tx.rooms.unanswered(room, before=NOW + DAY, limit=2)]

    assert await store.tx(put) == [4, 3, 1, 2]


async def test_what_began_to_ask_in_a_room_is_counted_by_whose_it_is(store: Database) -> None:
    def count(tx: Transaction) -> list[Asked]:
        room, other = making.room(tx, "a").id, making.room(tx, "b").id
        own = [making.item(tx, f"own {number}", kind=ItemKind.COMPANY).id for number in range(6)]
        find, heard = making.item(tx, "find").id, making.item(tx, "heard").id
        making.card(tx, room, own[0], life=Life.ASKING, at=NOW)
        making.card(tx, room, own[1], life=Life.HEARD, at=NOW - 40 * DAY)  # heard long ago, asks since today
        tx.rooms.ask(own[1], rooms=[room], at=NOW)
        making.card(tx, room, own[2], life=Life.ASKING, at=NOW - 31 * DAY)
        making.card(tx, other, own[3], life=Life.ASKING, at=NOW)
        tx.rooms.end(making.card(tx, room, own[4], life=Life.ASKING, at=NOW).id, Ending.WITHDRAWN)  # never seen
        seen = making.card(tx, room, own[5], life=Life.ASKING, at=NOW, stands="m1")
        tx.rooms.end(seen.id, Ending.EXPIRED)
        making.card(tx, room, find, life=Life.ASKING, at=NOW)
        making.card(tx, room, heard, life=Life.HEARD, at=NOW)
        empty = making.room(tx, "c").id
        since = NOW - 30 * DAY
        return [tx.rooms.asked(one, since=since) for one in (room, other, empty)]

    assert await store.tx(count) == [Asked(3, 1), Asked(1, 0), Asked(0, 0)]


async def test_a_card_that_comes_back_begins_to_ask_anew(store: Database) -> None:
    def count(tx: Transaction) -> list[Asked]:
        room, item = making.room(tx).id, making.item(tx, kind=ItemKind.COMPANY).id
        card = making.card(tx, room, item, life=Life.ASKING, at=NOW - 60 * DAY, stands="m1")
        tx.rooms.end(card.id, Ending.EXPIRED)
        before = tx.rooms.asked(room, since=NOW - 30 * DAY)
        making.card(tx, room, item, life=Life.ASKING, brought=True, at=NOW)
        return [before, tx.rooms.asked(room, since=NOW - 30 * DAY)]

    assert await store.tx(count) == [Asked(0, 0), Asked(1, 0)]


async def test_a_card_that_waits_to_be_drawn_anew_is_told_so_and_a_day_of_its_own_is_none(store: Database) -> None:
    def states(tx: Transaction) -> list[bool]:
        room, item = making.room(tx), making.item(tx)
        card = making.card(tx, room.id, item.id, stands="m1")

        def drawn() -> bool:
            [now] = tx.rooms.cards_now(item.id, now=NOW)
            assert (now.id, now.room_id, now.life, now.stands) == (card.id, room.id, Life.HEARD, True)
            return now.drawn

        seen = [drawn()]
        for at in (NOW + DAY, NOW):
            tx.outbox.put_state(Purpose.CARD_EDIT, key="edit", lane=room.id, about=card.id, at=NOW, not_before=at)
            seen.append(drawn())
        [edit] = tx.outbox.due(now=NOW, limit=9)
        tx.outbox.leaving(edit.id, at=NOW)
        seen.append(drawn())  # it shows what was true a moment ago
        tx.outbox.later(edit.id, until=NOW + DAY, tried=False)  # sent back: nothing shortens that wait
        return [*seen, drawn()]

    at_first, a_day_off, waits, leaves, sent_back = await store.tx(states)
    assert (at_first, a_day_off, leaves) == (False, False, False)
    # On PostgreSQL another replica may be drawing it from what was true before.
    assert (waits, sent_back) == ((True, True) if store.version.startswith("sqlite") else (False, False))


def steps(tx: Transaction, ask: Callable[[], object]) -> int:
    """How many steps SQLite takes to answer."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1

    driver: Any = inside(tx).connection.dbapi_connection
    driver.set_progress_handler(step, 1)
    ask()
    driver.set_progress_handler(None, 1)
    return taken


@pytest.mark.usefixtures("file")
async def test_how_the_cards_of_an_item_stand_is_looked_up_and_not_looked_for_among_all_that_waits(
    store: Database,
) -> None:
    def few_and_many(tx: Transaction) -> tuple[int, int]:
        room, item = making.room(tx), making.item(tx)
        card = making.card(tx, room.id, item.id, stands="m1")

        def wait(number: int) -> None:
            tx.outbox.put_state(Purpose.CARD_EDIT, key=f"edit{number}", lane="a lane", about=f"card{number}", at=NOW)

        def stands() -> None:
            assert [one.id for one in tx.rooms.cards_now(item.id, now=NOW)] == [card.id]

        wait(0)
        few = steps(tx, stands)
        for number in range(200):
            wait(number)
        return few, steps(tx, stands)

    few, many = await store.tx(few_and_many)
    assert 0 < many < few + 50


async def test_a_card_that_may_have_arrived_stands_as_far_as_anybody_knows(store: Database) -> None:
    def states(tx: Transaction) -> list[bool]:
        room, item = making.room(tx), making.item(tx)
        card = making.card(tx, room.id, item.id)
        tx.outbox.put(Purpose.CARD, key="card", lane=room.id, about=card.id, at=NOW)

        def stands() -> bool:
            [now] = tx.rooms.cards_now(item.id, now=NOW)
            return now.stands

        seen = [stands()]
        [one] = tx.outbox.due(now=NOW, limit=9)
        tx.outbox.leaving(one.id, at=NOW)
        seen.append(stands())
        tx.outbox.parked(one.id, "nobody can tell", at=NOW)
        return [*seen, stands()]

    assert await store.tx(states) == [False, True, True]
