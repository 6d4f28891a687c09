"""The networks a person may pick, and the longest text each one takes.

How a text is counted is in `counting`, the address of a network's own composer in `composers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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
        return _FACTS[self].label

    @property
    def limit(self) -> int | None:
        """The longest text it takes, in the unit `counting.length` counts; None where there is no limit."""
        return _FACTS[self].limit


@dataclass(frozen=True, slots=True)
class _Facts:
    label: str
    limit: int | None


# Read in November 2026. Published by the network itself: Mastodon, Bluesky, X, Threads. Only told by those who post
# there for others (Buffer's guide to character limits, for one): LinkedIn. Only by common knowledge: Facebook, the
# title on Reddit, WhatsApp (4,096 is published, but for companies' accounts).
_FACTS: Final[Mapping[Network, _Facts]] = MappingProxyType(
    {
        Network.LINKEDIN: _Facts("LinkedIn", 3_000),
        Network.MASTODON: _Facts("Mastodon", 500),  # docs.joinmastodon.org/user/posting; a server may allow more
        Network.BLUESKY: _Facts("Bluesky", 300),  # app.bsky.feed.post: maxGraphemes
        Network.X: _Facts("X", 280),  # docs.x.com/fundamentals/counting-characters; those who pay may write more
        Network.THREADS: _Facts("Threads", 500),  # developers.facebook.com/documentation/threads/posts
        Network.FACEBOOK: _Facts("Facebook", 63_206),
        Network.REDDIT: _Facts("Reddit", 300),
        Network.WHATSAPP: _Facts("WhatsApp", 65_536),
        Network.EMAIL: _Facts("E-mail", None),
    }
)
