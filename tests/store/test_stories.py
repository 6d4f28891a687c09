from dataclasses import replace
from typing import Any

from bot.domain.stories import Named, Naming, Signed, Story, StoryKind, StoryState
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.making import DAY, NOW


def again(tx: Transaction, story_id: str | None, author_id: str) -> Story:
    return tx.stories.write(
        story_id,
        author_id=author_id,
        title="New title",
        text="New words",
        kind=StoryKind.AWARD,
        signed=Signed.TEAM,
        team="Pumps",
        link="https://a.example",
        picture="https://a.example/p.png",
        about_item=None,
        at=NOW,
    )


async def test_a_story_is_first_its_authors_own_draft_and_can_be_written_again(store: Database) -> None:
    def write(tx: Transaction) -> tuple[Any, ...]:
        ana = making.person(tx, "ana").id
        story = making.story(tx, ana)
        new = again(tx, story.id, ana)
        return ana, story, new, tx.stories.get(story.id), tx.stories.of(ana)

    ana, story, new, got, mine = await store.tx(write)
    assert (story.state, story.author_id, story.named) == (StoryState.DRAFT, ana, ())
    assert (new.id, new.title, new.signed, new.team) == (story.id, "New title", Signed.TEAM, "Pumps")
    assert got == new
    assert mine == [new]


async def test_a_told_story_keeps_its_words_and_nobody_else_can_write_it(store: Database) -> None:
    def write(tx: Transaction) -> tuple[Any, ...]:
        ana, bo, item = making.person(tx, "ana").id, making.person(tx, "bo").id, making.item(tx).id
        story = making.story(tx, ana)
        others = again(tx, story.id, bo)
        tx.stories.set_state(story.id, StoryState.TOLD, item_id=item)
        told = again(tx, story.id, ana)
        tx.stories.throw(story.id)
        return story, bo, item, others, told, tx.stories.of_item(item)

    story, bo, item, others, told, of_item = await store.tx(write)
    assert (others.id != story.id, others.author_id) == (True, bo)
    assert told == of_item == replace(story, state=StoryState.TOLD, item_id=item)


async def test_words_for_a_story_that_was_thrown_away_are_not_lost(store: Database) -> None:
    def write(tx: Transaction) -> tuple[Any, ...]:
        ana = making.person(tx, "ana").id
        story = making.story(tx, ana)
        tx.stories.throw(story.id)
        return tx.stories.get(story.id), again(tx, story.id, ana).title

    assert await store.tx(write) == (None, "New title")


async def test_who_is_named_is_asked_once_and_keeps_the_answer(store: Database) -> None:
    def name(tx: Transaction) -> tuple[Any, ...]:
        ana, bo, cleo = (making.person(tx, one).id for one in ("ana", "bo", "cleo"))
        story = making.story(tx, ana).id
        tx.stories.name(story, [(bo, "Bo"), (cleo, "Cleo"), (None, "Dee")], members=[bo, cleo], at=NOW)
        unasked = tx.stories.get(story)
        asked = tx.stories.ask_named(story, at=NOW)
        tx.stories.answer_naming(next(one.id for one in asked if one.name == "Bo"), Naming.YES)
        tx.stories.name(story, [(bo, "Bo"), (None, "Dee"), (None, "Eve")], members=[bo], at=NOW + DAY)
        return unasked, asked, tx.stories.ask_named(story, at=NOW + DAY), tx.stories.get(story)

    unasked, asked, later, story = await store.tx(name)
    assert [one.asked_at for one in unasked.named] == [None, None, None]
    assert not unasked.settled(NOW + 30 * DAY)
    assert [(one.name, one.answer, one.asked_at) for one in asked] == [
        ("Bo", Naming.ASKED, NOW),
        ("Cleo", Naming.ASKED, NOW),
    ]
    assert later == []
    assert [(one.name, one.answer) for one in story.named] == [
        ("Bo", Naming.YES),
        ("Cleo", Naming.ASKED),  # asked, and open: un-ticking a name does not make it free to use
        ("Dee", Naming.NOT_A_MEMBER),
        ("Eve", Naming.NOT_A_MEMBER),
    ]
    assert (story.may_name(), story.must_not_name()) == (("Bo",), ("Cleo", "Dee", "Eve"))


async def test_a_colleague_who_joined_since_is_asked_when_named_again(store: Database) -> None:
    def name(tx: Transaction) -> list[Named]:
        ana, bo = making.person(tx, "ana").id, making.person(tx, "bo", member=False).id
        story = making.story(tx, ana).id
        tx.stories.name(story, [(bo, "Bo")], members=[], at=NOW)
        assert tx.stories.ask_named(story, at=NOW) == []
        tx.stories.name(story, [(bo, "Bo")], members=[bo], at=NOW)
        return tx.stories.ask_named(story, at=NOW)

    assert [one.name for one in await store.tx(name)] == ["Bo"]


async def test_a_naming_is_found_by_its_id_and_by_whom_it_names(store: Database) -> None:
    def name(tx: Transaction) -> tuple[Any, ...]:
        ana, bo = making.person(tx, "ana").id, making.person(tx, "bo").id
        story = making.story(tx, ana).id
        tx.stories.name(story, [(bo, "Bo")], members=[bo], at=NOW)
        (one,) = tx.stories.ask_named(story, at=NOW)
        return one, tx.stories.named(one.id), tx.stories.named("no such"), tx.stories.naming(bo), tx.stories.naming(ana)

    one, found, none, naming_bo, naming_ana = await store.tx(name)
    assert found == (naming_bo[0], one)
    assert (none, len(naming_bo), naming_ana) == (None, 1, [])


async def test_waiting_stories_and_the_room_they_are_to_be_told_in(store: Database) -> None:
    def wait(tx: Transaction) -> tuple[Any, ...]:
        ana, room = making.person(tx, "ana").id, making.room(tx).id
        story = making.story(tx, ana)
        making.story(tx, ana, title="Still a draft")
        tx.stories.choose_room(story.id, room)
        tx.stories.set_state(story.id, StoryState.WAITING)
        return story, room, tx.stories.waiting(limit=9)

    story, room, waiting = await store.tx(wait)
    assert waiting == [replace(story, state=StoryState.WAITING, room_id=room)]
