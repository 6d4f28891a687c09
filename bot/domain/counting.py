"""How each network counts a text. Where a network says nothing, we count rather too much than too little.

What a reader sees as one character is an extended grapheme cluster (UAX #29), found by the library `regex`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, urlsplit

import regex

from bot.domain.networks import Network
from bot.domain.written_links import written_links

LINK_WEIGHT: Final = 23  # X and Mastodon count every link as this many characters, whatever its length
MOST_BYTES_ON_BLUESKY: Final = 3_000  # app.bsky.feed.post: maxLength, in UTF-8, beside the 300 grapheme clusters

_CLUSTER = regex.compile(r"\X")
# The emoji sequences of UTS #51 (its ED-17): flags, keycaps, the flags of England, Scotland and Wales, and pictures
# with their skin tone, joined or not.
_PICTURE = r"(?:\p{Emoji_Modifier_Base}\ufe0f?\p{Emoji_Modifier}|\p{Extended_Pictographic}\ufe0f?)"
_EMOJI = regex.compile(
    rf"\p{{RI}}{{2}}|[0-9#*]\ufe0f?\u20e3|\U0001f3f4[\U000e0020-\U000e007e]++\U000e007f|{_PICTURE}(?:\u200d{_PICTURE})*+"
)
_SHOWN_AS_EMOJI = regex.compile(r"\p{Emoji_Presentation}")  # half a flag, too, and a skin tone by itself
_HANDLE = re.compile(r"(?<![\w/])(@\w+)@[\w-]+(?:\.[\w-]+)+")
# In @atproto/api, what Bluesky's own composer takes for a link.
_BLUESKY_LINK = re.compile(r"(?:^|(?<=[\s(]))https?://\S+(?<![.,;:!?)])", re.IGNORECASE)


def clusters(text: str) -> list[str]:
    """The characters a reader would count: letters with their marks, flags, keycaps and emoji families are one each."""
    return _CLUSTER.findall(text)


def length(network: Network, text: str, *, url: str = "") -> int:
    """How long a text is as this network counts it.

    `url` is the item's link, which on Reddit has a field of its own and so does not count.
    """
    return _titled(text, url) if network is Network.REDDIT else _COUNTS[network](text)


def over_by(network: Network, text: str, *, url: str = "") -> int:
    """By how much a text is too long for this network; 0 where it fits."""
    return 0 if network.limit is None else max(0, length(network, text, url=url) - network.limit)


def fits(network: Network, text: str, *, url: str = "") -> bool:
    """Whether this network would take the text as it stands."""
    return over_by(network, text, url=url) == 0


def title_for_reddit(text: str, url: str) -> str:
    """What a person says about a link on Reddit is the title of it: one line, without the link."""
    return " ".join((text.replace(url, " ") if url else text).split())


def _titled(text: str, url: str) -> int:
    return _units(title_for_reddit(text, url))


def _units(text: str) -> int:
    """UTF-16 code units, what a text field in a browser counts: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _between_links(text: str) -> Iterator[str]:
    """The pieces of a text before, between and after its links."""
    at = 0
    for link in written_links(text):
        yield text[at : link.start]
        at = link.end
    yield text[at:]


def _weighted(text: str) -> int:
    """X: docs.x.com/fundamentals/counting-characters and the configuration of twitter-text, version 3.

    Links weigh 23, with https:// or without; an emoji weighs 2, however it is made; all else by its code point.
    """
    pieces = list(_between_links(unicodedata.normalize("NFC", text)))
    return LINK_WEIGHT * (len(pieces) - 1) + sum(map(_weight, pieces))


def _weight(piece: str) -> int:
    emoji = [found[0] for found in _EMOJI.finditer(piece)]
    # The signs © and ® are letters until a variation selector makes pictures of them.
    pictures = sum(2 for one in emoji if len(one) > 1 or not _is_light(ord(one)))
    plain = _EMOJI.sub(lambda found: found[0] if len(found[0]) == 1 and _is_light(ord(found[0])) else "", piece)
    return pictures + sum(1 if _is_light(ord(sign)) else 2 for sign in plain)


def _is_light(code: int) -> bool:
    return code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247


def _tooted(text: str) -> int:
    """Mastodon: docs.joinmastodon.org/user/posting; links count 23, of a handle on another server only the name.

    Older servers count a link without https:// as it stands, newer ones (2026) as 23: we count what is more.
    """
    counted, at = "", 0
    for link in written_links(text):
        said = text[link.start : link.end]
        counted += text[at : link.start] + (said if link.bare and len(said) > LINK_WEIGHT else "x" * LINK_WEIGHT)
        at = link.end
    return len(clusters(_HANDLE.sub(r"\1", counted + text[at:])))


def _on_bluesky(text: str) -> int:
    """Bluesky: app.bsky.feed.post and the app's own composer, which shortens links before it counts.

    A text may have at most 300 grapheme clusters and 3,000 bytes. Once it has more bytes than that, we count ten bytes
    as one, so that the number is over 300 too.
    """
    shown = _BLUESKY_LINK.sub(lambda found: _as_bluesky_shows(found[0]), text)
    size = len(shown.encode("utf-8", "surrogatepass"))
    return max(len(clusters(shown)), -(-size // 10) if size > MOST_BYTES_ON_BLUESKY else 0)


def _as_bluesky_shows(link: str) -> str:
    """Host and path of a link, the path cut after 13 signs where it has more than 15."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    if not parts.netloc.isascii():
        return link  # shown as xn--…, which may be longer
    path = quote(link.partition("://")[2][len(parts.netloc) :], safe="/?#[]@!$&'()*+,;=:%~")
    path = "" if path == "/" else path
    return parts.netloc + (path if len(path) <= 15 else f"{path[:13]}...")


def _threaded(text: str) -> int:
    """Threads: developers.facebook.com/documentation/threads/posts; an emoji counts as its UTF-8 bytes."""
    return sum(
        len(cluster.encode()) if _EMOJI.match(cluster) or _SHOWN_AS_EMOJI.match(cluster) else len(cluster)
        for cluster in clusters(text)
    )


_COUNTS: Final[Mapping[Network, Callable[[str], int]]] = MappingProxyType(
    {
        Network.LINKEDIN: _units,
        Network.MASTODON: _tooted,
        Network.BLUESKY: _on_bluesky,
        Network.X: _weighted,
        Network.THREADS: _threaded,
        Network.FACEBOOK: _units,
        Network.WHATSAPP: _units,
        Network.EMAIL: _units,
    }
)
