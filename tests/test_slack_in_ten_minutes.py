"""README's "Slack in ten minutes", followed word for word against a fake Slack, by the command itself.

What stands in its blocks is typed as it is; only what a token is, where Slack is, and where feed and link lead is put
in. The fake makes the app of the manifest that step 1 prints, and gives it nothing that is not asked for there.
"""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.feeds import Answer, FeedServer, rss
from tests.fakes.slack import Channel, FakeSlack
from tests.test_readme import IN_SLACK

STEPS = ["Make the app.", "Install it.", "Say what to listen to.", "Start it.", "Meet it."]
MANIFEST, TOKENS, SETTINGS, START, MEET = range(len(STEPS))
BLOCK = re.compile(r"^ +```(?:sh|yaml|text)\n(.*?)^ +```", re.DOTALL | re.MULTILINE)
PAGE = Answer("<!doctype html><title>Bread</title><p>Short.</p>", headers={"Content-Type": "text/html"})
PATIENCE = 60.0


def blocks() -> list[list[str]]:
    """The block of each step, as its lines."""
    return [[line.strip() for line in one.strip().splitlines()] for one in BLOCK.findall(IN_SLACK)]


def yaml() -> str:
    """The block of step 3 as it is to be written: without the indent of its step."""
    return "".join(line.removeprefix("   ") + "\n" for line in BLOCK.findall(IN_SLACK)[SETTINGS].splitlines())


class Newcomer:
    """Somebody with the README, a shell, and a Slack workspace in which they may install apps."""

    def __init__(self, folder: Path, slack: FakeSlack, feeds: FeedServer) -> None:
        self.folder, self.slack, self.feeds = folder, slack, feeds
        self.environ = dict(os.environ)
        (folder / ".venv").symlink_to(Path(sys.prefix))

    async def types(self, command: str) -> tuple[int, str]:
        """A command of the README in their shell: its exit code, and all it said."""
        child = await self._begin(command)
        async with asyncio.timeout(PATIENCE):
            said, _ = await child.communicate()
        assert child.returncode is not None
        return child.returncode, said.decode()

    @asynccontextmanager
    async def leaves_running(self, command: str) -> AsyncIterator[None]:
        """One that runs until Ctrl-C, and ends in good order."""
        child = await self._begin(f"exec {command}")
        try:
            yield
        finally:
            if child.returncode is None:
                child.send_signal(signal.SIGINT)
            async with asyncio.timeout(PATIENCE):
                said, _ = await child.communicate()
        assert "Traceback" not in said.decode(), said.decode()
        assert child.returncode == 0, said.decode()

    async def _begin(self, command: str) -> asyncio.subprocess.Process:
        out = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_shell(
            command, cwd=self.folder, env=self.environ, stdout=out, stderr=asyncio.subprocess.STDOUT
        )

    def makes_the_app(self, manifest: dict[str, Any]) -> None:
        """What Slack makes of a pasted manifest."""
        app, features, settings = self.slack.world.app, manifest["features"], manifest["settings"]
        assert settings["socket_mode_enabled"]
        assert settings["interactivity"]["is_enabled"]
        app.scopes = frozenset(manifest["oauth_config"]["scopes"]["bot"])
        app.events = frozenset(settings["event_subscriptions"]["bot_events"])
        app.commands = {one["command"]: one["should_escape"] for one in features["slash_commands"]}
        app.home_tab = features["app_home"]["home_tab_enabled"]
        app.messages_tab = features["app_home"]["messages_tab_enabled"]

    def exports(self, lines: list[str]) -> None:
        """The secrets that the app's page shows, where the README has them begin."""
        shown = {"xoxb-…": self.slack.app.token, "xapp-…": self.slack.world.app.token}
        for line in lines:
            name, value = line.removeprefix("export ").split("=")
            assert shown[value].startswith(value.removesuffix("…"))
            self.environ[name] = shown[value]

    def writes_settings(self) -> None:
        """slack.yaml, with the fake in place of Slack and a feed that answers; on any free port."""
        text = yaml().replace("app_token_env", f'api_url: "{self.slack.base_url}", app_token_env')
        text = text.replace("https://lwn.example/feed.xml", self.feeds.serve("/feed.xml", Answer(rss())))
        here = f'listening: {{private_hosts: ["127.0.0.1:{self.feeds.port}"]}}\nserver: {{port: 0}}\n'
        (self.folder / "slack.yaml").write_text(text + here, encoding="utf-8")

    async def meets(self, lines: list[str]) -> tuple[Channel, list[str]]:
        """Types the lines of step 5 into a room, one after the other, and joins by a press of their own.

        The room, and the troubles they saw.
        """
        await self.slack.socket.connected()
        ana = self.slack.person("ana")
        room = self.slack.channel("general", ana, bot=False)
        for line in lines:
            command, _, rest = line.partition(" ")
            if command == "/invite":
                assert rest == f"@{self.slack.app.bot.name}"
                await self.slack.rooms.joins(room, self.slack.app.bot, inviter=ana.person)
                continue
            link = self.feeds.serve("/bread", PAGE)
            await ana.commands(room, command, rest.replace("https://example.org/bread", link))
            if rest == "join":
                assert "join" in ana.modal.title.lower()
                await ana.presses(ana.modal, "Join")
                await ana.closes(all_=True)
        return room, [one.why for one in self.slack.troubles(ana)]


