"""The token with which the bot speaks: one for all, replaced in time, never in anybody's way, and never shown."""

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial

import aiohttp
import pytest
import structlog

from adapters.teams import tokens as module
from adapters.teams.calls import Answered
from adapters.teams.clouds import audience
from adapters.teams.tokens import BEFORE_ITS_END, YOUNG, Identity, Token, Tokens
from adapters.troubles import MENDED_WITHIN, SOON, NotTold
from bot.ports import Later
from bot.settings import Teams
from tests.adapters.teams.outgoing import HURRIED, Speaking, secret, speaking
from tests.fakes.teams import Broken, Cut, FakeTeams, Hang, Limited, Refuse


@pytest.fixture
async def one() -> AsyncIterator[Speaking]:
    async with speaking() as made:
        yield made


async def refused(tokens: Tokens) -> NotTold:
    """What whoever asks is told instead of a token."""
    with pytest.raises(NotTold) as told:
        await tokens.get()
    return told.value


async def test_five_hundred_who_ask_at_once_cost_one_token(one: Speaking) -> None:
    got = await asyncio.gather(*(one.tokens.get() for _ in range(500)))
    assert len(set(got)) == 1
    assert len(one.teams.calls("token")) == 1


async def test_near_its_end_a_token_is_replaced_once_and_nobody_else_waits_for_that(one: Speaking) -> None:
    first = await one.tokens.get()
    one.seconds[0] += one.teams.entra.lasts - BEFORE_ITS_END - 1
    assert await one.tokens.get() == first
    one.seconds[0] += 2
    hangs = one.teams.web.breaking
    one.teams.faults.put("token", Hang("never"))
    replacing = asyncio.create_task(one.tokens.get())
    await one.teams.until(lambda: hangs.hanging == 1)
    assert await asyncio.gather(*(one.tokens.get() for _ in range(50))) == [first] * 50
    replacing.cancel()
    await asyncio.wait([replacing])
    second = await one.tokens.get()
    assert second != first
    assert len(one.teams.calls("token")) == 3


@pytest.mark.parametrize("fault", [Broken(status=502), Cut(done=False), Limited("7"), Refuse(400, "")], ids=str)
async def test_where_no_new_one_is_to_be_had_the_old_one_is_good_until_its_end(one: Speaking, fault: object) -> None:
    first = await one.tokens.get()
    one.seconds[0] += one.teams.entra.lasts - 10
    one.teams.faults.put("token", fault, times=2)  # type: ignore[arg-type]
    assert [await one.tokens.get() for _ in range(5)] == [first] * 5
    assert len(one.teams.calls("token")) == 2, "whoever has no answer is not asked again at once"
    one.seconds[0] += 11
    assert isinstance((await refused(one.tokens)).trouble, Later)
    one.teams.faults.clear()
    one.seconds[0] += MENDED_WITHIN
    assert await one.tokens.get() != first


async def test_a_token_of_a_few_minutes_is_used_for_most_of_them(one: Speaking) -> None:
    one.teams.entra.lasts = 200
    first = await one.tokens.get()
    one.seconds[0] += 170
    assert await one.tokens.get() == first
    one.seconds[0] += 20
    assert await one.tokens.get() != first


async def test_a_refused_secret_holds_everything_for_minutes_and_is_told_once_in_words(one: Speaking) -> None:
    tokens = Tokens(secret(one.session, one.teams, value="hush-hush"), clock=lambda: one.seconds[0])
    with structlog.testing.capture_logs() as lines:
        first = await refused(tokens)
        one.seconds[0] += 100
        second = await refused(tokens)
    assert first.trouble == Later(MENDED_WITHIN, everywhere=True)
    assert second.trouble == Later(MENDED_WITHIN - 100, everywhere=True)
    assert len(one.teams.calls("token")) == 1
    [line] = lines
    assert "the app's secret is wrong" in line["detail"]
    assert "hush-hush" not in f"{lines} {first!r} {second} {tokens!r}"
    one.seconds[0] += MENDED_WITHIN
    await refused(tokens)
    assert len(one.teams.calls("token")) == 2


