"""What each network takes and how it counts, against cases written out by hand."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.networks import (
    LINK_WEIGHT,
    LONGEST_ADDRESS,
    LONGEST_MAIL_ADDRESS,
    Network,
    clusters,
    composer,
    copy_first,
    fits,
    has_link,
    home_server,
    length,
    over_by,
)

URL = "https://news.example/a path/?q=1&r=ü#top"
FAMILY = "👨‍👩‍👧‍👦"
ANY_TEXT = st.text(st.characters(codec="utf-16"), max_size=60)

ONE_CHARACTER = [
    "a", "é", "e\u0301", "o\u0308\u0323", "ñ", "ß", "我", "の", "가", "\u1112\u1161\u11ab", "\u1100\u1161", "가\u11a8",
    "👍", "👍🏽", "✍️", "✍🏿", "❤️", "❤️‍🔥", FAMILY, "👩🏽‍💻", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇩🇪", "🇵🇹", "1️⃣", "#️⃣", "🙂‍↔️", "👁️‍🗨️",
    "ก็", "กำ", "कि", "நி", "ש\u05c1", "بّ", "\r\n", "ｶﾞ", "\u0600\u0661",
]  # fmt: skip
MORE_CHARACTERS = [
    ("", 0), ("ab", 2), ("🇩🇪🇵🇹", 2), ("🇩🇪🇵", 2), ("👍👍🏽", 2), ("a\u200db", 2), ("👍a", 2),
    ("1️⃣2️⃣", 2), ("\n\r", 2), ("가각", 2),
    ("héllo", 5), ("he\u0301llo", 5), ("a\u200b", 2), ("שָׁלוֹם", 4), ("สวัสดี", 4), (FAMILY * 3, 3),
    ("☕ tea", 5), ("သား", 3),
]  # fmt: skip
ON_X = [
    ("", 0), ("hello", 5), ("café", 4), ("cafe\u0301", 4), ("我", 2), ("日本語", 6), ("한국", 4),
    ("👾", 2), ("🙋🏽", 2),
    ("👨‍🎤", 2), (FAMILY, 2), ("🇩🇪", 2), ("1️⃣", 2), ("❤️", 2), ("“so”", 4), ("…", 2), ("a—b", 3),
    ("€", 2), ("Привет", 6),
    ("שלום", 4), ("https://example.com", 23),
    ("https://example.com/very/long/path?with=a&query=b#and-more", 23),
    ("see https://e.co.", 28), ("(https://e.co/a_(b))", 25), ("example.com", 23),
    ("me@example.com", 14), ("a https://a.eu b.org", 49),
    ("3.5 e.g. U.S.", 13), ("https://a.example/x\nhttps://b.example/y", 47),
]  # fmt: skip
ON_MASTODON = [
    ("hello", 5), (FAMILY, 1), ("我", 1), ("https://example.com/a/very/long/path/indeed", 23),
    ("http://a.b", 23),
    ("example.com", 11), ("@ana@social.example hi", 7), ("@ana hi", 7), ("ana@mail.example", 16),
]  # fmt: skip
ELSEWHERE = [
    (Network.LINKEDIN, "hello", 5), (Network.LINKEDIN, "👍", 2), (Network.LINKEDIN, "https://example.com", 19),
    (Network.BLUESKY, "👍🏽 " + FAMILY, 3), (Network.BLUESKY, "https://example.com", 19),
    (Network.THREADS, "hello 👍", 10),
    (Network.THREADS, "我们", 2), (Network.FACEBOOK, "hello", 5), (Network.WHATSAPP, "a\nb", 3),
    (Network.EMAIL, "hello", 5),
    (Network.REDDIT, "What I learned\n\nhttps://example.com/long", 14), (Network.REDDIT, "a  b\nc", 5),
]  # fmt: skip


@pytest.mark.parametrize("text", ONE_CHARACTER)
def test_what_a_reader_sees_as_one_character_counts_as_one(text: str) -> None:
    assert clusters(text) == [text]


@pytest.mark.parametrize(("text", "count"), MORE_CHARACTERS)
def test_characters_side_by_side_are_counted_one_by_one(text: str, count: int) -> None:
    assert len(clusters(text)) == count


@pytest.mark.parametrize(("text", "count"), ON_X)
def test_x_counts_by_weight(text: str, count: int) -> None:
    assert length(Network.X, text) == count


@pytest.mark.parametrize(("text", "count"), ON_MASTODON)
def test_mastodon_counts_links_as_23_and_handles_without_their_server(text: str, count: int) -> None:
    assert length(Network.MASTODON, text) == count


@pytest.mark.parametrize(("network", "text", "count"), ELSEWHERE)
def test_the_other_networks_count_in_their_own_way(network: Network, text: str, count: int) -> None:
    assert length(network, text) == count


def test_counting_code_points_alone_would_be_wrong_in_most_of_these_tables() -> None:
    naive = [len(text) == count for text, count in [*ON_X, *ON_MASTODON, *MORE_CHARACTERS]]
    naive += [len(text) == 1 for text in ONE_CHARACTER]

    assert naive.count(False) > len(naive) / 2


@settings(deadline=None)
@given(ANY_TEXT)
def test_characters_put_together_again_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from(Network))
def test_any_text_has_a_length_everywhere(text: str, network: Network) -> None:
    assert length(network, text) >= 0
    assert fits(network, text) == (over_by(network, text) == 0)


def test_a_long_text_says_by_how_much_it_is_over() -> None:
    assert over_by(Network.X, "x" * 280) == 0
    assert over_by(Network.X, "x" * 287) == 7
    assert over_by(Network.BLUESKY, FAMILY * 301) == 1
    assert over_by(Network.EMAIL, "x" * 100_000) == 0
    assert Network.EMAIL.limit is None


def test_ten_thousand_characters_of_anything_are_counted_at_once() -> None:
    for text in (
        "a." * 5_000,
        "é" * 10_000,
        "\u0301" * 10_000,
        "-" * 10_000,
        "https://" * 1_250,
        "@a" * 5_000,
        "🇩" * 10_000,
    ):
        for network in Network:
            assert length(network, text) >= 0


def test_every_network_has_a_name_people_know() -> None:
    assert [network.label for network in Network] == [
        "LinkedIn", "Mastodon", "Bluesky", "X", "Threads", "Facebook", "Reddit", "WhatsApp", "E-mail",
    ]  # fmt: skip


WORDS = "50 % off? Us & them + “ünï” 👍🏽\nsecond #line / = ;"
CARRYING = [
    (Network.MASTODON, "social.example", "/share", "text"),
    (Network.BLUESKY, "bsky.app", "/intent/compose", "text"),
    (Network.X, "x.com", "/intent/post", "text"),
    (Network.THREADS, "www.threads.com", "/intent/post", "text"),
    (Network.WHATSAPP, "wa.me", "/", "text"),
]


@pytest.mark.parametrize(("network", "host", "path", "field"), CARRYING)
def test_a_composer_opens_with_the_words_and_the_link_once(network: Network, host: str, path: str, field: str) -> None:
    for text in (WORDS, f"{WORDS}\n\n{URL}"):
        address = composer(network, text=text, url=URL, instance="social.example")
        assert address is not None
        parts = urlsplit(address)
        assert (parts.scheme, parts.netloc, parts.path) == ("https", host, path)
        assert parse_qs(parts.query, strict_parsing=True) == {field: [f"{WORDS}\n\n{URL}"]}
        assert "+" not in parts.query
        assert not copy_first(network, text=text, url=URL, instance="social.example")


@pytest.mark.parametrize(("network", "field"), [(Network.LINKEDIN, "url"), (Network.FACEBOOK, "u")])
def test_where_only_the_link_travels_the_words_are_copied_first(network: Network, field: str) -> None:
    address = composer(network, text=WORDS, url=URL)

    assert address is not None
    assert parse_qs(urlsplit(address).query) == {field: [URL]}
    assert copy_first(network, text=WORDS, url=URL)


def test_mastodon_without_a_server_has_nothing_to_open() -> None:
    assert composer(Network.MASTODON, text=WORDS, url=URL) is None
    assert composer(Network.MASTODON, text=WORDS, url=URL, instance="not a host") is None
    assert copy_first(Network.MASTODON, text=WORDS, url=URL)


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("social.example", "social.example"), ("@ana@social.example", "social.example"),
        (" https://Social.Example/@ana ", "social.example"),
        ("bücher.example", "xn--bcher-kva.example"), ("", None), (None, None), ("localhost", None),
        ("10.0.0.1", None), ("[::1]", None),
        ("social.example:8080", None), ("a..example", None), ("-a.example", None),
        ("javascript:alert(1)", None),
        ("social.example?x=", None), ("social.example#", None), ("x" * 300 + ".example", None),
        ("so cial.example", None),
    ],
)  # fmt: skip
def test_a_home_server_is_a_plain_host_name_or_nothing(said: str | None, host: str | None) -> None:
    assert home_server(said) == host


def test_on_reddit_the_words_are_the_title_and_the_link_has_its_own_field() -> None:
    address = composer(Network.REDDIT, text=f"What I\nlearned\n\n{URL}", url=URL)

    assert address is not None
    assert parse_qs(urlsplit(address).query) == {"url": [URL], "title": ["What I learned"]}
    assert copy_first(Network.REDDIT, text="x" * 301, url=URL)


def test_an_email_keeps_its_line_breaks_and_its_subject_on_one_line() -> None:
    address = composer(Network.EMAIL, text=WORDS, url=URL, title="A\ntitle\r\nBcc: eve@example.org")

    assert address is not None
    assert address.startswith("mailto:?subject=A%20title%20Bcc%3A")
    assert unquote(address.partition("&body=")[2]) == f"{WORDS}\n\n{URL}".replace("\n", "\r\n")


def test_a_text_too_long_for_an_address_is_copied_and_the_link_alone_travels() -> None:
    for network, longest in ((Network.WHATSAPP, LONGEST_ADDRESS), (Network.EMAIL, LONGEST_MAIL_ADDRESS)):
        address = composer(network, text="ü" * 2_000, url=URL)
        assert address is not None
        assert len(address) <= longest
        assert URL in unquote(address)
        assert copy_first(network, text="ü" * 2_000, url=URL)


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from(Network))
def test_no_words_ever_break_out_of_their_field(text: str, network: Network) -> None:
    address = composer(network, text=text, url=URL, title=text, instance="social.example")

    assert address is not None
    assert address.isascii()
    assert not set(address) & set(" \"'<>\r\n\t\\")
    assert set(parse_qs(urlsplit(address).query)) <= {"text", "url", "u", "title", "subject", "body"}


def test_without_a_link_the_words_travel_alone() -> None:
    for network in Network:
        address = composer(network, text="My own story", url=None, instance="social.example")
        assert address is None if network is Network.FACEBOOK else address is not None
        assert "None" not in (address or "")


def test_a_longer_link_that_begins_the_same_is_another_link() -> None:
    assert has_link("see https://a.example/x.", "https://a.example/x")
    assert not has_link("see https://a.example/x/y", "https://a.example/x")
    assert LINK_WEIGHT == 23


def test_half_a_surrogate_pair_does_no_harm() -> None:
    for network in Network:
        assert length(network, "a\ud83d") >= 2
        assert composer(network, text="a\ud83d", url=URL, instance="social.example")
