"""Installing the app: Slack's page leads back with a code, and the code is good for one token."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import refusal

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
"""slack_sdk 3.47 still uses it, and aiohttp 3.14 says so."""

BACK = "https://bot.example.com/slack/oauth_redirect"


async def led(slack: FakeSlack, **query: str) -> Mapping[str, str]:
    """Where Slack's page leads, as its query."""
    asked = {"client_id": slack.world.app.client_id, "state": "s1", "redirect_uri": BACK, **query}
    async with (
        aiohttp.ClientSession() as session,
        session.get(slack.authorize_url, params=asked, allow_redirects=False) as response,
    ):
        if response.status != 302:
            return {"status": str(response.status), "text": await response.text()}
        return dict(parse_qsl(urlsplit(response.headers["Location"]).query))


@pytest.fixture
def asking(slack: FakeSlack) -> AsyncWebClient:
    """A client without a token."""
    slack.world.app.redirect_urls.append(BACK)
    return AsyncWebClient(base_url=slack.base_url, retry_handlers=[])


def secrets(slack: FakeSlack) -> dict[str, str]:
    """The app's own."""
    return {"client_id": slack.world.app.client_id, "client_secret": slack.world.app.client_secret}


async def test_a_code_is_good_for_one_token_in_the_workspace_it_was_given_for(
    slack: FakeSlack, asking: AsyncWebClient
) -> None:
    other = slack.world.workspace("Other Works")
    slack.installer(slack.person("eve", workspace=other))
    back = await led(slack, scope="chat:write,users:read")
    assert back["state"] == "s1"
    told = await asking.oauth_v2_access(code=back["code"], redirect_uri=BACK, **secrets(slack))
    assert (told["team"]["id"], told["scope"], told["token_type"]) == (other.id, "chat:write,users:read", "bot")
    assert (await asking.auth_test(token=told["access_token"]))["team_id"] == other.id
    again = asking.oauth_v2_access(code=back["code"], **secrets(slack))
    assert await refusal(again) == "code_already_used"


async def test_installing_again_keeps_the_token_and_adds_scopes(slack: FakeSlack, asking: AsyncWebClient) -> None:
    token = slack.app.token
    slack.installer(slack.person("ana"))
    back = await led(slack, scope="channels:join")
    told = await asking.oauth_v2_access(code=back["code"], **secrets(slack))
    assert told["access_token"] == token
    assert "channels:join" in told["scope"].split(",")
    await slack.staff.uninstalls(slack.app)
    back = await led(slack, scope="chat:write")
    assert (await asking.oauth_v2_access(code=back["code"], **secrets(slack)))["access_token"] != token


async def test_a_person_may_refuse_all_or_only_what_is_optional(slack: FakeSlack, asking: AsyncWebClient) -> None:
    other = slack.world.workspace("Other Works")
    page = slack.installer(slack.person("eve", workspace=other))
    page.without = frozenset({"dnd:read"})
    back = await led(slack, scope="chat:write,dnd:read")
    assert (await asking.oauth_v2_access(code=back["code"], **secrets(slack)))["scope"] == "chat:write"
    page.refuses = True
    assert await led(slack, scope="chat:write") == {"error": "access_denied", "state": "s1"}


async def test_an_organisation_installs_it_for_all_its_workspaces(slack: FakeSlack, asking: AsyncWebClient) -> None:
    one, two = (slack.world.workspace(name, enterprise="E0001") for name in ("One", "Two"))
    slack.installer(slack.person("eve", workspace=one)).wide = True
    back = await led(slack, scope="chat:write,users:read,channels:read")
    told = await asking.oauth_v2_access(code=back["code"], **secrets(slack))
    assert (told["team"], told["enterprise"]["id"], told["is_enterprise_install"]) == (None, "E0001", True)
    token = told["access_token"]
    assert await refusal(asking.conversations_list(token=token)) == "missing_argument"
    room = slack.channel("general", workspace=two, bot=False)
    listed = await asking.conversations_list(token=token, team_id=two.id)
    assert [channel["id"] for channel in listed["channels"]] == [room.id]


async def test_what_does_not_belong_to_the_app_is_refused(slack: FakeSlack, asking: AsyncWebClient) -> None:
    slack.installer(slack.person("ana"))
    elsewhere = await led(slack, scope="chat:write", redirect_uri="https://evil.example/")
    assert (elsewhere["status"], "bad_redirect_uri" in elsewhere["text"]) == ("400", True)
    assert (await led(slack, scope="chat:write", client_id="0"))["status"] == "400"
    back = await led(slack, scope="chat:write")
    wrong = secrets(slack) | {"client_secret": "x"}
    assert await refusal(asking.oauth_v2_access(code=back["code"], **wrong)) == "bad_client_secret"
    assert await refusal(asking.oauth_v2_access(code="none", **secrets(slack))) == "invalid_code"
    stray = asking.oauth_v2_access(code=back["code"], redirect_uri="https://evil.example/", **secrets(slack))
    assert await refusal(stray) == "bad_redirect_uri"
