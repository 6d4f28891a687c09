"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org), which the feed library does not read."""

import json
from datetime import datetime
from typing import Any

from bot.domain.health import Trouble
from jobs.listening.clean import LONGEST_TITLE, absolute, cut, host, plain, tidy, words
from jobs.listening.dates import believable, from_iso
from jobs.listening.entries import KEPT, Said, identified, newest
from jobs.listening.heard import Feed, Unreadable

VERSIONS = "https://jsonfeed.org/version/"


def is_json(body: bytes, media_type: str) -> bool:
    """Whether a body is to be read as JSON: by its first character, else by what its server calls it."""
    first = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return first == b"{" or (first != b"<" and media_type in ("application/feed+json", "application/json"))


def read_json_feed(body: bytes, *, url: str, now: datetime) -> Feed | Unreadable:
    """A JSON Feed as a feed like any other."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return Unreadable(Trouble.NOT_A_FEED, "looks like JSON, but is not")
    if not isinstance(document, dict) or not _text(document, "version").startswith(VERSIONS):
        return Unreadable(Trouble.NOT_A_FEED, "JSON, but not a JSON Feed")
    listed = document.get("items")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    dated = newest((believable(_when(item), now=now), item) for item in items)
    said = [one for published, item in dated if (one := _said(item, published, url)) is not None]
    notes = [f"kept {KEPT} of {len(items)} entries"] if len(items) > KEPT else []
    if len(said) < len(dated):
        notes.append(f"{len(dated) - len(said)} entries without a link")
    return Feed(
        title=cut(tidy(_text(document, "title")), LONGEST_TITLE) or host(url),
        entries=identified(said),
        ttl=None,
        language=tidy(_text(document, "language")).lower()[:35] or None,
        notes=tuple(notes),
    )


def _said(item: dict[str, Any], published: datetime | None, base: str) -> Said | None:
    own = absolute(_text(item, "url") or _text(item, "id"), base) if _has_link(item) else None
    story = absolute(_text(item, "external_url"), base)
    link = story or own
    if link is None:
        return None
    summary = words(_text(item, "summary"), is_text=True) or words(_text(item, "content_text"), is_text=True)
    return Said(
        guid=_identity(item),
        url=link,
        title=words(_text(item, "title"), is_text=True),
        text=summary or plain(_text(item, "content_html")),
        published=published,
        picture=absolute(_text(item, "image") or _text(item, "banner_image"), base),
        also=own if own != link else None,
    )


def _has_link(item: dict[str, Any]) -> bool:
    """An id stands in for a missing link only where it is an address itself."""
    return bool(_text(item, "url")) or _text(item, "id").startswith(("http://", "https://"))


def _identity(item: dict[str, Any]) -> str:
    """The id as text: version 1.0 allowed numbers."""
    identity = item.get("id")
    return str(identity) if isinstance(identity, str | int | float) and not isinstance(identity, bool) else ""


def _when(item: dict[str, Any]) -> datetime | None:
    return from_iso(_text(item, "date_published")) or from_iso(_text(item, "date_modified"))


def _text(document: dict[str, Any], name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""
