"""Events over HTTP: signed, told again until they are taken, and only to those who may hear them."""

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.receiver import HANGS, Heard, Receiver
from tests.fakes.slack import FakeSlack, Hang

# ── How they come ──


async def test_an_event_is_signed_and_says_where_it_comes_from(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    await ana.writes("Hello")
    [heard] = bot.heard
    assert heard.genuine
    assert (heard.body["type"], heard.body["team_id"]) == ("event_callback", slack.workspace.id)
    assert heard.body["authorizations"][0]["user_id"] == slack.app.bot.id
    assert "event_id" not in heard.body["event"]
    assert "X-Slack-Retry-Num" not in heard.headers


async def test_a_wrong_signature_and_an_old_timestamp_are_not_believed(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    slack.http.headers = lambda headers: {**headers, "X-Slack-Signature": "v0=" + "0" * 64}
    await ana.writes("Hello")
    slack.http.headers = None
    slack.clock.forward(timedelta(minutes=-6))  # type: ignore[attr-defined]
    await ana.writes("Hello")
    slack.clock.forward(timedelta(minutes=6))  # type: ignore[attr-defined]
    await ana.writes("Hello")
    assert [one.genuine for one in bot.heard] == [False, False, True]


async def test_an_event_that_fails_is_told_three_times_more(slack: FakeSlack, bot: Receiver) -> None:
    bot.says(*(web.Response(status=500) for _ in range(4)))
    [delivery] = await slack.person("ana").writes("Hello")
    nums = [one.headers.get("X-Slack-Retry-Num") for one in bot.heard]
    reasons = [one.headers.get("X-Slack-Retry-Reason") for one in bot.heard]
    assert nums == [None, "1", "2", "3"]
    assert reasons == [None, "http_error", "http_error", "http_error"]
    assert not delivery.taken
    assert len({one.body["event_id"] for one in bot.heard}) == 1


async def test_an_event_is_told_until_it_is_taken(slack: FakeSlack, bot: Receiver) -> None:
    bot.says(web.Response(status=404))
    [delivery] = await slack.person("ana").writes("Hello")
    assert delivery.taken
    assert len(bot.heard) == 2


async def test_a_bot_that_asks_for_no_retry_gets_none(slack: FakeSlack, bot: Receiver) -> None:
    bot.says(web.Response(status=500, headers={"x-slack-no-retry": "1"}))
    [delivery] = await slack.person("ana").writes("Hello")
    assert (delivery.taken, len(bot.heard)) == (False, 1)


async def test_a_bot_that_is_too_slow_hears_it_again_and_why(slack: FakeSlack, bot: Receiver) -> None:
    slack.courier.patience = 0.05
    bot.says(HANGS)
    await slack.person("ana").writes("Hello")
    assert bot.heard[1].headers["X-Slack-Retry-Reason"] == "http_timeout"


async def test_a_bot_that_cuts_the_connection_hears_it_again_and_why(slack: FakeSlack, bot: Receiver) -> None:
    bot.says(web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}))
    await slack.person("ana").writes("Hello")
    assert bot.heard[1].headers["X-Slack-Retry-Reason"] == "connection_failed"


async def test_nobody_listens_and_it_is_given_up(slack: FakeSlack) -> None:
    [delivery] = await slack.person("ana").writes("Hello")
    assert [one.failure for one in delivery.attempts] == ["connection_failed"] * 4


async def test_the_same_event_can_come_twice(slack: FakeSlack, bot: Receiver) -> None:
    [delivery] = await slack.person("ana").writes("Hello")
    await slack.events.again(delivery.body)
    slack.events.twice = True
    await slack.person("ben").writes("Hello")
    ids = [one.body["event_id"] for one in bot.heard]
    assert (len(ids), len(set(ids))) == (4, 2)


async def test_the_url_is_checked_with_a_challenge(slack: FakeSlack, bot: Receiver) -> None:
    bot.says(lambda heard: web.json_response({"challenge": heard.body["challenge"]}))
    assert await slack.checks_url()
    assert bot.heard[0].genuine
    assert not await slack.checks_url()


