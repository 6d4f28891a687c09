"""Where people meet the bot: each line of the table (DESIGN section 6), on every platform."""

import itertools

import pytest

from bot.chat.commands import SPELLINGS
from bot.chat.events import Action, FormName
from bot.domain.items import AnswerKind
from tests.contract.stage import PEOPLE, STEWARD, Can, Shown, Stage
from tests.contract.steps import asking, card, drafted, finds, heard, joins
from tests.store.looking import looked

ANSWERS = {"🙋🏿": "would_share", "🙋": "would_share", "⏭️": "scroll_past", "🔖": "save", "👍🏽": "worth_it"}
ELSEWHERE = {Action.ME, Action.JOIN, Action.NUDGES_OFF, Action.RESUME}
"""Commands that are no button on a fresh member's page: the page itself, and what they have done or not done yet."""


def answers(stage: Stage) -> list[str]:
    """The kinds of all answers that stand."""
    return sorted(kind for (kind,) in looked(stage.store, "select kind from answers where not taken_back"))


# ── React ──


async def test_an_emoji_says_the_same_as_a_button_whatever_its_skin_and_taking_it_away_undoes_it(stage: Stage) -> None:
    shown = await asking(stage)
    before = answers(stage)
    for emoji, kind in ANSWERS.items():
        await stage.react("ana", shown, emoji)
        assert answers(stage) == sorted([*before, kind]), emoji
        await stage.take_back("ana", shown, emoji)
        assert answers(stage) == before, emoji
    await stage.react("ana", shown, "🍕")
    assert answers(stage) == before
    assert await stage.private("ana") == []


async def test_three_emoji_make_a_card_ask_as_three_presses_do(stage: Stage) -> None:
    shown = await heard(stage)
    await stage.react("ana", shown, "👍")
    await stage.react("ben", shown, "👍🏽")
    await stage.take_back("ben", shown, "👍🏽")
    await stage.press("chloe", shown, Action.WORTH_IT)
    await stage.later(minutes=2)
    assert Action.DRAFT not in (await card(stage, "Rust in the kernel")).actions
    await stage.react("deniz", shown, "👍")
    await stage.later(minutes=2)
    assert Action.DRAFT in (await card(stage, "Rust in the kernel")).actions


# ── Press ──


async def test_the_newest_of_two_answers_that_exclude_each_other_counts_and_all_can_be_taken_back(stage: Stage) -> None:
    shown = await asking(stage)
    before = answers(stage)
    await stage.press("ana", shown, Action.WOULD_SHARE)
    assert answers(stage) == sorted([*before, AnswerKind.WOULD_SHARE])
    said = (await stage.press("ana", shown, Action.SCROLL_PAST)).said
    assert answers(stage) == sorted([*before, AnswerKind.SCROLL_PAST])
    assert said is not None
    await stage.press("ana", said, Action.NOT_SCROLL_PAST)
    assert answers(stage) == before


async def test_what_stands_under_the_dots_works_as_well(stage: Stage) -> None:
    shown = await asking(stage)
    await joins(stage, "ana")
    assert "This room follows Linux kernel" in (await stage.press("ana", shown, Action.WHY)).words
    form = (await stage.press("ana", shown, Action.NOT_FOR_US)).opened
    assert "noted" in (await stage.submit("ana", form, {"because": "old"})).words
    assert (await stage.press("ana", shown, Action.SAVE)).words
    assert "Rust in the kernel" in (await stage.ask("ana", "saved")).words
    assert "Linux kernel" in (await stage.press("ana", shown, Action.LESS_OF_TOPIC)).words
    assert (await stage.press("ana", shown, Action.TELL_ABOUT)).opened.name is FormName.STORY


# ── Stories ──


async def test_a_story_is_begun_by_command_and_from_anywhere_and_reaches_a_room_only_on_its_authors_word(
    stage: Stage,
) -> None:
    await joins(stage, "ana")
    assert (await stage.ask("ana", "story The oven that froze")).opened.fields["title"].value == "The oven that froze"
    form = (await stage.tell_story("ana")).opened
    assert form.name is FormName.STORY
    kind = next(iter(form.fields["kind"].options.values()))
    fields = {"title": "The oven that froze", "story": "It was cold in there.", "kind": kind}
    answer = await stage.submit("ana", form, fields)
    assert await stage.room() == await stage.room("kitchen") == []

    mine = answer.said or (await stage.private("ana"))[-1]
    form = (await stage.press("ana", mine, Action.TELL_STORY)).opened
    rooms = form.fields["room"].options
    await stage.submit("ana", form, {"room": next(id_ for name, id_ in rooms.items() if "kitchen" in name.lower())})
    told = await card(stage, "The oven that froze", room="kitchen")
    assert "It was cold in there." in told.words
    assert [one.action for one in told.buttons[:2]] == [Action.WOULD_SHARE, Action.WELL_DONE]


# ── Everything else ──


async def test_every_command_is_answered_on_the_spot_and_nobody_else_sees_it(stage: Stage) -> None:
    await joins(stage, "ana", "bluesky")
    others = await stage.sees("chloe")
    for who, words in itertools.product(("ana", "ben"), SPELLINGS):  # a member, and a stranger
        answer = await stage.ask(who, words)
        assert answer.words or answer.form, words
        assert "did not understand" not in answer.words, words
        if (who, words) == ("ana", "leave"):
            await joins(stage, "ana")
    assert "did not understand" in (await stage.ask("ana", "sing")).words, "the control"
    assert await stage.sees("chloe") == others
    assert await stage.private("ana") == await stage.private("ben") == []


