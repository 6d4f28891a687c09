import asyncio
from datetime import datetime, timedelta

import pytest

from bot.chat.outbox import Method, Purpose
from bot.domain.pacing import Window
from bot.ports import Lane, Limits, Transaction
from store.database import Database
from tests.store import making
from tests.store.making import DAY, HOUR, MINUTE, NOW

LEASE = timedelta(seconds=30)
SECOND = timedelta(seconds=1)
NONE: dict[str, Limits] = {}


def put(
    tx: Transaction, key: str, lane: str, *, purpose: Purpose = Purpose.CARD, after: timedelta = timedelta()
) -> None:
    tx.outbox.put(purpose, key=key, lane=lane, about=key, at=NOW, not_before=NOW + after)


def take(
    tx: Transaction,
    *,
    after: timedelta = timedelta(),
    limit: int = 99,
    lease: timedelta = LEASE,
    limits: Limits | None = None,
) -> list[Lane]:
    known = {"playground": limits} if limits else NONE
    return tx.lanes.take(now=NOW + after, limit=limit, lease=lease, limits=known)


def keys(lanes: list[Lane]) -> list[str]:
    return [lane.key for lane in lanes]


async def test_a_lane_that_was_taken_is_given_to_nobody_else_until_its_lease_is_over(store: Database) -> None:
    await store.tx(lambda tx: put(tx, "m", "room"))
    first = await store.tx(lambda tx: take(tx, lease=timedelta(milliseconds=150)))
    second = await store.tx(take)
    await asyncio.sleep(0.2)  # leases are on the database's own clock
    third = await store.tx(take)
    assert (keys(first), keys(second), keys(third)) == (["room"], [], ["room"])
    assert third[0].fence > first[0].fence


async def test_a_lease_of_no_time_would_give_it_twice(store: Database) -> None:
    """The control of the test above."""
    await store.tx(lambda tx: put(tx, "m", "room"))
    nothing = timedelta(0)
    assert await store.tx(lambda tx: keys(take(tx, lease=nothing))) == await store.tx(lambda tx: keys(take(tx)))


async def test_whoever_was_overtaken_holds_nothing_and_lets_nothing_go(store: Database) -> None:
    await store.tx(lambda tx: put(tx, "m", "room"))
    (slow,) = await store.tx(lambda tx: take(tx, lease=timedelta(0)))
    (quick,) = await store.tx(take)

    def late(tx: Transaction) -> tuple[bool, bool, list[str]]:
        ours = tx.lanes.is_ours(slow), tx.lanes.is_ours(quick)
        tx.lanes.let_go([slow], now=NOW)
        return *ours, keys(take(tx))

    assert await store.tx(late) == (False, True, [])
    await store.tx(lambda tx: tx.lanes.let_go([quick], now=NOW))
    assert keys(await store.tx(take)) == ["room"]


async def test_a_lane_is_looked_at_when_the_first_of_what_waits_there_is_due(store: Database) -> None:
    def look(tx: Transaction) -> list[list[str]]:
        put(tx, "tomorrow", "room", after=DAY)
        put(tx, "soon", "room", after=MINUTE)
        seen = [keys(take(tx)), keys(there := take(tx, after=MINUTE))]
        one = tx.outbox.due(now=NOW + MINUTE, limit=1)[0]
        tx.outbox.leaving(one.id, at=NOW + MINUTE)
        tx.outbox.sent(one.id, at=NOW + MINUTE)
        tx.lanes.let_go(there, now=NOW + MINUTE)
        return [*seen, keys(take(tx, after=HOUR)), keys(take(tx, after=DAY))]

    assert await store.tx(look) == [[], ["room"], [], ["room"]]


async def test_nothing_is_looked_at_where_nothing_waits(store: Database) -> None:
    def look(tx: Transaction) -> list[str]:
        put(tx, "m", "room")
        tx.outbox.withdraw(about="m", why="withdrawn", at=NOW)
        tx.lanes.let_go(take(tx), now=NOW)
        return keys(take(tx, after=DAY))

    assert await store.tx(look) == []


async def test_while_everything_is_stopped_cards_wake_nobody_and_afterwards_they_do(store: Database) -> None:
    def stop(tx: Transaction) -> list[list[str]]:
        put(tx, "m", "room")
        tx.programme.stop(at=NOW)
        tx.lanes.let_go(take(tx), now=NOW)
        seen = [keys(take(tx, after=DAY))]
        tx.programme.go_on()
        tx.lanes.expect()
        return [*seen, keys(take(tx, after=DAY))]

    assert await store.tx(stop) == [[], ["room"]]


