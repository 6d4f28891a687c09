"""How the app in Slack differs from the manifest that this version makes. Pure: the app's manifest is handed in.

Order counts for nothing, nor does what Slack adds by itself (`pkce_enabled`, `is_mcp_enabled` and the like), nor what a
company may choose: the app's name, its colours, who may call it from where.
"""

import json
from collections.abc import Iterator, Mapping

from adapters.reading import Json, maybe
from adapters.slack.manifest import EVENTS_PATH, manifest
from adapters.slack.scopes import SCOPES, reads_conversations
from bot.chat import wording
from bot.findings import Finding, fault, remark
from bot.settings import yaml12
from bot.settings.mistakes import printable

PARTS = ("display_information", "features", "oauth_config", "settings")
"""What a manifest consists of; one of them at least is in every manifest."""

SWITCHES: Mapping[tuple[str, ...], str] = {
    ("features", "app_home", "home_tab_enabled"): "“Home Tab”",
    ("features", "app_home", "messages_tab_enabled"): "“Messages Tab”",
    ("features", "app_home", "messages_tab_read_only_enabled"): "“Messages Tab, read-only”",
    ("settings", "interactivity", "is_enabled"): "“Interactivity”",
    ("settings", "socket_mode_enabled"): "“Socket Mode”",
    ("settings", "token_rotation_enabled"): "“Token Rotation”",
}
"""What is on or off in an app, by its place in the manifest, and as Slack's page calls it."""

CALLS = {"events": ("settings", "event_subscriptions"), "buttons and forms": ("settings", "interactivity")}
"""What calls our server beside the commands, and where its address stands."""

LONGEST_ADDRESS = 300


class NoManifest(Exception):
    """A text that should hold a manifest does not."""


