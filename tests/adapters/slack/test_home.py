"""App Home: as true as what its person did last, wherever they did it; drawn for whoever opened it, and nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from adapters.slack.homes import Homes
from bot.chat import wording
from bot.domain.people import Nudges
from tests.adapters.platform_town import ANSWER, TITLE
from tests.adapters.slack.town import SlackTown, TownMaker, asking, no_troubles, words
from tests.fakes.slack import Colleague, Hang, Post, View, limits

EN = wording.of("en")


async def opened(town: SlackTown, who: Colleague) -> View:
    """Their Home, which they see from now on."""
    await who.opens_home()
    home = town.slack.home(who)
    assert home is not None
    return home


def headings(home: View) -> list[str]:
    """What each part of it is about."""
    return [block["text"]["text"] for block in home.blocks if block["type"] == "header"]


def publishes(town: SlackTown, who: Colleague) -> int:
    """How often their Home was drawn."""
    return sum(one.args["user_id"] == who.id for one in town.slack.calls("views.publish"))


async def commands(town: SlackTown, words_said: str, fields: dict[str, Any] | None = None) -> None:
    """Ana says something in a room, and fills in the form where one opens."""
    await town.ana.commands(town.engineering, "/earshot", words_said)
    if fields is not None:
        assert await town.ana.submits(fields) == {}
    await town.ana.closes(all_=True)


async def tells_a_story(town: SlackTown) -> None:
    await town.ana.uses_shortcut("tell_story")
    await town.ana.submits({"title": "A night shift", "story": "It was long.", "kind": "other", "signed": "named"})
    await town.ana.presses(town.ana.modal, EN.tell_in_room())
    await town.ana.submits({"room": "kitchen"})
    await town.ana.closes(all_=True)


async def drafts(town: SlackTown, card: Post) -> None:
    await town.ana.presses(card, "Draft it with me")
    await town.ana.submits({"answer": ANSWER})
    await town.ana.closes(all_=True)


async def test_home_follows_whatever_its_person_does_anywhere(over_http: SlackTown) -> None:
    town = over_http
    card = await asking(town)
    home = await opened(town, town.ana)
    assert headings(home)[0] == EN.joining_title()

    async def chooses(option: str) -> None:
        menu = next(one for block in card.blocks for one in block.get("elements", ()) if one["type"] == "overflow")
        await town.ana.presses(card, menu["action_id"], option)

    acts: list[tuple[Callable[[], Awaitable[object]], str]] = [
        (lambda: town.joins(town.ana, "bluesky"), "Bluesky"),
        (lambda: commands(town, "nudges on"), EN.nudges_now(Nudges.WEEKLY)),
        (lambda: commands(town, "nudges off"), EN.turn_on_nudges()),
        (lambda: chooses(EN.less_of_topic("Linux kernel")), EN.topics_now(["Cooking"])),
        (lambda: chooses(EN.save_for_later()), TITLE),
        (lambda: drafts(town, card), "Bluesky: "),
        (lambda: tells_a_story(town), "A night shift"),
        (lambda: commands(town, "pause 2w"), "Paused until"),
        (lambda: commands(town, "resume"), EN.taking_part()),
        (lambda: commands(town, "leave"), EN.joining_title()),
    ]
    for act, expected in acts:
        before = words(home)
        assert expected not in before
        await act()
        await town.settled()
        assert expected in words(home)
    no_troubles(town)


async def test_a_press_at_home_draws_it_once_and_the_press_is_seen_at_once(over_http: SlackTown) -> None:
    town = over_http
    await town.joins(town.ana)
    home = await opened(town, town.ana)
    for what, expected in (("drafts_off", "drafts_on"), ("drafts_on", "drafts_off")):
        before = publishes(town, town.ana)
        await town.ana.presses(home, switch(home, what))
        assert switch(home, expected)
        await town.settled()
        assert publishes(town, town.ana) == before + 1


def switch(home: View, what: str) -> str:
    """The button that does this; raises StopIteration where there is none."""
    pressable = (element for block in home.blocks for _, element in limits.interactive(block))
    return next(str(one["action_id"]) for one in pressable if one.get("value", "").startswith(what))


async def test_nobody_who_never_opened_it_has_it_drawn(over_http: SlackTown) -> None:
    town = over_http
    card = await asking(town)
    await town.joins(town.ana, "bluesky")
    await commands(town, "nudges on")
    await drafts(town, card)
    await town.settled()
    assert publishes(town, town.ana) == 0
    await opened(town, town.ana)
    await commands(town, "nudges off")  # control
    await town.settled()
    assert publishes(town, town.ana) == 2


async def test_what_is_done_in_a_window_above_home_is_seen_there_whichever_replica_hears_it(
    over_http: SlackTown,
) -> None:
    town = over_http
    await town.joins(town.ana)
    home = await opened(town, town.ana)
    await town.ana.presses(home, EN.choose_networks())
    await another_replica(town)
    await town.ana.submits({"networks": ["bluesky"]})
    assert "You picked Bluesky" in words(home)
    await town.ana.closes(all_=True)

    await town.ana.presses(home, EN.turn_on_nudges())
    await another_replica(town)
    await town.ana.submits({"often": "weekly"})
    await another_replica(town)
    await town.ana.presses(town.ana.modal, EN.turn_off_nudges())  # in the words that took the form's place
    assert EN.nudges_now(Nudges.OFF) in words(home)
    no_troubles(town)


async def another_replica(town: SlackTown) -> None:
    """From now on whoever hears did not hear what was before; what waits to leave has left."""
    await town.settled()
    assert town.bot.slack is not None
    [workspace] = await town.bot.slack.reception._workspaces.all()
    workspace.homes = Homes()


async def test_what_is_older_is_never_shown_last(over_http: SlackTown) -> None:
    town = over_http
    await town.joins(town.ana)
    home = await opened(town, town.ana)
    assert town.bot.slack is not None
    [workspace] = await town.bot.slack.reception._workspaces.all()
    assert workspace.client.session is not None
    workspace.client.session._timeout = aiohttp.ClientTimeout(total=0.3)
    town.slack.faults.put("views.publish", Hang("late"))
    first = asyncio.create_task(town.ana.presses(home, switch(home, "drafts_off")))
    await town.slack.until(lambda: town.slack.web.hanging == 1)
    await town.ana.presses(home, switch(home, "reminders_off"))
    await first
    await town.settled()
    assert switch(home, "drafts_on")
    assert switch(home, "reminders_on")


# ── The desk ──


async def test_stewards_see_their_desk_at_the_end_and_nobody_else_does(over_http: SlackTown) -> None:
    town = over_http
    for joined in (False, True):
        assert headings(await opened(town, town.ingrid))[-1] == EN.desk_title()
        assert EN.desk_title() not in headings(await opened(town, town.ana))
        if not joined:
            for who in (town.ana, town.ingrid):
                await town.joins(who)
    home = await opened(town, town.ingrid)
    await town.ingrid.presses(home, EN.stop_all())
    assert EN.go_on() in words(town.slack.modals(town.ingrid)[-1]) + words(home)


async def test_a_long_page_keeps_every_button_and_the_desk(make_town: TownMaker) -> None:
    names = "".join(f"  t{number}: {{name: {'Topic ' * 12}{number}, may: [w{number}]}}\n" for number in range(200))
    town = await make_town("http", topics=names)
    await town.joins(town.ingrid)
    home = await opened(town, town.ingrid)
    assert len(home.blocks) <= 100
    assert headings(home)[-1] == EN.desk_title()
    for label in (EN.forget_label(), EN.export_label(), EN.leave(), EN.stop_all()):
        assert label in words(home)


async def test_only_so_many_are_remembered_and_none_by_name() -> None:
    homes = Homes(most=3)
    for number in range(4):
        homes.opened(f"U{number}")
    homes.opened("U1")
    assert [homes.stands(f"U{number}") for number in range(4)] == [False, True, True, True]
    assert "U1" not in repr(vars(homes))
