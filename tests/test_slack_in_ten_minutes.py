"""README, "Slack in ten minutes", followed word for word: from nothing to a card, through a socket and over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.slack.manifest import manifest
from bot.app import free_port
from bot.chat import wording
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.fakes.slack import FakeSlack, NotThere
from tests.newcomer import instead, numbered
from tests.newcomer_in_slack import InSlack
from tests.test_readme import IN_SLACK

OURS, OTHERWISE = IN_SLACK.split("### Over HTTP\n")
STEPS, OTHER_STEPS = numbered(OURS), instead(OTHERWISE)
PATIENCE = 60.0
TITLE = "Bread and drivers"
PAGE = f"<!doctype html><title>{TITLE}</title><meta property='og:title' content='{TITLE}'><p>It is short.</p>"


@asynccontextmanager
async def newcomer(folder: Path, feeds: FeedServer, *, mode: str = "socket") -> AsyncIterator[InSlack]:
    """Somebody with a Slack in which there is no app yet."""
    feeds.serve("/feed.xml", Answer(rss()))
    page = feeds.serve("/page", Answer(PAGE, headers={"Content-Type": "text/html; charset=utf-8"}))
    async with FakeSlack("http" if mode == "http" else "socket", installed=False) as slack:
        ana = InSlack(slack, folder, free_port(), page)
        try:
            async with asyncio.timeout(PATIENCE):
                yield ana
        finally:
            ended = await ana.ends()
        assert ended in (None, 0)


async def arrived(ana: InSlack) -> None:
    """The card stands there, nobody saw an error, and nothing more was granted than the manifest asks for."""
    assert TITLE in ana.seen()
    assert "why it is worth a look" in ana.seen()
    assert ana.slack.troubles(ana.ana) == []
    asked = json.loads((ana.folder / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(ana.slack.app.scopes) == asked["oauth_config"]["scopes"]["bot"]


def test_the_steps_are_a_list_without_a_gap_and_no_other_step_stands_beside_it() -> None:
    assert list(STEPS) == list(range(1, len(STEPS) + 1))
    assert list(OTHER_STEPS) == ["Step 1", "Step 4", "Step 5", "Step 6", "After step 7"]
    left = IN_SLACK
    for step in (*STEPS.values(), *OTHER_STEPS.values()):
        assert step in left
        left = left.replace(step, "")
    assert "**" not in left
    assert "```" not in left


async def test_a_newcomer_has_a_card_in_their_channel(tmp_path: Path, feeds: FeedServer) -> None:
    async with newcomer(tmp_path, feeds) as ana:
        for number, step in STEPS.items():
            assert await ana.does(step), f"nothing is done in step {number}"
        await arrived(ana)


async def test_over_http_the_steps_that_are_others_are_done_in_their_place(tmp_path: Path, feeds: FeedServer) -> None:
    async with newcomer(tmp_path, feeds, mode="http") as ana:
        [ana.line] = [line.strip() for line in OTHER_STEPS["Step 6"].splitlines() if "slack: {" in line]
        for number, step in STEPS.items():
            other = OTHER_STEPS.get(f"Step {number}", "") if number != 6 else ""
            assert await ana.does(other or step), f"nothing is done in step {number}"
            if number == 7:
                await ana.does(OTHER_STEPS["After step 7"])
            if number == 2:
                _lead(ana)
        await arrived(ana)


def _lead(ana: InSlack) -> None:
    """The public address leads to Earshot's port: that is the company's, and not in the README."""
    public = urlsplit(ana.slack.world.app.manifest["settings"]["event_subscriptions"]["request_url"])
    assert public.scheme == "https"
    ana.slack.request_url = f"http://127.0.0.1:{ana.port}{public.path}"


# ── Controls ──


def without(place: str, name: str) -> str:
    """Our manifest, but for one scope or command."""
    made = manifest(wording.of("en"))
    parts = {
        "scope": made["oauth_config"]["scopes"]["bot"],
        "command": made["features"]["slash_commands"],
    }
    parts[place][:] = [one for one in parts[place] if name not in (one, one["command"] if place == "command" else "")]
    return json.dumps(made)


async def test_control_a_scope_that_the_manifest_lacks_is_found_by_the_check(tmp_path: Path, feeds: FeedServer) -> None:
    async with newcomer(tmp_path, feeds) as ana:
        (tmp_path / "manifest.json").write_text(without("scope", "chat:write"), encoding="utf-8")
        for number in range(2, 7):
            await ana.does(STEPS[number])
        with pytest.raises(AssertionError, match="chat:write"):
            await ana.does(STEPS[7])


async def test_control_a_command_that_the_manifest_lacks_leads_to_no_card(tmp_path: Path, feeds: FeedServer) -> None:
    async with newcomer(tmp_path, feeds) as ana:
        (tmp_path / "manifest.json").write_text(without("command", "/earshot"), encoding="utf-8")
        for number in range(2, 8):
            await ana.does(STEPS[number])
        with pytest.raises(NotThere, match="Join"):
            await ana.does(STEPS[8])
        assert [one.why for one in ana.slack.troubles(ana.ana)] == ["unknown_command"]


async def test_control_a_step_that_is_left_out_or_worded_otherwise_is_noticed(
    tmp_path: Path, feeds: FeedServer
) -> None:
    async with newcomer(tmp_path, feeds) as ana:
        (tmp_path / "manifest.json").write_text(json.dumps(manifest(wording.of("en"))), encoding="utf-8")
        with pytest.raises(NotThere, match="Make an app"):
            await ana.does(STEPS[2].replace("Create New App", "Make an app"))
        with pytest.raises(NotThere, match="Install App"):
            await ana.does(STEPS[3])
        await ana.does(STEPS[2])
        await ana.does(STEPS[3])
        await ana.does(STEPS[4].replace("connections:write", "chat:write"))
        assert ana.slack.world.app.token == ""
