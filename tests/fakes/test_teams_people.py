"""What people do with cards, as the bot hears it, and what is shown to them."""

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from tests.fakes.receiver import HANGS, answers
from tests.fakes.teams import UNREACHABLE, WRONG, Colleague, FakeTeams, NotThere, Room
from tests.fakes.teams_cards import asks, card, execute, message, shows, submit, text
from tests.fakes.teams_receiver import Asks, TeamsReceiver, stands

ERROR = "application/vnd.microsoft.error"


# ── Buttons ──


async def test_a_button_is_an_invoke_and_its_answer_is_for_who_pressed(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    post = await stands(teams, ask, room, text("Worth sharing?"), asks("why"), execute())
    listener.says(answers(shows(card(text("Thanks")))))
    assert await ana.presses(post, "Worth it", {"Why": "It is ours"})
    heard = listener.last
    assert (heard["type"], heard["name"]) == ("invoke", "adaptiveCard/action")
    assert heard["value"] == {
        "action": {
            "type": "Action.Execute",
            "title": "Worth it",
            "verb": "worth_it",
            "data": {"subject": "01", "why": "It is ours"},
        },
        "trigger": "manual",
    }
    assert (heard["replyToId"], heard["conversation"]["id"]) == (post.id, f"{room.id};messageid={post.id}")
    assert "localTimezone" in heard
    ben = teams.person("ben")
    assert [one.sees(post)["body"][0]["text"] for one in (ana, ben)] == ["Thanks", "Worth sharing?"]
    await ask("PUT", f"conversations/{room.id}/activities/{post.id}", message(text("New")))
    assert [one.sees(post)["body"][0]["text"] for one in (ana, ben)] == ["New", "New"]


@pytest.mark.parametrize(
    ("answer", "why", "cause"),
    [
        (web.Response(status=500), WRONG, "status"),
        (web.Response(status=401), WRONG, "status"),
        (web.Response(), WRONG, "no answer to adaptiveCard/action: None"),
        (answers({"task": {}}), WRONG, "no answer to adaptiveCard/action: {'task': {}}"),
        (answers(shows(card({"type": "Marquee"}))), WRONG, "card.body[0] may not be 'Marquee'"),
        (answers({"statusCode": 400, "type": ERROR, "value": {"message": "No"}}), "No", "400"),
        (HANGS, UNREACHABLE, "timeout"),
    ],
)
async def test_a_press_that_fails_shows_an_error_and_is_not_repeated(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague, answer: Any, why: str, cause: str
) -> None:
    post = await stands(teams, ask, room, execute())
    if answer is HANGS:
        teams.courier.invoke_patience = 0.05
    listener.says(answer)
    assert not await ana.presses(post, "worth_it")
    assert [(one.why, one.cause) for one in teams.troubles(ana)] == [(why, cause)]
    assert post.views == {}
    await teams.settled()
    assert [len(one.attempts) for one in teams.courier.deliveries] == [1]


async def test_a_bot_that_is_down_cannot_be_reached(teams: FakeTeams, ask: Asks, room: Room, ana: Colleague) -> None:
    teams.bot_url = "http://127.0.0.1:1/"
    post = await stands(teams, ask, room, execute(), submit())
    assert not await ana.presses(post, "worth_it")
    assert not await ana.presses(post, "Send")
    assert [one.why for one in teams.troubles(ana)] == [UNREACHABLE, UNREACHABLE]


async def test_an_answer_may_be_a_line_for_one(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    post = await stands(teams, ask, room, execute())
    line = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Saved"}
    listener.says(answers(line))
    assert await ana.presses(post, "worth_it")
    assert (teams.notices(ana), teams.notices(teams.person("ben"))) == (["Saved"], [])


async def test_a_plain_button_and_a_fallback_are_messages_without_text(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    post = await stands(teams, ask, room, asks("why"), submit("Send", {"subject": "01"}), execute(title="Worth it"))
    await ana.presses(post, "Send", {"why": "Because"})
    plain = listener.last
    assert (plain["type"], plain["value"]) == ("message", {"subject": "01", "why": "Because"})
    assert (plain["replyToId"], "text" in plain) == (post.id, False)
    await ana.presses(post, "Worth it", old_client=True)
    assert (listener.last["type"], listener.last["value"]["verb"]) == ("message", "worth_it")


async def test_what_is_not_drawn_cannot_be_pressed(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    bare = {name: value for name, value in execute().items() if name != "fallback"}
    old = await stands(teams, ask, room, bare, version="1.3")
    off = await stands(teams, ask, room, execute(isEnabled=False))
    for post in (old, off):
        with pytest.raises(NotThere):
            await ana.presses(post, "worth_it")
    inside = {"type": "Action.ShowCard", "title": "More", "card": card(execute("later", "Later"))}
    link = {"type": "Action.OpenUrl", "title": "Read", "url": "https://example.org"}
    folded = await stands(teams, ask, room, inside, link)
    assert await ana.presses(folded, "Read")
    assert listener.heard == []
    listener.says(answers(shows(card())))
    assert await ana.presses(folded, "Later")


async def test_teams_itself_minds_what_a_card_asks_for(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, ana: Colleague
) -> None:
    ana.stage.world.open_personal(ana.person)
    room = ana.stage.world.personal(ana.person)
    assert room is not None
    choices = [{"title": "Mastodon", "value": "m"}, {"title": "LinkedIn", "value": "l"}]
    post = await stands(
        teams,
        ask,
        room,
        asks("words", isRequired=True, errorMessage="Please say it", maxLength=5),
        asks("link", regex="^https://", errorMessage="A link, please"),
        asks("where", "ChoiceSet", choices=choices, isMultiSelect=True),
        asks("agree", "Toggle", title="I do", isRequired=True, errorMessage="Please agree"),
        asks("day", "Date"),
        submit(),
        submit("Cancel", {"no": 1}, associatedInputs="none"),
    )
    assert not await ana.presses(post, "Send", {"link": "x"})
    assert ana.errors == {"words": "Please say it", "link": "A link, please", "agree": "Please agree"}
    assert not await ana.presses(post, "Send", {"words": "Too long", "agree": True})
    assert (ana.errors, listener.heard) == ({"words": "Please say it"}, [])
    assert await ana.presses(post, "Send", {"words": "Mine", "agree": True, "where": ["LinkedIn", "m"]})
    assert listener.last["value"] == {"words": "Mine", "link": "", "where": "l,m", "agree": "true", "day": ""}
    assert await ana.presses(post, "Cancel")
    assert (listener.last["value"], ana.errors) == ({"no": 1}, {})
    for values in ({"nothing": "x"}, {"where": "nowhere"}):
        with pytest.raises(NotThere):
            await ana.presses(post, "Send", values)


async def test_a_card_is_refreshed_for_those_it_names_at_most_once_a_minute(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    ben = teams.person("ben")
    action = {"type": "Action.Execute", "verb": "see", "data": {"subject": "01"}}
    post = await stands(teams, ask, room, execute(), refresh={"action": action, "userIds": [ana.id]})
    again = {"action": action, "userIds": [ana.id]}
    listener.says(*(answers(shows(card(text("Yours"), refresh=again))) for _ in range(3)))
    assert (await ana.opens(post), await ana.opens(post), await ben.opens(post)) == (True, False, False)
    assert listener.last["value"]["trigger"] == "automatic"
    assert ana.sees(post)["body"][0]["text"] == "Yours"
    assert await ben.opens(post, by_hand=True)
    assert listener.last["value"]["trigger"] == "manual"
    teams.clock.forward(timedelta(minutes=1))  # type: ignore[attr-defined]
    assert await ana.opens(post)
    assert not await ana.opens(await stands(teams, ask, room, execute()))
