"""What stands is kept true, also a card that nobody knew to be there until a press shows where; and it comes once."""

from bot import dispatch
from bot.chat.addresses import Message
from bot.chat.events import Action, FormName, Submitted
from bot.domain.drafts import Answers
from bot.domain.items import Ending, Life
from bot.domain.networks import Network
from bot.handlers import finding, sharing
from bot.ports import Transaction
from tests.fakes.platform import Does
from tests.jobs.house import House, a_card, an_asking_item, settings, wants_nudges
from tests.jobs.test_stopping import STEWARD, parked, press
from tests.store import making


async def where_it_stands(house: House, name: str = "m77") -> Message:
    return Message(await house.tx(lambda tx: making.room(tx).address), name)


async def test_what_was_withdrawn_while_nobody_knew_of_its_card_is_cleared_once_somebody_presses_it(
    house: House,
) -> None:
    house.settings = settings(STEWARD)
    card = await parked(house)

    def withdrawn(tx: Transaction) -> None:
        found = tx.rooms.card(card)
        assert found is not None
        sharing.take_back_everywhere(found.item_id, house.here(tx), why="withdrawn")

    await house.tx(withdrawn)
    await house.deliver().drain()
    assert house.platform.edits == [], "nobody knows where it stands"
    there = await where_it_stands(house)
    await press(house, Action.SAVE, card, who="ana", on=there)
    await house.deliver().drain()
    [(message, drawn)] = house.platform.edits
    assert message == there
    assert "one" not in drawn.title


async def test_a_card_in_the_air_that_somebody_presses_is_never_in_doubt_and_never_sent_again(house: House) -> None:
    house.settings = settings(STEWARD)
    house.platform.tells = False
    house.platform.does(Does.KEEPS)
    card = (await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))).id
    deliver = house.deliver()
    await deliver.drain()
    await press(house, Action.SAVE, card, who="ana", on=house.platform.stands[0].message)
    await house.pass_seconds(deliver, 180, step=30)
    assert "No card is in doubt" in await press(house, Action.DESK_PARKED)
    await press(house, Action.POST_AGAIN, card)
    await house.deliver().drain()
    assert len(house.platform.stands) == 1
    assert house.state("card:one") == ("sent", "")


async def test_a_card_in_the_air_that_somebody_presses_is_not_sent_again_where_its_platform_does_not_find_it(
    house: House,
) -> None:
    house.platform.does(Does.LOSES)
    card = (await house.tx(lambda tx: a_card(tx, making.room(tx), at=house.clock))).id
    deliver = house.deliver()
    await deliver.drain()
    await press(house, Action.SAVE, card, who="ana", on=await where_it_stands(house))
    await house.pass_seconds(deliver, 180, step=30)
    assert house.platform.stands == []
    assert len(house.platform.tried) == 1


async def test_a_press_that_names_a_card_in_doubt_on_another_cards_message_proves_nothing(house: House) -> None:
    house.settings = settings(STEWARD)
    card = await parked(house)

    def another(tx: Transaction) -> None:
        room = making.room(tx)
        making.card(tx, room.id, making.item(tx, "two", at=house.clock.now()).id, life=Life.ASKING, stands="m1")

    await house.tx(another)
    await press(house, Action.SAVE, card, who="ana", on=await where_it_stands(house, "m1"))
    assert house.state("card:one")[0] == "parked"


async def test_what_is_to_be_sent_again_stays_once_a_press_shows_that_it_is_there(house: House) -> None:
    house.settings = settings(STEWARD)
    card = await parked(house)
    house.platform.tried.clear()
    await press(house, Action.POST_AGAIN, card)
    await press(house, Action.SAVE, card, who="ana", on=await where_it_stands(house))
    await house.deliver().drain()
    assert house.platform.tried == []
    assert house.state("card:one") == ("dropped", "it stands there already")


async def test_a_card_that_is_put_up_anew_is_in_doubt_no_more(house: House) -> None:
    house.settings = settings(STEWARD)
    card = await parked(house)

    def put_up(tx: Transaction) -> None:
        tx.rooms.end(card, Ending.EXPIRED)
        found, ingrid = tx.rooms.card(card), making.person(tx, "ingrid")
        assert found is not None
        fields = {"room": found.room_id}
        event = Submitted("key", house.clock.now(), ingrid.address, FormName.PUT_UP, found.item_id, fields)
        dispatch.handle(event, house.here(tx))

    await house.tx(put_up)
    assert "No card is in doubt" in await press(house, Action.DESK_PARKED)


async def test_a_find_that_goes_to_another_room_leaves_its_card_in_doubt_to_be_cleared_where_it_may_stand(
    house: House,
) -> None:
    house.settings = settings(STEWARD)
    card = await parked(house)

    def move(tx: Transaction) -> None:
        here, ana, found = house.here(tx), making.person(tx, "ana"), tx.rooms.card(card)
        assert found is not None
        room, item = tx.rooms.get(found.room_id), tx.items.get(found.item_id)
        assert room is not None
        assert item is not None
        find = tx.items.bring(ana.id, url=item.url, key="k", why="", named=False, room_id=room.id, at=here.now)
        finding.place(find, item, here)
        other = making.room(tx, "other")
        fields = {"room": other.id}
        dispatch.handle(Submitted("key", here.now, ana.address, FormName.FIND_ROOM, find.id, fields), here)

    await house.tx(move)
    await press(house, Action.SAVE, card, who="ana", on=await where_it_stands(house))
    await house.deliver().drain()
    assert [drawn.buttons for message, drawn in house.platform.edits if message.id == "m77"] == [()]


async def test_words_that_were_thrown_away_go_from_where_they_stand_also_where_their_author_leaves_at_once(
    house: House,
) -> None:
    def stands(tx: Transaction) -> str:
        item, _ = an_asking_item(tx, at=house.clock)
        ana, now = wants_nudges(tx, "ana"), house.clock.now()
        begun = tx.drafts.begin(ana.id, item.id, angle="surprised", at=now)
        said = "We did it in spring."
        tx.drafts.write(
            begun.id, network=Network.X, answers=Answers(said), workplace=False, variant=0, text=said, at=now
        )
        tx.drafts.sent(begun.id, Message(ana.address, "m88"))
        return begun.id

    draft = await house.tx(stands)
    await press(house, Action.THROW_AWAY, draft, who="ana")
    await press(house, Action.LEAVE, who="ana")
    await house.deliver().drain()
    [drawn] = [drawn for message, drawn in house.platform.edits if message.id == "m88"]
    assert "spring" not in str(drawn)
