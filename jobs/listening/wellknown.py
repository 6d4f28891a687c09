"""Shapes of well-known sources: where the real link hides, and what their own texts add."""

import re
from urllib.parse import parse_qs, urlsplit

import lxml.html
from lxml.etree import LxmlError

from jobs.listening.clean import READ, absolute, host

BLUESKY_MARKER = "[contains quote post or other embedded content]"
_TOOT = re.compile(r"/@[^/]+/\d+$|/users/[^/]+/statuses/\d+$")
_FEDIVERSE_LINK = re.compile(r"/@[^/]+$|/users/[^/]+$|/tags?/[^/]+$")


def unwrapped(url: str) -> str:
    """The story behind a Google Alerts link, `google.com/url?…&url=`; every other address as it is."""
    parts = urlsplit(url)
    if not re.fullmatch(r"google\.[a-z.]{2,6}", host(url)) or parts.path != "/url":
        return url
    wrapped = parse_qs(parts.query)
    inside = next(iter(wrapped.get("url", []) + wrapped.get("q", [])), "")
    return absolute(inside, url) or url


def without_marker(text: str, guid: str) -> str:
    """A Bluesky post without the note that something is embedded in it."""
    return text.removesuffix(BLUESKY_MARKER).rstrip() if guid.startswith("at://") else text


def story_and_discussion(url: str, *, comments: str | None, markup: str, titled: bool) -> tuple[str, str | None]:
    """Where the story is, and where it is being discussed, if that is somewhere else."""
    if f".{host(url)}".endswith(".reddit.com") and "/comments/" in url:
        return _linked_from_reddit(url, markup)
    if not titled and _TOOT.search(urlsplit(url).path):
        return _linked_from_toot(url, markup)
    # Many blogs name their own page's comments here; only a discussion somewhere else is worth a second link.
    return url, comments if comments and host(comments) != host(url) else None


def _linked_from_reddit(url: str, markup: str) -> tuple[str, str | None]:
    for link, text, _ in _links(markup, url):
        if text == "[link]" and link != url:
            return link, url
    return url, None


def _linked_from_toot(url: str, markup: str) -> tuple[str, str | None]:
    """The last link that is neither a hashtag nor a mention: the link a toot is about comes after its words."""
    for link, text, kinds in reversed(_links(markup, url)):
        named = text.startswith(("#", "@")) or not kinds.isdisjoint({"hashtag", "mention", "tag"})
        if not named and not _FEDIVERSE_LINK.search(urlsplit(link).path):
            return link, url
    return url, None


def _links(markup: str, base: str) -> list[tuple[str, str, set[str]]]:
    """The links of a piece of HTML: address, text, and the words of class and rel."""
    try:
        tree = lxml.html.fragment_fromstring(markup[:READ], create_parent="div")
    except (LxmlError, ValueError):
        return []
    links = []
    for anchor in tree.iter("a"):
        link = absolute(anchor.get("href") or "", base)
        if link is not None:
            kinds = f"{anchor.get('class') or ''} {anchor.get('rel') or ''}".split()
            links.append((link, anchor.text_content().strip(), set(kinds)))
    return links
