"""Themes some people want to be left alone with: family, what they believe, politics; and which of them a text touches.

The words stand in `bot/domain/vocabulary`, in English and German; a text is looked through in the one it is in. No list
of words is ever complete: one that is missed is a nudge somebody did not want, one found in vain is a nudge less.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final

from bot.domain.people import Boundary
from bot.domain.spelling import any_of, folded
from bot.domain.vocabulary import themes_english as english
from bot.domain.vocabulary import themes_german as german

LONGEST_TEXT: Final = 4_000


class Theme(StrEnum):
    """What somebody may not want to be asked about."""

    FAMILY = "family"
    FAITH = "faith"
    POLITICS = "politics"


CLOSES: Final[Mapping[Boundary, Theme]] = {
    Boundary.NO_FAMILY: Theme.FAMILY,
    Boundary.NO_FAITH: Theme.FAITH,
    Boundary.NO_POLITICS: Theme.POLITICS,
}
"""Which theme a boundary closes."""

_GERMAN: Final = """
und|oder|nicht|kein|keine|ist|sind|wird|werden|wurde|hat|haben|der|das|dem|den|des|ein|eine|einer|einem|einen|mit|im|am
zum|zur|vom|fuer|auf|bei|aus|nach|von|zu|wie|wer|wo|wenn|dass|als|sich|ueber|auch|noch|mehr|ich|wir|du|dein|deine|deinen
deinem|mein|meine|ihr|ihre|ihren|unser|unsere|neue|neuer|neues|zwischen|ohne|gegen|warum|woran
"""
_ENGLISH: Final = """
the|and|or|not|no|is|are|be|has|have|had|of|to|with|for|on|at|by|from|how|why|who|what|when|where|that|this|these|it|its
as|after|about|into|your|you|my|our|we|they|their|his|her|she|he|do|does|did|will|would|can|could|new|more
"""
"""Little words that tell which language a text is in."""

Words = Mapping[Theme, tuple[str, str]]
"""For each theme the words that touch it, and the phrases in which they mean something else."""

_IN_ENGLISH: Final[Words] = {
    Theme.FAMILY: (english.FAMILY, english.FAMILY_NOT),
    Theme.FAITH: (english.FAITH, english.FAITH_NOT),
    Theme.POLITICS: (english.POLITICS, english.POLITICS_NOT),
}
_IN_GERMAN: Final[Words] = {
    Theme.FAMILY: (german.FAMILY, german.FAMILY_NOT),
    Theme.FAITH: (german.FAITH, german.FAITH_NOT),
    Theme.POLITICS: (german.POLITICS, german.POLITICS_NOT),
}


def touched(text: str) -> frozenset[Theme]:
    """The themes a text touches, by its first 4,000 characters; in English or German, in any case and spelling."""
    return _touched(text, frozenset(Theme))


def touches_closed(text: str, boundaries: Collection[Boundary]) -> bool:
    """Whether a text touches a theme that one of these boundaries closes."""
    closed = frozenset(CLOSES[one] for one in boundaries if one in CLOSES)
    return bool(closed and _touched(text, closed))


def _touched(text: str, themes: frozenset[Theme]) -> frozenset[Theme]:
    said = folded(text[:LONGEST_TEXT])
    spoken = _languages(said)
    return frozenset(theme for theme in themes if _touches([words[theme] for words in spoken], said))


def _languages(said: str) -> tuple[Words, ...]:
    """The lists to look into: "kind" is a child in German alone. Both, where the little words do not tell."""
    in_german, in_english = len(any_of(_GERMAN).findall(said)), len(any_of(_ENGLISH).findall(said))
    if in_german == in_english:
        return _IN_ENGLISH, _IN_GERMAN
    return (_IN_GERMAN,) if in_german > in_english else (_IN_ENGLISH,)


def _touches(lists: Sequence[tuple[str, str]], said: str) -> bool:
    touching, elsewhere = zip(*lists, strict=True)
    return any_of(*touching).search(any_of(*elsewhere).sub("·", said)) is not None
