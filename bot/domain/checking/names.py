"""Names in a text, however people spell them.

"Müller & Söhne GmbH" is also Mueller und Söhne, Müller & Söhne's, #MüllerSöhne, MÜLLER-SÖHNE; "Nordbank" is also
Nord Bank, Nordbanks and the Nordbank-Projekt. Words are glued together and compared without case, accents and joints.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from bot.domain.spelling import folded

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
_JOINTS = frozenset({"und", "and", "et", "y"})
_LEGAL_FORMS = frozenset(
    [
        "ab",
        "ag",
        "as",
        "asa",
        "bv",
        "co",
        "corp",
        "ev",
        "gmbh",
        "gmbhcokg",
        "inc",
        "kg",
        "kgaa",
        "llc",
        "llp",
        "ltd",
        "limited",
        "nv",
        "ohg",
        "oy",
        "plc",
        "sa",
        "sarl",
        "sas",
        "se",
        "spa",
        "srl",
        "ug",
    ]
)
_COMMON_WORD = 6
"""A single word no longer than this may also be a word like any other ("Target", "Shell"): there its capital counts."""

_SPLIT_FROM = 8
"""From so many letters on a name is also found split in two or run together otherwise than it is listed."""


class Names:
    """Names, ready to be looked for."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._listed: dict[str, tuple[int, str]] = {}
        for name in names:
            self._add(normalize("NFC", name))
        self._begin = frozenset(glued[:2] for glued in self._listed)
        self._widest = min(8, max((count for count, _ in self._listed.values()), default=0) + 1)

    def _add(self, name: str) -> None:
        words = [word for word in _WORD.findall(name) if word.casefold() not in _JOINTS]
        short = list(words)
        while len(short) > 1 and short[-1].casefold() in _LEGAL_FORMS:
            short.pop()
        for some in (words, short):
            for glued in (_glued(some), _glued([_unmarked(word) for word in some])):
                if len(glued) > 1:
                    self._listed.setdefault(glued, (len(some), some[0]))

    def spans(self, text: str) -> list[Span]:
        """Where they stand in a text, in order, none within another."""
        found: list[Span] = []
        words = [word for word in _WORD.finditer(text) if word[0].lower() not in _JOINTS] if self._listed else []
        plain = [word[0].lower() if word[0].isascii() else folded(word[0]) for word in words]
        for start, word in enumerate(words):
            if (found and word.start() < found[-1][1]) or not self._may_begin(plain[start]):
                continue
            end = next(self._ends(text, words, plain, start), None)
            if end is not None:
                found.append((word.start(), end))
        return found

    def _may_begin(self, word: str) -> bool:
        """Whether to look any further, which for nearly every word is not so."""
        return word[:2] in self._begin or len(word) == 1

    def _ends(self, text: str, words: list[re.Match[str]], plain: list[str], start: int) -> Iterator[int]:
        """Where a name that begins with this word ends; the longest first."""
        for count in range(min(self._widest, len(words) - start), 0, -1):
            glued = "".join(plain[start : start + count])
            for bare in (glued, glued.removesuffix("s")):
                listed = self._listed.get(bare)
                last = words[start + count - 1].end()
                if listed and _is_meant(words[start][0], count, bare, listed) and _together(text, words, start, count):
                    yield last


def _glued(words: list[str]) -> str:
    return "".join(folded(word) for word in words)


def _unmarked(word: str) -> str:
    return "".join(sign for sign in normalize("NFD", word) if sign.isalnum())


def _is_meant(first: str, count: int, glued: str, listed: tuple[int, str]) -> bool:
    words, spelt = listed
    if count != words and len(glued) < _SPLIT_FROM:
        return False
    plain = words == 1 and len(glued) <= _COMMON_WORD and spelt[:1].isupper()
    return not plain or first[:1].isupper()


def _together(text: str, words: list[re.Match[str]], start: int, count: int) -> bool:
    """Whether nothing that ends a sentence or a clause stands between the words of a name."""
    between = text[words[start].start() : words[start + count - 1].end()]
    return count == 1 or not re.search(r"[.!?:;,\n]\s|\n", between)


def marked(text: str, name: str) -> str:
    """The text with this name, however it is spelt and in the genitive too, as the sign `{x}` of expressions."""
    done, parts = 0, []
    for start, end in names((name,)).spans(text) if name else []:
        parts.append(f"{text[done:start]}{{x}}")
        done = end
    return re.sub(r"\{x\}['’‘]?s?(?!\w)", "{x}", "".join([*parts, text[done:]]))


@lru_cache(maxsize=16)
def names(listed: tuple[str, ...]) -> Names:
    """The names, made ready once for each list."""
    return Names(listed)
