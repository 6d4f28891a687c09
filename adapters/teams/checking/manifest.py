"""How the app in Teams differs from the package that this version makes. Pure: the app's manifest is handed in.

Order counts for nothing, nor does what a company may choose: the app's name, its icons, its pages, its version.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from adapters.reading import Json, maybe, objects
from adapters.teams.manifest import manifest
from bot.chat import wording
from bot.chat.commands import parse
from bot.findings import Finding, fault, remark
from bot.settings.mistakes import printable

FILE = "manifest.json"
LARGEST = 1_048_576
"""Bytes of a manifest that are read: ours has five thousand."""

READS = "message.read"
"""In what permissions to read conversations are called, of a channel or a chat, in small letters."""

PARTS = ("bots", "composeExtensions", "manifestVersion")
SWITCHES = {"isNotificationOnly": "so that nobody can write to it", "supportsFiles": "and it reads none"}
"""What a bot may have switched on, and ours has not; and what is wrong with that."""

UNREADABLE = (ValueError, RecursionError, KeyError, RuntimeError, EOFError, OSError, zipfile.BadZipFile, zlib.error)
"""What comes of a file that is neither JSON nor a package with a manifest in it, or one that is locked or broken."""

Part = Callable[[Json, Json], Iterator[Finding]]


class NoManifest(Exception):
    """What should hold an app's manifest does not."""


def read(raw: bytes) -> Json:
    """The manifest in an app package, or one that was taken out of it. Raises NoManifest."""
    try:
        if raw[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(raw)) as package, package.open(FILE) as inside:
                raw = inside.read(LARGEST + 1)
        found = json.loads(raw[:LARGEST].decode("utf-8-sig"))
    except UNREADABLE as wrong:
        raise NoManifest from wrong
    if not isinstance(found, dict) or not any(part in found for part in PARTS):
        raise NoManifest
    return found


def differences(theirs: Json, *, app_id: str) -> list[Finding]:
    """Each difference, in words. The manifest is compared in the language it is closest to.

    `app_id`: whose bot we are; empty in the local mode, where that is no question.
    """
    ids = _whose(theirs, app_id) if app_id else ()
    each = [manifest(wording.of(language), app_id=app_id, url="") for language in wording.LANGUAGES]
    parts: list[Part] = [_bot, _commands, _extension, _permissions]
    return [*ids, *min(([one for part in parts for one in part(ours, theirs)] for ours in each), key=len)]


# ── The parts ──


def _whose(theirs: Json, app_id: str) -> Iterator[Finding]:
    for place in ("bots", "composeExtensions"):
        has = _only(theirs, place).get("botId")
        if isinstance(has, str) and has.lower() != app_id:
            yield fault(
                f"The app in Teams is of the bot {printable(has)} ({place}.botId), and platforms.teams.app_id_env "
                f"holds {app_id}: what people do there does not come here."
            )


def _bot(ours: Json, theirs: Json) -> Iterator[Finding]:
    want, has = _only(ours, "bots"), _only(theirs, "bots")
    if not has:
        yield fault("The app in Teams has no bot: make the package with `earshot manifest teams`.")
        return
    wanted, there = _words(want, "scopes"), _words(has, "scopes")
    for scope in sorted(wanted - there):
        yield fault(f"The app in Teams cannot be added in the scope {scope} (bots.scopes).")
    for scope in sorted(there - wanted):
        yield remark(f"The app in Teams can be added in the scope {printable(scope)}, where nothing answers.")
    for switch, why in SWITCHES.items():
        if has.get(switch) is True:
            yield fault(f"The app in Teams has bots.{switch} switched on, {why}: switch it off.")


def _commands(ours: Json, theirs: Json) -> Iterator[Finding]:
    if not _only(theirs, "bots"):
        return
    lists = [each for one in (ours, theirs) for each in objects(_only(one, "bots"), "commandLists")]
    for scope in sorted({scope for each in lists for scope in _words(each, "scopes")}):
        wanted, there = (_listed(one, scope) for one in (ours, theirs))
        where = printable(scope)
        for name in sorted(wanted.keys() - there.keys()):
            yield remark(
                f"The app in Teams does not list the command “{name}” ({where}); it is understood all the same."
            )
        for name in sorted(there.keys() - wanted.keys()):
            if parse(name) is None:
                yield fault(
                    f"The app in Teams lists the command “{printable(name)}” ({where}), and nothing answers it."
                )
        for name in sorted(wanted.keys() & there.keys()):
            if there[name] != wanted[name]:
                yield remark(
                    f"What Teams says beside the command “{name}” ({where}) is not what this version would say."
                )


def _extension(ours: Json, theirs: Json) -> Iterator[Finding]:
    extension = _only(theirs, "composeExtensions")
    wanted, there = (_by_id(_only(one, "composeExtensions")) for one in (ours, theirs))
    for id_ in sorted(wanted.keys() - there.keys()):
        yield fault(f"The app in Teams lacks the action “{wanted[id_]['title']}” ({id_}).")
    for id_ in sorted(there.keys() - wanted.keys()):
        yield fault(f"The app in Teams has the action {printable(id_)}, and nothing answers it.")
    for id_ in sorted(wanted.keys() & there.keys()):
        want, has = wanted[id_], there[id_]
        for part in ("type", "fetchTask"):
            if has.get(part) != want[part]:
                yield fault(f"The action “{want['title']}” ({id_}) has to have {part}: {json.dumps(want[part])}.")
        if _words(has, "context") != _words(want, "context"):
            yield fault(f"The action “{want['title']}” ({id_}) has to have context: {json.dumps(want['context'])}.")
        if any(has.get(words) != want[words] for words in ("title", "description")):
            yield remark(f"What Teams calls the action {id_} is not what this version would call it.")
    if extension.get("messageHandlers"):
        yield fault(
            "The app in Teams is told of links that people write (composeExtensions.messageHandlers). Earshot promises "
            "never to be: take it out."
        )


def _permissions(ours: Json, theirs: Json) -> Iterator[Finding]:
    wanted, there = (_words(one, "permissions") for one in (ours, theirs))
    for name in sorted(wanted - there):
        yield fault(f"The app in Teams does not ask for the permission {name}.")
    for name in sorted(there - wanted):
        yield remark(f"The app in Teams asks for the permission {printable(name)}, which nothing needs.")
    for one in objects(maybe(maybe(theirs, "authorization"), "permissions"), "resourceSpecific"):
        name = printable(str(one.get("name")))
        if READS in name.lower():
            yield fault(
                f"The app in Teams asks for {name}, and so is told what people write to each other. Earshot promises "
                "never to be: take it out, and have the app removed and added again."
            )
        else:
            yield remark(f"The app in Teams asks for {name}, which nothing needs.")


# ── Reading ──


def _only(one: Json, place: str) -> Json:
    """The one bot or the one extension an app can have; empty where there is none."""
    return next(iter(objects(one, place)), {})


def _listed(one: Json, scope: str) -> Mapping[str, object]:
    """What is listed for a scope, each with the words beside it."""
    lists = [each for each in objects(_only(one, "bots"), "commandLists") if scope in _words(each, "scopes")]
    each = [command for commands in lists for command in objects(commands, "commands")]
    return {title: one.get("description") for one in each if isinstance(title := one.get("title"), str)}


def _by_id(extension: Json) -> Mapping[str, Json]:
    return {id_: one for one in objects(extension, "commands") if isinstance(id_ := one.get("id"), str)}


def _words(one: Json, key: str) -> set[str]:
    found = one.get(key)
    return {each for each in found if isinstance(each, str)} if isinstance(found, list) else set()
