"""Cleaning what strangers write: plain text without markup or control characters, cut at a word, and safe addresses."""

import html
import re
import unicodedata
from urllib.parse import urljoin, urlsplit

import nh3

LONGEST_TITLE = 300
LONGEST_TEXT = 600
LONGEST_HEADLINE = 100
LONGEST_ADDRESS = 4_000
READ = 20_000

_INLINED = re.compile(r"data:[^\"'\s>]{100,}")
_BLOCK = re.compile(
    r"<(?=/?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|hr|blockquote|figure|section|article)\b)", re.IGNORECASE
)
_MARKUP = re.compile(
    r"<!|</?(?:a|abbr|b|big|blockquote|br|cite|code|del|div|em|embed|figure|font|h[1-6]|hr|i|iframe|img|ins|li|object|ol"
    r"|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|svg|table|tt|u|ul|video|wbr)\b[^<>]*>|&#?\w{1,31};",
    re.IGNORECASE,
)
# Overrides and isolates of the writing direction would turn the words around them too, on a card among other words.
_TURNING = dict.fromkeys([0xFEFF, 0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def tidy(text: str) -> str:
    """One line of text: white space collapsed, no control characters, half characters or direction overrides."""
    kept = "".join(
        character
        for character in text.translate(_TURNING)
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return " ".join(kept.split())


def plain(markup: str) -> str:
    """HTML as one line of plain text. An unescaped `<b>` that comes out is text: whoever shows it escapes it."""
    short = _INLINED.sub("", _without_halves(markup[:500_000]))[:READ]
    return tidy(html.unescape(nh3.clean(_BLOCK.sub(" <", short), tags=set())))


def words(value: str, *, is_text: bool) -> str:
    """A feed's text as plain text. Text said to be plain is taken at its word, unless it plainly is not."""
    value = value[:500_000]
    return tidy(value[:READ]) if is_text and not _MARKUP.search(value) else plain(value)


def cut(text: str, most: int) -> str:
    """At most so many characters, ending at a word."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at_word = head if text[most - 1].isspace() else head.rpartition(" ")[0]
    kept = at_word if len(at_word) > most // 2 else head
    return kept.rstrip(" ,;:.-–—(") + "…"


def absolute(link: str, base: str) -> str | None:
    """A link as an absolute http or https address without user name, or None."""
    # Pretty-printed feeds break lines within an address; browsers drop such breaks too.
    link = "".join(character for character in link if character not in "\r\n\t").strip()
    try:
        joined = urljoin(base, link).replace(" ", "%20")
        parts = urlsplit(joined)
    except ValueError:
        return None
    fit = link.rstrip(":/") not in ("", "http", "https") or link == "/"
    fit = fit and len(joined) <= LONGEST_ADDRESS and joined == tidy(joined)
    return joined if fit and parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None


def host(url: str) -> str:
    """The host of an address without a leading `www.`, or nothing."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _without_halves(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")
