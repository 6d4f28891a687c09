"""What the bot hears: messages, mentions, reactions, the app, teams and channels."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from aiohttp import web

from tests.fakes.receiver import HANGS
from tests.fakes.teams import Colleague, FakeTeams, NotThere, Room
from tests.fakes.teams.courier import Deliveries
from tests.fakes.teams_cards import message
from tests.fakes.teams_receiver import Asks, TeamsReceiver

# ── Words ──


async def test_a_private_message_says_who_when_and_where(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    await ana.writes("1 < 2 & https://example.org")
    heard = listener.last
    assert (heard["type"], heard["channelId"]) == ("message", "msteams")
    assert heard["text"] == "1 &lt; 2 &amp; https://example.org"
    assert heard["from"] == {"id": ana.id, "aadObjectId": ana.person.aad, "name": "Ana Example"}
    assert heard["recipient"] == {"id": teams.app.bot, "name": "Earshot"}
    where = heard["conversation"]
    assert (where["conversationType"], where["tenantId"]) == ("personal", teams.app.tenant)
    assert "isGroup" not in where
    assert (heard["locale"], heard["localTimezone"]) == ("en-US", "Europe/Berlin")
    [client] = heard["entities"]
    assert (client["timezone"], client["country"]) == ("Europe/Berlin", "DE")
    assert heard["localTimestamp"][-6:] in ("+01:00", "+02:00")
    ana.person.zone = None
    await ana.writes("Hello")
    assert not {"localTimestamp", "localTimezone"} & set(listener.last)


async def test_a_mention_names_the_bot_in_one_tag_or_two_and_colleagues_as_well(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    teams.app.name = "Worth Sharing"
    ben = teams.person("ben")
    ben.person.name = "Ben <B>"
    room = teams.general(teams.team("Everyone", ana, ben))
    for style in ("plain", "nbsp", "split"):
        await ana.mentions(room, "find it, @ben", style=style)
    plain, nbsp, split = listener.activities()
    assert plain["text"] == "<at>Worth Sharing</at> find it, <at>Ben &lt;B&gt;</at>"
    assert nbsp["text"] == "<at>Worth Sharing</at>&nbsp;find it, <at>Ben &lt;B&gt;</at>"
    assert split["text"] == "<at>Worth</at> <at>Sharing</at> find it, <at>Ben &lt;B&gt;</at>"
    named = [(one["mentioned"]["id"], one["text"]) for one in split["entities"] if one["type"] == "mention"]
    bot = teams.app.bot
    assert named == [(bot, "<at>Worth</at>"), (bot, "<at>Sharing</at>"), (ben.id, "<at>Ben &lt;B&gt;</at>")]
    assert plain["conversation"]["id"] == f"{room.id};messageid={plain['id']}"
    assert plain["channelData"]["team"] == {"id": room.id}


async def test_a_mention_in_a_thread_says_which(teams: FakeTeams, listener: TeamsReceiver, ana: Colleague) -> None:
    room = teams.general(teams.team("Everyone", ana))
    first = ana.says(room, "Look")
    await ana.mentions(room, "find it", thread=first)
    assert listener.last["conversation"]["id"] == f"{room.id};messageid={first.id}"


async def test_what_does_not_name_the_bot_or_is_where_it_is_not_is_not_heard(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    team = teams.team("Everyone", ana)
    ana.says(teams.general(team), "Between us")
    for room in (teams.channel("secret", team, ana, kind="private"), teams.chat(ana, teams.person("ben"))):
        with pytest.raises(NotThere):
            ana.mentions(room, "Hello")
    with pytest.raises(NotThere):
        teams.person("eve", app=False).writes("Hello")
    await teams.settled()
    assert listener.heard == []


# ── Reactions ──


async def test_reactions_say_where_and_never_what_and_come_for_the_bots_own_messages(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, room: Room, ana: Colleague
) -> None:
    id_ = await ask.sends(room.id, message())
    [card] = teams.messages(room)
    await ana.reacts(card, "like", "1f64b_personraisinghand-tone2")
    await ana.reacts(card, "like")  # it stands already
    await ana.reacts(card, "heart", instead_of="like")
    teams.world.reaction_ids = "message"
    await ana.takes_back(card, "heart")
    await ana.reacts(ana.says(room, "Mine"), "like")
    added, changed, removed = listener.activities()
    assert added["reactionsAdded"] == [{"type": "like"}, {"type": "1f64b_personraisinghand-tone2"}]
    assert "reactionsRemoved" not in added
    assert (added["replyToId"], added["conversation"]["id"]) == (id_, f"{room.id};messageid={id_}")
    assert not {"text", "locale", "entities", "localTimestamp"} & set(added)
    assert (changed["reactionsAdded"], changed["reactionsRemoved"]) == ([{"type": "heart"}], [{"type": "like"}])
    assert ("reactionsAdded" in removed, removed["id"], added["id"][:2]) == (False, id_, "f:")
    assert card.reactions["1f64b_personraisinghand-tone2"] == [ana.id]


# ── The app, teams and channels ──


async def test_installing_for_oneself_says_so_twice_and_uninstalling_once(
    teams: FakeTeams, listener: TeamsReceiver
) -> None:
    eve = teams.person("eve", app=False)
    await eve.installs()
    await eve.installs(action="add-upgrade")
    await eve.uninstalls()
    actions = [one["action"] for one in listener.activities("installationUpdate")]
    assert actions == ["add", "add-upgrade", "remove"]
    [added] = listener.activities("conversationUpdate")
    assert [one["id"] for one in added["membersAdded"]] == [teams.app.bot, eve.id]
    assert len({one["conversation"]["id"] for one in listener.activities()}) == 1


async def test_a_team_gets_the_app_in_a_channel_and_loses_it(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    team = teams.team("Everyone", ana, installed=False)
    secret = teams.channel("secret", team, ana, kind="private")
    assert await teams.rooms.team_renamed(team, "All", ana) == []
    await teams.rooms.installs(team, ana, channel=secret)
    installed = listener.activities("installationUpdate")[0]
    assert installed["conversation"]["id"] == secret.id
    data = installed["channelData"]
    assert (data["settings"]["selectedChannel"]["id"], data["channel"]["type"]) == (secret.id, "private")
    assert data["team"] == {"id": team.id, "name": "All", "aadGroupId": team.group}
    await teams.rooms.uninstalls(team, ana)
    removed = listener.activities("conversationUpdate")[-1]
    assert (removed["channelData"]["eventType"], removed["membersRemoved"]) == (
        "teamMemberRemoved",
        [{"id": teams.app.bot}],
    )
    assert {one["action"] for one in listener.activities("installationUpdate")} == {"add", "remove"}
    assert await teams.rooms.team_renamed(team, "Nobody is told", ana) == []


async def test_teams_and_channels_change_and_the_bot_hears_of_it(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    team, ben = teams.team("Everyone", ana), teams.person("ben")
    news, secret = teams.channel("News", team), teams.channel("secret", team, ana, kind="private")
    rooms = teams.rooms
    acts: list[Callable[[], Deliveries]] = [
        lambda: rooms.joins(team, ben),
        lambda: rooms.leaves(team, ben),
        lambda: rooms.created(news, ana),
        lambda: rooms.renamed(news, "Old news", ana),
        lambda: rooms.renamed(secret, "secrets", ana),
        lambda: rooms.deleted(news, ana),
        lambda: rooms.restored(news, ana),
        lambda: rooms.team_renamed(team, "All", ana),
        lambda: rooms.team_archived(team, ana),
        lambda: rooms.team_archived(team, ana, archived=False),
        lambda: rooms.team_deleted(team, ana),
        lambda: rooms.team_restored(team, ana),
        lambda: rooms.team_deleted(team, ana, hard=True),
    ]
    for act in acts:
        await act()
    told = listener.activities("conversationUpdate")
    assert [one["channelData"]["eventType"] for one in told] == [
        "teamMemberAdded",
        "teamMemberRemoved",
        "channelCreated",
        "channelRenamed",
        "channelDeleted",
        "channelRestored",
        "teamRenamed",
        "teamArchived",
        "teamUnarchived",
        "teamDeleted",
        "teamRestored",
        "teamHardDeleted",
    ]
    assert {one["conversation"]["id"] for one in told} == {team.id}
    assert told[3]["channelData"]["channel"] == {"id": news.id, "name": "Old news", "type": "standard"}


# ── How it comes ──


async def test_the_same_activity_can_come_twice_or_once_more(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    [first] = await ana.writes("Hello")
    await teams.tells(first.activity)
    teams.courier.twice = True
    await ana.writes("Hello")
    ids = [one["id"] for one in listener.activities()]
    assert (len(ids), len(set(ids))) == (4, 2)


async def test_what_fails_is_told_again_only_where_a_test_wants_it(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    listener.says(web.Response(status=500))
    [once] = await ana.writes("Hello")
    assert (once.taken, once.status, len(listener.heard)) == (False, 500, 1)
    teams.courier.retries = 2
    listener.says(web.Response(status=503), web.Response(status=404))
    [taken] = await ana.writes("Hello")
    assert [one.status for one in taken.attempts] == [503, 404, 200]
    listener.says(HANGS, HANGS, HANGS)
    teams.courier.patience = 0.05
    [late] = await ana.writes("Hello")
    assert [one.failure for one in late.attempts] == ["timeout"] * 3
    teams.bot_url = "http://127.0.0.1:1/"
    [lost] = await ana.writes("Hello")
    assert [one.failure for one in lost.attempts] == ["unreachable"] * 3


async def test_ids_and_times_go_with_the_clock_and_people_with_their_region(
    teams: FakeTeams, listener: TeamsReceiver, ana: Colleague
) -> None:
    await ana.writes("Hello")
    teams.clock.forward(timedelta(days=1))  # type: ignore[attr-defined]
    ana.person.region = "amer"
    await ana.writes("Hello")
    first, second = listener.activities()
    assert int(second["id"]) - int(first["id"]) >= 86_400_000
    assert (second["timestamp"] > first["timestamp"], "/amer/" in second["serviceUrl"]) == (True, True)