async def test_what_is_wrong_is_said_so_that_it_can_be_mended(one: Speaking) -> None:
    first, second = secret(one.session, one.teams), secret(one.session, one.teams)
    one.teams.app.id = "another"
    assert "no such app in this tenant" in (await refused(Tokens(first))).error
    one.teams.app.tenant = "another"
    assert "no such tenant" in (await refused(Tokens(second))).error
    one.teams.faults.put("token", Refuse(400, "invalid_scope"))
    assert "invalid_scope" in (await refused(Tokens(secret(one.session, one.teams)))).error


@pytest.mark.parametrize("fault", [Broken(status=502), Cut(), Hang("never"), Refuse(200, "")], ids=str)
async def test_an_entra_that_breaks_means_that_nothing_left(one: Speaking, fault: object) -> None:
    one.teams.faults.put("token", fault)  # type: ignore[arg-type]
    tokens = Tokens(secret(one.session, one.teams, within=HURRIED), clock=lambda: one.seconds[0])
    trouble = (await refused(tokens)).trouble
    assert isinstance(trouble, Later)
    assert trouble.everywhere
    one.seconds[0] += trouble.seconds
    assert await tokens.get()


async def test_where_nobody_listens_it_is_tried_again_soon() -> None:
    async with aiohttp.ClientSession() as session:
        teams = FakeTeams()
        teams.stage.address = "http://127.0.0.1:9"
        assert (await refused(Tokens(secret(session, teams)))).trouble == Later(SOON, everywhere=True)


async def test_a_slow_token_endpoint_does_not_hold_up_the_loop(one: Speaking) -> None:
    hangs = one.teams.web.breaking
    one.teams.faults.put("token", Hang("never"))
    asking = asyncio.create_task(one.tokens.get())
    await one.teams.until(lambda: hangs.hanging == 1)
    async with one.session.get(one.teams.metadata_url) as response:  # it is served by this very loop
        assert response.status == 200
    assert not asking.done()
    asking.cancel()


async def test_a_refused_token_is_replaced_unless_it_is_new(one: Speaking) -> None:
    first = await one.tokens.get()
    assert not one.tokens.refused(first), "another would be refused as well"
    one.seconds[0] += YOUNG
    assert one.tokens.refused(first)
    second = await one.tokens.get()
    assert second != first
    assert one.tokens.refused(first), "somebody replaced it meanwhile"
    assert await one.tokens.get() == second


@pytest.mark.parametrize("in_app_service", [True, False])
async def test_a_managed_identity_needs_no_secret(one: Speaking, in_app_service: bool) -> None:
    machine = f"{one.teams.stage.address}/metadata/identity/oauth2/token"
    environ = {"IDENTITY_ENDPOINT": one.teams.identity_url, "IDENTITY_HEADER": "of this app"} if in_app_service else {}
    identity = partial(Identity, one.session, environ=environ, audience=audience(Teams()), machine=machine)
    tokens = Tokens(identity(app_id=one.teams.app.identity))
    assert one.teams.entra.good(await tokens.get())
    [call] = one.teams.calls("identity")
    assert call.args["resource"] == "https://api.botframework.com"
    assert call.headers.get("X-IDENTITY-HEADER") == ("of this app" if in_app_service else None)
    assert call.headers.get("Metadata") == (None if in_app_service else "true")
    assert (await refused(Tokens(identity(app_id="nobody")))).trouble == Later(MENDED_WITHIN, everywhere=True)


def test_only_the_end_by_the_clock_on_the_wall_is_enough() -> None:
    assert 90 < module._lasts({"expires_on": str(int(time.time()) + 100)}) <= 100
    assert module._lasts({"expires_in": "soon", "expires_on": "nan"}) == 0


def test_no_token_is_shown() -> None:
    assert "hush" not in repr(Token("hush", 7))
    assert "hush" not in repr(Answered(200, {"x-token": "hush"}, {"access_token": "hush"}))
