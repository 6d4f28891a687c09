"""Things as Slack's JSON shows them: messages, channels, people, views. Pure."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.fakes.slack.things import Channel, Installation, Json, Person, Post, View, Workspace


def message(post: Post, app: Installation | None = None, *, metadata: bool = False) -> Json:
    """A message; `app` where a bot wrote it."""
    shown: Json = {
        "type": "message",
        "user": post.user,
        "text": post.text,
        "ts": post.ts,
        "team": post.channel.workspace.id,
        "blocks": post.blocks,
    }
    if post.bot:
        shown |= {"bot_id": post.bot, "app_id": "A0EARSHOT"}
        if app is not None:
            shown["bot_profile"] = {"id": post.bot, "name": app.bot.name, "team_id": app.workspace.id, "deleted": False}
    if post.edited_ts:
        shown["edited"] = {"user": post.user, "ts": post.edited_ts}
    if post.thread_ts:
        shown["thread_ts"] = post.thread_ts
    if post.attachments:
        shown["attachments"] = post.attachments
    if post.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(who), "count": len(who)} for name, who in post.reactions.items()
        ]
    if metadata and post.metadata:
        shown["metadata"] = post.metadata
    return shown


def channel(one: Channel, *, bot: str, count: bool = False) -> Json:
    """A conversation, as `conversations.info` shows it to a bot."""
    shown: Json = {
        "id": one.id,
        "is_im": one.is_im,
        "is_archived": one.archived,
        "context_team_id": one.workspace.id,
        "is_ext_shared": bool(one.shared_with),
        "is_org_shared": False,
        "is_shared": bool(one.shared_with),
    }
    if one.is_im:
        other = next((who for who in sorted(one.members) if who != bot), bot)
        return {**shown, "user": other, "is_open": True}
    shown |= {
        "name": one.name,
        "name_normalized": one.name,
        "is_channel": one.kind in ("public", "private"),
        "is_group": one.kind == "private",
        "is_mpim": one.kind == "mpim",
        "is_private": one.is_private,
        "is_member": bot in one.members,
        "is_general": one.name == "general",
        "shared_team_ids": [one.workspace.id, *sorted(one.shared_with)],
    }
    if count:
        shown["num_members"] = len(one.members)
    return shown


def user(one: Person, *, now: datetime, locale: bool = False) -> Json:
    """A person, as `users.info` and `user_change` show them."""
    shown: Json = {
        "id": one.id,
        "team_id": one.workspace.id,
        "name": one.name,
        "deleted": one.deleted,
        "is_bot": one.is_bot,
        "updated": int(now.timestamp()),
        "is_app_user": False,
    }
    if one.deleted:
        return shown if one.bare else {**shown, "profile": profile(one)}
    shown |= {
        "real_name": one.real_name,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": one.guest is not None,
        "is_ultra_restricted": one.guest == "single",
    }
    if not one.bare:
        shown["profile"] = profile(one)
    if one.zone is not None:
        offset = now.astimezone(ZoneInfo(one.zone)).utcoffset()
        shown |= {"tz": one.zone, "tz_label": one.zone, "tz_offset": int(offset.total_seconds()) if offset else 0}
    if one.stranger:
        shown["is_stranger"] = True
    if one.workspace.enterprise:
        shown["enterprise_user"] = {
            "id": one.id,
            "enterprise_id": one.workspace.enterprise,
            "enterprise_name": "Example Org",
            "teams": [one.workspace.id, *sorted(one.also)],
        }
    if locale:
        shown["locale"] = one.language
    return shown


def profile(one: Person) -> Json:
    """The part of a person that has their names."""
    first, _, last = one.real_name.partition(" ")
    return {
        "real_name": one.real_name,
        "display_name": one.name,
        "first_name": first,
        "last_name": last,
        "team": one.workspace.id,
    }


def view(one: View, app: Installation, app_id: str) -> Json:
    """A view as answers and payloads show it, with what the person has filled in so far."""
    shown: Json = {
        "id": one.id,
        "team_id": one.person.workspace.id,
        "app_id": app_id,
        "app_installed_team_id": app.workspace.id,
        "bot_id": app.bot_id,
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        "submit": None,
        "close": None,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "root_view_id": one.root,
        "previous_view_id": one.previous,
        "hash": one.hash,
        "state": {"values": one.values},
    }
    return shown | one.body


def team(one: Workspace) -> Json:
    """A workspace, as `team.info` shows it."""
    shown: Json = {"id": one.id, "name": one.name, "domain": one.domain, "email_domain": "", "icon": {}}
    if one.enterprise:
        shown |= {"enterprise_id": one.enterprise, "enterprise_name": "Example Org"}
    return shown


def enterprise(one: Workspace) -> Any:
    """The organisation as payloads name it, or None."""
    return {"id": one.enterprise, "name": "Example Org"} if one.enterprise else None
