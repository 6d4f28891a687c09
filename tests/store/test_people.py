from collections.abc import Callable

import pytest

from bot.chat.events import Profile
from bot.chat.outbox import Purpose
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Person, Private, Weekday
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.looking import counting
from tests.store.making import DAY, HOUR, NOW


def waits(tx: Transaction, person_id: str, *purposes: Purpose) -> None:
    for purpose in purposes:
        tx.outbox.put(purpose, key=f"{purpose}:{person_id}", lane=person_id, about="", person_id=person_id, at=NOW)


def left(tx: Transaction, person_id: str) -> list[str]:
    return sorted(purpose.value for purpose in Purpose if tx.outbox.waits(purpose, person_id))


async def test_a_person_is_met_once_and_their_route_is_refreshed(store: Database) -> None:
    met = await store.tx(lambda tx: tx.people.meet(making.address("ana"), now=NOW, zone="UTC", language="en"))
    again = await store.tx(
        lambda tx: tx.people.meet(making.address("ana", route="dm1"), now=NOW, zone="Asia/Tokyo", language="de")
    )
    assert (again.id, again.zone, again.language, again.address.route) == (met.id, "UTC", "en", "dm1")
    assert await store.read(lambda tx: tx.people.at(making.address("ana"))) == again
    assert await store.read(lambda tx: tx.people.at(making.address("ana", workspace="T2"))) is None
    assert await store.read(lambda tx: tx.people.get(met.id)) == again
    kept = await store.tx(lambda tx: tx.people.meet(making.address("ana"), now=NOW, zone="UTC", language="en"))
    assert kept.address.route == "dm1"


async def test_the_way_a_platform_found_is_kept_unless_another_was_told_meanwhile(store: Database) -> None:
    ana = await store.tx(lambda tx: making.person(tx, "ana"))
    await store.tx(lambda tx: tx.people.reached(ana.address, "dm1"))
    await store.tx(lambda tx: tx.people.reached(ana.address, "older"))
    kept = await store.read(lambda tx: tx.people.get(ana.id))
    assert kept is not None
    assert kept.address.route == "dm1"


