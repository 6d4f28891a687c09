"""Messages that nobody waits for, on Teams: what its limits, its doors and its geography make of them."""

import pytest

from tests.contract.steps import asking, joins
from tests.contract.teams_stage import TeamsStage
from tests.fakes.teams import Call, Colleague, Limited

pytestmark = pytest.mark.xdist_group("contract-teams")
MANY = 200


async def test_too_many_in_the_midst_of_two_hundred_messages_and_each_arrives_once(teams: TeamsStage) -> None:
    fake, room = teams._teams, teams._rooms["engineering"]
    before = len(fake.calls("send"))
    people = [fake.person(f"colleague{number}", app=False) for number in range(MANY)]
    assert room.team is not None
    room.team.members |= {one.id for one in people}
    fake.faults.put("message", Limited("60"), times=3, after=MANY // 2)
    for telling in [one.mentions(room, "help") for one in people]:
        await telling
    await teams.here.told()
    assert [one.outcome for one in fake.calls("send")[before:]].count("Throttled") == 3
    assert [len(fake.messages(one, bot=True)) for one in people].count(0) >= 3, "nobody is asked again too soon"
    for _ in range(4):
        await teams.later(seconds=70)
    assert [len(fake.messages(one, bot=True)) for one in people] == [1] * MANY
    for telling in [one.mentions(room, "guidelines") for one in people[:3]]:
        await telling
    await teams.here.told()
    begun = [one for one in fake.calls("create") if not one.args.get("activity")]
    assert len({one.conversation for one in begun}) == len(begun) >= MANY, "a chat is begun once"


async def test_whoever_blocked_the_bot_is_left_alone_until_they_come_back(teams: TeamsStage) -> None:
    await joins(teams, "ana", "bluesky")
    await teams.ask("ana", "nudges on")
    ana = teams._people["ana"]
    ana.blocks()
    await asking(teams)
    await teams.later(minutes=30)
    tried = calls_for(teams, ana)
    assert tried
    assert {one.outcome for one in tried} == {"MessageWritesBlocked"}
    await teams.morning(15)
    await asking(teams, "Kernel timers explained")
    await teams.morning(1)
    assert calls_for(teams, ana) == tried, "nobody knocks at a closed door again"

    await ana.installs()
    await teams.ask("ana", "help")
    await teams.later(minutes=30)
    [nudge] = await teams.private("ana")
    assert "Kernel timers explained" in nudge.words


def calls_for(teams: TeamsStage, who: Colleague) -> list[Call]:
    """What was sent to somebody's chat since they blocked the bot."""
    room = teams._teams.world.personal(who.person)
    assert room is not None
    return [one for one in teams._teams.calls("send") if one.conversation == room.id and one.outcome != "ok"]


async def test_messages_go_to_where_teams_was_last_heard_from(teams: TeamsStage) -> None:
    ana = teams._people["ana"]
    await joins(teams, "ana", "bluesky")
    shown = await asking(teams)
    ana.person.region = "amer"
    await teams.ask("ana", "help")
    await teams.react("ana", shown, "✍️")
    assert teams._teams.calls("send")[-1].path["region"] == "amer"
    assert len(await teams.private("ana")) == 1
