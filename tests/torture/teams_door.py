"""The door of Teams: 100,000 activities that nobody ever sent. None is an error, none is told in the log, and the bot
goes on; of what nobody signed, nothing is kept.

The control is a bot of botbuilder's alone behind the same calls.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from adapters.teams.entrance import PATH
from bot.app import free_port
from tests.contract.stage import BY_THE_CLOCK
from tests.contract.teams_company import secrets as environ
from tests.contract.teams_company import speaks
from tests.fakes.feeds import Answer, FeedServer
from tests.fakes.teams import FakeTeams
from tests.fakes.teams.things import Json
from tests.store.looking import everything, looked
from tests.torture.door import ENOUGH_TO_GROW, PAGE, brought
from tests.torture.fuzz.cases import Source, forged
from tests.torture.fuzz.judge import MOST_GROWTH
from tests.torture.fuzz.teams_bodies import walked
from tests.torture.fuzz.teams_calls import TeamsSource
from tests.torture.fuzz.twist import MARK
from tests.torture.fuzz.watch import Watched
from tests.torture.fuzz.wire import Case
from tests.torture.ground import SQLITE
from tests.torture.table import Outcome

LOOK_EVERY = 300.0
"""Seconds in which an unknown key may cost one look."""

ANSWERED_WITHIN = 20.0
UNSIGNED = 5
"""One case in so many is brought before all others, as somebody would who is not Microsoft."""

ON_ITS_WAY = "select count(*) from outbox where state in ('waiting', 'leaving') and not_before < {now:.0f}"
"""How many may leave by now, in microseconds since 1970."""

SETTINGS = """
company: {{name: Example Works}}
store: {{url: "sqlite:///{store}"}}
platforms:
  {platform}
server: {{port: {port}}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feeds}"]}}
rooms: {{defaults: {{quiet: {{from: "00:00", until: "00:00", days: []}}, between: 1m}}}}
log: {{format: json, level: debug}}
"""


@dataclass(frozen=True)
class House:
    """A bot that runs, the Teams it is in, and all that Teams said to it so far."""

    teams: FakeTeams
    bot: Watched
    port: int
    store: Path
    bodies: list[Json]

    def source(self, seed: int) -> TeamsSource:
        """Cases for it."""
        teams = self.teams
        return TeamsSource(seed, self.bodies, teams.app, teams.keys, teams.clock, teams.service_url)

    def kept(self) -> list[str]:
        """All rows of its store, but for what the clock writes."""
        return [line for line in everything(self.store).splitlines() if not line.startswith(BY_THE_CLOCK)]


@asynccontextmanager
async def house() -> AsyncIterator[House]:
    """The bot as a command in a process of its own, once it has heard of everything there is."""
    with tempfile.TemporaryDirectory(prefix="door-") as name:
        async with FakeTeams() as teams, FeedServer() as feeds:
            port, folder = free_port(), Path(name)
            file, store = folder / "app.yaml", folder / "earshot.db"
            said = SETTINGS.format(store=store, platform=speaks(teams), port=port, feeds=feeds.port)
            file.write_text(said, encoding="utf-8")
            teams.bot_url = f"http://127.0.0.1:{port}{PATH}"
            link = feeds.serve("/page", Answer(PAGE, headers={"Content-Type": "text/html; charset=utf-8"}))
            hidden = secrets(teams)
            async with Watched(("bot", "run", "--config", str(file)), environ(teams), hidden) as bot:
                bodies = await walked(teams, link)
                hidden |= {id_ for one in teams.world.people.values() for id_ in (one.id, one.aad)}
                yield House(teams, bot, port, store, bodies)


def secrets(teams: FakeTeams) -> set[str]:
    """What must stand in no log, beside whose it is: the secret, tokens of both ways, and what people write."""
    return {MARK, "eyJ", "fake-access", teams.app.secret}


def whatever(_: House) -> None:
    """Nobody looks at the house before."""


async def over_http(
    *, seed: int, cases: int, control: int, look: Callable[[House], None] = whatever
) -> tuple[Outcome, Outcome]:
    """All cases, those that nobody signed first; and the first against the control, which has to break on some."""
    began = time.monotonic()
    async with house() as here:
        look(here)
        source, kept = here.source(seed), await _as_it_is(here)
        foreign = await brought(
            source, here.port, here.bot, cases=cases // UNSIGNED, case=lambda number: _unsigned(source, number)
        )
        changed = sorted({row.split()[0] for row in {*here.kept()} ^ {*kept}})
        ours = await brought(source, here.port, here.bot, cases=cases, unheard=lambda: unheard(here.teams))
    looks, looked_for = len(here.teams.calls("keys")), 2 + (time.monotonic() - began) // LOOK_EVERY
    counts = {"cases": foreign.cases + ours.cases, **ours.statuses, "wrong": len(foreign.wrong) + len(ours.wrong)}
    counts |= {"MiB more": round(ours.growth), "looks for keys": looks}
    faults = [*foreign.faults(here.bot), *ours.faults(here.bot)]
    faults += [f"what nobody signed changed {changed}"] if changed else []
    faults += [f"{looks} looks for keys"] if looks > looked_for else []
    outcome = Outcome("door: Teams", SQLITE, seed, counts, not faults, time.monotonic() - began, "; ".join(faults))
    return outcome, await _stock(here, seed=seed, cases=control)


def _unsigned(source: Source, number: int) -> Case:
    """One of those that nobody signed."""
    return forged(source, Random(f"{source.seed}:unsigned:{number}"))


async def _as_it_is(here: House) -> list[str]:
    """What is kept once all that was begun is done, and all that was to leave has left."""
    before: list[str] = []
    while (now := here.kept()) != before or looked(here.store, ON_ITS_WAY.format(now=time.time() * 1e6)) != [(0,)]:
        before = now
        await asyncio.sleep(0.2)
    return now


async def _stock(here: House, *, seed: int, cases: int) -> Outcome:
    began, port = time.monotonic(), free_port()
    async with FakeTeams() as teams:
        source = TeamsSource(seed, here.bodies, teams.app, teams.keys, teams.clock, teams.service_url)
        words = ("tests.torture.fuzz.teams_stock", str(port), teams.metadata_url)
        async with Watched(words, environ(teams), secrets(teams)) as bot:
            found = await brought(source, port, bot, cases=cases)
    counts = {"cases": cases, "errors": found.errors, "wrong": len(found.wrong), "complaints": len(bot.complaints)}
    seen = [found.errors, found.wrong, bot.complaints]
    if cases >= ENOUGH_TO_GROW:
        counts["MiB more"] = round(found.growth)
        seen.append(found.growth > MOST_GROWTH)
    return Outcome("control: botbuilder", SQLITE, seed, counts, all(seen), time.monotonic() - began)


async def unheard(teams: FakeTeams) -> int:
    """Somebody new does two things that the bot has to understand; how many of them it did not."""
    grace = teams.person("grace")
    await grace.installs()
    room = teams.world.open_personal(grace.person)
    begun = await grace.uses_command(room, "tellStory")
    await grace.writes("help")
    try:
        async with asyncio.timeout(ANSWERED_WITHIN):
            await teams.until(lambda: any("What I can do" in str(one.card) for one in teams.messages(grace, bot=True)))
    except TimeoutError:
        return 2 - begun
    return 1 - begun
