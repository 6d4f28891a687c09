"""Who may speak to the bot on Teams: every wrong token is refused, a rotated key is seen, and nobody makes us ask."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from adapters.teams import keys as module
from adapters.teams.auth import LEEWAY, Elsewhere, NotProven, Proven, Verifier
from adapters.teams.keys import AT_MOST_EVERY, Keys, NoKeys
from tests.fakes.teams import Broken, FakeTeams, Wrong
from tests.fakes.teams.signing import LASTS, Key, dressed


@dataclass
class Door:
    """A verifier in front of a fake Teams, with a clock of its own for when keys are looked for."""

    teams: FakeTeams
    keys: Keys
    verifier: Verifier
    seconds: list[float]

    def activity(self, **more: Any) -> dict[str, Any]:
        """What Teams would send."""
        said = {"type": "message", "channelId": "msteams", "serviceUrl": self.teams.service_url}
        return {**said, "conversation": {"id": "a:1", "tenantId": self.teams.app.tenant}, **more}

    async def check(self, wrong: Wrong | None = None, **more: Any) -> None:
        """One activity comes, with something wrong about it perhaps."""
        teams = self.teams
        sent, header = dressed(self.activity(**more), app=teams.app, keys=teams.keys, clock=teams.clock, wrong=wrong)
        await self.verifier.check(sent, header)

    def asked(self) -> int:
        """How often the keys were fetched."""
        return len(self.teams.calls("keys"))


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        seconds = [0.0]
        keys = Keys(session, metadata=teams.metadata_url, clock=lambda: seconds[0])
        yield Door(teams, keys, Verifier(keys, app_id=teams.app.id, tenant=teams.app.tenant), seconds)


async def test_what_microsoft_signed_for_us_passes_and_its_keys_are_fetched_once(door: Door) -> None:
    for _ in range(3):
        await door.check()
    assert door.asked() == 1


@pytest.mark.parametrize("known", [False, True], ids=["keys to be fetched", "keys known"])
@pytest.mark.parametrize("wrong", Wrong)
async def test_whatever_is_wrong_is_refused(wrong: Wrong, known: bool, door: Door) -> None:
    if known:  # then what a token says of itself is looked at only with the proof
        await door.check()
    with pytest.raises(NotProven) as refused:
        await door.check(wrong)
    assert "eyJ" not in str(refused.value), "nothing of a token is for the log"
    await door.check()  # control: the same without it


async def test_a_key_that_may_sign_for_teams_lets_no_other_channel_in(door: Door) -> None:
    with pytest.raises(NotProven):
        await door.check(channelId="webchat")


# ── A token that comes again ──


class Counted(Verifier):
    """It counts what it proves."""

    proofs = 0

    async def _prove(self, token: str) -> Proven:
        self.proofs += 1
        return await super()._prove(token)


@dataclass
class Again:
    """The same door, at which the same token comes again; with a clock of its own for when tokens end."""

    door: Door
    verifier: Counted
    now: list[float]

    async def check(self, header: str, **more: Any) -> None:
        """An activity comes with this header."""
        await self.verifier.check(self.door.activity(**more), header)

    def token(self, *, later: float = 0.0) -> str:
        """A token signed so many seconds later."""
        self.door.teams.clock.forward(timedelta(seconds=later))  # type: ignore[attr-defined]
        return self.door.teams.headers()["Authorization"]


@pytest.fixture
def again(door: Door) -> Again:
    app, now = door.teams.app, [time.time()]
    return Again(door, Counted(door.keys, app_id=app.id, tenant=app.tenant, clock=lambda: now[0], most_proven=2), now)


async def test_a_token_that_comes_again_is_not_proven_again_and_another_one_is(again: Again) -> None:
    token = again.token()
    for _ in range(3):
        await again.check(token)
    assert again.verifier.proofs == 1
    await again.check(again.token(later=1.0))
    assert again.verifier.proofs == 2


async def test_what_a_proven_token_is_for_is_looked_at_each_time(again: Again) -> None:
    token = again.token()
    await again.check(token)
    for wrong in ({"serviceUrl": "https://elsewhere.example/"}, {"serviceUrl": None}, {"channelId": "webchat"}):
        with pytest.raises(NotProven):
            await again.check(token, **wrong)
    with pytest.raises(Elsewhere):
        await again.check(token, conversation={"id": "a:1", "tenantId": "another"})
    await again.check(token)


async def test_a_proven_token_is_good_until_its_end(again: Again) -> None:
    token = again.token()
    again.now[0] = time.time()
    await again.check(token)
    again.now[0] += LASTS + LEEWAY - 5
    await again.check(token)
    again.now[0] += 10
    with pytest.raises(NotProven, match="ended"):
        await again.check(token)


async def test_a_proven_token_is_forgotten_once_its_key_is_none_of_microsofts_any_more(again: Again) -> None:
    token, door = again.token(), again.door
    await again.check(token)
    door.teams.keys.rotate()
    door.teams.keys.published.pop(0)
    await again.check(token)  # nobody has heard of that yet
    door.seconds[0] += module.KEPT + 1
    with pytest.raises(NotProven, match="unknown key"):
        await again.check(token)
    await again.check(again.token())


async def test_a_token_is_known_by_all_its_bytes(again: Again) -> None:
    token = again.token()
    await again.check(token)
    for at in (len("Bearer "), token.index("."), token.rindex(".") + 1):
        with pytest.raises(NotProven):
            await again.check(f"{token[:at]}{'A' if token[at] != 'A' else 'B'}{token[at + 1 :]}")


async def test_so_many_proven_tokens_are_known_and_the_oldest_goes_first(again: Again) -> None:
    first, second, third = (again.token(later=1.0) for _ in range(3))
    for token in (first, second, third, second, third):
        await again.check(token)
    assert again.verifier.proofs == 3
    await again.check(first)
    assert (again.verifier.proofs, len(again.verifier._proven)) == (4, 2)


async def test_another_tenant_is_refused_though_microsoft_signed_it(door: Door) -> None:
    ours = {"id": "a:1", "tenantId": door.teams.app.tenant}
    for conversation in ({"id": "a:1", "tenantId": "another"}, {"id": "a:1"}, None, "x"):
        with pytest.raises(Elsewhere):
            await door.check(conversation=conversation)
    for two in (ours, {**ours, "tenantId": "another"}):
        other = "another" if two is ours else door.teams.app.tenant
        with pytest.raises(Elsewhere):
            await door.check(conversation=two, channelData={"tenant": {"id": other}})
    await door.check(conversation={"id": "a:1"}, channelData={"tenant": {"id": door.teams.app.tenant.upper()}})


async def test_a_rotated_key_is_seen_at_once_and_costs_one_look(door: Door) -> None:
    await door.check()
    for looks in (2, 3):
        door.teams.keys.rotate()
        for _ in range(3):
            await door.check()
        assert door.asked() == looks
    door.teams.keys.rotate(published=False)
    with pytest.raises(NotProven):
        await door.check()
    door.teams.keys.published.append(door.teams.keys.current)
    with pytest.raises(NotProven):  # as if it were made up: the next look is five minutes away
        await door.check()
    door.seconds[0] += AT_MOST_EVERY
    await door.check()
    assert door.asked() == 5


async def test_unknown_keys_cost_one_look_in_five_minutes_however_many_come(door: Door) -> None:
    await door.check()
    for minute in range(11):
        door.seconds[0] = minute * 60.0
        for _ in range(5):
            with pytest.raises(NotProven):
                await door.check(Wrong.UNKNOWN_KID)
    assert door.asked() == 1 + 3  # at 0, 5 and 10 minutes


async def test_whoever_claims_another_issuer_costs_no_look_at_all(door: Door) -> None:
    for wrong in (Wrong.ISSUER, Wrong.EMULATOR, Wrong.AUDIENCE, Wrong.ALG_NONE, Wrong.ALG_HS256, Wrong.GARBAGE):
        with pytest.raises(NotProven):
            await door.check(wrong)
    assert door.asked() == 0


async def test_keys_are_fetched_anew_after_a_day_and_known_ones_are_good_where_that_fails(door: Door) -> None:
    await door.check()
    door.seconds[0] += module.KEPT + 1
    door.teams.faults.put("keys", Broken())
    await door.check()
    await door.check()
    assert door.asked() == 2
    door.seconds[0] += AT_MOST_EVERY
    await door.check()
    assert door.asked() == 3


async def test_whoever_comes_while_keys_are_fetched_waits_for_them(door: Door) -> None:
    await asyncio.gather(*(door.check() for _ in range(3)))
    door.seconds[0] += AT_MOST_EVERY
    door.teams.keys.rotate()
    await asyncio.gather(*(door.check() for _ in range(3)))
    assert door.asked() == 2


async def test_whoever_has_a_known_key_waits_for_no_look(door: Door) -> None:
    await door.check()
    door.seconds[0] += module.KEPT + 1
    async with door.keys._turn, asyncio.timeout(5):  # somebody looks, and Microsoft takes long
        await door.check()
    assert door.asked() == 1


async def test_one_key_that_makes_no_sense_leaves_the_others(door: Door) -> None:
    class Odd(Key):
        def public(self) -> dict[str, Any]:
            return {**super().public(), "n": 7}

    door.teams.keys.published.insert(0, Odd(9, ["msteams"]))
    await door.check()


async def test_without_any_key_nobody_is_heard_and_the_next_one_tries_again(door: Door) -> None:
    door.teams.faults.put("metadata", Broken())
    with pytest.raises(NoKeys):
        await door.check()
    await door.check()


async def test_a_header_that_is_far_too_long_is_not_read(door: Door) -> None:
    with pytest.raises(NotProven, match="no bearer token"):
        await door.verifier.check(door.activity(), "Bearer " + "a." * 20_000)