@pytest.fixture
async def newcomer(tmp_path: Path) -> AsyncIterator[Newcomer]:
    async with FeedServer() as feeds, FakeSlack("socket", installed=False) as slack:
        yield Newcomer(tmp_path, slack, feeds)


async def prepared(newcomer: Newcomer, manifest: dict[str, Any]) -> None:
    """Steps 1 to 3, with this manifest."""
    newcomer.makes_the_app(manifest)
    newcomer.slack.world.install(newcomer.slack.workspace)
    newcomer.exports(blocks()[TOKENS])
    newcomer.writes_settings()


async def printed(newcomer: Newcomer) -> dict[str, Any]:
    """The manifest that step 1 leaves in its file."""
    [command] = blocks()[MANIFEST]
    assert await newcomer.types(command) == (0, "")
    made: dict[str, Any] = json.loads((newcomer.folder / "manifest.json").read_text(encoding="utf-8"))
    return made


def test_the_steps_are_those_that_are_followed_here_each_with_its_block() -> None:
    assert re.findall(r"^(\d)\. \*\*(.*?)\*\*", IN_SLACK, re.MULTILINE) == [
        (str(n + 1), s) for n, s in enumerate(STEPS)
    ]
    assert len(blocks()) == len(STEPS)
    assert "`connections:write`" in IN_SLACK
    assert IN_SLACK.count("\n") < 80


async def test_whoever_follows_it_word_for_word_sees_a_card_ask_the_room(newcomer: Newcomer) -> None:
    await prepared(newcomer, await printed(newcomer))
    check, run = blocks()[START]
    code, said = await newcomer.types(check)
    assert (code, said.strip().splitlines()[-1]) == (0, "All is well.")
    assert newcomer.slack.app.workspace.name in said
    async with newcomer.leaves_running(run):
        room, troubles = await newcomer.meets(blocks()[MEET])
        async with asyncio.timeout(PATIENCE):
            await newcomer.slack.until(lambda: bool(newcomer.slack.messages(room)))
    [card] = newcomer.slack.messages(room)
    assert all(one in card.text for one in ("Worth sharing?", "Bread", "it explains what we do all day"))
    assert troubles == []


async def test_control_a_manifest_without_a_scope_or_a_command_would_be_noticed(newcomer: Newcomer) -> None:
    manifest = await printed(newcomer)
    scopes, features = manifest["oauth_config"]["scopes"], manifest["features"]
    scopes["bot"].remove("chat:write")
    features["slash_commands"] = [one for one in features["slash_commands"] if one["command"] != "/find"]
    await prepared(newcomer, manifest)
    check, run = blocks()[START]
    code, said = await newcomer.types(check)
    assert (code, "chat:write" in said) == (1, True)
    async with newcomer.leaves_running(run):
        _, troubles = await newcomer.meets(blocks()[MEET])
    assert troubles == ["unknown_command"]
