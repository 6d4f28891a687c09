"""What the address of each network's composer carries, and what has to be copied first."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.composers import LONGEST_ADDRESS, LONGEST_MAIL_ADDRESS, composer, copy_first, home_server
from bot.domain.networks import Network

URL = "https://news.example/a path/?q=1&r=ü#top"
ANY_TEXT = st.text(st.characters(codec="utf-16"), max_size=60)

WORDS = "50 % off? Us & them + “ünï” 👍🏽\nsecond #line / = ;"
CARRYING = [
    (Network.MASTODON, "social.example", "/share", "text"),
    (Network.BLUESKY, "bsky.app", "/intent/compose", "text"),
    (Network.X, "x.com", "/intent/tweet", "text"),
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


def test_mastodon_without_a_server_opens_the_page_that_asks_for_it_and_keeps_the_words_in_the_browser() -> None:
    for instance in (None, "", "not a host"):
        address = composer(Network.MASTODON, text=WORDS, url=URL, instance=instance)
        assert address is not None
        parts = urlsplit(address)
        assert (parts.netloc, parts.path, parts.query) == ("share.joinmastodon.org", "/", "")
        assert parse_qs(parts.fragment, strict_parsing=True) == {"text": [f"{WORDS}\n\n{URL}"]}
        assert not copy_first(Network.MASTODON, text=WORDS, url=URL, instance=instance)


def test_a_long_text_without_a_link_and_without_a_server_has_nothing_to_open_on_mastodon() -> None:
    assert composer(Network.MASTODON, text="ü" * 2_000, url=None) is None
    assert copy_first(Network.MASTODON, text="ü" * 2_000, url=None)


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
    assert not copy_first(Network.REDDIT, text="x" * 300 + f" {URL}", url=URL)


def test_an_email_keeps_its_line_breaks_and_its_subject_on_one_line() -> None:
    address = composer(Network.EMAIL, text=WORDS, url=URL, title="A\ntitle\r\nBcc: eve@example.org")

    assert address is not None
    assert address.startswith("mailto:?subject=A%20title%20Bcc%3A")
    assert unquote(address.partition("&body=")[2]) == f"{WORDS}\n\n{URL}".replace("\n", "\r\n")


def test_a_text_too_long_for_an_address_is_copied_and_the_link_alone_travels() -> None:
    for network in set(Network) - {Network.LINKEDIN, Network.FACEBOOK}:
        longest = LONGEST_MAIL_ADDRESS if network is Network.EMAIL else LONGEST_ADDRESS
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


def test_half_a_surrogate_pair_does_no_harm() -> None:
    for network in Network:
        assert composer(network, text="a\ud83d", url=URL, instance="social.example")
