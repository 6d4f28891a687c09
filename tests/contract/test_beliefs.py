"""What the product believes (DESIGN section 1), where an adapter could break it."""

import re
from datetime import timedelta

import pytest

from bot.chat.events import Action, FormName
from tests.contract.conftest import STAGES
from tests.contract.stage import PEOPLE, Can, Stage
from tests.contract.steps import asking, card, drafted, finds, heard, joins
from tests.test_beliefs import asks_to_read_rooms

EVERYBODY = PEOPLE[:6]
COUNT = re.compile(r"\d+ would share")


async def test_whoever_did_not_join_gets_no_private_message_whatever_they_do_and_whatever_happens(stage: Stage) -> None:
    shown = await asking(stage)
    for action in sorted(shown.actions):
        await stage.press("ana", shown, action)
    for emoji in ("👍", "🙋", "⏭️", "🔖", "✍️"):
        await stage.react("ana", shown, emoji)
    for words in ("nudges on", "networks", "story", "saved", "me"):
        await stage.ask("ana", words)
    await finds(stage, "ana", "Rust for bakers")
    await stage.open_page("ana")
    for days in (1, 7):
        await stage.morning(days)
    assert [await stage.private(who) for who in PEOPLE] == [[]] * len(PEOPLE)


async def test_a_reaction_never_brings_a_private_message_unless_it_asks_for_a_draft(stage: Stage) -> None:
    shown = await asking(stage)
    await joins(stage, "ana", "bluesky")
    for emoji in ("👍", "🙋", "⏭️", "🔖"):
        await stage.react("ana", shown, emoji)
    assert await stage.private("ana") == []


async def test_whoever_only_looks_leaves_no_row(stage: Stage) -> None:
    shown = await asking(stage)
    before = await stage.kept()
    for who in ("ana", "farah"):
        await stage.sees(who)
        await stage.press(who, shown, Action.WHY)
    if Can.WHISPER in stage.can:  # else whoever asks is answered a moment later, and has to be known by then
        for who in ("ana", "farah"):
            await stage.open_page(who)
        for words in ("help", "guidelines", "me", "join", "saved", "export"):
            await stage.ask("ana", words)
    assert await stage.kept() == before
    await stage.press("ana", shown, Action.SCROLL_PAST)
    assert await stage.kept() != before, "the control: an answer is kept"


async def test_a_count_shows_from_five_on(stage: Stage) -> None:
    shown = await asking(stage)
    for who in EVERYBODY[:4]:
        await stage.press(who, shown, Action.WOULD_SHARE)
        await stage.later(minutes=2)
        assert not COUNT.search((await card(stage, "Rust in the kernel")).words)
    await stage.press(EVERYBODY[4], shown, Action.WOULD_SHARE)
    await stage.later(minutes=2)
    assert "5 would share" in (await card(stage, "Rust in the kernel")).words
    await stage.press(EVERYBODY[4], shown, Action.SCROLL_PAST)
    await stage.later(minutes=2)
    assert not COUNT.search((await card(stage, "Rust in the kernel")).words)


async def test_only_who_pressed_sees_what_was_pressed_and_said(stage: Stage) -> None:
    shown = await asking(stage)
    others = [await stage.sees(who) for who in ("ben", "ingrid")]
    for action in (Action.WOULD_SHARE, Action.SAVE, Action.WHY, Action.DRAFT):
        assert (await stage.press("ana", shown, action)).words
    assert [await stage.sees(who) for who in ("ben", "ingrid")] == others


async def test_each_switch_works_at_once_and_what_it_stops_is_still_to_be_had(stage: Stage) -> None:
    shown = await asking(stage)
    await joins(stage, "ana", "bluesky")
    await drafted(stage, "ana", shown)
    [draft] = await stage.private("ana")
    await stage.press("ana", draft, Action.DRAFTS_OFF)
    form = (await stage.press("ana", shown, Action.DRAFT)).opened
    assert form.name is FormName.INTERVIEW
    assert "Shown here." in (await stage.submit("ana", form, {"answer": "Shown here."})).words

    await finds(stage, "ana", "Bread and its makers", room="kitchen")
    [_, news] = await stage.private("ana")
    await stage.press("ana", news, Action.FIND_NEWS_OFF)
    await finds(stage, "ana", "Soup and its eaters", room="kitchen")
    assert len(await stage.private("ana")) == 2


@pytest.mark.needs(Can.MENTION)
async def test_answers_that_would_come_in_private_can_be_switched_off(stage: Stage) -> None:
    await stage.mention("ana", "help")
    [answer] = await stage.private("ana")
    await stage.press("ana", answer, Action.ANSWERS_OFF)
    await stage.mention("ana", "guidelines")
    assert len(await stage.private("ana")) == 1


async def test_a_pause_or_leaving_stops_what_was_on_its_way(stage: Stage) -> None:
    for who, way in (("ana", "pause 2w"), ("farah", "leave"), ("yuki", "help")):
        await joins(stage, who, "bluesky")
        await stage.ask(who, "nudges on")
        assert (await stage.ask(who, way)).words
    await asking(stage)
    for days in (1, 3):
        await stage.morning(days)
    assert [len(await stage.private(who)) for who in ("ana", "farah", "yuki")] == [0, 0, 1]


async def test_being_forgotten_is_two_presses_and_leaves_nothing(stage: Stage) -> None:
    shown = await asking(stage)
    before = answered(await stage.kept())
    await joins(stage, "ana", "bluesky")
    await stage.press("ana", shown, Action.WOULD_SHARE)
    await drafted(stage, "ana", shown, answer="Marmalade, of all things.")
    assert any("Marmalade" in line for line in await stage.kept())
    asked = (await stage.press("ana", await stage.open_page("ana"), Action.FORGET)).said
    assert asked is not None
    await stage.press("ana", asked, Action.FORGET_YES)
    assert not any("Marmalade" in line for line in await stage.kept())
    assert answered(await stage.kept()) == before
    assert Action.JOIN_YES in (await stage.open_page("ana")).actions


def answered(rows: list[str]) -> list[str]:
    """The answers among all rows."""
    return [one for one in rows if one.startswith("answers ")]


@pytest.mark.needs(Can.TALK)
async def test_what_colleagues_say_to_each_other_is_neither_heard_nor_kept(stage: Stage) -> None:
    await heard(stage)
    said = await stage.say("ben", "the kernel meeting is at four, find https://news.example/between-us")
    before = await stage.kept()
    for emoji in ("👍", "✍️", "🔖"):
        await stage.react("ana", said, emoji)
    await stage.take_back("ana", said, "👍")
    await stage.say("chloe", "help")
    assert await stage.kept() == before
    assert len(await stage.room()) == 1
    assert await stage.private("ana") == []


@pytest.mark.parametrize("kind", STAGES.values(), ids=STAGES)
def test_no_permission_reads_what_people_say(kind: type[Stage]) -> None:
    assert asks_to_read_rooms({one: one for one in kind.asks_for}) == set()


async def test_a_card_changes_in_its_place(stage: Stage) -> None:
    [before] = [await heard(stage)]
    for who in ("ben", "chloe", "deniz"):
        await stage.press(who, before, Action.WORTH_IT)
    await stage.later(minutes=2)
    [after] = await stage.room()
    assert after.words != before.words
    await stage.later(seconds=timedelta(days=14, hours=1).total_seconds())
    await stage.later(minutes=2)
    [over] = await stage.room()
    assert "time is over" in over.words
    assert not over.actions & {Action.WOULD_SHARE, Action.DRAFT}
