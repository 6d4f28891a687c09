"""What we ask Slack for, each with why and with what needs it. Nothing here reads what people write to each other."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Why a scope is asked for, and the events, methods and features that need it. `optional`: all works without it."""

    why: str
    needed_by: tuple[str, ...]
    optional: bool = False


SCOPES: dict[str, Scope] = {
    "app_mentions:read": Scope("to hear when somebody addresses the bot", ("app_mention",)),
    "channels:read": Scope(
        "names of rooms, and whether the bot is in them; no messages",
        (
            "channel_archive",
            "channel_deleted",
            "channel_left",
            "channel_rename",
            "channel_shared",
            "channel_unarchive",
            "channel_unshared",
            "conversations.info",
            "member_joined_channel",
            "member_left_channel",
            "users.conversations",
        ),
    ),
    "chat:write": Scope(
        "to put cards into rooms it was invited to, and to answer",
        ("chat.postEphemeral", "chat.postMessage", "chat.update"),
    ),
    "commands": Scope("`/earshot`, `/find`, `/story`, and shortcuts", ("shortcuts", "slash_commands")),
    "groups:read": Scope(
        "the same as `channels:read` for private rooms it was invited to; works without it",
        ("group_archive", "group_deleted", "group_left", "group_rename", "group_unarchive"),
        optional=True,
    ),
    "im:history": Scope(
        "the bot's own private conversation with a person, and no other: what they say to it there, and whether a "
        "message of its own arrived",
        ("conversations.history", "message.im"),
    ),
    "im:write": Scope("to begin one, for a member", ("conversations.open",)),
    "reactions:read": Scope(
        "emoji; those on messages of others are dropped unread", ("reaction_added", "reaction_removed")
    ),
    "users:read": Scope("first name, time zone, language", ("bots.info", "user_change", "users.info")),
}
"""The scopes of the bot's token, and no user's."""

WITHOUT = ("app_home_opened", "app_uninstalled", "tokens_revoked")
"""Events for which Slack asks no scope."""

_READS = re.compile(
    r"(?!im:)\w+:history|search:.*|(?:canvases|files|links|lists|metadata\.message|pins|remote_files|stars):read"
    r"|admin.*|bot|client|read"  # what classic apps were given, and administrators' tokens
)


def reads_conversations(scope: str) -> bool:
    """Whether a scope lets its holder read what people write to each other, or put into rooms beside it."""
    return _READS.fullmatch(scope) is not None
