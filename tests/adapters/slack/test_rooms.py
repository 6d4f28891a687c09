"""Rooms in Slack: shared with other companies, archived, left and joined again, also while nobody listened."""

import sqlite3
from datetime import timedelta

import pytest

from adapters.slack.looking import TRIES
from adapters.slack.reading import Us
from adapters.troubles import SOON, NotTold, again_in
from bot.chat.events import Everywhere, Joined
from bot.chat.here import Here
from bot.handlers import sharing
from bot.ports import Busy, Later, Transaction, Undeliverable, Unknown
from tests.adapters.platform_town import TITLE, answers
from tests.adapters.slack.town import SlackTown, page, words
from tests.fakes.slack import Broken, Channel, Limited, Post, Refuse


def is_room(town: SlackTown, room: Channel) -> bool:
    """Whether the bot counts this as one of its rooms."""
    with sqlite3.connect(town._folder / "earshot.db") as store:
        found = store.execute("SELECT here FROM rooms WHERE external_id = ?", (room.id,)).fetchone()
    return found is not None and bool(found[0])


def private_rooms(town: SlackTown) -> set[str]:
    """The rooms the bot is in and counts as private."""
    with sqlite3.connect(town._folder / "earshot.db") as store:
        return {id_ for (id_,) in store.execute("SELECT external_id FROM rooms WHERE here AND private IS NOT 0")}


async def looks_around(town: SlackTown) -> None:
    """What happens at each start, to its end: what takes long goes on beside."""
    assert town.bot.slack is not None
    town.clock.forward(timedelta(seconds=1))
    await town.bot.slack.reception.look_around()
    await beside(town)


async def beside(town: SlackTown) -> None:
    """All that was begun beside is done."""
    assert town.bot.slack is not None
    await town.bot.slack.reception._beside.all_done()


async def withdrawn(town: SlackTown) -> None:
    """All that was heard is taken back."""

    def take_back(tx: Transaction) -> None:
        here = Here(tx, town.bot.settings, town.clock.now())
        for item in tx.items.search((), since=None, limit=100, among=100).items:
            sharing.take_back_everywhere(item.id, here, why="a test says so")

    await town.bot.store.tx(take_back)
    await town.settled()


def stays(town: SlackTown, posts: list[Post]) -> bool:
    """Whether nothing new stands in the room."""
    return town.slack.messages(town.engineering) == posts


# ── Shared with other companies ──


async def test_a_room_that_is_shared_later_is_none_until_it_is_shared_with_nobody(over_http: SlackTown) -> None:
    town = over_http
    card, partner = await town.news(TITLE), town.slack.world.workspace("Partner")
    await town.slack.rooms.shared(town.engineering, partner)
    await town.later(days=1)
    await town.news("Another kernel")
    assert stays(town, [card])
    await town.slack.rooms.unshared(town.engineering, partner)
    await town.later(minutes=1)
    assert not stays(town, [card])


