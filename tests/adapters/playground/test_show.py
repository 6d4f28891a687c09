"""What the bot says, as the JSON that issue and page agreed on: plain values, and no markup made of anybody's words."""

import json

from adapters.playground import show
from bot.chat.cards import Button, Card, Field, FieldKind, Form, Option, Page, Picture, Section
from bot.chat.events import Action, FormName
from bot.chat.replies import FieldErrors, OpenForm, ShowPage, Whisper

HOSTILE = "<script>alert(1)</script> <!channel> **x** \u202e"
AT = "2026-11-24T09:00:00+00:00"


def replied(reply: object) -> object:
    return show.reply(reply, person="ana", at=AT, colleagues=[Option("ben", "Ben Okafor")])["reply"]  # type: ignore[arg-type]


def test_a_card_has_every_field_the_page_reads_and_leaves_out_what_it_has_not() -> None:
    bare = show.card(Card("Title"))
    assert bare == {"title": "Title", "text": "", "facts": [], "buttons": [], "tallies": {}, "ask": False}
    full = show.card(
        Card(
            HOSTILE,
            HOSTILE,
            "https://news.example/",
            (HOSTILE,),
            Picture("https://news.example/a.png", HOSTILE),
            (
                Button(Action.WORTH_IT, HOSTILE, "c1"),
                Button(Action.WHY, "Why", "c1", url="https://x.example/", more=True),
            ),
            {"worth_it": 5},
            True,
        )
    )
    assert full == {
        "title": HOSTILE,
        "text": HOSTILE,
        "facts": [HOSTILE],
        "link": "https://news.example/",
        "picture": {"url": "https://news.example/a.png", "alt": HOSTILE},
        "buttons": [
            {"action": "worth_it", "subject": "c1", "label": HOSTILE},
            {"action": "why", "subject": "c1", "label": "Why", "url": "https://x.example/", "more": True},
        ],
        "tallies": {"worth_it": 5},
        "ask": True,
    }


def test_every_reply_has_its_shape_and_is_json() -> None:
    page = Page(
        "Ana's page",
        "Hello",
        (Section("Saved", "None yet", ("a fact",), (Button(Action.HELP, "Help"),)), Section("Empty")),
    )
    form = Form(
        FormName.STORY,
        "A story",
        "Keep it",
        (
            Field("title", "Title", FieldKind.TEXT, required=True, hint="Short", most=80, value="x"),
            Field("named", "Named", FieldKind.TICK, value="true"),
            Field("off", "Off", FieldKind.TICK),
            Field("kind", "Kind", FieldKind.SELECT, options=(Option("lesson", "Lesson"),)),
            Field("networks", "Networks", FieldKind.CHECKS, value=("x",)),
            Field("who", "Who", FieldKind.PEOPLE),
            Field("until", "Until", FieldKind.DATE),
        ),
        subject="s1",
        intro="Hi",
    )
    shown = [
        replied(one)
        for one in (
            None,
            Whisper("words"),
            Whisper(Card("Title")),
            OpenForm(form),
            FieldErrors({"link": "no"}),
            ShowPage(page),
        )
    ]
    nothing, text, card, opened, errors, own = json.loads(json.dumps(shown))
    assert nothing is None
    assert text == {"whisper": {"text": "words"}}
    assert card["whisper"]["card"]["title"] == "Title"
    assert errors == {"errors": {"link": "no"}}
    assert {name: opened["form"][name] for name in ("name", "title", "subject", "intro", "submit")} == {
        "name": "story", "title": "A story", "subject": "s1", "intro": "Hi", "submit": "Keep it"
    }  # fmt: skip
    fields = {one["name"]: one for one in opened["form"]["fields"]}
    assert fields["title"] == {
        "name": "title", "label": "Title", "kind": "text", "required": True, "hint": "Short", "max": 80, "value": "x"
    }  # fmt: skip
    assert fields["named"]["value"] is True
    assert "value" not in fields["off"]
    assert fields["kind"]["options"] == [{"value": "lesson", "label": "Lesson"}]
    assert fields["networks"]["value"] == ["x"]
    assert fields["networks"]["options"] == []
    assert fields["who"]["options"] == [{"value": "ben", "label": "Ben Okafor"}]
    assert fields["until"]["kind"] == "date"
    assert own["page"]["id"] == "page:ana"
    assert own["page"]["card"]["text"].startswith("Hello\n\nSaved\nNone yet\na fact")
    assert own["page"]["card"]["buttons"] == [{"action": "help", "subject": "", "label": "Help"}]
    assert [one["title"] for one in own["page"]["card"]["sections"]] == ["Saved", "Empty"]
