from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.events import Known, Profile
from bot.chat.outbox import Purpose
from bot.domain.items import AnswerKind
from bot.domain.people import Nudges, Person
from bot.handlers import listening
from bot.ports import Transaction
from tests.jobs.house import House, an_asking_item, wants_nudges
from tests.store import making


async def _planned(house: House) -> list[str]:
    """Whom a nudge waits for, by the id on their platform."""
    await house.nudge.run()

    def look(tx: Transaction) -> list[str]:
        due = tx.outbox.due(now=house.clock.now(), limit=99)
        people = [tx.people.get(one.person_id or "") for one in due if one.purpose is Purpose.NUDGE]
        return [one.address.id for one in people if one is not None]

    return await house.tx(look)


Not = Callable[[Transaction, Person], None]

NOT_FOR: dict[str, Not] = {
    "a stranger": lambda tx, one: tx.people.leave(one.id),
    "somebody with nudges off": lambda tx, one: tx.people.choose_nudges(one.id, Nudges.OFF, every=one.nudge_every),
    "somebody paused": lambda tx, one: tx.people.pause(one.id, making.NOW + making.DAY),
    "somebody who is gone": lambda tx, one: tx.people.gone(one.address),
    "somebody who keeps work and social apart": lambda tx, one: tx.people.choose_networks(one.id, [], apart=True),
    "somebody nudged yesterday": lambda tx, one: tx.people.nudged(
        one.id, at=making.NOW - making.DAY, every=one.nudge_every
    ),
    "somebody who answered it": lambda tx, one: tx.answers.put(
        one.id, tx.items.asking(now=making.NOW)[0][0].id, AnswerKind.SCROLL_PAST, at=making.NOW
    ),
    "somebody who does not want its topic": lambda tx, one: tx.people.choose_topics(
        one.id, {topic.id: False for topic in tx.topics.all()}
    ),
}


@pytest.mark.parametrize("who", NOT_FOR)
async def test_no_nudge_is_planned_for(house: House, who: str) -> None:
    def begin(tx: Transaction) -> None:
        item, _ = an_asking_item(tx, at=house.clock)
        making.about(tx, item.id, *making.topic(tx, "kernel"))
        NOT_FOR[who](tx, wants_nudges(tx, "ana"))
        wants_nudges(tx, "ben")  # the control, in the same house: he wants it

    await house.tx(begin)
    assert await _planned(house) == ["ben"]


async def test_no_nudge_is_planned_in_a_persons_own_night(house: House) -> None:
    def begin(tx: Transaction) -> None:
        an_asking_item(tx, at=house.clock)
        wants_nudges(tx, "berlin")
        there = tx.people.meet(making.address("tokyo"), now=making.NOW, zone="Asia/Tokyo", language="en")
        assert there.zone == "Asia/Tokyo"
        wants_nudges(tx, "tokyo")

    await house.tx(begin)
    assert await _planned(house) == ["berlin"]  # 19:00 in Tokyo
    house.clock.set(datetime(2026, 11, 25, 0, 30, tzinfo=UTC))  # 09:30 in Tokyo; Berlin's still waits, planned by day
    assert await _planned(house) == ["berlin", "tokyo"]


async def test_one_nudge_waits_at_a_time_and_an_item_is_planned_once_ever(house: House) -> None:
    def begin(tx: Transaction) -> None:
        for name in ("one", "two"):
            an_asking_item(tx, name, at=house.clock)
        wants_nudges(tx, "ana", Nudges.DAILY)

    await house.tx(begin)
    for _ in range(3):
        assert await _planned(house) == ["ana"]
    for _ in range(8):  # days
        await house.nudge.run()
        await house.deliver().drain()
        house.later(days=1)
    titles = house.platform.at("ana")
    assert len(titles) == len(set(titles)) == 2


async def test_an_item_the_person_brought_is_no_nudge_for_them(house: House) -> None:
    def begin(tx: Transaction) -> None:
        item, _ = an_asking_item(tx, at=house.clock)
        ana = wants_nudges(tx, "ana")
        wants_nudges(tx, "ben")
        find = tx.items.bring(
            ana.id, url=item.url, key=item.url, why="", named=False, room_id=None, at=house.clock.now()
        )
        tx.items.settle_find(find.id, find.state, item_id=item.id)

    await house.tx(begin)
    assert await _planned(house) == ["ben"]


async def test_a_reminder_comes_once_when_it_is_due(house: House) -> None:
    def begin(tx: Transaction) -> None:
        item, _ = an_asking_item(tx, at=house.clock)
        ana = making.person(tx, "ana")
        draft = tx.drafts.begin(ana.id, item.id, angle="work", at=house.clock.now())
        tx.drafts.edit(draft.id, "My own words.", at=house.clock.now())
        tx.drafts.remind(draft.id, due=house.clock.now() + timedelta(hours=1))

    await house.tx(begin)
    await house.nudge.run()
    await house.deliver().drain()
    assert house.platform.at("ana") == []
    house.later(hours=1)
    for _ in range(3):
        await house.nudge.run()
        await house.deliver().drain()
        house.later(hours=1)
    assert len(house.platform.at("ana")) == 1


async def test_more_people_than_one_batch_holds_are_all_planned_for(house: House) -> None:
    def begin(tx: Transaction) -> None:
        an_asking_item(tx, at=house.clock)
        for number in range(205):
            wants_nudges(tx, f"p{number}")

    await house.tx(begin)
    assert await house.store.read(house.nudge.due)
    await house.nudge.run()
    states = house.states()
    assert sum(key.startswith("n:") for key in states) == 205


async def test_a_time_zone_that_does_not_exist_is_not_believed_and_so_stops_nobodys_nudge(house: House) -> None:
    def begin(tx: Transaction) -> str:
        an_asking_item(tx, at=house.clock)
        for number, name in enumerate(["ana", "ben"]):
            one = wants_nudges(tx, name)
            profile = Profile(name.title(), zone="Mars/Olympus" if name == "ana" else "Asia/Tokyo")
            listening.known(Known(str(number), house.clock.now(), one.address, profile), house.here(tx))
        ana = tx.people.at(making.address("ana"))
        assert ana is not None
        return f"{ana.name} {ana.zone}"

    assert await house.tx(begin) == "Ana Europe/Berlin"
    assert await _planned(house) == ["ana"]  # and the control: Ben's new zone was believed, and it is night there
