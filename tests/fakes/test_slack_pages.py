"""An app that is made from a manifest has what stands in it, and nothing else."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from adapters.slack.manifest import manifest
from bot.chat import wording
from tests.fakes.slack import FakeSlack, NotThere
from tests.fakes.slack.app_pages import AppPages, InvalidManifest

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack without an app."""
    async with FakeSlack(installed=False) as server:
        yield server


async def made(slack: FakeSlack, *, url: str = "https://bot.example.org", change: Change = lambda _: None) -> AppPages:
    """Our app, from our manifest, changed in some way, and installed."""
    pages, made = AppPages(slack), manifest(wording.of("en"), url=url)
    change(made)
    pages.opens()
    for label in ("Create New App", "From a manifest"):
        await pages.presses(label)
    pages.puts(json.dumps(made))
    for label in ("Next", "Create", "Install App", "Install to", "Allow", "Bot User OAuth Token"):
        await pages.presses(label)
    return pages


async def test_the_token_that_is_copied_is_good_for_the_scopes_of_the_manifest(slack: FakeSlack) -> None:
    pages = await made(slack)
    assert pages.copied == [slack.app.token]
    assert "chat:write" in slack.app.scopes
    assert "dnd:read" not in slack.app.scopes


async def test_what_the_manifest_leaves_out_is_not_there(slack: FakeSlack) -> None:
    def less(one: dict[str, Any]) -> None:
        one["features"]["slash_commands"] = one["features"]["slash_commands"][1:]
        one["oauth_config"]["scopes"]["bot"].remove("chat:write")
        one["settings"]["event_subscriptions"]["bot_events"].remove("member_joined_channel")

    await made(slack, change=less)
    ana = slack.person("ana")
    room = slack.channel("general", ana)
    assert await ana.commands(room, "/find", "https://news.example") is None
    assert [one.why for one in slack.troubles(ana)] == ["unknown_command"]
    assert "chat:write" not in slack.app.scopes
    assert slack.rooms.joins(room, slack.app.bot) == []


async def test_a_token_for_the_socket_is_made_only_with_its_scope_and_where_the_manifest_wants_a_socket(
    slack: FakeSlack,
) -> None:
    for url, scope, good in (
        ("", "connections:write", True),
        ("", "", False),
        ("https://a.b", "connections:write", False),
    ):
        pages = await made(slack, url=url)
        await pages.presses("Basic Information")
        await pages.presses("Generate Token and Scopes")
        if scope:
            pages.adds(scope)
        await pages.presses("Generate")
        assert (slack.world.app.token == pages.copied[-1]) is good
        slack.world.app.token = ""


async def test_a_manifest_that_says_nowhere_how_the_app_is_reached_is_refused(slack: FakeSlack) -> None:
    def unreached(one: dict[str, Any]) -> None:
        one["settings"]["socket_mode_enabled"] = False

    with pytest.raises(InvalidManifest, match="Request URL"):
        await made(slack, url="", change=unreached)


async def test_what_does_not_stand_there_cannot_be_pressed(slack: FakeSlack) -> None:
    pages = AppPages(slack)
    with pytest.raises(NotThere):
        await pages.presses("Create New App")
    pages.opens()
    with pytest.raises(NotThere, match="Create New App"):
        await pages.presses("Make an app")
    with pytest.raises(NotThere):
        pages.puts("{}")
