"""Earshot in Microsoft 365 Agents Playground, as anybody may try it without a tenant: two walks and the message action.

The bot runs in local mode, a process of its own whose clock is pushed on; the playground is another, with the people it
has by itself; a browser is at it. It cannot open a dialog from a card's button, and lets one person press, so
colleagues put a thumb up, which is sent as a custom activity.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Page, async_playwright, expect

from adapters.teams.entrance import PATH
from adapters.teams.pressed import FIND_COMMAND
from bot.app import free_port
from tests.adapters.looking import Look
from tests.contract.process import Process, started
from tests.contract.stage import FEED, JOBS
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.walks.browser import CHROMIUM, QUIET

PLAYGROUND = "@microsoft/m365agentsplayground@0.2.28"
CLI = "node_modules/@microsoft/m365agentsplayground/cli.js"
SECONDS, TRIES = 20, 5
"""Whatever takes longer does not come, or is tried no more."""

SETTINGS = """
company: {{name: Example Works, language: en, time_zone: UTC}}
store: {{url: "sqlite:///{folder}/earshot.db"}}
server: {{port: {port}}}
platforms: {{teams: {{local: true}}}}
topics: {{kernel: {{name: Linux kernel, may: [kernel, rust]}}}}
sources: {{ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feed_port}"]}}
rooms: {{defaults: {{topics: [kernel], quiet: {quiet}}}}}
people: {{quiet: {quiet}}}
log: {{level: warning}}
"""
TITLE, FOUND = "Rust in the kernel: what two years taught us", "Kernel timers, explained by a baker"
NEWS = f"""<title>{TITLE}</title><link>https://news.example/rust</link><guid>1</guid>
<description>Two maintainers look back at their first drivers.</description>"""
LATER_NEWS = """<title>What a kernel owes to its reviewers</title><link>https://news.example/reviews</link><guid>2</guid>
<description>Most of the work is reading.</description>"""
PAGE = f"<!doctype html><title>{FOUND}</title><p>They wait for dough, and for drivers.</p>"


STRANGER = "not_an_address_of_teams"
"""Said of colleagues who put a thumb up and were never heard in private: nobody knows where to ask who they are."""


class Playing:
    """Whoever is at the playground, and the world around them."""

    def __init__(self, tab: Page, bot: Process, feeds: FeedServer, playground: str, look: Look) -> None:
        self.tab, self.bot, self.feeds, self.playground, self.look = tab, bot, feeds, playground, look
        self._pictures = 0

    async def later(self, **much: float) -> None:
        """Time passes, and what is due is done."""
        await self.bot.tell(forward=timedelta(**much).total_seconds(), jobs=JOBS)

    async def goes_to(self, place: str) -> None:
        """Open a chat or a channel; the bot is put into it when it is opened first."""
        await self.tab.get_by_role("treeitem", name=place).click()

    async def writes(self, words: str) -> None:
        """Say something where they are: in a chat a message, in a channel a new post."""
        await self.tab.get_by_role("textbox").first.click()
        await self.tab.keyboard.type(words)
        post = self.tab.get_by_role("button", name="Post", exact=True)
        await (post.click() if await post.count() else self.tab.keyboard.press("Enter"))
        await expect(self.tab.get_by_text(words, exact=True).last).to_be_visible()

    async def presses(self, label: str) -> None:
        """The newest button that says this."""
        await self.tab.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, words: str, *, picture: str = "", rest: int = 400) -> Locator:
        """These words are there, the newest in sight; and what that looks like, once what moves came to `rest`."""
        found = self.tab.get_by_text(words).last
        await expect(found).to_be_visible()
        if picture and rest:
            await self.tab.wait_for_timeout(rest)
            await found.scroll_into_view_if_needed()
        if picture:
            self._pictures += 1
            await self.tab.screenshot(path=self.look.pictures / f"playground {self._pictures:02}, {picture}.png")
        return found

    async def a_thumb_up(self, message: str, *people: int) -> None:
        """Others put one on the bot's message in the team's first channel, as Teams would tell it."""
        async with aiohttp.ClientSession(self.playground, raise_for_status=True) as session:
            async with session.get("/_internal/v1/testConfig") as answer:
                config = (await answer.json())["config"]
            for one in people:
                body = _reaction(config, config["users"][one], message, f"{self.playground}/_connector")
                async with session.post("/_internal/v1/customActivities", json=body):
                    pass


def _reaction(config: dict[str, Any], user: dict[str, Any], message: str, service: str) -> dict[str, Any]:
    tenant, team = {"id": config["tenantId"]}, config["teams"][0]["id"]
    return {
        "type": "messageReaction",
        "id": message,
        "channelId": "msteams",
        "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "serviceUrl": service,
        "from": {"id": user["id"], "aadObjectId": user["aadObjectId"]},
        "recipient": config["bot"],
        "conversation": {
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": tenant["id"],
            "id": f"{team};messageid={message}",
        },
        "channelData": {"tenant": tenant, "team": {"id": team}, "channel": {"id": team}},
        "replyToId": message,
        "reactionsAdded": [{"type": "like"}],
    }


async def from_feed_to_card(at: Playing) -> None:
    """Walk 1."""
    await at.presses("Hide log panel")
    await at.goes_to("General")
    await at.sees("Start a new post")
    at.feeds.serve(FEED, Answer(rss(NEWS)))
    await at.later(minutes=20)
    await at.sees(TITLE, picture="heard")
    [message] = at.bot.sent
    await at.a_thumb_up(message, 1, 2)
    await at.presses("Worth sharing")
    await at.later(minutes=2)
    await at.sees("I'd share this", picture="asking")
    await at.presses("I'd share this")
    await at.sees("Noted: you'd share this", picture="noted")


async def a_nudge(at: Playing) -> None:
    """Walk 3, with the page, a form, and the switch."""
    await at.goes_to("Personal Chat")
    await at.writes("join")
    await at.sees("It is your free choice", picture="before joining")
    await at.presses("Join")
    await at.sees("Welcome, Alex", picture="joined")
    await at.writes("networks")
    await (await at.sees("Bluesky")).click()
    await at.sees("Only what you pick here", picture="networks")
    await at.presses("Keep")
    await at.sees("Bluesky", picture="kept")
    await at.writes("nudges on")
    await at.sees("Nudges are on", picture="nudges on")
    await at.later(hours=24)  # a source has its place in a room once a day, whatever time it is now
    before = set(at.bot.sent)
    at.feeds.serve(FEED, Answer(rss(NEWS, LATER_NEWS)))
    await at.later(minutes=45)
    [message] = at.bot.sent - before
    await at.a_thumb_up(message, 1, 2, 3)  # of others: nobody is nudged about what they answered
    await at.later(minutes=30)
    await at.sees("You asked for a nudge", picture="nudge")
    await at.presses("Turn off nudges")
    await at.sees("Nudges are off", picture="nudges off")


async def the_message_action(at: Playing) -> None:
    """A message somebody saw is submitted as a find, and its link alone is taken."""
    link = at.feeds.serve("/timers", Answer(PAGE, headers={"Content-Type": "text/html; charset=utf-8"}))
    await at.goes_to("General")
    await at.writes(f"look at {link} everybody")
    for _ in range(TRIES):
        if await _sent(at):
            break
    await at.later(minutes=35)
    await at.sees(FOUND, picture="a find stands")


async def _sent(at: Playing) -> bool:
    """Pick the action on the newest message, and send its form; whether it was there to be sent.

    The playground's dialog is empty as soon as anything else is drawn: then it is opened again.
    """
    await at.tab.get_by_role("button", name="Show more information").first.click()
    await at.tab.get_by_role("menuitem", name="Action Command").click()
    await at.tab.get_by_placeholder("Input command id or leave blanks").fill(FIND_COMMAND)
    await at.presses("Create")
    send, close = (at.tab.get_by_role("button", name=name, exact=True) for name in ("Bring it", "Close"))
    try:
        await send.wait_for(timeout=2_000)
        await at.sees("Why does it matter?", picture="the form of the message action", rest=0)
        await send.click(timeout=1_000)
    except (AssertionError, PlaywrightError):
        return False
    finally:
        await close.last.click()
    return True


async def walk(look: Look) -> list[str]:
    """All of it; what the bot complained about, and where a walk ended before its end."""
    async with playing(look) as at:
        wrong = []
        for one in (from_feed_to_card, the_message_action, a_nudge):
            try:
                await one(at)
            except (AssertionError, ValueError, PlaywrightError) as problem:
                await at.tab.screenshot(path=look.pictures / f"playground, where {one.__name__} ended.png")
                wrong.append(f"{one.__name__}: {problem}")
                break  # the next one begins where this one ends
        return [*wrong, *(line for line in at.bot.complained.splitlines() if STRANGER not in line)]


@asynccontextmanager
async def playing(look: Look) -> AsyncIterator[Playing]:
    """The bot, the playground and a browser at it."""
    now = datetime.now(UTC)
    night = [f"{now + timedelta(hours=hours):%H:%M}" for hours in (12, 13)]
    quiet = f'{{from: "{night[0]}", until: "{night[1]}", days: []}}'
    with tempfile.TemporaryDirectory() as folder:
        async with FeedServer() as feeds:
            feed = feeds.serve(FEED, Answer(rss()))
            config = Path(folder) / "app.yaml"
            told = {"folder": folder, "port": free_port(), "feed": feed, "feed_port": feeds.port}
            config.write_text(SETTINGS.format(quiet=quiet, **told))
            async with (
                started(("-m", "tests.contract.earshot", str(config), now.isoformat()), {}) as bot,
                _playground(look, await bot.begins() + PATH, Path(folder)) as address,
                async_playwright() as playwright,
            ):
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
                tab = await browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
                tab.set_default_timeout(SECONDS * 1000)
                expect.set_options(timeout=SECONDS * 1000)
                await tab.route(lambda url: not url.startswith(address), lambda route: route.abort())  # fonts
                await tab.goto(address)
                yield Playing(tab, bot, feeds, address, look)
                await browser.close()


@asynccontextmanager
async def _playground(look: Look, endpoint: str, folder: Path) -> AsyncIterator[str]:
    """Microsoft's playground, on loopback, without telemetry; its address. What it writes is written into `folder`."""
    port = str(free_port())
    beside = look.fetched.resolve()
    child = await asyncio.create_subprocess_exec(
        *("node", "--require", str(beside / "look.loopback.js"), str(beside / CLI), "start"),
        *("-e", endpoint, "-c", "msteams", "-p", port, "--disable-telemetry"),
        cwd=folder,
        env={**os.environ, "TEAMSAPPTESTER_BROWSER": "none"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await _answers(f"http://127.0.0.1:{port}/_debug/ping", child)
        yield f"http://127.0.0.1:{port}"
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def _answers(url: str, child: asyncio.subprocess.Process) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(2 * SECONDS):
        while child.returncode is None:
            try:
                async with session.get(url):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)
    raise RuntimeError("The playground did not start.")
