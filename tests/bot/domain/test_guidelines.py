"""Which paragraphs answer a question, in English and German."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guidelines import MOST, Kind, answering, paragraph_for


@dataclass(frozen=True)
class Paragraph:
    title: str
    text: str
    about: tuple[Kind, ...] = ()


WORKPLACE = Paragraph("Say where you work", "If it touches our work, say that you work here. One short line is enough.")
SECRETS = Paragraph("Keep secrets", "No client names or figures that are not public.")
PRESS = Paragraph("You speak for yourself", "Your opinion is welcome. Questions from the press go to Ingrid.")
PICTURES = Paragraph("Photos of people", "Ask before you show anybody's face, and never show screens or badges.")
PAY = Paragraph("Talk about pay is yours", "You may speak about your salary, your hours and your union with anyone.")
KIND = Paragraph("Be kind", "Argue about things, never about people. Walk away from trolls.")
MISTAKES = Paragraph("When something goes wrong", "Correct it openly and tell Ingrid; nobody will be angry.")
ENGLISH = [WORKPLACE, SECRETS, PRESS, PICTURES, PAY, KIND, MISTAKES]

ARBEIT = Paragraph("Sag, wo du arbeitest", "Wenn es unsere Arbeit berührt, sag, dass du hier arbeitest.")
GEHEIM = Paragraph("Was geheim ist, bleibt es", "Keine Kundennamen und keine Zahlen, die nicht öffentlich sind.")
PRESSE = Paragraph("Du sprichst für dich", "Deine Meinung ist willkommen. Fragen der Presse gehen an Ingrid.")
BILDER = Paragraph("Bilder von Menschen", "Frag, bevor du ein Gesicht zeigst, und zeig keine Bildschirme.")
GERMAN = [ARBEIT, GEHEIM, PRESSE, BILDER]

QUESTIONS = [
    ("May I name a customer?", SECRETS),
    ("client names", SECRETS),
    ("Can I mention our revenue?", SECRETS),
    ("can I post a picture of my desk with a colleague on it", PICTURES),
    ("photos", PICTURES),
    ("selfies?", PICTURES),
    ("Do I have to disclose my employer?", WORKPLACE),
    ("must I say where I work", WORKPLACE),
    ("A journalist called me", PRESS),
    ("who talks to reporters", PRESS),
    ("Am I allowed to talk about wages?", PAY),
    ("salaries", PAY),
    ("overtime", PAY),
    ("what about unions", PAY),
    ("somebody is being rude to me", KIND),
    ("I made a mistake, what now?", MISTAKES),
    ("errors", MISTAKES),
    ("Darf ich über mein Gehalt reden?", PAY),
    ("Was ist mit Fotos?", PICTURES),
]
FRAGEN = [
    ("Darf ich einen Kunden nennen?", GEHEIM),
    ("Kundinnen", GEHEIM),
    ("Kann ich den Umsatz erwähnen?", GEHEIM),
    ("Fotos?", BILDER),
    ("Darf ich ein Bild posten", BILDER),
    ("Eine Journalistin hat angerufen", PRESSE),
    ("Muss ich meinen Arbeitgeber angeben?", ARBEIT),
    ("Wo arbeite ich", ARBEIT),
    ("May I show a photo?", BILDER),
    ("customers", GEHEIM),
]


@pytest.mark.parametrize(("question", "paragraph"), QUESTIONS)
def test_the_paragraph_that_answers_comes_first(question: str, paragraph: Paragraph) -> None:
    assert answering(question, ENGLISH)[:1] == [paragraph]


@pytest.mark.parametrize(("question", "paragraph"), FRAGEN)
def test_so_it_does_in_german(question: str, paragraph: Paragraph) -> None:
    assert answering(question, GERMAN)[:1] == [paragraph]


def by_the_letters(question: str, guidelines: list[Paragraph]) -> list[Paragraph]:
    """The naive way: long words of the question that stand in the text as they are."""
    asked = [word for word in question.casefold().split() if len(word) > 3]
    return [one for one in guidelines if any(word in f"{one.title} {one.text}".casefold() for word in asked)]


def test_control_looking_for_the_same_letters_answers_few_of_them() -> None:
    right = [question for question, apt in QUESTIONS if by_the_letters(question, ENGLISH)[:1] == [apt]]
    right += [question for question, apt in FRAGEN if by_the_letters(question, GERMAN)[:1] == [apt]]

    assert len(right) < 0.5 * len(QUESTIONS + FRAGEN)


@pytest.mark.parametrize("question", ["", "?", "May I?", "What is the", "pancakes", "Wie ist das Wetter", "hallo"])
def test_a_question_that_none_answers_gets_none(question: str) -> None:
    assert answering(question, ENGLISH) == []


def test_who_asks_for_two_things_gets_both() -> None:
    assert set(answering("photos of customers", ENGLISH)) >= {SECRETS, PICTURES}


@given(st.text(max_size=80), st.lists(st.sampled_from(ENGLISH + GERMAN), unique=True))
def test_any_question_is_answered_with_some_of_the_paragraphs(question: str, guidelines: list[Paragraph]) -> None:
    found = answering(question, guidelines)

    assert len(found) == len(set(found)) <= MOST
    assert set(found) <= set(guidelines)


@given(st.permutations(ENGLISH))
def test_the_order_in_app_yaml_decides_only_between_equals(guidelines: list[Paragraph]) -> None:
    assert answering("May I name a customer?", guidelines)[0] == SECRETS


@pytest.mark.parametrize("kind", Kind)
def test_a_paragraph_that_says_what_it_is_about_goes_first(kind: Kind) -> None:
    named = Paragraph("Whatever", "Something else altogether.", (kind,))

    assert paragraph_for(kind, [*ENGLISH, named]) == named
    assert paragraph_for(kind, []) is None


@pytest.mark.parametrize(
    ("kind", "guidelines", "paragraph"),
    [
        (Kind.CLIENT_NAME, ENGLISH, SECRETS),
        (Kind.FIGURE, ENGLISH, SECRETS),
        (Kind.EMBARGO, ENGLISH, SECRETS),
        (Kind.SECRET, ENGLISH, SECRETS),
        (Kind.NO_DISCLOSURE, ENGLISH, WORKPLACE),
        (Kind.CLIENT_NAME, GERMAN, GEHEIM),
        (Kind.FIGURE, GERMAN, GEHEIM),
        (Kind.NO_DISCLOSURE, GERMAN, ARBEIT),
        (Kind.FIGURE, [KIND], None),
    ],
)
def test_where_none_says_so_the_words_decide(
    kind: Kind, guidelines: list[Paragraph], paragraph: Paragraph | None
) -> None:
    assert paragraph_for(kind, guidelines) == paragraph


def test_a_question_finds_a_paragraph_by_what_it_is_about_too() -> None:
    named = Paragraph("Regel 7", "Steht im Handbuch.", (Kind.CLIENT_NAME,))

    assert answering("customers", [KIND, named]) == [named]
