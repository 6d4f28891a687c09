"""What Teams says of a call, by status, name and headers, and what becomes of connections, as the port's results."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest

from adapters.teams import results
from adapters.teams.results import answered, failed, named
from adapters.troubles import LONGEST_WAIT, MENDED_WITHIN, SOON, WAIT_UNSAID, surely_not
from bot.ports import Later, Undeliverable, Unknown

KEY: Any = SimpleNamespace(host="teams.example", port=443, is_ssl=True, ssl=None)
NOBODY = OSError(111, "nobody listens there")

LATER: dict[str, tuple[tuple[int, str, dict[str, str]], Later]] = {
    "429 with a time": ((429, "Throttled", {"Retry-After": "7"}), Later(7)),
    "429 in other letters": ((429, "", {"retry-after": "7"}), Later(7)),
    "429 without a time": ((429, "Throttled", {}), Later(WAIT_UNSAID)),
    "429 with nonsense": ((429, "", {"Retry-After": "soon"}), Later(WAIT_UNSAID)),
    "429 for ever": ((429, "", {"Retry-After": "1e12"}), Later(LONGEST_WAIT)),
    "412 with a time": ((412, "PreconditionFailed", {"Retry-After": "2"}), Later(2)),
    "412 without": ((412, "PreconditionFailed", {}), Later(SOON)),
    "503 with a time": ((503, "ServiceUnavailable", {"Retry-After": "9"}), Later(9)),
    "401": ((401, "Unauthorized", {}), Later(MENDED_WITHIN, everywhere=True)),
}

UNKNOWN: dict[str, tuple[int, str, dict[str, str]]] = {
    "408": (408, "RequestTimeout", {}),
    "500": (500, "ServiceError", {}),
    "500 that names an error of ours": (500, "BotNotInConversationRoster", {}),
    "500 with a time": (500, "ServiceError", {"Retry-After": "3"}),
    "502 in HTML": (502, "", {}),
    "503 without a time": (503, "ServiceUnavailable", {}),
    "504": (504, "", {}),
    "a redirection": (302, "", {"Location": "https://elsewhere.example/"}),
    "403 of some proxy": (403, "", {}),
}

NEVER: dict[str, tuple[int, str]] = {
    **{f"403 {name}": (403, name) for name in results.WHY},
    "400": (400, "BadSyntax"),
    "404": (404, "ConversationNotFound"),
    "404 without words": (404, ""),
    "413": (413, "MessageSizeTooBig"),
    "413 of a gateway": (413, ""),
    "403 of a new kind": (403, "SomethingNew"),
    "409": (409, "Conflict"),
}


@pytest.mark.parametrize("name", LATER)
def test_what_surely_did_not_happen_may_be_tried_again(name: str) -> None:
    said, outcome = LATER[name]
    assert answered(*said) == outcome


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_may_have_had_its_effect_is_unknown_and_never_blindly_repeated(name: str) -> None:
    assert isinstance(answered(*UNKNOWN[name]), Unknown)


@pytest.mark.parametrize("name", NEVER)
def test_what_will_never_be_delivered_says_why_in_plain_words(name: str) -> None:
    said = answered(*NEVER[name], {})
    assert isinstance(said, Undeliverable)
    assert len(said.why.split()) > 3
    assert name[4:] not in said.why or not name[4:] or name == "403 of a new kind"


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (aiohttp.ClientConnectorError(KEY, NOBODY), Later(SOON)),
        (aiohttp.ClientConnectorDNSError(KEY, NOBODY), Later(SOON)),
        (aiohttp.ConnectionTimeoutError(), Later(SOON)),
        (TimeoutError(), Unknown("Teams did not answer in time")),
        (aiohttp.ServerDisconnectedError(), Unknown("the connection was cut")),
        (aiohttp.ClientPayloadError(), Unknown("what Teams answered made no sense")),
        (ValueError("more than is read"), Unknown("what Teams answered made no sense")),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_connection_that_was_never_made_and_one_that_was_cut_are_two_things(
    problem: Exception, outcome: Later | Unknown
) -> None:
    assert failed(problem) == outcome


def test_an_error_is_known_by_its_name_and_anything_else_has_none() -> None:
    assert named({"error": {"code": "MessageWritesBlocked", "message": "…"}}) == "MessageWritesBlocked"
    for body in ({}, {"error": "invalid_client"}, {"error": {"code": 7}}, {"message": "Authorization denied."}):
        assert named(body) == ""
    assert len(named({"error": {"code": "x" * 10_000}})) == 60


def test_whatever_became_of_a_call_before_the_message_the_message_did_not_leave() -> None:
    for trouble in (Unknown("cut"), Later(7), Undeliverable("closed")):
        assert isinstance(surely_not(trouble), Later | Undeliverable)


def test_whoever_is_lost_is_refused_in_words() -> None:
    assert set(results.WHY) >= results.PERSON_IS_LOST | results.PERSON_IS_NONE | results.ROOM_IS_LOST
