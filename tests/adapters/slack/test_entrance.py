"""Who cannot prove to be Slack is turned away, and nothing of it is kept; what Slack sends twice is done once."""

import sqlite3
import time
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
import structlog
from aiohttp import web
from multidict import CIMultiDict
from slack_bolt.adapter.aiohttp import to_aiohttp_response

from adapters.slack.entrance import SIGNATURE, TIMESTAMP, Entrance, bolt_request, read
from adapters.slack.reading import Us
from tests.adapters.slack import bodies
from tests.adapters.slack.town import SlackTown, TownMaker
from tests.fakes.slack.telling.courier import Kind
from tests.fakes.slack.telling.http import form, signed
from tests.fakes.stock_bolt import serving, stock

Sent = tuple[bytes, dict[str, str]]
Wrong = Callable[[bytes, dict[str, str], str], Sent]
"""What somebody else makes of Slack's bytes and headers; the last is the secret, for what only an insider could do."""

KINDS = list(Kind)
ZERO = "v0=" + "0" * 64


def sent(town: SlackTown, kind: Kind, body: Mapping[str, Any], *, age: float = 0.0) -> Sent:
    """The bytes and the headers, as Slack sends them."""
    raw, content_type = form(kind, dict(body))
    return raw, proven(raw, town.slack.world.app.signing_secret, age=age) | {"Content-Type": content_type}


def proven(raw: bytes, secret: str, *, age: float = 0.0) -> dict[str, str]:
    """The two headers that prove it."""
    timestamp = str(int(time.time() - age))
    return {TIMESTAMP: timestamp, SIGNATURE: signed(secret, timestamp, raw)}


