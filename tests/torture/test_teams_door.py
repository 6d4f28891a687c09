"""The short form of the door of Teams: activities that nobody ever sent, and what the bot makes of them."""

from random import Random

from adapters.teams.hear import HEARD
from adapters.teams.pressed import DONE, kind
from tests.fakes.clock import SetClock
from tests.fakes.teams.signing import Keys
from tests.fakes.teams.things import App, Json
from tests.torture import teams_door
from tests.torture.fuzz.cases import MAKERS
from tests.torture.fuzz.teams_calls import TeamsSource
from tests.torture.fuzz.wire import Whose
from tests.torture.table import line

SERVICE = "http://127.0.0.1:1/emea/"
BODIES: list[Json] = [
    {"type": "message", "text": "help", "serviceUrl": SERVICE},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": {}}}, "serviceUrl": SERVICE},
]


async def test_2_000_twisted_activities_are_no_error_and_are_not_told_and_botbuilder_alone_breaks_on_some() -> None:
    found = await teams_door.over_http(seed=1, cases=2_000, control=300, look=assert_every_kind)
    assert [line(one) for one in found if not one.ok] == []


def assert_every_kind(here: teams_door.House) -> None:
    """What is twisted is one of each: a new kind of activity has to be among it."""
    bodies = here.bodies
    assert {*HEARD, "invoke", "typing", "never_heard_of"} <= {one["type"] for one in bodies}
    assert set(DONE) <= {kind(one) for one in bodies}
    told = {one["channelData"].get("eventType") for one in bodies}
    assert {"channelRenamed", "channelDeleted", "teamArchived", "teamRestored", "teamMemberRemoved"} <= told


def source(seed: int) -> TeamsSource:
    """Cases of those bodies."""
    return TeamsSource(seed, BODIES, App(), Keys(), SetClock(), SERVICE)


def test_a_case_is_made_by_its_seed_and_number_alone() -> None:
    one, same, other = source(1), source(1), source(2)
    drawn = [one.case(number) for number in range(600)]
    assert drawn == [same.case(number) for number in range(600)]
    assert drawn != [other.case(number) for number in range(600)]
    assert {case.what for case in drawn} == {make.__name__.replace("_", " ") for make in MAKERS}


def test_a_forgery_is_never_the_right_proof() -> None:
    made = source(1)
    for seed in range(400):
        raw, _ = made.body(Random(seed), twist=0.3)
        right, forgery = made.proof(raw), made.forgery(raw, Random(seed))
        assert forgery != right
    assert made.whose(b"\xff") is Whose.PLATFORM
