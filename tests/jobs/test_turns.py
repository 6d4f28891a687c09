"""When messages leave that have to wait for their turn: just then, and not a moment before."""

import asyncio
import time
from datetime import timedelta

import pytest

from bot.app.clock import SystemClock
from bot.chat.outbox import Method
from bot.domain.pacing import Window
from bot.ports import Lane, Later, Limits, Transaction
from jobs.deliver import Deliver, Times
from jobs.delivering.lately import Lately
from tests.fakes.platform import Does
from tests.jobs.house import House, a_card
from tests.store import making

HOUR = timedelta(hours=1)
LANE = Lane("room", "team", "playground", 1)
SEND = Method.SEND


def wait(house: House, tx: Transaction, *rooms: str) -> None:
    """A card waits for each of these rooms."""
    for number, name in enumerate(rooms):
        a_card(tx, making.room(tx, name), f"c{number}", at=house.clock)


@pytest.mark.parametrize(
    ("limits", "rooms"),
    [
        (Limits(methods={SEND: [Window(1, 0.3)]}), ["one", "two", "three"]),
        (Limits(workspace=[Window(1, 0.3)]), ["one", "two", "three"]),
        (Limits(room=[Window(1, 0.3)]), ["one", "one", "one"]),
    ],
    ids=["a way to leave", "a workspace", "a room"],
)
async def test_delivery_wakes_when_the_next_may_leave_and_not_when_it_would_have_looked_anyway(
    house: House, limits: Limits, rooms: list[str]
) -> None:
    house.platform.limits = limits
    await house.tx(lambda tx: wait(house, tx, *rooms))
    platforms, times = {"playground": house.platform}, Times(look=HOUR)

    class Going(SystemClock):
        """The house's time, which goes on."""

        def __init__(self) -> None:
            self._ahead = house.clock.now() - super().now()

        def now(self):  # type: ignore[no-untyped-def]
            return super().now() + self._ahead

    deliver = Deliver(house.store, platforms=platforms, settings=house.settings, clock=Going(), times=times)
    working = asyncio.create_task(deliver.work())
    async with asyncio.timeout(30):
        await house.platform.until(lambda: len(house.platform.stands) == 3)
    deliver.stop()
    await working


@pytest.mark.parametrize(("everywhere", "tries"), [(True, 1), (False, 4)], ids=["everywhere", "control: there"])
async def test_what_waits_for_its_turn_does_not_leave_once_its_platform_asked_to_be_left_alone(
    house: House, everywhere: bool, tries: int
) -> None:
    house.platform.limits = Limits(methods={SEND: [Window(1, 0.06)]})
    house.platform.does(Later(30, everywhere=everywhere), *[Does.ACCEPTS] * 9)
    await house.tx(lambda tx: wait(house, tx, *"abcdefg"))
    await house.deliver().drain()
    assert len(house.platform.tried) == tries


def test_what_was_late_does_not_crowd_what_is_punctual() -> None:
    lately, limits = Lately(), Limits(workspace=[Window(3, HOUR.total_seconds())], methods={SEND: [Window(2, 60)]})
    assert [lately.wait(LANE, SEND, limits) for _ in range(2)] == [0, 0]
    assert 50 < lately.wait(LANE, SEND, limits) < 61
    assert lately.wait(LANE, Method.EDIT, limits) == 0, "another way to leave is counted apart"
    assert lately.wait(LANE, Method.EDIT, limits) > 3000, "but all ways together are counted too"
    assert lately.wait(Lane("room", "another team", "playground", 1), SEND, limits) == 0


def test_what_was_claimed_after_its_platform_asked_to_wait_was_claimed_knowing_it() -> None:
    lately, before = Lately(), time.monotonic()
    assert lately.shut_for(LANE, SEND, taken=before) == 0
    lately.shut(LANE, SEND, 60)
    assert 50 < lately.shut_for(LANE, SEND, taken=before) <= 60
    assert lately.shut_for(LANE, Method.EDIT, taken=before) == 0
    assert lately.shut_for(LANE, SEND, taken=time.monotonic() + 1) == 0
