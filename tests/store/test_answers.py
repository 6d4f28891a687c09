from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from bot.chat.addresses import Message
from bot.chat.events import Reacted
from bot.domain.items import AnswerKind, Change, ItemKind, Life
from bot.domain.reasons import Reason
from bot.ports import Transaction
from store import rows
from store.answers import AnswersKept
from store.database import Database
from store.manners import writer_engine
from store.transaction import Transaction as Open
from tests.bot.domain.test_registers import SAID, Said, in_order
from tests.store import making
from tests.store.making import DAY, HOUR, MINUTE, NOW

WOULD, SCROLL, WORTH, SAVE = AnswerKind.WOULD_SHARE, AnswerKind.SCROLL_PAST, AnswerKind.WORTH_IT, AnswerKind.SAVE


async def started(store: Database) -> tuple[str, str]:
    return await store.tx(lambda tx: (making.person(tx, "ana").id, making.item(tx).id))


async def test_an_answer_given_twice_counts_once_and_one_taken_back_never_was(store: Database) -> None:
    ana, item = await started(store)

    def answer(tx: Transaction) -> tuple[Any, ...]:
        tx.answers.put(ana, item, WORTH, at=NOW)
        tx.answers.put(ana, item, WORTH, at=NOW + MINUTE)
        tx.answers.put(making.person(tx, "bo").id, item, WORTH, at=NOW)
        counted = tx.answers.tally(item).counts
        tx.answers.take_back(ana, item, WORTH, at=NOW + HOUR)
        return counted, tx.answers.tally(item).counts, tx.answers.of(ana, item)

    assert await store.tx(answer) == ({WORTH: 2}, {WORTH: 1}, frozenset())


async def test_would_share_and_scroll_past_exclude_each_other_and_the_newest_wins(store: Database) -> None:
    ana, item = await started(store)

    def answer(tx: Transaction) -> tuple[Any, ...]:
        tx.answers.put(ana, item, WOULD, at=NOW + MINUTE)
        tx.answers.put(ana, item, SCROLL, at=NOW)  # said earlier, heard later
        late = tx.answers.of(ana, item)
        tx.answers.put(ana, item, SCROLL, at=NOW + HOUR)
        tx.answers.put(ana, item, WORTH, at=NOW)
        return late, tx.answers.of(ana, item)

    assert await store.tx(answer) == ({WOULD}, {SCROLL, WORTH})


async def test_a_take_back_that_arrives_before_its_reaction_wins(store: Database) -> None:
    ana, item = await started(store)

    def answer(tx: Transaction) -> frozenset[AnswerKind]:
        tx.answers.take_back(ana, item, WORTH, at=NOW + MINUTE)
        tx.answers.put(ana, item, WORTH, at=NOW)
        return tx.answers.of(ana, item)

    assert await store.tx(answer) == frozenset()


async def test_a_tombstone_is_never_counted_and_is_gone_after_three_hours(store: Database) -> None:
    ana, item = await started(store)

    def take_back(tx: Transaction) -> None:
        tx.answers.put(ana, item, WORTH, at=NOW)
        tx.answers.take_back(ana, item, WORTH, at=NOW)

    def tidy(tx: Transaction, now: datetime) -> int:
        return tx.tidying.tidy(now=now, drafts=90 * DAY, answers=180 * DAY, items=365 * DAY)["answers"]

    await store.tx(take_back)
    assert (await store.read(lambda tx: tx.answers.tally(item))).counts == {}
    assert await store.tx(lambda tx: tidy(tx, NOW + 3 * HOUR)) == 0
    assert await store.tx(lambda tx: tidy(tx, NOW + 3 * HOUR + MINUTE)) == 1


