"""The four walks of the design in Slack, over HTTP and through a socket; and what people see on the way."""

import pytest

from tests.adapters.slack.town import SlackTown, words
from tests.fakes.feeds import Answer
from tests.fakes.slack import Colleague, Post, Refuse

TITLE = "Rust in the kernel"
ANSWER = "I once spent a week on a bug that the borrow checker would have found. I would not do that again."


async def asking(town: SlackTown) -> Post:
    """A card that three colleagues found worth it."""
    card = await town.news(TITLE)
    for who in (town.ben, town.chloe, town.ingrid):
        assert await who.presses(card, "Worth sharing")
    await town.later(minutes=2)
    return card


def no_troubles(town: SlackTown) -> None:
    """Nobody saw an error of Slack's."""
    everyone = (town.ana, town.ben, town.chloe, town.ingrid)
    assert [one for who in everyone for one in town.slack.troubles(who)] == []


# ── Feed to card ──


async def test_a_feed_becomes_a_card_and_three_private_presses_make_it_ask(town: SlackTown) -> None:
    card = await town.news(TITLE)
    assert TITLE in card.text
    assert "because this room follows Linux kernel" in card.text
    assert town.slack.messages(town.kitchen) == []

    for who in (town.ben, town.chloe):
        await who.presses(card, "Worth sharing")
        assert "If enough colleagues think so" in town.whispered(who)
    await town.later(minutes=2)
    assert "Draft it with me" not in words(card)
    await town.ingrid.presses(card, "Worth sharing")
    assert "the card asks now" in town.whispered(town.ingrid)
    await town.later(minutes=2)

    assert "Draft it with me" in words(card)
    assert len(town.slack.messages(town.engineering)) == 1
    for who in (town.ben, town.chloe, town.ingrid):
        assert town.private(who) == []
    no_troubles(town)


async def test_an_emoji_with_any_skin_is_an_answer_and_taking_it_away_takes_it_back(town: SlackTown) -> None:
    card = await town.news(TITLE)
    await town.ben.reacts(card, "+1")
    await town.chloe.reacts(card, "+1", tone=6)
    await town.chloe.takes_back(card, "+1", tone=6)
    await town.ingrid.reacts(card, "+1", tone=2)
    await town.later(minutes=2)
    assert "Draft it with me" not in words(card)
    await town.ana.reacts(card, "+1")
    await town.later(minutes=2)
    assert "Draft it with me" in words(card)


# ── Answer to draft ──


async def test_an_answer_becomes_a_draft_in_private_with_an_off_switch(town: SlackTown) -> None:
    card = await asking(town)
    await town.joins(town.ana, "bluesky")
    assert await town.ana.presses(card, "Draft it with me")
    assert "answer" in str(town.ana.modal.blocks)
    assert await town.ana.submits({"answer": ANSWER}) == {}
    assert "private messages" in words(town.ana.modal)  # the window says where it is by now
    await town.settled()

    [draft] = town.private(town.ana)
    assert "borrow checker" in words(draft)
    assert "drafts_off" in words(draft)

    await town.ana.presses(draft, "Edit")
    await town.ana.submits({"text": "Quite other words of mine."})
    await town.settled()
    assert "Quite other words of mine." in words(draft)
    assert town.private(town.ana) == [draft]
    no_troubles(town)


async def test_whoever_has_not_joined_reads_the_page_first_where_they_stand(town: SlackTown) -> None:
    card = await asking(town)
    await town.ana.presses(card, "Draft it with me")
    [whisper] = town.slack.whispers(town.ana)
    assert "Before you join" in whisper.text
    await town.ana.presses(whisper, "join.1")
    assert len(town.slack.modals(town.ana)) == 1
    await town.ana.presses(town.ana.modal, "Join")
    assert len(town.slack.modals(town.ana)) == 2  # the words stand on the page, and the page below is theirs now
    assert "nudges" in words(town.slack.modals(town.ana)[0]).lower()
    assert town.private(town.ana) == []
    no_troubles(town)


async def test_a_request_by_emoji_is_a_hint_for_strangers_and_a_private_message_for_members(town: SlackTown) -> None:
    card = await asking(town)
    await town.ana.reacts(card, "writing_hand")
    assert "Before you join" in town.whispered(town.ana)
    await town.joins(town.ben, "bluesky")
    await town.ben.reacts(card, "writing_hand")
    await town.settled()
    [invitation] = town.private(town.ben)
    await town.ben.presses(invitation, "Draft it with me")
    assert "answer" in str(town.ben.modal.blocks)


