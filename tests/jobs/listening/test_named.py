"""Which of the feeds a page names is its own, as the pages of well-known site builders name them."""

from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest

from bot.domain.health import Trouble
from jobs.listening.feeds import read_feed
from jobs.listening.heard import Document, FeedLink, Unreadable
from jobs.listening.named import best_first

HERE = "https://blog.example/"
RSS, ATOM, JSON, XML = "application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml"


def link(href: str, title: str = "", kind: str = RSS) -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def anchor(href: str, text: str = "here") -> str:
    return f'<a href="{href}">{text}</a>'


def instead(head: str = "", body: str = "", *, at: str = HERE, media_type: str = "text/html") -> Unreadable:
    page = f"<!doctype html><html><head><title>A blog</title>{head}</head><body>{body}</body></html>"
    answer = read_feed(Document(page.encode(), at, media_type), now=datetime(2026, 11, 24, tzinfo=UTC))
    assert isinstance(answer, Unreadable)
    return answer


def best(head: str = "", body: str = "", *, at: str = HERE) -> str | None:
    page = instead(head, body, at=at).page
    assert page is not None
    return page.feeds[0].url if page.feeds else None


SITES = {
    "a blog names its feed, that of its comments, and this article's": (
        "https://blog.example/2026/11/rye/",
        link("/feed/", "A blog » Feed")
        + link("/comments/feed/", "A blog » Comments Feed")
        + link("/2026/11/rye/feed/", "A blog » Rye Comments Feed"),
        "https://blog.example/feed/",
    ),
    "the same in German": (
        "https://blog.example/2026/11/roggen/",
        link("/2026/11/roggen/feed/", "Ein Blog » Roggen Kommentar-Feed") + link("/feed/", "Ein Blog » Feed"),
        "https://blog.example/feed/",
    ),
    "a category has a feed of its own beneath it": (
        "https://blog.example/category/bread/",
        link("/feed/", "A blog") + link("/category/bread/feed/", "A blog » Bread"),
        "https://blog.example/category/bread/feed/",
    ),
    "several formats of one feed come in the page's order": (
        HERE,
        link("/index.xml", kind=RSS) + link("/atom.xml", kind=ATOM) + link("/feed.json", kind=JSON),
        "https://blog.example/index.xml",
    ),
    "XML that may be anything comes after what says that it is a feed": (
        HERE,
        link("/sitemap.xml", kind=XML) + link("/atom.xml", kind=ATOM),
        "https://blog.example/atom.xml",
    ),
    "its own site comes before others": (
        HERE,
        link("https://news.elsewhere.example/rss") + link("https://www.blog.example/rss"),
        "https://www.blog.example/rss",
    ),
    "a feed that a service sends for it is its own, where it is announced": (
        HERE,
        link("https://feeds.elsewhere.example/blog"),
        "https://feeds.elsewhere.example/blog",
    ),
    "a forge names releases only": (
        "https://forge.example/ana/pump/releases",
        link("https://forge.example/ana/pump/releases.atom", "Release notes from pump", kind=ATOM),
        "https://forge.example/ana/pump/releases.atom",
    ),
    "only comments are no news": (HERE, link("/comments/feed/", "Comments on A blog"), None),
    "another language of the page is no feed": (HERE, link("/de", "Deutsch", kind="text/html"), None),
}


@pytest.mark.parametrize("which", SITES)
def test_the_feed_of_a_page_is_the_one_that_tells_what_the_page_tells(which: str) -> None:
    at, head, expected = SITES[which]
    assert best(head, at=at) == expected


def test_control_taking_the_first_or_any_would_listen_to_the_wrong_feed() -> None:
    def naively(at: str, head: str) -> str | None:
        """The first link there is."""
        found = head.partition('href="')[2].partition('"')[0]
        return urljoin(at, found) if found else None

    wrong = [which for which, (at, head, expected) in SITES.items() if naively(at, head) != expected]
    assert len(wrong) >= 5


def test_links_in_the_text_count_on_the_same_site_and_after_what_is_announced() -> None:
    body = anchor("https://other.example/feed") + anchor("/rss.xml", "RSS")
    assert best(body=body) == "https://blog.example/rss.xml"
    assert best(link("https://feeds.example/a"), body) == "https://feeds.example/a"
    assert best(body=anchor("https://other.example/feed")) is None
    assert best(body=anchor("/posts/comments/feed", "What readers said")) is None


def test_what_a_page_names_is_kept_apart_from_the_words_for_the_log() -> None:
    answer = instead(link("/feed.xml", "All of it"))
    assert answer.page is not None
    assert (answer.trouble, answer.page.title) == (Trouble.NOT_A_FEED, "A blog")
    assert answer.page.feeds == (FeedLink("https://blog.example/feed.xml", "All of it", RSS),)
    assert "https://blog.example/feed.xml" in answer.detail
    assert instead().page is not None
    assert "names no feed" in instead().detail


def test_a_page_that_begins_like_none_is_one_where_its_server_says_so() -> None:
    body = b"<div>Welcome</div>" + link("/feed.xml").encode()
    now = datetime(2026, 11, 24, tzinfo=UTC)
    as_page, as_words = (read_feed(Document(body, HERE, kind), now=now) for kind in ("text/html", "text/plain"))
    assert isinstance(as_page, Unreadable)
    assert isinstance(as_words, Unreadable)
    assert as_page.page is not None
    assert as_words.page is None


def test_no_address_upsets_the_choice() -> None:
    odd = [FeedLink(url, "", RSS) for url in ("https:///x", "https://[::1]/x", "http://a.example:99999/x", "")]
    assert len(best_first(odd, "https://[::1]/")) == 4
