"""How the store stands: what waits, for how long, and whether a write goes through."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from bot.chat.outbox import Purpose
from bot.ports import Backlog, Transaction
from store.database import Database
from tests.store.looking import counting, inside
from tests.store.making import MINUTE, NOW

LATER = NOW + timedelta(minutes=10)


def put(tx: Transaction, key: str, *, lane: str, due: timedelta = timedelta(), purpose: Purpose = Purpose.CARD) -> int:
    """A message that is due so long after NOW; returns its id."""
    tx.outbox.put(purpose, key=key, lane=lane, about=key, at=NOW, not_before=NOW + due)
    found = tx.outbox.due(now=NOW + timedelta(days=99), limit=999)
    return next((one.id for one in found if one.key == key), 0)


async def backlog(store: Database) -> Backlog:
    """What is said ten minutes after NOW."""
    return await store.read(lambda tx: tx.standing.backlog(now=LATER))


async def test_an_empty_outbox_has_no_age(store: Database) -> None:
    nothing = {"waiting": 0, "leaving": 0, "parked": 0, "dead": 0}
    assert await backlog(store) == Backlog(nothing, timedelta(), timedelta())


async def test_what_waits_is_counted_and_the_longest_overdue_tells_the_age(store: Database) -> None:
    def fill(tx: Transaction) -> None:
        put(tx, "due", lane="a", due=4 * MINUTE)
        put(tx, "due later", lane="b", due=9 * MINUTE)
        put(tx, "not due", lane="c", due=timedelta(hours=9))
        for state in ("sent", "dead", "parked", "leaving", "dropped"):
            one = put(tx, state, lane=state)
            if state == "leaving":
                tx.outbox.leaving(one, at=NOW)
            elif state == "sent":
                tx.outbox.sent(one, at=NOW)
            else:
                getattr(tx.outbox, state)(one, "why", at=NOW)

    await store.tx(fill)
    said = await backlog(store)
    assert said.states == {"waiting": 3, "leaving": 1, "parked": 1, "dead": 1}
    assert (said.oldest, said.behind) == (6 * MINUTE, 6 * MINUTE)


async def test_what_its_platform_or_its_own_lane_holds_up_is_old_but_we_are_not_behind(store: Database) -> None:
    def fill(tx: Transaction) -> None:
        first = put(tx, "in the air", lane="slow")
        put(tx, "behind it", lane="slow")
        tx.outbox.leaving(first, at=NOW)
        limited = put(tx, "limited", lane="limited")
        put(tx, "behind that", lane="limited", due=MINUTE)
        tx.outbox.leaving(limited, at=NOW)
        tx.outbox.later(limited, until=LATER + MINUTE, tried=False)

    await store.tx(fill)
    said = await backlog(store)
    assert (said.oldest, said.behind) == (10 * MINUTE, timedelta())
    await store.tx(lambda tx: put(tx, "free", lane="free", due=8 * MINUTE))
    assert (await backlog(store)).behind == 2 * MINUTE


async def test_while_everything_is_stopped_nothing_is_late(store: Database) -> None:
    await store.tx(lambda tx: put(tx, "one", lane="a"))
    await store.tx(lambda tx: tx.programme.stop(at=NOW))
    said = await backlog(store)
    assert (said.states["waiting"], said.oldest, said.behind) == (1, timedelta(), timedelta())


async def test_a_trial_write_writes_and_changes_nothing(store: Database) -> None:
    await store.tx(lambda tx: tx.programme.stop(at=NOW))

    def trial(tx: Transaction) -> tuple[list[str], bool]:
        with counting(tx) as asked:
            tx.standing.try_writing()
            understood = tx.standing.is_understood()
        return asked, understood

    asked, understood = await store.tx(trial)
    assert asked[0].startswith("UPDATE upkeep")
    assert understood
    assert await store.read(lambda tx: tx.programme.stopped_at()) == NOW
    with pytest.raises(DBAPIError, match=r"read-?only"):  # it is a write, and no look
        await store.read(lambda tx: tx.standing.try_writing())


@pytest.mark.usefixtures("file")  # SQLite says which index it takes
async def test_the_age_is_found_without_a_walk_through_what_waits(store: Database) -> None:
    def plans(tx: Transaction) -> list[str]:
        with counting(tx) as asked:
            tx.standing.backlog(now=LATER)
        found = []
        for statement in asked:
            if "FROM outbox" not in statement:  # there are as many platforms as are configured
                continue
            plain = statement.replace("?", "1")
            rows = inside(tx).exec_driver_sql(f"explain query plan {plain}")
            found.append("; ".join(row[-1] for row in rows))
        return found

    for plan in await store.tx(plans):
        assert "SCAN outbox" not in plan
        assert "ix_outbox_state" in plan
