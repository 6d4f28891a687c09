"""Cards that stand in Slack are drawn anew: at most once a minute each, within Slack's limits, and true in the end."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from adapters.slack.reading import Us
from bot.chat.addresses import Message
from bot.chat.here import Here
from bot.domain.items import Item, ItemKind, Life
from bot.domain.pacing import Window
from bot.handlers import sharing
from bot.ports import Limits, Transaction
from tests.adapters.platform_town import TITLE
from tests.adapters.slack.test_rooms import withdrawn
from tests.adapters.slack.town import SlackTown, TownMaker, words
from tests.fakes.slack import Broken, Call, Limited, Post, Rates, Refuse

MINUTE = timedelta(minutes=1)


def updates(town: SlackTown, card: Post) -> list[Call]:
    """How often this card was drawn anew, whatever came of it."""
    return [one for one in town.slack.calls("chat.update") if one.args["ts"] == card.ts]


async def test_fifty_presses_in_a_minute_draw_a_card_once_a_minute_and_the_last_count_arrives(
    make_town: TownMaker,
) -> None:
    town = await make_town("http", more="cards: {ask_from: 100}")
    card = await town.news(TITLE)
    for number in range(50):
        who = town.slack.person(f"p{number}")
        town.engineering.members.add(who.id)
        await (who.presses(card, "Worth sharing") if number % 2 else who.reacts(card, "+1"))
        town.clock.forward(timedelta(seconds=1))
        await town.bot.settled()
    assert len(updates(town, card)) == 1
    await town.later(minutes=1)
    await town.later(minutes=1)
    at = [one.at for one in updates(town, card)]
    assert len(at) == 2
    assert min(late - early for early, late in pairwise(at)) >= MINUTE
    assert "50 found it worth sharing" in card.text


async def test_counts_are_shown_from_five_on_and_no_more_once_they_are_fewer(make_town: TownMaker) -> None:
    town = await make_town("http", more="cards: {ask_from: 100}")
    card = await town.news(TITLE)
    people = [town.slack.person(f"p{number}") for number in range(5)]
    for who in people:
        assert updates(town, card) == []
        await who.reacts(card, "+1")
        await town.later(minutes=2)
    assert "5 found it worth sharing" in card.text
    await people[0].takes_back(card, "+1")
    await town.later(minutes=2)
    assert "found it worth sharing" not in card.text + words(card)


async def test_what_is_withdrawn_waits_for_no_minute(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    for who in (town.ana, town.ben, town.chloe):
        await who.presses(card, "Worth sharing")
    await town.settled()
    assert len(updates(town, card)) == 1
    await withdrawn(town)
    assert len(updates(town, card)) == 2
    assert TITLE not in card.text + words(card)


async def test_what_is_corrected_and_what_is_over_reaches_the_card(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)

    def correct(tx: Transaction) -> None:
        [item] = tx.items.search((), since=None, limit=1, among=10).items
        tx.items.correct_for_good(item.id, title="Rust, corrected", text="Other words.")
        sharing.refresh(item.id, Here(tx, town.bot.settings, town.clock.now()))

    await town.bot.store.tx(correct)
    await town.settled()
    assert "Rust, corrected" in card.text
    assert "Other words." in words(card)
    town.clock.forward(timedelta(days=15))
    await town.bot.timetable.tick("tidy")
    await town.settled()
    assert "worth_it" not in words(card)
    assert "Rust, corrected" in card.text
    assert "is over" in card.text


@pytest.mark.parametrize("trouble", [Broken(), Limited("2"), Refuse("internal_error"), Broken(done=True)])
async def test_the_last_state_arrives_whatever_goes_wrong_on_the_way(
    trouble: Broken | Limited | Refuse, over_http: SlackTown
) -> None:
    town = over_http
    card = await town.news(TITLE)
    town.slack.faults.put("chat.update", trouble, times=2)
    for who in (town.ana, town.ben, town.chloe):
        await who.presses(card, "Worth sharing")
    for _ in range(12):
        await town.later(minutes=2)
    assert "Draft it with me" in words(card)


@pytest.mark.parametrize("why", ["message_not_found", "edit_window_closed", "cant_update_message"])
async def test_a_card_that_cannot_be_changed_any_more_is_tried_once_and_keeps_nobody_waiting(
    why: str, over_http: SlackTown
) -> None:
    town = over_http
    card = await town.news(TITLE)
    if why == "message_not_found":
        card.deleted = True
    else:
        town.slack.faults.put("chat.update", Refuse(why))
    for who in (town.ana, town.ben, town.chloe):
        await who.reacts(card, "+1")
    await town.later(days=1)
    assert [one.outcome for one in updates(town, card)] == [why]
    assert "Another kernel" in (await town.news("Another kernel")).text
    assert len(updates(town, card)) == 1


# ── Many at once ──


FASTER = 0.01
"""What Slack's minute is multiplied by."""


async def test_many_cards_withdrawn_at_once_are_all_cleared_within_slacks_limit(make_town: TownMaker) -> None:
    town = await make_town("http", rates=Rates(FASTER, fractions=True))
    hurry(town)
    cards = await standing(town, 110)
    await withdrawn(town)
    while any("Everywhere" in one.text for one in cards):
        await town.settled()
    calls = Counter(one.outcome for one in town.slack.calls("chat.update"))
    assert calls == {"ok": len(cards)}


def hurry(town: SlackTown) -> None:
    """The same limits as always, in a Slack whose minutes pass faster."""

    def faster(windows: object) -> tuple[Window, ...]:
        assert isinstance(windows, tuple)
        return tuple(replace(one, seconds=one.seconds * FASTER) for one in windows)

    usual = town.bot.platforms["slack"].limits
    methods = {method: faster(windows) for method, windows in usual.methods.items()}
    town.bot.deliver._limits["slack"] = Limits(faster(usual.room), methods)


async def standing(town: SlackTown, many: int) -> list[Post]:
    """One item's cards, each in a room of its own."""
    slack, us = town.slack, Us(town.slack.workspace.id, town.slack.app.bot.id)
    rooms = [slack.channel(f"room-{number}") for number in range(many)]
    posts = [slack.world.post(room, user=us.user, text="Everywhere", bot=slack.app.bot_id, blocks=[]) for room in rooms]

    def put(tx: Transaction) -> Item:
        now, url = town.clock.now(), "https://news.example/everywhere"
        item = tx.items.add(kind=ItemKind.FIND, url=url, key=url, title="Everywhere", text="", at=now, now=now)
        for post in posts:
            where = us.room(post.channel.id)
            room = tx.rooms.joined(where, post.channel.name, at=now, topics=())
            until = now + timedelta(days=14)
            card = tx.rooms.put_card(
                room.id, item.id, life=Life.HEARD, because=(), brought=False, at=now, expires_at=until
            )
            tx.rooms.sent(card.id, Message(where, post.ts), at=now)
        return item

    await town.bot.store.tx(put)
    return posts