async def test_every_command_is_also_a_button_on_the_own_page_and_each_works(stage: Stage) -> None:
    await joins(stage, "ana", "bluesky")
    page = await stage.open_page("ana")
    assert set(SPELLINGS.values()) - ELSEWHERE <= page.actions
    for action in sorted(set(SPELLINGS.values()) - ELSEWHERE - {Action.LEAVE}):
        answer = await stage.press("ana", await stage.open_page("ana"), action)
        assert answer.words or answer.form, action
    assert "left" in (await stage.press("ana", await stage.open_page("ana"), Action.LEAVE)).words


@pytest.mark.needs(Can.MENTION, Can.WRITE)
async def test_words_said_to_the_bot_in_a_room_or_in_private_are_answered_in_private(stage: Stage) -> None:
    await stage.mention("ana", "help")
    [answer] = await stage.private("ana")
    assert "nudges off" in answer.words
    assert Action.ANSWERS_OFF in answer.actions
    await stage.write("ana", "guidelines")
    assert "Say where you work" in (await stage.private("ana"))[1].words
    assert await stage.room() == []


async def test_the_bot_speaks_the_language_of_whoever_it_speaks_to(stage: Stage) -> None:
    assert "Du machst nicht mit" in (await stage.ask("lena", "leave")).words
    await stage.ask("lena", "language english")
    assert "not joined" in (await stage.ask("lena", "leave")).words


# ── Forms ──


async def test_a_mistake_in_a_form_stands_beside_its_field_and_nothing_is_done(stage: Stage) -> None:
    await joins(stage, "ana")
    before = await stage.kept()
    form = (await stage.ask("ana", "find")).opened
    answer = await stage.submit("ana", form, {"link": "https://127.0.0.2:99999/", "why": "x"})
    assert list(answer.errors) == ["link"]
    assert [one for one in await stage.kept() if one not in before and not one.startswith("heard ")] == []
    answer = await stage.submit("ana", form, {"link": stage.web_page("Rust and its drivers"), "why": "it is short"})
    assert answer.errors == {}
    assert "it is short" in (await card(stage, "Rust and its drivers")).words


async def test_a_form_shows_what_was_chosen_before(stage: Stage) -> None:
    await joins(stage, "ana", "bluesky", "mastodon")
    form = (await stage.ask("ana", "networks")).opened
    assert set(form.fields["networks"].value) == {"bluesky", "mastodon"}  # type: ignore[call-overload]


# ── The own page ──


async def test_the_own_page_shows_joining_first_and_is_as_true_as_the_last_press(stage: Stage) -> None:
    page = await stage.open_page("ana")
    for heading in ("What it is", "What is kept", "Who sees it", "free choice"):
        assert heading in page.words
    stage.may_hear.add("ana")
    await stage.press("ana", page, Action.JOIN_YES)
    page = await shows(stage, "ana")
    assert Action.LEAVE in page.actions
    assert Action.JOIN_YES not in page.actions

    asked = (await stage.press("ana", page, Action.FORGET)).said
    assert asked is not None
    await stage.press("ana", asked, Action.FORGET_YES)
    assert Action.JOIN_YES in (await shows(stage, "ana")).actions


async def shows(stage: Stage, who: str) -> Shown:
    """The own page as it stands open."""
    page = await stage.page(who)
    assert page is not None
    return page


async def test_the_own_page_has_the_drafts_of_its_owner_and_the_desk_of_a_steward(stage: Stage) -> None:
    shown = await asking(stage)
    await joins(stage, "ana", "bluesky")
    await stage.open_page("ana")
    await drafted(stage, "ana", shown)
    page = await shows(stage, "ana")
    assert Action.SHOW_DRAFT in page.actions
    assert "borrow checker" in (await stage.press("ana", page, Action.SHOW_DRAFT)).words
    assert Action.DESK_SOURCES not in page.actions
    desk = await stage.open_page(STEWARD)
    assert {Action.DESK_SOURCES, Action.DESK_ITEMS, Action.STOP_ALL} <= desk.actions


async def test_a_steward_withdraws_what_stands_in_rooms(stage: Stage) -> None:
    await finds(stage, "ana", "Rust for ovens")
    shown = await card(stage, "Rust for ovens")
    desk = await stage.open_page(STEWARD)
    form = (await stage.press(STEWARD, desk, Action.DESK_ITEMS)).opened
    found = (await stage.submit(STEWARD, form, {"words": "ovens"})).said
    assert found is not None
    item = (await stage.press(STEWARD, found, Action.LOOK_AFTER_ITEM)).said
    assert item is not None
    sure = (await stage.press(STEWARD, item, Action.WITHDRAW_ITEM)).said
    assert sure is not None
    await stage.press(STEWARD, sure, Action.WITHDRAW_ITEM_YES)
    await stage.later(minutes=2)
    [now] = await stage.room()
    assert "Rust for ovens" not in now.words
    assert Action.WOULD_SHARE not in now.actions
    assert shown.words != now.words
    assert [await stage.private(who) for who in PEOPLE] == [[]] * len(PEOPLE)
