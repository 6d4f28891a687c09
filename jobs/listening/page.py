"""Pages: what a page says of itself to those who link to it, and the feeds it names."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import lxml.html
from lxml.etree import LxmlError

from bot.domain.health import Trouble
from jobs.listening.clean import LONGEST_TEXT, LONGEST_TITLE, absolute, cut, words
from jobs.listening.dates import believable, from_iso
from jobs.listening.heard import Document, FeedLink, Instead, Page, Unreadable
from jobs.listening.named import best_first

HTML = ("text/html", "application/xhtml+xml")
FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
GUESSED = ("/feed", "/rss", "feed.xml", "rss.xml", "atom.xml", "feed.json")
MOST_FEEDS = 20
_LOOKS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def is_html(body: bytes) -> bool:
    """Whether a body begins the way HTML begins."""
    return _LOOKS_HTML.match(body.removeprefix(b"\xef\xbb\xbf")[:5_000]) is not None


def read_page(document: Document) -> Page | Unreadable:
    """What an HTML page says of itself: Open Graph first, then its own title and description."""
    if not _is_page(document):
        return Unreadable(Trouble.NOT_A_PAGE, f"not HTML but {document.media_type[:80] or 'something unnamed'}")
    tree = _tree(document)
    if tree is None:
        return Unreadable(Trouble.NOT_A_PAGE, "an empty page")
    said = _said(tree)
    base = _base(tree, document.url)
    title = said.get("og:title") or said.get("twitter:title") or _title(tree)
    text = said.get("og:description") or said.get("description", "")
    return Page(
        title=cut(words(title, is_text=True), LONGEST_TITLE),
        text=cut(words(text, is_text=True), LONGEST_TEXT),
        picture=absolute(said.get("og:image", ""), base),
        url=_canonical(tree, said, base, document.url),
        published=believable(from_iso(said.get("article:published_time", ""))),
        feeds=tuple(one.url for one in _feeds(tree, base)),
    )


def page_instead(document: Document) -> Instead:
    """A page where a feed was expected. The feeds it names: announced ones, and links that end like a feed's."""
    tree = _tree(document)
    if tree is None:
        return Instead("", ())
    title = _title(tree).strip() or _said(tree).get("og:site_name", "")
    feeds = best_first(_feeds(tree, _base(tree, document.url)), document.url)
    return Instead(cut(words(title, is_text=True), LONGEST_TITLE), feeds)


def _is_page(document: Document) -> bool:
    """By its first words, or by what its server calls it where the first words do not contradict."""
    return is_html(document.body) or (
        document.media_type in HTML and not document.body.lstrip().startswith((b"<?xml", b"<rss", b"<feed", b"%PDF"))
    )


def known_charset(charset: str | None) -> str | None:
    """A charset that Python can read text in, or None."""
    try:
        "".encode(charset or "")
        return codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return None


def _tree(document: Document) -> lxml.html.HtmlElement | None:
    try:
        parser = _parser(_encoding(document))
    except LookupError:  # Python knows a few charsets that libxml2 does not
        parser = _parser(None)
    try:
        return lxml.html.document_fromstring(document.body, parser=parser)
    except (LxmlError, ValueError):
        return None


def _parser(encoding: str | None) -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding=encoding, no_network=True, remove_comments=True)


def _encoding(document: Document) -> str | None:
    """UTF-8 where it makes sense as such, else what the server says, else None: the page's own word."""
    if document.body.isascii():
        return known_charset(document.charset)
    try:
        document.body.decode("utf-8")
    except UnicodeDecodeError:
        return known_charset(document.charset)
    return "utf-8"


def _title(tree: lxml.html.HtmlElement) -> str:
    return next((node.text_content() for node in tree.iter("title")), "")


def _said(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """The page's `<meta>` words by name or property, the first of each."""
    said: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or "").strip().lower()
        if name and (content := (node.get("content") or "").strip()):
            said.setdefault(name, content)
    return said


def _base(tree: lxml.html.HtmlElement, url: str) -> str:
    href = next((node.get("href") for node in tree.iter("base") if node.get("href")), None)
    return absolute(href, url) or url if href else url


def _canonical(tree: lxml.html.HtmlElement, said: dict[str, str], base: str, url: str) -> str:
    """The address the page prefers, where it is on the same site and as exact; else the one it was found at."""
    stated = [node.get("href") or "" for node in tree.iter("link") if "canonical" in _tokens(node.get("rel"))]
    for link in [*stated, said.get("og:url", "")]:
        preferred = absolute(link, base) if link else None
        if preferred is None or not _same_site(preferred, url):
            continue
        there, here = urlsplit(preferred), urlsplit(url)
        # Some sites name their front page on every page they have.
        if there.path in ("", "/") and not there.query and (here.path not in ("", "/") or here.query):
            continue
        return urlunsplit(there._replace(scheme="https")) if here.scheme == "https" else preferred
    return url


def _same_site(one: str, other: str) -> bool:
    """Same host and port, `www.`, `m.` and the like aside: neighbours under one domain may be strangers."""
    return _site(one) == _site(other)


def _site(url: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(url)
        return re.sub(r"^(?:(?:www|m|mobile|amp)\.)+", "", parts.hostname or ""), parts.port
    except ValueError:
        return url, None


def _feeds(tree: lxml.html.HtmlElement, base: str) -> tuple[FeedLink, ...]:
    found: dict[str, FeedLink] = {}
    for one in (*_announced(tree), *_guessed(tree)):
        if url := absolute(one.url, base):
            found.setdefault(url, replace(one, url=url))
    return tuple(found.values())[:MOST_FEEDS]


def _announced(tree: lxml.html.HtmlElement) -> Iterator[FeedLink]:
    for node in tree.iter("link", "a"):
        kind = (node.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in _tokens(node.get("rel")) and kind in FEED_TYPES and (href := node.get("href")):
            yield FeedLink(href.strip(), cut(words(node.get("title") or "", is_text=True), LONGEST_TITLE), kind)


def _guessed(tree: lxml.html.HtmlElement) -> Iterator[FeedLink]:
    for node in tree.iter("a"):
        href = (node.get("href") or "").strip()
        if href.rstrip("/").endswith(GUESSED):
            yield FeedLink(href, cut(words(node.text_content(), is_text=True), LONGEST_TITLE))


def _tokens(value: str | None) -> list[str]:
    return (value or "").lower().split()
