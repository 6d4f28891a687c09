"""The Connector of the fake: conversations, messages, members and teams, and by what code it refuses."""

from typing import Any

from tests.fakes.teams import FakeTeams, Room
from tests.fakes.teams_cards import asks, message, text
from tests.fakes.teams_receiver import Asks, refused


def with_person(teams: FakeTeams, id_: str, **more: Any) -> dict[str, Any]:
    """What begins a chat with one person."""
    return {"isGroup": False, "members": [{"id": id_}], "tenantId": teams.app.tenant, **more}


# ── Conversations ──


async def test_a_chat_is_begun_once_and_takes_messages(teams: FakeTeams, ask: Asks) -> None:
    ana = teams.person("ana")
    status, first = await ask("POST", "conversations", with_person(teams, ana.id))
    _, again = await ask("POST", "conversations", with_person(teams, ana.person.aad))
    assert (status, first["id"], first) == (201, again["id"], again)
    await ask.sends(first["id"], {"type": "message", "text": "Hello"})
    assert [one.text for one in teams.messages(ana)] == ["Hello"]


async def test_a_chat_can_begin_with_its_first_message(teams: FakeTeams, ask: Asks) -> None:
    ana = teams.person("ana")
    _, made = await ask("POST", "conversations", with_person(teams, ana.id, activity=message(text())))
    assert [one.id for one in teams.messages(ana)] == [made["activityId"]]


async def test_people_are_reached_through_the_app_or_a_team_that_has_it(teams: FakeTeams, ask: Asks) -> None:
    ana, ben = teams.person("ana", app=False), teams.person("ben")
    begin = "conversations"
    for id_ in (ana.id, ana.person.email, "29:nobody"):
        assert refused(await ask("POST", begin, with_person(teams, id_))) == (403, "BotNotInConversationRoster")
    teams.team("Everyone", ana)
    assert (await ask("POST", begin, with_person(teams, ana.id)))[0] == 201
    ben.blocks()
    assert refused(await ask("POST", begin, with_person(teams, ben.id))) == (403, "MessageWritesBlocked")
    assert refused(await ask("POST", begin, {**with_person(teams, ana.id), "tenantId": ""})) == (400, "BadArgument")
    assert refused(await ask("POST", begin, {"members": []})) == (400, "BadSyntax")
    teams.app.disabled = True
    assert refused(await ask("POST", begin, with_person(teams, ana.id))) == (403, "BotDisabledByAdmin")


async def test_who_took_the_app_away_is_out_of_reach_until_they_come_back(teams: FakeTeams, ask: Asks) -> None:
    ana = teams.person("ana")
    _, made = await ask("POST", "conversations", with_person(teams, ana.id))
    path = f"conversations/{made['id']}/activities"
    teams.bot_url = "http://127.0.0.1:1/"
    await ana.uninstalls()
    assert refused(await ask("POST", path, message())) == (403, "BotNotInConversationRoster")
    await ana.installs()
    assert (await ask("POST", path, message()))[0] == 201


async def test_a_new_thread_of_a_channel_has_a_conversation_of_its_own(teams: FakeTeams, ask: Asks, room: Room) -> None:
    body = {"isGroup": True, "channelData": {"channel": {"id": room.id}}, "activity": message(text())}
    status, made = await ask("POST", "conversations", body)
    assert (status, made["id"]) == (201, f"{room.id};messageid={made['activityId']}")
    await ask.sends(made["id"], {"type": "message", "text": "A reply"})
    assert [one.root for one in teams.messages(room)] == [None, made["activityId"]]
    assert refused(await ask("POST", "conversations", {**body, "activity": None})) == (400, "BadSyntax")


async def test_a_reply_lands_in_the_thread_and_a_made_up_one_on_top(teams: FakeTeams, ask: Asks, room: Room) -> None:
    first = await ask.sends(room.id, message())
    for reply in (first, "made-up"):
        status, _ = await ask("POST", f"conversations/{room.id}/activities/{reply}", message())
        assert status == 201
    assert [one.root for one in teams.messages(room)] == [None, first, None]


async def test_the_bot_may_not_be_where_it_is_not(teams: FakeTeams, ask: Asks, room: Room) -> None:
    assert room.team is not None
    rooms = [
        teams.channel("secret", room.team, kind="private"),
        teams.channel("shared", room.team, kind="shared"),
        teams.general(teams.team("Others", installed=False)),
        teams.chat(teams.person("eve"), teams.person("ben")),
    ]
    for one in rooms:
        answer = await ask("POST", f"conversations/{one.id}/activities", message())
        assert refused(answer) == (403, "BotNotInConversationRoster")
    teams.app.channel_kinds |= {"shared"}
    assert (await ask("POST", f"conversations/{rooms[1].id}/activities", message()))[0] == 201
    room.deleted = True
    for gone in (room.id, "19:nowhere@thread.tacv2"):
        answer = await ask("POST", f"conversations/{gone}/activities", message())
        assert refused(answer) == (404, "ConversationNotFound")


