"""A socket that is down for longer than Slack's own renewals take is said, and what was missed is asked for."""

import aiohttp
import pytest

from adapters.slack.connection import GRACE, Connection
from tests.adapters.slack.test_rooms import is_room
from tests.adapters.slack.town import SlackTown, TownMaker
from tests.fakes.slack import Broken


class Line:
    """A connection that is cut and mended by hand, at a time that is set by hand."""

    def __init__(self) -> None:
        self.up, self.now, self.backs = True, 1000.0, 0
        self.watched = Connection(self.stands, back=self.back, seconds=lambda: self.now)

    async def stands(self) -> bool:
        """Whether it does."""
        return self.up

    async def back(self) -> None:
        """It is back."""
        self.backs += 1

    async def after(self, seconds: float, *, up: bool) -> bool:
        """Whether it can be heard so much later."""
        self.now, self.up = self.now + seconds, up
        await self.watched.look()
        return self.watched.hears()


async def test_it_hears_from_the_first_connection_on() -> None:
    line = Line()
    assert not line.watched.hears()
    assert await line.after(1, up=True)


async def test_a_short_absence_is_nothing() -> None:
    line = Line()
    for _ in range(5):
        assert await line.after(1, up=True)
        assert await line.after(GRACE / 2, up=False)
    assert line.backs == 0


async def test_a_long_one_is_said_and_once_it_is_over_what_was_missed_is_asked_for_once() -> None:
    line = Line()
    assert await line.after(1, up=True)
    assert await line.after(GRACE - 1, up=False)
    assert not await line.after(1, up=False)
    assert not await line.after(1000, up=False)
    assert line.backs == 0
    for _ in range(3):
        assert await line.after(1, up=True)
    assert line.backs == 1


# ── A whole bot ──


async def ready(town: SlackTown) -> int:
    """What `/readyz` says."""
    async with aiohttp.ClientSession() as session, session.get(f"{town.bot.url}/readyz") as answer:
        return answer.status


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_bot_that_slack_can_reach_is_ready(mode: str, make_town: TownMaker) -> None:
    assert await ready(await make_town("http" if mode == "http" else "socket")) == 200


async def test_a_bot_without_its_socket_is_not_ready_and_looks_around_once_it_is_back(make_town: TownMaker) -> None:
    town = await make_town("socket")
    slack = town.bot.slack
    assert slack is not None
    assert slack.connection is not None
    assert slack.socket is not None
    pushed = 0.0
    usual = slack.connection._seconds
    slack.connection._seconds = lambda: usual() + pushed
    town.slack.faults.put("apps.connections.open", Broken(), times=1000)
    town.slack.socket.cut()
    await town.slack.socket.connected(0)
    await slack.connection.look()
    assert await ready(town) == 200  # the SDK has time to mend it
    pushed = GRACE
    await slack.connection.look()
    assert await ready(town) == 503
    fresh = town.slack.channel("invited-meanwhile", town.ana)

    town.slack.faults.clear()
    await slack.socket.client.connect_to_new_endpoint()
    await slack.connection.look()
    assert await ready(town) == 200
    assert is_room(town, fresh)
