from datetime import timedelta

from bot.domain.items import Ending, Life
from bot.domain.stories import StoryState
from bot.ports import Transaction
from tests.jobs.house import House, a_card, an_asking_item
from tests.store import making
from tests.store.looking import looked


async def test_a_card_whose_time_is_over_ends_and_is_drawn_anew_where_it_stands(house: House) -> None:
    _, card = await house.tx(lambda tx: an_asking_item(tx, at=house.clock))
    house.later(days=14, seconds=-1)
    await house.tidy.run()
    before = await house.tx(lambda tx: tx.rooms.card(card.id))
    assert before is not None
    assert before.life is Life.ASKING
    house.later(seconds=1)
    await house.tidy.run()
    after = await house.tx(lambda tx: tx.rooms.card(card.id))
    assert after is not None
    assert (after.life, after.ending) == (Life.OVER, Ending.EXPIRED)
    await house.deliver().drain()
    ((message, drawn),) = house.platform.edits
    assert message == card.message
    assert not drawn.ask
    await house.tidy.run()
    await house.deliver().drain()
    assert len(house.platform.edits) == 1, "it ends once"


async def test_a_card_that_never_left_does_not_leave_once_its_time_is_over(house: House) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.later(days=14)
    await house.tidy.run()
    await house.deliver().drain()
    assert house.platform.tried == []
    assert house.state("card:one")[0] == "dropped"


async def test_a_waiting_story_goes_on_after_seven_days_of_silence_and_its_author_hears(house: House) -> None:
    def tell(tx: Transaction) -> str:
        ana, ben = making.person(tx, "ana"), making.person(tx, "ben")
        story = making.story(tx, ana.id)
        tx.stories.name(story.id, [(ben.id, "Ben")], members={ben.id}, at=house.clock.now())
        tx.stories.ask_named(story.id, at=house.clock.now())
        tx.stories.choose_room(story.id, making.room(tx).id)
        tx.stories.set_state(story.id, StoryState.WAITING)
        return story.id

    story_id = await house.tx(tell)
    house.later(days=7, seconds=-1)
    await house.tidy.run()
    waiting = await house.tx(lambda tx: tx.stories.get(story_id))
    house.later(seconds=1)
    await house.tidy.run()
    told = await house.tx(lambda tx: tx.stories.get(story_id))
    assert waiting is not None
    assert told is not None
    assert (waiting.state, told.state) == (StoryState.WAITING, StoryState.TOLD)
    await house.deliver().drain()
    assert house.platform.at("general") == ["What I learnt"]
    assert len(house.platform.at("ana")) == 1


async def test_what_is_kept_is_kept_as_long_as_app_yaml_says_and_no_longer(house: House) -> None:
    def fill(tx: Transaction) -> None:
        item, _ = an_asking_item(tx, at=house.clock)
        ana = making.person(tx, "ana")
        draft = tx.drafts.begin(ana.id, item.id, angle="work", at=house.clock.now())
        tx.drafts.edit(draft.id, "My own words.", at=house.clock.now())

    await house.tx(fill)
    house.later(days=89)
    await house.tidy.run()
    kept = looked(house.url, "select count(*) from drafts")
    house.later(days=2)
    await house.tidy.run()
    assert (kept, looked(house.url, "select count(*) from drafts")) == ([(1,)], [(0,)])


async def test_a_failed_part_leaves_what_was_done_before_it(house: House) -> None:
    _, card = await house.tx(lambda tx: an_asking_item(tx, at=house.clock))
    house.later(days=14)
    await house.tidy.run()
    await house.tidy.run()  # again, as after a crash: nothing more happens
    after = await house.tx(lambda tx: tx.rooms.card(card.id))
    assert after is not None
    assert after.life is Life.OVER
    house.later(seconds=int(timedelta(days=400).total_seconds()))
    await house.tidy.run()
    assert looked(house.url, "select count(*) from items") == [(0,)]
