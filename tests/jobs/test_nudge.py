from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.chat.events import Known, Profile
from bot.chat.outbox import Purpose
from bot.domain.items import AnswerKind
from bot.domain.people import Boundary, Nudges, Person, Weekday
from bot.handlers import listening
from bot.ports import Transaction
from jobs.nudge import Nudge, subjects
from store.database import Database
from tests.fakes.clock import SetClock
from tests.fakes.platform import FakePlatform
from tests.jobs.house import House, an_asking_item, settings, wants_nudges
from tests.store import making


async def _planned(house: House) -> list[str]:
    """Whom a nudge waits for, by the id on their platform."""
    await house.nudge.run()

    def look(tx: Transaction) -> list[str]:
        due = tx.outbox.due(now=house.clock.now(), limit=99)
        people = [tx.people.get(one.person_id or "") for one in due if one.purpose is Purpose.NUDGE]
        return [one.address.id for one in people if one is not None]

    return await house.tx(look)


Not = Callable[[Transaction, Person], object]

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


def _limits(*chosen: Boundary, days: Collection[Weekday] = ()) -> Not:
    return lambda tx, one: tx.people.choose_boundaries(one.id, never_days=days, boundaries=chosen, at=making.NOW)


def _told_about(title: str) -> Not:
    def tell(tx: Transaction, one: Person) -> None:
        _limits(Boundary.NO_FAMILY, Boundary.NO_POLITICS)(tx, one)
        [(item, _)] = tx.items.asking(now=making.NOW)
        tx.items.correct(item.id, title=title, text=item.text, picture=None)

    return tell


NOT_FOR |= {
    "somebody who wants nothing on a Tuesday": _limits(days=[Weekday.TUE, Weekday.SUN]),
    "somebody who wants nothing on any day": _limits(days=list(Weekday)),
    "somebody to whom only the company's weekend is left": _limits(days=list(Weekday)[:5]),
    "somebody who wants no questions about family": _told_about("Parental leave in the workshop"),
    "somebody who wants no questions about politics": _told_about("Der Bundestag und das Stromnetz"),
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


@pytest.mark.parametrize("title", ["A new family of chips", "The mosque next door", "Third-party cookies"])
async def test_a_nudge_is_planned_where_no_boundary_is_touched(house: House, title: str) -> None:
    def begin(tx: Transaction) -> None:
        an_asking_item(tx, at=house.clock)
        ana = wants_nudges(tx, "ana")
        _told_about(title)(tx, ana)  # she closed family and politics alone
        _limits(Boundary.NO_PHOTOS, Boundary.NO_FAMILY, days=[Weekday.WED])(tx, ana)

    await house.tx(begin)
    assert await _planned(house) == ["ana"]


async def test_a_nudge_passes_over_what_touches_a_boundary_and_takes_the_next(house: House) -> None:
    def begin(tx: Transaction) -> None:
        item, _ = an_asking_item(tx, "one", at=house.clock)
        tx.items.correct(item.id, title="Parental leave in the workshop", text="", picture=None)
        an_asking_item(tx, "two", at=house.clock)
        _limits(Boundary.NO_FAMILY)(tx, wants_nudges(tx, "ana"))

    await house.tx(begin)
    await house.nudge.run()
    await house.deliver().drain()
    assert house.platform.at("ana") == ["Title two"]


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
        for number in range(505):
            wants_nudges(tx, f"p{number}")

    await house.tx(begin)
    assert await house.store.read(house.nudge.due)
    await house.nudge.run()
    states = house.states()
    assert sum(key.startswith("n:") for key in states) == 505


async def test_who_stops_in_the_middle_is_gone_on_from_and_nobody_is_planned_for_twice(house: House) -> None:
    def begin(tx: Transaction) -> None:
        for name in ("one", "two"):
            an_asking_item(tx, name, at=house.clock)
        for number in range(9):
            wants_nudges(tx, f"p{number}")

    await house.tx(begin)
    first = Nudge(house.store, settings=house.settings, clock=house.clock, batch=4)
    asking = await house.store.read(lambda tx: subjects(house.here(tx)))
    await first.go_on("Europe/Berlin", "", asking)  # and then it is killed
    assert len(house.states()) == 4
    assert len(await _planned(house)) == 9
    assert sorted(await _planned(house)) == sorted(f"p{number}" for number in range(9))


async def test_a_look_for_whose_turn_it_is_tells_exactly_whether_there_is_something_to_plan(house: House) -> None:
    def begin(tx: Transaction) -> None:
        item, _ = an_asking_item(tx, at=house.clock)
        tx.answers.put(wants_nudges(tx, "ana").id, item.id, AnswerKind.SAVE, at=house.clock.now())

    await house.tx(begin)
    assert not await house.store.read(house.nudge.due)
    await house.tx(lambda tx: wants_nudges(tx, "ben"))
    assert await house.store.read(house.nudge.due)
    await house.nudge.run()
    assert not await house.store.read(house.nudge.due)


async def test_weekly_nudges_are_not_planned_faster_than_the_company_allows(store: Database, url: str) -> None:
    few = House(store, url, SetClock(), settings("people: {nudges_per_week: 1}"), FakePlatform())

    def begin(tx: Transaction) -> None:
        an_asking_item(tx, at=few.clock)
        for name, wish in (("weekly", Nudges.WEEKLY), ("daily", Nudges.DAILY)):
            one = wants_nudges(tx, name, wish)
            tx.people.nudged(one.id, at=few.clock.now() - timedelta(days=3), every=timedelta(days=2))

    await few.tx(begin)
    assert await _planned(few) == ["daily"]
    few.later(days=6)  # Monday
    assert await _planned(few) == ["daily", "weekly"]


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


async def test_what_boundaries_hold_back_is_told_to_no_log(house: House) -> None:
    def begin(tx: Transaction) -> None:
        an_asking_item(tx, at=house.clock)
        wants_nudges(tx, "ben")
        _told_about("Parental leave in the workshop")(tx, wants_nudges(tx, "ana"))
        tx.people.choose_boundaries(
            wants_nudges(tx, "chloe").id, never_days=list(Weekday), boundaries=list(Boundary), at=making.NOW
        )

    with capture_logs() as logs:
        await house.tx(begin)
        await house.nudge.run()
        await house.deliver().drain()
    assert [house.platform.at(who) for who in ("ana", "chloe")] == [[], []]
    assert house.platform.at("ben") == ["Parental leave in the workshop"], "the control"
    assert logs == []