async def test_a_mistake_in_a_form_stands_beside_its_field_and_the_form_stays(town: SlackTown) -> None:
    await town.ana.commands(town.engineering, "/find")
    shown = await town.ana.submits({"link": "https://127.0.0.2:99999/", "why": "x"})
    assert list(shown) == ["link"]
    assert len(town.slack.modals(town.ana)) == 1
    no_troubles(town)


# ── Nudge ──


async def test_a_nudge_reaches_whoever_asked_for_it_and_its_switch_works_at_once(town: SlackTown) -> None:
    await asking(town)
    await town.joins(town.ana, "bluesky")
    await town.ana.commands(town.engineering, "/earshot", "nudges on")
    await town.later(hours=1)
    [nudge] = town.private(town.ana)
    assert TITLE in nudge.text
    assert town.private(town.ben) == []
    await town.ana.presses(nudge, "Turn off nudges")
    assert "off" in town.whispered(town.ana)
    await town.later(days=8)
    assert town.private(town.ana) == [nudge]
    no_troubles(town)


# ── A colleague's find ──


def page(town: SlackTown, title: str) -> str:
    """A page in the world, and its address."""
    html = f"<!doctype html><title>{title}</title><meta property='og:title' content='{title}'><p>It is short.</p>"
    return town.feeds.serve("/one", Answer(html, headers={"Content-Type": "text/html; charset=utf-8"}))


async def test_a_find_by_command_asks_in_the_room_where_it_was_said(town: SlackTown) -> None:
    await town.joins(town.ana)
    link = page(town, "Bread &amp; drivers")
    await town.ana.commands(town.kitchen, "/find", f"{link} we build these, and the payload is small")
    assert town.whispered(town.ana).startswith("Thanks, having a look.")
    await town.settled()
    card = town.card(town.kitchen)
    assert "Bread &amp; drivers" in card.text
    assert "we build these, and the payload is small" in card.text
    assert "Ana" not in card.text
    [news] = town.private(town.ana)
    assert "stands in kitchen" in news.text
    no_troubles(town)


async def test_a_message_somebody_saw_is_handed_over_by_its_shortcut(town: SlackTown) -> None:
    link = page(town, "Bread")
    seen = town.ben.says(town.kitchen, f"look at {link} everybody")
    assert await town.ana.uses_message_shortcut(seen, "submit_find")
    await town.ana.submits({"named": ["true"]})
    await town.settled()
    assert "brought by Ana" in town.card(town.kitchen).text
    assert "everybody" not in town.card(town.kitchen).text


async def test_a_mention_and_a_private_message_are_answered_once_and_in_private(town: SlackTown) -> None:
    town.slack.events.twice = True
    await town.ana.mentions(town.engineering, "help")
    await town.settled()
    [answer] = town.private(town.ana)
    await town.ana.writes("guidelines")
    await town.settled()
    assert len(town.private(town.ana)) == 2
    assert "answers_off" in words(answer)


# ── The own page ──


async def test_home_shows_the_own_page_and_is_as_true_as_the_last_press(town: SlackTown) -> None:
    await town.ana.opens_home()
    home = town.slack.home(town.ana)
    assert home is not None
    assert "Join" in words(home)
    await town.ana.presses(home, "Join")
    assert "join_yes" not in words(home)
    assert len(town.slack.modals(town.ana)) == 1  # what was said stands where they look
    await town.ana.closes(all_=True)

    await town.ana.presses(home, "Forget me")
    await town.ana.presses(town.ana.modal, "forget_yes.0")
    await town.settled()
    assert "join_yes" in words(home)
    no_troubles(town)


async def test_a_page_asked_for_in_a_room_is_seen_at_once(town: SlackTown) -> None:
    await town.joins(town.ana, "bluesky")
    await town.ana.commands(town.engineering, "/earshot", "me")
    assert "Ana" in town.ana.modal.title
    assert "bluesky" in words(town.ana.modal).lower()
    assert town.slack.home(town.ana) is None  # it is drawn when she opens it
    no_troubles(town)


@pytest.mark.parametrize("late", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_a_window_that_opens_no_more_is_a_button_that_opens_it_again(town: SlackTown, late: str) -> None:
    card = await asking(town)
    await town.joins(town.ana, "bluesky")
    for ask in (lambda: town.ana.presses(card, "Draft it with me"), lambda: told(town, town.ana)):
        town.slack.faults.put("views.open", Refuse(late))
        await ask()
        [whisper] = town.slack.whispers(town.ana, "response_url")[-1:]
        assert town.slack.modals(town.ana) == []
        button = whisper.blocks[-1]["elements"][0]
        await town.ana.presses(whisper, button["action_id"])
        assert town.ana.modal.blocks
        await town.ana.closes(all_=True)
    no_troubles(town)


async def told(town: SlackTown, who: Colleague) -> None:
    """A form is asked for by a command."""
    await who.commands(town.engineering, "/find")
