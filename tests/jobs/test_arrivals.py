"""A card that nobody knew to be there, and a press that shows where it stands: it is kept true, and comes once."""

from bot.chat.addresses import Message
from bot.chat.events import Action
from bot.domain.items import Life
from bot.handlers import sharing
from bot.ports import Transaction
from tests.fakes.platform import Does
from tests.jobs.house import House, a_card, settings
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
