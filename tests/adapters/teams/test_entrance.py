"""Who cannot prove to be Teams, speaking to this bot, is turned away, and nothing of it is kept."""

import asyncio
import base64
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

import aiohttp
import pytest

from adapters.reading import Json
from adapters.server import MOST_BYTES, Server
from adapters.teams.auth import Verifier
from adapters.teams.entrance import PATH, Check, Entrance, Take, is_ours, read
from adapters.teams.keys import Keys
from tests.adapters.teams.town import TeamsTown, TownMaker
from tests.fakes.clock import PushedClock
from tests.fakes.teams import Broken, FakeTeams, Wrong


def everything(town: TeamsTown) -> dict[str, list[Any]]:
    """Every row of every table."""
    with closing(sqlite3.connect(town.file)) as store:
        names = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(store.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def asks(town: TeamsTown, **more: Any) -> dict[str, Any]:
    """Ana asks for something: whoever hears it keeps her, and her answer on its way."""
    room = town.teams.world.open_personal(town.ana.person)
    return town.teams.stage.activity(town.ana.person, room, "message", text="help", **more)


# ── Proofs ──


async def test_every_wrong_token_is_answered_401_and_nothing_is_kept(town: TeamsTown) -> None:
    before = everything(town)
    for wrong in Wrong:
        town.teams.courier.wrong = wrong
        [told] = await town.teams.tells(asks(town))
        assert told.status == 401, wrong
    await town.settled()
    assert everything(town) == before
    town.teams.courier.wrong = None  # control: the same, rightly signed
    [told] = await town.teams.tells(asks(town))
    await town.settled()
    assert told.status == 200
    assert len(everything(town)["people"]) == len(before["people"]) + 1


async def test_without_the_check_all_of_them_would_be_heard(town: TeamsTown) -> None:
    async def anybody(_: Json, __: str) -> None:
        return None

    assert town.bot.teams is not None
    async with door(anybody, town.bot.teams.reception.take) as port:
        town.teams.bot_url = f"http://127.0.0.1:{port}{PATH}"
        before = everything(town)
        for wrong in Wrong:
            town.teams.courier.wrong = wrong
            [told] = await town.teams.tells(asks(town))
            assert told.status == 200, wrong
        assert len(everything(town)["heard"]) == len(before["heard"]) + len(Wrong)


async def test_another_tenant_is_answered_403_though_microsoft_signed_it(town: TeamsTown) -> None:
    before = everything(town)
    elsewhere = {"conversation": {"conversationType": "personal", "id": "a:1", "tenantId": "another"}}
    [told] = await town.teams.tells({**asks(town), **elsewhere, "channelData": {"tenant": {"id": "another"}}})
    assert told.status == 403
    assert everything(town) == before


async def test_our_own_tenant_is_ours_in_whatever_letters(town: TeamsTown) -> None:
    said, tenant = asks(town), town.teams.app.tenant.upper()
    loud = {"conversation": {**said["conversation"], "tenantId": tenant}, "channelData": {"tenant": {"id": tenant}}}
    [told] = await town.teams.tells({**said, **loud})
    await town.settled()
    assert (told.status, len(town.private(town.ana))) == (200, 1)


async def test_a_rotated_key_is_taken_at_once(town: TeamsTown) -> None:
    town.teams.keys.rotate()
    [told] = await town.teams.tells(asks(town))
    assert told.status == 200


async def test_where_microsofts_keys_are_not_to_be_had_it_is_to_come_again(make_town: TownMaker) -> None:
    town = await make_town(installed=False)
    town.teams.faults.put("keys", Broken())
    [told] = await town.teams.tells(asks(town))
    assert told.status == 503
    [told] = await town.teams.tells(asks(town))
    assert told.status == 200


def token(head: object, claims: object) -> str:
    """A token that nobody signed."""
    parts = (base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode() for one in (head, claims))
    return f"Bearer {'.'.join(parts)}.c2ln"


HEAD, CLAIMS = {"alg": "RS256", "kid": "k"}, {"iss": "https://api.botframework.com"}
BREAKING = {
    "bytes that are no text": b"Bearer \xff\xfe.a.b",
    "no ASCII": "Bearer ü.ü.ü".encode(),
    "a head that is no object": token([], CLAIMS).encode(),
    "claims that are no object": token(HEAD, []).encode(),
    "numbers in place of words": token({"alg": "RS256", "kid": 3}, {**CLAIMS, "exp": 1e400}).encode(),
    "a head too deep to read": b"Bearer " + base64.urlsafe_b64encode(b"[" * 5000) + b".e30.c2ln",
    "claims too deep to read": token(HEAD, {}).encode().split(b".")[0]
    + b"."
    + base64.urlsafe_b64encode(b"[" * 5000)
    + b".c2ln",
    "nothing": b"",
    "only a name": b"Bearer",
    "two of them": b"Bearer a.b.c Bearer a.b.c",
}


@pytest.mark.parametrize("name", BREAKING)
async def test_a_header_that_would_break_whoever_reads_it_is_answered_401(name: str, doors: "Doors") -> None:
    body = b'{"type": "message", "serviceUrl": "https://smba.example/", "channelId": "msteams"}'
    assert await doors.status(body, header=BREAKING[name]) == 401
    assert doors.heard == []


# ── Bodies ──


class Doors:
    """An entrance of its own, behind a real verifier unless `check` is another, that notes what it lets in."""

    def __init__(self, teams: FakeTeams, port: int) -> None:
        self.teams = teams
        self.port = port
        self.heard: list[Json] = []
        self.answer: tuple[int, object] = (200, None)

    async def take(self, body: Json) -> tuple[int, object]:
        """Whatever came this far."""
        self.heard.append(body)
        return self.answer

    def activity(self, **more: Any) -> dict[str, Any]:
        """A right one."""
        tenant = {"id": "a:1", "tenantId": self.teams.app.tenant}
        about = {"channelId": "msteams", "serviceUrl": self.teams.service_url, "conversation": tenant}
        return {"type": "message", **about, **more}

    async def says(self, body: bytes, method: str = "POST", **headers: str) -> tuple[int, str]:
        """The status and the words of the answer to a body that is rightly signed."""
        signed = {**self.teams.headers(), **{name.replace("_", "-"): value for name, value in headers.items()}}
        url = f"http://127.0.0.1:{self.port}{PATH}"
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, url, data=body, headers=signed, skip_auto_headers=["Content-Type"]) as response,
        ):
            return response.status, await response.text()

    async def status(self, body: bytes, *, header: bytes) -> int:
        """The same for an Authorization header of any bytes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\nAuthorization: " + header + b"\r\n\r\n" + body)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return int(answer.split()[1])


@asynccontextmanager
async def door(check: Check | None, take: Take) -> AsyncIterator[int]:
    """An entrance on a web server as the bot has it; its port."""
    server = Server("127.0.0.1", 0, attach=[Entrance(check, take).attach])
    try:
        yield await server.start()
    finally:
        await server.stop()


@pytest.fixture
async def doors() -> AsyncIterator[Doors]:
    async with FakeTeams(clock=PushedClock()) as teams, aiohttp.ClientSession() as session:
        keys = Keys(session, metadata=teams.metadata_url)
        verifier = Verifier(keys, app_id=teams.app.id, tenant=teams.app.tenant)
        made = Doors(teams, 0)
        async with door(verifier.check, made.take) as port:
            made.port = port
            yield made


async def test_what_is_right_is_let_in_as_it_came_and_its_answer_goes_out(doors: Doors) -> None:
    body = doors.activity(text="Füße", value={"a": [1, None]})
    assert await doors.says(json.dumps(body).encode()) == (200, "")
    doors.answer = 200, {"task": {"type": "message", "value": "Füße"}}
    status, said = await doors.says(json.dumps(body).encode())
    assert (status, json.loads(said)) == doors.answer
    assert doors.heard == [body, body]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/json-patch+json", ""])
async def test_another_kind_of_content_is_answered_415(kind: str, doors: Doors) -> None:
    assert (await doors.says(json.dumps(doors.activity()).encode(), Content_Type=kind))[0] == 415
    assert doors.heard == []


async def test_a_body_that_is_too_large_is_answered_413_and_one_that_just_fits_is_not(doors: Doors) -> None:
    empty = len(json.dumps(doors.activity(text="")).encode())
    for over, wanted in ((1, 413), (0, 200), (700_000, 413)):
        body = json.dumps(doors.activity(text="x" * (MOST_BYTES - empty + over))).encode()
        assert (await doors.says(body))[0] == wanted
    assert len(doors.heard) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"\xff\xfe", b"null", b"[]", b'"message"', b"3", b"[" * 9000, b'{"type": 3}', b'{"text": "x"}',
        b"9" * 5000, b'{"type": null}',
    ],
)  # fmt: skip
async def test_what_is_no_activity_is_answered_400(raw: bytes, doors: Doors) -> None:
    assert (await doors.says(raw))[0] == 400
    assert doors.heard == []
    assert read(raw) is None


async def test_other_methods_are_answered_405(doors: Doors) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
        assert (await doors.says(b"", method))[0] == 405


# ── Alone on one machine ──


async def test_without_tokens_only_this_machine_is_heard_and_by_its_own_names(doors: Doors) -> None:
    body = json.dumps({"type": "message"}).encode()
    async with door(None, doors.take) as port:
        doors.port = port
        for name in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
            assert (await doors.says(body, Host=f"{name}:{port}", Authorization=""))[0] == 200
        for name in ("evil.example", "127.0.0.1.evil.example", "10.0.0.1", "x"):  # a page that a browser was led to
            assert (await doors.says(body, Host=f"{name}:{port}", Authorization=""))[0] == 421
        for passed_on in ({"X_Forwarded_For": "10.0.0.7"}, {"Forwarded": "for=10.0.0.7"}, {"Via": "1.1 tunnel"}):
            assert (await doors.says(body, Authorization="", **passed_on))[0] == 421  # by a tunnel on this machine
        assert (await doors.says(body, Content_Type="text/plain"))[0] == 415  # all that a page may send unasked
    assert len(doors.heard) == 4


def test_a_name_of_this_machine_is_one_with_a_port_and_without() -> None:
    assert all(map(is_ours, ("127.0.0.1", "127.0.0.1:80", "localhost:3978", "[::1]", "[::1]:80")))
    assert not any(map(is_ours, ("", "localhost.example", "::1", "127.0.0.1:80:80", "0.0.0.0:80")))
