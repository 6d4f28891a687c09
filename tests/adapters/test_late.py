"""What is told once more comes too late where something else was said since; what nobody did overtakes nothing."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.late import Late
from bot.chat.addresses import Address
from bot.chat.events import Asked
from bot.ports import Busy

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ANA, BEN = Address("slack", "T1", "U1"), Address("slack", "T1", "U2")


def says(words: str, second: int = 0, who: Address = ANA) -> Asked:
    return Asked(words, NOON + timedelta(seconds=second), who, words, later=True)


def does(late: Late, asked: Asked, fails: BaseException | None = None) -> None:
    """As a listener does it."""
    try:
        with late.doing(asked):
            if fails is not None:
                raise fails
    except BaseException:  # noqa: BLE001 - one that is cancelled, too
        late.not_taken(asked.key)


async def test_what_was_not_taken_is_too_late_once_something_newer_was_done() -> None:
    late, on, off = Late(), says("on"), says("off", 1)
    does(late, on, Busy())
    assert not late.is_too_late(on), "nothing came since"
    does(late, says("off", 1, BEN))
    assert not late.is_too_late(on), "that was somebody else"
    does(late, says("older", -1))
    assert not late.is_too_late(on), "that was said before"
    does(late, off)
    assert late.is_too_late(on)
    assert not late.is_too_late(off)


async def test_what_was_not_taken_is_too_late_while_something_newer_is_being_done() -> None:
    late, on = Late(), says("on")
    does(late, on, Busy())
    with late.doing(says("off", 1)):
        assert late.is_too_late(on)


async def test_what_nobody_had_time_to_begin_overtakes_nothing_so_that_all_is_done_in_its_order() -> None:
    late, first, second = Late(), says("find one"), says("find two", 1)
    does(late, first, Busy())
    does(late, second, Busy())
    assert not late.is_too_late(first)
    does(late, first)
    assert not late.is_too_late(second)


async def test_one_that_was_done_overtakes_also_where_a_newer_one_was_not() -> None:
    late, on = Late(), says("on")
    does(late, on, Busy())
    does(late, says("off", 1))
    does(late, says("find", 2), Busy())
    assert late.is_too_late(on)


async def test_one_that_was_done_while_a_newer_one_waited_in_vain_overtakes() -> None:
    late, on, find = Late(), says("on"), says("find", 2)
    does(late, on, Busy())
    waits = late.doing(find)
    waits.__enter__()
    does(late, says("off", 1))
    assert not waits.__exit__(Busy, Busy(), None)
    assert late.is_too_late(on)


@pytest.mark.parametrize("fails", [OSError("no answer to a COMMIT"), asyncio.CancelledError()])
async def test_what_may_have_been_done_overtakes(fails: BaseException) -> None:
    late, on = Late(), says("on")
    does(late, on, Busy())
    does(late, says("off", 1), fails)
    assert late.is_too_late(on)


async def test_what_was_done_when_it_came_again_is_not_too_late_when_it_comes_a_third_time() -> None:
    """It is known, so nothing is done; nobody is asked to say once more what was heeded."""
    late, on = Late(), says("on")
    does(late, on, Busy())
    does(late, on)
    does(late, says("off", 1))
    assert not late.is_too_late(on)
