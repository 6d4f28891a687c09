"""What Slack says of a call, by the names of its errors and by what becomes of connections, as the port's results."""

import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from adapters import troubles
from adapters.slack import results
from adapters.slack.results import failed, refused
from adapters.troubles import surely_not
from bot.ports import Later, Undeliverable, Unknown

KEY: Any = SimpleNamespace(host="slack.example", port=443, is_ssl=True, ssl=None)
NOBODY = OSError(111, "nobody listens there")


def answered(status: int, data: object = None, **headers: str) -> SlackApiError:
    """What the client raises for an answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SlackApiError("refused", SimpleNamespace(status_code=status, data=data, headers=named))  # type: ignore[no-untyped-call]


LATER: dict[str, tuple[Exception, Later]] = {
    "429 with a time": (answered(429, {"ok": False, "error": "ratelimited"}, Retry_After="7"), Later(7, True)),
    "429 in other letters": (answered(429, retry_after="7"), Later(7, True)),
    "429 without a time": (answered(429), Later(troubles.WAIT_UNSAID, True)),
    "429 with nonsense": (answered(429, Retry_After="soon"), Later(troubles.WAIT_UNSAID, True)),
    "429 with a NaN": (answered(429, Retry_After="nan"), Later(troubles.WAIT_UNSAID, True)),
    "429 for ever": (answered(429, Retry_After="1e12"), Later(troubles.LONGEST_WAIT, True)),
    "ratelimited in a 200": (answered(200, {"ok": False, "error": "ratelimited"}), Later(troubles.WAIT_UNSAID, True)),
    "nobody listens": (aiohttp.ClientConnectorError(KEY, NOBODY), Later(troubles.SOON)),
    "no such name": (aiohttp.ClientConnectorDNSError(KEY, NOBODY), Later(troubles.SOON)),
    "a wrong certificate": (aiohttp.ClientConnectorCertificateError(KEY, ValueError("whose")), Later(troubles.SOON)),
    "no agreement on TLS": (aiohttp.ClientConnectorSSLError(KEY, NOBODY), Later(troubles.SOON)),
    "no connection in time": (aiohttp.ConnectionTimeoutError(), Later(troubles.SOON)),
}

UNKNOWN: dict[str, Exception] = {
    "no answer in time": TimeoutError(),
    "no bytes in time": aiohttp.SocketTimeoutError(),
    "cut before the answer": aiohttp.ServerDisconnectedError(),
    "cut by the other side": aiohttp.ClientOSError(104, "reset"),
    "cut in the answer": aiohttp.ClientPayloadError(),
    "reset": ConnectionResetError(),
    "408": answered(408, {"ok": False, "error": "request_timeout"}),
    "500 in HTML": answered(500, {}),
    "503 in words": answered(503, "upstream connect error"),
    "500 that names an error": answered(500, {"ok": False, "error": "channel_not_found"}),
    "200 in HTML": answered(200, {}),
    "200 in words": AttributeError("'str' object has no attribute 'get'"),
    "no JSON": SlackApiError("no JSON", SimpleNamespace(status=200, headers={})),  # type: ignore[no-untyped-call]
    "nothing at all": answered(200, None),
    "403 of some proxy": answered(403, {}),
}


@pytest.mark.parametrize("name", LATER)
def test_what_surely_did_not_leave_may_be_tried_again(name: str) -> None:
    problem, outcome = LATER[name]
    assert failed(problem) == outcome


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_may_have_had_its_effect_is_unknown_and_never_blindly_repeated(name: str) -> None:
    assert isinstance(failed(UNKNOWN[name]), Unknown)


@pytest.mark.parametrize("error", sorted(results.MAYBE))
def test_slack_breaking_while_it_was_at_it_is_unknown(error: str) -> None:
    assert isinstance(failed(answered(200, {"ok": False, "error": error})), Unknown)


@pytest.mark.parametrize("error", sorted(results.TOKEN))
def test_a_token_that_is_refused_keeps_every_message_until_somebody_mends_it(error: str) -> None:
    assert failed(answered(200, {"ok": False, "error": error})) == Later(troubles.MENDED_WITHIN, everywhere=True)


@pytest.mark.parametrize("error", sorted(results.WHY))
def test_what_will_never_be_delivered_says_why_in_plain_words(error: str) -> None:
    said = failed(answered(200, {"ok": False, "error": error}))
    assert isinstance(said, Undeliverable)
    assert "_" not in said.why
    assert len(said.why.split()) > 3


def test_an_error_nobody_knows_was_an_answer_too() -> None:
    said = refused("something_new")
    assert isinstance(said, Undeliverable)
    assert "something_new" in said.why


def test_every_error_has_one_meaning() -> None:
    named = [*results.TOO_MANY, *results.MAYBE, *results.TOKEN, *results.WHY]
    assert len(named) == len(set(named))
    assert set(results.WHY) >= results.ROOM_IS_LOST | results.PERSON_IS_NONE


def test_whatever_became_of_a_call_before_the_message_the_message_did_not_leave() -> None:
    for trouble in (Unknown("cut"), Later(7), Undeliverable("closed")):
        assert isinstance(surely_not(trouble), Later | Undeliverable)


def test_being_cancelled_is_no_answer_of_slacks() -> None:
    assert not issubclass(asyncio.CancelledError, Exception)  # the caller stops, and delivery calls that unknown
