"""Whom `earshot check` asks, and what it does where nobody answers; and the manifest, by a file or by a token."""

import json
from pathlib import Path

import pytest
import yaml

from adapters.slack.manifest import manifest
from bot.app import free_port
from bot.chat import wording
from bot.command_line import main
from tests.adapters.checked import FAILED, OK, WRONG
from tests.adapters.slack.checked import COMPARED, NOT_COMPARED, Place
from tests.adapters.slack.town import Mode
from tests.fakes.slack import Broken, Cut, Limited
from tests.fakes.slack.api.apps import shown

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
    place.secrets["BOT"] = "xapp-fake"
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
    assert said.says("Slack takes the token in BOT")


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
    assert said.says("Slack does not show the app A0EARSHOT to whoever made the token in CONFIGURES (invalid_auth).")
    assert said.code == FAILED

    place.secrets["CONFIGURES"] = place.slack.world.app.config_token
    place.slack.app.scopes -= {"users:read"}
    said = await place.check("--manifest-token-env", "CONFIGURES")
    assert said.says("Slack did not say which app this is. Use --manifest instead.")


async def test_what_cannot_go_together_is_refused_in_words(place: Place) -> None:
    said = await place.check("--offline", "--manifest-token-env", "CONFIGURES")
    assert (said.code, said.lines) == (WRONG, [])
    said = await place.check("--manifest-token-env", "NOWHERE_AT_ALL")
    assert (said.code, "NOWHERE_AT_ALL is not set: it must hold an app configuration token" in said.aloud) == (
        WRONG,
        True,
    )


def test_without_slack_there_is_nothing_to_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "app.yaml"
    people = "[{id: ana, name: Ana, time_zone: UTC}]"
    file.write_text(f"company: {{name: Example Works}}\nplatforms: {{playground: {{people: {people}}}}}\n")
    assert main(["check", "--config", str(file), "--manifest", str(file)]) == WRONG
    assert "app.yaml has neither platforms.slack nor platforms.teams" in capsys.readouterr().err
    assert main(["check", "--config", str(file), "--manifest-token-env", "CONFIGURES"]) == WRONG
    assert "app.yaml has no platforms.slack, so there is nobody to ask" in capsys.readouterr().err
