"""Every text a person can read: there is an example of each, it is whole, and it is said in the product's words."""

import inspect
import re
from collections.abc import Iterable, Iterator

import pytest

from bot.chat import wording
from bot.chat.commands import SPELLINGS
from bot.chat.wording import examples
from bot.chat.wording.english import English
from bot.chat.wording.english.questions import QUESTIONS
from bot.chat.wording.english.speaking import listed
from bot.domain.angles import ANGLES

LANGUAGES = sorted(wording.LANGUAGES)

UNWANTED = re.compile(
    r"\b(content|post|asset|mention|hit|testimonial|channel|stream|tag|campaign|user|employee|advocate|admin|manager"
    r"|engagement|pass|copy|template|prompt|hook|notification|dashboard|task|job|platform)(?:s|es|ed|ing|rs?)?\b",
    re.IGNORECASE,
)
"""The right-hand column of DESIGN section 2."""

ANOTHER_SENSE = [
    "Copy",
    "copy your words first",
    "post them yourself",
    "nothing is posted for you",
    "whether you posted anything",
]
"""Where such a word means something else: a button that copies, and what people do on their own networks."""

TELLING = [
    r"\b(?:please|do|go and|now|just) (?:share|post|repost|like|follow|comment)\b",
    r"(?:^|[.!:] )(?:share|post|repost|spread|amplify|boost|tell everyone|tell your)\b",
    r"\byou (?:should|must|have to|need to|ought to)\b",
    r"\b(?:don['’]t|do not) forget to\b",
    r"\b(?:remember|be sure|make sure|time) to (?:share|post)\b",
    r"\b(?:spread the word|help us|join in|do your part|be an? ambassador|go viral|reach more people)\b",
    r"\b(?:leaderboard|\d+ points|streak|rank(?:ing|ed)?|badges?|rewards?|quota|due|deadline|score|winner|top \d+)\b",
]
"""How people are told to share, or lured into it."""


TAKES_NOTHING = re.compile(
    r"(?:Have|Has|Did|Do|Does|Is|Are|Was|Were|Could|Would|If) .*\?"  # asks whether, before it asks what
    r"|(?:What|Which|Who|How)\b.* (?:would|might)\b.*\?"  # asks what could be, not what was
    r"|What is .*, if anything\?"
)
"""Questions that suppose nothing: not that somebody took part, was surprised, or has an opinion."""


def texts() -> list[tuple[str, str]]:
    return [one for language in LANGUAGES for one in examples.all_texts(language)]