# ── Messages ──


async def test_a_message_is_changed_and_taken_back(teams: FakeTeams, ask: Asks, room: Room) -> None:
    id_ = await ask.sends(room.id, message(text("One")))
    path = f"conversations/{room.id}/activities/{id_}"
    assert await ask("PUT", path, message(text("Two"))) == (200, {"id": id_})
    [post] = teams.messages(room)
    assert (post.card["body"][0]["text"], post.edits[0][1][0]["content"]["body"][0]["text"]) == ("Two", "One")
    assert await ask("DELETE", path) == (200, "")
    assert teams.messages(room) == []
    for method in ("PUT", "DELETE"):
        assert refused(await ask(method, path, message())) == (404, "ActivityNotFoundInConversation")


async def test_others_messages_are_not_the_bots_to_change(teams: FakeTeams, ask: Asks, room: Room) -> None:
    theirs = teams.person("ben").says(room, "Mine")
    path = f"conversations/{room.id}/activities/{theirs.id}"
    assert refused(await ask("PUT", path, message())) == (403, "Forbidden")


async def test_text_beside_a_card_is_split_and_no_id_comes_back(teams: FakeTeams, ask: Asks, room: Room) -> None:
    both = {**message(text()), "text": "Words"}
    assert await ask.sends(room.id, both) == ""
    assert [(one.text, bool(one.card)) for one in teams.messages(room)] == [("Words", False), ("", True)]
    body = {"isGroup": True, "channelData": {"channel": {"id": room.id}}, "activity": both}
    assert refused(await ask("POST", "conversations", body)) == (400, "BadSyntax")


async def test_sizes_are_counted_in_utf_16(teams: FakeTeams, ask: Asks, room: Room) -> None:
    fits, path = message(text("ä" * 50_000)), f"conversations/{room.id}/activities"
    assert (await ask("POST", path, fits))[0] == 201
    assert refused(await ask("POST", path, message(text("ä" * 51_200)))) == (413, "MessageSizeTooBig")
    teams.connector.message_most = 80 * 1024
    assert refused(await ask("POST", path, fits)) == (413, "MessageSizeTooBig")


async def test_what_is_no_message_is_refused(ask: Asks, room: Room) -> None:
    path = f"conversations/{room.id}/activities"
    for wrong in ({"type": "message"}, {"type": "event", "text": "x"}, message(asks("")), ["x"]):
        assert refused(await ask("POST", path, wrong)) == (400, "BadSyntax")
    assert (await ask("POST", path, {"type": "typing"}))[0] == 201
    other = {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.hero", "content": {}}]}
    assert (await ask("POST", path, other))[0] == 201


# ── Members and teams ──


async def test_members_come_whole_by_page_and_one_by_one(teams: FakeTeams, ask: Asks) -> None:
    people = [teams.person(name) for name in ("ana", "ben", "chloe")]
    people[2].person.guest = True
    room = teams.general(teams.team("Everyone", *people))
    path = f"conversations/{room.id}"
    _, all_ = await ask("GET", f"{path}/members")
    assert [(one["name"], one["userRole"]) for one in all_] == [
        ("Ana Example", "user"),
        ("Ben Example", "user"),
        ("Chloe Example", "guest"),
    ]
    teams.connector.page_least = 2
    _, first = await ask("GET", f"{path}/pagedmembers?pageSize=2")
    _, rest = await ask("GET", f"{path}/pagedmembers?pageSize=2&continuationToken={first['continuationToken']}")
    assert (first["members"] + rest["members"], "continuationToken" in rest) == (all_, False)
    for id_ in (people[0].id, people[0].person.aad):
        assert (await ask("GET", f"{path}/members/{id_}"))[1] == all_[0]
    assert refused(await ask("GET", f"{path}/members/29:x")) == (404, "MemberNotFoundInConversation")


async def test_a_team_says_what_it_is_and_which_channels_the_bot_may_be_in(teams: FakeTeams, ask: Asks) -> None:
    team = teams.team("Everyone", teams.person("ana"))
    news = teams.channel("News", team)
    teams.channel("Secret", team, kind="private")
    _, told = await ask("GET", f"teams/{team.id}")
    assert (told["name"], told["aadGroupId"], told["channelCount"], told["memberCount"]) == (
        "Everyone",
        team.group,
        2,
        1,
    )
    _, listed = await ask("GET", f"teams/{team.id}/conversations")
    assert [(one["id"], one["name"]) for one in listed["conversations"]] == [(team.id, None), (news.id, "News")]


async def test_every_region_answers(teams: FakeTeams, ask: Asks, room: Room) -> None:
    for ask.region in ("emea", "amer", "teams"):
        await ask.sends(room.id, message())
    assert len(teams.messages(room)) == 3
