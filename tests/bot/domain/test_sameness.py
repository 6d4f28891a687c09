import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.sameness import Heads, Told, normalised, same_story, title_words

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = {"daily": "Ear Daily", "times": "The Otter Times", "pod": "Bytes & Bees", "alerts": "Alerts"}
numbers = count()


def told(
    title: str, *, source: str = "daily", host: str = "", key: str = "", guid: str | None = None, hours: float = 0
) -> Told:
    number = next(numbers)
    return Told(
        id=f"item-{number}",
        title=title,
        key=key or f"{source}.example/{number}",
        guid=guid,
        host=host or f"{source}.example",
        source_id=source,
        at=NOW + timedelta(hours=hours),
    )


def joined(one: Told, other: Told) -> bool:
    """Whether the second is taken for the story of the first."""
    return same_story(other, [one], feed_names=NAMES) == one.id


def same_titles(one: str, other: str) -> bool:
    return joined(told(one, source="daily"), told(other, source="times"))


SAME = [
    ("Otter Labs opens its hearing toolkit", "Otter Labs opens its hearing toolkit"),
    ("Otter Labs opens its hearing toolkit", "OTTER LABS OPENS ITS HEARING TOOLKIT!"),
    ("Otter Labs opens its hearing toolkit", "Otter Labs opens its hearing toolkit | The Otter Times"),
    ("Ear Daily: Otter Labs opens its hearing toolkit", "Otter Labs opens its hearing toolkit"),
    ("Otter Labs opens hearing toolkits to everyone", "Hearing toolkit: Otter Labs opens it"),
    ("🚀 Otter Labs opens its hearing toolkit", "Otter Labs opens its hearing toolkit 🎉🎉"),
    ("Penguin 6.19 released", "Penguin 6.19 released"),
    ("Quake near Duckburg leaves 12 homes dark", "Duckburg quake: 15 homes dark after night of aftershocks"),
    ("Café Otter kündigt Hörgerät an", "Cafe Otter kundigt Horgerat an"),
    ("Мэрия Уткино открыла новый мост через реку", "Новый мост через реку открыла мэрия Уткино"),
    ("水獭公司发布全新助听工具", "水獭公司今天发布全新助听工具"),
    ("カワウソ社が新しい補聴ツールを公開", "カワウソ社、新しい補聴ツールを公開"),
    ("수달 연구소 새 보청기 공개", "수달 연구소, 새 보청기 공개"),
    ("شركة القضاعة تطلق أداة سمع جديدة", "شركة القضاعة تُطلق أداة سمع جديدة"),
    ("ऊदबिलाव कंपनी ने नया श्रवण यंत्र जारी किया", "ऊदबिलाव कंपनी ने नया श्रवण यंत्र जारी किया!"),
]

