"""What people do in Teams is answered where they did it, over HTTP, by the product's own wiring."""

from typing import Any

import structlog

from adapters.teams.pressed import FIND_COMMAND, STORY_COMMAND
from bot.domain.items import AnswerKind
from tests.adapters.platform_town import ANSWER, TITLE, answers, rows
from tests.adapters.teams.town import TeamsTown, asking, no_troubles, words
from tests.fakes.teams import Broken, Colleague, Message, Refuse


def answered(town: TeamsTown) -> Any:
    """What the last activity was answered with."""
    return town.teams.courier.deliveries[-1].attempts[-1].answer


def newest(town: TeamsTown, who: Colleague) -> Message:
    """The newest message of the bot's in somebody's own chat."""
    return town.private(who)[-1]


async def asks(town: TeamsTown, who: Colleague, said: str) -> Message:
    """They write to the bot; what it answers."""
    await who.writes(said)
    await town.settled()
    return newest(town, who)


# ── In a room ──


async def test_a_press_is_answered_below_the_card_for_this_one_person(town: TeamsTown) -> None:
    card = await town.news()
    before = card.card
    assert await town.ana.presses(card, "Worth sharing")
    assert "Noted: worth sharing" in words(town.ana.sees(card))
    assert TITLE in words(town.ana.sees(card))
    assert (town.ben.sees(card), card.edits, town.private(town.ana)) == (before, [], [])
    assert answers(town) == [(town.ana.person.aad, AnswerKind.WORTH_IT)]
    assert await town.ana.presses(card, "Take it back")
    assert answers(town) == []
    no_troubles(town)


async def test_the_card_that_comes_with_an_answer_is_as_it_stands_by_now(town: TeamsTown) -> None:
    card = await town.news()
    for who, asks_by_now in ((town.ben, False), (town.chloe, False), (town.ana, True)):
        await who.presses(card, "Worth sharing")
        assert ("I'd share this" in words(answered(town))) is asks_by_now


async def test_an_older_client_is_answered_in_a_dialog_and_the_room_sees_nothing(town: TeamsTown) -> None:
    card = await town.news()
    assert await town.ana.presses(card, "Worth sharing", old_client=True)
    assert "Noted: worth sharing" in " ".join(town.teams.notices(town.ana)) + words(answered(town))
    assert answers(town) == [(town.ana.person.aad, AnswerKind.WORTH_IT)]
    assert len(town.teams.messages(town.engineering)) == 1
    no_troubles(town)


async def test_a_draft_begins_in_a_dialog_on_the_card_and_arrives_in_ones_own_chat(town: TeamsTown) -> None:
    card = await asking(town)
    await town.joins(town.ana)
    networks = await asks(town, town.ana, "networks")
    await town.ana.presses(networks, "Keep", {"networks": ["linkedin"]})
    assert await town.ana.presses(card, "Draft it with me")
    await town.ana.submits({"answer": ANSWER, "network": "linkedin"})
    await town.settled()
    assert "would not do that again" in words(newest(town, town.ana))
    assert len(town.teams.messages(town.engineering)) == 1
    no_troubles(town)


async def test_a_mistake_in_a_dialog_is_shown_beside_its_field_with_all_that_was_typed(town: TeamsTown) -> None:
    seen = town.ben.says(town.engineering, "Look at https://news.example/a")
    assert await town.ana.uses_action(seen, FIND_COMMAND)
    assert "https://news.example/a" in words(town.ana.dialog.card)
    await town.ana.submits({"link": "javascript:alert(1)", "why": "it is short"})
    shown = words(town.ana.dialog.card)
    assert "it is short" in shown
    assert "'color': 'Attention'" in shown
    assert rows(town, "SELECT url FROM finds") == []
    await town.ana.submits({"link": "https://news.example/a"})
    assert [link for (link,) in rows(town, "SELECT url FROM finds")] == ["https://news.example/a"]
    no_troubles(town)


async def test_a_message_anywhere_can_be_handed_over_also_where_the_bot_is_not(town: TeamsTown) -> None:
    chat = town.teams.chat(town.ana, town.ben)
    seen = town.ben.says(chat, "Private words, and https://news.example/b")
    assert await town.ana.uses_action(seen, FIND_COMMAND)
    assert "https://news.example/b" in words(town.ana.dialog.card)
    assert "Private words" not in words(town.ana.dialog.card)
    assert await town.ana.uses_command(town.engineering, STORY_COMMAND)
    assert town.ana.dialog.card
    no_troubles(town)


