"""Where a link stands in a text, by the rules of twitter-text, in cases of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.written_links import LONGEST_LINK, has_link, written_links

ARABIC = "http://foobar.پاکستان/"
FOUND = [
    ("http://a.com", ["http://a.com"]), ("HTTPS://www.A.COM/index.html", ["HTTPS://www.A.COM/index.html"]),
    ("go to a.com.", ["a.com"]), ("a.co.jp", ["a.co.jp"]), ("t.co", ["t.co"]), ("www.a.com", ["www.a.com"]),
    ("a.com/b/c?d=e&f=g", ["a.com/b/c?d=e&f=g"]), ("http://a.com:8080/b", ["http://a.com:8080/b"]),
    ("http://a.com/#!/b", ["http://a.com/#!/b"]), ("http://a.com/b;c=d;e?f=g-h", ["http://a.com/b;c=d;e?f=g-h"]),
    ("http://a.com?b=$c.;d", ["http://a.com?b=$c.;d"]), ("http://☃.net/", ["http://☃.net/"]),
    ("http://a.com/Русские_слова", ["http://a.com/Русские_слова"]),
    ("http://a.com/list?b=Qx-", ["http://a.com/list?b=Qx-"]),
    ("(http://a.com/b_(c))", ["http://a.com/b_(c)"]), ("http://a.com/b(c(d))e", ["http://a.com/b(c(d))e"]),
    ("http://a.com/b(c", ["http://a.com/b"]), ("“http://a.com/b”,", ["http://a.com/b"]),
    ("http://a.com/b... and", ["http://a.com/b"]), ("http://a.com/b?c! And", ["http://a.com/b?c"]),
    ("a.com,b.org;c.net", ["a.com", "b.org", "c.net"]), ("x:a.com", ["a.com"]), ("\u2066\u202a" + ARABIC, [ARABIC]),
    ("http://münchen.de/straße", ["http://münchen.de/straße"]), ("我们example.com们", ["example.com"]),
    ("http://under_score.a.com", ["http://under_score.a.com"]), ("http://a.com/@ana/1", ["http://a.com/@ana/1"]),
    ("http://例え.テスト.jp/x", ["http://例え.テスト.jp/x"]), ("http://a.com.invalid/b", ["http://a.com"]),
    ("http://" + "a" * 63 + ".com", ["http://" + "a" * 63 + ".com"]), ("é.com", ["é.com"]),
    ("https://localhost/?u=a.com", ["a.com"]), ("http://%e2%98%83.net/", ["83.net/"]),
    ("http://" + "あいうえおかきくけこ" * 5 + "あい.com", ["http://" + "あいうえおかきくけこ" * 5 + "あい.com"]),
]  # fmt: skip
NOT_FOUND = [
    "", "a", "a.", ".com", "com", "a.notatld", "3.14", "e.g. this", "ftp://a.com", "me@a.com", "a.com@b", "@a.com",
    "#a.com", "$a.com", "http://a", "http://localhost", "http://1.2.3.4/x", "http://-a.com", "http://a-.com",
    "http://www.-a.com/", "http://a.b_c.com", "foo_a.com", "xa.com-", "-a.com", "/a.com",
    "http://" + "a" * 64 + ".com", "a" * 64 + ".com",
    "http://" + "あいうえおかきくけこ" * 5 + "あいう.com",
    "http://a.com/" + "x" * 4_096,
]  # fmt: skip


def links(text: str) -> list[str]:
    return [text[link.start : link.end] for link in written_links(text)]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_these_are_links(text: str, found: list[str]) -> None:
    assert links(text) == found
    assert all(link.bare == (not text[link.start :].lower().startswith("http")) for link in written_links(text))


@pytest.mark.parametrize("text", NOT_FOUND)
def test_these_are_none(text: str) -> None:
    assert links(text) == []


def test_taking_every_word_with_a_dot_for_a_link_would_be_wrong() -> None:
    def naive(text: str) -> list[str]:
        return [word for word in text.split() if "." in word]

    assert sum(naive(text) != found for text, found in FOUND) >= 10
    assert sum(naive(text) != [] for text in NOT_FOUND) >= 20


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"ab.:/@-_()?=# é我", "com", "http://"]), max_size=40).map("".join))
def test_links_stand_in_order_and_never_overlap(text: str) -> None:
    at = 0
    for link in written_links(text):
        assert at <= link.start < link.end <= len(text)
        assert link.end - link.start <= LONGEST_LINK
        at = link.end


def test_a_longer_link_that_begins_the_same_is_another_link() -> None:
    assert has_link("see https://a.example/x.", "https://a.example/x")
    assert not has_link("see https://a.example/x/y", "https://a.example/x")
