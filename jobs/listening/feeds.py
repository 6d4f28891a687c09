"""Feeds: RSS, Atom and their cousins, read raw by the feed library and cleaned by us."""

import io
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import feedparser

from bot.domain.health import Trouble
from jobs.listening.clean import LONGEST_TITLE, absolute, cut, host, tidy, words
from jobs.listening.dates import believable, from_feed
from jobs.listening.entries import KEPT, Said, identified, newest
from jobs.listening.heard import Document, Feed, Unreadable
from jobs.listening.jsonfeed import is_json, read_json_feed
from jobs.listening.page import HTML, is_html, known_charset, page_instead
from jobs.listening.wellknown import story_and_discussion, unwrapped, without_marker

PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
LONGEST_TTL = timedelta(days=31)
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
SMALLEST_PICTURE = 50

_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]{0,1000}(?:\[.{0,100000}?\]\s{0,100})?>", re.S | re.I)


def read_feed(document: Document, *, now: datetime) -> Feed | Unreadable:
    """A feed in any of the formats, or what it is instead."""
    body = document.body
    if not body.strip():
        return Unreadable(Trouble.NOT_A_FEED, "empty")
    if is_json(body, document.media_type):
        return read_json_feed(body, url=document.url, now=now)
    if is_html(body):
        return _page_instead(document)
    parsed = _parse(body, _headers(document))
    if not parsed.version and not parsed.entries:
        if document.media_type in HTML:  # one that begins like no page, and is served as one
            return _page_instead(document)
        return Unreadable(Trouble.NOT_A_FEED, "neither RSS nor Atom nor JSON Feed")
    return _feed(parsed, url=document.url, now=now)


def _page_instead(document: Document) -> Unreadable:
    page = page_instead(document)
    feeds = ", ".join(one.url for one in page.feeds)
    detail = f"a page; feeds it names: {feeds}" if feeds else "a page that names no feed"
    return Unreadable(Trouble.NOT_A_FEED, detail, page)


def _trusted(charset: str | None, body: bytes) -> str | None:
    """The header's charset, unless the body shows that it is wrong: bytes beyond ASCII that all make sense as UTF-8."""
    if charset is None or body.isascii():
        return known_charset(charset)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return known_charset(charset)
    return None


def _headers(document: Document) -> dict[str, str]:
    """The headers the feed library looks at; it knows their names in lower case only.

    It is not told the feed's address: it would make guids absolute with it, and they would change when the feed moves.
    Links are made absolute by us.
    """
    charset = _trusted(document.charset, document.body)
    kind = f"{document.media_type}; charset={charset}" if charset else document.media_type
    headers = {"content-type": kind, "content-language": document.language}
    return {name: value for name, value in headers.items() if value}


def _parse(body: bytes, headers: dict[str, str]) -> Any:
    """Parse raw, and once more without what the library is known to stumble over.

    Always from a stream: given bytes, the library would open a file or an address of that name.
    """
    try:
        return _parse_once(body, headers)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  the library lets through whatever its parts raise, ValueError and re.error among them
        return _parse_once(_REFERENCE.sub(_possible, _DOCTYPE.sub(b"", body, count=1)), headers)


