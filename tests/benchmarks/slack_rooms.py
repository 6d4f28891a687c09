"""A card for each of a thousand rooms on Slack, against the time that Slack's limits allow.

The real store, outbox and delivery, and the real adapter over HTTP, opposite the fake with its limits on: one message a
second in a room, three hundred a minute in a workspace. Every second is made a tenth, of the fake's limits and of those
the adapter keeps to, so that whatever delivery is late by weighs ten times as heavily. What is compared is the time
from before the first claim to the last `chat.postMessage` that was accepted, with what so many messages take at the
rate the limits state: 60 / 300 seconds from each to the next.

The fake counts windows, as Slack may: it would take three hundred at once, and then none for a minute. That is not
aimed at: Slack promises nothing of what comes in bursts, and whoever asked something in the middle of one would wait a
minute for their answer. How long it would take so is told beside.
"""

import asyncio
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.slack.calls import client, session
from adapters.slack.platform import LIMITS, SlackPlatform
from adapters.slack.reading import Us
from adapters.slack.workspace import Workspace
from adapters.slack.workspaces import Only
from bot.chat.addresses import Address
from bot.chat.events import Event
from bot.chat.here import Here
from bot.domain.items import Life
from bot.domain.pacing import Window
from bot.handlers import finding
from bot.ports import Limits, Transaction
from bot.settings import parse
from jobs.deliver import Deliver
from store.database import Database
from tests.benchmarks.table import Row
from tests.fakes.slack import Channel, FakeSlack, Rates
from tests.fakes.slack.rates import PER_WORKSPACE
from tests.store import making

GOAL = 1.05
FASTER = 10.0
SETTINGS = parse("company: {name: Example Works, time_zone: Europe/Berlin}", environ={})


class Running:
    """A clock that goes on from ten o'clock on a working day, when rooms are not quiet."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> datetime:
        """What it shows: aware UTC."""
        return making.NOW + timedelta(seconds=time.monotonic() - self._began)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to: `rooms` with a message, `messages`, calls `refused`; seconds it took, and at a steady rate.

    `at_once`: the seconds it would take whoever fills each window the moment it opens.
    """

    put: int
    rooms: int
    messages: int
    refused: int
    took: float
    steady: float
    at_once: float
    faster: float

    def row(self, what: str, goal: float | None) -> Row:
        """Its line of the table. Raises AssertionError where a card is lost, or there twice."""
        assert self.rooms == self.messages == self.put, (
            f"{self.put} cards: {self.messages} messages, {self.rooms} rooms"
        )
        note = f"{self.faster:g}-fold; {self.refused} refused, 0 lost, 0 twice; {self.at_once:.0f} s in bursts"
        return Row(what, self.took, self.steady, "s", goal, note=note)


def rows(*, small: bool) -> list[Row]:
    """With the limits we believe in; and with half of them, so that Slack has to say so."""
    faster = 100.0 if small else FASTER
    as_believed = fan_out(100 if small else 1000, per_minute=PER_WORKSPACE, faster=faster)
    halved = fan_out(200 if small else 400, per_minute=PER_WORKSPACE // 2, faster=faster)
    assert not as_believed.refused, f"{as_believed.refused} calls were refused"
    return [
        as_believed.row(f"a card for each of {as_believed.put:,} rooms, Slack's limits", GOAL),
        halved.row(f"a card for each of {halved.put:,} rooms, half those limits", None),
    ]


def fan_out(rooms: int, *, per_minute: int, faster: float = FASTER) -> Run:
    """So many rooms, and a fake that takes so many messages a minute."""
    with tempfile.TemporaryDirectory() as folder:
        store = Database(f"sqlite:///{Path(folder) / 'earshot.db'}")
        store.open()
        with closing(store):
            return asyncio.run(_fan_out(store, rooms, per_minute, faster))


async def _fan_out(store: Database, rooms: int, per_minute: int, faster: float) -> Run:
    clock = Running()
    rates = Rates(1 / faster, fractions=True)
    rates.per_workspace = per_minute
    async with FakeSlack(rates=rates) as slack, session() as shared:
        channels = [slack.channel(f"room-{number}") for number in range(rooms)]
        await store.tx(lambda tx: _put(tx, slack.workspace.id, channels, clock))
        us = Us(slack.workspace.id, slack.app.bot.id)
        speaks = client(slack.app.token, api_url=slack.base_url, session=shared)
        there = Workspace(speaks, us, app=slack.world.app.id, bot=slack.app.bot_id, receive=_hear, clock=clock)
        platform = SlackPlatform(Only(there))
        platform.limits = sooner(LIMITS, faster)
        delivery = Deliver(store, platforms={platform.name: platform}, settings=SETTINGS, clock=clock)
        began = datetime.now(UTC)
        working = asyncio.create_task(delivery.work())
        await slack.until(lambda: len(slack.world.posts) >= rooms)
        delivery.stop()
        await working
        calls = slack.calls("chat.postMessage")
        took = (max(one.at for one in calls if one.done) - began).total_seconds()
        stand = Counter(one.channel.id for one in slack.world.posts)
        minute = 60 / faster
        return Run(
            put=rooms,
            rooms=len(stand),
            messages=stand.total(),
            refused=sum(not one.done for one in calls),
            took=took,
            steady=(rooms - 1) * minute / per_minute,
            at_once=(rooms - 1) // per_minute * minute,
            faster=faster,
        )


def sooner(limits: Limits, faster: float) -> Limits:
    """The same limits where time goes faster."""

    def each(windows: tuple[Window, ...]) -> tuple[Window, ...]:
        return tuple(Window(one.count, one.seconds / faster) for one in windows)

    methods = {method: each(tuple(windows)) for method, windows in limits.methods.items()}
    return replace(limits, room=each(tuple(limits.room)), workspace=each(tuple(limits.workspace)), methods=methods)


def _put(tx: Transaction, team: str, channels: list[Channel], clock: Running) -> None:
    """A new item, and its card in each room, put where a find or a feed would put it."""
    here = Here(tx, SETTINGS, clock.now())
    [source_id] = making.source(tx, "ledger")
    item = making.item(tx, "news", at=here.now)
    making.heard(tx, item.id, source_id, at=here.now)
    for one in channels:
        room = tx.rooms.joined(Address("slack", team, one.id), one.name, at=here.now, topics=())
        finding.stand(item.id, room, here, life=Life.HEARD, brought=False)


async def _hear(event: Event) -> None:
    raise AssertionError(f"nothing is heard here: {event}")
