"""Which service is believed to be Teams', in each cloud: nobody else is ever sent a token."""

import aiohttp
import pytest

from adapters.teams.clouds import audience, is_service
from adapters.teams.opening import source
from adapters.teams.tokens import Identity, Secret
from bot.settings import Teams

PUBLIC = Teams()
GCC = Teams(service_url="https://smba.infra.gcc.teams.microsoft.com/teams")
GOVERNMENT = Teams(
    login_url="https://login.microsoftonline.us",
    openid_url="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    service_url="https://smba.infra.gov.teams.microsoft.us/teams",
)
PROXY = Teams(service_url="http://127.0.0.1:4000/teams/")
LOCAL = Teams(local=True)


@pytest.mark.parametrize(
    ("said", "url"),
    [
        (PUBLIC, "https://smba.trafficmanager.net/emea/aaaaaaaa-0000-4000-8000-000000000001/"),
        (PUBLIC, "https://SMBA.trafficmanager.net:443/amer/"),
        (PUBLIC, "https://smba.onyx.prod.teams.trafficmanager.net/"),
        (PUBLIC, "https://smba.infra.gcc.teams.microsoft.com/gcc/"),
        (GCC, "https://smba.trafficmanager.net/emea/"),
        (GOVERNMENT, "https://smba.infra.gov.teams.microsoft.us/gcch/"),
        (PROXY, "http://127.0.0.1:4000/emea/"),
        (LOCAL, "http://localhost:56150/_connector"),
        (LOCAL, "http://[::1]:56150/"),
    ],
)
def test_a_service_of_the_same_cloud_is_believed(said: Teams, url: str) -> None:
    assert is_service(url, (said.service_url,), alone=said.local)


@pytest.mark.parametrize(
    ("said", "url"),
    [
        (PUBLIC, "http://smba.trafficmanager.net/emea/"),
        (PUBLIC, "https://smba.trafficmanager.net:444/emea/"),
        (PUBLIC, "https://attacker.trafficmanager.net/"),
        (PUBLIC, "https://smba.trafficmanager.net.example.org/"),
        (PUBLIC, "https://smba.trafficmanager.net@example.org/"),
        (PUBLIC, "https://me:pw@smba.trafficmanager.net/"),
        (PUBLIC, "https://emea.smba.trafficmanager.net/"),
        (PUBLIC, "https://botframework.com/"),
        (PUBLIC, "http://127.0.0.1:4000/"),
        (PUBLIC, "https://smba.trafficmanager.net:port/"),
        (PUBLIC, "https://[::1"),
        (PUBLIC, "file:///etc/passwd"),
        (PUBLIC, ""),
        (PROXY, "http://127.0.0.1:4001/emea/"),
        (LOCAL, "https://smba.trafficmanager.net/emea/"),
        (LOCAL, "http://192.168.1.5:56150/"),
        (LOCAL, "ftp://localhost/"),
    ],
)
def test_whatever_is_none_is_not(said: Teams, url: str) -> None:
    assert not is_service(url, (said.service_url,), alone=said.local)


def test_tokens_are_for_the_service_of_the_cloud_that_issues_them() -> None:
    assert [audience(one) for one in (PUBLIC, GCC, PROXY)] == ["https://api.botframework.com"] * 3
    assert audience(GOVERNMENT) == "https://api.botframework.us"


async def test_a_token_is_asked_for_with_the_address_of_its_cloud() -> None:
    environ = {"ID": "an id", "TENANT": "a tenant", "SECRET": "a secret"}
    names = {"app_id_env": "ID", "tenant_id_env": "TENANT"}
    async with aiohttp.ClientSession() as session:
        secret = source(GOVERNMENT.model_copy(update={**names, "secret_env": "SECRET"}), session, environ)
        managed = source(GOVERNMENT.model_copy(update={**names, "managed_identity": True}), session, environ)
    assert isinstance(secret, Secret)
    assert secret._url == "https://login.microsoftonline.us/a tenant/oauth2/v2.0/token"
    assert secret._form["scope"] == "https://api.botframework.us/.default"
    assert isinstance(managed, Identity)
    assert "resource=https%3A%2F%2Fapi.botframework.us&" in managed._url
