"""Dialogs and message actions, as the bot hears them, and what is shown to people."""

import pytest
from aiohttp import web

from tests.fakes.receiver import answers
from tests.fakes.teams import WRONG, Colleague, FakeTeams, NotThere, Room
from tests.fakes.teams_cards import asks, card, execute, fetches, opens, says, submit, text
from tests.fakes.teams_receiver import Asks, TeamsReceiver, stands

FORM = card(asks("words", isRequired=True, errorMessage="Please say it"), submit("Send", {"form": "story"}))


async def test_a_button_opens_a_dialog_that_is_sent_and_closed(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    post = await stands(teams, ask, room, fetches(subject="01"))
    listener.says(answers(opens(FORM)))
    assert await ana.presses(post, "Tell a story")
    heard = listener.last
    assert (heard["name"], heard["value"]["context"]) == ("task/fetch", {"theme": "default"})
    assert heard["value"]["data"] == {"msteams": {"type": "task/fetch"}, "subject": "01"}
    assert (ana.dialog.title, ana.dialog.size) == ("A form", (400, 300))
    assert await ana.submits() == {"words": "Please say it"}
    assert len(listener.heard) == 1
    listener.says(answers(opens(card(text("Shorter, please"), *FORM["body"], submit()))), answers(says("Thanks")))
    assert await ana.submits({"words": "Too long"}) == {}
    assert (listener.last["name"], listener.last["value"]["data"]) == (
        "task/submit",
        {"form": "story", "words": "Too long"},
    )
    assert ana.dialog.card["body"][0]["text"] == "Shorter, please"
    await ana.submits({"words": "Mine"})
    assert (teams.dialog(ana), teams.notices(ana)) == (None, ["Thanks"])


@pytest.mark.parametrize("answer", [web.Response(), answers({})])
async def test_an_empty_answer_closes_a_dialog_and_opens_none(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague, answer: web.Response
) -> None:
    post = await stands(teams, ask, room, fetches())
    listener.says(web.Response(), answers(opens(FORM)), answer)
    assert not await ana.presses(post, "Tell a story")
    assert [one.why for one in teams.troubles(ana)] == [WRONG]
    await ana.presses(post, "Tell a story")
    await ana.submits({"words": "Mine"})
    assert (teams.dialog(ana), len(teams.troubles(ana))) == (None, 1)


async def test_a_dialog_stays_open_where_the_bot_fails_and_closes_by_hand(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    post = await stands(teams, ask, room, fetches())
    broken = opens({**FORM, "version": "2.0"})
    listener.says(answers(opens(FORM)), web.Response(status=500), answers(broken), answers("words"))
    await ana.presses(post, "Tell a story")
    for _ in range(3):
        await ana.submits({"words": "Mine"})
    assert [one.what for one in teams.troubles(ana)] == ["A form"] * 3
    ana.closes()
    with pytest.raises(NotThere):
        await ana.submits()


# ── Message extensions ──


async def test_a_message_action_hands_over_anybodys_message_as_html(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    ben = teams.person("ben")
    post = ben.says(teams.chat(ana, ben), "See https://example.org/a?b=1&c=2, <now>\n\nYours")
    listener.says(answers(opens(FORM)), web.Response())
    assert await ana.uses_action(post, "submitAsFind")
    value = listener.last["value"]
    assert (listener.last["name"], value["commandId"], value["commandContext"]) == (
        "composeExtension/fetchTask",
        "submitAsFind",
        "message",
    )
    payload = value["messagePayload"]
    link = "https://example.org/a?b=1&amp;c=2"
    anchor = f'<a href="{link}" rel="noreferrer noopener" title="{link}" target="_blank">{link}</a>'
    assert payload["body"]["content"] == f"<p>See {anchor}, &lt;now&gt;</p><p>&nbsp;</p><p>Yours</p>"
    assert (payload["id"], payload["from"]["user"]["id"]) == (post.id, ben.person.aad)
    assert post.id in payload["linkToMessage"]
    await ana.submits({"words": "Mine"})
    sent = listener.last
    assert (sent["name"], sent["value"]["data"]) == (
        "composeExtension/submitAction",
        {"form": "story", "words": "Mine"},
    )
    assert sent["value"]["messagePayload"] == payload
    assert teams.dialog(ana) is None


async def test_a_command_of_the_compose_box_has_no_message_and_a_bots_message_no_user(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    listener.says(answers(opens(FORM)), answers(says("Known already")))
    assert await ana.uses_command(room, "proposeStory")
    assert "messagePayload" not in listener.last["value"]
    post = await stands(teams, ask, room, execute())
    assert await ana.uses_action(post, "submitAsFind")
    sender = listener.last["value"]["messagePayload"]["from"]
    assert (sender["user"], sender["application"]["id"]) == (None, teams.app.id)
    assert teams.notices(ana) == ["Known already"]
