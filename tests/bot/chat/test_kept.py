"""What is kept about a person, as they read it."""

from bot.chat.kept import LONGEST, in_words
from bot.chat.wording import of

KEPT = {
    "person": {
        "id": "01A",
        "external_id": "ana",
        "name": "Ana",
        "zone": "Europe/Lisbon",
        "networks": ["linkedin", "x"],
    },
    "answers": [{"person_id": "01A", "kind": "would_share", "at": "2026-11-23T09:01:56+00:00", "taken_back": False}],
    "drafts": [{"id": "01D", "network": "x", "text": "My own words.\n\nhttps://example.org", "at": None}],
    "finds": [],
    "outgoing": [{"id": 9, "key": "draft:01D"}],
}


def test_an_export_says_what_each_thing_is_and_leaves_ids_to_the_json() -> None:
    assert in_words(KEPT, of("en")).splitlines() == [
        "You: Ana · time zone Europe/Lisbon · networks linkedin, x",
        "Answers: 1",
        "– 2026-11-23 · would share",
        "Drafts: 1",
        "– x · My own words. https://example.org",
        "Messages to you that wait or left lately: 1",
    ]


def test_long_words_are_cut_short_where_the_json_has_them_whole() -> None:
    [_, line] = in_words({"stories": [{"title": "T", "text": "word " * 400}]}, of("en")).splitlines()
    assert line.endswith("word…")
    assert len(line) < LONGEST + 20


def test_words_that_only_look_like_a_day_stay_words() -> None:
    assert "2026 was a good year" in in_words({"stories": [{"title": "2026 was a good year"}]}, of("en"))