async def test_one_whose_sharing_was_not_told_is_none_from_the_first_sign_of_it(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    await town.slack.rooms.shared(town.engineering, town.slack.world.workspace("Partner"), told=False)
    await town.ana.reacts(card, "+1")
    assert (answers(town), is_room(town, town.engineering)) == ([], False)


async def test_where_it_is_still_shared_with_another_it_stays_none(over_http: SlackTown) -> None:
    town = over_http
    partners = [town.slack.world.workspace(name) for name in ("Partner", "Other")]
    for one in partners:
        await town.slack.rooms.shared(town.engineering, one)
    await town.slack.rooms.unshared(town.engineering, partners[0])
    assert not is_room(town, town.engineering)


async def test_a_withdrawal_reaches_a_card_in_a_room_that_is_shared_by_now(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    await town.slack.rooms.shared(town.engineering, town.slack.world.workspace("Partner"))
    await withdrawn(town)
    assert TITLE not in words(card) + card.text


# ── Archived, deleted, private ──


async def test_an_archived_room_gets_nothing_and_one_that_is_back_gets_cards_again(over_http: SlackTown) -> None:
    town, bot = over_http, over_http.slack.app.bot
    await town.slack.rooms.archived(town.engineering, by=town.ana.person)
    with pytest.raises(IndexError):
        await town.news(TITLE)
    await town.slack.rooms.unarchived(town.engineering, by=town.ana.person)
    assert not is_room(town, town.engineering)  # bots have to be invited once more
    await town.slack.rooms.archived(town.engineering, by=town.ana.person)
    town.engineering.members.add(bot.id)
    back = town.slack.rooms.unarchived(town.engineering, by=town.ana.person)
    town.engineering.members.add(bot.id)  # or they are not taken out
    await back
    assert "Another kernel" in (await town.news("Another kernel")).text


async def test_a_deleted_room_gets_nothing_and_nobody_is_kept_waiting_by_it(over_http: SlackTown) -> None:
    town = over_http
    await town.news(TITLE)
    await town.slack.rooms.deleted(town.engineering, by=town.ana.person)
    await withdrawn(town)
    assert not is_room(town, town.engineering)
    await town.later(hours=1)
    calls = len(town.slack.calls("chat.update"))
    await town.later(hours=1)
    assert len(town.slack.calls("chat.update")) == calls <= 1


@pytest.mark.parametrize("how", ["renamed", "looked for"])
async def test_a_room_that_becomes_private_stays_one_and_only_its_members_hear_its_name(
    how: str, over_http: SlackTown
) -> None:
    town = over_http
    assert private_rooms(town) == set()
    town.slack.rooms.made_private(town.engineering)
    if how == "renamed":
        await town.slack.rooms.renamed(town.engineering, "secret-engineering")
        with sqlite3.connect(town._folder / "earshot.db") as store:
            assert ("secret-engineering",) in store.execute("SELECT name FROM rooms").fetchall()
    else:
        await looks_around(town)
    assert private_rooms(town) == {town.engineering.id}
    assert TITLE in (await town.news(TITLE)).text


async def test_a_private_room_it_is_invited_to_is_offered_to_nobody_who_is_not_in_it(over_http: SlackTown) -> None:
    town = over_http
    secret = town.slack.channel("buyout", town.ben, private=True, bot=False)
    fresh = town.slack.channel("fresh", town.ben, bot=False)
    for room in (secret, fresh):
        await town.slack.rooms.joins(room, town.slack.app.bot)
    assert private_rooms(town) == {secret.id}
    for who, where in ((town.ana, town.kitchen), (town.ben, secret)):
        await town.joins(who)
        await who.commands(where, "/find", page(town, f"A page of {who.person.name}"))
        await town.later(minutes=1)
        await who.presses(town.private(who)[-1], "Choose another room")
        options = repr(who.modal.blocks)
        assert ("buyout" in options, "fresh" in options) == (who is town.ben, True)
        await who.closes(all_=True)


# ── Taken out, and invited again ──


async def test_a_card_withdrawn_while_the_bot_was_out_of_the_room_is_cleared_once_it_is_back(
    over_http: SlackTown,
) -> None:
    town, bot = over_http, over_http.slack.app.bot
    card = await town.news(TITLE)
    await town.slack.rooms.leaves(town.engineering, bot)
    await withdrawn(town)
    assert TITLE in card.text  # Slack lets nobody outside a room change what stands in it
    await town.slack.rooms.joins(town.engineering, bot)
    await town.settled()
    assert TITLE not in words(card) + card.text


async def test_nothing_that_waited_for_a_room_comes_once_the_bot_is_back(over_http: SlackTown) -> None:
    town, bot = over_http, over_http.slack.app.bot
    card = await town.news(TITLE)
    for who in (town.ben, town.chloe, town.ingrid):
        await who.presses(card, "Worth sharing")
    await town.slack.rooms.leaves(town.engineering, bot)
    await town.settled()
    await town.slack.rooms.joins(town.engineering, bot)
    await town.later(minutes=2)
    assert stays(town, [card])
    assert "Draft it with me" in words(card)  # but what stands is true


# ── While nobody listened ──


async def test_rooms_it_was_taken_out_of_while_it_was_down_are_none_after_the_start(over_http: SlackTown) -> None:
    town, bot = over_http, over_http.slack.app.bot
    fresh = town.slack.channel("fresh", town.ana)
    await town.slack.rooms.leaves(town.kitchen, bot, told=False)
    await town.slack.rooms.shared(town.engineering, town.slack.world.workspace("Partner"), told=False)
    assert [is_room(town, one) for one in (town.engineering, town.kitchen, fresh)] == [True, True, False]
    await looks_around(town)
    assert [is_room(town, one) for one in (town.engineering, town.kitchen, fresh)] == [False, False, True]


@pytest.mark.parametrize("fault", [Broken(), Refuse("internal_error")])
async def test_a_list_that_ends_half_way_takes_no_room_away(fault: Broken | Refuse, over_http: SlackTown) -> None:
    town = over_http
    for number in range(250):  # more than one page
        town.slack.channel(f"room-{number}", town.ana)
    town.slack.faults.put("users.conversations", fault, after=1)
    await looks_around(town)
    assert len(town.slack.calls("users.conversations")) >= 2
    assert is_room(town, town.engineering)
    assert is_room(town, town.kitchen)
    await looks_around(town)  # and the next time all is well
    with sqlite3.connect(town._folder / "earshot.db") as store:
        assert store.execute("SELECT count(*) FROM rooms WHERE here").fetchone() == (252,)


async def test_without_the_scope_for_private_rooms_no_room_is_taken_away(over_http: SlackTown) -> None:
    town = over_http
    secret = town.slack.channel("secret", town.ana, private=True, bot=False)
    await town.slack.rooms.joins(secret, town.slack.app.bot)
    town.slack.app.scopes -= {"groups:read"}
    await looks_around(town)
    assert is_room(town, secret)
    town.slack.app.scopes |= {"groups:read"}
    town.slack.rooms.leaves(secret, town.slack.app.bot, told=False)
    await looks_around(town)
    assert not is_room(town, secret)


async def test_a_room_joined_while_slack_was_asked_is_not_taken_away(over_http: SlackTown) -> None:
    town = over_http
    town.clock.forward(timedelta(seconds=1))
    us, asked = Us(town.slack.workspace.id, town.slack.app.bot.id), town.clock.now()
    town.clock.forward(timedelta(seconds=1))
    fresh = us.room("C0FRESH")
    await town.bot.receive(Joined("j", town.clock.now(), fresh, "fresh"))
    told = frozenset({us.room(town.engineering.id)})
    await town.bot.receive(Everywhere("e", asked, "slack", us.team, told))
    here = await town.bot.store.read(lambda tx: {room.address for room in tx.rooms.here()})
    assert here == {fresh, us.room(town.engineering.id)}


async def test_rooms_that_slack_did_not_tell_are_asked_for_again_after_as_long_as_it_says(over_http: SlackTown) -> None:
    town = over_http
    fresh, before = town.slack.channel("fresh", town.ana), len(town.slack.calls("users.conversations"))
    town.slack.faults.put("users.conversations", Limited("0.01"))
    await looks_around(town)
    await town.slack.until(lambda: len(town.slack.calls("users.conversations")) == before + 2)
    await beside(town)
    assert [one.outcome for one in town.slack.calls("users.conversations")[before:]] == ["ratelimited", "ok"]
    assert is_room(town, fresh)


async def test_they_are_not_asked_for_for_ever_and_keep_no_end_waiting(over_http: SlackTown) -> None:
    town, before = over_http, len(over_http.slack.calls("users.conversations"))
    town.slack.faults.put("users.conversations", Limited("0.001"), times=100)
    await looks_around(town)
    await town.slack.until(lambda: len(town.slack.calls("users.conversations")) == before + 1 + TRIES)
    await beside(town)
    assert town.bot.slack is not None
    looking = town.bot.slack.reception._looking
    assert looking._waiting == {}
    town.slack.faults.clear()
    town.slack.faults.put("users.conversations", Limited("3600"))
    await looks_around(town)
    assert list(looking._waiting) == [town.slack.workspace.id]
    await town.bot.slack.end()
    assert looking._waiting == {}


def test_what_may_pass_is_asked_again_and_what_was_refused_is_not() -> None:
    for trouble, seconds in ((Later(7.0), 7.0), (Unknown("cut"), SOON), (Undeliverable("no"), None)):
        assert again_in(NotTold(trouble)) == seconds
    assert again_in(Busy()) == SOON
