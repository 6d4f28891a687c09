"""What Teams takes of an app's manifest: the rules of Microsoft's schema 1.25 that matter to us, and ours on top.

Written by us from that schema, and from the page about it where that is stricter, as with ten commands of a list
(learn.microsoft.com, "App manifest schema reference"). What no app of ours may have, since it would deliver
conversations or needs what we have not, is no known key here.
"""

from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]

Json = dict[str, Any]

SCOPES = ["personal", "team"]
GUID = r"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"
TITLE, DESCRIPTION = 32, 128


def text(longest: int, pattern: str = r"\S") -> Json:
    """A text that says something."""
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": pattern}


def exactly(needed: Json, **optional: Any) -> Json:
    """An object with these parts and no others."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": needed | optional,
        "additionalProperties": False,
    }


def some(items: Json, most: int, *, least: int = 1) -> Json:
    """A list without repetitions."""
    return {"type": "array", "items": items, "minItems": least, "maxItems": most, "uniqueItems": True}


HTTPS = text(2048, r"^https://[^/\s]+")
PICTURE = text(2048, r"^[\w.-]+\.png$")
COMMAND = exactly({"title": text(TITLE), "description": text(DESCRIPTION)})
LISTED = exactly({"scopes": some({"enum": SCOPES}, 2), "commands": some(COMMAND, 10)})
ACTION = exactly(
    {
        "id": text(64, r"^[\w-]+$"),
        "type": {"const": "action"},
        "title": text(TITLE),
        "description": text(DESCRIPTION),
        "context": some({"enum": ["compose", "commandBox", "message"]}, 3),
        "fetchTask": {"const": True},
    }
)
BOT = exactly(
    {
        "botId": text(36, GUID),
        "scopes": some({"enum": SCOPES}, 2),
        "commandLists": some(LISTED, 3),
        "isNotificationOnly": {"const": False},
        "supportsFiles": {"const": False},
    }
)
RULES = exactly(
    {
        "$schema": text(
            200, r"^https://developer\.microsoft\.com/json-schemas/teams/v1\.25/MicrosoftTeams\.schema\.json$"
        ),
        "manifestVersion": {"const": "1.25"},
        "version": text(256, r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"),
        "id": text(36, GUID),
        "developer": exactly(
            {"name": text(32), "websiteUrl": HTTPS, "privacyUrl": HTTPS, "termsOfUseUrl": HTTPS},
        ),
        "name": exactly({"short": text(30), "full": text(100)}),
        "description": exactly({"short": text(80), "full": text(4000)}),
        "icons": exactly({"color": PICTURE, "outline": PICTURE}),
        "accentColor": text(7, r"^#[0-9A-Fa-f]{6}$"),
        "bots": some(BOT, 1),
        "composeExtensions": some(exactly({"botId": text(36, GUID), "commands": some(ACTION, 10)}), 1),
        "permissions": some({"enum": ["identity", "messageTeamMembers"]}, 2),
        "validDomains": some({"type": "string"}, 0, least=0),
        "defaultInstallScope": {"enum": SCOPES},
        "defaultGroupCapability": exactly({"team": {"const": "bot"}}),
    }
)


def wrongs(manifest: Json) -> list[str]:
    """Everything that Teams, or our own promises, would not take: where it stands, and which rule it breaks."""
    return sorted(_wrongs(manifest))


def _wrongs(manifest: Json) -> Iterator[str]:
    for error in jsonschema.Draft202012Validator(RULES).iter_errors(manifest):
        yield f"{'.'.join(map(str, error.absolute_path))}: {error.validator}"
    bots, extensions = manifest.get("bots") or [], manifest.get("composeExtensions") or []
    ids = {one.get("botId") for one in [*bots, *extensions] if isinstance(one, dict)}
    if len(ids) > 1:
        yield "composeExtensions.0.botId: another bot"
    for bot in bots:
        for number, each in enumerate(bot.get("commandLists") or []):
            titles = [command.get("title") for command in each.get("commands") or []]
            if len(set(titles)) < len(titles):
                yield f"bots.0.commandLists.{number}: the same title twice"
            if not set(each.get("scopes") or []) <= set(bot.get("scopes") or []):
                yield f"bots.0.commandLists.{number}: a scope the bot has not"