# ── In one's own chat ──


async def test_a_form_is_filled_in_where_it_was_asked_for_and_becomes_what_was_said_of_it(town: TeamsTown) -> None:
    await town.joins(town.ana)
    form = await asks(town, town.ana, "networks")
    assert await town.ana.presses(form, "Keep", {"networks": ["linkedin"], "apart": True})
    assert "'color': 'Attention'" in words(town.ana.sees(form))  # both at once is a mistake: it stays, for this client
    assert form.edits == []
    assert await town.ana.presses(form, "Keep", {"apart": False})
    assert "You picked LinkedIn" in words(newest(town, town.ana))
    assert "Input." not in words(form.card)
    no_troubles(town)


async def test_an_older_client_is_answered_in_ones_own_chat_by_messages(town: TeamsTown) -> None:
    await town.joins(town.ana)
    page = await asks(town, town.ana, "me")
    assert await town.ana.presses(page, "Choose networks", old_client=True)
    form = newest(town, town.ana)
    assert await town.ana.presses(form, "Keep", {"networks": ["linkedin"]}, old_client=True)
    assert "You picked LinkedIn" in words(form.card)
    no_troubles(town)


async def test_an_own_page_is_redrawn_after_what_is_done_on_it_and_elsewhere(town: TeamsTown) -> None:
    await town.joins(town.ana)
    page = await asks(town, town.ana, "me")
    assert "Turn nudges on" in words(page.card)
    await town.ana.presses(page, "Turn nudges on")
    form = newest(town, town.ana)
    await town.ana.presses(form, "", {})
    await town.settled()
    assert "Turn nudges on" not in words(page.card)
    card = await town.news()
    await town.ana.presses(card, "Save for later")
    await town.settled()
    assert TITLE in words(page.card)
    assert await town.ana.presses(page, "Leave")
    await town.settled()
    no_troubles(town)


async def test_nothing_of_whoever_is_forgotten_stays_on_their_page(town: TeamsTown) -> None:
    await town.joins(town.ana)
    page = await asks(town, town.ana, "me")
    assert await town.ana.presses(page, "Forget me")
    assert await town.ana.presses(newest(town, town.ana), "Yes, forget me")
    await town.settled()
    assert rows(town, "SELECT * FROM people") == []
    assert "Ana" not in words(page.card)
    no_troubles(town)


async def test_a_page_that_was_not_asked_for_lately_is_redrawn_by_a_press_on_it(town: TeamsTown) -> None:
    await town.joins(town.ana)
    page = await asks(town, town.ana, "me")
    assert town.bot.teams is not None
    town.bot.teams.platform._pages.clear()  # another replica, say
    await town.ana.presses(page, "Pause")
    await asks(town, town.ana, "resume")
    assert town.bot.teams.platform._pages.get(town.ana.person.aad) is not None


# ── What goes wrong ──


async def test_what_makes_no_sense_is_answered_in_kind_words_and_kept_nowhere(town: TeamsTown) -> None:
    card = await town.news()
    names = ("adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/fetchTask", "somethingElse")
    values: list[Any] = [{}, {"data": 3}, {"action": {"data": {"earshot": {"press": "no"}}}}, {"data": {"earshot": {}}}]
    with structlog.testing.capture_logs() as lines:
        for name in names:
            for value in (*values, None, [], "words"):
                told = await town.ana.invokes(town.engineering, name, value, replyToId=card.id)
                assert told.status == 200, (name, value)
    assert {one["event"] for one in lines} == {"teams_made_no_sense"}
    assert answers(town) == []


async def test_an_answer_that_fails_after_the_commit_is_no_error_and_nothing_is_done_twice(town: TeamsTown) -> None:
    await town.joins(town.ana)
    with structlog.testing.capture_logs() as lines:
        for fault in (Broken(), Refuse(403, "MessageWritesBlocked")):
            form = await asks(town, town.ana, "networks")
            town.teams.faults.put("update", fault)
            assert await town.ana.presses(form, "Keep", {"networks": ["linkedin"]})
            await town.settled()
    refused = [one["error"] for one in lines if one["event"] == "answer_refused"]
    assert refused == ["HTTP 500", "MessageWritesBlocked"]
    assert [one["event"] for one in lines if one["log_level"] == "error"] == []
    assert rows(town, "SELECT networks FROM people WHERE joined_at IS NOT NULL") != []
    no_troubles(town)
