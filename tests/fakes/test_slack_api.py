"""The Web API of the fake, asked by the real client: what it does, and by what name it refuses."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.things import SCOPES
from tests.fakes.slack_blocks import button, home, modal, refusal, section

# ── Who asks ──


async def test_auth_test_says_who_the_bot_is_and_what_it_may(slack: FakeSlack, client: AsyncWebClient) -> None:
    told = await client.auth_test()
    app = slack.app
    assert (told["team_id"], told["user_id"], told["bot_id"]) == (slack.workspace.id, app.bot.id, app.bot_id)
    assert set(told.headers["x-oauth-scopes"].split(",")) == SCOPES


async def test_tokens_that_are_not_good_are_refused_by_name(slack: FakeSlack, client: AsyncWebClient) -> None:
    asked = AsyncWebClient(token="xoxb-wrong", base_url=slack.base_url)
    assert await refusal(asked.auth_test()) == "invalid_auth"
    assert await refusal(AsyncWebClient(base_url=slack.base_url).auth_test()) == "not_authed"
    assert await refusal(client.users_info(user="U1", token=slack.world.app.token)) == "not_allowed_token_type"
    assert await refusal(client.apps_manifest_export(app_id="A1")) == "not_allowed_token_type"
    assert await refusal(client.apps_connections_open(app_token=slack.app.token)) == "not_allowed_token_type"
    app = slack.app
    app.state = "revoked"
    assert await refusal(client.auth_test()) == "token_revoked"
    app.state = "gone"
    assert await refusal(client.auth_test()) == "account_inactive"


async def test_an_app_level_token_says_which_app_it_is_of(slack: FakeSlack, client: AsyncWebClient) -> None:
    told = await client.auth_test(token=slack.world.app.token)
    assert (told["app_id"], "team_id" in told.data, "x-oauth-scopes" in told.headers) == (
        slack.world.app.id,
        False,
        False,
    )


async def test_whoever_looks_after_an_app_may_have_its_manifest(slack: FakeSlack) -> None:
    app = slack.world.app
    app.manifest = {"_metadata": {"major_version": 2}, "settings": {"socket_mode_enabled": True, "list": [1, 2]}}
    client = AsyncWebClient(token=app.config_token, base_url=slack.base_url)
    told = (await client.apps_manifest_export(app_id=app.id))["manifest"]
    assert "_metadata" not in told
    assert told["settings"]["list"] == [2, 1], "in another order"
    assert (told["settings"]["socket_mode_enabled"], told["settings"]["is_mcp_enabled"]) == (True, False)
    assert await refusal(client.apps_manifest_export(app_id="A1")) == "app_not_found"
    assert await refusal(client.chat_postMessage(channel="C1", text="x")) == "not_allowed_token_type"


async def test_answers_carry_the_time_it_is_there(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.clock.forward(timedelta(hours=2))  # type: ignore[attr-defined]
    told = parsedate_to_datetime((await client.auth_test()).headers["Date"])
    assert abs(slack.clock.now() - told) < timedelta(minutes=1)


async def test_an_unknown_method_is_refused(client: AsyncWebClient) -> None:
    assert await refusal(client.api_call("chat.shout")) == "unknown_method"


async def test_a_missing_scope_is_refused_and_named(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.app.scopes = frozenset({"chat:write"})
    with pytest.raises(SlackApiError) as caught:
        await client.users_info(user="U1")
    answer = caught.value.response.data
    assert answer == {"ok": False, "error": "missing_scope", "needed": "users:read", "provided": "chat:write"}


# ── Saying ──


async def test_a_message_stands_with_blocks_and_metadata(slack: FakeSlack, client: AsyncWebClient) -> None:
    room = slack.channel("general")
    metadata = {"event_type": "earshot", "event_payload": {"key": "01"}}
    told = await client.chat_postMessage(
        channel=room.id, text="Words", blocks=[section()], metadata=metadata, unfurl_links=False
    )
    [post] = slack.messages(room)
    assert (post.ts, post.text, post.metadata) == (told["ts"], "Words", metadata)
    assert post.asked == {"unfurl_links": False}
    assert post.blocks[0]["text"] == section()["text"]
    assert post.blocks[0]["block_id"], "Slack gives ids to blocks that have none"


async def test_forms_and_json_are_understood_alike(slack: FakeSlack) -> None:
    room = slack.channel("general")
    url, headers = f"{slack.base_url}chat.postMessage", {"Authorization": f"Bearer {slack.app.token}"}
    fields = {"channel": room.id, "blocks": '[{"type": "divider"}]', "text": "Form"}
    async with aiohttp.ClientSession() as session:
        for given in ({"data": fields}, {"json": fields}, {"params": fields}):
            async with session.post(url, headers=headers, **given) as response:  # type: ignore[arg-type]
                assert (await response.json())["ok"]
        async with session.post(url, data={**fields, "token": slack.app.token}) as response:
            assert (await response.json())["ok"]
    assert [one.blocks[0]["type"] for one in slack.messages(room)] == ["divider"] * 4


async def test_messages_are_refused_where_they_may_not_stand(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    secret, open_ = slack.channel("secret", ana, private=True, bot=False), slack.channel("open", bot=False)
    archived = slack.channel("old")
    await slack.rooms.archived(archived, by=ana.person)
    for channel, error in (
        ("C404", "channel_not_found"),
        (secret.id, "channel_not_found"),
        (open_.id, "not_in_channel"),
        (archived.id, "is_archived"),
    ):
        assert await refusal(client.chat_postMessage(channel=channel, text="Words")) == error
    assert slack.world.posts == []


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x", "blocks": [{"type": "marquee"}]}, "invalid_blocks"),
        ({"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [section("x" * 3000)] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "a", "event_payload": {"k": "x" * 9000}}}, "metadata_too_large"),
    ],
)
async def test_messages_are_refused_for_what_they_are(
    slack: FakeSlack, client: AsyncWebClient, given: dict[str, Any], error: str
) -> None:
    room = slack.channel("general")
    assert await refusal(client.api_call("chat.postMessage", json={"channel": room.id, **given})) == error


async def test_refused_blocks_come_with_the_words_that_say_why(slack: FakeSlack, client: AsyncWebClient) -> None:
    room = slack.channel("general")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=room.id, text="x", blocks=[section("x" * 3001)])
    [words] = caught.value.response["response_metadata"]["messages"]
    assert words == "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"


async def test_a_long_text_is_cut_when_posted_and_refused_when_changed(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    room = slack.channel("general")
    told = await client.chat_postMessage(channel=room.id, text="x" * 40_001)
    assert len(slack.messages(room)[0].text) == 40_000
    assert await refusal(client.chat_update(channel=room.id, ts=told["ts"], text="x" * 4_001)) == "msg_too_long"


async def test_a_change_takes_the_blocks_away_unless_they_come_again(slack: FakeSlack, client: AsyncWebClient) -> None:
    room = slack.channel("general")
    metadata = {"event_type": "earshot", "event_payload": {"key": "01"}}
    told = await client.chat_postMessage(channel=room.id, text="One", blocks=[section()], metadata=metadata)
    await client.chat_update(channel=room.id, ts=told["ts"], text="Two", blocks=[section("Two")])
    await client.chat_update(channel=room.id, ts=told["ts"], text="Three")
    [post] = slack.messages(room)
    assert (post.text, post.blocks, len(post.edits), post.metadata) == ("Three", [], 2, metadata)


async def test_changes_are_refused_by_name(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    theirs = ana.says(room, "Mine")
    assert await refusal(client.chat_update(channel=room.id, ts="1.0", text="x")) == "message_not_found"
    assert await refusal(client.chat_update(channel=room.id, ts=theirs.ts, text="x")) == "cant_update_message"
    told = await client.chat_postMessage(channel=room.id, text="One")
    await slack.rooms.leaves(room, slack.app.bot)
    assert await refusal(client.chat_update(channel=room.id, ts=told["ts"], text="x")) == "not_in_channel"


async def test_a_message_can_be_taken_back_and_linked_to(slack: FakeSlack, client: AsyncWebClient) -> None:
    room = slack.channel("general")
    told = await client.chat_postMessage(channel=room.id, text="One")
    link = await client.chat_getPermalink(channel=room.id, message_ts=told["ts"])
    assert link["permalink"].endswith(f"/archives/{room.id}/p{told['ts'].replace('.', '')}")
    await client.chat_delete(channel=room.id, ts=told["ts"])
    assert slack.messages(room) == []
    assert await refusal(client.chat_getPermalink(channel=room.id, message_ts=told["ts"])) == "message_not_found"


async def test_a_whisper_reaches_only_those_who_are_there(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana, ben, eve = (slack.person(name) for name in ("ana", "ben", "eve"))
    room = slack.channel("general", ana, ben)
    ben.person.there = False
    for who in (ana, ben):
        await client.chat_postEphemeral(channel=room.id, user=who.id, text="Psst")
    assert await refusal(client.chat_postEphemeral(channel=room.id, user=eve.id, text="x")) == "user_not_in_channel"
    assert [[one.text for one in slack.whispers(who)] for who in (ana, ben, eve)] == [["Psst"], [], []]
    slack.reloads(ana)
    assert slack.whispers(ana) == []


# ── Where and who ──


async def test_a_conversation_is_opened_once(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    looked = await refusal(client.conversations_open(users=ana.id, prevent_creation=True))
    first = await client.conversations_open(users=[ana.id])
    again = await client.conversations_open(users=ana.id)
    assert looked == "channel_not_found"
    assert (first["channel"]["id"], again["already_open"]) == (again["channel"]["id"], True)
    await client.chat_postMessage(channel=first["channel"]["id"], text="Hello")
    await client.chat_postMessage(channel=ana.id, text="Hello again")
    assert [one.text for one in slack.messages(ana)] == ["Hello", "Hello again"]


async def test_conversations_are_refused_by_name(slack: FakeSlack, client: AsyncWebClient) -> None:
    gone, stranger, ana = (slack.person(name) for name in ("gone", "stranger", "ana"))
    gone.person.deleted, stranger.person.stranger = True, True
    for users, error in (
        (gone.id, "user_disabled"),
        (stranger.id, "user_not_visible"),
        ("U404", "user_not_found"),
        (slack.app.bot.id, "invalid_user_combination"),
        (" ", "not_enough_users"),
        (",".join(["U1"] * 9), "too_many_users"),
        (f"{ana.id},{slack.person('ben').id}", "missing_scope"),
    ):
        assert await refusal(client.conversations_open(users=users)) == error


async def test_channels_are_told_as_far_as_the_bot_may_know_of_them(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    room, secret = slack.channel("general", ana), slack.channel("secret", ana, private=True, bot=False)
    other = slack.world.workspace("Other Works")
    slack.rooms.shared(room, other)
    told = (await client.conversations_info(channel=room.id, include_num_members=True))["channel"]
    assert (told["name"], told["is_member"], told["is_ext_shared"], told["num_members"]) == ("general", True, True, 2)
    assert await refusal(client.conversations_info(channel=secret.id)) == "channel_not_found"
    listed = await client.conversations_list(types=["public_channel", "private_channel"])
    assert [one["id"] for one in listed["channels"]] == [room.id]
    assert (await client.conversations_members(channel=room.id))["members"] == sorted(room.members)
    assert [one["id"] for one in (await client.users_conversations(user=ana.id))["channels"]] == [room.id]


async def test_long_lists_come_in_pages(slack: FakeSlack, client: AsyncWebClient) -> None:
    rooms = [slack.channel(f"room{number}") for number in range(5)]
    found: list[str] = []
    async for page in await client.conversations_list(limit=2):
        found += [one["id"] for one in page["channels"]]
    assert found == [one.id for one in rooms]


async def test_history_is_read_in_private_conversations_only(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    metadata = {"event_type": "earshot", "event_payload": {"key": "01"}}
    told = await client.chat_postMessage(channel=ana.id, text="One", metadata=metadata)
    await ana.writes("Two")
    read = await client.conversations_history(channel=told["channel"], include_all_metadata=True)
    assert [one["text"] for one in read["messages"]] == ["Two", "One"]
    assert read["messages"][1]["metadata"] == metadata
    plain = await client.conversations_history(channel=told["channel"], oldest=told["ts"], inclusive=True, limit=9)
    assert "metadata" not in plain["messages"][1]
    assert await refusal(client.conversations_history(channel=room.id)) == "missing_scope"


async def test_a_profile_may_lack_what_others_have(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana, guest = slack.person("ana"), slack.person("guest")
    guest.person.zone, guest.person.bare, guest.person.guest = None, True, "single"
    told = (await client.users_info(user=ana.id, include_locale=True))["user"]
    assert (told["tz"], told["profile"]["first_name"], told["locale"]) == ("Europe/Berlin", "Ana", "en-US")
    bare = (await client.users_info(user=guest.id))["user"]
    assert ("tz" in bare, "profile" in bare, bare["is_restricted"], bare["is_ultra_restricted"]) == (
        False,
        False,
        True,
        True,
    )
    assert await refusal(client.users_info(user="U404")) == "user_not_found"


async def test_the_team_the_bot_and_quiet_times_can_be_asked_for(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    ana.person.snoozes = {"dnd_enabled": True, "next_dnd_start_ts": 1, "snooze_enabled": True}
    assert (await client.team_info())["team"]["id"] == slack.workspace.id
    assert (await client.bots_info(bot=slack.app.bot_id))["bot"]["user_id"] == slack.app.bot.id
    told = (await client.dnd_info(user=ana.id)).data
    assert isinstance(told, dict)
    assert (told["dnd_enabled"], "snooze_enabled" in told) == (True, False)


# ── Views without a trigger ──


async def test_a_home_is_published_and_its_hash_is_minded(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    first = await client.views_publish(user_id=ana.id, view=home(section("One")))
    await client.views_publish(user_id=ana.id, view=home(section("Two")), hash=first["view"]["hash"])
    late = client.views_publish(user_id=ana.id, view=home(section("Three")), hash=first["view"]["hash"])
    assert await refusal(late) == "hash_conflict"
    stands = slack.home(ana)
    assert stands is not None
    assert (stands.id, stands.blocks[0]["text"]["text"]) == (first["view"]["id"], "Two")


async def test_views_are_refused_by_name(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    big = home(*(section("x" * 2600) for _ in range(100)))
    assert await refusal(client.views_publish(user_id=ana.id, view=big)) == "view_too_large"
    assert await refusal(client.views_publish(user_id="U404", view=home(section()))) == "user_not_found"
    assert await refusal(client.views_publish(user_id=ana.id, view=modal(section()))) == "invalid_arguments"
    assert await refusal(client.views_update(view_id="V404", view=modal(section()))) == "not_found"
    assert await refusal(client.views_open(trigger_id="1.2", view=modal(section()))) == "invalid_trigger_id"
    wrong = home({"type": "actions", "elements": [button(), button()]})
    assert await refusal(client.views_publish(user_id=ana.id, view=wrong)) == "invalid_arguments"
    slack.world.app.home_tab = False
    assert await refusal(client.views_publish(user_id=ana.id, view=home(section()))) == "not_enabled"
