"""Who may speak to the product on Teams: whoever cannot prove to be Microsoft is turned away, and nothing is kept."""

import pytest

from bot.chat.events import Action
from tests.contract.steps import asking, joins
from tests.contract.teams_seen import pressed
from tests.contract.teams_stage import TeamsStage
from tests.fakes.teams import Wrong
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
    return told.status


async def test_whoever_cannot_prove_to_be_microsoft_is_turned_away_and_nothing_is_kept(teams: TeamsStage) -> None:
    made, let_in = await acts(teams), []
    before = await teams.kept()
    for wrong in Wrong:
        statuses = [await answered(teams, one, wrong) for one in made.values()]
        await teams.here.told()
        if not set(statuses) <= set(REFUSED) or await teams.kept() != before:
            let_in.append((wrong, statuses))
    assert let_in == []
    for kind, activity in made.items():  # the control: each of them would have changed something
        before = await teams.kept()
        assert await answered(teams, activity, None) == 200, kind
        await teams.here.told()
        assert await teams.kept() != before, kind
