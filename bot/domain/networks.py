"""The networks a person may pick: how each counts a text, and the address that opens its own composer.

Limits and counting are what each network publishes (November 2026); the source stands beside each rule. Where a
network says nothing, we count so that we are rather too strict than too generous.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

LINK_WEIGHT: Final = 23  # X and Mastodon count every link as this many characters, whatever its length
LONGEST_ADDRESS: Final = 8_000  # common web servers answer 414 above 8 KiB
LONGEST_MAIL_ADDRESS: Final = 2_000  # mail programs on Windows are handed at most about 2,048 characters

_LINK = re.compile(r"https?://[^\s<>“”\"]+", re.IGNORECASE)
_BARE_LINK = re.compile(
    r"(?<![\w@./-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\."
    r"(?:com|org|net|edu|gov|info|io|dev|app|eu|de|at|ch|fr|es|it|nl|be|pl|pt|se|uk|us|ca|ai|co|me|tv)\b(?:/[^\s<>“”\"]*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@/])(@\w+)@[\w-]+(?:\.[\w-]+)+")
_LINK_ENDERS = ".,;:!?'’…。、"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")

_ZWJ = "\u200d"
_KEYCAP = "\u20e3"
_THAI_AND_LAO_AM = "\u0e33\u0eb3"
_HALFWIDTH_VOICING = "\uff9e\uff9f"
_PREPENDED = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
_PICTURES_OUTSIDE_THE_BLOCKS = "©®‼⁉↔↕◽◾〰〽"
# Marks that Unicode does not attach to the letter before them, though their category says so (UAX #29, SpacingMark).
_MARKS_THAT_STAND_ALONE = frozenset(
    map(chr, [0x102B, 0x102C, 0x1038, 0x1083, 0x108F, *range(0x1062, 0x1065), *range(0x1067, 0x106E)])
) | frozenset(map(chr, [*range(0x1087, 0x108D), *range(0x109A, 0x109D), 0x1A61, 0x1A63, 0x1A64, 0xAA7B, 0xAA7D]))


class Network(StrEnum):
    """A place outside where a person may want to say something."""

    LINKEDIN = "linkedin"
    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    X = "x"
    THREADS = "threads"
    FACEBOOK = "facebook"
    REDDIT = "reddit"
    WHATSAPP = "whatsapp"
    EMAIL = "email"

    @property
    def label(self) -> str:
        """The name people know it by."""
        return _MANNERS[self].label

    @property
    def limit(self) -> int | None:
        """The longest text it takes, in the unit `length` counts; None where there is no limit."""
        return _MANNERS[self].limit


def length(network: Network, text: str) -> int:
    """How long a text is as this network counts it."""
    return _MANNERS[network].count(text)


def over_by(network: Network, text: str) -> int:
    """By how much a text is too long for this network; 0 where it fits."""
    return 0 if network.limit is None else max(0, length(network, text) - network.limit)


def fits(network: Network, text: str) -> bool:
    """Whether this network would take the text as it stands."""
    return over_by(network, text) == 0


def composer(
    network: Network, *, text: str, url: str | None, title: str = "", instance: str | None = None
) -> str | None:
    """The address that opens the network's own composer, with as much in it as that network takes.

    `title` becomes the subject of an e-mail; `instance` is the person's own Mastodon server. None means that there is
    nothing to open: then the words are copied and the person goes there. `copy_first` tells whether words travel along.
    """
    filled, bare = _addresses(network, text=text, url=url, title=title, instance=instance)
    return filled if filled and _is_short(network, filled) else bare


def copy_first(network: Network, *, text: str, url: str | None, title: str = "", instance: str | None = None) -> bool:
    """Whether the words have to be copied before the composer is opened, since the address does not carry them."""
    filled, _ = _addresses(network, text=text, url=url, title=title, instance=instance)
    return not (filled and _is_short(network, filled))


def has_link(text: str, url: str) -> bool:
    """Whether a text holds this very link, and not only a longer one that begins the same."""
    return re.search(re.escape(url) + r"(?![\w/?#&=%~+-])", text) is not None


def home_server(said: str | None) -> str | None:
    """The host of a person's Mastodon server, from whatever they typed: a host, an address or a whole handle."""
    bare = re.sub(r"^https?://", "", (said or "").strip(), flags=re.IGNORECASE).split("/")[0]
    try:
        host = bare.rpartition("@")[2].encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return host if _HOST.fullmatch(host) else None


