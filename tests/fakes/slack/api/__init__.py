"""The Web API's methods: which there are, what each needs, and in which tier it is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.fakes.slack.api import chat, conversations, oauth, people, views
from tests.fakes.slack.api.context import Context
from tests.fakes.slack.things import Json


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes`: one of them is needed, none where it is empty; the rest is asked for where the channel is known."""

    do: Callable[[Context], Json]
    tier: int
    scopes: tuple[str, ...] = ()


_READ = ("channels:read", "groups:read", "im:read", "mpim:read")

METHODS: Mapping[str, Method] = {
    "apps.uninstall": Method(oauth.uninstall, 1),
    "auth.test": Method(people.auth, 4),
    "bots.info": Method(people.bot, 3, ("users:read",)),
    "chat.delete": Method(chat.delete, 3, ("chat:write",)),
    "chat.getPermalink": Method(chat.permalink, 4),
    "chat.postEphemeral": Method(chat.post_ephemeral, 4, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, 4, ("chat:write",)),
    "chat.update": Method(chat.update, 3, ("chat:write",)),
    "conversations.history": Method(
        conversations.history, 3, ("channels:history", "groups:history", "im:history", "mpim:history")
    ),
    "conversations.info": Method(conversations.info, 3, _READ),
    "conversations.list": Method(conversations.list_, 2, _READ),
    "conversations.members": Method(conversations.members, 4, _READ),
    "conversations.open": Method(conversations.open_, 3, ("im:write", "mpim:write", "channels:manage", "groups:write")),
    "dnd.info": Method(people.dnd, 3, ("dnd:read",)),
    "team.info": Method(people.team, 3, ("team:read",)),
    "users.conversations": Method(conversations.of_person, 3, _READ),
    "users.info": Method(people.info, 4, ("users:read",)),
    "views.open": Method(views.open_, 4),
    "views.publish": Method(views.publish, 4),
    "views.push": Method(views.push, 4),
    "views.update": Method(views.update, 4),
}
"""With a bot token. Tiers as in the facts (slack.md, section 4), the rest general.

chat.postMessage has limits of its own, per channel and workspace.
"""
