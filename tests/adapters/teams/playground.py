"""Earshot in Microsoft 365 Agents Playground, as anybody may try it without a tenant: two walks and the message action.

The bot runs in local mode, as a process of its own whose clock is pushed on. Microsoft's playground is another, on
loopback; a browser is at it. What the playground cannot do (open a dialog from a button of a card, let others press) is
in the facts: there colleagues put a thumb up, which is sent as a custom activity.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Locator, Page, async_playwright, expect

from adapters.teams.entrance import PATH
from bot.app import free_port
from tests.adapters.looking import Look, listen
from tests.contract.process import Process, started
from tests.contract.stage import FEED, JOBS
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.walks.browser import CHROMIUM, QUIET

CLI = "node_modules/@microsoft/m365agentsplayground/cli.js"
PATIENCE = 30
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
TITLE = "Rust in the kernel: what two years taught us"
NEWS = f"""<title>{TITLE}</title><link>https://news.example/rust</link><guid>1</guid>
<description>Two maintainers look back at their first drivers.</description>"""
ELSEWHERE = ("serious", "failed to load")


class Walked:
    """A person at the playground, and the world around. `pictures`: where what they saw is kept."""

    def __init__(self, page: Page, bot: Process, feeds: FeedServer, playground: str, look: Look) -> None:
        self.page, self.bot, self.feeds, self.playground, self.look = page, bot, feeds, playground, look
        self._pictures = 0

    async def later(self, **much: float) -> None:
        """Time passes, and what is due is done."""
        await self.bot.tell(forward=timedelta(**much).total_seconds(), jobs=JOBS)

    async def picture(self, name: str) -> None:
        """What is seen now."""
        self._pictures += 1
        await self.page.wait_for_timeout(500)  # what moves has come to rest
        await self.page.screenshot(path=self.look.pictures / f"playground {self._pictures}, {name}.png")
