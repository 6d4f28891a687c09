"""The short form of the benchmark of many rooms: each has its card once, also where Slack takes less than we think."""

import pytest

from tests.benchmarks import slack_rooms
from tests.benchmarks.slack_rooms import Run, fan_out
from tests.fakes.slack.rates import PER_WORKSPACE


def test_each_room_has_its_card_once_and_no_call_is_refused() -> None:
    run = fan_out(100, per_minute=PER_WORKSPACE, faster=100.0)
    assert (run.rooms, run.messages, run.refused) == (100, 100, 0)


def test_each_room_has_its_card_once_where_slack_takes_far_less_than_we_believe() -> None:
    # So much less that a machine that is busy with other things is still too fast.
    run = fan_out(40, per_minute=PER_WORKSPACE // 30, faster=100.0)
    assert (run.rooms, run.messages) == (40, 40)
    assert run.refused > 0, "Slack had to say so"


@pytest.mark.parametrize(("rooms", "messages"), [(9, 9), (9, 10), (10, 11)])
def test_control_a_card_that_is_lost_or_there_twice_is_found_out(rooms: int, messages: int) -> None:
    run = Run(put=10, rooms=rooms, messages=messages, refused=0, took=1.0, steady=1.0, at_once=0.0, faster=1.0)
    with pytest.raises(AssertionError, match="10 cards"):
        run.row("a control", slack_rooms.GOAL)
