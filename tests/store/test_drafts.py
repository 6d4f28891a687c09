from typing import Any

from bot.chat.addresses import Message
from bot.domain.drafts import Answers
from bot.domain.networks import Network
from bot.domain.writing import Writing
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.making import DAY, HOUR, NOW


def begun(tx: Transaction, who: str = "ana", what: str = "one", *, angle: str = "why_now") -> Writing:
    return tx.drafts.begin(making.person(tx, who).id, making.item(tx, what).id, angle=angle, at=NOW)


def written(tx: Transaction, draft: Writing, text: str = "My words.", *, hours: int = 0) -> Writing:
    at = NOW + hours * HOUR
    answers = Answers("My words.", "More.")
    tx.drafts.write(draft.id, network=Network.X, answers=answers, workplace=True, variant=2, text=text, at=at)
    got = tx.drafts.get(draft.id)
    assert got is not None
    return got


async def test_a_draft_begins_empty_is_written_and_edited(store: Database) -> None:
    def write(tx: Transaction) -> tuple[Any, ...]:
        empty = begun(tx)
        before = tx.drafts.get(empty.id), tx.drafts.of(empty.person_id)
        full = written(tx, empty)
        tx.drafts.edit(empty.id, "Other words.", at=NOW)
        edited = tx.drafts.get(empty.id)
        return empty, before, full, edited, written(tx, empty).edited

    empty, before, full, edited, rearranged = await store.tx(write)
    assert before == (empty, [])
    assert (full.network, full.workplace, full.variant, full.text) == (Network.X, True, 2, "My words.")
    assert (full.answers, full.edited) == (Answers("My words.", "More."), False)
    assert (edited.text, edited.edited, rearranged) == ("Other words.", True, False)


async def test_a_persons_drafts_come_newest_first_and_those_about_an_item_with_or_without_words(
    store: Database,
) -> None:
    def write(tx: Transaction) -> tuple[Any, ...]:
        first = begun(tx)
        written(tx, first, hours=2)
        second = begun(tx, what="two")
        written(tx, second, hours=1)
        empty = begun(tx)
        written(tx, begun(tx, "bo"))
        mine = [draft.id for draft in tx.drafts.of(first.person_id)]
        about = [draft.id for draft in tx.drafts.begun(first.person_id, first.item_id)]
        return first.id, second.id, empty.id, mine, about

    first, second, empty, mine, about = await store.tx(write)
    assert mine == [first, second]
    assert about == [first, empty]


async def test_angles_taken_are_where_people_start_from_now_each_once(store: Database) -> None:
    def write(tx: Transaction) -> tuple[Any, ...]:
        mine = begun(tx, "ana", angle="why_now")
        begun(tx, "bo", angle="disagree")
        begun(tx, "cleo", angle="disagree")
        begun(tx, "ana", "another", angle="numbers")
        tx.drafts.ask(mine.id, "lesson")
        tx.drafts.ask("no such draft", "lesson")
        return tx.drafts.get(mine.id), set(tx.drafts.angles_taken(mine.item_id))

    mine, taken = await store.tx(write)
    assert (mine.asked, mine.angle) == (("why_now", "lesson"), "lesson")
    assert taken == {"lesson", "disagree"}


async def test_a_draft_is_found_by_the_private_message_it_stands_in(store: Database) -> None:
    def write(tx: Transaction) -> tuple[Any, ...]:
        mine = begun(tx)
        here = making.address("ana")
        tx.drafts.sent(mine.id, Message(here, "m1"))
        making.person(tx, "bo")
        return (
            tx.drafts.get(mine.id),
            tx.drafts.at(Message(here, "m1")),
            tx.drafts.at(Message(making.address("bo"), "m1")),
        )

    mine, found, other = await store.tx(write)
    assert (found, other) == (mine, None)
    assert mine.message == Message(making.address("ana"), "m1")


async def test_a_thrown_draft_has_no_words_and_no_reminder_but_its_message_can_be_cleared(store: Database) -> None:
    def throw(tx: Transaction) -> tuple[Any, ...]:
        mine = begun(tx)
        written(tx, mine)
        tx.drafts.sent(mine.id, Message(making.address("ana"), "m1"))
        tx.drafts.remind(mine.id, due=NOW)
        tx.drafts.throw(mine.id)
        return tx.drafts.get(mine.id), tx.drafts.of(mine.person_id), tx.drafts.reminders_due(now=NOW, limit=1)

    thrown, mine, reminders = await store.tx(throw)
    assert (thrown.text, thrown.answers, thrown.message is not None) == ("", None, True)
    assert (mine, reminders) == ([], [])


async def test_a_draft_has_one_reminder_which_a_new_one_replaces(store: Database) -> None:
    def remind(tx: Transaction) -> tuple[Any, ...]:
        mine = begun(tx)
        tx.drafts.remind(mine.id, due=NOW)
        tx.drafts.remind(mine.id, due=NOW + DAY)
        early = tx.drafts.reminders_due(now=NOW, limit=9)
        due = tx.drafts.reminders_due(now=NOW + DAY, limit=9)
        tx.drafts.reminded(due[0].id)
        return mine, early, due, tx.drafts.reminders_due(now=NOW + DAY, limit=9)

    mine, early, (due,), after = await store.tx(remind)
    assert (due.draft_id, due.person_id, due.due) == (mine.id, mine.person_id, NOW + DAY)
    assert (early, after) == ([], [])