async def test_saved_items_come_newest_first_and_reasons_are_kept(store: Database) -> None:
    ana, _ = await started(store)

    def save(tx: Transaction) -> tuple[list[str], list[str]]:
        items = [making.item(tx, name).id for name in ("a", "b", "c")]
        for place, item in enumerate(items):
            tx.answers.put(ana, item, SAVE, at=NOW + place * MINUTE)
        tx.answers.take_back(ana, items[1], SAVE, at=NOW + HOUR)
        tx.answers.put(ana, items[0], AnswerKind.NOT_FOR_US, at=NOW, reason="old news")
        return items, tx.answers.saved(ana)

    items, saved = await store.tx(save)
    assert saved == [items[2], items[0]]
    exported = await store.read(lambda tx: tx.people.export(ana))
    assert "old news" in str(exported["answers"])


def reaction(emoji: str, *, key: str, at: datetime = NOW, message: str = "m1", where: str = "general") -> Reacted:
    there = Message(making.address(where), message)
    return Reacted(key=key, at=at, person=making.address("ana"), message=there, emoji=emoji, added=True)


async def test_a_reaction_set_aside_comes_back_once_oldest_first(store: Database) -> None:
    def aside(tx: Transaction) -> tuple[Any, ...]:
        ana = making.person(tx, "ana").id
        there = making.room(tx).address
        tx.answers.set_aside(ana, reaction("🙋", key="E2", at=NOW + MINUTE))
        tx.answers.set_aside(ana, reaction("👍", key="E1"))
        tx.answers.set_aside(ana, reaction("👍", key="E1"))  # heard twice
        tx.answers.set_aside(ana, reaction("🔖", key="E3", message="another"))
        tx.answers.set_aside(ana, reaction("🔖", key="E4", where="a room nobody knows"))
        message = Message(there, "m1")
        return ana, tx.answers.aside(message), tx.answers.aside(message)

    ana, first, second = await store.tx(aside)
    assert [(person, event.emoji) for person, event in first] == [(ana, "👍"), (ana, "🙋")]
    assert first[0][1].person == making.address("ana")
    assert first[0][1].message == Message(making.address("general"), "m1")
    assert second == []


async def test_a_reaction_on_a_private_message_is_set_aside_for_that_person(store: Database) -> None:
    def aside(tx: Transaction) -> list[tuple[str, Reacted]]:
        ana = making.person(tx, "ana").id
        tx.answers.set_aside(ana, reaction("👍", key="E1", where="ana"))
        return tx.answers.aside(Message(making.address("ana"), "m1"))

    assert [event.emoji for _, event in await store.tx(aside)] == ["👍"]


@pytest.mark.parametrize("where", ["a room nobody knows", "ben"])
async def test_a_reaction_where_no_message_of_ours_can_stand_is_not_set_aside(store: Database, where: str) -> None:
    """Else it would be taken for one on the person's own message of the same name."""

    def aside(tx: Transaction) -> list[tuple[str, Reacted]]:
        ana = making.person(tx, "ana").id
        making.person(tx, "ben")
        tx.answers.set_aside(ana, reaction("👍", key="E1", where=where))
        return tx.answers.aside(Message(making.address("ana"), "m1"))

    assert await store.tx(aside) == []


async def test_asides_hold_no_platform_id_but_our_own_message_and_last_15_minutes(store: Database, file: Path) -> None:
    def aside(tx: Transaction) -> None:
        making.room(tx)
        tx.answers.set_aside(making.person(tx, "ana").id, reaction("👍", key="event-of-ana"))

    await store.tx(aside)
    engine = writer_engine(f"sqlite:///{file}", connections=1)
    with engine.connect() as connection:
        kept = str(connection.execute(select(rows.asides)).all())
    engine.dispose()
    assert "m1" in kept
    assert "ana" not in kept
    tidied = await store.tx(
        lambda tx: tx.tidying.tidy(now=NOW + 16 * MINUTE, drafts=DAY, answers=DAY, items=DAY)["asides"]
    )
    assert tidied == 1


class LastOneWins(AnswersKept):
    """The naive store of the control: whatever is heard last is true."""

    def put(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime, reason: str = "") -> Change:
        return super().put(person_id, item_id, kind, at=self._next(), reason=reason)

    def take_back(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime) -> Change:
        return super().take_back(person_id, item_id, kind, at=self._next())

    def _next(self) -> datetime:
        self._count = getattr(self, "_count", 0) + 1
        return NOW + self._count * timedelta(days=1)


