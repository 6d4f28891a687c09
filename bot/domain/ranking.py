"""Choosing the few: which of many candidates a room should see, and the reasons why.

A hundred points from five parts, less what colleagues said they want less of (the house's own judgement; the formulas
for spread, crowd and freshness are common ones). The weights settle what the floor means. One host, no votes and an
unknown source give 7.5 points; the floor is 50. So a topic's word in the title (40 points) lacks 2.5 and is good for 36
hours; a word in the text alone must count for 0.8 of that (32 points), lacks 10.5 and is good for 11 hours. At 0.6, as
first proposed, it would have been good for hardly more than one hour, that is, never seen where cards come three times
a day.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import log2, sqrt

from bot.domain.sameness import title_words, weight
from bot.domain.topics import Match

FLOOR = 50.0
TOO_OLD = timedelta(hours=72)
HALF_LIFE = timedelta(hours=12)
IN_TEXT = 0.8
PER_SOURCE = 1
PER_TOPIC = 2

# Relevance against variety (maximal marginal relevance, Carbonell and Goldstein 1998).
LAMBDA = 0.7
# Titles that share so much of their words are one story to a reader, whatever else tells them apart.
SAME_TO_A_READER = 0.6
LEAST_WORDS = 3.0

# Two-sided confidence of 80 %, for the lower bound of Wilson's score interval (E. B. Wilson, 1927).
Z = 1.2816
# What is expected of a source nobody has seen a card of: one accepted in four, Beta(1, 3).
ACCEPTED_BEFORE, SHOWN_BEFORE = 1, 4
# Counts of people are shown from so many on (DESIGN section 5), so fewer are not named as a reason either.
SHOWN_FROM = 5


class Part(StrEnum):
    """What points come from."""

    TOPIC = "topic"
    FRESH = "fresh"
    SPREAD = "spread"
    CROWD = "crowd"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a room might be shown.

    `matches`: the room's own topics it belongs to. `at`: when it was told, aware UTC. `hosts`: how many independent
    hosts tell it. `sources`: ids of the sources it was heard in, first the one the card names first. `worth`, `less`:
    how many colleagues said "worth sharing" and "less like this", over all rooms. `brought`: by a colleague, to this
    room. `source_accepted` of the `source_shown` cards of that source found approval in this room. `welcomed`,
    `refused`: how often "worth sharing", or "less like this" and "not for us", was said to them.
    """

    item_id: str
    title: str
    matches: tuple[Match, ...]
    at: datetime
    hosts: int = 1
    sources: tuple[str, ...] = ()
    worth: int = 0
    less: int = 0
    brought: bool = False
    source_accepted: int = 0
    source_shown: int = 0
    welcomed: int = 0
    refused: int = 0

    @property
    def source(self) -> str | None:
        """The source the card names, which it counts for."""
        return self.sources[0] if self.sources else None


