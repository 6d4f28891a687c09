from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.health import Trouble
from jobs.listening.heard import Document, Page, Unreadable
from jobs.listening.page import is_html, read_page

HERE = "https://www.ledger.example/2026/rye?utm_source=x"


def page(head: str = "", body: str = "", *, url: str = HERE) -> Page:
    answer = read_page(
        Document(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), url, "text/html")
    )
    assert isinstance(answer, Page), answer
    return answer


def meta(**said: str) -> str:
    return "".join(f'<meta property="{name.replace("_", ":", 1)}" content="{value}">' for name, value in said.items())


def test_a_page_says_what_it_is_in_open_graph() -> None:
    head = "<title>Rye | Ledger</title><meta name=description content='Less.'>" + meta(
        og_title="Rye is &amp; stays", og_description="A grain returns.", og_image="/p.jpg",
        article_published_time="2026-01-12T09:00:00+01:00",
    )  # fmt: skip

    answer = page(head)

    assert (answer.title, answer.text) == ("Rye is & stays", "A grain returns.")
    assert answer.picture == "https://www.ledger.example/p.jpg"
    assert answer.published == datetime(2026, 1, 12, 8, tzinfo=UTC)
    assert answer.url == HERE


def test_without_it_the_title_and_the_description_speak() -> None:
    answer = page("<title>\n Rye &mdash; Ledger </title><meta name='Description' content=' A grain. '>")

    assert (answer.title, answer.text, answer.picture, answer.published) == ("Rye — Ledger", "A grain.", None, None)
    assert page('<meta name="twitter:title" content="Rye">').title == "Rye"


def test_a_page_that_says_nothing_has_no_title() -> None:
    assert page().title == ""


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://ledger.example/rye", "https://ledger.example/rye"),
        ("/rye", "https://www.ledger.example/rye"),
        ("http://www.ledger.example/rye", "https://www.ledger.example/rye"),
        ("https://m.ledger.example/rye", "https://m.ledger.example/rye"),
        ("https://other.example/rye", HERE),
        ("https://evil.ledger.example/rye", HERE),
        ("https://ledger.example.evil.example/rye", HERE),
        ("https://www.ledger.example:8443/rye", HERE),
        ("https://www.ledger.example/", HERE),
        ("javascript:alert(1)", HERE),
        ("http://[::1", HERE),
        ("", HERE),
    ],
)
def test_a_canonical_address_counts_on_the_same_site_only(canonical: str, expected: str) -> None:
    assert page(f"<link rel='Canonical' href='{canonical}'>").url == expected
    assert page(f"<meta property='og:url' content='{canonical}'>").url == expected


def test_feeds_are_found_as_the_web_announces_them() -> None:
    head = """
      <base href="https://feeds.example/x/">
      <link rel="ALTERNATE home" type="application/rss+xml; charset=utf-8" href=" rss.xml ">
      <link rel="alternate" type="application/atom+xml" href="/atom">
      <link rel="alternate" type="application/feed+json" href="//json.example/feed">
      <link rel="alternate" type="text/html" hreflang="de" href="/de">
      <link rel="stylesheet" type="application/rss+xml" href="/style">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
      <link rel="alternate" type="application/rss+xml">"""
    body = "<a rel='alternate' type='text/xml' href='a.xml'>a</a> <a href='/blog/feed/'>b</a> <a href='/feedback'>c</a>"

    assert page(head, body).feeds == (
        "https://feeds.example/x/rss.xml",
        "https://feeds.example/atom",
        "https://json.example/feed",
        "https://feeds.example/x/a.xml",
        "https://feeds.example/blog/feed/",
    )


def test_a_page_names_twenty_feeds_at_most() -> None:
    assert len(page(body="".join(f"<a href='/{number}/feed'>x</a>" for number in range(100))).feeds) == 20


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "klingon", None])
def test_a_charset_that_the_body_disproves_is_dropped(charset: str | None) -> None:
    body = "<html><head><meta charset=iso-8859-1><title>Café für alle</title></head></html>".encode()

    answer = read_page(Document(body, HERE, "text/html", charset))

    assert isinstance(answer, Page)
    assert answer.title == "Café für alle"


def test_a_pages_own_word_on_its_charset_is_used() -> None:
    body = "<html><head><meta charset=windows-1251><title>Новости</title></head></html>".encode("windows-1251")

    answer = read_page(Document(body, HERE, "text/html"))

    assert isinstance(answer, Page)
    assert answer.title == "Новости"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"%PDF-1.7 ...", "application/pdf"), (b"\x89PNG", "image/png"), (b"%PDF-1.7", "text/html"),
        (b"words", "text/plain"), (b"<?xml version='1.0'?><rss></rss>", "application/rss+xml"),
        (b"<rss></rss>", "text/html"), (b"", "text/html"), (b"{}", "application/json"), (b"", ""),
        (b"   ", "text/html"),
    ],
)  # fmt: skip
def test_what_is_not_a_page_is_said_not_to_be_one(body: bytes, media_type: str) -> None:
    answer = read_page(Document(body, HERE, media_type))

    assert isinstance(answer, Unreadable)
    assert answer.trouble is Trouble.NOT_A_PAGE


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<!DOCTYPE HTML PUBLIC 'x'>", True),
        (b"\xef\xbb\xbf \n<HTML>", True),
        (b"<?xml version='1.0'?><!doctype html>", True),
        (b"<!-- one --><!-- two --> <html lang=en>", True),
        (b"<head>", True),
        (b"<?xml version='1.0'?><rss>", False),
        (b"<htmlish>", False),
        (b"<!---->" * 700, False),
        (b"<rss><title><html></title>", False),
    ],
)
def test_html_is_known_by_how_it_begins(body: bytes, *, expected: bool) -> None:
    assert is_html(body) is expected


@given(st.binary(max_size=200), st.sampled_from(["", "utf-16", "utf-8", "shift_jis", "idna", "base64"]))
def test_random_bytes_are_a_page_or_none(body: bytes, charset: str) -> None:
    answer = read_page(Document(b"<html>" + body, HERE, "text/html", charset))

    assert isinstance(answer, Page | Unreadable)
