"""Sources: which addresses can be typed, which are the same, and how a source is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import links
from bot.domain.health import Trouble
from bot.domain.sources import (
    EVERY,
    LONGEST_NAME,
    Condition,
    Source,
    by_address,
    condition,
    in_need_first,
    new_source,
    same_place,
    typed_address,
)

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
FEED = "https://ledger.example/feed"
ONE = Source("1", "one", "One", FEED, EVERY, address=FEED, heard_at=NOW)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("blog.example.org", "https://blog.example.org"),
        (" www.example.org/news?all=1 ", "https://www.example.org/news?all=1"),
        ("bücher.example", "https://bücher.example"),
        ("example.org:8443/feed", "https://example.org:8443/feed"),
        ("http://intranet/feed", "http://intranet/feed"),
        ("http://10.0.0.1/feed", "http://10.0.0.1/feed"),
        ("//example.org/feed", "https://example.org/feed"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:https://example.org/rss", "https://example.org/rss"),
        ("https://example.org/feed?utm_source=x#top", "https://example.org/feed?utm_source=x"),
    ],
)
def test_an_address_is_taken_as_people_type_it_and_every_letter_of_it_stays(typed: str, address: str) -> None:
    assert typed_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "nonsense", "soup of the day", "mailto:a@example.org", "a@example.org", "javascript:alert(1)"),
        *("ftp://example.org/", "file:///etc/passwd", "https://", "feed:", "10.0.0.1", "localhost:80", "a.b c.d"),
        *("https://ana:secret@example.org/", "https://example.org:0/", f"https://example.org/{'x' * 3000}", "e.g."),
    ],
)
def test_what_is_no_web_address_is_none(typed: str) -> None:
    with pytest.raises(links.NotALink):
        typed_address(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_none_and_typing_it_again_changes_nothing(typed: str) -> None:
    try:
        address = typed_address(typed)
    except links.NotALink:
        return
    assert typed_address(address) == address
    assert address.startswith(("http://", "https://", "HTTP", "Http"))
    assert new_source("", address).name


def test_a_source_without_a_name_is_called_after_its_host_for_now() -> None:
    made = new_source(" ", "https://www.ledger.example/feed")
    assert made.name == "ledger.example"
    assert replace(ONE, made=True, name="ledger.example").nameless
    assert not replace(ONE, made=True, name="Ledger").nameless
    assert not replace(ONE, name="ledger.example").nameless, "app.yaml gives names"
    assert len(new_source("x" * 500, FEED).name) == LONGEST_NAME


def test_one_feed_is_one_however_its_address_is_spelt() -> None:
    moved = replace(ONE, url="https://moved.example/atom.xml")
    known = by_address([moved, replace(ONE, url="https://removed.example/", address="", named=False)])
    for spelt in ("http://www.ledger.example/feed/", "https://ledger.example/feed?utm_medium=x", moved.url):
        assert known[same_place(spelt)] == moved
    assert same_place("https://ledger.example/other") not in known
    assert same_place("https://removed.example/") not in known


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (ONE, Condition.HEARD),
        (replace(ONE, heard_at=None), Condition.WAITS),
        (replace(ONE, trouble=Trouble.TOO_SLOW), Condition.TROUBLED),
        (replace(ONE, paused=True), Condition.PAUSED),
        (replace(ONE, paused=True, trouble=Trouble.TOO_SLOW), Condition.PAUSED),
        (replace(ONE, paused=True, trouble=Trouble.GONE), Condition.GONE),
        (replace(ONE, paused=True, trouble=Trouble.SAME_FEED), Condition.SAME),
    ],
)
def test_a_source_is_in_one_condition(source: Source, expected: Condition) -> None:
    assert condition(source) is expected


def test_those_that_need_a_look_come_first_and_each_by_name() -> None:
    names = {
        "b": replace(ONE, name="b"),
        "A": replace(ONE, name="A"),
        "paused": replace(ONE, name="paused", paused=True),
        "gone": replace(ONE, name="gone", paused=True, trouble=Trouble.GONE),
        "slow": replace(ONE, name="slow", trouble=Trouble.TOO_SLOW, heard_at=NOW - timedelta(days=3)),
        "new": replace(ONE, name="new", heard_at=None),
    }
    assert [one.name for one in in_need_first(names.values())] == ["slow", "gone", "new", "paused", "A", "b"]
