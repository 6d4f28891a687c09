"""Plain words, as Slack takes them: escaped where they have to be, and never read as markup.

Slack has no escape for `*`, `_`, `~` and backticks in mrkdwn. So words go into plain_text, where nothing is markup and
what is copied is what was written; into mrkdwn goes only what has no such mark in it, and only for the sake of a link.
"""

import re
from itertools import chain, zip_longest
from typing import Any
from urllib.parse import urlsplit

from adapters.cutting import shortened, size
from adapters.layout import seen_of
from bot.domain.plain import one_line

Json = dict[str, Any]

LONGEST_TEXT = 3_000
"""Characters of a section's or a context's text (Block Kit reference, text object)."""

LONGEST_URL = 3_000

_MARKS = re.compile(r"[*_~`]|:[^\s:]+:|^\s*>", re.MULTILINE)
"""What mrkdwn would not show as it is written: bold and its kin, code, an emoji's name, a quotation."""

_ADDRESS = re.compile(r"https?://[^\s<>|\"\0]*[^\s<>|\"\0.,;:!?()\[\]…’”»“'*_~`]/?", re.IGNORECASE)
"""A web address as people write it, without the signs that end the sentence it stands in."""

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escape(text: str) -> str:
    """For mrkdwn and for a message's own text: no mention, channel or link comes out of anybody's words."""
    return text.translate(_ESCAPES)


def is_inert(text: str) -> bool:
    """Whether mrkdwn shows these words as they are written, once they are escaped."""
    return _MARKS.search(text) is None


def plain_text(text: str) -> Json:
    """Words as they are: no markup, no emoji made of colons."""
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(text: str) -> Json:
    """Text that is markup already; nothing more is made of it."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def words(text: str) -> Json:
    """Words whose web links can be followed, where that can be had without anything else being read as markup."""
    linked = _with_links(text)
    return plain_text(text) if linked is None or size(linked) > LONGEST_TEXT else mrkdwn(linked)


def _with_links(text: str) -> str | None:
    addresses = _ADDRESS.findall(text)
    between = _ADDRESS.sub("\0", text).split("\0")
    links = [f"<{safe}{_shown(address)}>" for address in addresses if (safe := followable(address))]
    if not links or len(links) < len(addresses) or not all(map(is_inert, between)):
        return None
    return "".join(chain.from_iterable(zip_longest(map(escape, between), links, fillvalue="")))


def _shown(address: str) -> str:
    """The label of an address, where it is shown by its beginning."""
    shown = seen_of(address)
    return f"|{escape(shown)}" if shown != address and is_inert(shown) and "|" not in shown else ""


def followable(url: str | None) -> str | None:
    """A web address as it stands between < and > in mrkdwn, or None where that is not to be had."""
    if not url or re.search(r"\s", url) or not url.lower().startswith(("http://", "https://")):
        return None
    safe = escape(url.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E"))
    return safe if size(safe) <= LONGEST_URL - 500 else None


def link(url: str | None, label: str) -> str | None:
    """A link in bold as mrkdwn, or None where the label would be read as markup, or the address cannot be followed."""
    address = followable(url)
    shown = shortened(one_line(label), 400)
    return f"*<{address}|{escape(shown)}>*" if address and shown and is_inert(shown) and "|" not in shown else None


def host(url: str) -> str:
    """The host of an address, as it is shown beside a title."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def readable(shown: object) -> str:
    """The words of blocks, as they are read: those of what can be pressed are left out."""
    if isinstance(shown, list):
        return "\n".join(filter(None, map(readable, shown)))
    if not isinstance(shown, dict):
        return ""
    if shown.get("type") == "mrkdwn":
        said = re.sub(r"<([^|>]*)\|?([^>]*)>", lambda found: found[2] or found[1], shown["text"])
        return said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if shown.get("type") == "plain_text":
        return str(shown["text"])
    return "" if shown.get("type") == "actions" else readable([shown.get("text"), shown.get("elements")])