async def post(url: str, raw: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    """The status and the words of the answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=raw, headers=CIMultiDict(headers)) as response,
    ):
        return response.status, await response.text()


def everything(town: SlackTown) -> dict[str, list[Any]]:
    """Every row of every table."""
    with closing(sqlite3.connect(town._folder / "earshot.db")) as store:
        names = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(store.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def asks(town: SlackTown, kind: Kind, words: str = "nudges off") -> dict[str, Any]:
    """Ana asks for something, in one of the three ways there are."""
    slack, new = town.slack, uuid.uuid4().hex
    us, who = Us(slack.workspace.id, slack.app.bot.id), {"user": town.ana.id}
    outer = {"team_id": us.team, "api_app_id": slack.world.app.id, "authorizations": [{"team_id": us.team}]}
    match kind:
        case Kind.EVENT:
            said = bodies.mention(f"<@{us.user}> {words}", **who, channel=town.engineering.id, team=us.team)
            return said | outer | {"event_id": f"Ev{new}"}
        case Kind.COMMAND:
            return town.ana._command(slack.app, town.engineering, "/earshot", words)
        case Kind.INTERACTIVE:
            done = bodies.pressed(f"{words.replace(' ', '_')}:", channel=town.engineering.id)
            whose = {"user": {"id": town.ana.id, "team_id": us.team}, "team": {"id": us.team}}
            return done | whose | {"api_app_id": slack.world.app.id, "trigger_id": new}


@pytest.fixture
async def member(make_town: TownMaker) -> SlackTown:
    """A running bot, reached over HTTP, where Ana joined and wants nudges: whatever she does leaves a row."""
    town = await make_town("http")
    await town.joins(town.ana)
    await town.ana.commands(town.engineering, "/earshot", "nudges on")
    await town.settled()
    return town


@asynccontextmanager
async def naive(town: SlackTown, change: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> AsyncIterator[str]:
    """The control of all of it: a door to the same bot that asks nobody for a proof. `change`: what else it does."""

    async def come(request: web.Request) -> web.Response:
        asked = bolt_request(read((await request.read()).decode("utf-8", "replace")), None)
        asked.body = change(dict(asked.body))
        assert town.bot.slack is not None
        return await to_aiohttp_response(await town.bot.slack.reception.app.async_dispatch(asked))

    server = web.Application()
    server.router.add_post("/slack/events", come)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


# ── Who proves nothing ──


def header(**changed: str | None) -> Wrong:
    """Another `timestamp` or `signature`, or none."""
    named = {TIMESTAMP: "timestamp", SIGNATURE: "signature"}

    def make(raw: bytes, headers: dict[str, str], _: str) -> Sent:
        found = {name: changed.get(named.get(name, ""), value) for name, value in headers.items()}
        return raw, {name: value for name, value in found.items() if value is not None}

    return make


def rightly_signed(timestamp: str) -> Wrong:
    """A signature that fits a timestamp nobody should send."""
    return lambda raw, headers, secret: (
        raw,
        headers | {TIMESTAMP: timestamp, SIGNATURE: signed(secret, timestamp, raw)},
    )


def and_more(raw: bytes, value: bytes) -> bytes:
    """The same body with one more field, which nobody reads."""
    return raw[:-1] + b',"more":' + value + b"}" if raw.startswith(b"{") else raw + b"&more=" + value


def _resigned(raw: bytes, headers: dict[str, str], secret: str, *, age: float = 0.0) -> Sent:
    return raw, headers | proven(raw, secret, age=age)


BREAKS_BOLT: dict[str, Wrong] = {
    "a timestamp in words": rightly_signed("yesterday"),
    "a fraction": rightly_signed("1796299200.5"),
    "another base": rightly_signed("0x6B11"),
    "a timestamp that is empty": header(timestamp=""),
    "a huge timestamp": rightly_signed("9" * 400),
    "not ASCII": header(signature="v0=" + "é" * 64),
    "not UTF-8": lambda raw, headers, secret: _resigned(and_more(raw, b'"\xff"'), headers, secret),
}
"""What bolt's own door breaks on: it answers 500."""

WRONG: dict[str, Wrong] = BREAKS_BOLT | {
    "no timestamp": header(timestamp=None),
    "no signature": header(signature=None),
    "neither": header(timestamp=None, signature=None),
    "a negative timestamp": rightly_signed("-5"),
    "a sign": lambda raw, headers, secret: rightly_signed(f"+{headers[TIMESTAMP]}")(raw, headers, secret),
    "digits of another script": header(timestamp="１７９６２９９２００"),
    "six minutes ago": lambda raw, headers, secret: _resigned(raw, headers, secret, age=360),
    "in six minutes": lambda raw, headers, secret: _resigned(raw, headers, secret, age=-360),
    "a wrong signature": header(signature="v0=" + "0" * 64),
    "another version": lambda raw, headers, _: (raw, headers | {SIGNATURE: "v1" + headers[SIGNATURE][2:]}),
    "no version": lambda raw, headers, _: (raw, headers | {SIGNATURE: headers[SIGNATURE][3:]}),
    "in capitals": lambda raw, headers, _: (raw, headers | {SIGNATURE: "v0=" + headers[SIGNATURE][3:].upper() + "F"}),
    "not hexadecimal": header(signature="v0=" + "z" * 64),
    "a signature that is empty": header(signature=""),
    "far too long": header(signature="v0=" + "0" * 6_000),
    "another secret": lambda raw, headers, _: _resigned(raw, headers, "another"),
    "no secret": lambda raw, headers, _: _resigned(raw, headers, ""),
    "another body": lambda raw, headers, _: (and_more(raw, b"1"), headers),
    "another time": lambda raw, headers, _: (raw, headers | {TIMESTAMP: str(int(headers[TIMESTAMP]) - 1)}),
    "one byte more": lambda raw, headers, _: (raw + b" ", headers),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_whoever_cannot_prove_to_be_slack_is_turned_away_and_nothing_is_kept(
    kind: Kind, member: SlackTown
) -> None:
    secret, before, let_in = member.slack.world.app.signing_secret, everything(member), {}
    for name, wrong in WRONG.items():
        raw, headers = wrong(*sent(member, kind, asks(member, kind)), secret)
        status, _ = await post(member.slack.request_url, raw, headers)
        if status != 401 or everything(member) != before:
            let_in[name] = status
    assert let_in == {}


@pytest.mark.parametrize("kind", KINDS)
async def test_control_a_door_that_asks_for_no_proof_lets_each_of_them_act(kind: Kind, member: SlackTown) -> None:
    secret, harmless = member.slack.world.app.signing_secret, {}
    async with naive(member) as url:
        for name, wrong in WRONG.items():
            await member.settled()
            before = everything(member)
            raw, headers = wrong(*sent(member, kind, asks(member, kind)), secret)
            status, _ = await post(url, raw, headers)
            if everything(member) == before:
                harmless[name] = status
    assert harmless == {}


async def test_control_bolt_by_itself_answers_500_to_a_proof_that_is_malformed(member: SlackTown) -> None:
    secret = member.slack.world.app.signing_secret
    async with serving(stock(secret)) as url:
        for kind in KINDS:
            broken = set()
            for name, wrong in WRONG.items():
                status, _ = await post(url, *wrong(*sent(member, kind, asks(member, kind)), secret))
                broken |= {name} if status == 500 else set()
            assert broken == set(BREAKS_BOLT)


# ── Who is Slack ──


@pytest.mark.parametrize("kind", KINDS)
async def test_what_slack_signed_is_taken_and_the_same_again_does_nothing(kind: Kind, member: SlackTown) -> None:
    raw, headers = sent(member, kind, asks(member, kind))
    assert (await post(member.slack.request_url, raw, headers))[0] == 200
    assert not nudged(member)
    await member.ana.commands(member.engineering, "/earshot", "nudges on")
    await member.settled()
    between = everything(member)
    assert nudged(member)
    for _ in range(2):
        assert await post(member.slack.request_url, raw, headers) == (200, "")
    assert everything(member) == between


@pytest.mark.parametrize("kind", KINDS)
async def test_control_a_door_that_takes_each_call_for_a_new_one_does_it_again(kind: Kind, member: SlackTown) -> None:
    def anew(body: dict[str, Any]) -> dict[str, Any]:
        return body | {name: uuid.uuid4().hex for name in ("event_id", "trigger_id") if name in body}

    raw, headers = sent(member, kind, asks(member, kind))
    async with naive(member, anew) as url:
        await post(url, raw, headers)
        await member.ana.commands(member.engineering, "/earshot", "nudges on")
        assert nudged(member)
        await post(url, raw, headers)
    assert not nudged(member)


def nudged(town: SlackTown) -> bool:
    """Whether Ana wants nudges."""
    with closing(sqlite3.connect(town._folder / "earshot.db")) as store:
        asked = "SELECT nudges FROM people WHERE external_id = ?"
        return bool(store.execute(asked, (town.ana.id,)).fetchone()[0] != "off")


# ── Whose it is ──


def of_another(body: dict[str, Any], whose: str) -> dict[str, Any]:
    """The same, of another workspace or another app."""
    if whose == "app":
        return body | {"api_app_id": "A0OTHER"}
    team = {"team": {"id": "T0OTHER"}} if "team" in body else {"team_id": "T0OTHER"}
    return body | team | ({"authorizations": [{"team_id": "T0OTHER"}]} if "authorizations" in body else {})


@pytest.mark.parametrize("whose", ["workspace", "app"])
@pytest.mark.parametrize("kind", KINDS)
async def test_another_workspaces_or_another_apps_calls_are_refused(kind: Kind, whose: str, member: SlackTown) -> None:
    before = everything(member)
    foreign = of_another(asks(member, kind), whose)
    assert (await post(member.slack.request_url, *sent(member, kind, foreign)))[0] == 401
    assert everything(member) == before

    ours = asks(member, kind)  # control: a door that takes whatever comes for its own
    async with naive(member, lambda _: ours) as url:
        assert (await post(url, *sent(member, kind, foreign)))[0] == 200
    assert everything(member) != before


# ── What is nobody's act ──


async def test_the_address_is_checked_by_slack_itself(member: SlackTown) -> None:
    before = everything(member)
    assert await member.slack.checks_url()
    assert everything(member) == before


async def test_what_slack_says_of_itself_needs_a_proof_as_well(member: SlackTown) -> None:
    before, us = everything(member), {"team_id": member.slack.workspace.id, "api_app_id": member.slack.world.app.id}
    for body in ({"type": "ssl_check"}, {"type": "url_verification"}, {"type": "app_rate_limited", **us}):
        raw, headers = sent(member, Kind.EVENT, body)
        assert (await post(member.slack.request_url, raw, headers))[0] == 200
        assert (await post(member.slack.request_url, raw, headers | {SIGNATURE: "v0="}))[0] == 401
    assert everything(member) == before


async def test_that_slack_tells_less_than_happens_is_said_in_the_log(member: SlackTown) -> None:
    app = member.slack.world.app.id
    with structlog.testing.capture_logs() as lines:
        for team, status in ((member.slack.workspace.id, 200), ("T0STRANGER", 401)):
            body = {"type": "app_rate_limited", "team_id": team, "api_app_id": app, "minute_rate_limited": 1518467820}
            assert (await post(member.slack.request_url, *sent(member, Kind.EVENT, body)))[0] == status
    assert [one["event"] for one in lines] == ["slack_holds_events_back", "not_for_us"]


NONSENSE = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b"null",
    b'"x"',
    b"payload=",
    b"payload=[]",
    b"payload=%7B",
    b"a=b&c",
    b'{"event": []}',
    b'{"type": "event_callback", "event": 7}',
    b'{"type": [], "team_id": {}}',
    b'{"a":' * 3_000,
]


async def test_nonsense_that_is_signed_is_never_an_error_that_slack_would_repeat(member: SlackTown) -> None:
    before, secret = everything(member), member.slack.world.app.signing_secret
    for raw in NONSENSE:
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            status, _ = await post(member.slack.request_url, raw, proven(raw, secret) | {"Content-Type": kind})
            assert status in (200, 401), raw
    assert everything(member) == before


async def test_a_body_without_end_is_not_read(over_http: SlackTown) -> None:
    raw = b"x" * 300_000
    headers = proven(raw, over_http.slack.world.app.signing_secret)
    assert (await post(over_http.slack.request_url, raw, headers))[0] == 413


def test_a_command_that_speaks_of_a_payload_is_a_command() -> None:
    """slack_bolt 1.30 takes a form with that word in it for an interaction, and reads nothing."""
    body = urlencode({"command": "/find", "text": "https://a.example the payload= of it"})
    assert bolt_request(read(body), {}).body["text"] == "https://a.example the payload= of it"


def test_the_form_of_a_proof_is_looked_at_before_it_is_checked() -> None:
    entrance = Entrance("secret", lambda _: pytest.fail("nothing is dispatched"))
    assert not entrance.is_slack(b"x", {TIMESTAMP: "٣", SIGNATURE: "v0=" + "0" * 64})


async def test_what_is_of_no_kind_is_refused_where_it_is_of_another_workspace(member: SlackTown) -> None:
    of = {"type": "event_callback", "team_id": "T0STRANGER", "api_app_id": member.slack.world.app.id}
    kinds: tuple[object, ...] = (["app_uninstalled"], {}, None, 7)
    for kind in kinds:
        raw, headers = sent(member, Kind.EVENT, {**of, "event": {"type": kind}})
        assert (await post(member.slack.request_url, raw, headers))[0] == 401
