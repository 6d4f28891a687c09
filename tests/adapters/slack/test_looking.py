"""Looking around for rooms ends with the bot, also where a look was just going on."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.slack.looking import Looking
from bot.beside import Beside


@dataclass
class Asked:
    """A listener whose Slack is at its limit: it is to be asked again at once."""

    workspace: Any = field(default_factory=lambda: SimpleNamespace(us=SimpleNamespace(team="T1")))
    looks: int = 0
    said: asyncio.Event = field(default_factory=asyncio.Event)

    async def look_around(self) -> float:
        """Waits until Slack has said so."""
        self.looks += 1
        await self.said.wait()
        return 0.0


@pytest.mark.parametrize("ended", [True, False])
async def test_no_look_begins_once_the_bot_ends(ended: bool) -> None:
    slack, beside = Asked(), Beside()
    looking = Looking(beside)
    look = looking.begin(slack)  # type: ignore[arg-type]
    await asyncio.sleep(0)
    if ended:
        looking.end()
    slack.said.set()
    await look
    await asyncio.sleep(0.02)
    assert slack.looks == 1 if ended else slack.looks > 1
    looking.end()
    await beside.let_go()
