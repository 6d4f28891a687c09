"""Text as Slack writes it, as plain words; and the links in a message."""

import re
from collections.abc import Iterator

from adapters.reading import Json, storable, within
from adapters.slack import emoji
from bot.domain.links import MOST_LINKS, find_links

MARK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
LINK_KEYS = ("url", "from_url", "title_link", "original_url", "text", "pretext", "fallback")
"""Where in a message without a link of its own one may stand: its blocks, and what other apps attached to it."""


def plain(text: str) -> str:
    """Words as a person meant them: links as addresses, names as names, `&amp;` as &, and emoji as emoji.

    Who is mentioned only by an id is left out: an id is nothing to read, and nothing to keep.
    """
    return emoji.in_words(_unescaped(MARK.sub(_read, text)))


def without_mention(text: str, user: str) -> str:
    """The same words without the mention of this one, which is the bot."""
    return re.sub(rf"<@{re.escape(user)}(?:\|[^<>]*)?>", " ", text)


def _unescaped(text: str) -> str:
    """Slack escapes these three and no other: `?a=1&copy=2` stays as it is."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _read(match: re.Match[str]) -> str:
    what, label = match[1], match[2] or ""
    kind, rest = what[:1], what[1:]
    if kind in ("@", "#"):
        return f"{kind}{label}" if label else ""
    if kind == "!":
        return label or f"@{rest.partition('^')[0]}"
    return label if what.startswith("mailto:") and label else what


def links(message: Json) -> tuple[str, ...]:
    """The links in a message, each once: those of its words, or, of an app's message, those of its blocks."""
    text = message.get("text")
    found = find_links(storable(text)) if isinstance(text, str) else []
    for said in _said(message) if not found else ():
        found += find_links(storable(said))
    return tuple(dict.fromkeys(found))[:MOST_LINKS]


def _said(message: Json) -> Iterator[str]:
    """The texts in blocks and attachments, in their order."""
    for one in within([message.get("blocks"), message.get("attachments")]):
        yield from (value for key in LINK_KEYS if isinstance(value := one.get(key), str))
