import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.links import LONGEST_KEY, LONGEST_LINK, NotALink, Refusal, clean, find_links, host, key

TRACKED = "https://example.org/a?id=7&utm_source=feed&UTM_Medium=rss&fbclid=x&amp;utm_term=y#utm_campaign=z"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (TRACKED, "https://example.org/a?id=7"),
        ("HTTPS://Example.ORG:443", "https://example.org/"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://example.org/a\n b", "https://example.org/a%20b"),
        ("https://example.org/a%20b?q=c+d", "https://example.org/a%20b?q=c+d"),
        ("https://example.org/café?q=ü", "https://example.org/caf%C3%A9?q=%C3%BC"),
        ("https://example.org/caf%C3%A9", "https://example.org/caf%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://日本。example/", "https://xn--wgv71a.example/"),
        ("https://example.org/#!/route", "https://example.org/#!/route"),
        ("https://example.org/a#part-2", "https://example.org/a#part-2"),
        ("https://example.org/a;jsessionid=0A1B?x=1", "https://example.org/a?x=1"),
        ("https://example.org/a/%2e%2E/b/./c", "https://example.org/b/c"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("https://example.org\\@evil.example\\b", "https://example.org/@evil.example/b"),
        ("https://example.org/a|b<c>", "https://example.org/a%7Cb%3Cc%3E"),
        ("https://example.org/?", "https://example.org/"),
        ("https://example.org/100%", "https://example.org/100%"),
        ("https://youtu.be/abc123?si=xyz&t=40", "https://youtu.be/abc123?t=40"),
        ("https://shop.example/list?t=40&s=2&si=3", "https://shop.example/list?t=40&s=2&si=3"),
        ("https://example.org/?p=12&ref=main", "https://example.org/?p=12&ref=main"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://foo-.blog.example/_a", "https://foo-.blog.example/_a"),
    ],
)
def test_a_clean_link_is_what_a_browser_would_open_without_tracking(link: str, expected: str) -> None:
    assert clean(link) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (
            "https://www.google.com/url?rct=j&sa=t&url=https://news.example/a%2Bb%3Fx%3D1%26utm_source%3Dg&ct=ga&cd=C",
            "https://news.example/a+b?x=1",
        ),
        ("https://google.co.uk/url?q=https://news.example/a+b", "https://news.example/a+b"),
        ("https://www.google.com/amp/s/news.example/a-1/?x=1", "https://news.example/a-1/?x=1"),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a-1", "https://news.example/a-1"),
        ("https://www.youtube.com/redirect?event=d&q=https%3A%2F%2Fnews.example%2F", "https://news.example/"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2Fa%3Ffbclid%3D1&h=A", "https://news.example/a"),
        ("https://www.linkedin.com/safety/go?url=https%3A%2F%2Fnews.example%2Fa&trk=x", "https://news.example/a"),
        ("https://slack-redir.net/link?url=https%3A%2F%2Fnews.example%2Fa", "https://news.example/a"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnews.example%2Fa&data=05%7C02",
            "https://news.example/a",
        ),
        (
            "https://www.google.com/url?url=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fnews.example%252F",
            "https://news.example/",
        ),
        ("https://www.google.com/url?sa=t", "https://www.google.com/url?sa=t"),
        (
            "https://googlex.example/url?url=https://news.example/",
            "https://googlex.example/url?url=https://news.example/",
        ),
    ],
)
def test_a_wrapper_around_a_link_is_taken_off(link: str, expected: str) -> None:
    assert clean(link) == expected


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://ana:secret@example.org/", Refusal.PASSWORD),
        ("https://ana@example.org/", Refusal.PASSWORD),
        ("https://www.google.com/url?url=https://ana:secret@example.org/", Refusal.PASSWORD),
        ("javascript:alert(1)", Refusal.SCHEME),
        ("java\nscript:alert(1)", Refusal.SCHEME),
        ("https://www.google.com/url?q=javascript:alert(1)", Refusal.SCHEME),
        ("ftp://example.org/a", Refusal.SCHEME),
        ("file:///home/ana/list", Refusal.SCHEME),
        ("data:text/html,hello", Refusal.SCHEME),
        ("example.org/a", Refusal.SCHEME),
        ("//example.org/a", Refusal.SCHEME),
        ("", Refusal.SCHEME),
        ("https:///a", Refusal.HOST),
        ("https:example.org", Refusal.HOST),
        ("https://a..b/", Refusal.HOST),
        ("https://exa mple.org/", Refusal.HOST),
        ("https://ex%61mple.org/", Refusal.HOST),
        ("https://[::1/", Refusal.HOST),
        ("https://[zz::1]/", Refusal.HOST),
        (f"https://{'a' * 64}.example/", Refusal.HOST),
        ("https://example.org:0/", Refusal.PORT),
        ("https://example.org:99999/", Refusal.PORT),
        ("https://example.org:eighty/", Refusal.PORT),
        (f"https://example.org/{'a' * LONGEST_LINK}", Refusal.TOO_LONG),
        ("https://example.org/" + "a" * 1_000_000, Refusal.TOO_LONG),
        ("https://example.org/\x00a", Refusal.UNREADABLE),
        ("https://example.org/\ud800", Refusal.UNREADABLE),
        ("https://www.google.com/url?q=" * 12 + "https://example.org/", Refusal.UNREADABLE),
    ],
)
def test_what_is_not_a_link_to_show_is_refused_with_its_reason(link: str, reason: Refusal) -> None:
    with pytest.raises(NotALink) as refused:
        clean(link)
    assert refused.value.reason == reason
    with pytest.raises(NotALink):
        key(link)
    with pytest.raises(NotALink):
        host(link)