def unwanted_in(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Words of the right-hand column, with the text they stand in."""
    for _, text in said:
        bare = text
        for phrase in ANOTHER_SENSE:
            bare = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", "", bare)
        for found in UNWANTED.finditer(bare):
            yield found[1].lower(), text


def told_in(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Texts that tell people to share."""
    for _, text in said:
        for pattern in TELLING:
            if re.search(pattern, text, re.IGNORECASE):
                yield pattern, text


def test_every_function_has_an_example() -> None:
    named = {name for name, _ in inspect.getmembers(English, inspect.isfunction) if not name.startswith("_")}
    assert {name for name, _ in examples.all_texts("en")} == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_itself(language: str) -> None:
    kind = wording.LANGUAGES[language]
    said = {name for name, _ in inspect.getmembers(English, inspect.isfunction) if not name.startswith("_")}
    folder = f"{wording.__name__}.{kind.__module__.rsplit('.', 1)[-1]}"
    own = {name for part in kind.__mro__ if part.__module__.startswith(folder) for name in vars(part) if name in said}
    assert own == said
    assert wording.of(language).language == language


def test_every_text_is_whole() -> None:
    for name, text in texts():
        assert text, name
        assert text == text.strip(), (name, text)
        assert "  " not in text, (name, text)
        assert not re.search(
            r"[{}]|\bNone\b(?! yet| is offered)|\(\)|<bound|“”| ,| \.(?:\s|$)|\b[A-Z][a-z]+\.[A-Z]{2,}", text
        ), (
            name,
            text,
        )
        assert text[-1].isalnum() or text[-1] in ".?!…:)”]", (name, text)
        assert text.count("“") == text.count("”"), (name, text)
        assert not re.search(r"^[a-zäöü].*[.!]$", text), ("a sentence begins with a capital letter", name, text)


def test_texts_are_whole_where_little_is_known_too() -> None:
    w = wording.of("en")
    bare = [
        w.heard_in((), 0.0, ()),
        w.heard_in(("One",), 100, ()),
        w.asks((), brought=True),
        w.asks((), brought=False),
        w.story_by(""),
        w.story_by_team(""),
        w.joined(""),
        w.page_title(""),
        w.networks_now((), apart=False),
        w.topics_now(()),
        w.find_already(""),
        w.naming_title(""),
        w.brought_because("why", ""),
        w.why_seeing((), (), 3, "heard"),
        w.saved_item("Title", ""),
        w.not_to_be_shared(internal=True, not_before=None),
        w.find_trouble("withdrawn"),
        w.noted("something new"),
    ]
    for text in bare:
        assert text == text.strip() != ""
        assert "  " not in text
        assert "None" not in text.replace("None is offered", "")


def test_a_list_of_names_reads_like_one() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_a_language_that_is_not_spoken_falls_back_to_english() -> None:
    for code in ("de", "xx", "", "tlh", "EN", "en-GB", "en_US"):
        assert wording.of(code).language == "en"
        assert wording.of(code).worth_it() == "Worth sharing"


def test_every_angle_has_its_question_and_every_command_its_line() -> None:
    assert set(QUESTIONS) == {angle.id for angle in ANGLES}
    assert all(question.endswith(("?", "?)", "needed.)")) for question in QUESTIONS.values())
    assert all(wording.of("en").command(name) for name in SPELLINGS)


def test_no_question_takes_anything_for_granted() -> None:
    assert [question for question in QUESTIONS.values() if not TAKES_NOTHING.match(question)] == []


def test_control_a_question_that_takes_something_for_granted_would_be_found() -> None:
    presumed = [
        "What surprised you most?",
        "What was your own part in this?",
        "Why are you proud of this?",
        "How did it feel to be there?",
        "What do many people get wrong about this?",
        "Who helped you most?",
        "When did you first hear of this?",
    ]
    assert [question for question in presumed if TAKES_NOTHING.match(question)] == []


def test_no_question_is_asked_twice_and_all_are_short() -> None:
    assert len(set(QUESTIONS.values())) == len(QUESTIONS)
    assert max(map(len, QUESTIONS.values())) <= 90


def test_the_workplace_can_be_said_in_several_ways_each_short_enough_for_x() -> None:
    w = wording.of("en")
    lines = {w.workplace_line("Example Works", variant) for variant in range(30)}
    assert len(lines) >= 5
    assert all("Example Works" in line and len(line) <= 60 for line in lines)
    assert min(map(len, lines)) <= 30
    why = w.workplace_why()
    assert all(name in why for name in ("16 CFR 255.5", "FTC", "ASA", "CMA"))
    assert "\n" not in why


def test_no_text_uses_a_word_the_product_does_not_use() -> None:
    assert list(unwanted_in(texts())) == []


def test_no_text_tells_anyone_to_share() -> None:
    assert list(told_in(texts())) == []


def test_control_such_words_would_be_found() -> None:
    says = ["Your post was published.", "A new campaign for our advocates", "Ask your manager", "Copy this template"]
    assert {word for word, _ in unwanted_in(("x", one) for one in says)} >= {"post", "campaign", "manager", "template"}
    lures = [
        "Please share this today.",
        "Share it with your network!",
        "You should say something.",
        "Don't forget to post it.",
        "You have 12 points.",
        "Thank you. Spread the word!",
    ]
    assert {text for _, text in told_in(("x", one) for one in lures)} == set(lures)


def test_cards_say_that_answering_is_a_free_choice_and_who_sees_it() -> None:
    w = wording.of("en")
    assert w.optional_always().startswith("Optional, always.")
    assert "Only you see" in w.optional_always()
    assert "public" in w.optional_always()
    assert "free choice" in w.joining_free()