def read(text: str) -> Json:
    """A manifest as Slack's page shows it, in JSON or YAML. Raises NoManifest."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = yaml12.read(text).value
    if not isinstance(found, dict) or not any(isinstance(found.get(part), dict) for part in PARTS):
        raise NoManifest
    return found


def differences(theirs: Json, *, over_http: bool, several: bool) -> list[Finding]:
    """Each difference, in words. The manifest is compared in the language it is closest to.

    `over_http`: Slack calls our server. Which address that has is not known here, so that all of Slack's calls have to
    go to one, and to the path we hear on. `several`: workspaces install the bot by themselves.
    """
    url = _address(theirs) if over_http else ""
    parts = [_commands, _shortcuts, _events, _scopes, _switches, _calls, *([_way_back] if several else [])]
    each = [manifest(wording.of(language), url=url) for language in wording.LANGUAGES]
    return min(([one for part in parts for one in part(ours, theirs)] for ours in each), key=len)


# ── The parts ──


def _commands(ours: Json, theirs: Json) -> Iterator[Finding]:
    wanted, there = (_listed(one, ("features", "slash_commands"), "command") for one in (ours, theirs))
    for name in sorted(wanted.keys() - there.keys()):
        yield fault(f"The app in Slack lacks the command {name}.")
    for name in sorted(there.keys() - wanted.keys()):
        yield fault(f"The app in Slack has the command {printable(name)}, and nothing answers it.")
    for name in sorted(wanted.keys() & there.keys()):
        want, has = wanted[name], there[name]
        if "url" in want and has.get("url") != want["url"]:
            yield fault(_other_address(f"the command {name}", has.get("url"), want["url"]))
        if has.get("should_escape") is not True:
            yield fault(
                f"The command {name} hands over names as they are typed; tick “Escape channels, users, and links”."
            )
        if any(has.get(words) != want[words] for words in ("description", "usage_hint")):
            yield remark(f"What Slack says beside the command {name} is not what this version would say.")


def _shortcuts(ours: Json, theirs: Json) -> Iterator[Finding]:
    wanted, there = (_listed(one, ("features", "shortcuts"), "callback_id") for one in (ours, theirs))
    for id_ in sorted(wanted.keys() - there.keys()):
        yield fault(f"The app in Slack lacks the shortcut “{wanted[id_]['name']}” ({id_}).")
    for id_ in sorted(there.keys() - wanted.keys()):
        yield fault(f"The app in Slack has the shortcut {printable(id_)}, and nothing answers it.")
    for id_ in sorted(wanted.keys() & there.keys()):
        want, has = wanted[id_], there[id_]
        if has.get("type") != want["type"]:
            yield fault(f"The shortcut “{want['name']}” ({id_}) has to be of the type “{want['type']}”.")
        if any(has.get(words) != want[words] for words in ("name", "description")):
            yield remark(f"What Slack calls the shortcut {id_} is not what this version would call it.")


def _events(ours: Json, theirs: Json) -> Iterator[Finding]:
    place = ("settings", "event_subscriptions")
    wanted, there = (_words(one, place, "bot_events") for one in (ours, theirs))
    for name in sorted(wanted - there):
        yield fault(f"The app in Slack is not subscribed to the event {name}.")
    for name in map(printable, sorted((there - wanted) | _words(theirs, place, "user_events"))):
        if name.startswith("message"):
            yield fault(
                f"The app in Slack is subscribed to the event {name}, and so is told what people write to each other. "
                "Earshot promises never to be: take it out."
            )
        else:
            yield remark(f"The app in Slack is subscribed to the event {name}, which nothing needs.")


def _scopes(ours: Json, theirs: Json) -> Iterator[Finding]:
    place = ("oauth_config", "scopes")
    wanted = _words(ours, place, "bot")
    there = _words(theirs, place, "bot") | _words(theirs, place, "bot_optional")
    for name in sorted(wanted - there):
        say = remark if SCOPES[name].optional else fault
        yield say(f"The app in Slack does not ask for the scope {name}.")
    for name in sorted(there - wanted):
        if reads_conversations(name):
            yield fault(
                f"The app in Slack asks for the scope {printable(name)}, which reads conversations: take it out."
            )
        else:
            yield remark(f"The app in Slack asks for the scope {printable(name)}, which nothing needs.")
    for name in sorted(_words(theirs, place, "user") | _words(theirs, place, "user_optional")):
        yield fault(f"The app in Slack asks people for the scope {printable(name)}, to act in their name: take it out.")


def _switches(ours: Json, theirs: Json) -> Iterator[Finding]:
    for path, name in SWITCHES.items():
        want, has = (_at(one, path[:-1]).get(path[-1]) is True for one in (ours, theirs))
        if want is not has:
            yield fault(f"In the app's settings {name} is {_on(has)}, and has to be {_on(want)} ({'.'.join(path)}).")


def _calls(ours: Json, theirs: Json) -> Iterator[Finding]:
    for what, path in CALLS.items():
        want, has = (_at(one, path).get("request_url") for one in (ours, theirs))
        if want and has != want:
            yield fault(_other_address(what, has, want))


def _way_back(ours: Json, theirs: Json) -> Iterator[Finding]:
    wanted, there = (_words(one, ("oauth_config",), "redirect_urls") for one in (ours, theirs))
    for where in sorted(wanted - there):
        yield fault(
            f"The app in Slack leads nobody back to {printable(where, most=LONGEST_ADDRESS)}, so that no workspace can "
            "install it: add that under “Redirect URLs”."
        )


# ── Reading ──


def _address(theirs: Json) -> str:
    """The address of our server, by the first that the app calls; a blank one where it calls none."""
    commands = _listed(theirs, ("features", "slash_commands"), "command").values()
    told = [_at(theirs, path).get("request_url") for path in CALLS.values()] + [one.get("url") for one in commands]
    known = [one for one in told if isinstance(one, str) and one.startswith("https://")]
    first = next((one for one in known if one.endswith(EVENTS_PATH)), known[0] if known else "https://…")
    return first.removesuffix(EVENTS_PATH) if first.endswith(EVENTS_PATH) else "/".join(first.split("/")[:3])


def _at(one: Json, path: tuple[str, ...]) -> Json:
    for step in path:
        one = maybe(one, step)
    return one


def _listed(one: Json, path: tuple[str, ...], key: str) -> dict[str, Json]:
    """The objects in a list, by what each is known by."""
    found = _at(one, path[:-1]).get(path[-1])
    objects = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return {each[key]: each for each in objects if isinstance(each.get(key), str)}


def _words(one: Json, path: tuple[str, ...], key: str) -> set[str]:
    found = _at(one, path).get(key)
    return {each for each in found if isinstance(each, str)} if isinstance(found, list) else set()


def _other_address(what: str, has: object, want: object) -> str:
    found = printable(has, most=LONGEST_ADDRESS) if isinstance(has, str) and has else "nobody"
    return f"For {what} Slack calls {found}, and should call {printable(str(want), most=LONGEST_ADDRESS)}."


def _on(value: bool) -> str:
    return "on" if value else "off"
