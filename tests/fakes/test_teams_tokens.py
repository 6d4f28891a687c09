"""Tokens both ways: what the fake signs and what the SDK makes of it, and what Entra hands out."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import requests
from botbuilder.schema import Activity
from botframework.connector.auth import JwtTokenValidation, SimpleCredentialProvider
from botframework.connector.auth.channel_validation import ChannelValidation
from botframework.connector.auth.emulator_validation import EmulatorValidation
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from msal import ConfidentialClientApplication

from tests.fakes.receiver import Heard
from tests.fakes.teams import FakeTeams, Wrong
from tests.fakes.teams_cards import message
from tests.fakes.teams_receiver import Asks, TeamsReceiver

# ── What the bot is told with ──


async def test_an_activity_is_signed_as_the_connector_does(teams: FakeTeams, listener: TeamsReceiver) -> None:
    ana = teams.person("ana")
    [delivery] = await ana.writes("Hello")
    [heard] = listener.heard
    assert heard.genuine
    assert (delivery.taken, delivery.status) == (True, 200)
    assert heard.headers["x-ms-tenant-id"] == teams.app.tenant
    assert heard.headers["x-ms-conversation-id"] == heard.body["conversation"]["id"]
    assert heard.body["serviceUrl"] == teams.service_url


async def test_a_test_may_sign_a_body_of_its_own(teams: FakeTeams, listener: TeamsReceiver) -> None:
    body = {"type": "unheard of", "serviceUrl": teams.service_url}
    async with aiohttp.ClientSession() as session:
        await session.post(listener.url, json=body, headers=teams.headers())
    await teams.tells(body)
    assert [one.genuine for one in listener.heard] == [True, True]


@pytest.mark.parametrize("wrong", Wrong)
async def test_whatever_is_wrong_is_not_believed(teams: FakeTeams, listener: TeamsReceiver, wrong: Wrong) -> None:
    teams.courier.wrong = wrong
    await teams.person("ana").writes("Hello")
    [heard] = listener.heard
    assert not heard.genuine
    assert ("Authorization" in heard.headers) == (wrong is not Wrong.NO_TOKEN)


async def test_a_key_can_be_rotated_and_a_late_or_withdrawn_one_is_not_believed(
    teams: FakeTeams, listener: TeamsReceiver
) -> None:
    ana = teams.person("ana")
    first = teams.keys.current
    await ana.writes("One")
    second = teams.keys.rotate()
    await ana.writes("Two")
    late = teams.keys.rotate(published=False)
    await ana.writes("Three")
    teams.keys.published.append(late)
    teams.keys.published.remove(first)
    await ana.writes("Four")
    teams.keys.current = first
    await ana.writes("Five")
    assert [one.genuine for one in listener.heard] == [True, True, False, True, False]
    assert len({first.kid, second.kid, late.kid}) == 3


SDK_BELIEVES = {Wrong.NO_EXP, Wrong.NO_SERVICE_URL, Wrong.OTHER_CHANNEL}
"""Defects 15 and 16 of the sheet: its verifier lets these pass."""


@pytest.fixture
async def sdk(teams: FakeTeams) -> Any:
    """The SDK's own verifier, which fetches keys with blocking calls, and so stands in a thread of its own."""
    before, ChannelValidation.open_id_metadata_endpoint = (
        ChannelValidation.open_id_metadata_endpoint,
        teams.metadata_url,
    )
    JwtTokenExtractor.metadataCache.clear()

    def verify(heard: Heard) -> str:
        activity = Activity().deserialize(heard.body)
        header = heard.headers.get("Authorization", "")
        asked = JwtTokenValidation.authenticate_request(activity, header, SimpleCredentialProvider(teams.app.id, "x"))
        try:
            asyncio.run(asked)
        except Exception as error:  # noqa: BLE001 -- it raises whatever it meets, IndexError included
            return type(error).__name__
        return ""

    yield lambda heard: asyncio.to_thread(verify, heard)
    ChannelValidation.open_id_metadata_endpoint = before
    JwtTokenExtractor.metadataCache.clear()


