"""What goes wrong on demand, and the limits: a client finds each as it would at Teams."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.fakes.conftest import Seconds
from tests.fakes.teams import Broken, Cut, FakeTeams, Hang, Limited, Rates, Refuse, Room
from tests.fakes.teams_cards import message
from tests.fakes.teams_receiver import Asks, refused


@pytest.mark.parametrize(
    ("fault", "status", "code", "retry_after"),
    [
        (Limited("7"), 429, "Throttled", "7"),
        (Limited("2", 412), 412, "PreconditionFailed", "2"),
        (Limited(None, 503), 503, "ServiceUnavailable", None),
        (Refuse(403, "ConversationBlockedByUser"), 403, "ConversationBlockedByUser", None),
        (Refuse(500, "ServiceError", {"Retry-After": "3"}), 500, "ServiceError", "3"),
    ],
)
async def test_any_refusal_can_be_had(
    teams: FakeTeams, ask: Asks, room: Room, fault: Any, status: int, code: str, retry_after: str | None
) -> None:
    teams.faults.put("send", fault, after=1)
    await ask.sends(room.id, message())
    assert refused(await ask("POST", f"conversations/{room.id}/activities", message())) == (status, code)
    assert ask.headers.get("Retry-After") == retry_after
    assert [(one.outcome, one.done) for one in teams.calls("send")] == [("ok", True), (code, False)]
    await ask.sends(room.id, message())


async def test_a_gateway_answers_in_html_whether_it_was_done_or_not(teams: FakeTeams, ask: Asks, room: Room) -> None:
    for done in (False, True):
        teams.faults.put("send", Broken(done, 502))
        status, body = await ask("POST", f"conversations/{room.id}/activities", message())
        assert (status, body[:15]) == (502, "<!DOCTYPE html>")
        assert len(teams.messages(room)) == int(done)
    assert [one.outcome for one in teams.calls("send")] == ["502", "502"]


async def test_a_connection_is_cut_after_or_before_the_message_stands(teams: FakeTeams, ask: Asks, room: Room) -> None:
    for done in (False, True):
        teams.faults.put("send", Cut(done))
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await ask.sends(room.id, message())
        assert len(teams.messages(room)) == int(done)


@pytest.mark.parametrize(("done", "standing"), [("first", 1), ("late", 1), ("never", 0)])
async def test_nobody_answers_while_the_client_waits(
    teams: FakeTeams, ask: Asks, room: Room, done: Any, standing: int
) -> None:
    teams.faults.put("send", Hang(done))
    asking = asyncio.create_task(ask.sends(room.id, message()))
    await teams.until(lambda: teams.web.breaking.hanging == 1)
    assert len(teams.messages(room)) == (1 if done == "first" else 0)
    asking.cancel()  # it waited long enough
    await teams.until(lambda: teams.web.breaking.hanging == 0)
    assert len(teams.messages(room)) == standing


async def test_tokens_and_keys_can_break_as_well(teams: FakeTeams, ask: Asks) -> None:
    teams.faults.put("token", Limited("4"))
    assert (await ask.signs_in())[0] == 429
    teams.faults.put("keys", Broken(status=503))
    async with aiohttp.ClientSession() as session:
        async with session.get(teams.metadata_url) as response:
            keys_url = (await response.json())["jwks_uri"]
        statuses = []
        for _ in range(2):
            async with session.get(keys_url) as response:
                statuses.append(response.status)
    assert statuses == [503, 200]


# ── Limits ──


async def test_a_conversation_takes_seven_messages_a_second_and_others_go_on(seconds: Seconds) -> None:
    async with FakeTeams(rates=Rates(seconds=seconds)) as teams, Asks(teams) as ask:
        team = teams.team("Everyone")
        room, other = teams.general(team), teams.channel("Other", team)
        for _ in range(7):
            await ask.sends(room.id, message())
        path = f"conversations/{room.id}/activities"
        assert refused(await ask("POST", path, message())) == (429, "Throttled")
        assert ask.headers["Retry-After"] == "1"
        await ask.sends(other.id, message())
        seconds.at += 1
        await ask.sends(room.id, message())
        assert refused(await ask("POST", path, message())) == (429, "Throttled")  # eight in two seconds
        assert (await ask("GET", f"conversations/{room.id}/members"))[0] == 200


def test_the_windows_are_those_of_the_sheet() -> None:
    seconds = Seconds()
    rates = Rates(seconds=seconds)
    assert [rates.call("send", str(one)) for one in range(51)] == [None] * 50 + ["1"], "fifty a second in all"
    seconds.at += 1
    for _ in range(60):
        seconds.at += 0.5
        assert rates.call("send", "one") is None, "two a second last for half a minute"
    assert rates.call("update", "one") is None
    off = Rates(0.0, seconds=seconds)
    assert {off.call("send", "one") for _ in range(100)} == {None}
