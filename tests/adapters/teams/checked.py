"""A company in a fake Teams that `earshot check` looks at, and what the command said of it."""

import asyncio
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.teams.manifest import manifest
from adapters.teams.route import Route
from bot.chat import wording
from bot.chat.addresses import Address
from bot.command_line import main
from store.manners import writer_engine
from store.rooms import Rooms
from tests.adapters.checked import Said
from tests.fakes.teams import FakeTeams

SETTINGS = """
company: {{name: Example Works}}
platforms:
  teams:
    app_id_env: APP
    tenant_id_env: TENANT
    {secret}
    login_url: "{at}"
    openid_url: "{key}"
    service_url: "{at}/teams/"
rooms:
  everyone: {{platform: teams, workspace: {tenant}, id: "{everyone}"}}
  kitchen: {{platform: teams, workspace: {tenant}, id: "{kitchen}"}}
sources:
  ledger: {{name: Morning Ledger, url: "https://ledger.example/feed.xml"}}
stewards: [{{platform: teams, workspace: {tenant}, id: {ingrid}}}]
auditors: [{{platform: teams, workspace: {tenant}, id: {otto}}}]
"""
READS_ONLY = {"token", "identity", "discovery", "metadata", "keys", "team", "channels", "member", "members"}
COMPARED = "The app in Teams is as the manifest of this version has it."
NOT_COMPARED = "By the way: The app's commands and permissions were not compared with the manifest"
ENDPOINT = "By the way: Whether Teams finds the bot shows when somebody writes to it."
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


@dataclass
class Place:
    """A company in a fake Teams that has everything as it should be, until a test changes something."""

    teams: FakeTeams
    folder: Path
    store: Path
    capsys: pytest.CaptureFixture[str]
    setenv: Callable[[str, str], None]
    secret: str = "secret_env: SECRET"
    instead: dict[str, str] = field(default_factory=dict)
    """Words of app.yaml and what stands there instead."""

    def __post_init__(self) -> None:
        app = self.teams.app
        self.ingrid, self.otto = self.teams.person("ingrid"), self.teams.person("otto")
        self.team = self.teams.team("Everyone", self.ingrid, self.otto)
        self.everyone = self.teams.general(self.team)
        self.kitchen = self.teams.channel("Kitchen", self.team)
        self.held = {"APP": app.id, "TENANT": app.tenant, "SECRET": app.secret}

    def was_put_in(self) -> None:
        """The store has both rooms, as Teams tells of them."""
        file = self.folder / "earshot.db"
        shutil.copyfile(self.store, file)
        engine = writer_engine(f"sqlite:///{file}", connections=1)
        route = Route(self.teams.service_url, team=self.team.id).packed()
        with engine.begin() as connection:
            for room in (self.everyone, self.kitchen):
                address = Address("teams", self.teams.app.tenant, room.id, route)
                Rooms(connection).joined(address, room.name, at=AT, topics=[])
        engine.dispose()

    def settings(self) -> str:
        """app.yaml."""
        return SETTINGS.format(
            secret=self.secret,
            at=self.teams.stage.address,
            key=self.teams.metadata_url,
            tenant=self.teams.app.tenant,
            everyone=self.everyone.id,
            kitchen=self.kitchen.id,
            ingrid=self.ingrid.person.aad,
            otto=self.otto.person.aad,
        )

    def manifest(self) -> Path:
        """The manifest of the app that was uploaded."""
        file = self.folder / "manifest.json"
        made = manifest(wording.of("de"), app_id=self.teams.app.id, url="https://bot.example.org")
        file.write_text(json.dumps(made), encoding="utf-8")
        return file

    async def check(self, *options: str) -> Said:
        """Run the command."""
        text = self.settings()
        for words, others in self.instead.items():
            assert words in text
            text = text.replace(words, others)
        (self.folder / "app.yaml").write_text(text, encoding="utf-8")
        for name, value in self.held.items():
            self.setenv(name, value)
        code = await asyncio.to_thread(main, ["check", "--config", str(self.folder / "app.yaml"), *options])
        out, err = self.capsys.readouterr()
        assert self.held["SECRET"] not in out + err, "no secret is shown"
        assert "fake-access" not in out + err, "nor any token"
        assert {call.operation for call in self.teams.calls()} <= READS_ONLY, "nothing is written"
        return Said(code, out.splitlines(), err)