SAME = [
    ("https://www.example.org/a/", "http://example.org/a"),
    ("https://m.example.org/a", "https://example.org/a#part-2"),
    ("https://en.m.wikipedia.org/wiki/Ear", "https://en.wikipedia.org/wiki/Ear"),
    ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&utm_source=mail&x=1"),
    ("https://example.org/caf%C3%A9", "https://example.org/café"),
    ("https://example.org/caf%c3%a9", "https://example.org/caf%C3%A9"),
    ("https://example.org/%7Eana", "https://example.org/~ana"),
    ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
    ("https://example.org/2026/11/an-ear/amp/", "https://example.org/2026/11/an-ear"),
    ("https://amp.example.org/an-ear?amp=1", "https://example.org/an-ear"),
    ("https://example.org/amp/an-ear-of-2026", "https://example.org/an-ear-of-2026"),
    ("https://youtu.be/abc123?si=xyz&t=40", "https://www.youtube.com/watch?v=abc123&list=L1&feature=share"),
    ("https://youtube.com/shorts/abc123", "https://m.youtube.com/watch?v=abc123"),
    ("https://twitter.com/ana/status/1?s=20", "https://x.com/ana/status/1"),
    ("https://old.reddit.com/r/ears/comments/1/a/", "https://www.reddit.com/r/ears/comments/1/a"),
    ("https://bücher.example", "https://XN--bcher-kva.example:443/"),
    ("https://www.google.com/url?url=https%3A%2F%2Fexample.org%2Fa%2F", "http://www.example.org/a"),
]

