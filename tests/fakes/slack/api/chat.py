"""chat.*: what the app says, changes, takes back and whispers."""

from typing import Any
from urllib.parse import urlsplit

from tests.fakes.slack import limits, shapes
from tests.fakes.slack.api.context import Context
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.things import Channel, Json, Post, Whisper

LONGEST = 40_000
"""A posted text is cut here, not refused."""

METADATA_MOST = 8_000
"""Characters of a message's metadata (general: no figure is documented)."""

NOT_ASKED = ("channel", "text", "blocks", "metadata", "token")


def post_message(context: Context) -> Json:
    """chat.postMessage."""
    channel = _place(context)
    text, blocks = _said(context)
    metadata = _metadata(context)
    post = context.world.post(
        channel, user=context.app.bot.id, text=text[:LONGEST], blocks=blocks, bot=context.app.bot_id
    )
    post.metadata = metadata
    post.thread_ts = context.args.get("thread_ts")
    post.asked = {name: value for name, value in context.args.items() if name not in NOT_ASKED}
    shown = shapes.message(post, context.app, metadata=True)
    if channel.is_im:
        context.events.in_channel({**shown, "channel": channel.id, "channel_type": "im"}, channel, name="message.im")
    return {"channel": channel.id, "ts": post.ts, "message": shown}


def update(context: Context) -> Json:
    """chat.update. Without blocks the old ones go; without metadata it stays, an empty object removes it (general)."""
    channel, post = _own(context, "cant_update_message")
    text, blocks = _said(context)
    verdict = limits.update(text)
    if verdict is not None:
        raise Refused(verdict.error)
    before = shapes.message(post, context.app)
    if "metadata" in context.args:
        post.metadata = _metadata(context) or None
    post.edits.append((post.text, post.blocks))
    post.text, post.blocks = text, context.world.with_ids(blocks)
    post.edited_ts = context.world.ts()
    shown = shapes.message(post, context.app)
    if channel.is_im:
        changed: Json = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": post.edited_ts}
        changed |= {"channel": channel.id, "channel_type": "im", "message": shown, "previous_message": before}
        context.events.in_channel(changed, channel, name="message.im")
    return {"channel": channel.id, "ts": post.ts, "text": text, "message": shown}


def delete(context: Context) -> Json:
    """chat.delete."""
    channel, post = _own(context, "cant_delete_message")
    post.deleted = True
    if channel.is_im:
        gone: Json = {"type": "message", "subtype": "message_deleted", "hidden": True, "deleted_ts": post.ts}
        gone |= {"channel": channel.id, "channel_type": "im", "ts": context.world.ts()}
        gone["previous_message"] = shapes.message(post, context.app)
        context.events.in_channel(gone, channel, name="message.im")
    return {"channel": channel.id, "ts": post.ts}


def post_ephemeral(context: Context) -> Json:
    """chat.postEphemeral: it is answered with ok also where the person is not there to see it."""
    channel = _place(context)
    person = context.world.people.get(context.text("user"))
    if person is None or person.id not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = _said(context)
    whisper = Whisper(person, channel, context.world.ts(), text, context.world.with_ids(blocks), seen=person.there)
    context.world.whispers.append(whisper)
    return {"message_ts": whisper.ts}


def permalink(context: Context) -> Json:
    """chat.getPermalink."""
    channel = context.channel()
    post = context.post(channel, "message_ts")
    host = urlsplit(context.address).netloc
    return {"channel": channel.id, "permalink": f"http://{host}/archives/{channel.id}/p{post.ts.replace('.', '')}"}


def _place(context: Context) -> Channel:
    """Where a message may go. A person's id stands for the conversation with them (general)."""
    person = context.world.people.get(context.text("channel"))
    if person is not None and (person.stranger or person.workspace not in context.app.workspaces):
        raise Refused("channel_not_found")
    channel = context.channel() if person is None else context.world.open_im(context.app.bot, person)
    if channel.archived:
        raise Refused("is_archived")
    if context.app.bot.id not in channel.members:
        raise Refused("not_in_channel")
    if channel.is_im and any(context.world.people[who].deleted for who in channel.members):
        raise Refused("is_archived")  # (general) the conversation ends with the account
    return channel


def _own(context: Context, otherwise: str) -> tuple[Channel, Post]:
    channel = context.channel()
    post = context.post(channel, "ts")
    if post.bot != context.app.bot_id:
        raise Refused(otherwise)
    if channel.archived:
        raise Refused("is_inactive")  # (general)
    if context.app.bot.id not in channel.members:
        raise Refused("not_in_channel")  # (general)
    return channel, post


def _said(context: Context) -> tuple[str, list[Json]]:
    """Text and blocks. Where there is no text, it is built from the blocks."""
    text = str(context.args.get("text") or "")
    blocks: Any = context.json("blocks", "invalid_blocks_format")
    if blocks:
        verdict = limits.message(blocks)
        if verdict is not None:
            raise Refused(verdict.error, *verdict.messages)
    if not text and not blocks:
        raise Refused("no_text")
    return text or " ".join(limits.texts(blocks)), list(blocks or [])


def _metadata(context: Context) -> Json | None:
    value = context.json("metadata", "invalid_metadata_format")
    if value in (None, {}):
        return None
    if not isinstance(value, dict) or set(value) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    if not isinstance(value["event_type"], str) or not isinstance(value["event_payload"], dict):
        raise Refused("invalid_metadata_format")
    if len(str(value)) > METADATA_MOST:
        raise Refused("metadata_too_large")
    return value
