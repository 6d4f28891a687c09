"""Messages that are lost, refused or held up on their way: none is doubled, and none that is owed is forgotten."""

import pytest

from bot.chat.events import Action
from tests.contract.stage import PEOPLE, STEWARD, Can, Fate, Shown, Stage
from tests.contract.steps import card

pytestmark = pytest.mark.needs(Can.BREAK)
TITLE = "Rust in the kernel"
PLAYED = (Fate.CUT_AFTER, Fate.CUT_BEFORE, Fate.TOO_MANY, Fate.SHUT_OUT)
"""One of each kind; what a platform makes of the others is asked of the port alone (test_port.py)."""

LOST = (Fate.CUT_BEFORE,)
REFUSED = (Fate.TOO_MANY, Fate.SHUT_OUT)
"""What surely did not arrive. Of all else nobody can look whether it stands in a room, and a steward decides."""


async def half_an_hour(stage: Stage) -> None:
    """Long enough for anything to be tried again."""
    for _ in range(3):
        await stage.later(minutes=10)


@pytest.mark.parametrize("fate", PLAYED)
async def test_a_message_arrives_once_or_is_a_stewards_to_decide(fate: Fate, stage: Stage) -> None:
    before = in_doubt(await desk(stage))
    stage.will(fate)
    await stage.news(TITLE)
    await half_an_hour(stage)
    assert len(await stage.room()) == (0 if fate in LOST else 1)
    assert len(in_doubt(await desk(stage)) - before) == (0 if fate in REFUSED else 1)

    stage.will(fate)
    await stage.mention("ana", "help")  # nobody has to decide: it is looked up, or, where that cannot be, let go
    await half_an_hour(stage)
    assert len(await stage.private("ana")) == (0 if fate in LOST and Can.LOOK_UP not in stage.can else 1)


async def test_a_steward_has_a_lost_card_posted_again(stage: Stage) -> None:
    before = in_doubt(await desk(stage))
    stage.will(Fate.CUT_BEFORE)
    await stage.news(TITLE)
    await half_an_hour(stage)
    shown = await desk(stage)
    [lost] = in_doubt(shown) - before
    await stage.press(STEWARD, shown, Action.POST_AGAIN, subject=lost)
    assert TITLE in (await card(stage, TITLE)).words
    assert in_doubt(await desk(stage)) == before


async def desk(stage: Stage) -> Shown:
    """What a steward is shown of cards whose fate nobody knows."""
    said = (await stage.press(STEWARD, await stage.open_page(STEWARD), Action.DESK_PARKED)).said
    assert said is not None
    return said


def in_doubt(shown: Shown) -> set[str]:
    """The cards that can be posted again."""
    return {one.subject for one in shown.buttons if one.action is Action.POST_AGAIN}


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
    await half_an_hour(stage)
    assert [len(await stage.private(who)) for who in PEOPLE] == [1] * len(PEOPLE)
