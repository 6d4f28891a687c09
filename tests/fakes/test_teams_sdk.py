"""botbuilder itself opposite the fake: it understands all that is told, and its own client gets what it asks for."""

import asyncio
from typing import Any

import pytest
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from botframework.connector.aio import ConnectorClient
from botframework.connector.teams import TeamsConnectorClient
from msrest.authentication import BasicTokenAuthentication

from tests.fakes.teams import FakeTeams, Room
from tests.fakes.teams_cards import message, text
from tests.fakes.teams_receiver import Asks, TeamsReceiver


@pytest.fixture
async def credentials(ask: Asks) -> Any:
    """A good token, as the SDK wants it."""
    return BasicTokenAuthentication({"access_token": (await ask.signs_in())[1]["access_token"]})


@pytest.fixture
def client(teams: FakeTeams, credentials: Any) -> Any:
    """The SDK's own client."""
    return ConnectorClient(credentials, teams.service_url)


class Handler(TeamsActivityHandler):  # type: ignore[misc]
    """Notes which of the SDK's handlers an activity reaches."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def on_message_activity(self, turn_context: Any) -> None:
        self.heard.append(f"message {turn_context.activity.text}")

    async def on_reactions_added(self, message_reactions: Any, turn_context: Any) -> None:
        self.heard.append(f"added {message_reactions[0].type}")

    async def on_installation_update_add(self, turn_context: Any) -> None:
        self.heard.append("installed")

    async def on_installation_update_remove(self, turn_context: Any) -> None:
        self.heard.append("removed")

    async def on_teams_members_added(self, teams_members_added: Any, team_info: Any, turn_context: Any) -> None:
        self.heard.append(f"joined {team_info and team_info.name}")

    async def on_teams_members_removed(self, teams_members_removed: Any, team_info: Any, turn_context: Any) -> None:
        self.heard.append(f"left {team_info.name}")

    async def on_teams_channel_renamed(self, channel_info: Any, team_info: Any, turn_context: Any) -> None:
        self.heard.append(f"channel {channel_info.name}")

    async def on_teams_team_renamed_activity(self, team_info: Any, turn_context: Any) -> None:
        self.heard.append(f"team {team_info.name}")

    async def on_teams_team_archived(self, team_info: Any, turn_context: Any) -> None:
        self.heard.append("archived")


async def test_the_sdk_understands_all_that_the_fake_tells(
    teams: FakeTeams, listener: TeamsReceiver, ask: Asks, client: Any
) -> None:
    ana = teams.person("ana")
    team = teams.team("Everyone", ana)
    room = teams.channel("News", team)
    await ask.sends(room.id, message())
    await ana.writes("Hello")
    await ana.reacts(teams.messages(room)[0], "like")
    await ana.installs()
    await teams.rooms.leaves(team, ana)
    await teams.rooms.renamed(room, "Old news", ana)
    await teams.rooms.team_renamed(team, "All", ana)
    await teams.rooms.team_archived(team, ana)
    handler = Handler()
    for one in listener.activities():
        context = TurnContext(TestAdapter(), Activity().deserialize(one))
        context.turn_state[BotAdapter.BOT_CONNECTOR_CLIENT_KEY] = client
        await handler.on_turn(context)
    await ana.uninstalls()
    await handler.on_turn(TurnContext(TestAdapter(), Activity().deserialize(listener.last)))
    joined = {"installed", "joined None"}
    assert handler.heard[:2] == ["message Hello", "added like"]
    assert set(handler.heard[2:4]) == joined
    assert handler.heard[4:] == ["left Everyone", "channel Old news", "team All", "archived", "removed"]
    assert [one.outcome for one in teams.calls("member")] == ["ok"], "it asks who joined"


async def test_the_sdks_client_gets_what_it_asks_for(teams: FakeTeams, client: Any, credentials: Any) -> None:
    ana = teams.person("ana")
    team = teams.team("Everyone", ana)
    room: Room = teams.general(team)
    asked = ConversationParameters(
        members=[ChannelAccount(id=ana.id)], tenant_id=teams.app.tenant, bot=ChannelAccount(id=teams.app.bot)
    )
    made = await client.conversations.create_conversation(asked)
    first = await client.conversations.send_to_conversation(made.id, Activity().deserialize(message(text("One"))))
    await client.conversations.update_activity(made.id, first.id, Activity().deserialize(message(text("Two"))))
    assert [one.card["body"][0]["text"] for one in teams.messages(ana)] == ["Two"]
    await client.conversations.delete_activity(made.id, first.id)
    assert teams.messages(ana) == []
    await client.conversations.reply_to_activity(room.id, "made-up", Activity().deserialize(message()))
    assert len(teams.messages(room)) == 1
    page = await client.conversations.get_conversation_paged_members(room.id)
    assert ([one.name for one in page.members], page.continuation_token) == (["Ana Example"], None)
    other = TeamsConnectorClient(credentials, teams.service_url)
    details = await asyncio.to_thread(other.teams.get_team_details, team.id)
    assert (details.name, details.aad_group_id, details.member_count) == ("Everyone", team.group, 1)
    listed = await asyncio.to_thread(other.teams.get_teams_channels, team.id)
    assert [one.id for one in listed.conversations] == [room.id]
