"""Stop beats everything: nothing that waits leaves until a steward lets it go on, and then only what is still true."""

from datetime import timedelta

import pytest

from bot import dispatch
from bot.chat import drawing
from bot.chat.addresses import Message
from bot.chat.cards import Card
from bot.chat.events import Action, Pressed
from bot.chat.outbox import Outgoing, Purpose, pack
from bot.chat.replies import Reply, Whisper
from bot.domain.acts import Act
from bot.domain.items import Ending
from bot.domain.people import Nudges, Person
from bot.ports import Transaction
from tests.fakes.platform import Does
from tests.jobs.house import House, a_card, an_asking_item, settings, wants_nudges
from tests.store import making

ROOMS = 20
MANY = {"sqlite": (40, 200), "postgresql": (6, 40)}
"""Cards in each room, and nudges: a thousand together. What waits is asked alike of both, so a few will do for one."""
STEWARD = """
platforms: {playground: {people: [{id: ingrid, name: Ingrid, time_zone: Europe/Berlin}]}}
stewards: [{platform: playground, workspace: T1, id: ingrid}]
"""


@pytest.fixture
def desk(house: House) -> House:
    """The jobs, with Ingrid as a steward."""
    house.settings = settings(STEWARD)
    return house


async def press(
    house: House, action: Action, subject: str = "", *, who: str = "ingrid", on: Message | None = None
) -> str:
    """A steward presses; returns what was said."""

    def run(tx: Transaction) -> Reply | None:
        person = making.person(tx, who)
        event = Pressed(f"{action}{subject}", house.clock.now(), person.address, action, subject, on)
        return dispatch.handle(event, house.here(tx))

    reply = await house.tx(run)
    return str(reply.body) if isinstance(reply, Whisper) else str(reply)


def messages(house: House) -> dict[str, str]:
    """What became of every message, but for own pages drawn anew and the line that rooms are told."""
    return {key: state for key, state in house.states().items() if not key.startswith(("page:", "notice:"))}


def queued(tx: Transaction, house: House, each: int, nudges: int) -> None:
    """So many cards in each room, and so many nudges, wait."""
    for number in range(ROOMS * each):
        a_card(tx, making.room(tx, f"room{number % ROOMS}"), f"c{number}", at=house.clock)
    _, card = an_asking_item(tx, room="elsewhere", at=house.clock)
    for number in range(nudges):
        one = wants_nudges(tx, f"p{number}")
        tx.outbox.put(
            Purpose.NUDGE, key=f"n:{one.id}", lane=one.id, about=card.id, person_id=one.id, at=house.clock.now()
        )


def half_of_it_becomes_untrue(tx: Transaction, each: int, nudges: int) -> None:
    """Items are withdrawn, and people turn nudges off."""
    for number in range(0, ROOMS * each, 2):
        tx.items.withdraw(making.item(tx, f"c{number}").id)
    for number in range(0, nudges, 2):
        tx.people.choose_nudges(making.person(tx, f"p{number}").id, Nudges.OFF, every=timedelta(days=7))


@pytest.mark.timeout(200)
async def test_of_a_thousand_that_wait_none_leaves_and_later_only_what_is_still_true(desk: House, backend: str) -> None:
    each, nudges = MANY[backend]
    await desk.tx(lambda tx: queued(tx, desk, each, nudges))
    due = await desk.tx(
        lambda tx: tx.outbox.due(now=desk.clock.now(), limit=2000)
    )  # what a policy that looked before has
    await press(desk, Action.STOP_ALL)
    deliver = desk.deliver()
    await desk.pass_seconds(deliver, 180, step=60)
    assert {one.card.title for one in desk.platform.stands} == {"Earshot is stopped for now"}
    assert len(desk.platform.tried) == ROOMS + 1, "one line in each room, and nothing else"
    desk.platform.tried.clear()
    desk.platform.stands.clear()
    assert sum(state == "waiting" for state in desk.states().values()) == ROOMS * each + nudges

    await believing_what_it_saw(desk, due)
    assert len(desk.platform.tried) == ROOMS + nudges, (
        "the control: who looked before the stop sends the head of each lane"
    )
    desk.platform.tried.clear()
    desk.platform.stands.clear()

    await desk.tx(lambda tx: half_of_it_becomes_untrue(tx, each, nudges))
    await press(desk, Action.GO_ON)
    await deliver.drain()
    left = [one for one in desk.platform.stands if one.card.title != "Earshot goes on"]
    assert len(left) == (ROOMS * each + nudges) / 2
    assert set(messages(desk).values()) == {"sent", "dropped"}


