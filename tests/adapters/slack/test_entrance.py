"""Who cannot prove to be Slack is turned away, and nothing of it is kept; what Slack sends twice is done once."""

import json
import sqlite3
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from multidict import CIMultiDict

from adapters.slack.entrance import SIGNATURE, TIMESTAMP, Entrance, bolt_request
from tests.adapters.slack.town import SlackTown
from tests.fakes.slack.telling.http import signed

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def headers(
    town: SlackTown, raw: bytes, *, age: float = 0.0, kind: str = JSON, **changed: str | None
) -> dict[str, str]:
    """What Slack sends with these bytes; `changed` by the first word of a header's name."""
    timestamp = changed.get("timestamp") or str(int(time.time() - age))
    signature = signed(town.slack.world.app.signing_secret, timestamp, raw)
    made = {"Content-Type": kind, TIMESTAMP: timestamp, SIGNATURE: signature}
    if "signature" in changed:
        made[SIGNATURE] = str(changed["signature"])
    return {name: value for name, value in made.items() if name not in changed.get("without", "").split()}  # type: ignore[union-attr]


async def post(town: SlackTown, raw: bytes, sent: Mapping[str, str]) -> tuple[int, str]:
    """The status and the words of the answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(town.slack.request_url, data=raw, headers=CIMultiDict(sent)) as response,
    ):
        return response.status, await response.text()


def kept(town: SlackTown) -> dict[str, int]:
    """How many rows each table has."""
    with sqlite3.connect(town._folder / "earshot.db") as store:
        names = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = {name: store.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
    return {name: counted[name] for name in ("people", "answers", "heard", "finds", "rooms", "outbox")}


def command(town: SlackTown, text: str = "join", **changed: str) -> bytes:
    """A slash command by Ana."""
    fields = town.ana._command(town.slack.app, town.engineering, "/earshot", text)
    return urlencode(fields | changed).encode()


WRONG: dict[str, dict[str, Any]] = {
    "no timestamp": {"without": TIMESTAMP},
    "no signature": {"without": SIGNATURE},
    "neither": {"without": f"{TIMESTAMP} {SIGNATURE}"},
    "a timestamp in words": {"timestamp": "yesterday"},
    "a huge timestamp": {"timestamp": "9" * 400},
    "a negative timestamp": {"timestamp": "-5"},
    "a fraction": {"timestamp": "1796299200.5"},
    "digits of another script": {"timestamp": "１７９６２９９２００"},
    "six minutes ago": {"age": 360},
    "in six minutes": {"age": -360},
    "a wrong signature": {"signature": "v0=" + "0" * 64},
    "another version": {"signature": "v1=" + "0" * 64},
    "not hexadecimal": {"signature": "v0=" + "z" * 64},
    "not ASCII": {"signature": "v0=" + "é" * 64},
    "nothing in it": {"signature": ""},
    "far too long": {"signature": "v0=" + "0" * 6_000},
}


@pytest.mark.parametrize("name", WRONG)
async def test_whoever_cannot_prove_to_be_slack_is_turned_away_and_nothing_is_kept(
    name: str, over_http: SlackTown
) -> None:
    before = kept(over_http)
    raw = command(over_http)
    status, _ = await post(over_http, raw, headers(over_http, raw, kind=FORM, **WRONG[name]))
    assert status == 401
    assert kept(over_http) == before


async def test_another_secret_or_another_body_is_no_proof(over_http: SlackTown) -> None:
    before = kept(over_http)
    raw = command(over_http)
    sent = headers(over_http, raw, kind=FORM)
    assert (await post(over_http, raw + b"&more=1", sent))[0] == 401
    timestamp = sent[TIMESTAMP]
    assert (await post(over_http, raw, sent | {SIGNATURE: signed("another", timestamp, raw)}))[0] == 401
    not_utf8 = raw + b"\xff"
    assert (await post(over_http, not_utf8, headers(over_http, not_utf8, kind=FORM)))[0] == 401
    assert kept(over_http) == before


async def test_control_what_slack_signed_is_taken(over_http: SlackTown) -> None:
    before = kept(over_http)
    raw = command(over_http, "find https://news.example/a")
    assert (await post(over_http, raw, headers(over_http, raw, kind=FORM)))[0] == 200
    assert kept(over_http)["finds"] == before["finds"] + 1


@pytest.mark.parametrize("whose", ["team_id", "api_app_id"])
async def test_another_workspaces_or_another_apps_calls_are_refused(whose: str, over_http: SlackTown) -> None:
    town, before = over_http, kept(over_http)
    raw = command(town, "find https://news.example/a", **{whose: "T0OTHER"})
    assert (await post(town, raw, headers(town, raw, kind=FORM)))[0] == 401
    body = town.slack.events._tell(town.slack.app, {"type": "app_mention", "user": town.ana.id}, town.engineering).body
    await town.slack.settled()
    foreign = {**body, whose: "T0OTHER", "authorizations": [{"team_id": "T0OTHER"}]}
    raw = json.dumps(foreign if whose == "team_id" else {**body, whose: "A0OTHER"}).encode()
    assert (await post(town, raw, headers(town, raw)))[0] == 401
    assert kept(town) == before


async def test_the_same_signed_body_again_is_taken_and_does_nothing(over_http: SlackTown) -> None:
    town = over_http
    raw = command(town, "find https://news.example/a")
    sent = headers(town, raw, kind=FORM)
    first = await post(town, raw, sent)
    after = kept(town)
    again = await post(town, raw, sent)
    assert (first[0], again) == (200, (200, ""))
    assert "Thanks" in first[1]
    assert kept(town) == after


async def test_the_address_is_checked_by_slack_itself(over_http: SlackTown) -> None:
    assert await over_http.slack.checks_url()


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


@pytest.mark.parametrize("raw", NONSENSE)
async def test_nonsense_that_is_signed_is_never_an_error_that_slack_would_repeat(
    raw: bytes, over_http: SlackTown
) -> None:
    before = kept(over_http)
    for kind in (JSON, FORM):
        status, _ = await post(over_http, raw, headers(over_http, raw, kind=kind))
        assert status in (200, 401)
    assert kept(over_http) == before


async def test_a_body_without_end_is_not_read(over_http: SlackTown) -> None:
    raw = b"x" * 300_000
    assert (await post(over_http, raw, headers(over_http, raw)))[0] == 413


def test_a_command_that_speaks_of_a_payload_is_a_command() -> None:
    """slack_bolt 1.30 takes a form with that word in it for an interaction, and reads nothing."""
    body = urlencode({"command": "/find", "text": "https://a.example the payload= of it"})
    assert bolt_request(body, {}).body["text"] == "https://a.example the payload= of it"


def test_the_form_of_a_proof_is_looked_at_before_it_is_checked() -> None:
    entrance = Entrance("secret", lambda _: pytest.fail("nothing is dispatched"))
    assert not entrance.is_slack(b"x", {TIMESTAMP: "٣", SIGNATURE: "v0=" + "0" * 64})
