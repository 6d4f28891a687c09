from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ranking import FLOOR, Candidate, Part, Points, choose, points
from bot.domain.topics import Match

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
IN_TITLE = (Match("k", "Linux kernel", in_title=("kernel",)),)
IN_TEXT = (Match("k", "Linux kernel", in_text=("kernel",)),)
EVERYTHING = (Match("all", "Everything"),)


def candidate(item_id: str = "a", title: str = "", *, hours: float = 0, topic: str = "", **rest: Any) -> Candidate:
    matches = (Match(topic, topic, in_title=(topic,)),) if topic else IN_TITLE
    fields = {"matches": matches, "sources": (f"source of {item_id}",)} | rest
    return Candidate(item_id=item_id, title=title or item_id, at=NOW - timedelta(hours=hours), **fields)


def ids(
    candidates: Sequence[Candidate], *, limit: int = 9, floor: float = FLOOR, titles: Sequence[str] = ()
) -> list[str]:
    chosen = choose(candidates, now=NOW, limit=limit, floor=floor, shown_titles=titles)
    return [each.candidate.item_id for each in chosen]


def newest_first(candidates: Sequence[Candidate], *, limit: int) -> list[Candidate]:
    """The naive variant."""
    return sorted(candidates, key=lambda each: each.at, reverse=True)[:limit]


# ── The hundred points ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("hours", "fresh"), [(0, 20), (6, 14.1), (12, 10), (24, 5), (48, 1.25), (72, 0.3), (-3, 20)])
def test_freshness_halves_every_twelve_hours(hours: float, fresh: float) -> None:
    assert points(candidate(hours=hours), now=NOW).fresh == pytest.approx(fresh, abs=0.1)


@pytest.mark.parametrize(("hosts", "spread"), [(0, 0), (1, 5), (2, 7.9), (3, 10), (7, 15), (99, 15)])
def test_more_independent_hosts_are_more_points(hosts: int, spread: float) -> None:
    assert points(candidate(hosts=hosts), now=NOW).spread == pytest.approx(spread, abs=0.1)


@pytest.mark.parametrize(
    ("worth", "less", "crowd"), [(0, 0, 0), (1, 0, 5.7), (3, 0, 9.7), (5, 1, 8.6), (10, 10, 5.4), (0, 3, 0)]
)
def test_few_votes_count_little(worth: int, less: int, crowd: float) -> None:
    assert points(candidate(worth=worth, less=less), now=NOW).crowd == pytest.approx(crowd, abs=0.1)


def test_bringing_an_item_is_one_vote() -> None:
    assert points(candidate(brought=True), now=NOW).crowd == points(candidate(worth=1), now=NOW).crowd


@pytest.mark.parametrize(("accepted", "shown", "source"), [(0, 0, 2.5), (0, 16, 0.5), (16, 16, 8.5), (9, 2, 5)])
def test_a_source_earns_its_points_in_the_room(accepted: int, shown: int, source: float) -> None:
    assert points(candidate(source_accepted=accepted, source_shown=shown), now=NOW).source == pytest.approx(source)


@pytest.mark.parametrize(
    ("welcomed", "refused", "unwanted"), [(0, 0, 0), (0, 1, 5.7), (0, 3, 9.7), (1, 5, 8.6), (10, 10, 5.4), (3, 0, 0)]
)
def test_what_a_room_said_it_wants_less_of_is_taken_off(welcomed: int, refused: int, unwanted: float) -> None:
    before = points(candidate(), now=NOW)
    after = points(candidate(welcomed=welcomed, refused=refused), now=NOW)
    assert after.unwanted == pytest.approx(unwanted, abs=0.1)
    assert after.total == pytest.approx(before.total - after.unwanted)
    assert after.because() == before.because(), "nobody is told who refused what"