def _parse_once(body: bytes, headers: dict[str, str]) -> Any:
    return feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _possible(reference: re.Match[bytes]) -> bytes:
    """A character reference, unless there is no such character."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b"" if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF or number == 0 else reference[0]


def _feed(parsed: Any, *, url: str, now: datetime) -> Feed:
    dated = newest((believable(_when(entry), now=now), entry) for entry in parsed.entries)
    said = [one for published, entry in dated if (one := _said(entry, published, url)) is not None]
    notes = [type(parsed.bozo_exception).__name__] if parsed.get("bozo_exception") else []
    if len(parsed.entries) > KEPT:
        notes.append(f"kept {KEPT} of {len(parsed.entries)} entries")
    if len(said) < len(dated):
        notes.append(f"{len(dated) - len(said)} entries without a link")
    return Feed(
        title=cut(_detail(parsed.feed.get("title_detail")), LONGEST_TITLE) or host(url),
        entries=identified(said),
        ttl=_ttl(parsed.feed),
        language=_language(parsed.feed),
        notes=tuple(notes),
    )


def _said(entry: Any, published: datetime | None, base: str) -> Said | None:
    link = _link(entry, base)
    if link is None:
        return None
    guid = entry.get("id") or ""
    title = _detail(entry.get("title_detail"))
    body = _body(entry)
    comments = absolute(entry.get("comments") or "", base)
    story, discussion = story_and_discussion(
        unwrapped(link), comments=comments, markup=body.get("value") or "", titled=bool(title)
    )
    return Said(
        guid=guid,
        url=story,
        title=title,
        text=without_marker(_detail(body), guid),
        published=published,
        picture=_picture(entry, base),
        also=discussion,
    )


def _link(entry: Any, base: str) -> str | None:
    """The entry's link, else what it encloses (a podcast's sound), else its guid where that is an address."""
    links = entry.get("links") or []
    candidates = [entry.get("link")] if any(link.get("rel") == "alternate" for link in links) else []
    candidates += [link.get("href") for link in links if link.get("rel") == "enclosure"]
    candidates += [guid for guid in [entry.get("id") or ""] if guid.startswith(("http://", "https://"))]
    return next((url for link in candidates if link and (url := absolute(link, base))), None)


def _body(entry: Any) -> Any:
    """The entry's summary, or where there is none its content."""
    summary = entry.get("summary_detail") or {}
    content: Any = next(iter(entry.get("content") or []), {})
    return summary if (summary.get("value") or "").strip() else content


def _detail(detail: Any) -> str:
    if not detail:
        return ""
    return words(detail.get("value") or "", is_text=detail.get("type") == "text/plain")


def _when(entry: Any) -> datetime | None:
    """When an entry was published, else when it was updated."""
    for name in ("published", "updated"):
        if name in entry:
            said = str(entry.get(name) or "")
            if (
                when := from_feed(entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None, said)
            ) is not None:
                return when
    return None


def _picture(entry: Any, base: str) -> str | None:
    media = [*(entry.get("media_thumbnail") or []), *filter(_is_picture, entry.get("media_content") or [])]
    enclosed = [link for link in entry.get("links") or [] if link.get("rel") == "enclosure" and _is_picture(link)]
    for one in [*media, *enclosed, entry.get("image") or {}]:
        url = absolute(one.get("url") or one.get("href") or "", base)
        if url and not _tiny(one):
            return url
    return None


def _is_picture(media: Any) -> bool:
    kind = media.get("type") or media.get("medium") or ""
    path = urlsplit(media.get("url") or "").path if not kind else ""
    return kind.startswith("image") or path.lower().endswith(PICTURES)


def _tiny(media: Any) -> bool:
    """Whether it is too small to be a picture: such are put there to count readers."""
    width = str(media.get("width") or "")
    return width.isdecimal() and len(width) < 6 and int(width) < SMALLEST_PICTURE


def _ttl(feed: Any) -> timedelta | None:
    """How long the feed asks to be left alone: RSS `ttl` in minutes, or the syndication module's period."""
    minutes = str(feed.get("ttl") or "").strip()
    if re.fullmatch(r"[0-9]{1,7}", minutes) and int(minutes):
        return min(timedelta(minutes=int(minutes)), LONGEST_TTL)
    hours = PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    if hours is None:
        return None
    frequency = str(feed.get("sy_updatefrequency") or "").strip()
    times = int(frequency) if re.fullmatch(r"[0-9]{1,4}", frequency) else 1
    return min(timedelta(hours=hours) / max(times, 1), LONGEST_TTL)


def _language(feed: Any) -> str | None:
    said = tidy(str(feed.get("language") or (feed.get("title_detail") or {}).get("language") or "")).lower()
    return said if re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,3}", said) else None
