"""Guidelines: which paragraph answers a question, and which one belongs to something that was noticed in a draft.

English and German, by the beginnings of words: "salaries" finds "salary", "Kundinnen" finds "Kunden". Everyday words
for the same thing count as one, across the two languages: people ask in theirs, whatever the paragraphs are written in.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import Protocol, TypeVar

from bot.domain.spelling import folded
from bot.domain.vocabulary.guidelines import NOT_ASKED, SAME_THING


class Kind(StrEnum):
    """What a draft is looked through for, when its author asks."""

    CLIENT_NAME = "client_name"
    FIGURE = "figure"
    EMBARGO = "embargo"
    SECRET = "secret"  # noqa: S105 - a kind of notice, not one of them
    NO_DISCLOSURE = "no_disclosure"


class Guideline(Protocol):
    """A paragraph of the guidelines; `about` names what it is the paragraph for, where its words do not tell."""

    @property
    def title(self) -> str:
        """A few words."""
        ...

    @property
    def text(self) -> str:
        """A sentence or three."""
        ...

    @property
    def about(self) -> Collection[Kind]:
        """The kinds of notice that it answers."""
        ...


Paragraph = TypeVar("Paragraph", bound=Guideline)

MOST = 3
_IN_TITLE, _IN_TEXT, _ABOUT = 2.0, 1.0, 1.0
_SHORTEST = 3
_NEAR_BEST = 0.5


def answering(question: str, guidelines: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that apply to a question, best first, at most three; none where none applies.

    A word that only one paragraph has says more than one that all have. What is far less apt than the best is left out.
    """
    asked = _meanings(question)
    if not asked:
        return []
    read = [_Read(one) for one in guidelines]
    spread = {word: sum(one.weight(word) > 0 for one in read) for word in asked}
    scored = [(sum(one.weight(word) / spread[word] for word in asked if spread[word]), one) for one in read]
    best = max((score for score, _ in scored), default=0.0)
    apt = [(score, place) for place, (score, _) in enumerate(scored) if score > 0 and score >= best * _NEAR_BEST]
    return [guidelines[place] for _, place in sorted(apt, key=lambda one: (-one[0], one[1]))[:MOST]]


def paragraph_for(kind: Kind, guidelines: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that goes with a notice: one that says it is `about` it, else the one whose words fit, or None."""
    named = next((one for one in guidelines if kind in one.about), None)
    if named is not None:
        return named
    found = answering(_ASKED_FOR[kind], guidelines)
    return found[0] if found else None


class _Read:
    """A paragraph, read once."""

    def __init__(self, guideline: Guideline) -> None:
        self.title, self.text = _meanings(guideline.title), _meanings(guideline.text)
        self.about = {word for kind in guideline.about for word in _meanings(_ASKED_FOR[kind])}

    def weight(self, word: str) -> float:
        """How much this word says for the paragraph; the strongest place counts."""
        return max(_IN_TITLE * (word in self.title), _IN_TEXT * (word in self.text), _ABOUT * (word in self.about), 0.0)


_ASKED_FOR = {
    Kind.CLIENT_NAME: "client name",
    Kind.FIGURE: "figures revenue",
    Kind.EMBARGO: "embargo announce public",
    Kind.SECRET: "secret password internal",
    Kind.NO_DISCLOSURE: "disclosure workplace",
}


_ENDINGS = (
    "innen", "ings", "ing", "ern", "est", "ies", "ed", "en", "er", "es", "in", "em", "ly", "e", "s", "n", "y",
)  # fmt: skip


def _meanings(text: str) -> set[str]:
    """What a text speaks of: the thing where a word is one of several for it, else the beginning of the word."""
    return {_meaning(word) for word in _words(text)}


def _words(text: str) -> Iterator[str]:
    for word in re.findall(r"[^\W_]+", folded(text)):
        if word not in _not_asked() and (len(word) >= _SHORTEST or word.isdigit()):
            yield word


@cache
def _not_asked() -> frozenset[str]:
    return frozenset(NOT_ASKED.split())


def _meaning(word: str) -> str:
    whole, beginnings = _things()
    stem = _stem(word)
    thing = whole.get(word) or whole.get(stem)
    if thing is None:
        thing = next((thing for beginning, thing in beginnings if word.startswith(beginning)), None)
    return thing or stem


def _stem(word: str) -> str:
    """The word without its ending, as long as four letters are left."""
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 4), "")
    return word.removesuffix(ending)


@cache
def _things() -> tuple[dict[str, str], list[tuple[str, str]]]:
    whole: dict[str, str] = {}
    beginnings: list[tuple[str, str]] = []
    for line in SAME_THING.split("\n"):
        for word in line.split():
            thing = f"={line.split()[0]}"
            if word.endswith("*"):
                beginnings.append((word[:-1], thing))
            else:
                whole.setdefault(word, thing)
                whole.setdefault(_stem(word), thing)
    return whole, beginnings