def test_a_kind_that_was_refused_comes_only_while_it_is_fresh() -> None:
    """Rarer, not never: what was good for 36 hours is good for 8 once three people said less of it."""
    assert ids([candidate("a", hours=30)]) == ["a"]
    assert ids([candidate("a", hours=30, refused=3)]) == []
    assert ids([candidate("a", hours=8, refused=3)]) == ["a"]


@pytest.mark.parametrize(
    ("matches", "brought", "topic"),
    [(IN_TITLE, False, 40), (IN_TEXT, False, 32), (EVERYTHING, False, 32), ((), True, 32), ((), False, 0)],
)
def test_a_word_in_the_title_says_most(matches: tuple[Match, ...], brought: bool, topic: float) -> None:
    assert points(candidate(matches=matches, brought=brought), now=NOW).topic == pytest.approx(topic)


@given(
    st.integers(0, 500), st.integers(0, 500), st.integers(0, 50), st.booleans(), st.integers(0, 90), st.integers(0, 90)
)
def test_every_part_stays_within_its_bounds(
    worth: int, less: int, hosts: int, brought: bool, accepted: int, shown: int
) -> None:
    found = points(
        candidate(worth=worth, less=less, hosts=hosts, brought=brought, source_accepted=accepted, source_shown=shown),
        now=NOW,
    )

    assert found.total == pytest.approx(found.topic + found.fresh + found.spread + found.crowd + found.source)
    assert 0 <= found.crowd <= 15
    assert 0 <= found.source <= 10
    assert found.total <= 100


def test_the_three_largest_parts_are_the_reasons() -> None:
    found = Points(topic=40, fresh=2, spread=15, crowd=0, source=5)

    assert found.because() == (Part.TOPIC, Part.SPREAD, Part.SOURCE)
    assert Points(topic=32, fresh=0, spread=0, crowd=0, source=0).because() == (Part.TOPIC,)


def test_a_small_crowd_is_no_reason_that_is_named() -> None:
    assert Part.CROWD not in points(candidate(worth=4, hours=60), now=NOW).because()
    assert Part.CROWD in points(candidate(worth=5, hours=60), now=NOW).because()


# ── What the floor means ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("matches", "hours", "seen"),
    [
        (IN_TITLE, 35, True),
        (IN_TITLE, 37, False),
        (IN_TEXT, 11, True),
        (IN_TEXT, 12, False),
        (EVERYTHING, 11, True),
        ((), 0, False),
    ],
)
def test_a_title_is_good_for_a_day_and_a_half_and_a_text_for_half_a_day(
    matches: tuple[Match, ...], hours: float, seen: bool
) -> None:
    assert bool(ids([candidate(matches=matches, hours=hours)])) is seen


def test_what_is_older_than_three_days_is_over_whatever_its_points() -> None:
    loved: dict[str, Any] = {"hosts": 9, "worth": 50, "source_accepted": 50, "source_shown": 50}

    assert ids([candidate(hours=71, **loved)]) == ["a"]
    assert ids([candidate(hours=73, **loved)]) == []


def test_what_a_colleague_brought_needs_no_topic() -> None:
    assert ids([candidate(matches=(), brought=True)]) == ["a"]


# ── Choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_best_come_first_and_equals_in_the_order_of_their_ids() -> None:
    candidates = [
        candidate("d", "Heron", topic="1"),
        candidate("b", "Otter", topic="2"),
        candidate("c", "Reed", topic="3", hosts=3),
    ]

    assert ids(candidates) == ["c", "b", "d"]
    assert ids(candidates[::-1], limit=2) == ["c", "b"]
    assert ids(candidates, limit=0) == []
    assert ids([]) == []


def test_a_source_and_a_topic_have_their_share_of_a_day_and_no_more() -> None:
    candidates = [
        candidate("a", "Otter", sources=("s", "other")),
        candidate("b", "Heron", sources=("s",)),
        candidate("c", "Reed", sources=("t", "s")),
        candidate("d", "Duck", sources=("u",)),
    ]

    assert ids(candidates) == ["a", "c"]
    chosen = choose(candidates, now=NOW, limit=9, sources_today={"s"}, topics_today={"k": 1})
    assert [each.candidate.item_id for each in chosen] == ["c"]
    assert choose(candidates, now=NOW, limit=9, topics_today={"k": 2}) == []


