"""A bot on Teams that only listens, and a plain client of the Connector: what tests of the fake look through."""

import json
from types import TracebackType
from typing import Any, Self

import aiohttp
import jwt
from aiohttp import web

from tests.fakes.receiver import Heard, Listener
from tests.fakes.teams import FakeTeams, Message, Room
from tests.fakes.teams.signing import ISSUER
from tests.fakes.teams_cards import message


class TeamsReceiver(Listener):
    """Keeps what it hears; `genuine`: PyJWT believes its token, with the keys that are published at that moment."""

    path = "/teams/messages"

    def __init__(self, teams: FakeTeams) -> None:
        super().__init__()
        self._teams = teams

    def activities(self, type_: str = "") -> list[dict[str, Any]]:
        """The activities heard, all or those of a type."""
        return [one.body for one in self.heard if type_ in ("", one.kind)]

    def read(self, raw: bytes, request: web.Request) -> Heard:
        """`kind` is the activity's type."""
        body = json.loads(raw)
        headers = dict(request.headers)
        return Heard(body["type"], body, headers, self._believes(headers.get("Authorization", ""), body))

    def _believes(self, authorization: str, body: dict[str, Any]) -> bool:
        token = authorization.removeprefix("Bearer ")
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            key = next((one for one in self._teams.keys.published if one.kid == kid), None)
            if key is None or "msteams" not in (key.endorsements or ()) or "exp" not in _claims(token):
                return False
            audience = self._teams.app.id
            claims = jwt.decode(
                token, key.private.public_key(), algorithms=["RS256"], audience=audience, issuer=ISSUER, leeway=300
            )
        except jwt.PyJWTError:
            return False
        return "serviceurl" in claims and claims["serviceurl"] == body.get("serviceUrl")


def _claims(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


class Asks:
    """Asks the Connector. A token is fetched at the first call; `token` may be another. An async context manager."""

    def __init__(self, teams: FakeTeams) -> None:
        self.teams = teams
        self.token = ""
        self.region = "emea"
        self.headers: dict[str, str] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session is not None
        await self._session.close()

    async def signs_in(self, **other: str) -> tuple[int, dict[str, Any]]:
        """Ask Entra for a token, with other fields where a test wants them."""
        app = self.teams.app
        fields = {"grant_type": "client_credentials", "client_id": app.id, "client_secret": app.secret}
        fields |= {"scope": "https://api.botframework.com/.default", **other}
        assert self._session is not None
        async with self._session.post(self.teams.token_url, data=fields) as response:
            answer = await response.json()
            return response.status, answer

    async def __call__(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and body of an answer; its headers are kept in `headers`."""
        if not self.token:
            self.token = (await self.signs_in())[1]["access_token"]
        assert self._session is not None
        url = f"{self.teams.stage.service_url(self.region)}v3/{path}"
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self._session.request(method, url, json=body, headers=headers) as response:
            self.headers = dict(response.headers)
            raw = await response.text()
            is_json = response.content_type == "application/json"
            return response.status, json.loads(raw) if is_json and raw else raw

    async def sends(self, conversation: str, body: object) -> str:
        """Send a message that is taken, and give back its id."""
        status, answer = await self("POST", f"conversations/{conversation}/activities", body)
        assert status == 201, answer
        return str(answer.get("id", ""))


def refused(answer: tuple[int, Any]) -> tuple[int, str]:
    """Status and code."""
    status, body = answer
    return status, body["error"]["code"]


async def stands(teams: FakeTeams, ask: Asks, room: Room, *parts: Any, **more: Any) -> Message:
    """A card that the bot posted."""
    await ask.sends(room.id, message(*parts, **more))
    return teams.messages(room)[-1]
