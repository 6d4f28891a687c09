"""Who may speak to the product on Teams: whoever cannot prove to be Microsoft is turned away, and nothing is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.chat.events import Action
from tests.contract.steps import asking, joins
from tests.contract.teams_seen import pressed
from tests.contract.teams_stage import TeamsStage
from tests.fakes.clock import PushedClock
from tests.fakes.teams import Wrong
from tests.fakes.teams.signing import dressed
from tests.fakes.teams.things import Json

pytestmark = pytest.mark.xdist_group("contract-teams")
REFUSED = (401, 403)


async def test_a_key_that_was_rotated_is_good_at_once_and_costs_one_look(teams: TeamsStage) -> None:
    """It comes before the tests below: after a look in vain, for a key nobody knows, the next is five minutes away."""
    keys, looks = teams._teams.keys, len(teams._teams.calls("keys"))
    former = keys.current
    keys.rotate()
    for words in ("help", "guidelines"):
        assert (await teams.ask("ana", words)).words
    assert len(teams._teams.calls("keys")) == looks + 1
    keys.current = former
    assert (await teams.ask("ana", "help")).words
    assert len(teams._teams.calls("keys")) == looks + 1


async def acts(teams: TeamsStage) -> dict[str, Json]:
    """One of each kind that changes what is kept, as Teams would tell it, and that never arrived."""
    shown = await asking(teams)
    await joins(teams, "ana")
    await teams.ask("ana", "nudges on")
    courier, me, [message] = teams._teams.courier, teams._people["ana"], shown.thing
    before, courier.url, real = len(courier.deliveries), "", courier.url
    await me.writes("nudges off")
    await me.reacts(message, "like")
    button = pressed(message.card, Action.SAVE, shown.button(Action.SAVE).subject)
    assert button is not None
    assert not await me.presses(message, button)
    await teams._teams.rooms.team_renamed(message.room.team, "Elsewhere", me)
    courier.url = real
    teams._teams.world.troubles.clear()
    made = {one.activity["type"]: one.activity for one in courier.deliveries[before:]}
    assert set(made) == {"message", "messageReaction", "invoke", "conversationUpdate"}
    return made


async def answered(teams: TeamsStage, activity: Json, wrong: Wrong | None) -> int | None:
    """The status it is answered with."""
    teams._teams.courier.wrong = wrong
    try:
        [told] = await teams._teams.tells(activity)
    finally:
        teams._teams.courier.wrong = None
    await teams.here.told()
    return told.status


async def test_whoever_cannot_prove_to_be_microsoft_is_turned_away_and_nothing_is_kept(teams: TeamsStage) -> None:
    made, let_in = await acts(teams), []
    before = await teams.kept()
    for wrong in Wrong:
        for kind, activity in made.items():
            status = await answered(teams, activity, wrong)
            if status not in REFUSED or await teams.kept() != before:
                let_in.append((wrong, kind, status))
    assert let_in == []
    for kind, activity in made.items():  # the control: each of them would have changed something
        before = await teams.kept()
        assert await answered(teams, activity, None) == 200, kind
        assert await teams.kept() != before, kind


async def test_control_a_door_that_believes_everybody_lets_each_of_them_act(teams: TeamsStage) -> None:
    made, harmless = await acts(teams), []
    courier, real = teams._teams.courier, teams._teams.courier.url
    async with believing(teams) as courier.url:
        for number, wrong in enumerate(Wrong):
            activity = {**made["message"], "id": f"{number}", "text": f"nudges {'on' if number % 2 else 'off'}"}
            before = await teams.kept()
            await answered(teams, activity, wrong)
            if await teams.kept() == before:
                harmless.append(wrong)
    courier.url = real
    assert harmless == []


@asynccontextmanager
async def believing(teams: TeamsStage) -> AsyncIterator[str]:
    """A door in front of the bot's that signs whatever comes, as if Microsoft had; its address."""
    url, service = teams._teams.bot_url, teams._teams.service_url

    async def come(request: web.Request) -> web.Response:
        activity = {**await request.json(), "serviceUrl": service, "channelId": "msteams"}
        _, token = dressed(activity, app=teams._teams.app, keys=teams._teams.keys, clock=PushedClock())
        headers = {"Authorization": token}
        async with aiohttp.ClientSession() as session, session.post(url, json=activity, headers=headers) as said:
            return web.Response(status=said.status)

    server = web.Application()
    server.router.add_post("/", come)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()
