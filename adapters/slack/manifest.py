"""The manifest that makes the app in Slack, from what the code hears, says and needs: `earshot manifest slack`.

Checked against the maxima of Slack's manifest schema, 2.0.0 (github.com/slackapi/manifest-schema).
"""

from typing import Any

from adapters.slack.hear import HEARD
from adapters.slack.pressed import COMMANDS, FIND_SHORTCUT, STORY_SHORTCUT
from adapters.slack.scopes import SCOPES
from bot.chat.commands import SPELLINGS
from bot.chat.wording import Words

EVENTS_PATH = "/slack/events"
"""Where Slack's calls arrive, one path for all of them."""

BACK_PATH = "/slack/oauth_redirect"
"""Where Slack leads whoever installed the bot in one of several workspaces."""


def manifest(words: Words, *, url: str = "") -> dict[str, Any]:
    """The manifest as JSON. `url`: the public https address of our server; without one, Slack is reached by socket."""
    calls = {"request_url": url.rstrip("/") + EVENTS_PATH} if url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": "Earshot", "description": words.bot_about()},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "earshot", "always_online": True},
            "shortcuts": _shortcuts(words),
            "slash_commands": [_command(name, words, calls.get("request_url", "")) for name in COMMANDS],
        },
        "oauth_config": {
            **({"redirect_urls": [url.rstrip("/") + BACK_PATH]} if url else {}),
            "scopes": {
                "bot": sorted(SCOPES),
                "bot_optional": sorted(name for name, scope in SCOPES.items() if scope.optional),
            },
        },
        "settings": {
            "event_subscriptions": {**calls, "bot_events": sorted(HEARD)},
            "interactivity": {"is_enabled": True, **calls},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,  # it cannot be taken back, and its refresh tokens work once
        },
    }


def _command(name: str, words: Words, url: str) -> dict[str, Any]:
    own = name.removeprefix("/")
    others = [one for one in SPELLINGS if f"/{one}" not in COMMANDS]
    return {
        "command": name,
        **({"url": url} if url else {}),
        "description": words.slash_command(own),
        "usage_hint": words.slash_hint(own) if COMMANDS[name] else " | ".join(others),
        "should_escape": True,  # who is mentioned arrives with a name, and a link as one
    }


def _shortcuts(words: Words) -> list[dict[str, str]]:
    return [
        {
            "name": words.shortcut_find(),
            "type": "message",
            "callback_id": FIND_SHORTCUT,
            "description": words.shortcut_find_about(),
        },
        {
            "name": words.shortcut_story(),
            "type": "global",
            "callback_id": STORY_SHORTCUT,
            "description": words.shortcut_story_about(),
        },
    ]
