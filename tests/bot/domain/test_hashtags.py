"""Hashtags as everyone can read them, and nothing else touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hashtags import camel_cased, clearer_hashtags, hashtag

NAMES = ("Linux kernel", "About us", "Über uns", "Rust")


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Linux kernel", "#LinuxKernel"), ("accessibility matters", "#AccessibilityMatters"), ("Rust", "#Rust"),
        ("open-source software", "#OpenSourceSoftware"), ("iOS apps", "#iOSApps"), ("eBPF", "#eBPF"),
        ("people's choice", "#PeoplesChoice"), ("l’été à Paris", "#LétéÀParis"), ("über uns", "#ÜberUns"),
        ("web 3", "#Web3"), ("日本語 入門", "#日本語入門"), ("हिन्दी भाषा", "#हिन्दीभाषा"), ("élan", "#Élan"),
        ("2026", ""), ("", ""), ("!?", ""), ("C++", ""), ("C# in practice", ""), (" R & D ", "#RD"),
    ],
)  # fmt: skip
def test_a_name_becomes_a_hashtag_with_a_capital_for_each_word(name: str, tag: str) -> None:
    assert hashtag(name) == tag


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("I like #linux_kernel.", "I like #LinuxKernel."),
        ("#accessibility-matters, always", "#AccessibilityMatters, always"),
        ("(#open_source #free_software)", "(#OpenSource #FreeSoftware)"),
        ("#linuxkernel and #LINUXKERNEL", "#LinuxKernel and #LINUXKERNEL"), ("＃linux_kernel", "#LinuxKernel"),
        ("#iOS_apps", "#iOSApps"), ("#über_uns", "#ÜberUns"), ("#covid-19", "#Covid19"),
    ],
)  # fmt: skip
def test_hashtags_whose_words_can_be_told_apart_get_their_capitals(text: str, better: str) -> None:
    assert camel_cased(text, names=NAMES) == better


@pytest.mark.parametrize(
    "text",
    [
        "#accessibilitymatters", "#LinuxKernel", "#Rust", "#rust", "#rust_", "# linux_kernel", "a#linux_kernel",
        "https://a.com/#linux_kernel", "https://a.com/x?y=#linux_kernel", "a.com/#linux_kernel", "&#39_a;",
        "snake_case and kebab-case", "#1_2", "no hashtag at all", "##", "", "#日本語",
    ],
)  # fmt: skip
def test_everything_else_stays_as_it_was_written(text: str) -> None:
    assert camel_cased(text, names=NAMES) == text
    assert list(clearer_hashtags(text, names=NAMES)) == []


def test_a_hint_says_what_was_written_and_what_would_be_easier() -> None:
    (one,) = clearer_hashtags("So #linux_kernel it is")
    assert (one.start, one.written, one.clearer) == (3, "#linux_kernel", "#LinuxKernel")


@given(st.lists(st.sampled_from([*"#_- aÉé1我.", "#linux_kernel", "#a-b", "linuxkernel"]), max_size=30).map("".join))
def test_no_hashtag_is_added_no_letter_is_lost_and_twice_is_once(text: str) -> None:
    better = camel_cased(text, names=NAMES)
    assert better.count("#") == text.count("#")
    assert [sign for sign in better.casefold() if sign not in "_-"] == [
        sign for sign in text.casefold() if sign not in "_-"
    ]
    assert camel_cased(better, names=NAMES) == better
