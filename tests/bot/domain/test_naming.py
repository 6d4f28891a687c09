"""A name that must not stand in a story is found however it is written, and an everyday word is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.naming import WORDS_TOO, standing_in


@pytest.mark.parametrize(
    "text",
    [
        "Chloé laughed.",
        "chloe laughed",
        "CHLOE",
        "Chloe\u0301 laughed",
        "Chloé's desk",
        "Chloés Schreibtisch",
        "Chl\u00adoé and I",
        "with Chloé-Marie",
        "（Chloé）",
        "Tremblay said so",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert standing_in(text, ["Chloé Tremblay"]) == ("Chloé Tremblay",)


@pytest.mark.parametrize("text", ["", "Chlorine", "a trembling hand", "We found a fan full of cat hair."])
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert standing_in(text, ["Chloé Tremblay"]) == ()


@pytest.mark.parametrize(
    ("name", "word", "says_name"),
    [
        ("Will", "We will ship it, if you may ask.", False),
        ("Will", "We asked Will twice.", True),
        ("Will", "It was Will's idea.", True),
        ("May Lin", "It may rain in may.", False),
        ("May Lin", "then lin came", True),
        ("Mark", "on the mark", False),
        ("Mark", "on Mark", True),
    ],
)
def test_a_name_that_is_an_everyday_word_needs_its_capital_letter(name: str, word: str, says_name: bool) -> None:
    assert standing_in(word, [name]) == ((name,) if says_name else ())


def test_control_without_that_rule_every_will_would_be_somebody() -> None:
    assert "will" in WORDS_TOO
    assert standing_in("We willow ship it", ["Willow Brook"]) == ()
    assert standing_in("we ship it with brook", ["Willow Brook"]) == ("Willow Brook",)


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_and_any_name_are_compared_without_failing(text: str, name: str) -> None:
    assert set(standing_in(text, [name])) <= {name}


@given(st.sampled_from(["Ana", "Farah", "Chloé", "Müller"]), st.text(" .,!\n", min_size=1, max_size=5))
def test_a_name_between_any_marks_is_found(name: str, mark: str) -> None:
    assert standing_in(f"then{mark}{name}{mark}came", [name]) == (name,)
