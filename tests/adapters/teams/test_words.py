"""Text as Teams writes it becomes plain words, and of a message that somebody picked only its links are taken."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams import words
from tests.adapters.teams import activities
from tests.adapters.teams.activities import BOT

HTML = "text/html"


def said(text: str, html: str = "", **more: Any) -> str:
    attached = [{"contentType": HTML, "content": html}] if html else []
    return words.said(activities.said(text, attachments=attached, **more), BOT)


def named(tag: str, id_: str = BOT) -> dict[str, Any]:
    return {"type": "mention", "text": tag, "mentioned": {"id": id_, "name": "Share"}}


@pytest.mark.parametrize(
    ("text", "entities", "words_"),
    [
        ("<at>Share</at> find it", [named("<at>Share</at>")], "find it"),
        ("<at>Worth</at> <at>Sharing</at>&nbsp;help", [named("<at>Worth</at>"), named("<at>Sharing</at>")], "help"),
        ('<at id="0">Share</at>\xa0Share it', [named('<at id="0">Share</at>')], "Share it"),
        ("help <at>Share</at>", [named("<at>Share</at>")], "help"),
        ("<at>Share</at> ask <at>Ben</at>", [named("<at>Share</at>"), named("<at>Ben</at>", "29:ben")], "ask @Ben"),
        ("Share the words", [named("Share"), named(""), named("<at>")], "Share the words"),
        ("5 &lt; 6 &amp;amp; &copy=2 &quot;x&quot; &#39;y&#39;", [], "5 < 6 &amp; &copy=2 \"x\" 'y'"),
    ],
)
def test_the_mention_of_the_bot_is_cut_out_and_nothing_else(text: str, entities: list[Any], words_: str) -> None:
    assert said(text, entities=entities) == words_


def test_a_label_that_stands_for_a_link_becomes_its_address() -> None:
    html = '<p>find <a href="https://a.example/x?a=1&amp;b=2">A nice  article</a> why</p>'
    assert said("find A nice article why", html) == "find https://a.example/x?a=1&b=2 why"
    same = '<a href="https://a.example/x">https://a.example/x</a>'
    assert said("find https://a.example/x", same) == "find https://a.example/x"
    for odd in ('<a href="javascript:x">here</a>', "<a>here</a>", "<!-- <a -->", "<a href='https://[x'>", "<a" * 9):
        assert said("look here", odd) == "look here"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            '<p>See <a href="https://a.example/x?a=1&amp;b=2">here</a>, or www.b.example/y.</p>',
            ("https://a.example/x?a=1&b=2", "https://www.b.example/y"),
        ),
        ("<p>https://a.example/x and https://a.example/x</p>", ("https://a.example/x",)),
        ('<a href="mailto:a@b.example">x</a><img src="https://c.example/p.png">', ()),
        ("", ()),
        ("Lunch?", ()),
    ],
)
def test_of_a_message_the_links_are_taken_each_once(content: str, found: tuple[str, ...]) -> None:
    assert words.links({"body": {"content": content}}) == found


def test_of_a_message_by_an_app_the_links_of_its_cards_are_taken() -> None:
    card = {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "[News](https://a.example/?a=1&b=2)"}]}
    attached = [
        {"contentType": "application/vnd.microsoft.card.adaptive", "content": json.dumps(card)},
        {"contentType": "reference", "contentUrl": "https://b.example/y", "thumbnailUrl": "https://c.example/p.png"},
    ]
    found = words.links({"body": {"content": "<attachment id='1'></attachment>"}, "attachments": attached})
    assert set(found) == {"https://a.example/?a=1&b=2", "https://b.example/y"}


def test_a_message_nested_without_end_does_not_hold_anybody_up() -> None:
    deep: dict[str, Any] = {"url": "https://a.example/x"}
    for _ in range(1_100):
        deep = {"content": [deep] * 2}
    assert words.links({"attachments": [deep]}) == ()
    assert words.links({"body": {"content": "<b>" * 50_000 + "https://a.example/x"}}) is not None


@given(st.text(max_size=80) | st.text("<a href='https://x.yz'>&/b-![CDATA", max_size=80))
def test_any_html_is_read(html: str) -> None:
    for found in words.links({"body": {"content": html}}):
        found.encode()
    said("help", html).encode()
