"""Bolt itself opposite the fake, over HTTP and Socket Mode: it understands every kind of thing the fake tells."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import actions, asks, button, modal

VIEW = modal(asks("words", {"type": "plain_text_input"}), callback_id="story")


class Bolt:
    """A bolt app that keeps what it hears."""

    def __init__(self, slack: FakeSlack) -> None:
        self.heard: list[tuple[str, Any]] = []
        client = AsyncWebClient(token=slack.app.token, base_url=slack.base_url, retry_handlers=[])

        async def authorize() -> AuthorizeResult:
            app = slack.app
            return AuthorizeResult(
                enterprise_id=None,
                team_id=app.workspace.id,
                bot_user_id=app.bot.id,
                bot_id=app.bot_id,
                bot_token=app.token,
            )

        secret = slack.world.app.signing_secret
        self.app = AsyncApp(
            name="test", signing_secret=secret, client=client, authorize=authorize, process_before_response=True
        )
        self._listen()

    def _listen(self) -> None:
        app = self.app

        @app.event("reaction_added")
        async def reacted(event: dict[str, Any]) -> None:
            self.heard.append(("reaction", event["reaction"]))

        @app.event("message")
        async def wrote(event: dict[str, Any]) -> None:
            self.heard.append(("message", event.get("subtype") or event["text"]))

        @app.command("/find")
        async def found(ack: Any, command: dict[str, Any]) -> None:
            self.heard.append(("command", command["text"]))
            await ack("Thanks")

        @app.action("worth_it")
        async def pressed(ack: Any, body: dict[str, Any], respond: Any) -> None:
            await ack()
            await respond(text="Only you see this", replace_original=False)
            self.heard.append(("action", body["actions"][0]["value"]))

        @app.shortcut("propose_story")
        async def proposed(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=VIEW)

        @app.view("story")
        async def told(ack: Any, view: dict[str, Any]) -> None:
            words = view["state"]["values"]["words"]["value"]["value"]
            self.heard.append(("view", words))
            if words == "Too long":
                await ack(response_action="errors", errors={"words": "Shorter, please"})
            else:
                await ack()

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        return await to_aiohttp_response(await self.app.async_dispatch(await to_bolt_request(request)))


@pytest.fixture(params=["http", "socket"])
async def slack(request: pytest.FixtureRequest) -> AsyncIterator[FakeSlack]:
    """A Slack that tells either way."""
    async with FakeSlack(request.param) as server:
        yield server


@pytest.fixture
async def bolt(slack: FakeSlack, request: pytest.FixtureRequest) -> AsyncIterator[Bolt]:
    """A bolt app that is reached that way."""
    bolt = Bolt(slack)
    if request.node.callspec.params["slack"] == "socket":
        client = AsyncWebClient(token=slack.world.app.token, base_url=slack.base_url, retry_handlers=[])
        handler = AsyncSocketModeHandler(bolt.app, slack.world.app.token, web_client=client)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.socket.connected()
        yield bolt
        await handler.close_async()  # type: ignore[no-untyped-call]
        return
    server = web.Application()
    server.router.add_post("/slack/events", bolt.answer)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield bolt
    await runner.cleanup()


async def test_bolt_understands_all_that_the_fake_tells(slack: FakeSlack, bolt: Bolt) -> None:
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    posted = await bolt.app.client.chat_postMessage(channel=room.id, text="Card", blocks=[actions(button())])
    card = slack.messages(room)[0]
    assert posted["ts"] == card.ts
    [reaction] = await ana.reacts(card, "raised_hands", tone=2)
    assert reaction.taken
    await ana.writes("Hello")
    await ana.commands(room, "/find", "https://example.org")
    assert await ana.presses(card, "worth_it")
    assert await ana.uses_shortcut("propose_story")
    assert await ana.submits({"words": "Too long"}) == {"words": "Shorter, please"}
    assert await ana.submits({"words": "Fine"}) == {}
    assert bolt.heard == [
        ("reaction", "raised_hands::skin-tone-2"),
        ("message", "Hello"),
        ("command", "<https://example.org>"),
        ("action", "01"),
        ("view", "Too long"),
        ("view", "Fine"),
    ]
    assert [one.text for one in slack.whispers(ana)] == ["Thanks", "Only you see this"]
    assert slack.modals(ana) == []
    assert slack.troubles(ana) == []


async def test_what_bolt_has_no_listener_for_is_told_four_times(slack: FakeSlack, bolt: Bolt) -> None:
    slack.courier.patience = 0.2
    [delivery] = await slack.person("ana").opens_home()
    assert not delivery.taken
    assert len(delivery.attempts) == 4
