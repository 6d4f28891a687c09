import asyncio
import random
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot import ports
from bot.chat import drawing
from bot.chat.addresses import Message
from bot.chat.cards import Card
from bot.chat.events import Profile, Reacted
from bot.chat.outbox import Outgoing, Purpose, pack
from bot.chat.outgoing import Send, verdict
from bot.domain.drafts import Answers
from bot.domain.items import AnswerKind
from bot.domain.networks import Network
from bot.domain.people import Nudges, Person
from bot.handlers import pages
from bot.ports import Delivered, Later, Sent, Transaction, Undeliverable, Unknown
from jobs.deliver import Deliver, Times
from jobs.delivering.claim import Claimed, claim
from store.database import Database
from tests.fakes.clock import SetClock
from tests.fakes.platform import LIMITED, REFUSED, Does, FakePlatform
from tests.jobs.house import House, a_card, an_asking_item, wants_nudges
from tests.store import making

T = TypeVar("T")

QUIET = 60
HELP = pack(Card("Help"))
MINUTE = timedelta(minutes=1)
TOMORROW = making.NOW + making.DAY


class Naive:
    """A control: it sends what is due and believes what it pleases. Every test shows that it fails."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def drain(self) -> None:
        """Whoever does not answer is asked again at once; whole batches are waited for; lanes are nothing to it."""
        for _ in range(8):
            due = await self._house.tx(lambda tx: tx.outbox.due(now=self._house.clock.now(), limit=20))
            if not due:
                return
            await asyncio.gather(*map(self._send, due))

    async def _send(self, outgoing: Outgoing) -> None:
        house = self._house
        what = await house.tx(lambda tx: verdict(outgoing, house.here(tx)))
        outcome = await house.platform.send(what.to, what.card, key=outgoing.key) if isinstance(what, Send) else None
        if isinstance(outcome, Sent):
            await house.tx(lambda tx: tx.outbox.sent(outgoing.id, at=house.clock.now()))


# ── What a platform says ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_was_sent_is_marked_and_reactions_that_came_before_are_applied(house: House) -> None:
    def wait(tx: Transaction) -> tuple[Person, str, str]:
        room = making.room(tx)
        ana = making.person(tx, "ana")
        card = a_card(tx, room, at=house.clock)
        early = Reacted("event", house.clock.now(), ana.address, Message(room.address, "m1"), "👍", True)
        tx.answers.set_aside(ana.id, early)
        return ana, card.id, card.item_id

    ana, card_id, item_id = await house.tx(wait)
    before = await house.tx(lambda tx: tx.answers.of(ana.id, item_id))  # the control: nobody applied it yet
    await house.deliver().drain()
    card = await house.tx(lambda tx: tx.rooms.card(card_id))
    assert card is not None
    assert card.message is not None
    assert (card.message.id, card.posted_at) == ("m1", house.clock.now())
    assert house.state("card:one") == ("sent", "")
    assert before == frozenset()
    assert await house.tx(lambda tx: tx.answers.of(ana.id, item_id)) == {AnswerKind.WORTH_IT}


async def test_a_reaction_that_was_taken_back_before_the_send_was_known_counts_for_nothing(house: House) -> None:
    def wait(tx: Transaction) -> tuple[str, str]:
        room, ana = making.room(tx), making.person(tx, "ana")
        card = a_card(tx, room, at=house.clock)
        message = Message(room.address, "m1")
        for second, added in enumerate([True, False]):
            at = house.clock.now() + timedelta(seconds=second)
            tx.answers.set_aside(ana.id, Reacted(f"event {second}", at, ana.address, message, "👍", added))
        return ana.id, card.item_id

    ana_id, item_id = await house.tx(wait)
    await house.deliver().drain()
    assert await house.tx(lambda tx: tx.answers.of(ana_id, item_id)) == frozenset()


async def test_the_way_to_somebody_that_was_found_by_sending_is_kept_for_the_next_message(house: House) -> None:
    def wait(tx: Transaction, name: str) -> Person:
        ana = tx.people.at(making.address("ana")) or making.person(tx, "ana")
        tx.outbox.put(Purpose.ANSWER, key=name, lane=ana.id, about=ana.id, person_id=ana.id, at=making.NOW, body=HELP)
        return ana

    ana = await house.tx(lambda tx: wait(tx, "first"))
    house.platform.does(Sent(Message(replace(ana.address, route="the way"), "1")))
    await house.deliver().drain()
    await house.tx(lambda tx: wait(tx, "second"))
    await house.deliver().drain()
    assert [to.route for to, _ in house.platform.tried] == ["", "the way"]


async def test_later_waits_its_seconds_and_does_not_count_as_an_attempt(house: House) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.platform.does(*[LIMITED] * 12)  # more often than a message may be tried
    deliver = house.deliver()
    await deliver.drain()
    for times in range(1, 13):
        assert len(house.platform.tried) == times
        house.later(seconds=29.9)
        await deliver.drain()
        assert len(house.platform.tried) == times, "it left before its seconds were over"
        house.later(seconds=6.2)  # 30 seconds and up to a fifth more, so that not all come back at once
        await deliver.drain()
    assert house.platform.at("general") == ["Title one"]


async def test_a_naive_delivery_does_not_wait(house: House) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.platform.does(LIMITED)
    await Naive(house).drain()
    assert len(house.platform.tried) > 1  # the control of the test above: it asked again before its seconds were over


async def test_nothing_overtakes_what_its_platform_sent_back_but_what_the_door_holds_is_overtaken(house: House) -> None:
    def wait(tx: Transaction) -> None:
        room = making.room(tx)
        ana = making.person(tx, "ana")
        for name in ("one", "two"):
            a_card(tx, room, name, at=house.clock)
        item, _ = an_asking_item(tx, room="elsewhere", at=house.clock)
        draft = tx.drafts.begin(ana.id, item.id, angle="work", at=house.clock.now())
        tx.drafts.edit(draft.id, "My own words.", at=house.clock.now())
        _put(tx, Purpose.REMINDER, about=draft.id, person=ana, at=house.clock)
        _put(tx, Purpose.ANSWER, about=ana.id, person=ana, at=house.clock, body=pack(Card("Help")))

    house.clock.set(making.NOW + timedelta(hours=10))  # Ana's evening, and the room's
    await house.tx(wait)
    await house.deliver().drain()
    assert house.platform.at("ana") == ["Help"], "what she asked for waited for a reminder that waits for the morning"
    house.clock.set(making.NOW + timedelta(days=1))
    house.platform.does(LIMITED, at="general")
    await house.deliver().drain()
    assert house.platform.at("general") == []
    house.later(seconds=40)
    await house.deliver().drain()
    assert house.platform.at("general") == ["Title one", "Title two"]


async def test_a_nudge_that_was_surely_not_delivered_still_leaves_and_lengthens_the_interval_once(
    house: House,
) -> None:
    ana = await _queued_nudge(house)
    house.platform.does(LIMITED, Does.LOSES)
    deliver = house.deliver()
    await deliver.drain()
    await house.pass_seconds(deliver, 120, step=20)
    assert len(house.platform.at("ana")) == 1
    after = await house.tx(lambda tx: tx.people.get(ana.id))
    assert after is not None
    assert after.nudge_every == timedelta(days=10.5)


async def test_what_will_never_be_delivered_is_dead_with_words_and_the_room_goes_on(house: House) -> None:
    def wait(tx: Transaction) -> None:
        room = making.room(tx)
        a_card(tx, room, "one", at=house.clock)
        a_card(tx, room, "two", at=house.clock)

    await house.tx(wait)
    house.platform.does(REFUSED)
    await house.deliver().drain()
    assert house.state("card:one") == ("dead", "no such room")
    assert house.platform.at("general") == ["Title two"]


async def test_a_message_for_a_platform_that_is_not_configured_is_dead(house: House) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    deliver = Deliver(house.store, platforms={}, settings=house.settings, clock=house.clock)
    await deliver.drain()
    assert house.state("card:one") == ("dead", "its platform is not configured")


# ── What nobody can say ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("fate", "looks", "tries"), [(Does.KEEPS, 1, 1), (Does.LOSES, 1, 2)])
async def test_a_message_of_unknown_fate_is_looked_up_after_the_quiet_time(
    house: House, fate: Does, looks: int, tries: int
) -> None:
    card = await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.platform.does(fate)
    deliver = house.deliver(quiet=QUIET)
    await deliver.drain()
    await house.pass_seconds(deliver, QUIET, step=10)
    assert (len(house.platform.tried), house.platform.looked_for) == (1, []), "it was touched within the quiet time"
    house.later(seconds=1)
    await deliver.drain()
    assert (len(house.platform.tried), len(house.platform.looked_for)) == (tries, looks)
    assert house.platform.at("general") == ["Title one"]
    stands = await house.tx(lambda tx: tx.rooms.card(card.id))
    assert stands is not None
    assert stands.message == house.platform.stands[0].message
    assert len({key for _, key in house.platform.tried}) == 1, "the platform could not tell that it is the same one"


async def test_a_naive_delivery_doubles_what_it_heard_nothing_of(house: House) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.platform.does(Does.KEEPS)
    await Naive(house).drain()
    assert house.platform.at("general") == ["Title one", "Title one"]


@pytest.mark.parametrize(("quiet", "copies"), [(QUIET, 1), (0, 2)], ids=["quiet time", "control: none"])
async def test_a_message_that_arrives_late_is_not_doubled_because_of_the_quiet_time(
    house: House, quiet: float, copies: int
) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.platform.does(Does.LATE)
    deliver = house.deliver(quiet=quiet)
    await deliver.drain()
    await house.pass_seconds(deliver, 20, step=5)
    house.platform.land()
    await house.pass_seconds(deliver, 2 * QUIET, step=10)
    assert len(house.platform.at("general")) == copies


async def test_consent_withdrawn_while_a_nudge_was_of_unknown_fate_keeps_it_from_leaving_again(house: House) -> None:
    ana = await _queued_nudge(house)
    house.platform.does(Does.LOSES)
    deliver = house.deliver()
    await deliver.drain()
    await house.tx(lambda tx: tx.people.leave(ana.id))
    await house.pass_seconds(deliver, 2 * QUIET, step=10)
    assert (len(house.platform.tried), house.platform.stands) == (1, [])


async def test_where_nobody_can_tell_a_private_message_is_dropped_and_its_person_goes_on(house: House) -> None:
    def wait(tx: Transaction) -> Person:
        ana = wants_nudges(tx, "ana")
        item, card = an_asking_item(tx, at=house.clock)
        draft = tx.drafts.begin(ana.id, item.id, angle="work", at=house.clock.now())
        answers = Answers("I learnt a lot.")
        tx.drafts.write(
            draft.id,
            network=Network.MASTODON,
            answers=answers,
            workplace=False,
            variant=0,
            text="I learnt a lot.",
            at=house.clock.now(),
        )
        said: dict[Purpose, str] = {Purpose.NUDGE: card.id, Purpose.DRAFT: draft.id, Purpose.ANSWER: ana.id}
        for purpose, about in said.items():
            body = pack(Card("Help")) if purpose is Purpose.ANSWER else ""
            _put(tx, purpose, about=about, person=ana, at=house.clock, body=body)
        _put(tx, Purpose.ANSWER, key="next", about=ana.id, person=ana, at=house.clock, body=pack(Card("Next")))
        return ana

    ana = await house.tx(wait)
    house.platform.tells = False
    house.platform.does(*[Does.LOSES] * 3)
    deliver = house.deliver()
    await deliver.drain()
    await house.pass_seconds(deliver, 8 * QUIET, step=30)
    states = house.states()
    assert [states[key] for key in ("nudge", "draft", "answer", "next")] == ["dropped", "dropped", "dropped", "sent"]
    assert len(house.platform.tried) == 4, "something was sent again"
    page = await house.tx(lambda tx: drawing.page(tx.people.get(ana.id), house.here(tx), at=ana.address))
    assert "Title asked" in str(page), "the draft does not wait on their own page"


async def test_where_nobody_can_tell_a_card_is_parked_and_the_room_goes_on(house: House) -> None:
    def wait(tx: Transaction) -> None:
        room = making.room(tx)
        for name in ("one", "two"):
            a_card(tx, room, name, at=house.clock)

    await house.tx(wait)
    house.platform.tells = False
    house.platform.does(Does.KEEPS)
    deliver = house.deliver()
    await deliver.drain()
    assert house.platform.at("general") == ["Title one"], "the room must wait for it"
    await house.pass_seconds(deliver, 3 * QUIET, step=30)
    assert house.states() == {"card:one": "parked", "card:two": "sent"}
    assert house.platform.at("general") == ["Title one", "Title two"]


async def test_edits_and_pages_are_drawn_again_since_that_does_no_harm(house: House) -> None:
    def wait(tx: Transaction) -> None:
        _, card = an_asking_item(tx, at=house.clock)
        ana = making.person(tx, "ana")
        at = house.clock.now()
        tx.outbox.put_state(Purpose.CARD_EDIT, key="edit", lane=card.room_id, about=card.id, at=at)
        tx.outbox.put_state(Purpose.PAGE, key="page", lane=ana.id, about=ana.id, person_id=ana.id, at=at)

    await house.tx(wait)
    house.platform.does(Does.KEEPS, at="general")
    house.platform.does(Does.RAISES, at="ana")
    deliver = house.deliver()
    await deliver.drain()
    await house.pass_seconds(deliver, 180, step=61)
    assert (len(house.platform.edits), len(house.platform.pages)) == (2, 1)
    assert house.platform.looked_for == []
    assert set(house.states().values()) == {"sent"}


async def test_what_was_put_again_leaves_again_even_where_its_landing_and_the_next_claim_share_one_commit(
    house: House,
) -> None:
    wrong: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, said: wrong.append(said))
    ana = await house.tx(lambda tx: making.person(tx, "ana"))
    house.platform.does(Does.WAITS)
    deliver = house.deliver()
    await house.tx(lambda tx: pages.page_changed(ana, house.here(tx)))
    working = asyncio.create_task(deliver.work())
    await house.platform.arrived.wait()
    await house.tx(lambda tx: pages.page_changed(ana, house.here(tx)))  # again, while it is in the air

    at_it, go_on = threading.Event(), threading.Event()

    def busy(_: Transaction) -> None:
        at_it.set()
        go_on.wait(5)

    writing = asyncio.create_task(house.tx(busy))
    await asyncio.to_thread(at_it.wait, 5)
    house.platform.go_on.set()
    await asyncio.sleep(0.05)  # it has landed, and waits to be written down
    deliver.wake()
    await asyncio.sleep(0.05)  # and so does the next claim
    go_on.set()
    await writing
    await deliver.drain()
    deliver.stop()
    await working
    assert wrong == []
    assert len(house.platform.pages) == 2
    assert set(house.states().values()) == {"sent"}


async def test_eight_attempts_and_it_is_dead(house: House) -> None:
    def wait(tx: Transaction) -> None:
        _, card = an_asking_item(tx, at=house.clock)
        tx.outbox.put_state(Purpose.CARD_EDIT, key="edit", lane=card.room_id, about=card.id, at=house.clock.now())

    await house.tx(wait)
    house.platform.does(*[Does.KEEPS] * 20)
    deliver = house.deliver()
    await deliver.drain()
    await house.pass_seconds(deliver, 20 * 301, step=301)
    assert len(house.platform.edits) == 8
    assert house.state("edit") == ("dead", "tried too often")


async def test_a_message_that_is_lost_again_and_again_is_dead_in_the_end(house: House) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.platform.does(*[Does.LOSES] * 20)
    deliver = house.deliver()
    await deliver.drain()
    await house.pass_seconds(deliver, 20 * 61, step=61)
    assert (len(house.platform.tried), house.state("card:one")) == (8, ("dead", "tried too often"))


# ── Nobody is held up ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_one_slow_room_holds_no_other_up(house: House) -> None:
    await _three_for_two_rooms(house)
    house.platform.does(Does.WAITS, at="slow")
    async with asyncio.timeout(30), asyncio.TaskGroup() as running:
        running.create_task(house.deliver(timeout=20).drain())
        await house.platform.until(lambda: len(house.platform.at("quick")) == 3)
        assert house.platform.at("slow") == []
        house.platform.go_on.set()
    assert (len(house.platform.at("slow")), len(house.platform.at("quick"))) == (3, 3)


async def test_a_naive_delivery_lets_all_wait_for_the_slowest(house: House) -> None:
    await _three_for_two_rooms(house)
    house.platform.does(Does.WAITS, at="slow")
    naive = asyncio.create_task(Naive(house).drain())
    await asyncio.sleep(0.3)
    assert len(house.platform.at("quick")) == 1  # the control of the test above
    house.platform.go_on.set()
    await naive


async def test_what_is_put_while_a_slow_one_is_in_the_air_leaves_at_once(house: House) -> None:
    deliver = house.deliver()
    await house.tx(lambda tx: a_card(tx, making.room(tx, "slow"), "one", at=house.clock))
    house.platform.does(Does.WAITS, at="slow")
    async with asyncio.timeout(10), asyncio.TaskGroup() as running:
        running.create_task(deliver.drain())
        await house.platform.arrived.wait()
        await house.tx(lambda tx: a_card(tx, making.room(tx, "quick"), "two", at=house.clock))
        deliver.wake()
        await house.platform.until(lambda: house.platform.at("quick") != [])
        house.platform.go_on.set()


# One message of unknown fate at a time: three in a row, and the platform would rightly be left alone.


async def _in_the_good_room(house: House, deliver: Deliver, *names: str) -> list[str]:
    """Put these cards for a room where all is well, and deliver. Returns what stands there then."""

    def wait(tx: Transaction) -> None:
        for name in names:
            a_card(tx, making.room(tx, "good room"), name, at=house.clock)

    await house.tx(wait)
    await deliver.drain()
    return house.platform.at("good room")


@pytest.mark.parametrize("breaks", [Does.RAISES, Does.HANGS])
@pytest.mark.parametrize("purpose", [Purpose.CARD_EDIT, Purpose.PAGE])
async def test_a_platform_that_breaks_its_promise_when_it_draws_anew_stops_nobody(
    house: House, purpose: Purpose, breaks: Does
) -> None:
    def wait(tx: Transaction) -> None:
        _, card = an_asking_item(tx, room="bad", at=house.clock)
        ana = making.person(tx, "bad")
        about, lane = (card.id, card.room_id) if purpose is Purpose.CARD_EDIT else (ana.id, ana.id)
        tx.outbox.put_state(purpose, key="state", lane=lane, about=about, at=house.clock.now())

    await house.tx(wait)
    house.platform.does(breaks, at="bad")
    deliver = house.deliver(timeout=0.05)
    assert await _in_the_good_room(house, deliver, "one", "two") == ["Title one", "Title two"]
    assert (house.platform.edits, house.platform.pages) == ([], [])
    house.later(seconds=QUIET + 1)
    assert await _in_the_good_room(house, deliver, "three") == ["Title one", "Title two", "Title three"]
    assert len(house.platform.edits) + len(house.platform.pages) == 1


@pytest.mark.parametrize("breaks", [Does.RAISES, Does.HANGS])
async def test_a_platform_that_breaks_its_promise_when_it_is_asked_about_a_card_stops_nobody(
    house: House, breaks: Does
) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx, "bad"), "lost", at=house.clock))
    house.platform.finding = breaks
    house.platform.does(breaks, at="bad")
    deliver = house.deliver(timeout=0.05)
    assert await _in_the_good_room(house, deliver, "one", "two") == ["Title one", "Title two"]
    house.later(seconds=QUIET + 1)
    assert await _in_the_good_room(house, deliver, "three") == ["Title one", "Title two", "Title three"]
    assert house.platform.at("bad") == []
    house.platform.finding = None  # now it can be asked
    house.later(seconds=QUIET + 1)
    await deliver.drain()
    assert house.platform.at("bad") == ["Title lost"]


async def test_a_platform_that_cannot_be_asked_for_ten_minutes_cannot_tell(house: House) -> None:
    await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    house.platform.does(Does.LOSES)
    house.platform.finding = Does.RAISES
    deliver = house.deliver()
    await deliver.drain()
    await house.pass_seconds(deliver, 9 * 60, step=10)
    assert house.states() == {"card:one": "leaving"}
    assert len(house.platform.looked_for) <= 9, "it was asked more often than once in a quiet time"
    await house.pass_seconds(deliver, 3 * 60, step=10)
    assert house.states() == {"card:one": "parked"}


async def test_a_message_that_cannot_be_made_is_dead_and_all_others_leave(house: House) -> None:
    def wait(tx: Transaction) -> None:
        ana, ben = making.person(tx, "ana"), making.person(tx, "ben")
        _put(tx, Purpose.ANSWER, key="broken", about=ana.id, person=ana, at=house.clock, body="{no card")
        _put(tx, Purpose.ANSWER, key="whole", about=ben.id, person=ben, at=house.clock, body=pack(Card("Help")))
        _put(tx, Purpose.ANSWER, key="next", about=ana.id, person=ana, at=house.clock, body=pack(Card("Next")))
        tx.people.know(making.address("zed"), Profile("Zed"))
        zed = making.person(tx, "zed")
        tx.people.know(zed.address, Profile("Zed", zone="Mars/Olympus"))
        _put(tx, Purpose.REMINDER, key="nowhere", about="d", person=zed, at=house.clock)

    await house.tx(wait)
    await house.deliver().drain()
    assert house.states() == {"broken": "dead", "whole": "sent", "next": "sent", "nowhere": "dead"}
    assert house.state("broken") == ("dead", "it could not be made")


class Stumbling:
    """A store whose disk is full for a moment: every n-th transaction fails as a whole. Fits `bot.ports.Store`."""

    def __init__(self, store: Database, fails: Callable[[int], bool]) -> None:
        self._store = store
        self._fails = fails
        self._count = 0

    async def tx(self, fn: Callable[[ports.Transaction], T], *, within: float | None = None) -> T:
        self._count += 1
        if self._fails(self._count):
            raise OSError("disk full")
        return await self._store.tx(fn, within=within)

    async def read(self, fn: Callable[[ports.Transaction], T]) -> T:
        return await self._store.read(fn)


SHORTLY = Times(send=timedelta(milliseconds=500), margin=timedelta(milliseconds=100), lease=timedelta(seconds=1))
"""A lane whose outcome could not be kept stays taken until its lease is over, which is on the real clock."""


async def test_a_store_that_is_full_for_a_moment_ends_nothing_and_doubles_nothing(house: House) -> None:
    def wait(tx: Transaction) -> None:
        for name in ("one", "two", "three"):
            a_card(tx, making.room(tx), name, at=house.clock)

    await house.tx(wait)
    store = Stumbling(house.store, lambda count: count in (1, 3))  # a claim, and the outcome of the first message
    deliver = Deliver(
        store,
        platforms={"playground": house.platform},
        settings=house.settings,
        clock=house.clock,
        times=SHORTLY,
    )
    working = asyncio.create_task(deliver.work())
    async with asyncio.timeout(20):
        while len(house.platform.stands) < 3:
            house.later(seconds=2)  # slower than a look-up is given up, however busy the machine
            deliver.wake()
            await asyncio.sleep(0.01)
    deliver.stop()
    await working
    assert house.platform.at("general") == ["Title one", "Title two", "Title three"]


async def test_where_several_outcomes_cannot_be_kept_together_each_is_kept_alone(house: House) -> None:
    def wait(tx: Transaction) -> None:
        for name in ("one", "two", "three"):
            a_card(tx, making.room(tx, name), name, at=house.clock)

    await house.tx(wait)
    store = Stumbling(house.store, lambda count: count in (2, 4))  # those of all three, and then that of the second
    platforms = {"playground": house.platform}
    await Deliver(store, platforms=platforms, settings=house.settings, clock=house.clock).drain()
    assert sorted(house.states().values()) == ["leaving", "sent", "sent"]


async def test_stopping_waits_for_what_is_in_the_air_and_claims_nothing_more(house: House) -> None:
    await _three_for_two_rooms(house)
    house.platform.does(Does.WAITS, at="slow")
    house.platform.does(Does.WAITS, at="quick")
    deliver = house.deliver()
    working = asyncio.create_task(deliver.work())
    await house.platform.arrived.wait()
    deliver.stop()
    done, _ = await asyncio.wait({working}, timeout=0.1)
    assert not done, "it did not wait for what was in the air"
    house.platform.go_on.set()
    async with asyncio.timeout(5):
        await working
    assert sorted(house.states().values()) == ["sent"] * len(house.platform.stands) + ["waiting"] * (
        6 - len(house.platform.stands)
    )
    assert len(house.platform.stands) <= 2


# ── Order ────────────────────────────────────────────────────────────────────────────────────────────────────────────

RESULTS: list[Does | Delivered] = [*Does, Later(3), Undeliverable("no"), Unknown("perhaps")]
RESULTS.remove(Does.WAITS)


@pytest.fixture(scope="module")
def shared(template: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One store for many examples, each with rooms and people of its own."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('shared') / 'earshot.db'}")
    database.open()
    yield database
    database.close()


@seed(7)
@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(results=st.lists(st.lists(st.sampled_from(RESULTS), max_size=5), min_size=2, max_size=2), tells=st.booleans())
def test_order_is_kept_in_every_room_and_nothing_is_doubled_whatever_the_platform_says(
    shared: Database, file: Path, house: House, results: list[list[Does | Delivered]], tells: bool
) -> None:
    async def run() -> None:
        platform = FakePlatform(tells=tells)
        here = House(shared, house.url, SetClock(), house.settings, platform)
        rooms = await here.tx(lambda tx: _fill_rooms(tx, here, len(results), 3))
        for room, plans in zip(rooms, results, strict=True):
            platform.does(*plans, at=room)
        deliver = here.deliver(timeout=0.01)
        await deliver.drain()
        while await here.tx(lambda tx: tx.outbox.next_due() or tx.outbox.in_the_air(before=TOMORROW, limit=1)):
            platform.land()
            here.later(seconds=QUIET + 5)
            await deliver.drain()
        for room in rooms:
            titles = platform.at(room)
            assert titles == sorted(set(titles)), f"out of order or doubled in {room}: {titles}"

    asyncio.run(run())


async def test_a_naive_delivery_does_not_keep_the_order(house: House) -> None:
    (room,) = await house.tx(lambda tx: _fill_rooms(tx, house, 1, 4))
    house.platform.does(Does.LATE)
    await Naive(house).drain()
    house.platform.land()
    titles = house.platform.at(room)
    assert titles != sorted(set(titles))  # the control of the test above


# ── A no is a no ─────────────────────────────────────────────────────────────────────────────────────────────────────

NO: dict[str, Callable[[Transaction, Person], None]] = {
    "nudges off": lambda tx, one: tx.people.choose_nudges(one.id, Nudges.OFF, every=one.nudge_every),
    "left": lambda tx, one: tx.people.leave(one.id),
    "paused": lambda tx, one: tx.people.pause(one.id, making.NOW + timedelta(days=14)),
    "gone": lambda tx, one: tx.people.gone(one.address),
    "forgotten": lambda tx, one: tx.people.forget(one.id),
    "no network": lambda tx, one: tx.people.choose_networks(one.id, [], apart=True),
}


@pytest.mark.parametrize("no", NO)
async def test_a_queued_nudge_does_not_leave_after_a_no(house: House, no: str) -> None:
    ana = await _queued_nudge(house)
    await house.tx(lambda tx: NO[no](tx, ana))
    await house.deliver().drain()
    await house.pass_seconds(house.deliver(), 20 * 86400, step=86400)
    assert (house.platform.tried, house.platform.stands) == ([], [])


async def test_checking_only_when_planning_lets_a_nudge_leave_after_a_no(house: House) -> None:
    ana = await _queued_nudge(house)
    planned = await house.tx(lambda tx: tx.outbox.due(now=house.clock.now(), limit=9))
    await house.tx(lambda tx: tx.people.pause(ana.id, house.clock.now() + timedelta(days=14)))
    for one in planned:  # the control of the test above
        await house.platform.send(ana.address, Card("A nudge"), key=one.key)
    assert len(house.platform.stands) == 1


async def test_the_door_holds_even_where_the_queue_was_not_cleared(house: House) -> None:
    """The store clears the queue on a no; a message put after that, by a slow planner, meets the door."""
    ana = await _queued_nudge(house)
    for no in ("nudges off", "left"):
        await house.tx(lambda tx, no=no: NO[no](tx, ana))  # type: ignore[misc]
        await house.tx(lambda tx, no=no: _put(tx, Purpose.NUDGE, key=no, about="c", person=ana, at=house.clock))  # type: ignore[misc]
        await house.deliver().drain()
        assert house.state(no) == ("dropped", "they do not want it")
    assert house.platform.tried == []


@seed(11)
@examples(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random_order=st.randoms(use_true_random=False))
def test_nothing_is_claimed_for_a_person_after_their_no_was_committed(
    shared: Database, file: Path, house: House, random_order: random.Random
) -> None:
    async def run() -> None:
        here = House(shared, house.url, SetClock(), house.settings, FakePlatform())
        people, planned = await here.tx(lambda tx: _planned_nudges(tx, here, 3))
        happened: list[tuple[str, str]] = []

        def no(tx: Transaction, one: Person, how: str) -> None:
            NO[how](tx, one)
            happened.append(("no", one.id))

        def look(tx: Transaction) -> Claimed:
            claimed = claim(here.here(tx), limit=1, lease=MINUTE, quiet_time=MINUTE, limits={})
            happened.extend(("claimed", one.outgoing.person_id or "") for one in claimed.leaving)
            return claimed

        ways = [way for way in NO if way != "forgotten"]  # scrubbing the file takes its time
        events: list[Callable[[Transaction], object]] = [look] * 3
        events += [lambda tx, one=one: no(tx, one, random_order.choice(ways)) for one in people]  # type: ignore[misc]
        random_order.shuffle(events)
        await asyncio.gather(*map(shared.tx, events))  # all wait for the one writer at the same time
        await shared.tx(look)

        assert _too_late(happened) == set()
        naive = [("no", one.id) for one in people] + [("claimed", one) for one in planned]
        assert _too_late(naive) == {one.id for one in people}  # the control: who is claimed as was planned

    asyncio.run(run())


def _too_late(happened: list[tuple[str, str]]) -> set[str]:
    """Whom a message was claimed for after their no."""
    said_no: set[str] = set()
    late: set[str] = set()
    for what, who in happened:
        (said_no if what == "no" else late if who in said_no else set[str]()).add(who)
    return late


async def test_the_mark_that_an_item_was_a_nudge_survives_tidying(house: House) -> None:
    ana = await _queued_nudge(house)
    await house.deliver().drain()
    (key,) = [key for key in house.states() if key.startswith("n:")]
    house.later(days=70)
    await house.tidy.run()
    assert key not in house.states(), "the message itself is to be deleted, or this test shows nothing"
    put = Purpose.NUDGE, ana, house.clock
    kept_by_key = await house.tx(lambda tx: _put(tx, put[0], key=key, about="c", person=put[1], at=put[2]))
    assert kept_by_key  # the control: a queue that knows its own keys alone would take it again
    await house.tx(lambda tx: tx.outbox.withdraw(about="c", why="", at=house.clock.now()))
    await house.nudge.run()
    await house.deliver().drain()
    assert len(house.platform.at("ana")) == 1


# ── Making ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _queued_nudge(house: House) -> Person:
    """Ana asked for nudges, and one waits for her."""

    def wait(tx: Transaction) -> Person:
        an_asking_item(tx, at=house.clock)
        return wants_nudges(tx, "ana")

    ana = await house.tx(wait)
    await house.nudge.run()
    assert await house.tx(lambda tx: tx.outbox.waits(Purpose.NUDGE, ana.id))
    return ana


async def _three_for_two_rooms(house: House) -> None:
    def wait(tx: Transaction) -> None:
        for name in ("slow", "quick"):
            for number in range(3):
                a_card(tx, making.room(tx, name), f"{name}{number}", at=house.clock)

    await house.tx(wait)


def _fill_rooms(tx: Transaction, house: House, rooms: int, cards: int) -> list[str]:
    """So many rooms that nobody used before, with cards whose titles sort in the order they were put."""
    names = [f"room {tx.outbox.keyed_hash(str(len(tx.rooms.here()) + number))}" for number in range(rooms)]
    for name in names:
        room = making.room(tx, name)
        for number in range(cards):
            a_card(tx, room, f"{name} {number}", at=house.clock)
    return names


def _planned_nudges(tx: Transaction, house: House, people: int) -> tuple[list[Person], list[str]]:
    """People nobody met before, for whom a nudge waits."""
    _, card = an_asking_item(tx, "shared", at=house.clock)
    there = [wants_nudges(tx, secrets.token_hex(4)) for _ in range(people)]
    for one in there:
        _put(tx, Purpose.NUDGE, key=f"n:{one.id}", about=card.id, person=one, at=house.clock)
    return there, [one.id for one in there]


def _put(
    tx: Transaction,
    purpose: Purpose,
    *,
    key: str = "",
    about: str,
    person: Person,
    at: SetClock,
    body: str = "",
) -> bool:
    key = key or purpose.value
    return tx.outbox.put(purpose, key=key, lane=person.id, about=about, person_id=person.id, at=at.now(), body=body)
