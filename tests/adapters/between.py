"""What stands between an adapter and the bot, and goes wrong there."""

import asyncio

from bot.app import Bot
from bot.chat.events import Event
from bot.chat.replies import Reply


class Between:
    """A bot that is slow, or commits or does not, and then fails. `heard`: all that came."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.fails: Exception | None = None
        self.after = True
        self.gate: asyncio.Event | None = None
        self.began = asyncio.Event()
        self.heard: list[Event] = []

    async def __call__(self, event: Event) -> Reply | None:
        """What the adapter calls."""
        self.heard.append(event)
        self.began.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.fails is not None and not self.after:
            raise self.fails
        reply = await self._bot.receive(event)
        if self.fails is not None:
            raise self.fails
        return reply
