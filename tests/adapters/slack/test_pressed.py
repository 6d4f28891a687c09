"""What people do in Slack becomes events: each said in the right place, and nothing that is not ours."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from adapters.reading import Malformed
from adapters.slack import codec, pressed
from adapters.slack.long_values import carrying, restored, shortened
from bot.chat.addresses import Message
from bot.chat.events import Action, Asked, Event, FormName, Handed, Picked, Pressed, Submitted
from bot.domain.ids import new_id
from tests.adapters.hostile import can_be_kept, spoilt
from tests.adapters.slack import bodies
from tests.adapters.slack.bodies import ANA, CARD, DM, ROOM, THEIRS, US
from tests.store.making import NOW

KEY = f"{US.team}:13.37.abc"
AT = datetime(2026, 12, 3, 12, 0, 3, 500_000, tzinfo=UTC)
ID = new_id(NOW)
LONG = "https://a.example/" + "long/" * 60


def commanded(body: object) -> Event:
    return pressed.command(body, US, now=NOW)


def done(body: object) -> Event | None:
    return pressed.interaction(body, US, now=NOW)


# ── Commands ──


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("/find", "<https://a.example/x?a=1&amp;copy=2> why", "find https://a.example/x?a=1&copy=2 why"),
        ("/find", "https://a.example/x?a=1&copy=2", "find https://a.example/x?a=1&copy=2"),
        ("/find", "", "find"),
        ("/story", "The night shift", "story The night shift"),
        ("/earshot", "pause 2w", "pause 2w"),
        ("/earshot", "", ""),
    ],
)
def test_a_command_is_words_said_in_its_room(name: str, text: str, words: str) -> None:
    assert commanded(bodies.command(name, text)) == Asked(KEY, NOW, US.person(ANA), words, US.room(ROOM))


def test_a_command_in_a_private_conversation_is_said_in_no_room_and_leads_nowhere() -> None:
    asked = commanded(bodies.command("/earshot", "me", channel_id="D0ANDBEN"))
    assert asked == Asked(KEY, NOW, US.person(ANA), "me")
    assert isinstance(asked, Asked)
    assert asked.person.route == "", "it may be a conversation between two others"


# ── Buttons ──


def test_a_button_on_a_card_in_a_room() -> None:
    event = done(bodies.pressed(codec.pack(Action.WORTH_IT, ID)))
    assert event == Pressed(KEY, AT, US.person(ANA), Action.WORTH_IT, ID, Message(US.room(ROOM), CARD))


def test_a_button_on_a_private_message_stands_with_the_person() -> None:
    event = done(bodies.pressed(codec.pack(Action.NUDGES_OFF, ""), channel=DM))
    assert isinstance(event, Pressed)
    assert event.message == Message(US.person(ANA), CARD)
    assert event.person.route == DM


def test_a_button_on_an_answer_for_ones_own_eyes_stands_on_no_message_of_ours() -> None:
    for channel in (ROOM, "D0ANDBEN"):
        event = done(bodies.pressed(codec.pack(Action.JOIN_YES, ""), channel=channel, ephemeral=True))
        assert isinstance(event, Pressed)
        assert (event.message, event.person.route) == (None, "")


def test_a_choice_under_the_dots_is_a_button() -> None:
    option = {"text": {"type": "plain_text", "text": "Why?"}, "value": codec.pack(Action.WHY, ID)}
    overflow = {"type": "overflow", "action_id": "more", "selected_option": option}
    event = done(bodies.pressed("", actions=[overflow]))
    assert isinstance(event, Pressed)
    assert (event.action, event.subject, event.at) == (Action.WHY, ID, NOW)


def test_a_button_on_the_own_page_stands_on_no_message() -> None:
    event = done(bodies.pressed(codec.pack(Action.ME, ""), container={"type": "view", "view_id": "V1"}))
    assert isinstance(event, Pressed)
    assert event.message is None


def test_what_is_chosen_in_an_open_form_is_nothing_yet() -> None:
    assert done(bodies.pressed("", actions=[{"type": "static_select", "selected_option": None}])) is None
    assert done(bodies.doing("view_closed")) is None


def test_people_of_another_company_press_in_vain() -> None:
    outsider = {"id": "U0EVE", "team_id": THEIRS}
    assert done(bodies.pressed(codec.pack(Action.WORTH_IT, ID), user=outsider)) is None


# ── Shortcuts ──


def test_a_message_that_is_handed_over_is_its_links_and_no_more() -> None:
    text = "Nobody must read this: <https://a.example/x?a=1&amp;b=2|here>, and www.b.example/y."
    event = done(bodies.handed({"type": "message", "user": "U0BEN", "text": text, "ts": CARD}))
    links = ("https://a.example/x?a=1&b=2", "https://www.b.example/y")
    assert event == Handed(KEY, AT, US.person(ANA), links, US.room(ROOM))
    assert "Nobody" not in repr(event)
    assert "U0BEN" not in repr(event)


def test_of_a_message_by_an_app_the_links_of_its_blocks_are_taken() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "<https://a.example/x|News>"}}
    rich = {"type": "rich_text", "elements": [{"type": "link", "url": "https://b.example/y"}]}
    attached = {"title": "T", "title_link": "https://c.example/z", "image_url": "https://c.example/picture.png"}
    event = done(bodies.handed({"text": "", "blocks": [section, rich], "attachments": [attached]}))
    assert isinstance(event, Handed)
    assert event.links == ("https://a.example/x", "https://b.example/y", "https://c.example/z")


def test_a_message_without_a_link_is_handed_over_all_the_same_and_one_from_private_has_no_room() -> None:
    assert done(bodies.handed({"text": "Lunch?"}, channel="D0ANDBEN")) == Handed(KEY, AT, US.person(ANA), ())


def test_a_message_nested_without_end_does_not_hold_anybody_up() -> None:
    deep: dict[str, Any] = {"url": "https://a.example/x"}
    for _ in range(900):
        deep = {"elements": [deep] * 2}
    event = done(bodies.handed({"text": "", "blocks": [deep]}))
    assert isinstance(event, Handed)


def test_tell_a_story_is_the_word_story() -> None:
    assert done(bodies.doing("shortcut", callback_id="tell_story")) == Asked(KEY, NOW, US.person(ANA), "story")


# ── Forms ──


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": "label"}, "value": value}


def test_every_kind_of_field_is_read() -> None:
    values = {
        "title": {"type": "plain_text_input", "value": "Done :rocket:\nat 10:30:00"},
        "empty": {"type": "plain_text_input", "value": None},
        "link": {"type": "url_text_input", "value": "https://a.example/:b:/x"},
        "kind": {"type": "static_select", "selected_option": option("lesson")},
        "signed": {"type": "radio_buttons", "selected_option": option("team")},
        "none": {"type": "radio_buttons", "selected_option": None},
        "named": {"type": "checkboxes", "selected_options": [option("true")]},
        "topics": {"type": "multi_static_select", "selected_options": [option("a"), option("b")]},
        "day": {"type": "datepicker", "selected_date": "2026-12-24"},
        "colleagues": {"type": "multi_users_select", "selected_users": ["U0BEN", "U0CHLOE"]},
        "one": {"type": "users_select", "selected_user": "U0BEN"},
        "nobody": {"type": "users_select", "selected_user": None},
    }
    form, metadata = codec.pack_form(FormName.STORY, ID)
    event = done(bodies.sent(form, values, metadata))
    assert isinstance(event, Submitted)
    assert (event.key, event.person, event.form, event.subject) == (KEY, US.person(ANA), FormName.STORY, ID)
    assert event.fields == {
        "title": "Done 🚀\nat 10:30:00",
        "empty": "",
        "link": "https://a.example/:b:/x",
        "kind": "lesson",
        "signed": "team",
        "none": "",
        "named": ("true",),
        "topics": ("a", "b"),
        "day": "2026-12-24",
        "colleagues": ("U0BEN", "U0CHLOE"),
        "one": ("U0BEN",),
        "nobody": (),
    }
    ben, chloe = Picked(US.person("U0BEN")), Picked(US.person("U0CHLOE"))
    assert event.people == {"colleagues": (ben, chloe), "one": (ben,)}


def test_a_field_that_needs_several_blocks_is_one_again() -> None:
    values: dict[str, Any] = {
        codec.pack_field("topics", part): {"type": "multi_static_select", "selected_options": [option(f"t{part}")]}
        for part in range(3)
    }
    values |= {
        codec.pack_field("story"): {"type": "plain_text_input", "value": "One"},
        codec.pack_field("story", 1, "\n\n"): {"type": "plain_text_input", "value": "Two"},
    }
    event = done(bodies.sent("story", values))
    assert isinstance(event, Submitted)
    assert event.fields == {"topics": ("t0", "t1", "t2"), "story": "One\n\nTwo"}


def test_an_option_that_is_too_long_is_held_by_the_form_itself() -> None:
    form, metadata = codec.pack_form(FormName.FIND, ID)
    held = carrying(metadata, [LONG, "short"])
    assert len(shortened(LONG)) <= codec.LONGEST_VALUE
    chosen = {"type": "radio_buttons", "selected_option": option(shortened(LONG))}
    event = done(bodies.sent(form, {"link": chosen}, held))
    assert isinstance(event, Submitted)
    assert (event.fields, event.subject) == ({"link": LONG}, ID)
    with pytest.raises(Malformed, match="does not carry"):
        done(bodies.sent(form, {"link": chosen}, metadata))
    with pytest.raises(Malformed, match="2980"):
        carrying(metadata, [LONG * 10])


@pytest.mark.parametrize("value", ["short", "", "~tilde", LONG, "ü" * 76])
def test_every_option_comes_back_as_it_went(value: str) -> None:
    _, metadata = codec.pack_form(FormName.FIND, "")
    held = carrying(metadata, [value, "another"])
    assert restored(shortened(value), held) == value
    assert codec.unpack_form("find", held) == (FormName.FIND, "")


# ── Whatever else comes ──


def test_the_workspace_is_where_the_bot_is_installed() -> None:
    assert pressed.team(bodies.command("/find")) == US.team
    assert pressed.team(bodies.doing("shortcut")) == US.team
    assert pressed.team(bodies.doing("shortcut", team=None)) == US.team
    view = {"app_installed_team_id": US.team}
    assert pressed.team(bodies.doing("view_submission", view=view, team={"id": THEIRS})) == US.team


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], "not an object"),
        (bodies.doing("dance"), "nothing that can be done"),
        (bodies.doing("shortcut", callback_id="other"), "no shortcut of ours"),
        (bodies.doing("message_action", callback_id="tell_story"), "no shortcut of ours"),
        (bodies.doing("shortcut", callback_id="tell_story", trigger_id=None), "“trigger_id” is missing"),
        (bodies.pressed("dance:"), "none of ours"),
        (bodies.pressed("worth_it"), "none of ours"),
        (bodies.pressed("", actions=[]), "“actions” is not an object"),
        (bodies.sent("dance", {}), "none of ours"),
        (bodies.sent("find", {"link": {"type": "rich_text_input"}}), "field is none of ours"),
        (bodies.sent("find", {"link": {"type": "checkboxes", "selected_options": {}}}), "is no list"),
    ],
)
def test_what_makes_no_sense_is_malformed_in_words(body: object, words: str) -> None:
    with pytest.raises(Malformed) as refused:
        done(body)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_command_of_somebody_elses_is_malformed() -> None:
    for name in ("/giphy", None, ["/find"]):
        with pytest.raises(Malformed):
            commanded(bodies.command("/find", command=name))


EXAMPLES = [
    bodies.command("/find", "<https://a.example/x>"),
    bodies.pressed(codec.pack(Action.WORTH_IT, ID)),
    bodies.pressed("", actions=[{"type": "overflow", "selected_option": option("why:")}], channel=DM),
    bodies.handed({"text": "", "blocks": [{"text": {"text": "<https://a.example/x>"}}], "attachments": [{"url": "x"}]}),
    bodies.doing("shortcut", callback_id="tell_story"),
    bodies.sent(
        "find",
        {
            "link": {"type": "radio_buttons", "selected_option": option(shortened(LONG))},
            "why": {"type": "plain_text_input", "value": "because"},
            "named": {"type": "checkboxes", "selected_options": [option("true")]},
            "colleagues": {"type": "multi_users_select", "selected_users": ["U0BEN"]},
        },
        json.dumps({"subject": "", "long": [LONG]}),
    ),
]


@given(spoilt(EXAMPLES))
def test_anything_in_any_place_is_an_event_nothing_or_malformed(body: Any) -> None:
    for read in (commanded, done, pressed.team):
        try:
            can_be_kept(read(body))
        except Malformed as malformed:
            str(malformed).encode()
