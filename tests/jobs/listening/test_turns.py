import asyncio

import pytest

from jobs.listening.turns import Turns, bucket


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.org", "example.org"),
        ("Feeds.Example.ORG.", "example.org"),
        ("old.reddit.com", "reddit.com"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("intranet", "intranet"),
        ("kernelnotes.localhost", "kernelnotes.localhost"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_subdomains_share_their_turns(host: str, expected: str) -> None:
    assert bucket(host) == expected


async def most_at_once(turns: Turns, hosts: list[str]) -> int:
    now, most = 0, 0

    async def one(host: str) -> None:
        nonlocal now, most
        async with turns.turn(host, 0):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.01)
            now -= 1

    await asyncio.gather(*(one(host) for host in hosts))
    return most


async def test_one_host_is_asked_one_thing_at_a_time() -> None:
    assert await most_at_once(Turns(16), ["a.example.org", "b.example.org", "example.org"]) == 1


async def test_different_hosts_are_asked_at_the_same_time_up_to_a_bound() -> None:
    hosts = [f"host{number}.localhost" for number in range(12)]

    assert await most_at_once(Turns(16), hosts) == 12
    assert await most_at_once(Turns(4), hosts) == 4


async def test_a_host_is_left_alone_between_two_requests() -> None:
    turns, started = Turns(16), []
    for gap in (0.1, 0.1, 0.0):
        async with turns.turn("example.org", gap):
            started.append(asyncio.get_running_loop().time())

    assert started[1] - started[0] >= 0.1
    assert started[2] - started[1] < 0.05


async def test_a_turn_that_ends_in_an_error_or_is_given_up_is_given_back() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="broken"):
        async with turns.turn("example.org", 0):
            raise ValueError("broken")
    async with turns.turn("example.org", 0):
        waiting = asyncio.create_task(most_at_once(turns, ["example.org"]))
        await asyncio.sleep(0.01)
        waiting.cancel()

    async with asyncio.timeout(1), turns.turn("example.org", 0):
        pass


async def test_hosts_not_asked_for_long_are_forgotten_and_those_waiting_are_not() -> None:
    turns = Turns(4000)
    async with turns.turn("kept.example", 0):
        for number in range(2500):
            async with turns.turn(f"h{number}.localhost", 0):
                pass
        assert await most_at_once(turns, ["a.localhost", "b.localhost"]) == 2
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02), turns.turn("kept.example", 0):
                pass