# ── Which they are ──


async def test_reactions_say_where_and_never_what(slack: FakeSlack, bot: Receiver, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    told = await client.chat_postMessage(channel=room.id, text="Worth sharing?")
    card = slack.messages(room)[0]
    await ana.reacts(card, "raised_hands", tone=3)
    await ana.reacts(card, "raised_hands", tone=3)  # it stands already
    await ana.takes_back(card, "raised_hands", tone=3)
    added, removed = bot.events()
    assert (added["type"], removed["type"]) == ("reaction_added", "reaction_removed")
    assert added["reaction"] == "raised_hands::skin-tone-3"
    assert added["item_user"] == slack.app.bot.id
    assert added["item"] == {"type": "message", "channel": room.id, "ts": told["ts"], "channel_type": "channel"}
    assert "text" not in added
    assert "team" not in added
    assert card.reactions == {}


async def test_reactions_come_for_everybodys_messages_and_the_bots_own(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    room, elsewhere = slack.channel("general", ana), slack.channel("elsewhere", ana, bot=False)
    theirs = ana.says(room, "Mine")
    await ana.reacts(theirs, "eyes")
    await slack.bot().reacts(theirs, "eyes")
    await ana.reacts(ana.says(elsewhere, "Mine"), "eyes")
    theirs.user = None  # as a webhook's message
    await ana.reacts(theirs, "tada")
    assert [one["user"] for one in bot.events()] == [ana.id, slack.app.bot.id, ana.id]
    assert "item_user" not in bot.events()[-1]


async def test_what_people_say_in_channels_is_never_heard(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    ana.says(room, "Between us")
    await ana.mentions(room, "look at https://example.org/a?b=1&c=2, @ana and 1 < 2")
    await slack.settled()
    [mention] = bot.events()
    assert mention["type"] == "app_mention"
    words = f"look at <https://example.org/a?b=1&amp;c=2>, <@{ana.id}> and 1 &lt; 2"
    assert mention["text"] == f"<@{slack.app.bot.id}> {words}"


async def test_private_messages_are_heard_and_the_bots_own_are_echoed(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    ana = slack.person("ana")
    await ana.writes("Hello")
    told = await client.chat_postMessage(channel=ana.id, text="Welcome")
    await slack.settled()
    await client.chat_update(channel=told["channel"], ts=told["ts"], text="Well met")
    await slack.settled()
    hers, own, changed = bot.events("message")
    assert (hers["user"], hers["channel_type"], "bot_id" in hers) == (ana.id, "im", False)
    assert own["bot_id"] == slack.app.bot_id
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "Well met")


async def test_rooms_change_and_the_bot_hears_of_it(slack: FakeSlack, bot: Receiver) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    for private in (False, True):
        room = slack.channel("general", ana, private=private, bot=False)
        await slack.rooms.joins(room, slack.app.bot, inviter=ana.person)
        await slack.rooms.joins(room, ben.person)
        await slack.rooms.leaves(room, ben.person)
        await slack.rooms.renamed(room, "all")
        await slack.rooms.archived(room, by=ana.person)
        await slack.rooms.leaves(room, slack.app.bot, by=ana.person)
        await slack.rooms.renamed(room, "nobody is told")
    public = ["member_joined_channel", "member_joined_channel", "member_left_channel", "channel_rename"]
    assert [one["type"] for one in bot.events()[:5]] == [*public, "channel_archive"]
    assert {one["type"] for one in bot.events()[5:7]} == {"member_left_channel", "channel_left"}
    assert {one["type"] for one in bot.events()[7:]} >= {"group_rename", "group_archive", "group_left"}
    assert bot.events()[0] | {"user": slack.app.bot.id, "inviter": ana.id} == bot.events()[0]


async def test_a_bot_that_is_taken_out_may_not_be_told(slack: FakeSlack, bot: Receiver) -> None:
    room = slack.channel("general")
    assert await slack.rooms.leaves(room, slack.app.bot, told=False) == []
    assert slack.app.bot.id not in room.members


async def test_people_change_and_the_bot_hears_of_it(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    await slack.staff.arrives(ana.person)
    await slack.staff.changes(ana.person, zone="Asia/Tokyo", real_name="Anna Example")
    await slack.staff.is_deactivated(ana.person)
    arrived, changed, gone = bot.events()
    assert arrived["type"] == "team_join"
    assert (changed["user"]["tz"], changed["user"]["profile"]["first_name"]) == ("Asia/Tokyo", "Anna")
    assert gone["user"]["deleted"]


async def test_the_app_is_removed_and_its_token_is_dead(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    app = slack.app
    await slack.staff.uninstalls(app)
    assert {one["type"] for one in bot.events()} == {"tokens_revoked", "app_uninstalled"}
    assert bot.events("tokens_revoked")[0]["tokens"] == {"oauth": [], "bot": [app.bot.id]}
    assert (await slack.staff.revokes(app))[0].taken


async def test_the_home_says_which_tab_was_opened(slack: FakeSlack, bot: Receiver, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    await ana.opens_home()
    await client.views_publish(user_id=ana.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    await ana.opens_home()
    await ana.opens_home("messages")
    first, second, third = bot.events("app_home_opened")
    assert [one["tab"] for one in (first, second, third)] == ["home", "home", "messages"]
    assert [("view" in one) for one in (first, second, third)] == [False, True, False]
    assert first["channel"].startswith("D")


async def test_shared_channels_are_marked_and_outsiders_react_there(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    other = slack.world.workspace("Other Works")
    eve = slack.person("eve", workspace=other)
    eve.person.stranger = True
    room = slack.channel("general", eve)
    slack.rooms.shared(room, other)
    await client.chat_postMessage(channel=room.id, text="Card")
    await eve.reacts(slack.messages(room)[0], "eyes")
    assert bot.last["is_ext_shared_channel"]
    assert bot.last["event"]["user"] == eve.id
    told = (await client.users_info(user=eve.id))["user"]
    assert (told["team_id"], told["is_stranger"]) == (other.id, True)


async def test_an_organisation_names_itself_and_ids_may_start_with_w(slack: FakeSlack, bot: Receiver) -> None:
    slack.workspace.enterprise = "E0001"
    ana = slack.person("ana", grid=True)
    await ana.writes("Hello")
    assert (bot.last["enterprise_id"], bot.last["event"]["user"][0]) == ("E0001", "W")
    slack.app.wide = True
    await ana.writes("Hello")
    assert bot.last["authorizations"][0] == {
        "enterprise_id": "E0001",
        "team_id": None,
        "user_id": slack.app.bot.id,
        "is_bot": True,
        "is_enterprise_install": True,
    }


@pytest.mark.parametrize("without", ["events", "scope"])
async def test_what_is_not_subscribed_or_allowed_is_not_told(slack: FakeSlack, bot: Receiver, without: str) -> None:
    ana = slack.person("ana")
    if without == "events":
        slack.world.app.events = frozenset({"app_mention"})
    else:
        slack.app.scopes -= {"im:history"}
    assert await ana.writes("Hello") == []
    assert bot.heard == []


async def test_an_event_may_come_before_the_answer_to_the_call_that_caused_it(
    slack: FakeSlack, bot: Receiver, client: AsyncWebClient
) -> None:
    answered = asyncio.Event()
    seen: list[bool] = []

    def hear(heard: Heard) -> web.Response:
        seen.append(answered.is_set())
        return web.Response()

    bot.says(hear)
    ana = slack.person("ana")
    slack.faults.put("chat.postMessage", Hang())
    asking = asyncio.create_task(client.chat_postMessage(channel=ana.id, text="Hello"))
    await slack.until(lambda: slack.web.hanging == 1)
    await slack.settled()
    answered.set()
    asking.cancel()
    assert seen == [False]
