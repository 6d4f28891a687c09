"""What goes wrong on demand: a client finds each fault as it would at Slack, and everything that came is counted."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.conftest import Seconds
from tests.fakes.receiver import Receiver
from tests.fakes.slack import RESPONSE_URL, Broken, Cut, FakeSlack, Hang, Limited, Rates, Refuse

POST = "chat.postMessage"


async def test_a_message_is_taken_and_the_answer_is_html(slack: FakeSlack, client: AsyncWebClient) -> None:
    room = slack.channel("general")
    slack.faults.put(POST, Broken())
    slack.faults.put(POST, Broken(done=True, status=503))
    for status in (500, 503):
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=room.id, text="Words")
        assert caught.value.response.status_code == status
    assert [(one.outcome, one.done) for one in slack.calls(POST)] == [("500", False), ("503", True)]
    assert len(slack.messages(room)) == 1


async def test_a_connection_is_cut_after_or_before_the_message_stands(slack: FakeSlack, client: AsyncWebClient) -> None:
    room = slack.channel("general")
    slack.faults.put(POST, Cut(done=False))
    slack.faults.put(POST, Cut())
    for standing in (0, 1):
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await client.chat_postMessage(channel=room.id, text="Words")
        assert len(slack.messages(room)) == standing


async def test_control_the_default_client_posts_twice_and_is_caught(slack: FakeSlack) -> None:
    room = slack.channel("general")
    slack.faults.put(POST, Cut())
    client = AsyncWebClient(token=slack.app.token, base_url=slack.base_url)
    await client.chat_postMessage(channel=room.id, text="Words")
    assert len(slack.calls(POST)) == 2
    assert len(slack.messages(room)) == 2


@pytest.mark.parametrize(("done", "standing"), [("first", 1), ("late", 1), ("never", 0)])
async def test_nobody_answers_while_the_client_waits(slack: FakeSlack, done: str, standing: int) -> None:
    room = slack.channel("general")
    slack.faults.put(POST, Hang(done))  # type: ignore[arg-type]
    client = AsyncWebClient(token=slack.app.token, base_url=slack.base_url, retry_handlers=[])
    asking = asyncio.create_task(client.chat_postMessage(channel=room.id, text="Words"))
    await slack.until(lambda: slack.web.hanging == 1)
    assert len(slack.messages(room)) == (1 if done == "first" else 0)
    asking.cancel()  # it waited long enough
    await slack.until(lambda: slack.web.hanging == 0)
    assert len(slack.messages(room)) == standing


async def test_any_error_can_be_answered_and_only_after_some_went_well(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    room = slack.channel("general")
    slack.faults.put(POST, Refuse("fatal_error", {"needed": "x"}), times=2, after=1)
    await client.chat_postMessage(channel=room.id, text="One")
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=room.id, text="Words")
        assert (caught.value.response["error"], caught.value.response["needed"]) == ("fatal_error", "x")
    await client.chat_postMessage(channel=room.id, text="Two")
    assert [one.text for one in slack.messages(room)] == ["One", "Two"]


async def test_a_client_is_told_to_come_back_later(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.faults.put("*", Limited("30"))
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    response = caught.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "30")


async def test_a_response_url_can_break_as_well(slack: FakeSlack, bot: Receiver) -> None:
    ana = slack.person("ana")
    await ana.commands(slack.channel("general", ana), "/find", "x")
    slack.faults.put(RESPONSE_URL, Broken())
    hook = AsyncWebhookClient(bot.last["response_url"])
    assert (await hook.send(text="One")).status_code == 500
    assert (await hook.send(text="Two")).status_code == 200
    assert [one.text for one in slack.whispers(ana)] == ["Two"]


# ── Limits ──


async def test_a_channel_takes_about_a_message_a_second(seconds: Seconds, limited: FakeSlack) -> None:
    client = AsyncWebClient(token=limited.app.token, base_url=limited.base_url, retry_handlers=[])
    room, other = limited.channel("general"), limited.channel("other")
    for _ in range(3):
        await client.chat_postMessage(channel=room.id, text="Words")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=room.id, text="Words")
    assert caught.value.response.headers["Retry-After"] == "3"
    await client.chat_postMessage(channel=other.id, text="Words")
    seconds.at += 3
    await client.chat_postMessage(channel=room.id, text="Words")
    assert [one.outcome for one in limited.calls(POST)] == ["ok", "ok", "ok", "ratelimited", "ok", "ok"]


async def test_each_method_has_a_limit_of_its_own(seconds: Seconds, limited: FakeSlack) -> None:
    client = AsyncWebClient(token=limited.app.token, base_url=limited.base_url, retry_handlers=[])
    for _ in range(25):
        await client.conversations_list()
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_list()
    assert caught.value.response.status_code == 429
    await client.auth_test()
    seconds.at += 60
    await client.conversations_list()


def test_limits_can_be_scaled_and_switched_off() -> None:
    seconds = Seconds()
    scaled = Rates(0.01, fractions=True, seconds=seconds)
    assert [scaled.message("C", "T") for _ in range(4)] == [None, None, None, "0.030"]
    off = Rates(0.0, seconds=seconds)
    assert [off.message("C", "T") for _ in range(100)] == [None] * 100
