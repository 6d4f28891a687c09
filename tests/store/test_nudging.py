"""Nudges for many people at once: what is asked, and how often."""

import secrets
from datetime import timedelta

from sqlalchemy import literal, select

from bot.domain.nudging import Hour, Stretch, Subject
from bot.domain.people import Nudges, Weekday
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
