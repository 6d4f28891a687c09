"""Each difference between the app in Slack and our manifest is named, and nothing that is none."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from adapters.slack.checking.manifest import NoManifest, differences, read
from adapters.slack.manifest import manifest
from bot.chat import wording
from bot.findings import Weight
from tests.fakes.slack.api.apps import shown

URL = "https://bot.example.org"
OLD = "https://old.example.org/slack/events"
Json = dict[str, Any]


def theirs(url: str = URL, language: str = "en") -> Json:
    """The app as it should be, as Slack shows it."""
    copied: Json = json.loads(json.dumps(shown(manifest(wording.of(language), url=url))))
    return copied


def said(changed: Json, *, over_http: bool = True, several: bool = True) -> list[str]:
    """What is different, with a star where it is a fault."""
    found = differences(changed, over_http=over_http, several=several)
    return [("* " if one.weight is Weight.FAULT else "") + one.words for one in found]


def command(one: Json, name: str) -> Json:
    found: Json = next(each for each in one["features"]["slash_commands"] if each["command"] == name)
    return found


def shortcut(one: Json, id_: str) -> Json:
    found: Json = next(each for each in one["features"]["shortcuts"] if each["callback_id"] == id_)
    return found


@pytest.mark.parametrize("language", sorted(wording.LANGUAGES))
@pytest.mark.parametrize("url", ["", URL, f"{URL}/below/a/path", "https://bot.example.org:8443"])
def test_an_app_made_from_our_manifest_does_not_differ(url: str, language: str) -> None:
    assert said(theirs(url, language), over_http=bool(url), several=bool(url)) == []
    assert said(manifest(wording.of(language), url=url), over_http=bool(url), several=bool(url)) == [], (
        "in our own order as well"
    )


def test_what_a_company_chose_and_what_slack_added_is_no_difference() -> None:
    one = theirs()
    one["display_information"] = {"name": "Gossip", "background_color": "#123456"}
    one["features"]["bot_user"]["display_name"] = "gossip"
    one["features"]["assistant_view"] = {"suggested_prompts": []}
    one["settings"] |= {"allowed_ip_address_ranges": ["192.0.2.0/24"], "function_runtime": "remote", "is_hosted": False}
    one["oauth_config"]["redirect_urls"].append("https://bot.example.org/slack/installed")
    one["metadata"] = None
    assert said(one) == []


def test_an_app_without_a_way_back_is_no_difference_where_nobody_needs_one() -> None:
    one = theirs()
    del one["oauth_config"]["redirect_urls"]
    assert said(one, several=False) == []


def test_addresses_that_were_left_behind_mean_nothing_through_a_socket() -> None:
    one = theirs("")
    command(one, "/find")["url"] = OLD
    one["settings"]["event_subscriptions"]["request_url"] = OLD
    assert said(one, over_http=False, several=False) == []


def optional_scope(one: Json) -> None:
    for scopes in one["oauth_config"]["scopes"].values():
        if "groups:read" in scopes:
            scopes.remove("groups:read")


CHANGES: list[tuple[Callable[[Json], object], str]] = [
    (
        lambda one: one["features"]["slash_commands"].remove(command(one, "/find")),
        "* The app in Slack lacks the command /find.",
    ),
    (
        lambda one: one["features"]["slash_commands"].append({**command(one, "/find"), "command": "/bingo"}),
        "* The app in Slack has the command /bingo, and nothing answers it.",
    ),
    (
        lambda one: command(one, "/find").update(url=OLD),
        f"* For the command /find Slack calls {OLD}, and should call {URL}/slack/events.",
    ),
    (
        lambda one: command(one, "/find").pop("url"),
        f"* For the command /find Slack calls nobody, and should call {URL}/slack/events.",
    ),
    (
        lambda one: command(one, "/story").update(should_escape=False),
        "* The command /story hands over names as they are typed; tick “Escape channels, users, and links”.",
    ),
    (
        lambda one: command(one, "/earshot").update(usage_hint="join"),
        "What Slack says beside the command /earshot is not what this version would say.",
    ),
    (
        lambda one: (
            one["features"].pop("shortcuts") and one["features"].update(shortcuts=[shortcut(theirs(), "tell_story")])
        ),
        "* The app in Slack lacks the shortcut “Submit as find” (submit_find).",
    ),
    (
        lambda one: one["features"]["shortcuts"].append({"name": "Bingo", "callback_id": "bingo", "type": "global"}),
        "* The app in Slack has the shortcut bingo, and nothing answers it.",
    ),
    (
        lambda one: shortcut(one, "submit_find").update(type="global"),
        "* The shortcut “Submit as find” (submit_find) has to be of the type “message”.",
    ),
    (
        lambda one: shortcut(one, "tell_story").update(name="Story"),
        "What Slack calls the shortcut tell_story is not what this version would call it.",
    ),
    (
        lambda one: one["settings"]["event_subscriptions"]["bot_events"].remove("reaction_added"),
        "* The app in Slack is not subscribed to the event reaction_added.",
    ),
    (
        lambda one: one["settings"]["event_subscriptions"]["bot_events"].append("message.channels"),
        "* The app in Slack is subscribed to the event message.channels, and so is told what people write to each "
        "other. Earshot promises never to be: take it out.",
    ),
    (
        lambda one: one["settings"]["event_subscriptions"].update(user_events=["message.im"]),
        "* The app in Slack is subscribed to the event message.im, and so is told what people write to each other. "
        "Earshot promises never to be: take it out.",
    ),
    (
        lambda one: one["settings"]["event_subscriptions"]["bot_events"].append("team_join"),
        "The app in Slack is subscribed to the event team_join, which nothing needs.",
    ),
    (
        lambda one: one["settings"]["event_subscriptions"].update(request_url=f"{URL}/slack/event"),
        f"* For events Slack calls {URL}/slack/event, and should call {URL}/slack/events.",
    ),
    (
        lambda one: one["settings"]["interactivity"].pop("request_url"),
        f"* For buttons and forms Slack calls nobody, and should call {URL}/slack/events.",
    ),
    (
        lambda one: one["oauth_config"]["scopes"]["bot"].remove("im:write"),
        "* The app in Slack does not ask for the scope im:write.",
    ),
    (
        lambda one: one["oauth_config"].update(redirect_urls=[f"{URL}/elsewhere"]),
        f"* The app in Slack leads nobody back to {URL}/slack/oauth_redirect, so that no workspace can install it: add "
        "that under “Redirect URLs”.",
    ),
    (optional_scope, "The app in Slack does not ask for the scope groups:read."),
    (
        lambda one: one["oauth_config"]["scopes"]["bot"].append("groups:history"),
        "* The app in Slack asks for the scope groups:history, which reads conversations: take it out.",
    ),
    (
        lambda one: one["oauth_config"]["scopes"]["bot_optional"].append("team:read"),
        "The app in Slack asks for the scope team:read, which nothing needs.",
    ),
    (
        lambda one: one["oauth_config"]["scopes"].update(user=["users:read"]),
        "* The app in Slack asks people for the scope users:read, to act in their name: take it out.",
    ),
    (
        lambda one: one["settings"].update(socket_mode_enabled=True),
        "* In the app's settings “Socket Mode” is on, and has to be off (settings.socket_mode_enabled).",
    ),
    (
        lambda one: one["settings"].update(token_rotation_enabled=True),
        "* In the app's settings “Token Rotation” is on, and has to be off (settings.token_rotation_enabled).",
    ),
    (
        lambda one: one["settings"]["interactivity"].pop("is_enabled"),
        "* In the app's settings “Interactivity” is off, and has to be on (settings.interactivity.is_enabled).",
    ),
    (
        lambda one: one["features"]["app_home"].update(messages_tab_read_only_enabled=True),
        "* In the app's settings “Messages Tab, read-only” is on, and has to be off "
        "(features.app_home.messages_tab_read_only_enabled).",
    ),
    (
        lambda one: one["features"]["app_home"].update(home_tab_enabled=False),
        "* In the app's settings “Home Tab” is off, and has to be on (features.app_home.home_tab_enabled).",
    ),
]


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=[words.strip("* ")[-40:] for _, words in CHANGES])
def test_a_difference_is_named_and_no_other(change: Callable[[Json], object], words: str) -> None:
    one = theirs()
    change(one)
    assert said(one) == [words]


def test_the_words_of_one_language_are_not_held_against_another() -> None:
    one = theirs(language="de")
    command(one, "/find")["description"] = "Etwas anderes"
    assert said(one) == ["What Slack says beside the command /find is not what this version would say."]


def test_an_app_that_calls_nobody_is_told_where_it_should_call() -> None:
    one = theirs("")
    one["settings"]["socket_mode_enabled"] = False
    assert "* For events Slack calls nobody, and should call https://…/slack/events." in said(one)
    assert len(said(one, several=False)) == 5


@pytest.mark.parametrize(
    "part",
    [None, 1, "text", [], [1], {"slash_commands": 1, "shortcuts": [1, {}, {"callback_id": 2}], "scopes": {"bot": {}}}],
)
def test_whatever_stands_in_a_manifest_is_answered_with_words(part: object) -> None:
    one = {"display_information": {}, "features": part, "oauth_config": part, "settings": part}
    assert len(said(one)) > 20


def test_what_stands_in_a_manifest_cannot_speak_to_a_terminal() -> None:
    one = theirs()
    one["features"]["slash_commands"].append({"command": "/\x1b[2J"})
    one["settings"]["interactivity"]["request_url"] = "https://x\x1b[2J"
    assert not [words for words in said(one) if "\x1b" in words]
    assert len(said(one)) == 2


def test_json_and_yaml_are_read_alike() -> None:
    one = theirs()
    assert read(json.dumps(one, indent="\t")) == read(yaml.safe_dump(one)) == one


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "{", "settings: on", "\0", "[" * 100_000, "a: &b [*b]"])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(NoManifest):
        read(text)
