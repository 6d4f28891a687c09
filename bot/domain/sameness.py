"""Sameness: whether what was just heard is a story already known, told by somebody else.

Only the head of a cluster, the first telling, is ever compared. Joining what resembles any member chains unrelated
stories together: measured on news titles, half of all pairs were wrong that way, against one in forty with heads.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from unicodedata import category

from rapidfuzz import fuzz, process

from bot.domain.topics import fold, is_unspaced

WINDOW = timedelta(days=5)
AGAIN = timedelta(hours=12)
ALIKE = 85.0
SHARED = 3.0
OVERLAP = 0.6
LONG_TITLE = 5.0

# Shorter ones are a counter or a name, unique within their own feed only.
SHORTEST_GUID = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a story: an entry of a source, or the head of a cluster. `id` is the item's; `at` aware UTC."""

    id: str
    title: str
    key: str
    guid: str | None
    host: str
    source_id: str
    at: datetime


class Heads:
    """The heads of all clusters, ready to be asked about many new tellings. Built once per run.

    `feed_names` leads from source ids to the names of feeds, which say nothing about a story and are left out.
    """

    def __init__(self, heads: Iterable[Told], *, feed_names: Mapping[str, str]) -> None:
        self._own_words = {source: _split(name) for source, name in feed_names.items()}
        self._readings: list[_Reading] = []
        self._by_key: dict[str, list[int]] = {}
        self._by_guid: dict[tuple[str, str], list[int]] = {}
        self._by_title: dict[str, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        for head in heads:
            self.add(head)

    def add(self, head: Told) -> None:
        """One more cluster: this is its first telling."""
        reading = self._read(head)
        place = len(self._readings)
        self._readings.append(reading)
        if head.key:
            self._by_key.setdefault(head.key, []).append(place)
        if head.guid:
            self._by_guid.setdefault((head.guid, head.host), []).append(place)
        self._by_title.setdefault(reading.title, []).append(place)
        for word in reading.words:
            self._by_word.setdefault(word, []).append(place)

    def same_story(self, new: Told) -> str | None:
        """The id of the head whose story this is, by the cheapest test that says so; None for a new story."""
        mine = self._read(new)
        guid = (new.guid or "", new.host)
        tests: tuple[tuple[list[int], Callable[[_Reading, _Reading], float]], ...] = (
            (self._by_key.get(new.key, []), _near_in_time),
            (self._by_guid.get(guid, []), _guids_agree),
            (self._by_title.get(mine.title, []), _titles_agree),
            (self._sharing(mine), _titles_near),
        )
        for places, likeness in tests:
            scored = [(likeness(mine, self._readings[place]), self._readings[place].told) for place in places]
            same = [(-score, head.at, head.id) for score, head in scored if score]
            if same:
                return min(same)[2]
        return None

    def _read(self, told: Told) -> "_Reading":
        return _Reading.of(told, self._own_words.get(told.source_id, []))

    def _sharing(self, mine: "_Reading") -> list[int]:
        """Heads with enough of the same words to be near, or with two of them and nearly the same letters."""
        shared: Counter[int] = Counter()
        for word in mine.words:
            shared.update(self._by_word.get(word, ()))
        letters = {place: self._readings[place].title for place, count in shared.items() if count >= 2}
        near = process.extract(mine.title, letters, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        # Counting pairs of signs as whole words finds a few too many, which `_titles_near` sees to.
        overlapping = (
            place
            for place, count in shared.items()
            if count >= SHARED and count >= OVERLAP * min(mine.weight, self._readings[place].weight)
        )
        return sorted({*overlapping, *(place for _, _, place in near)})


def same_story(new: Told, heads: Sequence[Told], *, feed_names: Mapping[str, str]) -> str | None:
    """The id of the cluster head this telling belongs to, or None for a new story.

    Tests in this order, within five days: the same link; the same guid on one host; the same title; a title nearly the
    same. Items of one series ("Weekly links", "Episode 12" and "Episode 13") are never joined by their titles.
    Use `Heads` for more than a few tellings.
    """
    return Heads(heads, feed_names=feed_names).same_story(new)


def normalised(title: str, *, feed_name: str = "") -> str:
    """The title as it is compared: folded, words and numbers alone, without the feed's own name at either end."""
    return " ".join(_without(_split(title), _split(feed_name)))


def title_words(title: str) -> frozenset[str]:
    """What a title talks about: words without stop words and plural s, numbers; unspaced scripts in pairs of signs."""
    return _telling(_split(title), ())


def weight(words: Iterable[str]) -> float:
    """How much these words say: a pair of signs of an unspaced script counts half of a word."""
    return sum(0.5 if is_unspaced(word[0]) else 1.0 for word in words)


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────

# Vowel signs of the Indic scripts and their neighbours: neither letters nor digits, but part of a word.
_SIGNS = "".join(sign for sign in map(chr, range(0x0900, 0x1880)) if category(sign).startswith("M"))
_BAR = re.compile(r"\s[-–—|·:]\s")
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|(?:[^\W\d_]|[{_SIGNS}])+(?:'[^\W\d_]+)?|[^\W_]")
_STOP_WORDS = frozenset(
    """
    a about after all an and any are as at be been before but by can did do does for from get gets had has have her his
    how i if in into is it its just more most my new no not now of off on one or our out over own say says she so some
    than that the their them then there these they this to up us we were what when where which who why will with you
    your
    aber als am auch auf aus bei das dass dem den der des die ein eine einem einen einer es fur hat im ist mit nach
    nicht noch sich sie sind uber um und von vor was wie wird zu zum zur
    au aux avec ce ces cette dans de du en est et il la le les leur mais ne ou par pas plus pour qu que qui sa se ses
    son sont sur un une
    al como con del el esta las lo los mas para pero por si sin sobre su sus una y
    в во и из к как на не но о от по с со что это для за у
    """.split()  # noqa: SIM905 - reads better as words than as a column of quotes
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A telling with what its title says. `weight`: of its words; `enough`: it says enough to know a story by it."""

    told: Told
    title: str
    words: frozenset[str]
    numbers: frozenset[str]
    weight: float
    enough: bool

    @classmethod
    def of(cls, told: Told, own: list[str]) -> "_Reading":
        split = _without(_without(_split(told.title), own), _publisher(told))
        everything = _telling(split, own)
        numbers = frozenset(word for word in everything if word[0].isdigit())
        words = everything - numbers
        enough = weight(part for word in split for part in _stems(word)) >= SHARED
        return cls(told, " ".join(split), words, numbers, weight(words), enough)


def _publisher(told: Told) -> list[str]:
    """The last part of "An ear for the world | Ear Daily" where it is the host's own name (eardaily.example)."""
    first, _, last = _BAR.sub("\0", told.title).rpartition("\0")
    name = _split(last) if first else []
    return name if len("".join(name)) > 2 and "".join(name) in "".join(_split(told.host)) else []


def _without(words: list[str], own: list[str]) -> list[str]:
    """The words without the feed's own at either end, unless nothing would be left."""
    if own and len(words) > len(own):
        if words[-len(own) :] == own:
            return words[: -len(own)]
        if words[: len(own)] == own:
            return words[len(own) :]
    return words


def _telling(words: Iterable[str], own: Iterable[str]) -> frozenset[str]:
    unwanted = _STOP_WORDS.union(own)
    return frozenset(part for word in words if word not in unwanted for part in _stems(word))


def _split(text: str) -> list[str]:
    words: list[str] = _WORD.findall(fold(text))
    return [part for word in words for part in ([word] if word.isascii() else _by_script(word))]


def _by_script(word: str) -> list[str]:
    parts = ("".join(part).strip("'") for _, part in groupby(word, key=is_unspaced))
    return [part for part in parts if part]


def _stems(word: str) -> list[str]:
    if is_unspaced(word[0]):
        return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
    word = word.removesuffix("'s")
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return [word[:-1] if plural else word]


def _near_in_time(mine: _Reading, head: _Reading) -> float:
    return float(abs(mine.told.at - head.told.at) <= WINDOW)


def _guids_agree(mine: _Reading, head: _Reading) -> float:
    guid = mine.told.guid or ""
    own = mine.told.source_id == head.told.source_id
    return _near_in_time(mine, head) if own or len(guid) >= SHORTEST_GUID else 0.0


def _titles_agree(mine: _Reading, head: _Reading) -> float:
    if not (mine.enough and _near_in_time(mine, head)):
        return 0.0
    if _one_feed(mine, head):
        # The same long title again within hours is an entry published anew; later, or shorter, it is a series.
        anew = len(mine.title.split()) >= 5 and abs(mine.told.at - head.told.at) <= AGAIN
        return float(anew)
    return 1.0


def _titles_near(mine: _Reading, head: _Reading) -> float:
    if _one_feed(mine, head) or not _near_in_time(mine, head):
        return 0.0
    if _only_numbers_differ(mine, head):
        return 0.0
    shared, least = weight(mine.words & head.words), min(mine.weight, head.weight)
    if shared >= SHARED and shared >= OVERLAP * least:
        return shared / least
    # In a short title one letter is another story: "buys Foo", "buys Fox".
    return _ratio(mine, head) / 100 if least >= LONG_TITLE else 0.0


def _only_numbers_differ(mine: _Reading, head: _Reading) -> bool:
    """Whether it is a version or an episode that differs. Two tellings of one event differ in their words as well."""
    if not mine.numbers or not head.numbers or mine.numbers == head.numbers:
        return False
    return mine.words <= head.words or head.words <= mine.words or bool(_ratio(mine, head))


def _ratio(mine: _Reading, head: _Reading) -> float:
    """How equal the titles are letter by letter, 85 to 100; 0 for less."""
    return fuzz.ratio(mine.title, head.title, score_cutoff=ALIKE)


def _one_feed(mine: _Reading, head: _Reading) -> bool:
    """Whether both are a feed's own entries. A feed that gathers from many hosts may tell one story twice."""
    one = mine.told, head.told
    return bool(one[0].source_id) and (one[0].source_id, one[0].host) == (one[1].source_id, one[1].host)
