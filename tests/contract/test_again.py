"""What a platform tells more than once, or in another order than it happened: twice heard is once done."""

import pytest

from bot.chat.events import Action
from tests.contract.stage import Can, Stage
from tests.contract.steps import asking, card, heard, joins
from tests.store.looking import looked


def answers(stage: Stage) -> int:
    """How many answers stand."""
    return len(looked(stage.store, "select 1 from answers where not taken_back"))


@pytest.mark.needs(Can.REPEAT, Can.MENTION)
async def test_words_told_twice_are_done_and_answered_once(stage: Stage) -> None:
    await joins(stage, "ana")
    stage.repeat()
    await stage.mention("ana", f"find {stage.web_page('Rust at home')}")
    assert "Rust at home" in (await card(stage, "Rust at home")).words
    assert len(await stage.private("ana")) == 2  # "thanks", and where it stands


@pytest.mark.needs(Can.REPEAT, Can.MENTION)
async def test_a_repetition_does_not_undo_what_came_between(stage: Stage) -> None:
    await joins(stage, "ana")
    for words in ("pause 2w", "resume"):
        await stage.mention("ana", words)
    await stage.repeat_the_first()
    assert Action.RESUME not in (await stage.open_page("ana")).actions


@pytest.mark.needs(Can.REPEAT)
async def test_reactions_told_twice_count_once_and_stay_taken_back(stage: Stage) -> None:
    stage.repeat()
    shown = await heard(stage)
    before = answers(stage)
    await stage.react("ana", shown, "👍")
    assert answers(stage) == before + 1
    await stage.take_back("ana", shown, "👍")
    assert answers(stage) == before
    await stage.react("ana", shown, "👍")
    assert answers(stage) == before + 1


@pytest.mark.needs(Can.REPEAT)
async def test_a_reaction_that_is_taken_away_before_it_came_is_none(stage: Stage) -> None:
    shown = await asking(stage)
    before = answers(stage)
    await stage.react_in_reverse("ana", shown, "🙋")
    assert answers(stage) == before


@pytest.mark.needs(Can.REPEAT, Can.ROOMS)
async def test_rooms_that_come_and_go_twice_are_there_once(stage: Stage) -> None:
    stage.repeat()
    await stage.take_out("engineering")
    await stage.invite("engineering")
    await heard(stage)
    assert len(await stage.room()) == 1
