"""The words a person can say: understood however they are spelt, and never a reason to stumble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.commands import ALSO, SPELLINGS, TAKES_WORDS, Command, parse
from bot.chat.events import Action

LEADS = ["", "/", "/earshot ", "earshot ", "@earshot ", "@Earshot: ", "@EARSHOT, ", "  /earshot   ", "/earshot /"]
EVERY = [*SPELLINGS, *ALSO]


@pytest.mark.parametrize("spelling", EVERY)
def test_every_command_is_understood_with_and_without_slash_name_and_capitals(spelling: str) -> None:
    action = SPELLINGS[ALSO.get(spelling, spelling)]
    for lead in LEADS:
        for said in (spelling, spelling.upper(), spelling.title(), f"{spelling} ", f"{spelling}!", f"{spelling}."):
            assert parse(lead + said) == Command(action), lead + said


@pytest.mark.parametrize("spelling", [name for name in SPELLINGS if SPELLINGS[name] in TAKES_WORDS])
def test_what_takes_words_gets_them_as_they_were_said(spelling: str) -> None:
    for lead in LEADS:
        assert parse(f"{lead}{spelling}   Until  Monday, please") == Command(
            SPELLINGS[spelling], "Until  Monday, please"
        )


@pytest.mark.parametrize("spelling", [name for name in SPELLINGS if SPELLINGS[name] not in TAKES_WORDS])
def test_a_command_in_the_middle_of_a_sentence_is_not_obeyed(spelling: str) -> None:
    assert parse(f"{spelling} is what my colleague said") is None
    assert parse(f"please {spelling} it all") is None


@pytest.mark.parametrize("said", ["", "   ", "\n\t", "/", "/earshot", "@earshot", "earshot:", "\x00", "\x00\x07 "])
def test_nothing_said_asks_for_help(said: str) -> None:
    assert parse(said) == Command(Action.HELP)


@pytest.mark.parametrize(
    "link", ["https://news.example/rust", "HTTP://NEWS.EXAMPLE", "<https://news.example/rust|Rust>", "https://"]
)
def test_a_link_alone_is_a_find(link: str) -> None:
    for lead in LEADS:
        assert parse(f"{lead}{link}") == Command(Action.FIND, link)
        assert parse(f"{lead}{link} since it matters") == Command(Action.FIND, f"{link} since it matters")


@pytest.mark.parametrize(
    "said",
    [
        "good morning",
        "nudges",
        "nudgesoff",
        "nudges  maybe",
        "findhttps://a.example",
        "ftp://a.example",
        "forgets",
        "earshots",
        "🙂",
        "مرحبا",
        "\u202eleave",
    ],
)
def test_other_words_are_no_command(said: str) -> None:
    assert parse(said) is None


def test_ten_thousand_characters_are_read_as_any_other_words() -> None:
    long = "a" * 10_000
    assert parse(long) is None
    assert parse(f"find https://a.example/{long}") == Command(Action.FIND, f"https://a.example/{long}")
    assert parse("/" * 10_000) == Command(Action.HELP)
    assert parse("/earshot " * 2_000) == Command(Action.HELP)
    assert parse(" " * 10_000 + "leave") == Command(Action.LEAVE)
    assert parse(f"pause {long}") == Command(Action.PAUSE, long)


PIECES = st.sampled_from([*EVERY, *LEADS, "https://a.example", " ", "\n", "\x00", "\ud800", "🙂", "\u200f", "<", "|"])


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES).map(" ".join)))
def test_no_words_make_it_stumble(words: str) -> None:
    found = parse(words)
    assert found is None or (found.action in SPELLINGS.values() and (not found.rest or found.action in TAKES_WORDS))
    assert parse(f"  {words}\n") == found
