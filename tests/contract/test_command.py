"""`python -m bot run` itself, by the clock on the wall: a find becomes a card, an answer a draft, and it ends well.

What needs time to pass, and the other transport, is played elsewhere: by the same wiring in a process of its own, whose
clock is handed in (earshot.py).
"""

import asyncio
from pathlib import Path

from bot.app import free_port
from tests.contract.process import PATIENCE, started
from tests.contract.slack_company import SlackCompany, meets, secrets
from tests.fakes.feeds import Answer, FeedServer
from tests.fakes.slack import FakeSlack

AT_ANY_HOUR = ', quiet: {from: "00:00", until: "00:00", days: []}'
PAGE = Answer("<!doctype html><title>Bread and rust</title><p>Short.</p>", headers={"Content-Type": "text/html"})


async def test_the_command_runs_hears_answers_and_ends_when_it_is_told_to(file: Path) -> None:
    async with FeedServer() as feeds, FakeSlack("socket") as slack:
        config = file.parent / "app.yaml"
        here = SlackCompany(slack, feeds, f"sqlite:///{file}", "socket")
        config.write_text(here.settings(free_port(), rhythm=AT_ANY_HOUR), encoding="utf-8")
        async with started(["-m", "bot", "run", "--config", str(config)], secrets(slack)) as process:
            await meets(slack, await process.begins())
            async with asyncio.timeout(PATIENCE):
                await played(slack, here, feeds.serve("/bread", PAGE))
            assert await process.stop() == 0
        assert "Traceback" not in process.complained


async def played(slack: FakeSlack, here: SlackCompany, link: str) -> None:
    """Ana joins, brings a find, and drafts something about it."""
    ana, room = slack.person("ana"), here.rooms[0][0]
    await slack.rooms.joins(room, slack.app.bot)
    await ana.commands(room, "/earshot", "join")
    await ana.presses(ana.modal, "Join")
    await ana.closes(all_=True)
    await ana.commands(room, "/earshot", "networks")
    await ana.submits({"networks": ["bluesky"]})
    await ana.closes(all_=True)

    await ana.commands(room, "/find", link)
    await slack.until(lambda: bool(slack.messages(room)))
    [card] = slack.messages(room)
    assert "Bread and rust" in card.text

    await slack.until(lambda: bool(slack.messages(ana)))  # where it stands
    await ana.presses(card, "Draft it with me")
    await ana.submits({"answer": "It smelled of summer."})
    await slack.until(lambda: len(slack.messages(ana)) == 2)
    draft = slack.messages(ana)[-1]
    assert "It smelled of summer." in draft.text
    assert "drafts_off" in str(draft.blocks)
    assert slack.troubles(ana) == []
