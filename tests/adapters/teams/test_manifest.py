"""The app package asks Teams for what the code does, for nothing else, and within what Teams takes."""

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adapters.teams import icons
from adapters.teams.manifest import COLOUR, OUTLINE, manifest, package
from adapters.teams.pressed import DONE, FIND_COMMAND, STORY_COMMAND
from bot.chat import wording
from bot.chat.commands import SPELLINGS, parse
from bot.command_line import main
from tests.adapters.teams.manifest_rules import wrongs
from tests.playing import ROOT

LANGUAGES = sorted(wording.LANGUAGES)
APP, URL = "11111111-2222-3333-4444-555555555555", "https://example.org/earshot"


def made(language: str = "en") -> dict[str, Any]:
    return manifest(wording.of(language), app_id=APP, url=URL)


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """The width, the height and the channels of a picture of ours, each row without its filter."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + data),)
        chunks[kind], at = data, at + 12 + length
    width, height, depth, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colours) == (8, 6)
    raw = zlib.decompress(chunks[b"IDAT"])
    line = 1 + 4 * width
    assert len(raw) == line * height
    return width, height, b"".join(raw[row * line + 1 : (row + 1) * line] for row in range(height))


@pytest.mark.parametrize("language", LANGUAGES)
def test_teams_takes_it_in_every_language(language: str) -> None:
    assert wrongs(made(language)) == []
    assert all(made(language)["developer"][name] == URL for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl"))


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """Puts a value into a manifest; `...` takes out what stands there."""

    def change(one: Any) -> None:
        for step in path[:-1]:
            one = one[step]
        if value is ...:
            del one[path[-1]]
        else:
            one[path[-1]] = value

    return change


BOT, EXTENSION = ("bots", 0), ("composeExtensions", 0)
LISTS, ACTION = (*BOT, "commandLists"), (*EXTENSION, "commands", 0)
SCOPES_OF_TWO = (("personal", "team"), ("team", "personal"))
HELP = {"title": "help", "description": "this list"}
BREAKS = {
    "name.short: maxLength": put("name", "short", value="x" * 31),
    "name: required": put("name", "short", value=...),
    "description.short: maxLength": put("description", "short", value="x" * 81),
    "description.full: pattern": put("description", "full", value=" "),
    "developer.privacyUrl: pattern": put("developer", "privacyUrl", value="http://example.org"),
    "developer.name: maxLength": put("developer", "name", value="x" * 33),
    "id: pattern": put("id", value="earshot"),
    "version: pattern": put("version", value="1.0"),
    "accentColor: pattern": put("accentColor", value="blue"),
    "icons: required": put("icons", "outline", value=...),
    "icons.color: pattern": put("icons", "color", value="https://example.org/color.png"),
    "bots: maxItems": put("bots", value=[{**made()["bots"][0], "scopes": [*each]} for each in SCOPES_OF_TWO]),
    "bots.0.botId: pattern": put(*BOT, "botId", value="28:x"),
    "bots.0.scopes.0: enum": put(*BOT, "scopes", 0, value="everywhere"),
    "bots.0.scopes.1: enum": put(*BOT, "scopes", 1, value="groupChat"),
    "bots.0.isNotificationOnly: const": put(*BOT, "isNotificationOnly", value=True),
    "bots.0.commandLists: maxItems": put(
        *LISTS, value=[{"scopes": ["team"], "commands": [{**HELP, "title": f"{n}"}]} for n in range(4)]
    ),
    "bots.0.commandLists.0.commands: maxItems": put(
        *LISTS, 0, "commands", value=[{**HELP, "title": f"{n}"} for n in range(11)]
    ),
    "bots.0.commandLists.0.commands.0.title: maxLength": put(*LISTS, 0, "commands", 0, "title", value="x" * 33),
    "bots.0.commandLists.0.commands.0: required": put(*LISTS, 0, "commands", 0, "description", value=...),
    "bots.0.commandLists.0: the same title twice": put(*LISTS, 0, "commands", 0, value={**HELP, "description": "x"}),
    "bots.0.commandLists.1: a scope the bot has not": put(*BOT, "scopes", value=["personal"]),
    "composeExtensions.0.botId: another bot": put(*EXTENSION, "botId", value=APP.replace("5", "6")),
    "composeExtensions.0.commands.0.title: maxLength": put(*ACTION, "title", value="x" * 33),
    "composeExtensions.0.commands.0.description: maxLength": put(*ACTION, "description", value="x" * 129),
    "composeExtensions.0.commands.0.context.0: enum": put(*ACTION, "context", value=["anywhere"]),
    "composeExtensions.0.commands.0.fetchTask: const": put(*ACTION, "fetchTask", value=False),
    "composeExtensions.0: additionalProperties": put(*EXTENSION, "messageHandlers", value=[{"type": "link"}]),
    "permissions.0: enum": put("permissions", value=["everything"]),
    "validDomains: maxItems": put("validDomains", value=["*.example.org"]),
    "defaultInstallScope: enum": put("defaultInstallScope", value="copilot"),
    ": additionalProperties": put(
        "authorization", value={"permissions": {"resourceSpecific": [{"name": "ChannelMessage.Read.Group"}]}}
    ),
    ": required": put("accentColor", value=...),
}


@pytest.mark.parametrize(("rule", "change"), BREAKS.items(), ids=BREAKS)
def test_control_each_rule_is_seen_to_be_broken(rule: str, change: Callable[[dict[str, Any]], None]) -> None:
    one = json.loads(json.dumps(made()))
    change(one)
    assert rule in wrongs(one)


def test_it_is_for_people_and_teams_and_asks_for_nothing_that_reads_along() -> None:
    one = made()
    (bot,), (extension,) = one["bots"], one["composeExtensions"]
    assert (one["id"], bot["botId"], extension["botId"]) == (APP,) * 3
    assert bot["scopes"] == ["personal", "team"]
    assert (one["defaultInstallScope"], one["defaultGroupCapability"]) == ("team", {"team": "bot"})
    assert one["permissions"] == ["identity", "messageTeamMembers"]
    assert (one["validDomains"], bot["supportsFiles"], bot["isNotificationOnly"]) == ([], False, False)


def test_every_command_that_is_listed_is_understood_as_it_stands_there() -> None:
    (bot,) = made()["bots"]
    for each in bot["commandLists"]:
        for command in each["commands"]:
            understood = parse(command["title"])
            assert understood is not None
            assert understood.action is SPELLINGS[command["title"]]
        assert each["commands"][-1]["title"] == "help", "it shows all the others"
    assert [each["scopes"] for each in bot["commandLists"]] == [["personal"], ["team"]]


def test_the_message_extension_is_what_the_code_hears() -> None:
    (extension,) = made()["composeExtensions"]
    assert {one["id"]: one["context"] for one in extension["commands"]} == {
        FIND_COMMAND: ["message"],
        STORY_COMMAND: ["compose", "commandBox"],
    }
    assert {"composeExtension/fetchTask", "composeExtension/submitAction"} <= set(DONE)


def test_the_icons_are_as_large_as_teams_wants_them_and_the_outline_is_white_alone() -> None:
    width, height, colour = pixels(icons.colour())
    assert (width, height) == (192, 192)
    assert set(colour[3::4]) == {255}, "nothing shows through"
    assert {colour[:3], b"\xff\xff\xff"} <= {colour[at : at + 3] for at in range(0, len(colour), 4)}
    width, height, outline = pixels(icons.outline())
    assert (width, height) == (32, 32)
    assert {outline[at : at + 3] for at in range(0, len(outline), 4)} == {b"\xff\xff\xff"}
    assert {0, 255} <= set(outline[3::4])
    edges = [outline[4 * (row * 32 + column) + 3] for row in (0, 31) for column in range(32)]
    assert set(edges) == {0}, "nothing of it is cut off"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_package_has_the_three_files_at_its_root_and_is_the_same_each_time(language: str) -> None:
    packed = package(wording.of(language), app_id=APP, url=URL)
    with zipfile.ZipFile(io.BytesIO(packed)) as inside:
        assert inside.namelist() == ["manifest.json", COLOUR, OUTLINE]
        assert json.loads(inside.read("manifest.json")) == made(language)
        assert inside.read(OUTLINE) == icons.outline()
    assert packed == package(wording.of(language), app_id=APP, url=URL)


def test_the_command_writes_it_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "earshot.zip"
    assert main(["manifest", "teams", "--app-id", APP.upper(), "--url", URL, "--language", "de", str(file)]) == 0
    assert f"{file} is written" in capsys.readouterr().out
    assert file.read_bytes() == package(wording.of("de"), app_id=APP, url=URL)


def test_what_is_no_id_or_no_address_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    for options, words in (
        (["--app-id", "earshot", "--url", URL], "expected an id such as"),
        (["--app-id", APP.replace("-", ""), "--url", URL], "expected an id such as"),
        (["--app-id", APP, "--url", "http://example.org"], "expected an address such as"),
        (["--url", URL], "--app-id"),
        (["--app-id", APP], "--url"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["manifest", "teams", *options])
        assert ended.value.code == 2
        assert words in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "teams", "--app-id", APP, "--url", URL, str(tmp_path / "no" / "folder.zip")]) == 1
    assert "folder.zip" in capsys.readouterr().err


def test_the_pure_parts_load_no_sdk() -> None:
    modules = "answering, codec, hear, manifest, pressed, reading, route, show"
    code = f"import sys; from adapters.teams import {modules}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"botbuilder", "botframework", "aiohttp", "slack_sdk", "adapters.slack"} & set(done.stdout.split())
