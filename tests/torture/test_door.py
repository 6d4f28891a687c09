"""The short form of the door: calls that nobody ever sent, and what the bot makes of them."""

from random import Random

from adapters.slack.hear import HEARD
from adapters.slack.pressed import COMMANDS, DONE
from tests.fakes.slack.telling.courier import Kind
from tests.torture import door
from tests.torture.fuzz.cases import MAKERS
from tests.torture.fuzz.judge import is_right
from tests.torture.fuzz.slack_calls import Body, SlackSource
from tests.torture.fuzz.twist import twisted
from tests.torture.fuzz.wire import Case, Whose
from tests.torture.table import line


async def test_2_000_twisted_calls_are_no_error_and_are_not_told_and_bolt_alone_breaks_on_some() -> None:
    found = await door.over_http(seed=1, cases=2_000, control=300)
    assert [line(one) for one in found if not one.ok] == []


async def test_twisted_envelopes_are_acknowledged_or_deliberately_not_and_the_connection_stays() -> None:
    async with door.house("socket") as here:
        assert_every_kind(here.bodies)
        found = await door.envelopes(here, seed=1, cases=200)
    assert found.ok, line(found)


def assert_every_kind(bodies: list[Body]) -> None:
    """What is twisted is one of each: a new event or a new command has to be among it."""
    events = {
        _name({"channel_type": "", **body["event"]}) for kind, body in bodies if kind is Kind.EVENT and "event" in body
    }
    assert set(HEARD) <= events
    assert set(COMMANDS) <= {body.get("command") for kind, body in bodies if kind is Kind.COMMAND}
    assert {*DONE, "view_closed"} <= {body["type"] for kind, body in bodies if kind is Kind.INTERACTIVE}
    others = {body.get("type") for _, body in bodies} | {name for _, body in bodies for name in body}
    assert {"url_verification", "app_rate_limited", "ssl_check"} <= others


def _name(event: dict[str, str]) -> str:
    """As it is subscribed to."""
    return f"message.{event['channel_type']}" if event["type"] == "message" else event["type"]


BODIES: list[Body] = [
    (Kind.EVENT, {"type": "event_callback", "event": {"type": "app_mention", "text": "help"}}),
    (Kind.INTERACTIVE, {"type": "block_actions", "actions": [{"value": "help:"}]}),
    (Kind.COMMAND, {"command": "/earshot", "text": "help"}),
]


def test_a_case_is_made_by_its_seed_and_number_alone() -> None:
    one, same, other = (SlackSource(seed, BODIES, "secret", lambda: 1_796_299_200.0) for seed in (1, 1, 2))
    drawn = [one.case(number) for number in range(900)]
    assert drawn == [same.case(number) for number in range(900)]
    assert drawn != [other.case(number) for number in range(900)]
    assert {case.what for case in drawn} == {make.__name__.replace("_", " ") for make in MAKERS}


def test_twisting_changes_a_body_nearly_always_and_never_the_one_it_began_with() -> None:
    bodies = [body for _, body in BODIES]
    before = repr(bodies)
    made = [twisted(bodies[0], bodies, Random(seed)) for seed in range(200)]
    assert sum(repr(one) != repr(bodies[0]) for one in made) > 180
    assert repr(bodies) == before


def test_what_is_wrong_with_an_answer_is_seen() -> None:
    def right(whose: Whose, *statuses: int, whole: bool = True) -> bool:
        return is_right(Case("", whose, b"", whole=whole), list(statuses), SlackSource.allowed)

    assert right(Whose.PLATFORM, 200)
    assert right(Whose.PLATFORM, 401)
    assert not right(Whose.PLATFORM, 500)
    assert not right(Whose.PLATFORM, 404)
    assert not right(Whose.PLATFORM)
    assert right(Whose.NOBODY, 401)
    assert not right(Whose.NOBODY, 200)
    assert not right(Whose.HEALTH, 503)
    assert right(Whose.ANYBODY, whole=False)
    assert not right(Whose.ANYBODY, 400, 502)
