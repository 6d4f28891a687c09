"""Links in two forms: the clean one that people click, and the key that is only ever compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from ipaddress import IPv6Address
from unicodedata import name as character_name
from urllib.parse import quote

import idna

from bot.domain import wrapping

LONGEST_LINK = 2_000
LONGEST_KEY = 400
LONGEST_TEXT = 20_000
MOST_LINKS = 10

# A wrapper inside a wrapper is unwrapped too; a link that still changes after so many rounds is a trap, not a link.
MOST_ROUNDS = 8


class Refusal(StrEnum):
    """Why something is not a link that may be shown and opened."""

    SCHEME = "scheme"  # neither http nor https, or nothing that looks like a link at all
    PASSWORD = "password"  # noqa: S105 - carries a name or password: `https://ana:secret@example.org`
    HOST = "host"  # no host, or one that cannot exist
    PORT = "port"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"  # control characters, half a character, or wrapped without end


class NotALink(ValueError):
    """This text is not a link we show or open; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(f"not a link: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str


# ── The two forms ────────────────────────────────────────────────────────────────────────────────────────────────────


def clean(url: str) -> str:
    """The link as people click it: no tracking, no wrapper around it, spelled as a browser would send it.

    At most 2,000 characters. Cleaning twice changes nothing more. Raises NotALink, and nothing else, for any text.
    Spelling after RFC 3986 (sections 5.2.4 and 6.2.2) and, for hosts, UTS 46.
    """
    for _ in range(MOST_ROUNDS):
        cleaned = _cleaned_once(url)
        if cleaned == url:
            return url
        url = cleaned
    raise NotALink(Refusal.UNREADABLE)


def key(url: str) -> str:
    """What two links to the same item have in common; only ever compared, never shown or opened.

    At most 400 characters, longer ones end in a SHA-256. Raises NotALink.
    """
    parts = _parts(clean(url))
    host = _same_host(parts.host)
    path, pairs = _same_page(parts)
    video = wrapping.VIDEO.fullmatch(host + path)
    if video:
        host, path, pairs = "youtube.com", "/watch", [f"v={video[1]}"]
    elif host.endswith("youtube.com") and path == "/watch":
        host, pairs = "youtube.com", [pair for pair in pairs if pair.startswith("v=")]
    whole = host + (f":{parts.port}" if parts.port else "") + path
    whole += "?" + "&".join(pairs) if pairs else ""
    # A route such as `#!/item/7` is another page; every other fragment is a place on the same one.
    whole += "#" + parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    if len(whole) <= LONGEST_KEY:
        return whole
    digest = sha256(whole.encode()).hexdigest()
    return whole[: LONGEST_KEY - len(digest) - 1] + "~" + digest


def host(url: str) -> str:
    """The host as shown beside a title: no `www.`, no port. Raises NotALink.

    In its own script where that cannot be taken for a Latin name (`bücher.example`), else in the `xn--` form:
    a Cyrillic look-alike of a well-known `.com` must not read like it.
    """
    shown = _parts(clean(url)).host.removeprefix("www.")
    try:
        native = idna.decode(shown)
    except ValueError:
        return shown
    own_ending = not native.rpartition(".")[2].isascii()
    return native if own_ending or all(map(_unmistakable, native)) else shown


def find_links(text: str) -> list[str]:
    """The links in what a person typed, in order, each once, at most 10; only the first 20,000 characters are read.

    They are as typed (`www.` gets its `https://`): `clean` says whether they may be used, and why not. Understands
    Slack's `<https://example.org|label>`. Where there is no link at all, a first word like `example.org/page` is one.
    """
    text = text[:LONGEST_TEXT]
    found = dict.fromkeys(_typed_links(text))
    if not found and (bare := _BARE.match(text)):
        found = {f"https://{_without_closing(bare[1])}": None}
    return list(found)[:MOST_LINKS]


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────

_SHAPE = re.compile(r"(?:([a-z][a-z0-9+.-]*):)?(?://([^/\\?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.I | re.S)
_AUTHORITY = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([^:\[\]]+))(?::([0-9]{0,5}))?")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_EDGES = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\u2060\ufeff"
_SESSION = re.compile(r";jsessionid=[^/;]*", re.I)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# CJK text has no blank after a link; its punctuation ends it. So do typographic quotes.
_TYPED = re.compile(
    r"<(https?://[^\s<>|]+)(?:\|[^<>]*)?>"
    r"|(?<![a-z0-9.+/@-])((?:https?://|www\.)[^\s<>\"“”„«»。，、；：？！「」『』（）【】《》]+)",
    re.I,
)
_BARE = re.compile(r"\s*((?:[\w-]+\.)+[^\W\d_]{2,}/\S*)")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def _cleaned_once(url: str) -> str:
    parts = _parts(url)
    return wrapping.inside(parts.host, parts.path, parts.query) or _spelled(parts)


def _parts(url: str) -> _Parts:
    text = url.strip(_EDGES)
    if len(text) > 10 * LONGEST_LINK:
        raise NotALink(Refusal.TOO_LONG)
    text = re.sub(r"[\t\r\n]", "", text)  # as browsers do: long links come broken over lines
    if _CONTROL.search(text) or not _is_whole(text):
        raise NotALink(Refusal.UNREADABLE)
    shape = _SHAPE.fullmatch(text)
    scheme = ((shape and shape[1]) or "").lower()
    if shape is None or scheme not in ("http", "https"):
        raise NotALink(Refusal.SCHEME)
    address, port = _address(shape[2] or "", scheme)
    path = shape[3].replace("\\", "/")
    return _Parts(scheme, address, port, path, shape[4] or "", shape[5] or "")


def _is_whole(text: str) -> bool:
    """Whether there is no half of a character in it (a lone surrogate, which no link can carry)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _address(authority: str, scheme: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise NotALink(Refusal.PASSWORD)
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise NotALink(Refusal.PORT if re.search(r"[^:]:[^:\]]*$", authority) else Refusal.HOST)
    port = int(match[3]) if match[3] else None
    if port is not None and not 0 < port < 65_536:
        raise NotALink(Refusal.PORT)
    usual = {"http": 80, "https": 443}[scheme]
    try:
        address = f"[{IPv6Address(match[1]).compressed}]" if match[1] else _ascii_host(match[2])
    except ValueError:
        raise NotALink(Refusal.HOST) from None
    return address, None if port == usual else port


def _ascii_host(text: str) -> str:
    """The host in lower-case ASCII, Unicode names as `xn--`. Raises ValueError."""
    if len(text) > 254:
        raise ValueError("longer than a host name can be (RFC 1035 section 2.3.4)")
    ascii_host = text if text.isascii() else idna.encode(text, uts46=True).decode("ascii")
    ascii_host = ascii_host.lower().removesuffix(".")
    if not _HOST.fullmatch(ascii_host):
        raise ValueError("not a host name")
    return ascii_host


def _spelled(parts: _Parts) -> str:
    query = "&".join(pair for pair in parts.query.split("&") if not wrapping.is_tracking(pair, parts.host))
    fragment = parts.fragment
    if "=" in fragment and all(wrapping.is_tracking(pair, parts.host) for pair in fragment.split("&")):
        fragment = ""
    link = f"{parts.scheme}://{parts.host}" + (f":{parts.port}" if parts.port else "")
    link += quote(_resolved(_SESSION.sub("", parts.path)), safe="/%:@!$&'()*+,;=~[]")
    link += "?" + quote(query, safe="%:@!$&'()*+,;=~[]/?") if query else ""
    link += "#" + quote(fragment, safe="%:@!$&'()*+,;=~[]/?") if fragment else ""
    if len(link) > LONGEST_LINK:
        raise NotALink(Refusal.TOO_LONG)
    return link


def _resolved(path: str) -> str:
    """The path without `.` and `..`, as browsers resolve them, `%2e` included (RFC 3986 section 5.2.4)."""
    kept: list[str] = []
    dots = ""
    for segment in path.split("/")[1:]:
        plain = segment.lower().replace("%2e", ".")
        dots = plain if plain in (".", "..") else ""
        if not dots:
            kept.append(segment)
        elif dots == ".." and kept:
            kept.pop()
    return "/" + "/".join([*kept, ""] if dots else kept)


def _same_host(address: str) -> str:
    """The host without the labels that only choose how the same pages look (`www.`, `m.`, `en.m.wikipedia.org`)."""
    labels = address.split(".")
    bare = ".".join([*(label for label in labels[:-2] if label not in wrapping.SAME_PAGES), *labels[-2:]])
    return wrapping.SAME_HOSTS.get(bare, bare)


def _same_page(parts: _Parts) -> tuple[str, list[str]]:
    """Path and sorted query, spelled in one way, without what asks for the AMP look of the same page."""
    segments = _same_escapes(parts.path).rstrip("/").split("/")[1:]
    # Only beside something that reads like an article: `/ana/amp` is a project of that name.
    if len(segments) > 1 and segments[-1] == "amp" and _article_like(segments[-2]):
        segments = segments[:-1]
    elif len(segments) > 1 and segments[0] == "amp" and any(map(_article_like, segments[1:])):
        segments = segments[1:]
    pairs = (_same_escapes(pair.replace("+", "%20")) for pair in parts.query.split("&"))
    kept = [pair for pair in pairs if pair and pair not in ("amp", "amp=", "amp=1", "outputType=amp")]
    return "".join(f"/{segment}" for segment in segments), sorted(kept, key=lambda pair: pair.partition("=")[0])


def _article_like(segment: str) -> bool:
    return any(character == "-" or character.isdigit() for character in segment)


def _same_escapes(text: str) -> str:
    """Percent escapes in one spelling: upper case, and none where none is needed (RFC 3986 section 6.2.2)."""

    def same(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(same, text)


def _unmistakable(character: str) -> bool:
    """Whether this cannot be taken for a Latin letter it is not."""
    scripts = ("LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC", "HEBREW", "THAI", "DEVANAGARI")
    return character.isascii() or character_name(character, "").startswith(scripts)


def _typed_links(text: str) -> Iterator[str]:
    for match in _TYPED.finditer(text):
        link = match[1].replace("&amp;", "&") if match[1] else _without_closing(match[2])
        if link.lower().startswith("www."):
            link = f"https://{link}"
        if re.match(r"https?://.", link, re.I):
            yield link


def _without_closing(link: str) -> str:
    """The link without the full stop, quote or bracket that belongs to the sentence around it."""
    while link:
        last = link[-1]
        opening = _PAIRS.get(last)
        if not (last in ".,;:!?'’…*~`" or (opening and link.count(last) > link.count(opening))):
            break
        link = link[:-1]
    return link
