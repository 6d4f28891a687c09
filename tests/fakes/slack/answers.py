"""What a person is shown in answer to a command or through a response_url."""

from tests.fakes.slack import limits
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.things import Channel, Installation, Json, Person, Post, ResponseUrl, Whisper
from tests.fakes.slack.world import URL_LASTS, URL_USES, World


def say(world: World, app: Installation, person: Person, channel: Channel, body: Json, *, how: str) -> Post | Whisper:
    """Show an answer: to the person alone, or in the channel where it says `in_channel`. Raises Refused."""
    text, blocks = _said(body)
    if body.get("response_type") == "in_channel":
        return world.post(channel, user=app.bot.id, text=text, blocks=blocks, bot=app.bot_id)
    whisper = Whisper(person, channel, world.ts(), text, world.with_ids(blocks), how=how, seen=person.there)
    world.whispers.append(whisper)
    return whisper


def by_url(world: World, url: ResponseUrl | None, body: object) -> None:
    """An answer through a response_url. Raises Refused with the names Slack answers 404 and 400 with (general)."""
    if url is None or world.clock.now() - url.at > URL_LASTS:
        raise Refused("expired_url")
    if len(url.answers) >= URL_USES:
        raise Refused("used_url")
    if not isinstance(body, dict):
        raise Refused("invalid_payload")
    original = url.original
    if body.get("delete_original") and original is not None:
        original.deleted = True
    elif body.get("replace_original") and original is not None:
        _replace(world, original, body)
    else:
        say(world, url.app, url.person, url.channel, body, how="response_url")
    url.answers.append(body)


def _replace(world: World, original: Post | Whisper, body: Json) -> None:
    text, blocks = _said(body)
    if isinstance(original, Post):
        original.edits.append((original.text, original.blocks))
        original.edited_ts = world.ts()
    original.text, original.blocks = text, world.with_ids(blocks)


def _said(body: Json) -> tuple[str, list[Json]]:
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    if blocks:
        verdict = limits.message(blocks)
        if verdict is not None:
            raise Refused(verdict.error, *verdict.messages)
    if not text and not blocks:
        raise Refused("no_text")
    return text or " ".join(limits.texts(blocks)), blocks