async def test_the_sdk_believes_what_is_right_and_little_else(
    teams: FakeTeams, listener: TeamsReceiver, sdk: Any
) -> None:
    ana = teams.person("ana")
    await ana.writes("Hello")
    # The emulator's issuer makes the SDK fetch from the network (defect 6): only looked at.
    for teams.courier.wrong in (one for one in Wrong if one is not Wrong.EMULATOR):
        await ana.writes("Hello")
    verdicts = [await sdk(one) for one in listener.heard]
    assert verdicts[0] == ""
    others = zip((one for one in Wrong if one is not Wrong.EMULATOR), verdicts[1:], strict=True)
    assert {wrong for wrong, verdict in others if not verdict} == SDK_BELIEVES
    assert len(teams.calls("metadata")) == len(teams.calls("keys")) == 1
    teams.courier.wrong = Wrong.EMULATOR
    await ana.writes("Hello")
    assert EmulatorValidation.is_token_from_emulator(listener.heard[-1].headers["Authorization"])


async def test_the_sdk_takes_no_notice_of_a_rotated_key(teams: FakeTeams, listener: TeamsReceiver, sdk: Any) -> None:
    ana = teams.person("ana")
    await ana.writes("One")
    assert await sdk(listener.heard[0]) == ""
    teams.keys.rotate()
    await ana.writes("Two")
    assert listener.heard[1].genuine
    assert await sdk(listener.heard[1]) == "IndexError"  # defect 5


# ── What the bot asks with ──


@pytest.mark.parametrize(
    ("other", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 400, "unauthorized_client"),
        ({"scope": "https://graph.microsoft.com/.default"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
async def test_entra_refuses_by_name(ask: Asks, other: dict[str, str], status: int, error: str) -> None:
    got, answer = await ask.signs_in(**other)
    assert (got, answer["error"], "access_token" in answer) == (status, error, False)
    assert answer["error_description"].startswith("AADSTS")


async def test_a_token_ends_or_is_revoked_and_then_the_connector_turns_it_away(teams: FakeTeams, ask: Asks) -> None:
    room = teams.general(teams.team("Everyone"))
    path = f"conversations/{room.id}/activities"
    assert (await ask("POST", path, message()))[0] == 201
    teams.clock.forward(timedelta(seconds=3600))  # type: ignore[attr-defined]
    assert await ask("POST", path, message()) == (
        401,
        {"message": "Authorization has been denied for this request."},
    )
    ask.token = (await ask.signs_in())[1]["access_token"]
    assert (await ask("POST", path, message()))[0] == 201
    teams.entra.revoke()
    assert (await ask("POST", path, message()))[0] == 401
    ask.token = "made-up"
    assert (await ask("POST", path, message()))[0] == 401
    assert len(teams.messages(room)) == 2


class OverHttp:
    """What MSAL asks with: Entra's host stands for the fake."""

    def __init__(self, teams: FakeTeams) -> None:
        self._teams = teams

    def post(self, url: str, params: Any = None, data: Any = None, headers: Any = None, **_: Any) -> Any:
        return requests.post(self._here(url), params=params, data=data, headers=headers, timeout=5)

    def get(self, url: str, params: Any = None, headers: Any = None, **_: Any) -> Any:
        return requests.get(self._here(url), params=params, headers=headers, timeout=5)

    def close(self) -> None: ...

    def _here(self, url: str) -> str:
        return url.replace("https://login.microsoftonline.com", self._teams.stage.address)


async def test_msal_gets_a_token_that_the_connector_believes(teams: FakeTeams, ask: Asks) -> None:
    app = teams.app

    def acquire() -> Any:
        client = ConfidentialClientApplication(
            app.id,
            client_credential=app.secret,
            authority=f"https://login.microsoftonline.com/{app.tenant}",
            http_client=OverHttp(teams),
            instance_discovery=False,
        )
        return client.acquire_token_for_client(scopes=["https://api.botframework.com/.default"])

    told = await asyncio.to_thread(acquire)
    ask.token = told["access_token"]
    team = teams.team("Everyone")
    assert (await ask("GET", f"teams/{team.id}"))[0] == 200
    assert [one.operation for one in teams.calls()][-2:] == ["token", "team"]


async def test_a_managed_identity_gets_a_token_where_it_says_who_it_is(teams: FakeTeams, ask: Asks) -> None:
    query = {"resource": "https://api.botframework.com", "client_id": teams.app.identity}
    for url, header in ((teams.identity_url, "X-IDENTITY-HEADER"), (teams.identity_url, "")):
        headers = {header: "here"} if header else {}
        response = await asyncio.to_thread(requests.get, url, params=query, headers=headers, timeout=5)
        assert response.ok == bool(header)
        if response.ok:
            ask.token = response.json()["access_token"]
    assert (await ask("GET", f"teams/{teams.team('Everyone').id}"))[0] == 200
