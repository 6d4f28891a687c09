"""Plain words, as Teams takes them: never read as markup, and links that can be followed.

A TextBlock and a choice are read as Markdown, with escapes that not every client knows; the TextRuns of a RichTextBlock
are not (Adaptive Cards, "Text features"). So words go into TextRuns, where nothing is markup and what is copied is what
was written; into a TextBlock goes only what has no mark in it, and only to be a heading or a link.
"""

import json
import re
from collections.abc import Mapping
from itertools import chain, zip_longest
from typing import Any

from adapters.layout import MOST_SEEN_OF_A_LINK, beginning, seen_of
from bot.domain import links
from bot.domain.plain import one_line, plain

Json = dict[str, Any]

LONGEST_URL = 3_000
_MARKS = re.compile(r"[*_~`\[\]<>\\|]|\{\{|&[#\w]+;|^\s*(?:[-+#=]|\d+[.)])|^(?: {4}|\t)", re.MULTILINE)
"""What Markdown would not show as it is written: bold and its kin, code, links, lists, headings, entities; dates."""

_ADDRESS = re.compile(r"https?://[^\s<>|\"\0]*[^\s<>|\"\0.,;:!?()\[\]…’”»“'*_~`]/?", re.IGNORECASE)
"""A web address as people write it, without the signs that end the sentence it stands in."""

_LOOKALIKES = str.maketrans(
    {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ", "[": "［", "]": "］", "<": "‹", ">": "›", "\\": "∖", "|": "∣", "{": "｛"}
    | {"&": "＆", "#": "＃"}
)
_LIST = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)
_IN_ADDRESSES = {one: f"%{ord(one):02X}" for one in "()[]<>\\`*|\"'"}


def is_inert(text: str) -> bool:
    """Whether Markdown shows these words as they are written."""
    return _MARKS.search(text) is None


def unmarked(text: str) -> str:
    """Words for a place that may read Markdown and knows no other way: marks become signs that look like them.

    For what is only read: the label of a choice, a line that comes and goes.
    """
    if is_inert(text):
        return text
    return _LIST.sub("\\1\N{WORD JOINER}\\2", text.translate(_LOOKALIKES))


def run(text: str, **look: Any) -> Json:
    """Words as they are: no markup. `look`: size, weight, colour and the like."""
    return {"type": "TextRun", "text": text} | look


def rich(text: str, *, spacing: str = "", **look: Any) -> Json:
    """A paragraph of such words. Where a renderer would read `{{DATE(…)}}`, two runs stand side by side."""
    runs = [run(part, **look) for part in re.split(r"(?<=\{)(?=\{)", text)]
    return {"type": "RichTextBlock", "inlines": runs} | ({"spacing": spacing} if spacing else {})


def markdown(text: str, *, spacing: str = "", **look: Any) -> Json:
    """Text that is markup already."""
    return {"type": "TextBlock", "text": text, "wrap": True} | look | ({"spacing": spacing} if spacing else {})


def with_links(line: str) -> str | None:
    """A line whose web links can be followed, as markup; None where it has none, or would not be shown as it is."""
    if "://" not in line:
        return None
    addresses = _ADDRESS.findall(line)
    between = _ADDRESS.sub("\0", line).split("\0")
    shown = list(filter(None, (link(one, _seen(one)) for one in addresses)))
    if not shown or len(shown) < len(addresses) or not is_inert("x".join(between)):
        return None
    return "".join(chain.from_iterable(zip_longest(between, shown, fillvalue="")))


def _seen(address: str) -> str:
    """The label of an address: its beginning, up to what would be read as markup, and at least its host."""
    if is_inert(seen_of(address)):
        return seen_of(address)
    most = next(most for most in range(MOST_SEEN_OF_A_LINK, -1, -1) if is_inert(beginning(address, most)))
    return beginning(address, most) if most > len(host(address)) else host(address)


def followable(url: str | None) -> str | None:
    """A web address as it stands in markup, or None where that is not to be had."""
    if not url or re.search(r"\s", url) or not url.lower().startswith(("http://", "https://")):
        return None
    safe = "".join(_IN_ADDRESSES.get(one, one) for one in plain(url))
    return safe if len(safe) <= LONGEST_URL else None


def link(url: str | None, label: str) -> str | None:
    """A link as markup, or None where the label would be read as markup, or the address cannot be followed."""
    address, shown = followable(url), one_line(label)
    return f"[{shown}]({address})" if address and shown and is_inert(shown) else None


def host(url: str) -> str:
    """The host of an address, as it is shown beside a title."""
    try:
        return links.host(url)
    except links.NotALink:
        return ""


def readable(shown: object) -> str:
    """The words of a card, as they are read: those of what can be pressed or filled in are left out."""
    if isinstance(shown, list):
        return "\n".join(filter(None, map(readable, shown)))
    if not isinstance(shown, Mapping):
        return ""
    if shown.get("type") == "RichTextBlock":
        return "".join(one["text"] for one in shown["inlines"])
    if shown.get("type") == "TextBlock":
        return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", shown["text"])
    return readable([shown.get(name) for name in ("body", "items", "columns")])


def weight(shown: object) -> int:
    """How much of a message this takes, in bytes of UTF-16, as Teams counts them (bots, "message size")."""
    return len(json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le", "surrogatepass"))
