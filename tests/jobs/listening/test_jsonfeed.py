import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.health import Trouble
from jobs.listening.feeds import read_feed
from jobs.listening.heard import Document, Entry, Feed, Unreadable

NOW = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)
VERSION = "https://jsonfeed.org/version/1.1"


def read(document: object, *, media_type: str = "application/feed+json", encoding: str = "utf-8") -> Feed | Unreadable:
    body = document if isinstance(document, bytes) else json.dumps(document).encode(encoding)
    return read_feed(Document(body, "https://notes.example/feed.json", media_type), now=NOW)


def entry(**item: Any) -> Entry:
    answer = read({"version": VERSION, "title": "Notes", "items": [item]})
    assert isinstance(answer, Feed), answer
    (only,) = answer.entries
    return only


def test_a_json_feed_is_a_feed_like_any_other() -> None:
    answer = read(
        {
            "version": VERSION,
            "title": "Harbour <b>notes</b>",
            "language": "pt-PT",
            "items": [
                {"id": "1", "url": "/1", "title": "Old", "date_published": "2026-01-10T09:00:00+01:00"},
                {"id": "2", "url": "/2", "title": "New", "date_modified": "2026-01-12T09:00:00Z", "image": "/p.png"},
                {"id": "3", "url": "/3", "title": "Undated", "content_html": "<p>One.</p><p>Two.</p>"},
            ],
        }
    )

    assert isinstance(answer, Feed)
    assert answer.language == "pt-pt"
    assert [(one.key, one.url, one.title) for one in answer.entries] == [
        ("2", "https://notes.example/2", "New"),
        ("1", "https://notes.example/1", "Old"),
        ("3", "https://notes.example/3", "Undated"),
    ]
    assert answer.entries[0].picture == "https://notes.example/p.png"
    assert answer.entries[1].published == datetime(2026, 1, 10, 8, tzinfo=UTC)
    assert answer.entries[2].text == "One. Two."


def test_an_id_may_be_a_number() -> None:
    assert entry(id=42, url="/a").key == "42"
    assert entry(id=True, url="/a").key == "https://notes.example/a"
    assert entry(url="/a").key == "https://notes.example/a"


def test_a_link_blogs_entry_leads_to_the_story_and_keeps_the_post() -> None:
    one = entry(id="1", url="/a", external_url="https://ledger.example/rye")

    assert (one.url, one.also) == ("https://ledger.example/rye", "https://notes.example/a")


def test_an_entry_without_title_gets_its_first_words() -> None:
    assert entry(id="1", url="/a", content_text="Rye is back.").title == "Rye is back."


def test_half_characters_and_control_characters_do_not_come_out() -> None:
    one = entry(id="1\u0000", url="/a", title="a\ud800b\u0000c", summary="x\u202ey")

    assert (one.key, one.title, one.text) == ("1", "abc", "xy")


def test_an_id_that_is_an_address_stands_in_for_a_link_and_another_does_not() -> None:
    assert entry(id="https://notes.example/9").url == "https://notes.example/9"
    answer = read({"version": VERSION, "title": "Notes", "items": [{"id": "nine"}, {"id": "x", "url": "javascript:x"}]})
    assert isinstance(answer, Feed)
    assert (answer.entries, answer.notes) == ((), ("2 entries without a link",))


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "application/xml", ""])
def test_it_is_known_by_its_first_character_too(media_type: str) -> None:
    assert isinstance(read({"version": VERSION, "items": []}, media_type=media_type), Feed)


def test_a_feed_of_another_kind_is_read_whatever_its_server_calls_it() -> None:
    answer = read(b"<rss version='2.0'><channel><title>Notes</title></channel></rss>", media_type="application/json")

    assert isinstance(answer, Feed)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_read(encoding: str) -> None:
    assert isinstance(read({"version": VERSION, "title": "Café", "items": []}, encoding=encoding), Feed)


@pytest.mark.parametrize(
    "body",
    [b"{", b'{"a":' * 100_000, b"[]", b"null", b"{}", b'{"version": 1}', b'{"version": "2.0"}', b'{"a": "\xff"}',
     b"words", b'{"id": ' + b"9" * 5000 + b"}"],
)  # fmt: skip
def test_json_that_is_no_feed_is_said_not_to_be_one(body: bytes) -> None:
    answer = read(body)

    assert isinstance(answer, Unreadable)
    assert answer.trouble is Trouble.NOT_A_FEED


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(
    [
        "id",
        "url",
        "external_url",
        "title",
        "summary",
        "content_html",
        "content_text",
        "image",
        "date_published",
        "date_modified",
    ]
)


@given(anything, anything, st.lists(st.dictionaries(names, anything, max_size=10) | anything, max_size=4) | anything)
def test_no_value_is_of_a_kind_that_breaks_the_reading(title: object, language: object, items: object) -> None:
    assert isinstance(read({"version": VERSION, "title": title, "language": language, "items": items}), Feed)