def test_one_story_is_told_once_where_newest_first_tells_it_twice() -> None:
    candidates = [
        candidate("a", "Otter Labs opens its hearing toolkit", hours=1, topic="1"),
        candidate("b", "Otter Labs opens hearing toolkit today", hours=0.5, topic="2"),
        candidate("c", "A bridge for Duckburg", hours=20, topic="3"),
    ]

    assert [each.item_id for each in newest_first(candidates, limit=2)] == ["b", "a"]
    assert ids(candidates, limit=2) == ["b", "c"]
    assert ids(candidates, titles=["Otter Labs opens its toolkit for hearing"]) == ["c"]


def test_another_version_is_another_story_but_variety_comes_first() -> None:
    candidates = [
        candidate("a", "Penguin 6.19 released", topic="1"),
        candidate("b", "Penguin 6.18 released", topic="2"),
        candidate("c", "A bridge for Duckburg", hours=9, topic="3"),
    ]

    assert ids(candidates) == ["a", "c", "b"]


sources = st.lists(st.sampled_from("stuv"), max_size=3, unique=True).map(tuple)
WORDS = ["otter", "heron", "reed", "duck", "pond", "bridge", "6.18", "6.19"]
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)
some_matches = st.lists(st.sampled_from("klmn"), max_size=2, unique=True).map(
    lambda topics: tuple(Match(topic, topic, in_title=(topic,)) for topic in topics)
)
candidates_of_a_day = st.lists(
    st.builds(
        Candidate,
        item_id=st.uuids().map(str),
        title=titles.map(" ".join),
        matches=some_matches,
        at=st.integers(-5, 90).map(lambda hours: NOW - timedelta(hours=hours)),
        hosts=st.integers(1, 9),
        sources=sources,
        worth=st.integers(0, 9),
        less=st.integers(0, 9),
        brought=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda each: each.item_id,
)


@given(
    candidates_of_a_day,
    st.integers(0, 6),
    st.sets(st.sampled_from("stuv")),
    st.dictionaries(st.sampled_from("klmn"), st.integers(0, 3)),
    st.randoms(),
)
def test_no_day_goes_beyond_its_caps(
    candidates: list[Candidate], limit: int, sources_today: set[str], topics_today: dict[str, int], random: Random
) -> None:
    def chosen_of(some: list[Candidate]) -> list[Candidate]:
        chosen = choose(some, now=NOW, limit=limit, sources_today=sources_today, topics_today=topics_today)
        assert all(each.points == points(each.candidate, now=NOW) for each in chosen)
        assert all(each.points.total >= FLOOR for each in chosen)
        return [each.candidate for each in chosen]

    chosen = chosen_of(candidates)
    by_source = Counter([*sources_today, *(each.sources[0] for each in chosen if each.sources)])
    by_topic = Counter(topics_today) + Counter(match.topic_id for each in chosen for match in each.matches)

    assert len(chosen) <= limit
    assert max(by_source.values(), default=0) <= 1
    assert all(number <= max(2, topics_today.get(topic, 0)) for topic, number in by_topic.items())
    assert all(NOW - each.at <= timedelta(hours=72) for each in chosen)
    assert all(each.matches or each.brought for each in chosen)

    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert chosen_of(shuffled) == chosen


def test_who_was_not_chosen_today_may_be_chosen_tomorrow() -> None:
    candidates = [candidate("a", "Otter", hosts=3, sources=("s",)), candidate("b", "Heron", sources=("s",))]
    tomorrow = NOW + timedelta(days=1)

    assert ids(candidates) == ["a"]
    assert [each.candidate.item_id for each in choose(candidates[1:], now=tomorrow, limit=3)] == ["b"]