async def believing_what_it_saw(house: House, due: list[Outgoing]) -> None:
    """The control: it looked at what is due before the stop, and sends that."""

    def drawn(tx: Transaction, one: Outgoing) -> tuple[Person | None, Card]:
        card = tx.rooms.card(one.about)
        shown = drawing.room_card(card, house.here(tx)) if card else None
        assert card is not None
        assert shown is not None
        return (tx.people.get(one.person_id) if one.person_id else None), shown

    for one in due:
        person, card = await house.tx(lambda tx, one=one: drawn(tx, one))  # type: ignore[misc]
        await house.platform.send(person.address if person else making.address("room"), card, key=one.key)


async def test_while_stopped_people_get_answers_and_cards_that_stand_are_kept_true(desk: House) -> None:
    await press(desk, Action.STOP_ALL)

    def act(tx: Transaction) -> None:
        ana = making.person(tx, "ana")
        body = pack(Card(title="Here you are"))
        tx.outbox.put(
            Purpose.ANSWER, key="answer", lane=ana.id, about=ana.id, person_id=ana.id, at=desk.clock.now(), body=body
        )
        _, card = an_asking_item(tx, at=desk.clock)
        tx.rooms.end(card.id, Ending.WITHDRAWN)
        tx.outbox.put_state(Purpose.CARD_EDIT, key="edit", lane=card.room_id, about=card.id, at=desk.clock.now())

    await desk.tx(act)
    await desk.deliver().drain()
    assert messages(desk) == {"answer": "sent", "edit": "sent"}


async def test_nothing_new_is_planned_while_everything_is_stopped(desk: House) -> None:
    def prepare(tx: Transaction) -> None:
        an_asking_item(tx, at=desk.clock)
        wants_nudges(tx, "ana")

    await desk.tx(prepare)
    await press(desk, Action.STOP_ALL)
    await desk.nudge.run()
    assert messages(desk) == {}
    await press(desk, Action.GO_ON)
    await desk.nudge.run()
    assert list(messages(desk).values()) == ["waiting"]


async def test_what_became_old_news_meanwhile_does_not_leave(desk: House) -> None:
    await desk.tx(lambda tx: a_card(tx, making.room(tx), at=desk.clock))
    await press(desk, Action.STOP_ALL)
    desk.later(days=5)
    await press(desk, Action.GO_ON)
    desk.later(days=1)  # a working day again
    await desk.deliver().drain()
    assert desk.state("card:one") == ("dropped", "it is old news by now")


async def test_stopping_and_going_on_are_noted_once_however_often_they_are_pressed(desk: House) -> None:
    for action in (Action.STOP_ALL, Action.STOP_ALL, Action.GO_ON, Action.GO_ON):
        await press(desk, action)
    done = await desk.tx(lambda tx: [one.act for one in tx.acts.last(limit=9)])
    assert done == [Act.WENT_ON, Act.STOPPED]
    assert "Nothing is stopped" in await press(desk, Action.GO_ON)


async def test_nobody_else_can_stop_or_go_on(desk: House) -> None:
    assert "for stewards" in await press(desk, Action.STOP_ALL, who="ana")
    assert await desk.tx(lambda tx: tx.programme.stopped_at()) is None
    await press(desk, Action.STOP_ALL)
    assert "for stewards" in await press(desk, Action.GO_ON, who="ana")
    assert await desk.tx(lambda tx: tx.programme.stopped_at()) is not None


# ── Cards of unknown fate ────────────────────────────────────────────────────────────────────────────────────────────


async def parked(house: House) -> str:
    """A card is lost on a platform that tells nothing; returns its id."""
    house.platform.tells = False
    house.platform.does(Does.LOSES)
    card = await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))
    deliver = house.deliver()
    await deliver.drain()
    await house.pass_seconds(deliver, 180, step=30)
    assert house.state("card:one")[0] == "parked"
    return card.id


