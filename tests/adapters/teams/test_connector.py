"""The SDK's pipeline around what was heard: its middleware and its handlers run, and send by our connector."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from botbuilder.core import TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity
from botbuilder.schema.teams import TaskModuleMessageResponse, TaskModuleResponse

from adapters.teams.connector import BODY, Invoked, Turns
from adapters.troubles import NotTold
from tests.adapters.teams.activities import activity, mention
from tests.adapters.teams.outgoing import Speaking, speaking
from tests.fakes.teams import Refuse


@pytest.fixture
async def one() -> AsyncIterator[Speaking]:
    async with speaking() as made:
        yield made


class Handler(TeamsActivityHandler):  # type: ignore[misc]
    """Notes what of the SDK's handlers is reached."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def on_message_activity(self, turn_context: Any) -> None:
        self.heard.append(f"message {TurnContext.get_mentions(turn_context.activity)[0].additional_properties['text']}")

    async def on_reactions_added(self, message_reactions: Any, turn_context: Any) -> None:
        self.heard.append(f"added {message_reactions[0].type}")

    async def on_installation_update_add(self, turn_context: Any) -> None:
        self.heard.append("installed")

    async def on_teams_channel_renamed(self, channel_info: Any, team_info: Any, turn_context: Any) -> None:
        self.heard.append(f"channel {channel_info.name}")

    async def on_teams_members_removed(self, teams_members_removed: Any, team_info: Any, turn_context: Any) -> None:
        self.heard.append(f"left {teams_members_removed[0].id}")

    async def on_teams_task_module_fetch(self, turn_context: Any, task_module_request: Any) -> Any:
        return TaskModuleResponse(task=TaskModuleMessageResponse(value=f"{task_module_request.data['about']}"))


async def test_middleware_runs_around_a_turn_which_has_what_came_as_it_came(one: Speaking) -> None:
    turns = Turns(one.connector)
    seen: list[object] = []

    class Around:
        async def on_turn(self, context: Any, logic: Any) -> None:
            seen.append("before")
            await logic()
            seen.append("after")

    async def logic(context: Any) -> None:
        seen.append(context.turn_state[BODY])

    turns.use(Around())
    body = activity("message", text="Hello")
    assert await turns.turn(body, logic) is None
    assert seen == ["before", body, "after"]
    assert seen[1] is body


async def test_what_fails_in_a_turn_comes_out_of_it(one: Speaking) -> None:
    async def logic(context: Any) -> None:
        raise LookupError("ours")

    with pytest.raises(LookupError, match="ours"):
        await Turns(one.connector).turn(activity("message"), logic)


async def test_the_sdks_handlers_understand_what_we_give_them(one: Speaking) -> None:
    handler, turns = Handler(), Turns(one.connector)
    data = {"team": {"id": "19:t"}, "channel": {"id": "19:c", "name": "Kitchen"}, "eventType": "channelRenamed"}
    for body in (
        mention("<at>Share</at> help"),
        activity("messageReaction", reactionsAdded=[{"type": "like"}], replyToId="1"),
        activity("installationUpdate", action="add"),
        activity("conversationUpdate", channelData=data),
        activity("conversationUpdate", channelData={"team": {"id": "19:t"}}, membersRemoved=[{"id": "29:ana"}]),
    ):
        await turns.turn(body, handler.on_turn)
    assert handler.heard == ["message <at>Share</at>", "added like", "installed", "channel Kitchen", "left 29:ana"]


async def test_an_invoke_that_a_handler_answers_is_answered_as_plain_values(one: Speaking) -> None:
    body = activity("invoke", name="task/fetch", value={"data": {"about": "it"}, "context": {"theme": "dark"}})
    answered = await Turns(one.connector).turn(body, Handler().on_turn)
    assert answered == Invoked(200, {"task": {"type": "message", "value": "it"}})
    nobody = await Turns(one.connector).turn(activity("invoke", name="task/unheard"), Handler().on_turn)
    assert nobody == Invoked(501)


async def test_what_a_handler_says_goes_by_our_connector(one: Speaking) -> None:
    ana = one.teams.person("ana")
    chat = one.teams.world.open_personal(ana.person)
    body = activity("message", serviceUrl=one.url, conversation={"id": chat.id, "conversationType": "personal"})
    told: list[str] = []

    async def logic(context: Any) -> None:
        await context.send_activity(Activity(type="typing"))
        await context.send_trace_activity("nothing to see")
        sent = await context.send_activity("One")
        await context.update_activity(Activity(type="message", id=sent.id, text="Two"))
        told.extend(each.text for each in one.teams.messages(ana))
        await context.delete_activity(sent.id)
        one.teams.faults.put("send", Refuse(403, "MessageWritesBlocked"))
        await context.send_activity("Three")

    with pytest.raises(NotTold, match="MessageWritesBlocked"):
        await Turns(one.connector).turn(body, logic)
    assert told == ["Two"]
    assert one.teams.messages(ana) == []
    assert {call.path.get("activity") for call in one.teams.calls("send")} == {None}, "no reply to what is not there"
    assert len(one.teams.calls("token")) == 1
