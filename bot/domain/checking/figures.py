"""Figures that may not be public: what a business measures itself by, beside a number, and dates of a roadmap.

A notice is a question, never a verdict: whether a figure is public only people know.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from bot.domain.vocabulary import figures as words

Span = tuple[int, int]


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def figures(sentence: str, *, now: datetime) -> list[Span]:
    """Where figures stand in a sentence, as spans; dates count if they are after `now` or said to come."""
    if not _pattern(rf"\d|illi|doubl|dreifach|doppel|halbier|halv|tripl|next|nächste|{words.MONTHS}").search(sentence):
        return []  # most sentences: nothing in them could be a figure
    return [*_beside_a_number(sentence), *_counted(sentence), *_to_come(sentence, now)]


def _beside_a_number(sentence: str) -> Iterator[Span]:
    """What a business measures itself by, with an amount or a doubling in the same sentence."""
    amounts = [found.span() for found in _pattern(f"{words.AMOUNT}|{words.CHANGE}").finditer(sentence)]
    for word in _pattern(words.MEASURED).finditer(sentence):
        near = [_both(word.span(), amount) for amount in amounts]
        near = [(start, end) for start, end in near if end - start <= 120]
        if near:
            yield min(near, key=lambda span: span[1] - span[0])


def _counted(sentence: str) -> Iterator[Span]:
    """How many customers, users and colleagues there are; what was raised and spent."""
    for shape in words.COUNTED:
        yield from (found.span() for found in _pattern(shape).finditer(sentence))


def _to_come(sentence: str, now: datetime) -> Iterator[Span]:
    """When something of ours will be there."""
    ships, date = _pattern(words.SHIPS).search(sentence), _pattern(words.DATE).search(sentence)
    if not (ships and date and _pattern(words.PRODUCT).search(sentence)):
        return
    year = next((int(said) for said in date.groupdict().values() if said), None)
    later = year > now.year if year else False
    this_year = year in (None, now.year)
    if later or (this_year and _pattern(words.TO_COME).search(sentence)):
        yield _both(ships.span(), date.span())


def _both(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])
