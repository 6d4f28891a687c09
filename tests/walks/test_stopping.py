"""A steward stops everything with one press, rooms are told, and with one press it goes on."""

import pytest

from tests.fakes.feeds import rss
from tests.town import Town, actions
from tests.walks.steps import entry, sleep, words
from tests.walks.test_stewards_items import bring_piece

TITLE = "Rust in the kernel: what two years taught us"
NEWS = rss(entry(TITLE, "https://news.example/rust"))


async def titles(town: Town, room: str = "engineering") -> list[str]:
    return [one["card"]["title"] for one in await town.room(room)]


@pytest.mark.both
async def test_stopped_nothing_new_stands_anywhere_and_afterwards_it_comes(town: Town) -> None:
    reply = await town.press("ingrid", "stop_all")
    assert "Everything is stopped" in words(reply)
    await town.news(NEWS)
    await town.later(minutes=40)
    for room in ("engineering", "kitchen"):
        assert await titles(town, room) == ["Earshot is stopped for now"]
        [line] = await town.room(room)
        assert actions(line) == []
    page = str(await town.do("ingrid", "open"))
    assert page.index("go_on") < page.index("desk_items"), "the way on stands first"
    assert "stop_all" not in page

    await town.press("ingrid", "go_on")
    await town.later(minutes=10)
    assert await titles(town) == ["Earshot is stopped for now", "Earshot goes on", TITLE]
    record = words(await town.press("ingrid", "desk_acts"))
    assert record.index("let everything go on") < record.index("stopped everything"), "the newest first"


async def test_what_a_steward_sends_meanwhile_is_said_to_wait(town: Town) -> None:
    await town.press("ingrid", "stop_all")
    assert "when everything goes on again" in words(await bring_piece(town))
    await town.press("ingrid", "go_on")
    assert "at once" in words(await bring_piece(town, title="We measure snow, too", room="Kitchen"))


async def test_a_stop_that_is_over_before_the_room_wakes_is_not_told(town: Town) -> None:
    await sleep(town, hours=12)  # it is ten at night
    await town.press("ingrid", "stop_all")
    await town.press("ingrid", "go_on")
    assert await titles(town) == []
    await sleep(town, hours=12)
    assert await titles(town) == [], "who heard of no stop hears of no going on"


async def test_a_stop_that_a_room_heard_of_is_over_for_it_only_when_it_hears_so(town: Town) -> None:
    await town.press("ingrid", "stop_all")
    await town.later(minutes=2)
    await sleep(town, hours=12)
    for press in ("go_on", "stop_all", "go_on", "stop_all", "go_on"):
        await town.press("ingrid", press)
    await sleep(town, hours=12)
    assert await titles(town) == ["Earshot is stopped for now", "Earshot goes on"]


async def test_what_people_do_meanwhile_is_answered(town: Town) -> None:
    await town.press("ingrid", "stop_all")
    await town.join("ana", networks=["bluesky"])
    assert "having a look" in words(await town.ask("ana", "find https://news.example/rust why not"))


async def test_an_auditor_reads_what_stewards_did_and_can_do_nothing(town: Town) -> None:
    await town.press("ingrid", "stop_all")
    assert "stopped everything" in words(await town.press("farah", "desk_acts"))
    page = str(await town.do("farah", "open"))
    assert "desk_acts" in page
    assert "stop_all" not in page
    assert "for stewards" in words(await town.press("farah", "go_on"))
    assert "for stewards" in words(await town.press("ben", "desk_acts"))