async def test_a_lane_rests_until_it_is_told_to_whatever_is_put_meanwhile(store: Database) -> None:
    def rest(tx: Transaction) -> list[list[str]]:
        put(tx, "m", "room")
        tx.lanes.let_go(take(tx), now=NOW, until=NOW + MINUTE)
        return [keys(take(tx, after=MINUTE - SECOND)), keys(take(tx, after=MINUTE))]

    assert await store.tx(rest) == [[], ["room"]]


# ── Limits ──


def rooms(tx: Transaction, count: int, *, workspace: str = "T1", purpose: Purpose = Purpose.CARD) -> list[str]:
    """So many rooms, in each of which a message waits."""
    made = []
    for number in range(count):
        there = tx.rooms.joined(making.address(f"r{number}", workspace=workspace), "Room", at=NOW, topics=())
        put(tx, f"{purpose}:{workspace}:{number}", there.id, purpose=purpose)
        made.append(there.id)
    return made


def leave(tx: Transaction, limits: Limits, *, after: timedelta = timedelta(), method: Method = Method.SEND) -> int:
    """How many leave now; their lanes are free again afterwards."""
    left = 0
    for lane in take(tx, after=after, limits=limits):
        at = tx.lanes.passes(lane, method, now=NOW + after)
        until = at if at > NOW + after else None
        if until is None:
            left += 1
            (one,) = tx.outbox.due(now=NOW + after, limit=1, lanes=[lane.key])
            tx.outbox.leaving(one.id, at=NOW + after)
            tx.outbox.sent(one.id, at=NOW + after)
        tx.lanes.let_go([lane], now=NOW + after, until=until, sent=limits.room if until is None else ())
    return left


async def test_a_workspace_is_given_no_more_than_its_platform_takes(store: Database) -> None:
    def leaves(tx: Transaction) -> list[int]:
        rooms(tx, 9)
        limits = Limits(methods={Method.SEND: [Window(60, 60)]})
        return [leave(tx, limits, after=second * SECOND * 1.01) for second in range(5)]

    assert await store.tx(leaves) == [1, 1, 1, 1, 1]


async def test_without_limits_all_leave_at_once(store: Database) -> None:
    """The control of the test above."""
    assert await store.tx(lambda tx: (rooms(tx, 9), leave(tx, Limits()))[1]) == 9


async def test_workspaces_have_each_their_own_limit_and_so_have_ways_to_leave(store: Database) -> None:
    def leaves(tx: Transaction) -> list[int]:
        rooms(tx, 5)
        rooms(tx, 5, workspace="T2")
        limits = Limits(methods={Method.SEND: [Window(1, 1)]})
        seen = [leave(tx, limits), leave(tx, limits)]
        rooms(tx, 3, workspace="T3", purpose=Purpose.CARD_EDIT)
        return [*seen, leave(tx, limits, method=Method.EDIT)]

    assert await store.tx(leaves) == [2, 0, 3]


@pytest.mark.parametrize(("ahead", "tenths"), [(0, [0]), (5, [0, 1, 2, 3, 4])], ids=["control: now", "ahead"])
async def test_what_may_leave_in_a_moment_is_taken_now_each_for_its_turn(
    store: Database, ahead: int, tenths: list[int]
) -> None:
    limits = {"playground": Limits(methods={Method.SEND: [Window(1, 0.1)]})}

    def turns(tx: Transaction) -> tuple[list[int], datetime | None]:
        rooms(tx, 9)
        taken = tx.lanes.take(now=NOW, limit=99, lease=LEASE, limits=limits, ahead=ahead * SECOND / 10)
        passed = [tx.lanes.passes(lane, Method.SEND, now=NOW) - NOW for lane in taken]
        return [round(at / SECOND * 10) for at in passed], tx.lanes.look_again_at(now=NOW, left=NOW)

    passed, again_at = await store.tx(turns)
    assert passed == tenths
    assert again_at is not None
    halfway = NOW + (len(tenths) - ahead / 2) * SECOND / 10
    assert halfway <= again_at < halfway + SECOND / 100
    assert await store.tx(lambda tx: take(tx, limits=limits["playground"])) == [], "those that wait were not counted"


