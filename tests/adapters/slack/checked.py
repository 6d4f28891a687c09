"""A company in a fake Slack that `earshot check` looks at, and what the command said of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest

from adapters.slack.manifest import manifest
from adapters.slack.scopes import SCOPES
from bot.chat import wording
from bot.command_line import main
from tests.adapters.checked import Said
from tests.adapters.slack.town import Mode
from tests.fakes.slack import FakeSlack

SETTINGS = """
company: {{name: Example Works}}
platforms:
  slack:
    {{mode: {mode}, bot_token_env: BOT, app_token_env: APP, signing_secret_env: SIGNING, api_url: "{api}"{more}}}
rooms:
  engineering: {{platform: slack, workspace: {team}, id: {engineering}}}
  kitchen: {{platform: slack, workspace: {team}, id: {kitchen}}}
sources:
  ledger: {{name: Morning Ledger, url: "https://ledger.example/feed.xml"}}
stewards: [{{platform: slack, workspace: {team}, id: {ingrid}}}]
auditors: [{{platform: slack, workspace: {team}, id: {otto}}}]
"""
READS_ONLY = {
    "apps.connections.open",
    "apps.manifest.export",
    "auth.test",
    "bots.info",
    "conversations.info",
    "users.conversations",
    "users.info",
}
COMPARED = "The app in Slack is as the manifest of this version has it."
NOT_COMPARED = "By the way: The app's commands, events and settings were not compared with the manifest"


@dataclass
class Place:
    """A company in a fake Slack that has everything as it should be, until a test changes something."""

    slack: FakeSlack
    folder: Path
    capsys: pytest.CaptureFixture[str]
    setenv: Callable[[str, str], None]
    mode: Mode = "socket"
    more: str = ""
    instead: dict[str, str] = field(default_factory=dict)
    """Words of app.yaml and what stands there instead."""

    def __post_init__(self) -> None:
        app, world = self.slack.app, self.slack.world.app
        app.scopes = frozenset(SCOPES)
        self.ingrid, self.otto = self.slack.person("ingrid"), self.slack.person("otto")
        self.engineering, self.kitchen = self.slack.channel("engineering"), self.slack.channel("kitchen", private=True)
        world.manifest = manifest(wording.of("en"))
        self.secrets = {"BOT": app.token, "APP": world.token, "SIGNING": world.signing_secret}
        self.secrets["CONFIGURES"] = world.config_token

    stored: ClassVar[bool] = False
    """Whether there is a store to look at."""

    def settings(self) -> str:
        """app.yaml."""
        return SETTINGS.format(
            mode=self.mode,
            api=self.slack.base_url,
            more=self.more,
            team=self.slack.workspace.id,
            engineering=self.engineering.id,
            kitchen=self.kitchen.id,
            ingrid=self.ingrid.id,
            otto=self.otto.id,
        )

    async def check(self, *options: str) -> Said:
        """Run the command."""
        text = self.settings()
        for words, others in self.instead.items():
            text = text.replace(words, others)
        (self.folder / "app.yaml").write_text(text, encoding="utf-8")
        for name, secret in self.secrets.items():
            self.setenv(name, secret)
        code = await asyncio.to_thread(main, ["check", "--config", str(self.folder / "app.yaml"), *options])
        out, err = self.capsys.readouterr()
        assert not [name for name, secret in self.secrets.items() if secret and secret in out + err], (
            "no secret is shown"
        )
        assert {call.method for call in self.slack.calls()} <= READS_ONLY, "nothing is written"
        assert self.stored or not list(self.folder.glob("earshot.db*")), "nothing is started"
        return Said(code, out.splitlines(), err)
