"""The four walks of the design (DESIGN section 4), end to end, on every platform."""

import pytest

from bot.chat.events import Action, FormName
from bot.chat.private_cards import OFF
from tests.contract.stage import PEOPLE, Can, Stage
from tests.contract.steps import asking, card, drafted, finds, heard, joins

TITLE = "Rust in the kernel"


# ── 1. Feed to card ──


@pytest.mark.both
async def test_a_feed_becomes_a_card_and_three_private_presses_make_it_ask(stage: Stage) -> None:
    shown = await heard(stage)
    assert "Heard in Morning Ledger" in shown.words
    assert "because this room follows Linux kernel" in shown.words
    assert shown.buttons[0].action is Action.WORTH_IT
    assert await stage.room("kitchen") == []

    for who in ("ben", "chloe"):
        assert "If enough colleagues think so" in (await stage.press(who, shown, Action.WORTH_IT)).words
    await stage.later(minutes=2)
    assert Action.DRAFT not in (await card(stage, TITLE)).actions
    assert "the card asks now" in (await stage.press("deniz", shown, Action.WORTH_IT)).words
    await stage.later(minutes=2)

    [now] = await stage.room()
    assert [one.action for one in now.buttons[:3]] == [Action.WOULD_SHARE, Action.DRAFT, Action.SCROLL_PAST]
    assert "Optional, always." in now.words
    assert [await stage.private(who) for who in PEOPLE] == [[]] * len(PEOPLE)


# ── 2. Answer to draft ──


@pytest.mark.both
async def test_an_answer_becomes_a_draft_in_private_with_an_off_switch(stage: Stage) -> None:
    shown = await asking(stage)
    await joins(stage, "ana", "bluesky")
    form = (await stage.press("ana", shown, Action.DRAFT)).opened
    assert form.name is FormName.INTERVIEW
    assert list(form.fields["network"].options) in ([], ["Bluesky"])
    said = await stage.submit("ana", form, {"answer": "The borrow checker would have found it."})
    assert "private messages" in said.words

    [draft] = await stage.private("ana")
    assert "The borrow checker would have found it." in draft.words
    assert Action.DRAFTS_OFF in draft.actions

    form = (await stage.press("ana", draft, Action.EDIT_DRAFT)).opened
    assert "borrow checker" in str(form.fields["text"].value)
    await stage.submit("ana", form, {"text": "Quite other words of mine."})
    [draft] = await stage.private("ana")
    assert "Quite other words of mine." in draft.words
    assert "borrow checker" not in draft.words


async def test_whoever_has_not_joined_reads_the_page_first(stage: Stage) -> None:
    shown = await asking(stage)
    answer = await stage.press("ana", shown, Action.DRAFT)
    assert "Before you join" in answer.words
    assert answer.said is not None
    assert Action.JOIN_YES in answer.said.actions
    assert await stage.private("ana") == []


async def test_the_emoji_for_a_draft_is_a_request_that_is_answered_in_private(stage: Stage) -> None:
    shown = await asking(stage)
    await joins(stage, "ana", "bluesky")
    for emoji in ("✍️", "✍🏽"):
        await stage.react("ana", shown, emoji)
    [invitation] = await stage.private("ana")
    form = (await stage.press("ana", invitation, Action.DRAFT)).opened
    assert form.name is FormName.INTERVIEW

    assert "Before you join" in (await stage.react("ben", shown, "✍️")).words
    assert await stage.private("ben") == []


# ── 3. Nudge ──


@pytest.mark.both
async def test_a_nudge_reaches_whoever_asked_for_it_and_its_switch_works_at_once(stage: Stage) -> None:
    await asking(stage)
    for who in ("ana", "farah"):
        await joins(stage, who, "bluesky")
    await stage.ask("ana", "nudges on")
    await stage.later(minutes=30)

    [nudge] = await stage.private("ana")
    assert TITLE in nudge.words
    assert "You asked for a nudge once a week" in nudge.words
    assert {Action.WOULD_SHARE, Action.DRAFT, Action.SCROLL_PAST, Action.NUDGES_OFF} <= nudge.actions
    assert "off" in (await stage.press("ana", nudge, Action.NUDGES_OFF)).words

    await stage.morning(15)
    await asking(stage, "Kernel timers explained")
    await stage.morning(1)
    assert len(await stage.private("ana")) == 1
    assert await stage.private("farah") == [], "a member who did not turn them on"


# ── 4. A colleague's find ──


@pytest.mark.both
async def test_a_find_asks_in_the_room_where_it_was_said_and_its_finder_is_told(stage: Stage) -> None:
    await joins(stage, "ana")
    why = "we build these, and the payload is small"
    said = await finds(stage, "ana", "Drivers for ovens", room="kitchen", why=why)
    assert said.words.startswith("Thanks, having a look.")
    shown = await card(stage, "Drivers for ovens", room="kitchen")
    assert Action.DRAFT in shown.actions
    assert why in shown.words
    assert "Ana" not in shown.words
    assert await stage.room() == []

    [news] = await stage.private("ana")
    assert "stands in " in news.words
    assert {Action.CHOOSE_ROOM, Action.FIND_NEWS_OFF} <= news.actions


async def test_a_name_stands_on_a_find_where_it_was_ticked(stage: Stage) -> None:
    form = (await stage.ask("ana", "find", room="kitchen")).opened
    link = stage.web_page("Bread of the week")
    await stage.submit("ana", form, {"link": link, "why": "it is short", "named": True})
    assert "brought by Ana" in (await card(stage, "Bread of the week", room="kitchen")).words


@pytest.mark.needs(Can.WRITE)
async def test_a_find_said_in_private_goes_to_the_room_whose_topics_fit(stage: Stage) -> None:
    await joins(stage, "ana")
    await stage.write("ana", f"find {stage.web_page('Soup for forty')}")
    assert "Soup for forty" in (await card(stage, "Soup for forty", room="kitchen")).words
    assert await stage.room() == []
    assert any("stands in" in one.words for one in await stage.private("ana"))


@pytest.mark.needs(Can.TALK, Can.HAND_OVER)
async def test_a_message_somebody_saw_is_handed_over_and_nothing_but_its_link_is_taken(stage: Stage) -> None:
    seen = await stage.say("ben", f"look at {stage.web_page('Bread and rust')} everybody", room="kitchen")
    form = (await stage.hand_over("ana", seen)).opened
    await stage.submit("ana", form, {"named": True})
    shown = await card(stage, "Bread and rust", room="kitchen")
    assert "brought by Ana" in shown.words
    assert not any("everybody" in line for line in await stage.kept())


async def test_every_private_message_of_the_walks_has_a_switch_of_its_own(stage: Stage) -> None:
    shown = await asking(stage)
    await joins(stage, "ana", "bluesky")
    await stage.ask("ana", "nudges on")
    await drafted(stage, "ana", shown)
    await stage.react("ana", shown, "✍️")
    await finds(stage, "ana", "Bread of the month", room="kitchen")
    switches = [one.actions & set(OFF.values()) for one in await stage.private("ana")]
    assert len(switches) >= 3
    assert all(len(one) == 1 for one in switches), switches