DIFFERENT = [
    ("Otter Labs opens its hearing toolkit", "Otter Labs closes its Duckburg office"),
    ("Penguin 6.18 released with a faster scheduler", "Penguin 6.19 released with a faster scheduler"),
    ("Penguin 6.18 released", "Penguin 6.19 released"),
    ("Episode 12: how bees hear", "Episode 13: how bees hear"),
    ("Weekly links", "Weekly links"),
    ("Release notes", "Release notes"),
    ("Ann buys Foo", "Ann buys Fox"),
    ("🚀", "🚀"),
    ("", ""),
    ("...", "!!!"),
    ("人工智能", "人工智能在水獭公司的应用越来越广泛"),
    ("水獭公司发布全新助听工具", "鸭堡市长宣布明年修建地铁"),
    ("Мэрия Уткино открыла новый мост", "Мэрия Уткино закрыла старый рынок"),
    ("किताब", "कताब"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_titles_of_one_story_join(one: str, other: str) -> None:
    assert same_titles(one, other)
    assert same_titles(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_titles_of_different_stories_do_not_join(one: str, other: str) -> None:
    assert not same_titles(one, other)
    assert not same_titles(other, one)


def test_joining_equal_titles_only_misses_stories_and_joins_weekly_links() -> None:
    assert any(one.casefold() != other.casefold() for one, other in SAME)
    assert any(one.casefold() == other.casefold() for one, other in DIFFERENT)


def test_the_same_link_is_the_same_story_whatever_the_title() -> None:
    assert joined(told("One", key="a.example/1"), told("Two", key="a.example/1", source="times"))


def test_no_link_at_all_is_not_the_same_link() -> None:
    bare = Told("a", "One", "", None, "", "daily", NOW)

    assert same_story(Told("b", "Two", "", None, "", "times", NOW), [bare], feed_names={}) is None


def test_the_same_guid_on_one_host_is_the_same_story() -> None:
    first = told("One", guid="ear:2026:7", host="a.example")

    assert joined(first, told("Two", guid="ear:2026:7", host="a.example", source="times"))
    assert not joined(first, told("Two", guid="ear:2026:7", host="b.example", source="times"))


def test_a_short_guid_counts_in_its_own_feed_only() -> None:
    first = told("One", guid="7", host="a.example")

    assert joined(first, told("Two", guid="7", host="a.example"))
    assert not joined(first, told("Two", guid="7", host="a.example", source="times"))


@pytest.mark.parametrize(
    ("one", "other", "hours"),
    [
        ("Weekly links", "Weekly links", 1),
        ("This week in the burrow and beyond", "This week in the burrow and beyond", 24),
        ("Episode 12: how bees hear the rain", "Episode 13: how bees hear the rain", 1),
        ("How bees hear the rain, part one", "How bees hear the rain, part two", 1),
    ],
)
def test_a_series_of_one_feed_stays_apart(one: str, other: str, hours: float) -> None:
    assert not joined(told(one, source="pod"), told(other, source="pod", hours=hours))


def test_an_entry_published_anew_within_hours_is_the_same_story() -> None:
    title = "Otter Labs opens its hearing toolkit"

    assert joined(told(title), told(title, hours=2))


def test_a_feed_that_gathers_from_many_hosts_tells_a_story_once() -> None:
    one = told("Otter Labs opens its hearing toolkit - Pond News", source="alerts", host="pondnews.example")
    other = told("Otter Labs opens hearing toolkit - Reed", source="alerts", host="reed.example")

    assert joined(one, other)


@pytest.mark.parametrize(("hours", "expected"), [(-119, True), (119, True), (121, False), (-121, False)])
def test_after_five_days_it_is_another_story(hours: float, expected: bool) -> None:
    title = "Otter Labs opens its hearing toolkit"

    assert joined(told(title), told(title, source="times", hours=hours)) is expected
    assert joined(told("A", key="k"), told("B", key="k", source="times", hours=hours)) is expected


def test_the_cheapest_test_that_holds_decides() -> None:
    by_title = told("Otter Labs opens its hearing toolkit", source="times")
    by_guid = told("Two", guid="ear:2026:7", host="a.example")
    by_key = told("Three", key="a.example/7")
    heads = [by_title, by_guid, by_key]
    new = told("Otter Labs opens its hearing toolkit", key="a.example/7", guid="ear:2026:7", host="a.example")

    assert same_story(new, heads, feed_names=NAMES) == by_key.id
    assert same_story(new, heads[:2], feed_names=NAMES) == by_guid.id
    assert same_story(new, heads[:1], feed_names=NAMES) == by_title.id


def test_of_several_heads_the_nearest_title_wins_then_the_first_told() -> None:
    far = told("Otter Labs opens hearing toolkit for schools in Duckburg", source="times", hours=-9)
    near = told("Otter Labs opens its hearing toolkit for schools", source="times", hours=-1)
    new = told("Otter Labs opens hearing toolkit for all schools")

    assert same_story(new, [far, near], feed_names=NAMES) == near.id

    first, second = told("A", key="k", hours=-2), told("B", key="k", hours=-1)
    assert same_story(told("C", key="k"), [second, first], feed_names=NAMES) == first.id


def test_the_feeds_own_name_is_left_out_at_either_end() -> None:
    assert normalised("Ear Daily: an ear", feed_name="Ear Daily") == "an ear"
    assert normalised("An ear – Ear Daily", feed_name="EAR DAILY") == "an ear"
    assert normalised("Ear Daily", feed_name="Ear Daily") == "ear daily"
    assert normalised("Penguin 6.19, finally!") == "penguin 6.19 finally"


# ── Heads only ───────────────────────────────────────────────────────────────────────────────────────────────────────

CHAIN = [
    "Otter Labs opens hearing toolkit",
    "Otter Labs hearing toolkit wins Duckburg prize",
    "Duckburg prize: toolkit for schools wins",
    "Schools in Duckburg vote on toolkit for prize ferries",
    "Ferries: Duckburg schools vote against night boats",
    "Night boats and ferries against the storm",
]


def clusters_by_head(tellings: Sequence[Told]) -> list[set[str]]:
    heads, clusters = Heads([], feed_names={}), dict[str, set[str]]()
    for each in tellings:
        head = heads.same_story(each)
        if head is None:
            heads.add(each)
        clusters.setdefault(head or each.id, set()).add(each.title)
    return list(clusters.values())


def clusters_by_any_member(tellings: Sequence[Told]) -> list[set[str]]:
    """The naive variant: what resembles any member of a cluster joins it."""
    clusters = [{each.title} for each in tellings]
    for one, other in combinations(tellings, 2):
        if same_story(other, [one], feed_names={}) is not None:
            both = [cluster for cluster in clusters if cluster & {one.title, other.title}]
            clusters = [cluster for cluster in clusters if cluster not in both] + [set().union(*both)]
    return clusters


def tellings_of(titles: Sequence[str]) -> list[Told]:
    return [told(title, source=f"source-{number}") for number, title in enumerate(titles)]


def test_a_chain_of_resembling_stories_is_not_one_story() -> None:
    unrelated = {CHAIN[0], CHAIN[-1]}
    assert not same_titles(*unrelated)

    assert all(not unrelated <= cluster for cluster in clusters_by_head(tellings_of(CHAIN)))
    assert len(clusters_by_head(tellings_of(CHAIN))) >= 3

    assert clusters_by_any_member(tellings_of(CHAIN)) == [set(CHAIN)]


@given(st.lists(st.sampled_from(CHAIN + [title for pair in SAME + DIFFERENT for title in pair]), max_size=8))
def test_asking_one_by_one_is_the_same_as_asking_all_heads(titles: list[str]) -> None:
    heads = Heads([], feed_names=NAMES)
    known: list[Told] = []
    for each in tellings_of(titles):
        found = heads.same_story(each)
        assert found == same_story(each, known, feed_names=NAMES)
        if found is None:
            heads.add(each)
            known.append(each)


@example("A`㐀", "", "")
@example("㐀'㐀'a", "", "")
@given(st.text(), st.text(), st.text())
def test_titles_of_any_kind_are_compared_without_failing(one: str, other: str, name: str) -> None:
    first = told(one, source="daily", host="")
    second = told(other, source="times", host="")

    assert same_story(second, [first], feed_names={"daily": name, "times": name}) in (first.id, None)
    assert normalised(normalised(one)) == normalised(one)
    assert all(title_words(one))


def test_one_new_title_against_twenty_thousand_takes_milliseconds() -> None:
    words = [first + second + third for first in "bdfgklmnpr" for second in "aeiou" for third in "bdfgklmnprstvwxyz"]
    heads = Heads(
        [
            told(f"Report {words[n % 850]} {words[n * 7 % 850]} {words[n * 13 % 850]} toolkit {n}", source=f"s{n}")
            for n in range(20_000)
        ],
        feed_names={},
    )
    news = [told(f"Report toolkit {words[n]} {words[n * 31 % 850]} unheard of", source="times") for n in range(20)]

    start = time.process_time()
    for new in news:
        heads.same_story(new)
    assert (time.process_time() - start) / len(news) < 0.05
