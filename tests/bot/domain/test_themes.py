"""Family, what people believe, politics: found where a text touches them, not where its words mean something else."""

import unicodedata
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import wording
from bot.chat.wording.english.questions import QUESTIONS
from bot.chat.wording.german.questions import QUESTIONS as FRAGEN
from bot.domain.people import Boundary
from bot.domain.themes import CLOSES, LONGEST_TEXT, Theme, touched, touches_closed
from tests.bot.domain.theme_texts import english, german

Finder = Callable[[str], frozenset[Theme]]
LETTERS = {"f": Theme.FAMILY, "r": Theme.FAITH, "p": Theme.POLITICS}
TUNED, MEASURED = 0, 1
LEAST = 0.9
languages = pytest.mark.parametrize("language", [english, german], ids=["english", "german"])


def labelled(language: ModuleType, half: int) -> list[tuple[frozenset[Theme], str]]:
    """Every other text with the themes it touches."""
    touching = [
        (frozenset(LETTERS[letter] for letter in letters), text) for letters, text in language.TOUCHING[half::2]
    ]
    return touching + [(frozenset[Theme](), text) for text in language.NOT_TOUCHING[half::2]]


def precision_and_recall(find: Finder, language: ModuleType, half: int) -> tuple[float, float]:
    """Of all themes found, how many are there; of all that are there, how many are found."""
    pairs = [(themes, find(text)) for themes, text in labelled(language, half)]
    right = sum(len(themes & found) for themes, found in pairs)
    return right / sum(len(found) for _, found in pairs), right / sum(len(themes) for themes, _ in pairs)


@languages
def test_the_corpora_are_as_large_as_they_say(language: ModuleType) -> None:
    assert len(language.TOUCHING) == len(language.NOT_TOUCHING) == 60
    assert len({text for _, text in language.TOUCHING} | set(language.NOT_TOUCHING)) == 120


@languages
@pytest.mark.parametrize("half", [TUNED, MEASURED], ids=["tuned", "measured"])
def test_themes_are_found_where_they_are_and_hardly_anywhere_else(language: ModuleType, half: int) -> None:
    precision, recall = precision_and_recall(touched, language, half)
    assert precision >= LEAST, precision
    assert recall >= LEAST, recall


def bare_words(text: str) -> frozenset[Theme]:
    """A naive finder: words anywhere, whatever they are part of and whatever stands beside them."""
    words = {
        Theme.FAMILY: ("famil", "parent", "mother", "child", "kind", "mutter", "eltern", "vater"),
        Theme.FAITH: ("faith", "church", "bible", "mass", "glaube", "kirch", "messe"),
        Theme.POLITICS: ("party", "election", "vote", "polic", "congress", "partei", "wahl", "politik"),
    }
    return frozenset(theme for theme in Theme if any(word in text.casefold() for word in words[theme]))


@languages
def test_control_bare_words_find_too_much_and_too_little(language: ModuleType) -> None:
    precision, recall = precision_and_recall(bare_words, language, MEASURED)
    assert precision < LEAST
    assert recall < LEAST


QUESTIONS_ASKED = {
    f"{code}: {name}": text
    for code, questions in (("en", QUESTIONS), ("de", FRAGEN))
    for name, text in (
        *questions.items(),
        ("second", wording.of(code).second_question()),
        ("third", wording.of(code).third_question()),
    )
}


def test_no_question_a_draft_can_start_from_touches_a_theme() -> None:
    assert {name: found for name, text in QUESTIONS_ASKED.items() if (found := touched(text))} == {}


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("How would you explain this to your children?", Theme.FAMILY),
        ("Wie würdest du das deiner Mutter erklären?", Theme.FAMILY),
        ("Does your faith change how you see this?", Theme.FAITH),
        ("Was sagt dein Glaube dazu?", Theme.FAITH),
        ("Which party would agree with this?", None),
        ("What should the government do about this?", Theme.POLITICS),
        ("Was sollte die Politik hier tun?", Theme.POLITICS),
    ],
)
def test_control_a_question_that_touches_one_would_be_found(question: str, theme: Theme | None) -> None:
    assert touched(question) == ({theme} if theme else frozenset())


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("a kinder compiler, and kind words", ()),  # kind and kinder are children in German alone
        ("A kind text about drilling holes", ()),
        ("Ein Kind fragt nach dem Mond", (Theme.FAMILY,)),
        ("Wir werden gebeten, die Abteilung zu wechseln", ()),
        ("GROẞELTERN UND VÄTER", (Theme.FAMILY,)),
        ("Vaeter im Betrieb", (Theme.FAMILY,)),
        (unicodedata.normalize("NFD", "Väter, die Bundestagswahl und der Dom zu Köln: Gebete"), tuple(Theme)),
        ("trust, motherboards and breadcrumbs", ()),
        ("", ()),
    ],
)
def test_words_are_compared_whole_in_their_own_language_however_they_are_spelt(
    text: str, themes: tuple[Theme, ...]
) -> None:
    assert touched(text) == frozenset(themes)


def test_each_boundary_of_a_theme_closes_that_one_and_no_other() -> None:
    assert set(CLOSES) == set(Boundary) - {Boundary.NO_PHOTOS}
    texts = {
        Theme.FAMILY: "My mother taught me this",
        Theme.FAITH: "The mosque next door",
        Theme.POLITICS: "A referendum on roads",
    }
    for boundary, closed in CLOSES.items():
        for theme, text in texts.items():
            assert touches_closed(text, [boundary]) == (theme is closed)
    for text in texts.values():
        assert touches_closed(text, list(Boundary))
        assert not touches_closed(text, [])
        assert not touches_closed(text, [Boundary.NO_PHOTOS]), "photos are no theme"


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert touched("word " * (LONGEST_TEXT // 5) + "my mother") == frozenset()
    assert touched("word " * (LONGEST_TEXT // 5 - 4) + "my mother") == {Theme.FAMILY}


@given(st.text(max_size=200), st.frozensets(st.sampled_from(Boundary)))
def test_no_text_makes_it_stumble(text: str, boundaries: frozenset[Boundary]) -> None:
    closed = {CLOSES[one] for one in boundaries if one in CLOSES}
    assert touches_closed(text, boundaries) == bool(closed & touched(text))