def outcome(connection: Connection, kept: type[AnswersKept], heard: list[Said]) -> set[AnswerKind]:
    tx = Open(connection, key=b"k")
    ana, item = making.person(tx, "ana").id, making.item(tx).id
    answers = kept(connection, key=b"k")
    for said in heard:
        act, was = answers.put if said.added else answers.take_back, answers.of(ana, item)
        change = act(ana, item, said.kind, at=NOW + said.minute * MINUTE)
        assert change == Change(was, answers.of(ana, item)), "it tells what became of them"
    return set(answers.of(ana, item))


@pytest.fixture(scope="module")
def connection(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    engine = writer_engine(f"sqlite:///{tmp_path_factory.mktemp('answers') / 'a.db'}", connections=1)
    with engine.connect() as connection:
        connection.begin()
        rows.metadata.create_all(connection)
        yield connection
    engine.dispose()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(SAID, max_size=8), data=st.data())
def test_answers_end_the_same_in_whatever_order_and_however_often_they_are_heard(
    connection: Connection, events: list[Said], data: st.DataObject
) -> None:
    repeated = events + data.draw(st.lists(st.sampled_from(events), max_size=4) if events else st.just([]))
    shuffled = data.draw(st.permutations(repeated))
    with connection.begin_nested() as savepoint:
        assert outcome(connection, AnswersKept, shuffled) == in_order(events)
        savepoint.rollback()


def test_control_a_store_that_believes_what_it_heard_last_ends_differently(connection: Connection) -> None:
    happened = [Said(0, WORTH, True), Said(1, WORTH, False)]
    with connection.begin_nested() as savepoint:
        assert outcome(connection, LastOneWins, happened[::-1]) != in_order(happened)
        savepoint.rollback()


NOT_FOR_US = AnswerKind.NOT_FOR_US


async def test_reasons_count_different_people_by_room_and_over_all_from_five_on(store: Database) -> None:
    def count(tx: Transaction) -> tuple[Any, ...]:
        here, there, quiet = (making.room(tx, name).id for name in ("here", "there", "quiet"))
        people = [making.person(tx, f"person {number}").id for number in range(9)]
        one, two, three = (making.item(tx, name).id for name in ("one", "two", "three"))
        for item, rooms in ((one, [here, there]), (two, [here]), (three, [quiet])):
            for room in rooms:
                making.card(tx, room, item)

        def said(who: int, item: str, reason: str, *, at: datetime = NOW) -> None:
            tx.answers.put(people[who], item, NOT_FOR_US, at=at, reason=reason)

        for who in range(4):
            said(who, one, "old")
        for who in (3, 4, 5):
            said(who, two, "old")
        for who in range(4):
            said(who, three, "advert")
        said(8, two, "advert", at=NOW - DAY)
        said(7, one, "old")
        tx.answers.take_back(people[7], one, NOT_FOR_US, at=NOW + HOUR)
        tx.answers.put(people[8], three, AnswerKind.LESS, at=NOW)
        return here, tx.answers.reasons(since=NOW - DAY), tx.answers.reasons(since=NOW - HOUR)

    here, all_of_them, lately = await store.tx(count)
    assert all_of_them == [Reason("old", 6, here), Reason("advert", 5), Reason("old", 6)]
    assert lately == [Reason("old", 6, here), Reason("old", 6)], "four alone said advert, and that never leaves"


async def test_reasons_leave_stories_out(store: Database) -> None:
    def count(tx: Transaction) -> list[Reason]:
        room, story = making.room(tx).id, making.item(tx, kind=ItemKind.STORY).id
        making.card(tx, room, story, life=Life.ASKING)
        for number in range(6):
            tx.answers.put(making.person(tx, f"p{number}").id, story, NOT_FOR_US, at=NOW, reason="old")
        return tx.answers.reasons(since=NOW - DAY)

    assert await store.tx(count) == []