def clusters(text: str) -> list[str]:
    """The characters a reader would count: letters with their marks, flags, keycaps and emoji families are one each.

    The extended grapheme clusters of UAX #29, from the categories of the standard library: right for combining marks,
    Hangul, flags, skin tones, variation selectors and joined emoji. Indic conjuncts (rule GB9c) count as their parts,
    so such a text is rather counted too long than too short.
    """
    found: list[str] = []
    for sign in text:
        if found and _joins(found[-1], sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _joins(cluster: str, sign: str) -> bool:
    last = cluster[-1]
    if last.isascii() and sign.isascii():
        return (last, sign) == ("\r", "\n")
    if _is_control(last):
        return False
    if _extends(sign):
        return True
    if _is_flag_letter(last) and _is_flag_letter(sign):
        return len(cluster) == 1
    if last == _ZWJ:
        return _is_picture(cluster[0]) and _is_picture(sign)
    return (last in _PREPENDED and not _is_control(sign)) or _continues_hangul(last, sign)


def _is_control(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category in {"Cc", "Zl", "Zp", "Cs"} or (category == "Cf" and not _extends(sign) and sign not in _PREPENDED)


def _extends(sign: str) -> bool:
    if unicodedata.category(sign) in {"Mn", "Me", "Mc"}:
        return sign not in _MARKS_THAT_STAND_ALONE
    code = ord(sign)
    return (
        code in {0x200C, 0x200D}  # the zero-width joiner and non-joiner
        or 0x1F3FB <= code <= 0x1F3FF  # skin tones
        or 0xE0020 <= code <= 0xE007F  # the letters inside the flags of England, Scotland and Wales
        or sign in _HALFWIDTH_VOICING
        or sign in _THAI_AND_LAO_AM
    )


def _is_flag_letter(sign: str) -> bool:
    return 0x1F1E6 <= ord(sign) <= 0x1F1FF


def _is_picture(sign: str) -> bool:
    code = ord(sign)
    if 0x1F000 <= code <= 0x1FAFF:
        return not _extends(sign) and not _is_flag_letter(sign)
    return sign in _PICTURES_OUTSIDE_THE_BLOCKS or (0x2100 <= code < 0x3300 and unicodedata.category(sign) == "So")


def _is_emoji(cluster: str) -> bool:
    return _is_picture(cluster[0]) or _is_flag_letter(cluster[0]) or _KEYCAP in cluster


def _continues_hangul(last: str, sign: str) -> bool:
    left, right = ord(last), ord(sign)
    leads = 0x1100 <= left <= 0x115F or 0xA960 <= left <= 0xA97C
    syllable = 0xAC00 <= left <= 0xD7A3
    open_syllable = (syllable and (left - 0xAC00) % 28 == 0) or 0x1160 <= left <= 0x11A7 or 0xD7B0 <= left <= 0xD7C6
    vowel = 0x1160 <= right <= 0x11A7 or 0xD7B0 <= right <= 0xD7C6
    tail = 0x11A8 <= right <= 0x11FF or 0xD7CB <= right <= 0xD7FB
    closed = syllable or 0x11A8 <= left <= 0x11FF or 0xD7CB <= left <= 0xD7FB
    if leads:
        return vowel or 0x1100 <= right <= 0x115F or 0xA960 <= right <= 0xA97C or 0xAC00 <= right <= 0xD7A3
    return (open_syllable and (vowel or tail)) or (closed and tail)


def _link_in(found: re.Match[str]) -> str:
    """The link without the punctuation of the sentence around it."""
    link = found[0].rstrip(_LINK_ENDERS)
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(_LINK_ENDERS)
    return link


def _without_links(text: str, *patterns: re.Pattern[str]) -> tuple[str, int]:
    """The text with its links taken out, and how many there were."""
    seen = 0

    def taken(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return found[0][len(_link_in(found)) :]

    for pattern in patterns:
        text = pattern.sub(taken, text)
    return text, seen


def _units(text: str) -> int:
    """UTF-16 code units, what a text field in a browser counts: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _weighted(text: str) -> int:
    """X: docs.x.com/fundamentals/counting-characters, with the ranges of the twitter-text configuration, version 3.

    Links without https:// count too where they end in one of the usual top-level domains; X itself knows all of them.
    """
    words, links = _without_links(unicodedata.normalize("NFC", text), _LINK, _BARE_LINK)
    return LINK_WEIGHT * links + sum(_weight(cluster) for cluster in clusters(words))


def _weight(cluster: str) -> int:
    if len(cluster) > 1 and _is_emoji(cluster):
        return 2
    return sum(1 if _is_light(ord(sign)) else 2 for sign in cluster)


def _is_light(code: int) -> bool:
    return code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247


def _tooted(text: str) -> int:
    """Mastodon: docs.joinmastodon.org/user/posting; links count 23, of a handle on another server only the name."""
    words, links = _without_links(text, _LINK)
    return LINK_WEIGHT * links + len(clusters(_HANDLE.sub(r"\1", words)))


def _threaded(text: str) -> int:
    """Threads: developers.facebook.com/docs/threads/posts; an emoji counts as its UTF-8 bytes."""
    return sum(len(cluster.encode()) if _is_emoji(cluster) else len(cluster) for cluster in clusters(text))


def _titled(text: str) -> int:
    """Reddit: what a person says about a link is the title of it; the link has a field of its own."""
    return len(_one_line(_without_links(text, _LINK)[0]))


@dataclass(frozen=True, slots=True)
class _Manners:
    label: str
    limit: int | None
    count: Callable[[str], int]


_MANNERS: Final[Mapping[Network, _Manners]] = MappingProxyType(
    {
        Network.LINKEDIN: _Manners("LinkedIn", 3_000, _units),
        Network.MASTODON: _Manners("Mastodon", 500, _tooted),
        Network.BLUESKY: _Manners("Bluesky", 300, lambda text: len(clusters(text))),
        Network.X: _Manners("X", 280, _weighted),
        Network.THREADS: _Manners("Threads", 500, _threaded),
        Network.FACEBOOK: _Manners("Facebook", 63_206, _units),
        Network.REDDIT: _Manners("Reddit", 300, _titled),
        Network.WHATSAPP: _Manners("WhatsApp", 65_536, _units),
        Network.EMAIL: _Manners("E-mail", None, _units),
    }
)


def _addresses(
    network: Network, *, text: str, url: str | None, title: str, instance: str | None
) -> tuple[str | None, str | None]:
    """The address with the words in it and the one without, each where the network has such a thing."""
    words = text if not url or has_link(text, url) else f"{text}\n\n{url}"
    match network:
        case Network.LINKEDIN:  # learn.microsoft.com, share plugin: takes the address of a page and nothing else
            page = "https://www.linkedin.com/sharing/share-offsite/"
            return None, _address(page, url=url) if url else "https://www.linkedin.com/feed/?shareActive=true"
        case Network.FACEBOOK:  # the share dialog drops any text since 2017; without a link it does not open
            return None, _address("https://www.facebook.com/sharer/sharer.php", u=url) if url else None
        case Network.MASTODON:
            server = home_server(instance)
            return (
                (_address(f"https://{server}/share", text=words), f"https://{server}/share") if server else (None, None)
            )
        case Network.BLUESKY:  # docs.bsky.app/docs/advanced-guides/intent-links
            page = "https://bsky.app/intent/compose"
            return _address(page, text=words), _address(page, text=url)
        case Network.X:
            page = "https://x.com/intent/post"
            return _address(page, text=words), _address(page, url=url)
        case Network.THREADS:  # developers.facebook.com/docs/threads/threads-web-intents
            page = "https://www.threads.com/intent/post"
            return _address(page, text=words), _address(page, url=url)
        case Network.REDDIT:
            page = "https://www.reddit.com/submit"
            kind = None if url else "TEXT"
            said = _one_line(text.replace(url, " ") if url else text)
            filled = _address(page, type=kind, url=url, title=said)
            return filled if fits(network, said) else None, _address(page, type=kind, url=url)
        case Network.WHATSAPP:
            return _address("https://wa.me/", text=words), _address("https://wa.me/", text=url)
        case Network.EMAIL:  # RFC 6068: spaces as %20, line breaks as %0D%0A
            filled = _address("mailto:", subject=_one_line(title), body="\r\n".join(words.splitlines()))
            return filled, _address("mailto:", subject=_one_line(title), body=url)


def _address(page: str, **fields: str | None) -> str:
    # A lone half of a surrogate pair has no bytes: it becomes a question mark instead of an error.
    asked = [f"{name}={quote(value, safe='', errors='replace')}" for name, value in fields.items() if value]
    return f"{page}?{'&'.join(asked)}" if asked else page


def _is_short(network: Network, address: str) -> bool:
    return len(address) <= (LONGEST_MAIL_ADDRESS if network is Network.EMAIL else LONGEST_ADDRESS)


def _one_line(text: str) -> str:
    return " ".join(text.split())