async def test_all_ways_together_pass_one_gate_where_the_platform_counts_them_so(store: Database) -> None:
    def leaves(tx: Transaction) -> list[int]:
        rooms(tx, 3)
        limits = Limits(workspace=[Window(1, 1)])
        seen = [leave(tx, limits)]
        rooms(tx, 3, workspace="T1", purpose=Purpose.CARD_EDIT)
        return [*seen, leave(tx, limits, method=Method.EDIT)]

    assert await store.tx(leaves) == [1, 0]


async def test_a_room_keeps_its_distance_and_holds_no_other(store: Database) -> None:
    def leaves(tx: Transaction) -> list[int]:
        (one, _) = rooms(tx, 2)
        for number in range(3):
            put(tx, f"more {number}", one)
        limits = Limits(room=[Window(1, 1)])
        return [leave(tx, limits, after=tenths * SECOND / 10) for tenths in (0, 5, 11, 15, 22, 33)]

    assert await store.tx(leaves) == [2, 0, 1, 0, 1, 1]


async def test_a_workspace_that_is_shut_for_one_way_to_leave_is_open_for_others(store: Database) -> None:
    def leaves(tx: Transaction) -> list[int]:
        rooms(tx, 2)
        (lane, *rest) = take(tx)
        tx.lanes.shut(lane, Method.SEND, until=NOW + MINUTE)
        tx.lanes.let_go([lane, *rest], now=NOW)
        seen = [leave(tx, Limits(), after=SECOND)]
        there = tx.rooms.joined(making.address("elsewhere"), "Room", at=NOW, topics=())
        put(tx, "edit", there.id, purpose=Purpose.CARD_EDIT)
        seen.append(leave(tx, Limits(), after=SECOND, method=Method.EDIT))
        return [*seen, leave(tx, Limits(), after=MINUTE)]

    assert await store.tx(leaves) == [0, 1, 2]


# ── Platforms that do not answer ──


async def test_three_unknown_results_in_a_row_pause_a_platform_and_one_goes_ahead_afterwards(store: Database) -> None:
    def silent(tx: Transaction) -> list[object]:
        rooms(tx, 9)
        said = [tx.lanes.answered("playground", known=known, now=NOW) for known in (False, False, True, False, False)]
        seen: list[object] = [said, len(take(tx, limit=1)), tx.standing.backlog(now=NOW).paused]
        until = tx.lanes.answered("playground", known=False, now=NOW)
        seen += [until, tx.standing.backlog(now=NOW).paused, len(take(tx, after=MINUTE - SECOND))]
        seen += [len(take(tx, after=MINUTE)), len(take(tx, after=MINUTE + SECOND))]  # one, and nobody behind it
        tx.lanes.answered("playground", known=True, now=NOW + MINUTE)
        return [*seen, len(take(tx, after=MINUTE + SECOND))]

    minute = NOW + MINUTE
    assert await store.tx(silent) == [[None] * 5, 1, frozenset(), minute, {"playground"}, 0, 1, 0, 7]


async def test_another_platform_is_not_paused_with_it(store: Database) -> None:
    def silent(tx: Transaction) -> int:
        rooms(tx, 2)
        for _ in range(3):
            tx.lanes.answered("another", known=False, now=NOW)
        return len(take(tx))

    assert await store.tx(silent) == 2


# ── What is kept ──


async def test_an_empty_lane_is_tidied_away_and_a_late_claim_of_old_does_not_fit_the_new_one(store: Database) -> None:
    def tidy(tx: Transaction) -> None:
        tx.tidying.tidy(now=NOW + MINUTE, drafts=DAY, answers=DAY, items=DAY)

    await store.tx(lambda tx: put(tx, "m", "room"))
    (old,) = await store.tx(lambda tx: take(tx, lease=timedelta(0)))
    await store.tx(tidy)
    assert await store.tx(lambda tx: tx.lanes.is_ours(old)), "something waits there: it must stay"
    await store.tx(lambda tx: tx.outbox.withdraw(about="m", why="", at=NOW))
    await store.tx(lambda tx: tx.lanes.let_go([old], now=NOW))
    await store.tx(tidy)
    await store.tx(lambda tx: put(tx, "n", "room"))
    await store.tx(take)
    assert not await store.tx(lambda tx: tx.lanes.is_ours(old))


async def test_a_forgotten_persons_lane_is_gone(store: Database) -> None:
    def forget(tx: Transaction) -> list[str]:
        ana = making.person(tx, "ana")
        put(tx, "n", ana.id, purpose=Purpose.NUDGE)
        tx.people.forget(ana.id)
        return keys(take(tx, after=DAY))

    assert await store.tx(forget) == []
