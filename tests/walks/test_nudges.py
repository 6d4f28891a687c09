"""Walk 3: a nudge reaches those who asked for it, rarely, at a good hour, and stops at once."""

import pytest

from bot.chat.addresses import Address
from bot.chat.outbox import Purpose
from bot.ports import Transaction
from tests.town import Json, Town, TownMaker, actions, subject
from tests.walks.steps import asking, bring, buttons, sleep, sleep_until, the_card, working_day

EVERY_DAY = "people: {quiet: {from: '18:00', until: '09:00', days: []}}"
TITLES = (
    "What Rust taught us about drivers",
    "Who maintains the kernel at night",
    "Bread ovens and the canteen of 1961",
)


async def wants_nudges(town: Town, *people: str) -> None:
    """They join, pick a network and say "nudges on"."""
    for who in people:
        await town.join(who, networks=["bluesky"])
        await town.ask(who, "nudges on")


async def nudges(town: Town, who: str) -> list[str]:
    """The titles of the nudges they got. A nudge is a private message that can turn nudges off."""
    return [one["card"]["title"] for one in await town.private(who) if "nudges_off" in actions(one)]


async def queue(town: Town, who: str, card: Json) -> None:
    """A nudge waits to leave for this person, as if it had been planned a moment before quiet hours began."""
    card_id = subject(card, "would_share")

    def put(tx: Transaction) -> None:
        person = tx.people.at(Address("playground", "playground", who))
        assert person is not None
        at = town.bot.clock.now()
        tx.outbox.put(Purpose.NUDGE, key=f"queued:{who}", lane=person.id, about=card_id, person_id=person.id, at=at)

    await town.bot.store.tx(put)
    await town.bot.settled()


async def test_no_nudge_comes_in_quiet_hours_on_the_clock_of_the_one_it_is_for(town: Town) -> None:
    await asking(town)
    await wants_nudges(town, "ben", "chloe")  # in Berlin it is 10:00, in Toronto night
    await sleep(town, minutes=10)
    assert len(await nudges(town, "ben")) == 1
    assert await nudges(town, "chloe") == []

    await sleep_until(town, await working_day(town, "17:00", days=0))
    assert len(await nudges(town, "chloe")) == 1


@pytest.mark.both
@pytest.mark.parametrize(("presses", "after_eight_days"), [(False, 1), (True, 2)])
async def test_each_nudge_nobody_answered_makes_them_rarer_and_any_press_brings_them_back(
    make_town: TownMaker, *, presses: bool, after_eight_days: int
) -> None:
    town = await make_town(more=EVERY_DAY)
    for title in TITLES:
        await bring(town, title, room="kitchen" if "Bread" in title else "engineering")
    await wants_nudges(town, "ben")
    await sleep(town, minutes=10)
    await sleep(town, days=3)
    assert len(await nudges(town, "ben")) == 1, "once a week means once a week"

    if presses:
        await town.ask("ben", "me")
    await sleep(town, days=5)
    assert len(await nudges(town, "ben")) == after_eight_days
    await sleep(town, days=3)
    assert len(await nudges(town, "ben")) == 2


async def test_daily_means_daily_for_those_who_answer(make_town: TownMaker) -> None:
    town = await make_town(more=EVERY_DAY)
    for title in TITLES:
        await bring(town, title, room="kitchen" if "Bread" in title else "engineering")
    await town.join("ben", networks=["bluesky"])
    await town.submit("ben", "nudges", {"often": "daily"})
    for count in (1, 2, 3):
        await sleep(town, days=1, minutes=10)
        assert len(await nudges(town, "ben")) == count
        await town.press("ben", "scroll_past", (await town.private("ben"))[-1])


