"""conversations.* and users.conversations: where the app is, who is there, and what it may read."""

from collections.abc import Sequence

from tests.fakes.slack import shapes
from tests.fakes.slack.api.context import Context
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.things import Channel, Json, Person

KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
SCOPES = {"public": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}


def open_(context: Context) -> Json:
    """conversations.open."""
    if context.args.get("channel"):
        channel = context.channel()
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    asked = [one.strip() for one in str(context.args.get("users") or "").split(",") if one.strip()]
    if not asked:
        raise Refused("not_enough_users")
    if len(asked) > 8:
        raise Refused("too_many_users")
    people = [_reachable(context, one) for one in asked]
    context.needs("im:write" if len(people) == 1 else "mpim:write")
    return _opened(context, people)


def _opened(context: Context, people: Sequence[Person]) -> Json:
    world, bot = context.world, context.app.bot
    everyone = {bot.id, *(one.id for one in people)}
    kind = "im" if len(people) == 1 else "mpim"
    found = next((one for one in world.channels.values() if one.kind == kind and one.members == everyone), None)
    if found is None and context.flag("prevent_creation"):
        raise Refused("channel_not_found")
    channel = found or world.channel("", bot.workspace, kind=kind, members=everyone)
    known: Json = {"no_op": True, "already_open": True} if found else {}
    if context.flag("return_im"):
        return {**known, "channel": shapes.channel(channel, bot=bot.id)}
    return {**known, "channel": {"id": channel.id}}


def _reachable(context: Context, asked: str) -> Person:
    person = context.world.people.get(asked)
    if person is None:
        raise Refused("user_not_found")
    if person is context.app.bot:
        raise Refused("invalid_user_combination")
    if person.stranger or not _same_organisation(context, person):
        raise Refused("user_not_visible")
    if person.deleted:
        raise Refused("user_disabled")
    return person


def _same_organisation(context: Context, person: Person) -> bool:
    ours = context.app.workspaces
    return person.workspace in ours or person.workspace.enterprise in {one.enterprise for one in ours if one.enterprise}


def info(context: Context) -> Json:
    """conversations.info."""
    channel = context.channel()
    context.needs_to_read(channel)
    return {
        "channel": shapes.channel(channel, bot=context.app.bot.id, count=context.flag("include_num_members"))
    }  # fmt: skip


def list_(context: Context) -> Json:
    """conversations.list."""
    workspace = context.workspace
    found = [one for one in _of_kinds(context) if context.knows(one) and one.workspace is workspace]
    return _shown(context, found)


def of_person(context: Context) -> Json:
    """users.conversations: those of a person, of the bot where none is named."""
    who = context.args.get("user") or context.app.bot.id
    if who not in context.world.people:
        raise Refused("user_not_found")
    return _shown(context, [one for one in _of_kinds(context) if who in one.members and context.knows(one)])


def members(context: Context) -> Json:
    """conversations.members."""
    channel = context.channel()
    context.needs_to_read(channel)
    some, cursor = context.page(sorted(channel.members))
    return {"members": some, "response_metadata": {"next_cursor": cursor}}


def history(context: Context) -> Json:
    """conversations.history, the newest first: of the app's own private conversations, for want of other scopes."""
    channel = context.channel()
    context.needs_to_read(channel, "history")
    if context.app.bot.id not in channel.members:
        raise Refused("not_in_channel")
    oldest, latest = float(context.args.get("oldest") or 0), float(context.args.get("latest") or "inf")
    inclusive = context.flag("inclusive")
    found = [
        one
        for one in reversed(context.world.standing(channel))
        if oldest < float(one.ts) < latest or (inclusive and float(one.ts) in (oldest, latest))
    ]
    some, cursor = context.page(found, most=999)
    metadata = context.flag("include_all_metadata")
    shown = [
        shapes.message(one, context.app if one.bot == context.app.bot_id else None, metadata=metadata) for one in some
    ]
    return {
        "messages": shown,
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


def _of_kinds(context: Context) -> list[Channel]:
    asked = [one.strip() for one in str(context.args.get("types") or "public_channel").split(",")]
    if not set(asked) <= set(KINDS):
        raise Refused("invalid_types")
    kinds = {KINDS[one] for one in asked}
    for kind in sorted(kinds):
        context.needs(SCOPES[kind])
    skip = context.flag("exclude_archived")
    return [one for one in context.world.channels.values() if one.kind in kinds and not (skip and one.archived)]


def _shown(context: Context, found: list[Channel]) -> Json:
    some, cursor = context.page(found)
    return {
        "channels": [shapes.channel(one, bot=context.app.bot.id) for one in some],
        "response_metadata": {"next_cursor": cursor},
    }
