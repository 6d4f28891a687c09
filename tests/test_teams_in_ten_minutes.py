"""README, "Teams in ten minutes" and "Try Teams without a tenant", followed word for word: from nothing to a card."""

import asyncio
import json
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest

from adapters.teams.manifest import manifest
from bot.app import free_port
from bot.chat import wording
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.fakes.teams import FakeTeams, NotThere
from tests.newcomer import numbered
from tests.newcomer_in_teams import InTeams, InThePlayground
from tests.test_readme import ALONE, IN_TEAMS

STEPS, LOCAL_STEPS = numbered(IN_TEAMS), numbered(ALONE)
T = TypeVar("T", bound=InTeams)
PATIENCE = 60.0
TITLE = "Bread and drivers"
PAGE = f"<!doctype html><title>{TITLE}</title><meta property='og:title' content='{TITLE}'><p>It is short.</p>"


@asynccontextmanager
async def newcomer(folder: Path, feeds: FeedServer, kind: type[T]) -> AsyncIterator[T]:
    """Somebody with a Teams in which there is no bot yet, or with Microsoft's Agents Playground."""
    feeds.serve("/feed.xml", Answer(rss()))
    page = feeds.serve("/page", Answer(PAGE, headers={"Content-Type": "text/html; charset=utf-8"}))
    async with FakeTeams() as teams:
        ana = kind(teams, folder, free_port(), page)
        try:
            async with asyncio.timeout(PATIENCE):
                yield ana
        finally:
            ended = await ana.ends()
        assert ended in (None, 0)


def lead(ana: InTeams) -> None:
    """The public address leads to Earshot's port: that is the company's, and not in the README."""
    public = urlsplit(ana.pages.endpoint)
    assert public.scheme == "https"
    ana.teams.bot_url = f"http://127.0.0.1:{ana.port}{public.path}"


def arrived(ana: InTeams) -> None:
    """The card stands there, and nobody saw an error."""
    assert TITLE in ana.seen()
    assert "why it is worth a look" in ana.seen()
    assert ana.teams.troubles(ana.ana) == []


@pytest.mark.parametrize(("text", "steps"), [(IN_TEAMS, STEPS), (ALONE, LOCAL_STEPS)], ids=["Teams", "local"])
def test_the_steps_are_a_list_without_a_gap(text: str, steps: dict[int, str]) -> None:
    assert list(steps) == list(range(1, len(steps) + 1))
    for step in steps.values():
        text = text.replace(step, "")
    assert "**" not in text
    assert "```" not in text


async def test_a_newcomer_has_a_card_in_their_channel(tmp_path: Path, feeds: FeedServer) -> None:
    async with newcomer(tmp_path, feeds, InTeams) as ana:
        for number, step in STEPS.items():
            assert await ana.does(step), f"nothing is done in step {number}"
            if number == 3:
                lead(ana)
        arrived(ana)


async def test_without_a_tenant_there_is_a_card_as_well(tmp_path: Path, feeds: FeedServer) -> None:
    async with newcomer(tmp_path, feeds, InThePlayground) as ana:
        for number, step in LOCAL_STEPS.items():
            assert await ana.does(step), f"nothing is done in step {number}"
        arrived(ana)
        assert ana.teams.calls("token") == []


# ── Controls ──


def packed(file: Path, **changes: object) -> None:
    """An app package, but for something."""
    made = manifest(wording.of("en"), app_id="11111111-2222-3333-4444-555555555555", url="https://bot.example.org")
    made["bots"][0] |= changes
    with zipfile.ZipFile(file, "w") as into:
        into.writestr("manifest.json", json.dumps(made))


@pytest.mark.parametrize("changes", [{"scopes": ["personal"]}, {"botId": "66666666-2222-3333-4444-555555555555"}])
async def test_control_a_package_that_is_for_no_team_or_of_another_bot_is_noticed(
    tmp_path: Path, feeds: FeedServer, changes: dict[str, object]
) -> None:
    async with newcomer(tmp_path, feeds, InTeams) as ana:
        for number in (1, 2):
            await ana.does(STEPS[number])
        packed(tmp_path / "earshot.zip", **changes)
        with pytest.raises(NotThere, match="nothing of this app"):
            await ana.does(STEPS[9])


async def test_control_a_step_that_is_left_out_or_worded_otherwise_is_noticed(
    tmp_path: Path, feeds: FeedServer
) -> None:
    async with newcomer(tmp_path, feeds, InTeams) as ana:
        with pytest.raises(NotThere, match="Multi Tenant"):
            await ana.does(STEPS[1].replace("Single Tenant", "Multi Tenant"))
        await ana.does(STEPS[1])
        with pytest.raises(NotThere, match="Manage Password"):
            await ana.does(STEPS[4])
        await ana.does(STEPS[3])
        with pytest.raises(NotThere, match="Value"):
            await ana.does(STEPS[4].replace("**Add**", "add"))


async def test_control_without_the_channel_of_teams_the_check_says_so(tmp_path: Path, feeds: FeedServer) -> None:
    async with newcomer(tmp_path, feeds, InTeams) as ana:
        for number in (1, 3, 4, 5, 7):
            await ana.does(STEPS[number])
        with pytest.raises(AssertionError, match="an administrator of Teams has switched the bot off"):
            await ana.does(STEPS[8])
