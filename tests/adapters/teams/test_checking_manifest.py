"""Each difference between the app in Teams and our manifest is named, and nothing that is none."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from adapters.teams.checking.manifest import LARGEST, NoManifest, differences, read
from adapters.teams.manifest import manifest, package
from bot.chat import wording
from bot.findings import Weight

APP, OTHER = "11111111-2222-3333-4444-555555555555", "66666666-2222-3333-4444-555555555555"
URL = "https://bot.example.org"
Json = dict[str, Any]


def theirs(language: str = "en") -> Json:
    """The app as it should be."""
    copied: Json = json.loads(json.dumps(manifest(wording.of(language), app_id=APP, url=URL)))
    return copied


def said(changed: Mapping[str, object], *, app_id: str = APP) -> list[str]:
    """What is different, with a star where it is a fault."""
    found = differences(changed, app_id=app_id)
    return [("* " if one.weight is Weight.FAULT else "") + one.words for one in found]


def listed(one: Json, number: int) -> list[Json]:
    """The commands of one of the lists."""
    found: list[Json] = one["bots"][0]["commandLists"][number]["commands"]
    return found


def actions(one: Json) -> list[Json]:
    """The actions on messages, and in the place where one writes."""
    found: list[Json] = one["composeExtensions"][0]["commands"]
    return found


def asks(one: Json, name: str) -> None:
    one["authorization"] = {"permissions": {"resourceSpecific": [{"name": name, "type": "Application"}]}}


@pytest.mark.parametrize("language", sorted(wording.LANGUAGES))
def test_an_app_made_from_our_package_does_not_differ(language: str) -> None:
    assert said(read(package(wording.of(language), app_id=APP, url=URL))) == []


def test_what_a_company_chose_and_what_order_things_have_is_no_difference() -> None:
    one = theirs()
    one |= {
        "name": {"short": "Gossip"},
        "version": "7.0.0",
        "id": OTHER,
        "accentColor": "#000000",
        "manifestVersion": "1.29",
    }
    one["developer"]["privacyUrl"] = "https://example.org/privacy"
    one["bots"][0]["scopes"].reverse()
    one["bots"][0]["commandLists"].reverse()
    one["bots"][0]["botId"] = APP.upper()
    one["composeExtensions"][0]["commands"].reverse()
    listed(one, 0).append({"title": "topics", "description": "what you want to hear about"})
    assert said(one) == []


CHANGES: list[tuple[Callable[[Json], object], str]] = [
    (
        lambda one: one["bots"][0].update(botId=OTHER),
        f"* The app in Teams is of the bot {OTHER} (bots.botId), and platforms.teams.app_id_env holds {APP}: what "
        "people do there does not come here.",
    ),
    (
        lambda one: one["composeExtensions"][0].update(botId=OTHER),
        f"* The app in Teams is of the bot {OTHER} (composeExtensions.botId), and platforms.teams.app_id_env holds "
        f"{APP}: what people do there does not come here.",
    ),
    (
        lambda one: one.update(bots=[]),
        "* The app in Teams has no bot: make the package with `earshot manifest teams`.",
    ),
    (
        lambda one: one["bots"][0].update(scopes=["personal"]),
        "* The app in Teams cannot be added in the scope team (bots.scopes).",
    ),
    (
        lambda one: one["bots"][0]["scopes"].append("groupChat"),
        "The app in Teams can be added in the scope groupChat, where nothing answers.",
    ),
    (
        lambda one: one["bots"][0].update(isNotificationOnly=True),
        "* The app in Teams has bots.isNotificationOnly switched on, so that nobody can write to it: switch it off.",
    ),
    (
        lambda one: one["bots"][0].update(supportsFiles=True),
        "* The app in Teams has bots.supportsFiles switched on, and it reads none: switch it off.",
    ),
    (
        lambda one: listed(one, 0).pop(0),
        "The app in Teams does not list the command “find” (personal); it is understood all the same.",
    ),
    (
        lambda one: listed(one, 1).append({"title": "bingo", "description": "?"}),
        "* The app in Teams lists the command “bingo” (team), and nothing answers it.",
    ),
    (
        lambda one: one["bots"][0]["commandLists"].append({"scopes": ["groupChat"], "commands": [{"title": "bingo"}]}),
        "* The app in Teams lists the command “bingo” (groupChat), and nothing answers it.",
    ),
    (
        lambda one: listed(one, 1)[0].update(description="?"),
        "What Teams says beside the command “find” (team) is not what this version would say.",
    ),
    (
        lambda one: actions(one).pop(0),
        "* The app in Teams lacks the action “Submit as find” (submitFind).",
    ),
    (
        lambda one: actions(one).append({"id": "bingo", "title": "Bingo", "type": "query"}),
        "* The app in Teams has the action bingo, and nothing answers it.",
    ),
    (
        lambda one: actions(one)[0].update(type="query"),
        '* The action “Submit as find” (submitFind) has to have type: "action".',
    ),
    (
        lambda one: actions(one)[0].pop("fetchTask"),
        "* The action “Submit as find” (submitFind) has to have fetchTask: true.",
    ),
    (
        lambda one: actions(one)[0].update(context=["compose"]),
        '* The action “Submit as find” (submitFind) has to have context: ["message"].',
    ),
    (
        lambda one: actions(one)[1].update(title="Story"),
        "What Teams calls the action tellStory is not what this version would call it.",
    ),
    (
        lambda one: one["composeExtensions"][0].update(messageHandlers=[{"type": "link", "value": {"domains": ["*"]}}]),
        "* The app in Teams is told of links that people write (composeExtensions.messageHandlers). Earshot promises "
        "never to be: take it out.",
    ),
    (
        lambda one: one["permissions"].remove("identity"),
        "* The app in Teams does not ask for the permission identity.",
    ),
    (
        lambda one: one["permissions"].append("everything"),
        "The app in Teams asks for the permission everything, which nothing needs.",
    ),
    (
        lambda one: asks(one, "ChannelMessage.Read.Group"),
        "* The app in Teams asks for ChannelMessage.Read.Group, and so is told what people write to each other. "
        "Earshot promises never to be: take it out, and have the app removed and added again.",
    ),
    (
        lambda one: asks(one, "ChatMessage.Read.Chat"),
        "* The app in Teams asks for ChatMessage.Read.Chat, and so is told what people write to each other. Earshot "
        "promises never to be: take it out, and have the app removed and added again.",
    ),
    (
        lambda one: asks(one, "TeamSettings.Read.Group"),
        "The app in Teams asks for TeamSettings.Read.Group, which nothing needs.",
    ),
]


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=[words.strip("* ")[:60] for _, words in CHANGES])
def test_a_difference_is_named_and_no_other(change: Callable[[Json], object], words: str) -> None:
    one = theirs()
    change(one)
    assert said(one) == [words]


def test_an_app_without_its_extension_lacks_each_action() -> None:
    one = theirs()
    del one["composeExtensions"]
    assert [line.split("“")[1].split("”")[0] for line in said(one)] == ["Submit as find", "Tell a story"]


def test_the_words_of_one_language_are_not_held_against_another() -> None:
    one = theirs("de")
    listed(one, 0)[0]["description"] = "Etwas anderes"
    assert said(one) == ["What Teams says beside the command “find” (personal) is not what this version would say."]


def test_alone_on_this_machine_it_is_no_question_whose_bot_it_is() -> None:
    assert said(theirs(), app_id="") == []


@pytest.mark.parametrize(
    "part", [None, 1, "text", [], [1], [{}], [{"commands": 1, "commandLists": [1, {"scopes": 1}]}], {}]
)
def test_whatever_stands_in_a_manifest_is_answered_with_words(part: object) -> None:
    one = {"bots": part, "composeExtensions": part, "permissions": part, "authorization": part}
    assert len(said(one)) > 4


def test_what_stands_in_a_manifest_cannot_speak_to_a_terminal() -> None:
    one = theirs()
    evil = "\x1b[2J"
    listed(one, 0).append({"title": evil, "description": evil})
    actions(one).append({"id": evil})
    one["bots"][0]["scopes"].append(evil)
    one["bots"][0]["botId"] = evil
    one["permissions"].append(evil)
    asks(one, evil)
    assert len(said(one)) == 6
    assert not [words for words in said(one) if "\x1b" in words]


# ── Files ──


def zipped(**files: str) -> bytes:
    """A package with these files, dots for underlines."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            into.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def test_the_manifest_is_read_from_the_package_and_from_a_file_of_its_own() -> None:
    alone = json.dumps(theirs(), ensure_ascii=False, indent=1)
    assert (
        read(alone.encode()) == read(b"\xef\xbb\xbf" + alone.encode()) == read(zipped(manifest_json=alone)) == theirs()
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"features": {}}',
        b'{"bots": [], "x": "' + b"x" * LARGEST + b'"}',
        b"PK",
        b"PK\x03\x04 and no more",
        zipped(other_json="{}"),
        zipped(manifest_json="{}"),
        zipped(manifest_json="[" * 100_000),
        zipped(manifest_json='{"bots": [], "x": "' + "x" * LARGEST + '"}'),
        zipped(manifest_json='{"bots": []}').replace(b"manifest.json", b"manifest.JSON"),
        zipped(manifest_json=json.dumps(theirs()))[:-40],
    ],
    ids=range(17),
)
def test_what_is_no_manifest_is_refused(raw: bytes) -> None:
    with pytest.raises(NoManifest):
        read(raw)


def test_a_package_that_unpacks_to_very_much_is_not_unpacked_whole() -> None:
    raw = zipped(manifest_json=" " * (30 * LARGEST))
    tracemalloc.start()
    try:
        with pytest.raises(NoManifest):
            read(raw)
        assert tracemalloc.get_traced_memory()[1] < 10 * LARGEST
    finally:
        tracemalloc.stop()


def test_a_package_that_is_damaged_or_locked_is_refused() -> None:
    whole = bytearray(zipped(manifest_json=json.dumps(theirs())))
    whole[60] ^= 0xFF
    with pytest.raises(NoManifest):
        read(bytes(whole))
    locked = bytearray(zipped(manifest_json="{}"))
    locked[6] |= 1  # the bit that says: a password is needed
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NoManifest):
        read(bytes(locked))
