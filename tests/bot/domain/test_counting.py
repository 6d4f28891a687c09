"""How long a text is on each network, against tables written out by hand."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.counting import clusters, fits, length, over_by, title_for_reddit
from bot.domain.networks import Network
from tests.bot.domain.counted import CLUSTERS, FAMILY, JUST_RIGHT, ROWS, cases

Count = Callable[[Network, str], int]

ANY_TEXT = st.text(st.characters(codec="utf-16"), max_size=60)


def wrong(count: Count, network: Network) -> list[tuple[str, int, int]]:
    """The texts this way of counting gets wrong, with its number and the right one."""
    return [(text, count(network, text), right) for text, right in cases(network) if count(network, text) != right]


@pytest.mark.parametrize("network", Network)
def test_every_text_of_the_table_is_as_long_as_the_network_says(network: Network) -> None:
    assert len({text for text, _ in cases(network)}) == len(ROWS) >= 100
    assert wrong(length, network) == []


def test_counting_by_signs_or_by_bytes_alone_would_be_wrong_on_every_network() -> None:
    for network in Network:
        assert len(wrong(lambda _, text: len(text), network)) >= 20
        assert len(wrong(lambda _, text: len(text.encode()), network)) >= 50


@pytest.mark.parametrize(("network", "text"), JUST_RIGHT)
def test_a_text_of_just_the_longest_length_fits_and_one_letter_more_does_not(network: Network, text: str) -> None:
    assert length(network, text) == network.limit
    assert fits(network, text)
    assert over_by(network, "x" + text) > 0


def test_a_long_text_says_by_how_much_it_is_over() -> None:
    assert over_by(Network.X, "x" * 287) == 7
    assert over_by(Network.X, "我" * 141) == 2
    assert over_by(Network.MASTODON, FAMILY * 501) == 1
    assert over_by(Network.THREADS, FAMILY * 21) == 25
    assert over_by(Network.EMAIL, "x" * 100_000) == 0


def test_bluesky_takes_three_thousand_bytes_and_no_more() -> None:
    assert length(Network.BLUESKY, FAMILY * 120) == 120
    assert over_by(Network.BLUESKY, FAMILY * 121) == 3
    assert over_by(Network.BLUESKY, FAMILY * 301) == 453


def test_on_reddit_the_items_own_link_does_not_count_and_another_one_does() -> None:
    text = "What I\nlearned\n\nhttps://example.com/long"
    assert length(Network.REDDIT, text, url="https://example.com/long") == 14
    assert length(Network.REDDIT, text, url="https://example.com/other") == 39
    assert title_for_reddit(text, "https://example.com/long") == "What I learned"
    assert title_for_reddit(text, "") == "What I learned https://example.com/long"


@pytest.mark.parametrize("parts", CLUSTERS)
def test_what_a_reader_sees_as_one_character_is_one(parts: list[str]) -> None:
    assert clusters("".join(parts)) == parts


def test_code_points_alone_would_be_wrong_for_most_of_them() -> None:
    naive = [list("".join(parts)) == parts for parts in CLUSTERS]

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


def test_ten_thousand_characters_of_anything_are_counted_at_once() -> None:
    for text in (
        "a." * 5_000,
        "é" * 10_000,
        "\u0301" * 10_000,
        "-" * 10_000,
        "a-." * 3_333,
        "https://" * 1_250,
        "https://a.co/" + "(" * 10_000,
        "https://a.co/" + "(a" * 5_000,
        "https://a.co/?" + "!" * 10_000,
        "https://a.co/x " * 666,
        "@a" * 5_000,
        "@a@" * 3_333,
        "🇩" * 10_000,
        "👍\u200d" * 5_000,
        "क\u094d" * 5_000,
        "\u0600" * 10_000,
    ):
        for network in Network:
            assert length(network, text) >= 0


def test_half_a_surrogate_pair_does_no_harm() -> None:
    for network in Network:
        assert length(network, "a\ud83d") >= 2