@pytest.mark.both
async def test_a_nudge_that_waits_does_not_leave_once_nudges_are_off(town: Town) -> None:
    card = await asking(town)
    await sleep_until(town, await working_day(town, "20:00", days=0))
    await wants_nudges(town, "ben", "farah", "yuki")
    for who in ("ben", "farah", "yuki"):
        await queue(town, who, card)
        assert await nudges(town, who) == []

    await town.ask("ben", "nudges off")
    await town.press("yuki", "nudges_off")
    await sleep_until(town, await working_day(town, "11:00"))

    assert await town.private("ben") == []
    assert await town.private("yuki") == []
    assert await nudges(town, "farah") == [TITLES[0]], "the control: nothing else held it back"


async def test_nobody_is_nudged_about_what_they_answered_even_while_it_waits(town: Town) -> None:
    card = await asking(town)
    await town.press("mateusz", "scroll_past", card)
    await sleep_until(town, await working_day(town, "20:00", days=0))
    await wants_nudges(town, "ben", "farah", "mateusz", "deniz")  # Deniz brought it
    await queue(town, "ben", card)
    await town.press("ben", "save", card)
    await sleep_until(town, await working_day(town, "11:00"))

    for who in ("ben", "mateusz", "deniz"):
        assert await nudges(town, who) == []
    assert await nudges(town, "farah") == [TITLES[0]]


async def test_the_same_item_is_never_a_nudge_twice(make_town: TownMaker) -> None:
    town = await make_town(more=EVERY_DAY)
    await asking(town)
    await wants_nudges(town, "ben")
    await sleep(town, minutes=10)
    assert await nudges(town, "ben") == [TITLES[0]]

    await town.ask("ben", "nudges off")
    await sleep(town, days=60)  # its card is over, and the outbox was tidied
    await bring(town, TITLES[0], who="farah")
    await sleep(town, minutes=10)  # a card is drawn anew once a minute at most
    assert (await the_card(town, TITLES[0]))["card"]["ask"]
    await town.ask("ben", "nudges on")
    await sleep(town, days=1)
    assert await nudges(town, "ben") == [TITLES[0]]

    await bring(town, TITLES[1])
    await sleep(town, minutes=10)
    assert await nudges(town, "ben") == [TITLES[0], TITLES[1]], "the control: another item comes"


@pytest.mark.both
async def test_who_paused_left_was_forgotten_keeps_work_and_social_apart_or_never_joined_gets_none(town: Town) -> None:
    card = await asking(town)
    await wants_nudges(town, "ana", "ben", "farah", "mateusz", "yuki", "ingrid")
    await town.ask("ana", "pause 2w")
    await town.ask("ben", "leave")
    for action in ("forget", "forget_yes"):
        await town.press("farah", action)
    await town.submit("mateusz", "networks", {"apart": True})
    await town.submit("ingrid", "networks", {"networks": []})
    assert "join_yes" in buttons(await town.ask("chloe", "nudges on"))
    await town.press("chloe", "would_share", card)
    await sleep_until(town, await working_day(town, "16:00", days=0))
    await sleep_until(town, await working_day(town, "11:00"))

    for who in ("ana", "ben", "farah", "mateusz", "ingrid", "chloe"):
        assert await town.private(who) == [], who
    assert await nudges(town, "yuki") == [TITLES[0]], "the control"


async def test_a_pause_that_ends_lets_nudges_come_again(make_town: TownMaker) -> None:
    town = await make_town(more=EVERY_DAY)
    await asking(town)
    await wants_nudges(town, "ben")
    await town.ask("ben", "pause 3 days")
    await sleep(town, days=2)
    assert await nudges(town, "ben") == []
    await sleep(town, days=1, minutes=30)
    assert len(await nudges(town, "ben")) == 1


async def test_a_topic_someone_wants_less_of_is_nothing_to_nudge_about(town: Town) -> None:
    card = await asking(town)
    await wants_nudges(town, "ben", "farah")
    await town.press("ben", "less_of_topic", card)
    await sleep(town, minutes=10)
    assert await nudges(town, "ben") == []
    assert await nudges(town, "farah") == [TITLES[0]]
