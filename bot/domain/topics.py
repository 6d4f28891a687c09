"""Topics: what a room or a person wants to hear about, and the words by which a text belongs to one.

All words of all topics stand in one automaton, so that a text is read once however many there are. The edges of words
are checked here. People write words and phrases, never regular expressions: those have no bound on their time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category, normalize

import ahocorasick

LONGEST_TEXT = 20_000
MOST_WORDS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Topic:
    """What a room or a person wants to hear about.

    All of `must` occur, at least one of `may` where there are any, none of `must_not`. A topic with neither `must` nor
    `may` matches everything that `must_not` leaves.
    """

    id: str
    name: str
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A topic that a text belongs to, and at most five words each by which it does, as the topic spells them."""

    topic_id: str
    name: str
    in_title: tuple[str, ...] = ()
    in_text: tuple[str, ...] = ()


class Matcher:
    """Many topics, ready to be asked about many texts. Building costs far more than asking: build it once per run."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._topics = [_Wanted.of(topic) for topic in topics]
        # A topic is looked at where one of its words occurred, or always, where it needs none.
        self._always = [place for place, wanted in enumerate(self._topics) if not wanted.positive]
        self._by_word: dict[str, list[int]] = {}
        words = set[str]()
        for place, wanted in enumerate(self._topics):
            words.update(wanted.positive, wanted.must_not)
            for word in wanted.must or wanted.may:
                self._by_word.setdefault(word, []).append(place)
        self._automaton = _automaton(words)

    def match(self, title: str, text: str) -> list[Match]:
        """The topics this belongs to, in the order they were handed in. Reads the first 20,000 characters of each."""
        in_title, in_text = self._words_in(title), self._words_in(text)
        places = {place for word in in_title | in_text for place in self._by_word.get(word, ())}
        wanted = (self._topics[place] for place in sorted(places.union(self._always)))
        return [each.match(in_title, in_text) for each in wanted if each.accepts(in_title | in_text)]

    def _words_in(self, text: str) -> set[str]:
        if self._automaton is None:
            return set()
        folded = fold(text[:LONGEST_TEXT])
        found = set[str]()
        for last, word in self._automaton.iter(folded):
            if word not in found and _stands_alone(word, folded, last - len(word) + 1):
                found.add(word)
        return found


def fold(text: str) -> str:
    """The text as it is compared: without case, diacritics, invisible characters and kinds of blanks, hyphens, quotes.

    NFKC and full case folding (Unicode 3.13). A hyphen inside a word is a blank (`open-source`), except beside a single
    letter (`C-suite`), where it holds the two together. Folding twice changes nothing more.
    """
    if text.isascii():
        folded = text.lower()
    else:
        folded = normalize("NFKD", normalize("NFKD", text).casefold())
        folded = normalize("NFKC", _MARKS.sub("", folded).translate(_SAME_LETTERS))
    return " ".join(_HYPHEN.sub(_joint, folded).split())


def is_unspaced(character: str) -> bool:
    """Whether its script is written without blanks between words, or glues endings to them (Chinese, Thai, Korean)."""
    return character >= "\u0e00" and _UNSPACED.match(character) is not None


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────

# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; and the invisible. Marks of other scripts are
# vowels or change the letter, and so does the breve that makes й of и.
_MARKS = re.compile(
    "[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]|(?<!и)\u0306"
)
_SAME_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("‘’‛ʼʹ′`´", "'")
    | dict.fromkeys("‐‑‒–—―−﹣", "-")
)
_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff々〆〇]"
)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A topic with its words folded; `spelling` leads from a folded word back to the topic's own."""

    topic: Topic
    must: frozenset[str]
    may: frozenset[str]
    must_not: frozenset[str]
    spelling: dict[str, str]

    @classmethod
    def of(cls, topic: Topic) -> "_Wanted":
        spelling: dict[str, str] = {}
        for word in topic.must + topic.may:
            spelling.setdefault(fold(word), word)
        spelling.pop("", None)
        must, may, must_not = (frozenset(map(fold, words)) - {""} for words in (topic.must, topic.may, topic.must_not))
        return cls(topic, must, may, must_not, spelling)

    @property
    def positive(self) -> frozenset[str]:
        return self.must | self.may

    def accepts(self, words: set[str]) -> bool:
        return self.must <= words and (not self.may or bool(self.may & words)) and not self.must_not & words

    def match(self, in_title: set[str], in_text: set[str]) -> Match:
        return Match(self.topic.id, self.topic.name, self._named(in_title), self._named(in_text))

    def _named(self, words: set[str]) -> tuple[str, ...]:
        return tuple(own for word, own in self.spelling.items() if word in words)[:MOST_WORDS_NAMED]


def _automaton(words: set[str]) -> ahocorasick.Automaton | None:
    if not words:
        return None  # the library refuses to look for nothing
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _joint(hyphen: re.Match[str]) -> str:
    """What becomes of a hyphen inside a word."""
    at = hyphen.start()
    return "-" if _is_lone_letter(hyphen.string, at - 1) or _is_lone_letter(hyphen.string, at + 1) else " "


def _is_lone_letter(text: str, at: int) -> bool:
    return text[at].isalpha() and not _is_in_word(text, at - 1) and not _is_in_word(text, at + 1)


def _is_in_word(text: str, at: int) -> bool:
    """Whether a letter, digit or vowel sign stands here, of a script that puts blanks between words."""
    if not 0 <= at < len(text):
        return False
    character = text[at]
    return (character.isalnum() or category(character).startswith("M")) and not is_unspaced(character)


def _stands_alone(word: str, text: str, start: int) -> bool:
    """Whether the word that begins here is a word of its own: "rust", not the end of "trust"."""
    end = start + len(word)
    if _is_in_word(text, start - 1) and (_is_in_word(text, start) or word[0] in _PUNCTUATION):
        return False  # `.NET` is not in `example.net` either
    if word[-1] in _PUNCTUATION:
        return not (_is_in_word(text, end) and text[end].isalpha())  # but `C++17` is C++
    if _is_in_word(text, end - 1) and (_is_in_word(text, end) or text.startswith(("++", "#"), end)):
        return False  # C++ and C# are not C
    return len(word) > 1 or not _is_held(text, start)


def _is_held(text: str, at: int) -> bool:
    """Whether a single letter is part of something longer: `R&D`, `C-suite`, `c'est`; not `C's`."""
    before = text[at - 1 : at] in ("&", "-", "'") and _is_in_word(text, at - 2)
    after = text[at + 1 : at + 2] in ("&", "-", "'") and _is_in_word(text, at + 2)
    own = text.startswith("'s", at + 1) and not _is_in_word(text, at + 3)
    return before or (after and not own)
