"""What people do with cards: by button or emoji, taken back, counted from five on, and over when a card's time is."""

from datetime import timedelta

from bot.chat.addresses import Address, Message
from bot.chat.events import Reacted
from bot.domain.items import AnswerKind
from bot.ports import Transaction
from tests.town import Json, Town, TownMaker, actions, subject
from tests.walks.steps import asking, bring, buttons, form, options, sleep, the_card, words

EVERYBODY = ("ana", "ben", "chloe", "deniz", "farah", "ingrid", "mateusz", "yuki")
TITLE = "What Rust taught us about drivers"
WOULD, PAST, SAVE, WORTH = AnswerKind.WOULD_SHARE, AnswerKind.SCROLL_PAST, AnswerKind.SAVE, AnswerKind.WORTH_IT


def at(who: str) -> Address:
    """Where a person or a room is."""
    return Address("playground", "playground", who)


async def answers(town: Town, who: str, card: Json) -> frozenset[AnswerKind]:
    """What this person has answered by now, as the store has it."""
    card_id = subject(card, "why")

    def look(tx: Transaction) -> frozenset[AnswerKind]:
        person, known = tx.people.at(at(who)), tx.rooms.card(card_id)
        return tx.answers.of(person.id, known.item_id) if person and known else frozenset()

    return await town.bot.store.read(look)


async def test_a_press_is_heard_can_be_taken_back_and_is_seen_by_nobody_else(town: Town) -> None:
    card = await asking(town)
    reply = await town.press("ana", "would_share", card)
    assert {"draft", "take_back_would_share"} == set(buttons(reply))
    assert (await the_card(town, TITLE, who="ana"))["mine"] == ["would_share"]
    for who in ("ben", "ingrid"):
        other = await the_card(town, TITLE, who=who)
        assert other["mine"] == []
        assert other["card"] == card["card"]

    await town.press("ana", "take_back_would_share", buttons(reply)["take_back_would_share"])
    assert await answers(town, "ana", card) == frozenset()


async def test_would_share_and_scroll_past_exclude_each_other_and_the_newest_wins(town: Town) -> None:
    card = await asking(town)
    for action, kind in (("would_share", WOULD), ("scroll_past", PAST), ("would_share", WOULD)):
        await town.press("ana", action, card)
        assert await answers(town, "ana", card) == {kind}
        await town.later(seconds=1)
    await town.press("ana", "save", card)
    await town.press("ana", "scroll_past", card)
    assert await answers(town, "ana", card) == {PAST, SAVE}


async def test_a_take_back_that_arrives_before_its_reaction_is_not_lost(town: Town) -> None:
    card = await asking(town)
    began = town.bot.clock.now()
    message = Message(at("engineering"), card["id"])

    async def hear(key: str, seconds: float, *, emoji: str = "🙋", added: bool) -> None:
        moment = began + timedelta(seconds=seconds)
        await town.bot.receive(Reacted(key, moment, at("ana"), message, emoji, added))

    await hear("2", 2, added=False)
    await hear("1", 1, added=True)
    assert await answers(town, "ana", card) == frozenset()
    await hear("3", 3, added=True)
    await hear("3", 3, added=True)  # heard twice
    assert await answers(town, "ana", card) == {WOULD}
    await hear("0", 0, emoji="⏭️", added=True)  # an older one that comes late
    assert await answers(town, "ana", card) == {WOULD}


async def test_a_reaction_on_a_card_whose_sending_is_not_known_yet_is_applied_once_it_is(town: Town) -> None:
    card = await asking(town)
    number = str(int(card["id"]) + 1)  # the playground counts its messages
    moment = town.bot.clock.now()
    await town.bot.receive(Reacted("e1", moment, at("ana"), Message(at("engineering"), number), "🙋", True))
    await town.bot.receive(Reacted("e2", moment, at("ben"), Message(at("engineering"), "9999"), "🙋", True))

    await bring(town, "Kernel days in Porto")
    later = await the_card(town, "Kernel days in Porto")
    assert later["id"] == number
    assert await answers(town, "ana", later) == {WOULD}
    assert await answers(town, "ben", later) == frozenset(), "what was never ours is nobody's answer"