async def doubt_shown(desk: House) -> bool:
    """Whether the cards in doubt stand on the desk itself, and not under "…"; the desk is then on top of the page."""

    def look(tx: Transaction) -> bool:
        ingrid = making.person(tx, "ingrid")
        sections = drawing.page(ingrid, desk.here(tx), at=ingrid.address).sections
        stands = [(at, one) for at, section in enumerate(sections) for one in section.buttons]
        [(place, button)] = [(at, one) for at, one in stands if one.action is Action.DESK_PARKED]
        assert place == (len(sections) - 1 if button.more else 0)
        return not button.more

    return await desk.tx(look)


async def test_the_desk_shows_that_cards_are_in_doubt_as_long_as_some_are(desk: House) -> None:
    assert not await doubt_shown(desk)
    card = await parked(desk)
    assert await doubt_shown(desk)
    await press(desk, Action.IS_THERE, card)
    assert not await doubt_shown(desk)


async def test_a_parked_card_goes_once_more_and_only_once(desk: House) -> None:
    card = await parked(desk)
    assert "1: send it again" in await press(desk, Action.DESK_PARKED)
    await press(desk, Action.POST_AGAIN, card)
    assert "already" in await press(desk, Action.POST_AGAIN, card)
    assert "already" in await press(desk, Action.IS_THERE, card)
    await desk.deliver().drain()
    assert len(desk.platform.stands) == 1
    assert desk.state("card:one") == ("sent", "")
    assert "No card is in doubt" in await press(desk, Action.DESK_PARKED)


async def test_a_parked_card_that_is_there_is_not_sent_again(desk: House) -> None:
    card = await parked(desk)
    await press(desk, Action.IS_THERE, card)
    assert "already" in await press(desk, Action.POST_AGAIN, card)
    await desk.deliver().drain()
    assert desk.platform.stands == []
    assert [one.act for one in await desk.tx(lambda tx: tx.acts.last(limit=9))] == [Act.FOUND_THERE]


async def test_what_may_not_leave_any_more_does_not_because_a_steward_says_post_it_again(desk: House) -> None:
    card = await parked(desk)

    def withdrawn(tx: Transaction) -> None:
        found = tx.rooms.card(card)
        assert found is not None
        tx.items.withdraw(found.item_id)

    await desk.tx(withdrawn)
    await press(desk, Action.POST_AGAIN, card)
    await desk.deliver().drain()
    assert desk.platform.stands == []
    assert desk.state("card:one")[0] == "dropped"


async def test_a_press_on_a_parked_card_proves_that_it_arrived(desk: House) -> None:
    card = await parked(desk)
    where = await desk.tx(lambda tx: making.room(tx).address)
    await press(desk, Action.SAVE, card, who="ana", on=Message(where, "m77"))
    assert desk.state("card:one") == ("sent", "")
    known = await desk.tx(lambda tx: tx.rooms.card(card))
    assert known is not None
    assert known.message == Message(where, "m77")


async def test_a_press_on_a_private_message_about_it_proves_nothing(desk: House) -> None:
    card = await parked(desk)
    ana = await desk.tx(lambda tx: making.person(tx, "ana"))
    await press(desk, Action.SAVE, card, who="ana", on=Message(ana.address, "m77"))
    assert desk.state("card:one")[0] == "parked"


async def test_no_private_message_is_ever_shown_to_a_steward(desk: House) -> None:
    def lost(tx: Transaction) -> None:
        ana = wants_nudges(tx, "ana")
        _, card = an_asking_item(tx, at=desk.clock)
        tx.outbox.put(Purpose.NUDGE, key="n", lane=ana.id, about=card.id, person_id=ana.id, at=desk.clock.now())

    await desk.tx(lost)
    desk.platform.tells = False
    desk.platform.does(Does.LOSES)
    deliver = desk.deliver()
    await deliver.drain()
    await desk.pass_seconds(deliver, 180, step=30)
    assert "No card is in doubt" in await press(desk, Action.DESK_PARKED)
