"""The door: 100,000 calls that nobody ever sent. None is an error, none is told in the log, and the bot goes on.

The control is a bot of bolt's alone behind the same calls.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.app import free_port
from tests.adapters.slack.town import Mode
from tests.fakes.feeds import Answer, FeedServer
from tests.fakes.slack import FakeSlack
from tests.torture.fuzz.bodies import walked
from tests.torture.fuzz.cases import Source
from tests.torture.fuzz.envelopes import Envelopes
from tests.torture.fuzz.judge import MOST_GROWTH, Found
from tests.torture.fuzz.slack_calls import EVENTS, Body, SlackSource
from tests.torture.fuzz.twist import MARK
from tests.torture.fuzz.visit import Visitor
from tests.torture.fuzz.watch import Watched
from tests.torture.fuzz.wire import Case
from tests.torture.ground import SQLITE
from tests.torture.table import Outcome

AT_ONCE = 12
SETTLES_WITHIN = 20.0
ENOUGH_TO_GROW = 10_000
"""So many cases make the control, which keeps them all, grow by more than the bot may."""

SETTINGS = """
company: {{name: Example Works}}
platforms:
  slack: {{mode: {mode}, bot_token_env: BOT, app_token_env: APP, signing_secret_env: SIGNING, api_url: "{api}"}}
server: {{port: {port}}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feeds}"]}}
rooms: {{defaults: {{quiet: {{from: "00:00", until: "00:00", days: []}}, between: 1m}}}}
log: {{format: json, level: debug}}
"""
PAGE = f"<!doctype html><title>{MARK}</title><meta property='og:title' content='{MARK}'><p>It is short.</p>"


@dataclass(frozen=True)
class House:
    """A bot that runs, the Slack it is in, and all that Slack said to it so far."""

    slack: FakeSlack
    bot: Watched
    port: int
    bodies: list[Body]

    def source(self, seed: int) -> SlackSource:
        """Cases for it."""
        return SlackSource(seed, self.bodies, self.slack.world.app.signing_secret, time.time)


@asynccontextmanager
async def house(mode: Mode = "http") -> AsyncIterator[House]:
    """The bot as a command in a process of its own, once it has heard of everything there is."""
    with tempfile.TemporaryDirectory(prefix="door-") as name:
        async with FakeSlack(mode) as slack, FeedServer() as feeds:
            port, file = free_port(), Path(name) / "app.yaml"
            said = SETTINGS.format(mode=mode, api=slack.base_url, port=port, feeds=feeds.port)
            file.write_text(said, encoding="utf-8")
            slack.request_url = f"http://127.0.0.1:{port}{EVENTS}"
            link = feeds.serve("/page", Answer(PAGE, headers={"Content-Type": "text/html; charset=utf-8"}))
            async with Watched(("bot", "run", "--config", str(file)), environ(slack), secrets(slack)) as bot:
                yield House(slack, bot, port, await walked(slack, link))


def environ(slack: FakeSlack) -> dict[str, str]:
    """The secrets."""
    app = slack.world.app
    return {"BOT": slack.app.token, "APP": app.token, "SIGNING": app.signing_secret}


def secrets(slack: FakeSlack) -> set[str]:
    """What must stand in no log: the secrets, what people write, whose it is, and where they are answered."""
    app, world = slack.world.app, slack.world
    return {MARK, app.verification_token, "/actions/", world.app.id, *environ(slack).values(), *world.people}


async def over_http(*, seed: int, cases: int, control: int) -> tuple[Outcome, Outcome]:
    """All cases over HTTP, and the first of them against the control, which has to break on some."""
    began = time.monotonic()
    async with house() as here:
        ours = await brought(here.source(seed), here.port, here.bot, cases=cases, unheard=lambda: unheard(here.slack))
    counts = {"cases": ours.cases, **ours.statuses, "wrong": len(ours.wrong), "MiB more": round(ours.growth)}
    faults = ours.faults(here.bot)
    outcome = Outcome("door", SQLITE, seed, counts, not faults, time.monotonic() - began, "; ".join(faults))
    return outcome, await _stock(here, seed=seed, cases=control)


async def _stock(here: House, *, seed: int, cases: int) -> Outcome:
    began, port = time.monotonic(), free_port()
    words = ("tests.torture.fuzz.stock", str(port))
    async with Watched(words, environ(here.slack), secrets(here.slack)) as bot:
        found = await brought(here.source(seed), port, bot, cases=cases)
    counts = {"cases": cases, "errors": found.errors, "complaints": len(bot.complaints), "tells": len(bot.leaks)}
    seen = [found.errors, bot.complaints, bot.leaks]
    if cases >= ENOUGH_TO_GROW:
        counts["MiB more"] = round(found.growth)
        seen.append(found.growth > MOST_GROWTH)
    return Outcome("control: bolt alone", SQLITE, seed, counts, all(seen), time.monotonic() - began)


async def nobody() -> int:
    """Nobody does right things in between."""
    return 0


async def brought(
    source: Source,
    port: int,
    bot: Watched,
    *,
    cases: int,
    case: Callable[[int], Case] | None = None,
    unheard: Callable[[], Awaitable[int]] = nobody,
) -> Found:
    """All cases, some at once. `unheard`: somebody does right things in between; how many were not understood.

    `case`: makes those of another kind.
    """
    found, numbers, look = Found(source.allowed), iter(range(cases)), max(1, cases // 20)

    async def some() -> None:
        async with Visitor(port) as visitor:
            for number in numbers:  # they share it: each takes the next
                made = (case or source.case)(number)
                statuses = await visitor.bring(made)
                if statuses and set(statuses) <= set(source.again):
                    statuses = await visitor.bring(made)
                found.take(number, made, statuses)
                if found.cases % look == 0:
                    found.weights.append(bot.weight)
                    found.unheard += await unheard()

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    return found


async def through_a_socket(*, seed: int, cases: int) -> Outcome:
    """As many envelopes."""
    async with house("socket") as here:
        return await envelopes(here, seed=seed, cases=cases)


async def envelopes(here: House, *, seed: int, cases: int) -> Outcome:
    """As many envelopes: the connection stays, and each is acknowledged, or the bot says why it is not."""
    began, found, link = time.monotonic(), Found(SlackSource.allowed), here.slack.socket
    sent = Envelopes(here.source(seed), link, here.bot)
    for number in range(cases):
        await sent.send(number)
        if number % 50 == 49:
            found.unheard += await unheard(here.slack)
    with suppress(TimeoutError):
        async with asyncio.timeout(SETTLES_WITHIN):
            while sent.lost() > 0:  # noqa: ASYNC110 - a socket and a log that have to agree
                await asyncio.sleep(0.01)
    found.unheard += await unheard(here.slack)
    counts = {"cases": cases, "lost": sent.lost(), "twice": sent.twice(), "connections": link.opened}
    faults = found.faults(here.bot)
    well = not faults and [*counts.values()][1:] == [0, 0, 1]
    return Outcome("door: socket", SQLITE, seed, counts, well, time.monotonic() - began, "; ".join(faults))


async def unheard(slack: FakeSlack) -> int:
    """Somebody new does two things that the bot has to understand; how many of them it did not."""
    grace = slack.person("grace")
    answer = await grace.commands(slack.channel("help", grace), "/earshot", "help")
    [opened] = await grace.opens_home()
    heard = answer is not None and "What I can do" in answer.text, opened.taken and slack.home(grace) is not None
    slack.forget()
    return heard.count(False)