DIFFERENT = [
    ("https://news.ycombinator.com/item?id=1", "https://news.ycombinator.com/item?id=2"),
    ("https://example.org/?p=12", "https://example.org/?p=13"),
    ("https://example.org/?p=12", "https://example.org/"),
    ("https://example.org/#!/a", "https://example.org/#!/b"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/A", "https://example.org/a"),
    ("https://example.org:8080/", "https://example.org/"),
    ("https://m.example/", "https://example.org/"),
    ("https://code.example/ana/amp", "https://code.example/ana"),
    ("https://example.org/?a+b", "https://example.org/?a%2Bb"),
    ("https://youtube.com/watch?v=abc", "https://youtube.com/watch?v=ABC"),
    ("https://example.org/list?id=1&id=2", "https://example.org/list?id=2&id=1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_links_to_the_same_item_have_the_same_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_links_to_different_items_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_key_that_drops_every_query_takes_all_discussions_for_one() -> None:
    def naive(link: str) -> str:
        return clean(link).partition("?")[0]

    assert any(naive(one) == naive(other) for one, other in DIFFERENT)
    assert any(naive(one) != naive(other) for one, other in SAME)


def test_a_long_key_is_cut_and_stays_different() -> None:
    one, other = (key(f"https://example.org/{'a' * 1500}{end}") for end in "bc")

    assert one != other
    assert len(one) == len(other) == LONGEST_KEY


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://www.example.org:8080/a", "example.org"),
        ("https://m.example.org/", "m.example.org"),
        ("https://bücher.example/", "bücher.example"),
        ("https://xn--bcher-kva.example/", "bücher.example"),
        ("https://日本語.example/", "日本語.example"),
        ("https://пример.рф/", "пример.рф"),
        ("https://xn--a.example/", "xn--a.example"),
        ("http://127.0.0.1:8765/", "127.0.0.1"),
        ("http://[::1]:8765/", "[::1]"),
    ],
)
def test_the_host_is_shown_without_www_and_port(link: str, shown: str) -> None:
    assert host(link) == shown


def test_a_cyrillic_look_alike_does_not_read_like_the_latin_name() -> None:
    assert host("https://аррӏе.com/") == "xn--80ak6aa92e.com"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("read https://example.org/a.", ["https://example.org/a"]),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("https://example.org/Ear_(anatomy)", ["https://example.org/Ear_(anatomy)"]),
        ("see (https://example.org/Ear_(anatomy)).", ["https://example.org/Ear_(anatomy)"]),
        ("[an ear](https://example.org/a)!", ["https://example.org/a"]),
        ('"https://example.org/a", he said', ["https://example.org/a"]),
        ("“https://example.org/a”…", ["https://example.org/a"]),
        ("*https://example.org/a*", ["https://example.org/a"]),
        ("<https://example.org/a|An ear> is good", ["https://example.org/a"]),
        ("<https://example.org/?a=1&amp;b=2>", ["https://example.org/?a=1&b=2"]),
        ("<!channel> <@U1> <#C1|ears> <mailto:ana@example.org|Ana>", []),
        ("见https://example.org/a。谢谢", ["https://example.org/a"]),
        ("www.example.org/a and HTTP://Example.org", ["https://www.example.org/a", "HTTP://Example.org"]),
        ("example.org/a because it is good", ["https://example.org/a"]),
        ("bücher.example/ ist gut", ["https://bücher.example/"]),
        ("this and/or that, node.js/express, ana@www.example.org", []),
        ("https://example.org/a https://example.org/a", ["https://example.org/a"]),
        ("https://", []),
        ("https://...", []),
        ("", []),
        ("ftp://example.org javascript:alert(1)", []),
        ("https://ana:secret@example.org/", ["https://ana:secret@example.org/"]),
    ],
)
def test_links_are_found_in_what_a_person_typed(text: str, links: list[str]) -> None:
    assert find_links(text) == links


def test_at_most_ten_links_are_found_and_a_wall_of_brackets_is_no_trouble() -> None:
    assert len(find_links(" ".join(f"https://example.org/{n}" for n in range(30)))) == 10
    assert find_links("https://example.org/" + ")" * 1_000_000) == ["https://example.org/"]
    assert find_links("<https://" * 1_000_000) == []


# Text that nearly is a link finds more than text of any kind.
PIECES = r"""
    https:// http: // example.org www. m. amp bücher 日本 xn-- :443 :80 : @ [ ] / \ .. . %2e % %41 %c3%a9 ? & = a B + #
    ! ;jsessionid= utm_source= https://google.com/url?q= https%3A%2F%2Fexample.org youtu.be/ é 。 ß
"""
pieces = st.sampled_from([*PIECES.split(), " ", "\x00", "\ud800", "\u202e", "e\u0301"])
near_links = st.lists(pieces, max_size=20).map("".join)
whole_links = st.builds(
    lambda where, path, query: f"https://{where}/{path}?{query}",
    st.sampled_from(["example.org", "www.google.com", "m.youtube.com", "bücher.example:8443"]),
    near_links,
    near_links,
)


@given(st.text() | near_links | whole_links)
@example("https://www.google.com/url?q=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fexample.org")
def test_cleaning_twice_changes_nothing_and_only_says_not_a_link(text: str) -> None:
    try:
        cleaned = clean(text)
    except NotALink:
        return
    assert clean(cleaned) == cleaned
    assert key(cleaned) == key(text)
    assert host(cleaned) == host(text)
    assert cleaned.isascii()
    assert len(cleaned) <= LONGEST_LINK
    assert len(key(text)) <= LONGEST_KEY
    assert not set(cleaned) & set(' <>"|\\\n\x00')


@given(st.text() | near_links)
def test_looking_for_links_never_fails(text: str) -> None:
    assert all("://" in link for link in find_links(text))


@given(st.text(min_size=1, max_size=20), st.sampled_from(["utm_source", "fbclid", "mc_eid"]))
def test_tracking_never_changes_the_key(value: str, name: str) -> None:
    try:
        plain = key(f"https://example.org/a?id={value}")
    except NotALink:
        return
    if "&" not in value and "#" not in value and "?" not in value:
        assert key(f"https://example.org/a?{name}=7&id={value}") == plain
