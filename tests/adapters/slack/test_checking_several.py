"""`earshot check` where several workspaces install the bot by themselves: their tokens stand sealed in the store."""

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.slack.manifest import manifest
from adapters.slack.scopes import SCOPES
from adapters.slack.tokens import Seals
from bot.chat import wording
from bot.chat.installations import Installation
from store.lock import Lock
from store.manners import writer_engine
from store.workspaces import Workspaces
from tests.adapters.checked import FAILED, OK, WRONG
from tests.adapters.slack.checked import COMPARED, Place
from tests.fakes.slack import Refuse

KEY, OTHER = (b64encode(bytes([number]) * 32).decode() for number in (1, 2))
SETTINGS = """
company: {{name: Example Works}}
platforms:
  slack:
    mode: http
    signing_secret_env: SIGNING
    api_url: "{api}"
    install: {{client_id_env: ID, client_secret_env: SECRET, token_key_env: KEY, workspaces: [{teams}]}}
rooms:
  engineering: {{platform: slack, workspace: {team}, id: {engineering}}}
  kitchen: {{platform: slack, workspace: {south}, id: {kitchen}}}
sources:
  ledger: {{name: Morning Ledger, url: "https://ledger.example/feed.xml"}}
"""


class Two(Place):
    """Two workspaces that installed the bot."""

    stored = True

    def makes_two(self) -> None:
        """The second workspace, and what the store has of both."""
        world = self.slack.world
        self.south = world.workspace("South")
        app = world.install(self.south, scopes=SCOPES)
        self.kitchen = self.slack.channel("kitchen", bot=False, workspace=self.south)
        self.kitchen.members.add(app.bot.id)
        self.mode = "http"
        self.secrets |= {"ID": world.app.client_id, "SECRET": world.app.client_secret, "KEY": KEY}
        self.knows(KEY)

    def knows(self, key: str) -> None:
        """The store has the token of each workspace, sealed with this key."""
        engine = writer_engine(f"sqlite:///{self.folder}/earshot.db", connections=1)
        with engine.begin() as connection:
            for app in self.slack.world.installations:
                team, at = app.workspace, datetime(2026, 11, 24, 10, tzinfo=UTC)
                token = Seals(key, variable="KEY").seal(team.id, app.token)
                kept = Installation("slack", team.id, team.name, app.bot.id, app.bot_id, "A0EARSHOT", token, at)
                Workspaces(connection, changed=lambda: None).installed(kept)
        engine.dispose()

    def settings(self) -> str:
        """app.yaml."""
        return SETTINGS.format(
            api=self.slack.base_url,
            team=self.slack.workspace.id,
            south=self.south.id,
            teams=", ".join(self.slack.world.workspaces),
            engineering=self.engineering.id,
            kitchen=self.kitchen.id,
        )


@pytest.fixture
def two(place: Place, file: Path) -> Two:
    """Two workspaces, where all is well."""
    assert file.parent == place.folder
    made = Two(place.slack, place.folder, place.capsys, place.setenv)
    made.makes_two()
    return made


async def test_each_workspace_is_asked_with_its_own_token(two: Two) -> None:
    said = await two.check()
    assert said.lines[0].startswith("SIGNING is set")
    assert said.lines[1:3] == [
        f"Slack takes the token of “{one.name}”: the workspace is “{one.name}” ({one.id}), and the bot is @earshot."
        for one in (two.slack.workspace, two.south)
    ]
    assert (said.code, said.lines[-1], said.aloud) == (OK, "All is well.", "")
    assert [call.token for call in two.slack.calls("auth.test")] == [app.token for app in two.slack.world.installations]


async def test_it_is_looked_beside_a_bot_that_runs(two: Two) -> None:
    lock = Lock(str(two.folder / "earshot.db"))
    lock.take()
    try:
        assert (await two.check()).code == OK
    finally:
        lock.release()


async def test_what_is_wrong_is_said_of_the_workspace_where_it_is(two: Two) -> None:
    two.slack.world.app_of(two.south).scopes -= {"chat:write"}
    two.kitchen.archived = True
    said = await two.check()
    assert said.says("In “South” the scope chat:write is missing.")
    assert said.says("rooms.kitchen: #kitchen is archived.")
    assert not said.says("In “Example Works” the scope")
    assert said.code == FAILED


async def test_a_token_that_slack_refuses_does_not_keep_the_others_from_being_looked_at(two: Two) -> None:
    two.slack.app.state = "revoked"
    two.kitchen.members.clear()
    said = await two.check()
    again = "Let the bot be installed there again, at /slack/install."
    assert said.says(f"Slack does not take the token of “Example Works” (token_revoked). {again}")
    assert said.says("rooms.kitchen: the bot is not in #kitchen; type /invite @earshot there.")
    assert not said.says("rooms.engineering"), "where it is installed, a room is not said to be elsewhere"


async def test_a_slack_that_falls_silent_is_asked_for_no_workspace(two: Two) -> None:
    two.slack.faults.put("auth.test", Refuse("ratelimited"))
    said = await two.check()
    assert said.says("Check again after that.")
    assert len(two.slack.calls()) == 1


async def test_a_workspace_that_did_not_install_it_yet_is_named_and_its_rooms_as_well(two: Two) -> None:
    west = two.slack.world.workspace("West")
    said = await two.check()
    line = f"By the way: The workspace {west.id} may have the bot, and did not install it yet: its administrators"
    assert (said.code, said.says(line)) == (OK, True)
    two.instead = {f"{two.south.id}, id: {two.kitchen.id}": f"{west.id}, id: {two.kitchen.id}"}
    said = await two.check()
    assert (said.code, said.says(f"rooms.kitchen is in the workspace {west.id}, and the bot is in")) == (FAILED, True)


async def test_without_a_store_nobody_installed_it_yet(two: Two) -> None:
    (two.folder / "earshot.db").unlink()
    said = await two.check()
    assert (said.code, said.says("and the bot is in none yet: nothing will be put there.")) == (FAILED, True)
    assert list(two.folder.glob("earshot.db*")) == [], "and none is made"


async def test_tokens_that_were_sealed_with_another_key_are_said_to_be(two: Two) -> None:
    two.knows(OTHER)
    said = await two.check()
    words = "was sealed with another key than KEY holds. Put the older key behind it"
    assert len([line for line in said.lines if words in line]) == 2
    assert two.slack.calls() == []
    two.secrets["KEY"] = f"{KEY},{OTHER}"
    assert (await two.check()).code == OK


async def test_a_key_that_is_none_is_refused_in_words(two: Two) -> None:
    two.secrets["KEY"] = "hunter2"
    said = await two.check()
    assert (said.code, said.lines) == (WRONG, [])
    assert "KEY must hold a key of 32 random bytes" in said.aloud


async def test_the_way_back_is_compared_where_workspaces_install_it(two: Two) -> None:
    app = two.slack.world.app
    app.manifest = manifest(wording.of("en"), url="https://bot.example.org")
    assert (await two.check("--manifest-token-env", "CONFIGURES")).says(COMPARED)
    app.manifest["oauth_config"]["redirect_urls"].clear()
    said = await two.check("--manifest-token-env", "CONFIGURES")
    assert said.says("leads nobody back to https://bot.example.org/slack/oauth_redirect")