@dataclass(frozen=True, slots=True)
class Points:
    """What a candidate is worth to a room, at most 100: topic 40, fresh 20, spread 15, crowd 15, source 10.

    `unwanted`, up to 15, is taken off: its kind was refused here before, so it has to be fresher or more widely told.
    """

    topic: float
    fresh: float
    spread: float
    crowd: float
    source: float
    unwanted: float = 0.0
    crowd_is_shown: bool = False

    @property
    def total(self) -> float:
        """The sum of the parts, less what is unwanted; never below zero."""
        return max(0.0, self.topic + self.fresh + self.spread + self.crowd + self.source - self.unwanted)

    def because(self) -> tuple[Part, ...]:
        """The three largest parts, largest first; the crowd only where it is no small count that would be betrayed."""
        parts = {
            Part.TOPIC: self.topic,
            Part.FRESH: self.fresh,
            Part.SPREAD: self.spread,
            Part.CROWD: self.crowd if self.crowd_is_shown else 0.0,
            Part.SOURCE: self.source,
        }
        named = [part for part, worth in parts.items() if worth > 0]
        return tuple(sorted(named, key=lambda part: -parts[part])[:3])


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that a room is to be shown, with its points."""

    candidate: Candidate
    points: Points


def points(candidate: Candidate, *, now: datetime) -> Points:
    """What this candidate is worth to its room now."""
    age = max(now - candidate.at, timedelta())
    votes = candidate.worth + candidate.brought
    accepted = min(candidate.source_accepted, candidate.source_shown)
    return Points(
        topic=40 * _relevance(candidate),
        fresh=20 * 2 ** -(age / HALF_LIFE),
        spread=15 * min(1.0, log2(1 + max(0, candidate.hosts)) / 3),
        crowd=15 * _lower_bound(votes, candidate.less),
        source=10 * (ACCEPTED_BEFORE + accepted) / (SHOWN_BEFORE + candidate.source_shown),
        unwanted=15 * _lower_bound(candidate.refused, candidate.welcomed),
        crowd_is_shown=candidate.worth >= SHOWN_FROM,
    )


def choose(
    candidates: Iterable[Candidate],
    *,
    now: datetime,
    limit: int,
    sources_today: Collection[str] = (),
    topics_today: Mapping[str, int] | None = None,
    shown_titles: Sequence[str] = (),
    floor: float = FLOOR,
) -> list[Chosen]:
    """The few that a room is to be shown now, best first, at most `limit`; the same for any order of candidates.

    None older than 72 hours or below the floor: nothing rather than filler. A day has at most one card per source, the
    one it names first, and two per topic, whichever of its topics; `sources_today` and `topics_today` say what it had.
    `shown_titles`: of cards the room had lately, none of which is told again. Who is not chosen stays a candidate.
    """
    day = _Day(sources_today, topics_today or {}, shown_titles)
    left = [_Rated(each, points(each, now=now), title_words(each.title)) for each in candidates if _may(each, now)]
    left = sorted((rated for rated in left if rated.points.total >= floor), key=_order)
    chosen: list[Chosen] = []
    while len(chosen) < limit:
        left = [rated for rated in left if day.has_room_for(rated)]
        if not left:
            break
        best = max(left, key=day.gain)  # the first of equals, and they stand in order
        day.take(best)
        left.remove(best)
        chosen.append(Chosen(best.candidate, best.points))
    return chosen


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Rated:
    candidate: Candidate
    points: Points
    words: frozenset[str]


class _Day:
    """What a room had today, and what it would still gain from one card more."""

    def __init__(self, sources: Iterable[str], topics: Mapping[str, int], titles: Iterable[str]) -> None:
        self._sources = Counter(set(sources))
        self._topics = Counter(topics)
        self._shown = [title_words(title) for title in titles]

    def has_room_for(self, rated: _Rated) -> bool:
        source = rated.candidate.source
        if source is not None and self._sources[source] >= PER_SOURCE:
            return False
        if any(self._topics[match.topic_id] >= PER_TOPIC for match in rated.candidate.matches):
            return False
        return weight(rated.words) < LEAST_WORDS or self._likeness(rated) < SAME_TO_A_READER

    def gain(self, rated: _Rated) -> float:
        return LAMBDA * rated.points.total / 100 - (1 - LAMBDA) * self._likeness(rated)

    def take(self, rated: _Rated) -> None:
        if rated.candidate.source is not None:
            self._sources[rated.candidate.source] += 1
        self._topics.update({match.topic_id for match in rated.candidate.matches})
        self._shown.append(rated.words)

    def _likeness(self, rated: _Rated) -> float:
        return max((_jaccard(rated.words, words) for words in self._shown), default=0.0)


def _may(candidate: Candidate, now: datetime) -> bool:
    """Whether it is young enough and anything to this room at all."""
    return now - candidate.at <= TOO_OLD and bool(candidate.matches or candidate.brought)


def _order(rated: _Rated) -> tuple[float, str]:
    return -rated.points.total, rated.candidate.item_id


def _relevance(candidate: Candidate) -> float:
    """1 for a topic's word in the title; less for one in the text, a topic of everything, a colleague's find."""
    if any(match.in_title for match in candidate.matches):
        return 1.0
    return IN_TEXT if candidate.matches or candidate.brought else 0.0


def _lower_bound(for_it: int, against: int) -> float:
    """The share of approval we can be sure of: the lower end of Wilson's interval, 0 without votes."""
    votes = for_it + against
    if votes == 0:
        return 0.0
    share = for_it / votes
    spread = Z * sqrt((share * (1 - share) + Z * Z / (4 * votes)) / votes)
    return max(0.0, (share + Z * Z / (2 * votes) - spread) / (1 + Z * Z / votes))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
