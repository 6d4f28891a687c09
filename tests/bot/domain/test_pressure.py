"""Orders and friendly texts told apart, on texts of our own; and calls to everyone, in every spelling."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pressure import calls_everyone, reads_as_order
from tests.bot.domain.checking.corpora import lines

LANGUAGES = ["english", "german"]


def measured(is_order: Callable[[str], object], language: str, half: int) -> tuple[float, float]:
    """Precision and recall on every second text: those the lists were tuned on (0), or the others (1)."""
    orders, friendly = (lines(f"{kind}_{language}")[half::2] for kind in ("orders", "friendly"))
    heard, wrongly = (len([text for text in some if is_order(text)]) for some in (orders, friendly))
    return heard / max(1, heard + wrongly), heard / len(orders)


@pytest.mark.parametrize("half", [0, 1], ids=["tuned on", "measured on"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_orders_are_told_from_friendly_texts(language: str, half: int) -> None:
    precision, recall = measured(reads_as_order, language, half)

    assert min(precision, recall) >= 0.9, (precision, recall)


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_listening_for_please_or_for_share_does_not_tell_them_apart(language: str) -> None:
    def says_please(text: str) -> bool:
        return re.search(r"please|bitte|!", text, re.IGNORECASE) is not None

    def says_share(text: str) -> bool:
        return re.search(r"shar|post|teil", text, re.IGNORECASE) is not None

    assert min(measured(says_please, language, 1)) < 0.7
    assert min(measured(says_share, language, 1)) < 0.9


def test_there_are_sixty_of_each_in_each_language_and_more() -> None:
    for name in ("orders_english", "orders_german", "friendly_english", "friendly_german"):
        assert len(lines(name)) == len(set(lines(name))) >= 60


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Hello! Everyone please share by ten. Thank you.", "Everyone please share by ten"),
        ("Ihr müsst  das alle\nbis Mittag posten.", "müsst das alle bis Mittag posten"),
        ("We’re proud. You MUST share this.", "You MUST share"),
        ("Nobody has to share this.", None),
        ("Niemand muss das teilen.", None),
        ("Please share this if you like.", None),
        ("Bitte teilt das, wenn ihr mögt.", None),
        ("Everyone please share by ten, if you like.", "Everyone please share by ten"),
        ("", None),
    ],
)
def test_the_words_that_made_it_an_order_are_shown_as_they_were(text: str, phrase: str | None) -> None:
    order = reads_as_order(text)

    assert (order.phrase if order else None) == phrase


@given(st.text(max_size=200))
def test_any_text_is_an_order_or_none_and_the_phrase_is_its_own(text: str) -> None:
    order = reads_as_order(text)

    assert order is None or order.phrase in " ".join(text.split())


@pytest.mark.parametrize("piece", ["please ", "alle ", "by ten ", "share, ", "a", "bitte alle ", "- share "])
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    start = time.process_time()
    reads_as_order(piece * (20_000 // len(piece)))
    assert time.process_time() - start < 1


CALLS = [
    "@channel",
    "@here",
    "@everyone",
    "@all",
    "@team",
    "@alle",
    "@Channel",
    "@EVERYONE",
    "＠here",
    "@chan\u200bnel",
    "<!channel>",
    "<!here>",
    "<!everyone>",
    "<!here|here>",
    "<!subteam^S0123ABCD>",
    "<!subteam^S0123ABCD|@marketing>",
    "&lt;!channel&gt;",
    "<at>everyone</at>",
    '<at id="0">Everyone</at>',
    "<at>alle</at>",
]
NO_CALLS = [
    "ana@team.example",
    "ben@everyone",
    "@teamwork",
    "@all-hands-radio",
    "@ana",
    "<at>Ana Duarte</at>",
    "here and everyone",
    "all@once",
    "https://social.example/@all.about.air",
    "<!date^1392734382^Posted {date}|then>",
    "the channel",
    "@teamkesterhaven",
    "@here_is_ana",
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "around", ["{}", "{} the kettle is on", "Cake, {}!", "({})", "look:{}, now", "First line\n{}."]
)
def test_a_call_to_everyone_is_heard(call: str, around: str) -> None:
    assert calls_everyone(around.format(call)) == call.replace("\u200b", "")


@pytest.mark.parametrize("text", NO_CALLS)
def test_what_calls_nobody_or_one_person_is_not(text: str) -> None:
    assert calls_everyone(f"See {text} for more.") is None


def test_control_looking_for_three_words_misses_most_calls() -> None:
    naive = [call for call in CALLS if not any(word in call for word in ("@channel", "@here", "@everyone"))]

    assert len(naive) > len(CALLS) / 2


def test_friendly_texts_call_nobody() -> None:
    texts = [text for language in LANGUAGES for kind in ("friendly", "orders") for text in lines(f"{kind}_{language}")]

    assert [text for text in texts if calls_everyone(text)] == []
