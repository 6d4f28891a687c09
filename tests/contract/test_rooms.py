"""What happens to rooms, to people, and to the bot itself."""

import pytest

from tests.contract.stage import Can, Stage
from tests.contract.steps import asking, card, finds, heard, joins
from tests.store.looking import looked


def here(stage: Stage) -> int:
    """In how many rooms the bot believes to be."""
    return len(looked(stage.store, "select 1 from rooms where here"))


@pytest.mark.needs(Can.ROOMS)
async def test_a_room_the_bot_is_invited_to_follows_the_default_topics(stage: Stage) -> None:
    await stage.invite("hallway")
    await heard(stage)
    [there] = await stage.room("hallway")
    assert "because this room follows Linux kernel" in there.words


@pytest.mark.needs(Can.ROOMS)
@pytest.mark.parametrize("told", [True, False], ids=["told", "not told"])
async def test_a_room_that_took_the_bot_out_gets_nothing_until_it_invites_it_again(stage: Stage, *, told: bool) -> None:
    before = here(stage)
    await stage.take_out("engineering", told=told)
    await stage.news("Rust in the kernel")
    await stage.later(minutes=40)
    assert await stage.room() == []
    assert here(stage) == before - 1
    await stage.invite("engineering")
    await stage.morning(4)
    assert "timers" in (await heard(stage, "Kernel timers explained")).words


@pytest.mark.needs(Can.ROOMS)
async def test_a_room_that_is_closed_gets_nothing_more(stage: Stage) -> None:
    before = here(stage)
    await stage.close("engineering")
    assert here(stage) == before - 1
    await stage.news("Rust in the kernel")
    assert await stage.room() == []


@pytest.mark.needs(Can.ROOMS)
async def test_a_room_is_called_what_it_is_called_now(stage: Stage) -> None:
    await joins(stage, "ana")
    await stage.rename("kitchen", "bakery")
    await finds(stage, "ana", "Bread at dawn", room="kitchen")
    [news] = await stage.private("ana")
    assert "stands in bakery" in news.words


@pytest.mark.needs(Can.STAFF)
async def test_whoever_left_the_company_gets_nothing_more_and_everybody_else_does(stage: Stage) -> None:
    for who in ("ana", "farah"):
        await joins(stage, who, "bluesky")
        await stage.ask(who, "nudges on")
    await stage.leaves_the_company("ana")
    await asking(stage)
    await stage.later(minutes=30)
    assert await stage.private("ana") == []
    assert len(await stage.private("farah")) == 1


@pytest.mark.needs(Can.STAFF)
async def test_people_are_called_what_they_are_called_now(stage: Stage) -> None:
    await joins(stage, "ana")
    await stage.is_called("ana", "Anouk")
    form = (await stage.ask("ana", "find", room="kitchen")).opened
    await stage.submit("ana", form, {"link": stage.web_page("Bread at noon"), "why": "warm", "named": True})
    assert "brought by Anouk" in (await card(stage, "Bread at noon", room="kitchen")).words


@pytest.mark.last
@pytest.mark.needs(Can.REMOVE)
async def test_a_company_that_removes_the_bot_hears_nothing_more(stage: Stage) -> None:
    await joins(stage, "ana", "bluesky")
    await stage.ask("ana", "nudges on")
    await asking(stage)
    seen = await stage.sees("ana"), await stage.sees("ben")
    await stage.remove_the_bot()
    assert here(stage) == 0
    await stage.news("Kernel timers explained")
    await stage.morning(1)
    assert (await stage.sees("ana"), await stage.sees("ben")) == seen
