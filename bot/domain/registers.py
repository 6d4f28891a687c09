"""What a person's answers to one item come to, whatever order they are heard in, and however often.

Each kind is a register of its own, in which the newest word wins, and a take-back wins over what was given in the very
same moment. A kind that excludes another takes that one back. As a rule nothing has to be written down for that: what
was given shows when. Only where it no longer shows is the end of the other kept, which nobody may have given at all.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from bot.domain.items import EXCLUDES, AnswerKind


class Word(NamedTuple):
    """The last word on one kind: when it was said (aware), and whether it took the answer back."""

    at: datetime
    taken_back: bool


Words = Mapping[AnswerKind, Word]
"""What is known of one person and one item; nothing of what was never said."""


def given(words: Words, kind: AnswerKind, at: datetime) -> Words:
    """What is to be written when this answer was given then."""
    given, ended = Word(at, taken_back=False), Word(at, taken_back=True)
    other = EXCLUDES.get(kind)
    if other is None:
        return _newer(words, {kind: given})
    against, own = words.get(other), words.get(kind)
    if against is not None and not against.taken_back:
        if against.at > at:  # which shows that this one was ended
            return {}
        return _newer(words, {kind: ended if against.at == at else given, other: ended})
    if own is not None and own.taken_back and own.at >= at:  # nothing will show that it was given
        return _newer(words, {other: ended})
    return _newer(words, {kind: given})


def taken_back(words: Words, kind: AnswerKind, at: datetime) -> Words:
    """What is to be written when this answer was taken back then."""
    ends = {kind: Word(at, taken_back=True)}
    other, own = EXCLUDES.get(kind), words.get(kind)
    if other is not None and own is not None and not own.taken_back:  # from now on nothing shows when it was given
        ends[other] = Word(min(own.at, at), taken_back=True)
    return _newer(words, ends)


def stands(words: Words) -> frozenset[AnswerKind]:
    """The answers that hold."""
    return frozenset(kind for kind, word in words.items() if not word.taken_back)


def _newer(words: Words, news: Words) -> Words:
    """Of these news, those that win over what is known."""
    return {kind: word for kind, word in news.items() if kind not in words or word > words[kind]}
