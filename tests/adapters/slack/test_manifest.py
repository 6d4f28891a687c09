"""The manifest asks Slack for what the code hears and needs, for nothing else, and within what Slack takes."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from adapters.slack.hear import HEARD
from adapters.slack.manifest import manifest
from adapters.slack.pressed import COMMANDS, DONE, FIND_SHORTCUT, STORY_SHORTCUT
from adapters.slack.scopes import SCOPES, WITHOUT, reads_conversations
from bot.chat import wording
from bot.chat.commands import SPELLINGS
from bot.command_line import main
from tests.playing import ROOT

LANGUAGES = sorted(wording.LANGUAGES)
URL = "https://bot.example.org"
FEATURES = {"slash_commands", "shortcuts"}
METHODS = {
    "bots.info",
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.open",
    "users.conversations",
    "users.info",
}
READS_ROOMS = re.compile(
    r"(channels|groups|mpim):history|search|users:read\.email|\.public|:write\.|reactions:write|files"
)


def made(language: str = "en", url: str = "") -> dict[str, Any]:
    return manifest(wording.of(language), url=url)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("url", ["", URL])
def test_every_name_and_description_is_within_slacks_maxima(language: str, url: str) -> None:
    one = made(language, url)
    about, features, settings = one["display_information"], one["features"], one["settings"]
    assert 0 < len(about["name"]) <= 35
    assert 0 < len(about["description"]) <= 140
    assert 0 < len(features["bot_user"]["display_name"]) <= 80
    assert len(features["slash_commands"]) <= 50
    for command in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z]{1,31}", command["command"])
        assert 0 < len(command["description"]) <= 2000
        assert 0 < len(command["usage_hint"]) <= 1000
        assert command["should_escape"]
    assert len(features["shortcuts"]) <= 10
    for shortcut in features["shortcuts"]:
        assert 0 < len(shortcut["name"]) <= 24
        assert 0 < len(shortcut["description"]) <= 150
        assert 0 < len(shortcut["callback_id"]) <= 255
    assert len(settings["event_subscriptions"]["bot_events"]) <= 100
    assert len(one["oauth_config"]["scopes"]["bot"]) <= 255


def test_every_event_that_is_heard_is_subscribed_to_and_no_other() -> None:
    assert made()["settings"]["event_subscriptions"]["bot_events"] == sorted(HEARD)


def test_every_event_has_the_scope_it_needs_and_every_scope_is_needed() -> None:
    needed = [one for scope in SCOPES.values() for one in scope.needed_by]
    assert set(needed) | set(WITHOUT) == set(HEARD) | METHODS | FEATURES
    assert len(set(needed)) == len(needed)
    assert all(scope.why and scope.needed_by for scope in SCOPES.values())


def test_no_scope_reads_what_people_write_to_each_other() -> None:
    scopes = made()["oauth_config"]["scopes"]
    assert set(scopes) == {"bot", "bot_optional"}, "no token of a user's"
    assert scopes["bot"] == sorted(SCOPES)
    assert set(scopes["bot_optional"]) == {"groups:read"} <= set(scopes["bot"])
    assert [one for one in scopes["bot"] if READS_ROOMS.search(one)] == []


def test_control_scopes_that_read_rooms_would_be_noticed() -> None:
    for scope in ("channels:history", "groups:history", "mpim:history", "users:read.email", "chat:write.public"):
        assert READS_ROOMS.search(scope)


def test_commands_and_shortcuts_are_those_the_code_knows() -> None:
    features = made()["features"]
    assert [one["command"] for one in features["slash_commands"]] == list(COMMANDS)
    assert {one["callback_id"]: one["type"] for one in features["shortcuts"]} == {
        FIND_SHORTCUT: "message",
        STORY_SHORTCUT: "global",
    }
    assert {"message_action", "shortcut"} <= set(DONE)
    hint = features["slash_commands"][-1]["usage_hint"].split(" | ")
    assert {*hint, "find", "story"} == set(SPELLINGS)


def test_by_socket_nothing_has_an_address_and_over_http_all_that_calls_us_has() -> None:
    socket, http = made(), made(url=URL + "/")
    assert socket["settings"]["socket_mode_enabled"]
    assert "http" not in json.dumps(socket)
    assert not http["settings"]["socket_mode_enabled"]
    events = f"{URL}/slack/events"
    calls = [http["settings"][name]["request_url"] for name in ("event_subscriptions", "interactivity")]
    assert calls + [one["url"] for one in http["features"]["slash_commands"]] == [events] * 5


def test_people_can_write_to_the_bot_and_see_their_own_page() -> None:
    home = made()["features"]["app_home"]
    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack", "--url", URL, "--language", "de"]) == 0
    assert json.loads(capsys.readouterr().out) == made("de", URL)


@pytest.mark.parametrize("url", ["http://bot.example.org", "bot.example.org", "https://", "https://[x", f"{URL}/?a=1"])
def test_an_address_slack_could_not_call_is_refused_in_words(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["manifest", "slack", "--url", url])
    assert ended.value.code == 2
    assert "expected an address such as https://bot.example.org" in capsys.readouterr().err


def test_what_hears_and_the_manifest_load_nothing_of_slacks_own_library() -> None:
    modules = "hear, pressed, manifest, scopes, long_values"
    code = f"import sys; from adapters.slack import {modules}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"slack_bolt", "slack_sdk", "aiohttp"} & set(done.stdout.split())


READS = ["channels:history", "groups:history", "mpim:history", "search:read.public", "files:read", "links:read"]
OLD_ONES = ["bot", "client", "read", "admin", "admin.conversations:read", "metadata.message:read"]


def test_scopes_that_read_what_people_write_are_known_and_ours_are_none_of_them() -> None:
    assert [one for one in READS + OLD_ONES if not reads_conversations(one)] == []
    harmless = [*SCOPES, "chat:write.public", "team:read", "dnd:read", "channels:join", "users:read.email"]
    assert [one for one in harmless if reads_conversations(one)] == []
