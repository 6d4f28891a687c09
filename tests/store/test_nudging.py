"""Nudges for many people at once: what is asked, and how often."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import literal, select

from bot.chat.outbox import Purpose
from bot.domain.items import AnswerKind, Ending
from bot.domain.nudging import Hour, Stretch, Subject
from bot.domain.people import Nudges, Person, Private, Weekday
from bot.ports import Transaction
from store import rows
from store.database import Database
from store.hashing import hash_keys, hashed, keyed_hash
from store.manners import writer_engine
from tests.fakes.clock import SetClock
from tests.jobs.house import an_asking_item, wants_nudges
from tests.store import making
from tests.store.looking import counting, inside, looked

HOUR = Hour("Europe/Berlin", making.NOW, Weekday.TUE, timedelta(days=7))


def test_a_keyed_hash_made_by_the_database_is_the_one_we_make(url: str) -> None:
    engine = writer_engine(url, connections=1)
    dialect = engine.dialect.name
    with engine.begin() as connection:
        for length in (1, 16, 32, 63, 64, 65, 200):
            key, text = secrets.token_bytes(length), f"nudge:{secrets.token_hex(13)}:Ö"
            made = connection.execute(select(hashed(dialect, literal(text))), hash_keys(dialect, key)).scalar()
            assert made == keyed_hash(key, text)
    engine.dispose()


def people_and_an_item(tx: Transaction, count: int) -> Subject:
    item, card = an_asking_item(tx, at=SetClock())
    for number in range(count):
        wants_nudges(tx, f"p{number}")
    return Subject(item.id, card.id, frozenset(), frozenset())


async def test_many_people_take_no_more_questions_than_few(store: Database) -> None:
    def asked(tx: Transaction, count: int) -> tuple[int, int]:
        subject = people_and_an_item(tx, count)
        with counting(tx) as questions:
            stretch = tx.nudging.stretch(HOUR, after="", limit=500)
            assert stretch is not None
            assert tx.nudging.is_for_some(subject, stretch)
            planned = tx.nudging.plan([subject], stretch, at=making.NOW)
        inside(tx).execute(rows.outbox.delete())
        return planned, len(questions)

    few = await store.tx(lambda tx: asked(tx, 2))
    many = await store.tx(lambda tx: asked(tx, 60))
    assert (few[0], many[0]) == (2, 60)
    assert few[1] == many[1] <= 6


async def test_stretches_follow_each_other_and_leave_nobody_out(store: Database) -> None:
    def walk(tx: Transaction) -> tuple[list[Stretch], list[str]]:
        people_and_an_item(tx, 7)
        met = tx.people.meet(making.address("tokyo"), now=making.NOW, zone="Asia/Tokyo", language="en")
        wants_nudges(tx, "tokyo")
        found: list[Stretch] = []
        after: str | None = ""
        while after is not None:
            stretch = tx.nudging.stretch(HOUR, after=after, limit=3)
            found += [stretch] if stretch else []
            after = stretch.upto if stretch else None
        of_berlin = select(rows.people.c.id).where(rows.people.c.id != met.id).order_by(rows.people.c.id)
        return found, list(inside(tx).execute(of_berlin).scalars())

    found, people = await store.tx(walk)
    assert [(one.free, one.full, one.upto) for one in found] == [
        (3, True, people[2]),
        (3, True, people[5]),
        (1, False, people[6]),
    ]


# ── Whose turn it is ─────────────────────────────────────────────────────────────────────────────────────────────────

MICROSECOND = timedelta(microseconds=1)
TWO_DAYS, WEEK = timedelta(days=2), timedelta(days=7)


@pytest.mark.parametrize(
    ("wish", "every", "ago", "due"),
    [
        (Nudges.DAILY, TWO_DAYS, TWO_DAYS, True),
        (Nudges.DAILY, TWO_DAYS, TWO_DAYS - MICROSECOND, False),
        (Nudges.WEEKLY, TWO_DAYS, WEEK, True),
        (Nudges.WEEKLY, TWO_DAYS, WEEK - MICROSECOND, False),  # their own interval is over, the company's cap holds
        (Nudges.WEEKLY, 2 * WEEK, 2 * WEEK, True),
        (Nudges.WEEKLY, 2 * WEEK, 2 * WEEK - MICROSECOND, False),  # the other way round
    ],
)
async def test_a_turn_comes_at_the_very_moment_when_interval_and_cap_are_over(
    store: Database, wish: Nudges, every: timedelta, ago: timedelta, due: bool
) -> None:
    def begin(tx: Transaction) -> Stretch | None:
        one = wants_nudges(tx, "one", wish)
        tx.people.nudged(one.id, at=making.NOW - ago, every=every)
        return tx.nudging.stretch(HOUR, after="", limit=500)

    assert (await store.tx(begin) is not None) is due


async def test_only_those_of_the_stretch_are_planned_for(store: Database) -> None:
    def plan(tx: Transaction) -> tuple[list[list[str]], list[str]]:
        subject = people_and_an_item(tx, 5)
        people = sorted(inside(tx).execute(select(rows.people.c.id)).scalars())
        planned, after = [], ""
        for _ in range(3):
            stretch = tx.nudging.stretch(HOUR, after=after, limit=2)
            assert stretch is not None
            tx.nudging.plan([subject], stretch, at=making.NOW)
            planned.append(planned_for(tx))
            after = stretch.upto
        return planned, people

    planned, people = await store.tx(plan)
    assert planned == [people[:2], people[:4], people]


async def test_of_several_items_everyone_gets_the_first_that_is_for_them_and_no_second(store: Database) -> None:
    def plan(tx: Transaction) -> tuple[int, dict[str, str], dict[str, str]]:
        first = people_and_an_item(tx, 3)
        item, card = an_asking_item(tx, "another", at=SetClock())
        second = Subject(item.id, card.id, frozenset(), frozenset())
        people = sorted(inside(tx).execute(select(rows.people.c.id)).scalars())
        tx.answers.put(people[1], first.item_id, AnswerKind.SAVE, at=making.NOW)
        stretch = tx.nudging.stretch(HOUR, after="", limit=500)
        assert stretch is not None
        count = tx.nudging.plan([first, second], stretch, at=making.NOW)
        o = rows.outbox.c
        about = {row.person_id: row.about for row in inside(tx).execute(select(o.person_id, o.about))}
        return count, about, dict(zip(people, [first.card_id, second.card_id, first.card_id], strict=True))

    count, about, wished = await store.tx(plan)
    assert (count, about) == (3, wished)


MEANWHILE: dict[str, Callable[[Transaction, Person, Subject], object]] = {
    "they turned nudges off": lambda tx, one, _: tx.people.choose_nudges(one.id, Nudges.OFF, every=one.nudge_every),
    "they left": lambda tx, one, _: tx.people.leave(one.id),
    "they are gone": lambda tx, one, _: tx.people.gone(one.address),
    "they were forgotten": lambda tx, one, _: tx.people.forget(one.id),
    "they paused": lambda tx, one, _: tx.people.pause(one.id, making.NOW + making.DAY),
    "they switched this off": lambda tx, one, _: tx.people.switch(one.id, Private.NUDGE, on=False),
    "they picked no network": lambda tx, one, _: tx.people.choose_networks(one.id, [], apart=False),
    "they keep work apart": lambda tx, one, _: tx.people.choose_networks(one.id, [], apart=True),
    "they were nudged": lambda tx, one, _: tx.people.nudged(one.id, at=making.NOW, every=one.nudge_every),
    "they answered it": lambda tx, one, it: tx.answers.put(one.id, it.item_id, AnswerKind.SAVE, at=making.NOW),
    "a nudge waits for them": lambda tx, one, _: tx.outbox.put(
        Purpose.NUDGE, key="other", lane=one.id, about="", person_id=one.id, at=making.NOW
    ),
}


@pytest.mark.parametrize("what", MEANWHILE)
async def test_what_happened_between_the_look_and_the_plan_counts(store: Database, what: str) -> None:
    def look(tx: Transaction) -> tuple[Subject, Stretch | None]:
        return people_and_an_item(tx, 2), tx.nudging.stretch(HOUR, after="", limit=500)

    def plan(tx: Transaction) -> tuple[int, int]:
        assert stretch is not None
        here = tx.people.at(making.address("p0"))
        assert here is not None
        MEANWHILE[what](tx, here, subject)
        return stretch.free, tx.nudging.plan([subject], stretch, at=making.NOW)

    subject, stretch = await store.tx(look)
    assert await store.tx(plan) == (2, 1), "the other one is the control"


async def test_nobody_is_planned_for_about_a_card_that_ended_between_the_look_and_the_plan(store: Database) -> None:
    def plan(tx: Transaction) -> tuple[int, int]:
        subject = people_and_an_item(tx, 2)
        first = tx.nudging.stretch(HOUR, after="", limit=1)
        both = tx.nudging.stretch(HOUR, after="", limit=2)
        assert first is not None
        assert both is not None
        planned = tx.nudging.plan([subject], first, at=making.NOW)
        tx.rooms.end(subject.card_id, Ending.WITHDRAWN)
        return planned, tx.nudging.plan([subject], both, at=making.NOW)

    assert await store.tx(plan) == (1, 0)


@pytest.mark.usefixtures("on_server")
async def test_two_that_plan_the_same_at_once_plan_it_once(store: Database, url: str) -> None:
    def look(tx: Transaction) -> tuple[Subject, Stretch | None]:
        return people_and_an_item(tx, 40), tx.nudging.stretch(HOUR, after="", limit=500)

    subject, stretch = await store.tx(look)
    assert stretch is not None
    planned = await asyncio.gather(
        *(store.tx(lambda tx: tx.nudging.plan([subject], stretch, at=making.NOW)) for _ in range(6))
    )
    assert sum(planned) == 40
    assert looked(url, "select count(*), count(distinct person_id) from outbox") == [(40, 40)]


def planned_for(tx: Transaction) -> list[str]:
    """Whom a nudge waits for."""
    return sorted(inside(tx).execute(select(rows.outbox.c.person_id)).scalars())


# ── Zones ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_zones_are_those_of_people_with_nudges_on_each_once(store: Database) -> None:
    def zones(tx: Transaction) -> list[str]:
        for number, zone in enumerate(["UTC", "Asia/Tokyo", "UTC", "Europe/Berlin", "Asia/Kolkata"]):
            tx.people.meet(making.address(f"z{number}"), now=making.NOW, zone=zone, language="en")
            one = wants_nudges(tx, f"z{number}")
            if zone == "Asia/Kolkata":
                tx.people.choose_nudges(one.id, Nudges.OFF, every=one.nudge_every)
        return tx.nudging.zones()

    assert await store.read(lambda tx: tx.nudging.zones()) == []
    assert await store.tx(zones) == ["Asia/Tokyo", "Europe/Berlin", "UTC"]


async def test_whose_turn_it_is_is_found_by_the_index(store: Database, file: object) -> None:
    """Else every look would go through all people there are."""

    def look(tx: Transaction) -> list[str]:
        with counting(tx) as questions:
            tx.nudging.zones()
            tx.nudging.stretch(HOUR, after="", limit=500)
        return questions

    for question in await store.read(look):
        plan = looked(str(file), f"explain query plan {question.replace('?', '1')}")
        steps = [str(step[3]) for step in plan if "people" in str(step[3])]
        assert steps
        assert all("SEARCH" in step and "ix_people_zone_id" in step for step in steps), steps
