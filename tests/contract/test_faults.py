"""Messages that are lost, refused or held up on their way: none is doubled, and none that is owed is forgotten."""

import pytest

from bot.chat.events import Action
from bot.ports import NotThere
from tests.contract.stage import PEOPLE, STEWARD, Can, Fate, Stage
from tests.contract.steps import card, joins
from tests.store.looking import looked

pytestmark = pytest.mark.needs(Can.BREAK)
TITLE = "Rust in the kernel"
PARKED = (Fate.CUT_BEFORE, Fate.BROKEN_BEFORE)
"""In a room nobody can look whether a message arrived: a steward decides about it."""


async def quarter_of_an_hour(stage: Stage) -> None:
    """Long enough for anything to be tried again."""
    for _ in range(5):
        await stage.later(minutes=3)


@pytest.mark.parametrize("fate", Fate)
async def test_a_card_stands_once_or_is_a_stewards_to_decide(fate: Fate, stage: Stage) -> None:
    stage.will(fate)
    await stage.news(TITLE)
    await quarter_of_an_hour(stage)
    assert len(await stage.room()) == (0 if fate in PARKED else 1)
    desk = await stage.open_page(STEWARD)
    assert (Action.DESK_PARKED in desk.actions) == (fate not in (Fate.TOO_MANY, Fate.SHUT_OUT))


async def test_a_steward_has_a_lost_card_posted_again(stage: Stage) -> None:
    stage.will(Fate.CUT_BEFORE)
    await stage.news(TITLE)
    await quarter_of_an_hour(stage)
    parked = (await stage.press(STEWARD, await stage.open_page(STEWARD), Action.DESK_PARKED)).said
    assert parked is not None
    await stage.press(STEWARD, parked, Action.POST_AGAIN)
    assert TITLE in (await card(stage, TITLE)).words


@pytest.mark.parametrize("fate", Fate)
async def test_a_private_message_arrives_once_whatever_became_of_the_first_try(fate: Fate, stage: Stage) -> None:
    await joins(stage, "ana")
    stage.will(fate)
    await stage.mention("ana", "help")
    await quarter_of_an_hour(stage)
    assert len(await stage.private("ana")) == 1


async def test_a_press_proves_that_a_card_is_there_and_what_was_set_aside_counts(stage: Stage) -> None:
    stage.will(Fate.CUT_AFTER)
    await stage.news(TITLE)
    [shown] = await stage.room()
    await stage.react("ana", shown, "👍")
    for _ in range(3):
        await stage.later(minutes=2)
    for who in ("ben", "chloe"):
        assert (await stage.press(who, shown, Action.WORTH_IT)).words
    await stage.later(minutes=2)
    assert Action.DRAFT in (await card(stage, TITLE)).actions, "Ana's emoji was the third"


async def test_too_many_messages_at_once_wait_and_then_all_are_there(stage: Stage) -> None:
    stage.will(Fate.TOO_MANY)
    for who in PEOPLE:
        await stage.mention(who, "help")
    await quarter_of_an_hour(stage)
    assert [len(await stage.private(who)) for who in PEOPLE] == [1] * len(PEOPLE)
