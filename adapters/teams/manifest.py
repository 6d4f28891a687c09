"""The app package that brings the bot into Teams, from what the code hears and does: `earshot manifest teams`.

Checked against Microsoft's schema 1.25; what came later is not needed. No resource-specific consent is asked for: it
would deliver whole conversations.
"""

import io
import json
import zipfile
from importlib.metadata import version
from typing import Any

from adapters.teams import icons
from adapters.teams.pressed import FIND_COMMAND, STORY_COMMAND
from bot.chat.wording import Words

SCHEMA = "1.25"
NAME = "Earshot"
IN_CHAT = ("find", "story", "join", "me", "saved", "nudges off", "pause", "resume", "guidelines", "help")
"""The commands Teams offers in a person's own chat: it lists ten. The others are understood too; `help` has all."""

IN_TEAMS = ("find", "story", "help")
COLOUR, OUTLINE = "color.png", "outline.png"
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can name: the same package is the same bytes."""


def manifest(words: Words, *, app_id: str, url: str) -> dict[str, Any]:
    """The manifest as JSON. `app_id`: the app's id in Entra, which is the bot's as well; `url`: a page about it."""
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": version("earshot"),
        "id": app_id,
        "developer": {"name": NAME, "websiteUrl": url, "privacyUrl": url, "termsOfUseUrl": url},
        "name": {"short": NAME, "full": NAME},
        "description": {"short": words.bot_about_briefly(), "full": words.bot_about()},
        "icons": {"color": COLOUR, "outline": OUTLINE},
        "accentColor": "#{:02X}{:02X}{:02X}".format(*icons.GROUND),
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team"],
                "isNotificationOnly": False,
                "supportsFiles": False,
                "commandLists": [_listed("personal", IN_CHAT, words), _listed("team", IN_TEAMS, words)],
            }
        ],
        "composeExtensions": [
            {
                "botId": app_id,
                "commands": [
                    _extends(FIND_COMMAND, words.shortcut_find(), words.shortcut_find_about(), ["message"]),
                    _extends(
                        STORY_COMMAND, words.shortcut_story(), words.shortcut_story_about(), ["compose", "commandBox"]
                    ),
                ],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot"},
    }


def package(words: Words, *, app_id: str, url: str) -> bytes:
    """The zip that is put into Teams: the manifest and two icons."""
    text = json.dumps(manifest(words, app_id=app_id, url=url), ensure_ascii=False, indent=2)
    files = {"manifest.json": text.encode(), COLOUR: icons.colour(), OUTLINE: icons.outline()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            into.writestr(zipfile.ZipInfo(name, BEGINNING), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _listed(scope: str, names: tuple[str, ...], words: Words) -> dict[str, Any]:
    return {"scopes": [scope], "commands": [{"title": one, "description": words.command(one)} for one in names]}


def _extends(id_: str, title: str, about: str, where: list[str]) -> dict[str, Any]:
    return {"id": id_, "type": "action", "title": title, "description": about, "context": where, "fetchTask": True}
