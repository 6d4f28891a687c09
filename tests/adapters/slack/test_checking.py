"""`earshot check` opposite a fake Slack: each thing that can be wrong is said in a line of its own, and only then."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from adapters.slack.manifest import manifest
from adapters.slack.scopes import SCOPES
from bot.chat import wording
from bot.command_line import main
from tests.adapters.slack.test_process import free_port
from tests.adapters.slack.town import Mode
from tests.fakes.slack import Broken, Channel, Cut, FakeSlack, Limited, Refuse
from tests.fakes.slack.api.apps import shown

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
OK, FAILED, WRONG = 0, 1, 2
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
class Said:
    """What the command said, and how it ended."""

    code: int
    lines: list[str]
    aloud: str = ""

    def says(self, words: str) -> bool:
        """Whether one of the lines has these words in it."""
        return any(words in line for line in self.lines)


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

    async def check(self, *options: str) -> Said:
        """Run the command."""
        text = SETTINGS.format(
            mode=self.mode,
            api=self.slack.base_url,
            more=self.more,
            team=self.slack.workspace.id,
            engineering=self.engineering.id,
            kitchen=self.kitchen.id,
            ingrid=self.ingrid.id,
            otto=self.otto.id,
        )
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
        assert [one.name for one in self.folder.glob("earshot.db*")] == [], "nothing is started"
        return Said(code, out.splitlines(), err)


@pytest.fixture
async def place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    """All is well there."""
    async with FakeSlack() as slack:
        yield Place(slack, tmp_path, capsys, monkeypatch.setenv)


# ── All is well ──


async def test_all_is_well_is_said_with_who_we_are(place: Place) -> None:
    said = await place.check()
    assert said.lines == [
        f"Slack takes BOT: the workspace is “Example Works” ({place.slack.workspace.id}), and the bot is @earshot.",
        "Slack takes APP.",
        f"{NOT_COMPARED}, since Slack tells them to no bot: copy them from “App Manifest” on the app's page in Slack "
        "into a file, and name it with --manifest.",
        "All is well.",
    ]
    assert (said.code, said.aloud) == (OK, "")


async def test_over_http_no_connection_is_asked_for(place: Place) -> None:
    place.mode = "http"
    said = await place.check()
    assert said.code == OK
    assert said.says("SIGNING is set; whether it is the right one shows only when Slack calls.")
    assert place.slack.calls("apps.connections.open") == []


async def test_as_json_each_finding_is_an_object_on_a_line(place: Place) -> None:
    place.slack.app.scopes -= {"commands", "groups:read"}
    said = await place.check("--json")
    found = [json.loads(line) for line in said.lines]
    assert [one["weight"] for one in found] == sorted(
        (one["weight"] for one in found), key=["well", "remark", "fault"].index
    )
    assert {one["weight"] for one in found} == {"well", "remark", "fault"}
    assert found[0]["words"].startswith("Slack takes BOT")
    assert said.code == FAILED


# ── One thing is wrong ──


def token_is_revoked(place: Place) -> None:
    place.slack.app.state = "revoked"


def bot_token_is_anothers(place: Place) -> None:
    place.secrets["BOT"] = "xoxb-wrong"


def tokens_are_swapped(place: Place) -> None:
    place.secrets["BOT"], place.secrets["APP"] = place.secrets["APP"], place.secrets["BOT"]


def app_token_is_anothers(place: Place) -> None:
    place.secrets["APP"] = "xapp-wrong"


def app_token_has_no_scope(place: Place) -> None:
    place.slack.faults.put("apps.connections.open", Refuse("missing_scope"))


def app_token_is_of_another_app(place: Place) -> None:
    place.slack.world.app.token_of = "A0OTHER"


def installed_for_an_organisation(place: Place) -> None:
    place.slack.app.wide = True


def a_scope_is_missing(place: Place) -> None:
    place.slack.app.scopes -= {"chat:write"}


def a_scope_reads_rooms(place: Place) -> None:
    place.slack.app.scopes |= {"channels:history"}


def not_in_a_room(place: Place) -> None:
    place.engineering.members.clear()


def not_in_a_private_room(place: Place) -> None:
    place.kitchen.members.clear()


def no_such_room(place: Place) -> None:
    place.engineering = Channel("C0NOWHERE", "", "public", place.slack.workspace)


def a_room_is_archived(place: Place) -> None:
    place.engineering.archived = True


def a_room_was_left_and_archived(place: Place) -> None:
    place.engineering.archived = True
    place.engineering.members.clear()


def a_room_is_shared(place: Place) -> None:
    place.slack.rooms.shared(place.engineering, place.slack.world.workspace("Another Company"))


def a_room_of_another_workspace(place: Place) -> None:
    place.instead = {f"{place.slack.workspace.id}, id: {place.kitchen.id}": f"T0ELSEWHERE, id: {place.kitchen.id}"}


def a_steward_of_another_workspace(place: Place) -> None:
    place.instead = {f"{place.slack.workspace.id}, id: {place.ingrid.id}": f"T0ELSEWHERE, id: {place.ingrid.id}"}


def a_steward_who_does_not_exist(place: Place) -> None:
    place.instead = {place.ingrid.id: "U0NOBODY"}


def a_steward_whose_account_ended(place: Place) -> None:
    place.ingrid.person.deleted = True


def an_auditor_whose_account_ended(place: Place) -> None:
    place.otto.person.deleted = True


def a_steward_who_is_a_bot(place: Place) -> None:
    place.instead = {place.ingrid.id: place.slack.app.bot.id}


def a_clock_far_off_over_http(place: Place) -> None:
    place.mode = "http"
    place.slack.clock.forward(timedelta(seconds=250))  # type: ignore[attr-defined]


WRONGS: list[tuple[Callable[[Place], None], str]] = [
    (token_is_revoked, "Slack does not take what BOT holds (token_revoked): a bot token begins with xoxb-"),
    (bot_token_is_anothers, "Slack does not take what BOT holds (invalid_auth): a bot token begins with xoxb-"),
    (tokens_are_swapped, "BOT holds something else: a bot token begins with xoxb-"),
    (tokens_are_swapped, "APP holds something else: an app-level token begins with xapp-"),
    (app_token_is_anothers, "Slack does not take what APP holds (invalid_auth): an app-level token begins with xapp-"),
    (
        app_token_has_no_scope,
        "Slack does not take what APP holds (missing_scope): an app-level token begins",
    ),
    (app_token_is_of_another_app, "APP is of the app A0OTHER, and BOT is of A0EARSHOT: the bot would hear nothing."),
    (installed_for_an_organisation, "The app is installed for a whole organisation"),
    (a_scope_is_missing, "In “Example Works” the scope chat:write is missing. What it is for: to put cards into rooms"),
    (
        a_scope_reads_rooms,
        "the token has the scope channels:history, which reads conversations. Earshot promises",
    ),
    (not_in_a_room, "rooms.engineering: the bot is not in #engineering; type /invite @earshot there."),
    (not_in_a_private_room, "rooms.kitchen: in “Example Works” there is no room C"),
    (no_such_room, "rooms.engineering: in “Example Works” there is no room C0NOWHERE that the bot could see"),
    (a_room_is_archived, "rooms.engineering: #engineering is archived."),
    (a_room_was_left_and_archived, "rooms.engineering: #engineering is archived."),
    (a_room_is_shared, "rooms.engineering: #engineering is shared with another company"),
    (a_room_of_another_workspace, "rooms.kitchen is in the workspace T0ELSEWHERE, and the bot is in T"),
    (a_steward_of_another_workspace, "stewards[0] is in the workspace T0ELSEWHERE, and the bot is in T"),
    (a_steward_who_does_not_exist, "stewards[0]: in “Example Works” nobody has the id U0NOBODY (user_not_found)"),
    (a_steward_whose_account_ended, "stewards[0]: the account U"),
    (an_auditor_whose_account_ended, "auditors[0]: the account U"),
    (a_steward_who_is_a_bot, "in “Example Works” is a bot. Name a person."),
    (a_clock_far_off_over_http, "seconds behind Slack's. What Slack signs is good for five minutes"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONGS, ids=[f"{wrong.__name__}-{words[:12]}" for wrong, words in WRONGS])
async def test_what_is_wrong_is_said_in_one_line_and_only_then(
    place: Place, wrong: Callable[[Place], None], words: str
) -> None:
    before = await place.check()
    assert (before.code, before.says(words)) == (OK, False)
    wrong(place)
    after = await place.check()
    assert len([line for line in after.lines if words in line]) == 1, after.lines
    assert (after.code, after.lines[-1], after.aloud) == (FAILED, "Something needs you.", "")


def the_optional_scope_is_missing(place: Place) -> None:
    place.slack.app.scopes -= {"groups:read"}


def a_scope_is_too_many(place: Place) -> None:
    place.slack.app.scopes |= {"team:read"}


def a_clock_a_little_off(place: Place) -> None:
    place.slack.clock.forward(timedelta(seconds=-90))  # type: ignore[attr-defined]


def a_clock_far_off_through_a_socket(place: Place) -> None:
    place.slack.clock.forward(timedelta(seconds=-900))  # type: ignore[attr-defined]


REMARKS: list[tuple[Callable[[Place], None], str]] = [
    (the_optional_scope_is_missing, "In “Example Works” the scope groups:read was not granted. What it is for: "),
    (the_optional_scope_is_missing, "rooms.kitchen: in “Example Works” there is no public room C"),
    (a_scope_is_too_many, "In “Example Works” the token has the scope team:read, which nothing needs."),
    (a_clock_a_little_off, "seconds ahead of Slack's; let it be set by the network (NTP)."),
    (a_clock_far_off_through_a_socket, "seconds ahead of Slack's; let it be set by the network (NTP)."),
]


@pytest.mark.parametrize(("odd", "words"), REMARKS, ids=[f"{odd.__name__}-{words[:12]}" for odd, words in REMARKS])
async def test_what_is_only_worth_knowing_is_said_by_the_way(
    place: Place, odd: Callable[[Place], None], words: str
) -> None:
    before = await place.check()
    assert not before.says(words)
    odd(place)
    after = await place.check()
    [line] = [line for line in after.lines if words in line]
    assert line.startswith("By the way: ")
    assert (after.code, after.lines[-1]) == (OK, "All is well.")


async def test_a_shared_room_is_well_where_shared_rooms_are_wanted(place: Place) -> None:
    a_room_is_shared(place)
    place.more = ", shared_channels: true"
    assert (await place.check()).code == OK


async def test_a_clock_within_a_minute_of_slacks_is_not_worth_a_word(place: Place) -> None:
    place.mode = "http"
    place.slack.clock.forward(timedelta(seconds=55))  # type: ignore[attr-defined]
    said = await place.check()
    assert (said.code, said.says("clock")) == (OK, False)


async def test_a_clock_is_looked_at_even_where_the_token_is_refused(place: Place) -> None:
    token_is_revoked(place)
    a_clock_far_off_over_http(place)
    assert (await place.check()).says("seconds behind Slack's. What Slack signs")


async def test_scopes_that_nobody_tells_of_are_not_taken_for_missing(place: Place) -> None:
    place.slack.web.tells_scopes = False
    said = await place.check()
    assert (said.code, said.says("missing")) == (FAILED, False)
    assert said.says("Slack did not say which scopes the token has (x-oauth-scopes).")


async def test_without_scopes_what_cannot_be_looked_at_is_said(place: Place) -> None:
    place.slack.app.scopes = frozenset()
    said = await place.check()
    assert said.says("Rooms of “Example Works” were not looked at (missing_scope).")
    assert said.says("Stewards and auditors of “Example Works” were not looked up (missing_scope).")
    assert len([line for line in said.lines if "is missing. What it is for" in line]) == len(SCOPES) - 1


async def test_of_very_many_rooms_only_so_many_are_asked_about(place: Place) -> None:
    rooms = "".join(
        f"\n  more{number}: {{platform: slack, workspace: {place.slack.workspace.id}, id: C1{number}}}"
        for number in range(60)
    )
    place.instead = {"\nsources:": f"{rooms}\nsources:"}
    said = await place.check()
    assert said.says("The bot is not in 10 more rooms that app.yaml names")
    assert len(place.slack.calls("conversations.info")) == 50


async def test_many_rooms_the_bot_is_in_cost_one_question(place: Place) -> None:
    for number in range(150):
        place.slack.channel(f"room{number}")
    assert (await place.check()).code == OK
    assert len(place.slack.calls("users.conversations")) == 1
    assert place.slack.calls("conversations.info") == []


# ── Slack is not there ──


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Broken(), "(Slack had trouble of its own). Is the network there"),
        (Cut(), "(the connection was cut). Is the network there"),
        (Limited("17"), "(Slack asks to be left alone for 17 seconds). Check again after that."),
    ],
)
@pytest.mark.parametrize("method", ["auth.test", "users.conversations", "users.info"])
async def test_a_slack_that_falls_silent_is_said_kindly_and_not_asked_again(
    place: Place, method: str, trouble: Broken | Cut | Limited, words: str
) -> None:
    place.slack.faults.put(method, trouble, times=2)  # a question on a connection that was cut is asked once more
    (place.folder / "manifest.json").write_text(json.dumps(place.slack.world.app.manifest), encoding="utf-8")
    said = await place.check("--manifest", str(place.folder / "manifest.json"))
    assert said.says(f"Slack could not be asked at {place.slack.base_url} {words}")
    assert said.says(COMPARED), "what needs no Slack is looked at all the same"
    assert (said.code, said.aloud) == (FAILED, "")
    assert place.slack.calls()[-1].method == method


async def test_nobody_there_is_said_at_once(place: Place) -> None:
    place.instead = {place.slack.base_url: f"http://127.0.0.1:{free_port()}/api/"}
    said = await place.check()
    assert said.says("(nobody answers there). Is the network there, and is platforms.slack.api_url right?")
    assert (said.code, said.aloud) == (FAILED, "")


async def test_offline_nobody_is_asked(place: Place) -> None:
    said = await place.check("--offline")
    assert (said.code, said.lines[0]) == (OK, "By the way: Slack was not asked (--offline).")
    assert place.slack.calls() == []
    tokens_are_swapped(place)
    assert (await place.check("--offline")).says("BOT holds something else")


async def test_what_is_no_token_of_slacks_is_not_shown_to_slack(place: Place) -> None:
    place.secrets["BOT"] = "somebody's password"
    assert (await place.check()).says("BOT holds something else")
    assert [call.token for call in place.slack.calls()] == [place.secrets["APP"]] * 2


async def test_a_variable_that_is_not_set_is_app_yamls_mistake(place: Place) -> None:
    place.secrets["BOT"] = ""
    said = await place.check()
    assert (said.code, said.lines) == (WRONG, [])
    assert "the environment variable BOT to be set" in said.aloud


async def test_a_store_is_looked_at_beside_slack(place: Place) -> None:
    place.instead = {"sources:": "topics:\nlistening: {contact: a@example.org}\n#", "  ledger": "#"}
    said = await place.check()
    assert said.says("No source is named under sources")
    assert said.says("Slack takes BOT")


# ── The manifest ──


@pytest.mark.parametrize("kind", ["json", "yaml"])
@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_manifest_copied_from_slacks_page_is_compared(place: Place, mode: Mode, kind: str) -> None:
    place.mode = mode
    right = shown(manifest(wording.of("de"), url="https://bot.example.org" if mode == "http" else ""))
    file = place.folder / f"copied.{kind}"
    write = json.dumps if kind == "json" else yaml.safe_dump

    file.write_text("\ufeff" + write(right), encoding="utf-8")
    said = await place.check("--manifest", str(file))
    assert (said.code, said.says(COMPARED), said.says(NOT_COMPARED)) == (OK, True, False)

    right["features"]["slash_commands"].pop()
    file.write_text(write(right), encoding="utf-8")
    said = await place.check("--manifest", str(file), "--offline")
    assert (said.code, said.says("The app in Slack lacks the command /"), said.says(COMPARED)) == (FAILED, True, False)


@pytest.mark.parametrize("text", ["", "{}", "{", "[1]", "settings: 1", "- a\n- b", "\0", "[" * 100_000, "a: &b [*b]"])
async def test_a_file_that_is_no_manifest_is_said_to_be_none(place: Place, text: str) -> None:
    file = place.folder / "copied.json"
    file.write_text(text, encoding="utf-8")
    said = await place.check("--manifest", str(file))
    assert (said.code, said.lines, place.slack.calls()) == (WRONG, [], [])
    assert said.aloud.startswith("That file holds no manifest")


async def test_a_file_that_cannot_be_read_is_said_so(place: Place) -> None:
    said = await place.check("--manifest", str(place.folder / "nowhere.json"))
    assert (said.code, "nowhere.json cannot be read: No such file" in said.aloud) == (WRONG, True)
    (place.folder / "latin.json").write_bytes(b"\xff\xfe\xe9")
    said = await place.check("--manifest", str(place.folder / "latin.json"))
    assert (said.code, "it is no text in UTF-8" in said.aloud) == (WRONG, True)


async def test_with_a_token_for_it_slack_is_asked_for_the_manifest(place: Place) -> None:
    said = await place.check("--manifest-token-env", "CONFIGURES")
    assert (said.code, said.says(COMPARED)) == (OK, True)

    place.slack.world.app.manifest["settings"]["event_subscriptions"]["bot_events"].remove("message.im")
    said = await place.check("--manifest-token-env", "CONFIGURES")
    assert (said.code, said.says("The app in Slack is not subscribed to the event message.im.")) == (FAILED, True)


async def test_a_token_that_shows_no_manifest_is_said_so(place: Place) -> None:
    place.secrets["CONFIGURES"] = "xoxe.xoxp-of-yesterday"
    said = await place.check("--manifest-token-env", "CONFIGURES")
    assert said.says("with what CONFIGURES holds, Slack does not show the app A0EARSHOT (invalid_auth).")
    assert said.code == FAILED

    place.secrets["CONFIGURES"] = place.slack.world.app.config_token
    place.slack.app.scopes -= {"users:read"}
    said = await place.check("--manifest-token-env", "CONFIGURES")
    assert said.says("Slack did not say which app this is. Use --manifest instead.")


async def test_what_cannot_go_together_is_refused_in_words(place: Place) -> None:
    said = await place.check("--offline", "--manifest-token-env", "CONFIGURES")
    assert (said.code, said.lines) == (WRONG, [])
    said = await place.check("--manifest-token-env", "NOWHERE_AT_ALL")
    assert (said.code, "NOWHERE_AT_ALL is not set: an app configuration token" in said.aloud) == (WRONG, True)


def test_without_slack_there_is_nothing_to_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "app.yaml"
    people = "[{id: ana, name: Ana, time_zone: UTC}]"
    file.write_text(f"company: {{name: Example Works}}\nplatforms: {{playground: {{people: {people}}}}}\n")
    assert main(["check", "--config", str(file), "--manifest", str(file)]) == WRONG
    assert "app.yaml has no platforms.slack" in capsys.readouterr().err
