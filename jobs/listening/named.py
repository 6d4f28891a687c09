"""The feeds a page names, and which of them tells what the page itself tells."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from jobs.listening.heard import FeedLink

TRIED = 3
"""How many of the feeds that a page names are asked for, the best first."""

COMMENTS = re.compile(
    r"comment|komment|coment[aá]rio|commenti\b|reacties|r[eé]actions|yorum|коммент|комент|コメント|评论|留言|댓글", re.I
)
"""How feeds of what readers said are called, in their titles and their addresses."""

GENERIC = ("application/xml", "text/xml")
"""Types that a feed may have, and much else."""


def best_first(feeds: Iterable[FeedLink], page: str) -> tuple[FeedLink, ...]:
    """The feeds worth asking for, the best first; `page` is the address of the page that names them.

    Never one of comments, and a link in the text (`kind` is empty) to another site is somebody else's feed. What is
    beneath the page's own path comes before what belongs to the whole site, its own site before others, what is
    announced before what only looks like a feed; and then in the page's own order.
    """
    fit = [one for one in feeds if not _is_of_comments(one) and (one.kind or _same_site(one.url, page))]
    return tuple(
        sorted(
            fit,
            key=lambda one: (
                not one.kind,
                not _same_site(one.url, page),
                not _is_beneath(one.url, page),
                one.kind in GENERIC,
            ),
        )
    )


def _is_of_comments(feed: FeedLink) -> bool:
    parts = urlsplit(feed.url)
    return COMMENTS.search(f"{feed.title} {parts.path} {parts.query}") is not None


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or one of them below the other."""
    here, there = _site(one), _site(other)
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_beneath(url: str, page: str) -> bool:
    path = urlsplit(page).path.rstrip("/")
    return bool(path) and urlsplit(url).path.startswith(f"{path}/")
