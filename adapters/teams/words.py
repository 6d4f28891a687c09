"""Text as Teams writes it, as plain words; and the links in a message.

Teams sends what a person wrote twice: as text, in which a link may be no more than its label, and as HTML.
"""

import re
from collections.abc import Iterable, Iterator

import lxml.html
from lxml.etree import LxmlError

from adapters.reading import LONGEST_TEXT, Json, maybe, objects, storable, text, within
from bot.domain.links import MOST_LINKS, find_links

TAG = re.compile(r"<at(?: [^<>]*)?>([^<>]*)</at>")
LONGEST_HTML = 200_000
LINK_KEYS = ("url", "contentUrl", "text", "value", "title", "href")
"""Where in a card that stands in a message a link may be."""


def said(body: Json, bot: str) -> str:
    """Words as a person meant them: without the mention of the bot, others' names as names, and links as addresses."""
    words = text(body, "text")
    for mention in objects(body, "entities"):
        tag = mention.get("text")
        if mention.get("type") != "mention" or not isinstance(tag, str) or not (name := TAG.fullmatch(tag)):
            continue
        ours = maybe(mention, "mentioned").get("id") == bot
        words = words.replace(tag, " " if ours else f"@{name[1]}", 1)
    return _with_addresses(_unescaped(words), _html(body)).strip()


def addresses(body: Json, bot: str) -> bool:
    """Whether a message is said to the bot: it is mentioned in it."""
    return any(
        one.get("type") == "mention" and maybe(one, "mentioned").get("id") == bot for one in objects(body, "entities")
    )


def links(payload: Json) -> tuple[str, ...]:
    """The links in a message that somebody picked, each once: those of its words, or, of an app's, of its cards."""
    content = maybe(payload, "body").get("content")
    tree = _tree(storable(content)) if isinstance(content, str) and len(content) <= LONGEST_HTML else None
    found: list[str] = []
    if tree is not None:
        found = [url for _, url in _anchors(tree)] + find_links(tree.text_content())
    for one in _shown(payload) if not found else ():
        found += find_links(storable(one))
    return tuple(dict.fromkeys(found))[:MOST_LINKS]


def _unescaped(words: str) -> str:
    """What stands in `<`, `>` and `&`'s place, and no other name: `?a=1&copy=2` stays as it is."""
    for name, sign in (("&nbsp;", " "), ("\N{NO-BREAK SPACE}", " "), ("&lt;", "<"), ("&gt;", ">")):
        words = words.replace(name, sign)
    return words.replace("&quot;", '"').replace("&#39;", "'").replace("&amp;", "&")


def _with_addresses(words: str, html: str) -> str:
    """The words with addresses in the place of the labels that stand for them."""
    tree = _tree(html) if "<a" in html else None
    for label, url in _anchors(tree) if tree is not None else ():
        if label and label != url and url not in words:
            words = words.replace(label, url, 1)
    return words


def _html(body: Json) -> str:
    """The message as HTML; empty where it came without."""
    found = next((one for one in objects(body, "attachments") if one.get("contentType") == "text/html"), {})
    content = found.get("content")
    return storable(content) if isinstance(content, str) and len(content) <= LONGEST_TEXT else ""


def _tree(html: str) -> lxml.html.HtmlElement | None:
    try:
        return lxml.html.document_fromstring(html) if html.strip() else None
    except (LxmlError, ValueError):  # a document of comments alone, say
        return None


def _anchors(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Each label that leads somewhere, and where."""
    for one in tree.iter("a"):
        url = (one.get("href") or "").strip()
        if url.lower().startswith(("http://", "https://")):
            yield " ".join(one.text_content().split()), url


def _shown(payload: Json) -> Iterable[str]:
    """The texts of cards in a message, in their order."""
    for one in within(payload.get("attachments")):
        yield from (value for name in LINK_KEYS if isinstance(value := one.get(name), str))
        content = one.get("content")
        if isinstance(content, str) and len(content) <= LONGEST_HTML:  # a card comes as JSON in a text
            yield from find_links(content.replace("\\u0026", "&"))