async def test_counts_stand_on_the_card_from_five_people_on_and_go_below_again(town: Town) -> None:
    card = await asking(town)
    for who in EVERYBODY[:4]:
        await town.press(who, "would_share", card)
    await sleep(town, minutes=2)
    assert (await the_card(town, TITLE))["card"]["tallies"] == {}

    for who in EVERYBODY[4:7]:
        await town.press(who, "would_share", card)
    await town.press("yuki", "scroll_past", card)
    await sleep(town, minutes=2)
    shown = (await the_card(town, TITLE))["card"]
    assert shown["tallies"] == {"would_share": 7}
    assert "7 would share" in shown["facts"][-1]
    assert "scroll" not in shown["facts"][-1]

    for who in EVERYBODY[:3]:
        await town.press(who, "scroll_past", card)
    await sleep(town, minutes=2)
    assert (await the_card(town, TITLE))["card"]["tallies"] == {}


async def test_counts_are_drawn_anew_once_a_minute_at_most(town: Town) -> None:
    card = await asking(town)
    for who in EVERYBODY[:5]:
        await town.press(who, "would_share", card)
    assert (await the_card(town, TITLE))["card"]["tallies"] == {"would_share": 5}
    for who in EVERYBODY[5:]:
        await town.press(who, "would_share", card)
    assert (await the_card(town, TITLE))["card"]["tallies"] == {"would_share": 5}
    await sleep(town, minutes=1)
    assert (await the_card(town, TITLE))["card"]["tallies"] == {"would_share": 8}


async def test_what_is_saved_is_listed_and_can_be_removed_even_when_its_card_is_over(town: Town) -> None:
    card = await asking(town)
    await town.press("ana", "save", card)
    listed = await town.ask("ana", "saved")
    assert TITLE in words(listed)
    assert card["card"]["link"] in words(listed)

    await sleep(town, days=15)
    listed = await town.ask("ana", "saved")
    assert TITLE in words(listed)
    await town.press("ana", "take_back_save", buttons(listed)["take_back_save"])
    assert TITLE not in words(await town.ask("ana", "saved"))


async def test_less_of_a_topic_is_for_one_person_and_the_room_stays_as_it_is(town: Town) -> None:
    card = await asking(town)
    assert "Linux kernel" in words(await town.press("ana", "less_of_topic", card))
    await bring(town, "Kernel days in Porto")
    assert await the_card(town, "Kernel days in Porto")
    await town.join("ana")
    opened = form(await town.ask("ana", "topics"))
    wanted = next(one["value"] for one in opened["fields"] if one["name"] == "topics")
    assert options(opened, "topics")["Linux kernel"] not in wanted
    assert options(opened, "topics")["Cooking"] in wanted


async def test_not_for_us_asks_for_one_reason_and_why_tells_how_it_came_here(town: Town) -> None:
    card = await asking(town)
    opened = form(await town.press("ana", "not_for_us", card))
    wrong = await town.submit("ana", "not_for_us", {"because": "ugly"}, subject=opened["subject"])
    assert wrong is not None
    assert list(wrong["errors"]) == ["because"]
    assert "noted" in words(await town.submit("ana", "not_for_us", {"because": "old"}, subject=opened["subject"]))
    assert await answers(town, "ana", card) == {AnswerKind.NOT_FOR_US}

    why = words(await town.press("ben", "why", card))
    assert "This room follows Linux kernel" in why
    assert "“rust”" in why
    assert "At most 3" in why


async def test_after_fourteen_days_a_card_is_over_and_asks_nothing(town: Town) -> None:
    card = await asking(town)
    await sleep(town, days=13)
    assert (await the_card(town, TITLE))["card"]["ask"]
    await sleep(town, days=1, hours=1)
    await town.join("ana")
    over = await the_card(town, TITLE)
    assert not over["card"]["ask"]
    assert actions(over) == []
    assert "time is over" in over["card"]["facts"][0]
    for action in ("would_share", "worth_it", "draft", "save"):
        assert "not exist any more" in words(await town.press("ana", action, subject(card, "why")))
    assert await town.react("ana", card, "🙋") is None
    assert await answers(town, "ana", card) == frozenset()


async def test_answers_are_the_items_over_all_its_rooms(make_town: TownMaker) -> None:
    town = await make_town(more="cards: {ask_from: 1}")
    link = await bring(town)
    await town.ask("farah", f"find {link}", room="kitchen")
    here, there = await the_card(town, TITLE), await the_card(town, TITLE, room="kitchen")
    for who in EVERYBODY[:3]:
        await town.press(who, "would_share", here)
    for who in EVERYBODY[2:6]:  # Chloé in both rooms, and she is one person
        await town.press(who, "would_share", there)
    await sleep(town, minutes=2)
    for room in ("engineering", "kitchen"):
        assert (await the_card(town, TITLE, room=room))["card"]["tallies"] == {"would_share": 6}