CHANGES: dict[str, Callable[[Transaction, Person], object]] = {
    "meet": lambda tx, ana: tx.people.meet(making.address("ana", route="dm9"), now=NOW, zone="UTC", language="en"),
    "reached": lambda tx, ana: tx.people.reached(ana.address, "dm9"),
    "know": lambda tx, ana: tx.people.know(ana.address, Profile("Anne")),
    "gone": lambda tx, ana: tx.people.gone(ana.address),
    "join": lambda tx, ana: tx.people.join(ana.id, at=NOW + DAY, text="2026-11"),
    "leave": lambda tx, ana: tx.people.leave(ana.id),
    "pause": lambda tx, ana: tx.people.pause(ana.id, NOW + DAY),
    "forget": lambda tx, ana: tx.people.forget(ana.id),
    "uninstalled": lambda tx, ana: tx.workspaces.uninstalled("playground", "T1", at=NOW),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_who_was_waited_for_is_asked_once_until_something_changes_about_them(
    store: Database, change: Callable[[Transaction, Person], object]
) -> None:
    ana = await store.tx(lambda tx: making.person(tx, "ana"))

    def wait_and_change(tx: Transaction) -> tuple[Person | None, list[str], Person | None]:
        tx.people.wait_for(ana.address)
        with counting(tx) as asked:
            before = tx.people.at(ana.address)
        change(tx, ana)
        return before, asked, tx.people.at(ana.address)

    before, asked, after = await store.tx(wait_and_change)
    assert (before, asked) == (ana, [])
    assert after != ana or after.address.route != ana.address.route
    assert after == await store.read(lambda tx: tx.people.at(ana.address))


async def test_what_a_platform_tells_of_a_stranger_is_not_kept(store: Database) -> None:
    def tell(tx: Transaction) -> Person | None:
        tx.people.know(making.address("ana"), Profile("Ana", "Europe/Berlin", "de"))
        return tx.people.at(making.address("ana"))

    assert await store.tx(tell) is None


async def test_a_new_name_zone_or_language_is_kept_and_an_absent_one_changes_nothing(store: Database) -> None:
    def tell(tx: Transaction) -> Person | None:
        making.person(tx, "ana")
        tx.people.know(making.address("ana"), Profile("Ana", "Asia/Tokyo", "ja"))
        tx.people.know(making.address("ana"), Profile("Anna"))
        return tx.people.at(making.address("ana"))

    ana = await store.tx(tell)
    assert ana is not None
    assert (ana.name, ana.zone, ana.language, ana.gone) == ("Anna", "Asia/Tokyo", "ja", False)


async def test_a_language_chosen_by_hand_stands_beside_that_of_the_profile(store: Database) -> None:
    def choose(tx: Transaction) -> list[tuple[str, str | None, str]]:
        ana = making.person(tx, "ana")
        seen = []
        for chosen, profile in (("de", "fr"), ("de", None), ("en", "de"), (None, None)):
            tx.people.choose_language(ana.id, chosen)
            tx.people.know(making.address("ana"), Profile("Ana", language=profile))
            one = tx.people.get(ana.id)
            assert one is not None
            seen.append((one.language, one.chosen_language, one.spoken))
        return seen

    assert await store.tx(choose) == [
        *(("fr", "de", "de"), ("fr", "de", "de"), ("de", "en", "en")),
        ("de", None, "de"),
    ]


async def test_joining_leaving_pausing_and_choosing_are_kept(store: Database) -> None:
    ana = await store.tx(lambda tx: making.person(tx, "ana"))
    assert ana.member

    def choose(tx: Transaction) -> Person | None:
        tx.people.pause(ana.id, NOW + DAY)
        tx.people.choose_networks(ana.id, [Network.MASTODON, Network.X], apart=False)
        tx.people.choose_nudges(ana.id, Nudges.DAILY, every=DAY)
        tx.people.nudged(ana.id, at=NOW, every=1.5 * DAY)
        tx.people.switch(ana.id, Private.REMINDER, on=False)
        tx.people.switch(ana.id, Private.DRAFT, on=False)
        tx.people.switch(ana.id, Private.DRAFT, on=True)
        return tx.people.get(ana.id)

    chosen = await store.tx(choose)
    assert chosen is not None
    assert chosen.paused_until == NOW + DAY
    assert chosen.networks == {Network.MASTODON, Network.X}
    assert (chosen.nudges, chosen.nudge_every, chosen.nudged_at) == (Nudges.DAILY, 1.5 * DAY, NOW)
    assert chosen.switched_off == {Private.REMINDER}

    def leave(tx: Transaction) -> Person | None:
        tx.people.nudge_every(ana.id, DAY)
        tx.people.pause(ana.id, None)
        tx.people.choose_networks(ana.id, [], apart=True)
        tx.people.leave(ana.id)
        return tx.people.get(ana.id)

    left = await store.tx(leave)
    assert left is not None
    assert (left.member, left.nudges, left.nudge_every, left.paused_until) == (False, Nudges.OFF, DAY, None)
    assert (left.apart, left.networks) == (True, frozenset())


async def test_boundaries_are_kept_in_place_of_what_was_there(store: Database) -> None:
    def choose(tx: Transaction) -> tuple[Person | None, Person | None, Person | None]:
        ana, bo = making.person(tx, "ana"), making.person(tx, "bo")
        days, limits = [Weekday.SAT, Weekday.MON], [Boundary.NO_PHOTOS]
        tx.people.choose_boundaries(ana.id, never_days=days, boundaries=limits, at=NOW)
        first = tx.people.get(ana.id)
        tx.people.choose_boundaries(ana.id, never_days=[], boundaries=[Boundary.NO_FAITH], at=NOW)
        tx.people.leave(ana.id)
        return first, tx.people.get(ana.id), tx.people.get(bo.id)

    first, second, other = await store.tx(choose)
    assert first is not None
    assert first.never_days == {Weekday.SAT, Weekday.MON}
    assert first.boundaries == {Boundary.NO_PHOTOS}
    assert second is not None
    assert second.never_days == frozenset()
    assert second.boundaries == {Boundary.NO_FAITH}, "leaving changes nothing of them"
    assert other is not None
    assert not other.never_days
    assert not other.boundaries


async def test_new_boundaries_bring_back_what_the_door_told_to_wait_and_nothing_else(store: Database) -> None:
    def choose(tx: Transaction) -> list[str]:
        ana, bo = making.person(tx, "ana"), making.person(tx, "bo")
        made = [("told to wait", ana.id), ("tried", ana.id), ("limited", ana.id), ("planned", ana.id), ("bo's", bo.id)]
        for name, person in made:
            planned = NOW + DAY if name == "planned" else None
            tx.outbox.put(Purpose.REMINDER, key=name, lane=name, about="", person_id=person, at=NOW, not_before=planned)
        ids = {one.key: one.id for one in tx.outbox.due(now=NOW, limit=9)}
        tx.outbox.leaving(ids["limited"], at=NOW)
        for name, id_ in ids.items():
            tx.outbox.later(id_, until=NOW + DAY, tried=name == "tried")
        assert tx.outbox.due(now=NOW + HOUR, limit=9) == []
        tx.people.choose_boundaries(ana.id, never_days=[], boundaries=[], at=NOW + HOUR)
        return [one.key for one in tx.outbox.due(now=NOW + HOUR, limit=9)]

    assert await store.tx(choose) == ["told to wait"]


async def test_topics_a_person_chose_are_replaced_or_added_and_others_stay(store: Database) -> None:
    def choose(tx: Transaction) -> tuple[list[str], dict[str, bool]]:
        ana = making.person(tx, "ana")
        topics = making.topic(tx, "kernel", "us", "jobs")
        tx.people.choose_topics(ana.id, {topics[0]: True, topics[1]: True})
        tx.people.choose_topics(ana.id, {topics[1]: False})
        tx.people.choose_topics(ana.id, {})
        return topics, dict(tx.people.topics(ana.id))

    topics, chosen = await store.tx(choose)
    assert chosen == {topics[0]: True, topics[1]: False}


async def test_leaving_drops_what_waits_privately_but_not_the_own_page(store: Database) -> None:
    def leave(tx: Transaction) -> tuple[list[str], list[str]]:
        ana, bo = making.person(tx, "ana"), making.person(tx, "bo")
        waits(tx, ana.id, Purpose.NUDGE, Purpose.DRAFT, Purpose.REMINDER, Purpose.ANSWER, Purpose.PAGE)
        waits(tx, bo.id, Purpose.NUDGE)
        before = left(tx, ana.id)
        tx.people.leave(ana.id)
        return before, left(tx, ana.id) + left(tx, bo.id)

    before, after = await store.tx(leave)
    assert before == ["answer", "draft", "nudge", "page", "reminder"]
    assert after == ["page", "nudge"]


async def test_nudges_off_drops_every_nudge_that_waits_and_nothing_else(store: Database) -> None:
    def off(tx: Transaction) -> list[str]:
        ana = making.person(tx, "ana")
        waits(tx, ana.id, Purpose.NUDGE, Purpose.REMINDER)
        tx.people.choose_nudges(ana.id, Nudges.WEEKLY, every=7 * DAY)
        assert left(tx, ana.id) == ["nudge", "reminder"]
        tx.people.choose_nudges(ana.id, Nudges.OFF, every=7 * DAY)
        return left(tx, ana.id)

    assert await store.tx(off) == ["reminder"]


async def test_a_switch_drops_every_new_message_it_stands_for_and_what_stands_is_still_kept_true(
    store: Database,
) -> None:
    def off(tx: Transaction) -> list[str]:
        ana = making.person(tx, "ana")
        waits(tx, ana.id, Purpose.DRAFT, Purpose.DRAFT_EDIT, Purpose.DRAFT_INVITE, Purpose.FIND_NEWS)
        tx.people.switch(ana.id, Private.DRAFT, on=False)
        return left(tx, ana.id)

    assert await store.tx(off) == ["draft_edit", "find_news"]


async def test_nothing_waits_for_a_person_who_is_gone_until_they_come_back(store: Database) -> None:
    def go(tx: Transaction) -> tuple[Person | None, list[str]]:
        ana = making.person(tx, "ana")
        waits(tx, ana.id, Purpose.NUDGE, Purpose.PAGE)
        tx.people.gone(making.address("ana"))
        return tx.people.get(ana.id), left(tx, ana.id)

    ana, waiting = await store.tx(go)
    assert ana is not None
    assert (ana.gone, ana.member, waiting) == (True, False, [])
    back = await store.tx(lambda tx: tx.people.meet(making.address("ana"), now=NOW, zone="UTC", language="en"))
    assert (back.gone, back.member) == (False, True)


async def test_someone_no_longer_active_is_gone(store: Database) -> None:
    def tell(tx: Transaction) -> Person | None:
        making.person(tx, "ana")
        tx.people.know(making.address("ana"), Profile("Ana", active=False))
        return tx.people.at(making.address("ana"))

    ana = await store.tx(tell)
    assert ana is not None
    assert ana.gone


async def test_an_uninstalled_workspace_leaves_rooms_people_and_nothing_waiting(store: Database) -> None:
    def uninstall(tx: Transaction) -> tuple[list[str], list[str], list[bool]]:
        ana = making.person(tx, "ana")
        there = making.room(tx, "there")
        other = tx.rooms.joined(making.address("other", workspace="T2"), "other", at=NOW, topics=())
        waits(tx, ana.id, Purpose.NUDGE, Purpose.PAGE)
        for room in (there, other):
            tx.outbox.put(Purpose.CARD, key=f"card:{room.id}", lane=room.id, about="", at=NOW)
        tx.workspaces.uninstalled("playground", "T1", at=NOW)
        here = [room.name for room in tx.rooms.here()]
        lanes = [one.lane for one in tx.outbox.due(now=NOW, limit=10)]
        gone = tx.people.get(ana.id)
        return here, lanes, [lanes == [other.id], gone is not None and gone.gone]

    here, lanes, checks = await store.tx(uninstall)
    assert here == ["other"]
    assert len(lanes) == 1
    assert all(checks)
