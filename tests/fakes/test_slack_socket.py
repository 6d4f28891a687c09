"""Socket Mode of the fake, with the real client: hello, envelopes, acks, retries, and connections that end."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import asks, modal


class Listening:
    """The real client, which keeps what it hears and acks it; `answers`: with what; `silent`: how often it does not."""

    def __init__(self, slack: FakeSlack) -> None:
        self.web = AsyncWebClient(token=slack.app.token, base_url=slack.base_url, retry_handlers=[])
        self.client = SocketModeClient(slack.world.app.token, web_client=self.web, ping_interval=0.5)
        self.client.socket_mode_request_listeners.append(self._hear)
        self.client.message_listeners.append(self._message)
        self.heard: list[SocketModeRequest] = []
        self.types: list[str] = []
        self.answers: list[dict[str, Any]] = []
        self.silent = 0

    async def connect(self) -> None:
        """Connect, and stay so."""
        await self.client.connect()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Go."""
        await self.client.close()  # type: ignore[no-untyped-call]

    async def _hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        if self.silent:
            self.silent -= 1
            return
        payload = self.answers.pop(0) if self.answers else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    async def _message(
        self, client: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None = None
    ) -> None:
        self.types.append(str(message.get("type")))


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that tells over WebSockets."""
    async with FakeSlack("socket") as server:
        yield server


@pytest.fixture
async def bot(slack: FakeSlack) -> AsyncIterator[Listening]:
    """A client that is connected."""
    listening = Listening(slack)
    await listening.connect()
    await slack.socket.connected()
    yield listening
    await listening.close()


async def test_hello_comes_first_and_events_are_acked(slack: FakeSlack, bot: Listening) -> None:
    [delivery] = await slack.person("ana").writes("Hello")
    assert bot.types[:2] == ["hello", "events_api"]
    [request] = bot.heard
    assert (request.payload["event"]["type"], request.retry_attempt) == ("message", 0)
    assert delivery.taken
    assert [one["envelope_id"] for one in slack.socket.acks] == [request.envelope_id]


async def test_a_command_and_a_form_are_answered_in_the_ack(slack: FakeSlack, bot: Listening) -> None:
    ana = slack.person("ana")
    bot.answers = [{"text": "Thanks"}, {}, {"response_action": "errors", "errors": {"words": "Shorter"}}]
    await ana.commands(slack.channel("general", ana), "/find", "x")
    assert [one.text for one in slack.whispers(ana, "command")] == ["Thanks"]
    await ana.uses_shortcut("propose_story")
    view = modal(asks("words", {"type": "plain_text_input"}))
    await bot.web.views_open(trigger_id=bot.heard[-1].payload["trigger_id"], view=view)
    assert await ana.submits({"words": "Mine"}) == {"words": "Shorter"}
    assert [one.type for one in bot.heard] == ["slash_commands", "interactive", "interactive"]


async def test_an_event_that_is_not_acked_comes_again_and_says_so(slack: FakeSlack, bot: Listening) -> None:
    slack.courier.patience = 0.1
    bot.silent = 1
    await slack.person("ana").writes("Hello")
    first, second = bot.heard[:2]
    assert (second.retry_attempt, second.retry_reason) == (1, "timeout")
    assert first.payload["event_id"] == second.payload["event_id"]


async def test_a_command_that_is_not_acked_is_an_error_and_not_repeated(slack: FakeSlack, bot: Listening) -> None:
    ana = slack.person("ana")
    slack.courier.patience = 0.1
    bot.silent = 1
    await ana.commands(slack.channel("general", ana), "/find", "x")
    assert [one.why for one in slack.troubles(ana)] == ["operation_timeout"]
    assert len(bot.heard) == 1


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_connection_that_is_to_end_is_replaced(slack: FakeSlack, bot: Listening, reason: str) -> None:
    await slack.socket.disconnect(reason)
    await slack.until(lambda: len(slack.calls("apps.connections.open")) == 2)
    await slack.socket.opens(2)
    await slack.socket.connected()
    [delivery] = await slack.person("ana").writes("Hello")
    assert delivery.taken


async def test_an_ack_that_is_lost_with_its_connection_means_twice_the_same(slack: FakeSlack, bot: Listening) -> None:
    slack.courier.pace = 0.02
    slack.socket.lose_acks = 1
    [delivery] = await slack.person("ana").writes("Hello")
    assert delivery.taken
    assert len({one.payload["event_id"] for one in bot.heard}) == 1
    assert len(bot.heard) == 2
    assert slack.socket.opened == 2


async def test_an_envelope_that_is_cut_halfway_comes_again(slack: FakeSlack, bot: Listening) -> None:
    slack.courier.pace = 0.02
    slack.socket.cut_halfway = 1
    [delivery] = await slack.person("ana").writes("Hello")
    assert delivery.taken
    assert len(bot.heard) == 1
    assert len(slack.socket.sent) > 1


async def test_nobody_is_connected_and_it_is_given_up(slack: FakeSlack) -> None:
    [delivery] = await slack.person("ana").writes("Hello")
    assert not delivery.taken
    assert slack.socket.sent == []


async def test_ten_connections_stand_and_share_what_comes(slack: FakeSlack) -> None:
    listening = [Listening(slack) for _ in range(11)]
    for one in listening[:10]:
        await one.connect()
    await slack.socket.connected(10)
    ana = slack.person("ana")
    for _ in range(10):
        await ana.writes("Hello")
    assert [len(one.heard) for one in listening[:10]] == [1] * 10
    last = listening[10]
    last.client.auto_reconnect_enabled = last.client.default_auto_reconnect_enabled = False
    refused: asyncio.Event = asyncio.Event()

    async def closes(message: Any) -> None:
        if "too_many_websockets" in str(message.data):
            last.client.closed = True
            refused.set()

    last.client.on_message_listeners.append(closes)
    await last.connect()
    await refused.wait()
    assert len(slack.socket.connections) == 10
    for one in listening:
        await one.close()


async def test_a_ticket_is_good_once(slack: FakeSlack) -> None:
    listening = Listening(slack)
    url = await listening.client.issue_new_wss_url()
    async with listening.client.aiohttp_client_session.ws_connect(url) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        async with listening.client.aiohttp_client_session.get(url.replace("ws", "http", 1)) as response:
            assert response.status == 404
    await listening.close()
