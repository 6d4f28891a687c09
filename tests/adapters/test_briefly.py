"""What is kept of people in memory is gone by itself, after a while and where there is too much of it."""

import asyncio

from adapters.briefly import Briefly


async def test_it_is_held_for_a_while_and_then_gone_without_anybody_asking() -> None:
    held: Briefly[str] = Briefly(seconds=0.05)
    held.put("ana", "de")
    assert ("ana" in held, held.get("ana"), held.get("ben")) == (True, "de", None)
    await asyncio.sleep(0.06)  # timers go off in the order of their times, however late
    assert held.get("ana") is None
    assert len(held) == 0


async def test_what_is_put_again_is_held_from_then_on() -> None:
    held: Briefly[int] = Briefly()
    held.put("ana", 1)
    _, first = held._held["ana"]
    held.put("ana", 2)
    _, second = held._held["ana"]
    assert (first.cancelled(), second.cancelled(), held.get("ana")) == (True, False, 2)


async def test_where_it_is_full_the_oldest_goes_first_and_clear_lets_go_of_all() -> None:
    held: Briefly[int] = Briefly(most=2)
    for number, name in enumerate(("ana", "ben", "ana", "chloe")):
        held.put(name, number)
    assert (held.get("ana"), held.get("ben"), held.get("chloe")) == (2, None, 3)
    held.clear()
    assert len(held) == 0
