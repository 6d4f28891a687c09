"""Two that deliver at once, one that was frozen too long, a platform that asks to wait or says nothing."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.chat.addresses import Message
from bot.domain.pacing import Window
from bot.ports import Delivered, Later, Limits, Sent, Store, Transaction, Undeliverable, Unknown
from jobs.deliver import Deliver, Times
from jobs.delivering.claim import Claimed, Leaving, claim
from jobs.delivering.outcomes import Done, fated, settle
from tests.fakes.clock import SetClock
from tests.fakes.platform import Does
from tests.jobs.house import House, a_card
from tests.store import making

T = TypeVar("T")

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def claimed(house: House, tx: Transaction, *, lease: timedelta = MINUTE) -> Claimed:
    return claim(house.here(tx), limit=20, lease=lease, quiet_time=SECOND, limits={})


async def leaving(house: House, *, lease: timedelta = MINUTE) -> Leaving:
    """The one message that leaves now."""
    (one,) = (await house.tx(lambda tx: claimed(house, tx, lease=lease))).leaving
    return one


async def a_waiting_card(house: House, name: str = "one") -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), name, at=house.clock))


async def taken_over(house: House) -> tuple[Leaving, Leaving]:
    """A claim whose worker was frozen, and that of another, who was told that the message is not there."""
    await a_waiting_card(house)
    slow = await leaving(house, lease=timedelta(0))
    house.later(seconds=5)
    (lost,) = (await house.tx(lambda tx: claimed(house, tx))).lost
    fate = await house.platform.find(making.address("general"), slow.key)
    await house.tx(lambda tx: fated(lost, fate, house.here(tx), again=MINUTE))
    return slow, await leaving(house)


LATE: list[Delivered] = [Undeliverable("no such room"), Later(9000), Unknown("no answer")]


@pytest.mark.parametrize("late", LATE)
async def test_whoever_lost_its_lane_changes_nothing_any_more(house: House, late: Delivered) -> None:
    slow, quick = await taken_over(house)
    await house.tx(lambda tx: settle([Done(slow, late)], house.here(tx), quiet_time=SECOND, limits={}))
    assert house.state("card:one") == ("leaving", "")
    assert await house.tx(lambda tx: tx.lanes.is_ours(quick.lane))
    # The control: the same words from whoever holds the lane do change something.
    await house.tx(
        lambda tx: settle([Done(quick, Undeliverable("gone"))], house.here(tx), quiet_time=SECOND, limits={})
    )
    assert house.state("card:one") == ("dead", "gone")


async def test_but_that_it_is_there_is_true_whoever_says_so(house: House) -> None:
    slow, quick = await taken_over(house)
    there = Sent(Message(making.address("general"), "m1"))
    await house.tx(lambda tx: settle([Done(slow, there)], house.here(tx), quiet_time=SECOND, limits={}))
    assert house.state("card:one") == ("sent", "")
    assert await house.tx(lambda tx: tx.lanes.is_ours(quick.lane)), "the lane is not its to free"


async def test_two_that_deliver_at_once_send_each_message_once(house: House) -> None:
    def wait(tx: Transaction) -> None:
        for number in range(30):
            a_card(tx, making.room(tx, f"room{number % 6}"), f"c{number:02}", at=house.clock)

    await house.tx(wait)
    await asyncio.gather(house.deliver().drain(), house.deliver().drain(), house.deliver().drain())
    await house.deliver().drain()
    stands = [one.card.title for one in house.platform.stands]
    assert sorted(stands) == sorted(set(stands))
    assert len(stands) == 30
    for number in range(6):
        assert house.platform.at(f"room{number}") == sorted(house.platform.at(f"room{number}"))


@pytest.mark.parametrize("behind", [0, 1], ids=["clocks agree", "one is behind"])
async def test_what_was_lost_keeps_its_place_whatever_the_clock_of_another_replica_says(
    house: House, behind: int
) -> None:
    def wait(tx: Transaction) -> None:
        for name in ("one", "two"):
            a_card(tx, making.room(tx), name, at=house.clock)

    await house.tx(wait)
    house.platform.does(Does.LOSES)
    await house.deliver().drain()
    house.later(seconds=61)
    (lost,) = (await house.tx(lambda tx: claimed(house, tx))).lost
    fate = await house.platform.find(making.address("general"), "k")
    await house.tx(lambda tx: fated(lost, fate, house.here(tx), again=MINUTE))
    slow = SetClock(house.clock.now() - timedelta(seconds=behind))
    other = Deliver(house.store, platforms={"playground": house.platform}, settings=house.settings, clock=slow)
    await other.drain()
    house.later(seconds=1)
    await house.deliver().drain()
    assert house.platform.at("general") == ["Title one", "Title two"]


class Held:
    """A store whose caller is frozen for a while after each transaction, as by a SIGSTOP."""

    def __init__(self, store: Store, seconds: float) -> None:
        self._store = store
        self.seconds = seconds

    async def tx(self, fn: Callable[[Transaction], T], *, within: float | None = None) -> T:
        done = await self._store.tx(fn, within=within)
        await asyncio.sleep(self.seconds)
        return done

    async def read(self, fn: Callable[[Transaction], T]) -> T:
        return await self._store.read(fn)


@pytest.mark.parametrize(("lease", "tries"), [(0.4, 0), (30, 1)], ids=["too late to begin", "control: time enough"])
async def test_a_message_does_not_begin_to_leave_when_too_little_of_its_lease_is_left(
    house: House, lease: float, tries: int
) -> None:
    await a_waiting_card(house)
    held = Held(house.store, 0.3)
    times = Times(send=timedelta(seconds=0.1), margin=timedelta(seconds=0.1), lease=timedelta(seconds=lease))
    platforms = {"playground": house.platform}
    slow = Deliver(held, platforms=platforms, settings=house.settings, clock=house.clock, times=times)
    working = asyncio.create_task(slow.work())
    await asyncio.sleep(0.5)
    slow.stop()
    await working
    assert len(house.platform.tried) == tries
    house.later(seconds=1)
    await house.deliver().drain()
    assert house.platform.at("general") == ["Title one"], "it was surely not sent, and leaves after all"


@pytest.mark.parametrize(("send", "lease"), [(30, 30), (29, 30)])
def test_times_by_which_two_could_send_at_once_are_refused(send: float, lease: float) -> None:
    with pytest.raises(ValueError, match="a lease outlasts a send"):
        Times(send=timedelta(seconds=send), lease=timedelta(seconds=lease))


# ── Pacing ──


async def test_a_platform_that_asks_to_wait_everywhere_is_left_alone_in_all_its_rooms_to_the_second(
    house: House,
) -> None:
    def wait(tx: Transaction) -> None:
        for name in ("one", "two", "three"):
            a_card(tx, making.room(tx, name), name, at=house.clock)

    await house.tx(wait)
    house.platform.limits = Limits(methods={})
    house.platform.does(Later(30, everywhere=True), Does.ACCEPTS, Does.ACCEPTS)
    await house.deliver().drain()
    before = len(house.platform.tried)  # those that were in the air at that moment
    await house.tx(lambda tx: a_card(tx, making.room(tx, "four"), "four", at=house.clock))
    await house.pass_seconds(house.deliver(), 29, step=1)
    assert len(house.platform.tried) == before
    await house.pass_seconds(house.deliver(), 8, step=1)
    assert {one.to.id for one in house.platform.stands} == {"one", "two", "three", "four"}


async def test_a_room_whose_platform_asks_to_wait_holds_no_other_room(house: House) -> None:
    """The control of the test above."""
    await a_waiting_card(house)
    house.platform.does(Later(30))
    await house.deliver().drain()
    await house.tx(lambda tx: a_card(tx, making.room(tx, "four"), "four", at=house.clock))
    await house.deliver().drain()
    assert [one.to.id for one in house.platform.stands] == ["four"]


@pytest.mark.parametrize(("windows", "seconds"), [([Window(1, 1)], 8), ([], 0)], ids=["one a second", "control: none"])
async def test_a_room_is_given_no_more_than_its_platform_takes(
    house: House, windows: list[Window], seconds: int
) -> None:
    def wait(tx: Transaction) -> None:
        for number in range(8):
            a_card(tx, making.room(tx), f"c{number}", at=house.clock)

    await house.tx(wait)
    house.platform.limits = Limits(room=windows)
    deliver = house.deliver()
    await deliver.drain()
    passed = 0
    while len(house.platform.stands) < 8:
        house.later(seconds=1.1)
        passed += 1
        assert len(house.platform.stands) <= passed, "more than one a second"
        await deliver.drain()
    assert seconds - 1 <= passed <= seconds + 1


async def test_a_silent_platform_is_paused_and_that_is_said(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    def wait(tx: Transaction, names: str, many: int) -> None:
        for number in range(many):
            a_card(tx, making.room(tx, f"{names}{number}"), f"{names}{number}", at=house.clock)

    house.platform.does(*[Does.LOSES] * 3)
    await house.tx(lambda tx: wait(tx, "silent", 3))
    await house.deliver(quiet=600).drain()
    assert capsys.readouterr().out.count("platform_paused") == 1
    await house.tx(lambda tx: wait(tx, "room", 9))
    await house.pass_seconds(house.deliver(quiet=600), 50, step=10)
    assert house.platform.stands == []
    await house.pass_seconds(house.deliver(quiet=600), 20, step=10)
    assert len(house.platform.stands) == 9
