"""What people do in Teams becomes events: each said in the right place, and nothing that is not ours."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from adapters.reading import Malformed
from adapters.teams import codec, pressed
from adapters.teams.route import unpack
from bot.chat.addresses import Message
from bot.chat.cards import Field, FieldKind, Form, Option
from bot.chat.events import Action, Asked, Event, FormName, Handed, Picked, Pressed, Submitted
from bot.domain.ids import new_id
from tests.adapters.hostile import can_be_kept, spoilt
from tests.adapters.teams import activities
from tests.adapters.teams.activities import ANA, BEN, BOT, CARD, CHAT, ROOM, THEIRS, US
from tests.store.making import NOW

AT = datetime(2026, 12, 3, 12, 0, 3, 123_000, tzinfo=UTC)
ID = new_id(NOW)
IN_ROOM, IN_CHAT = f"{ROOM};messageid={CARD}:f:0001", f"{CHAT}:f:0001"
WORTH = codec.pack(Action.WORTH_IT, ID)
FIELDS = (
    Field("title", "Title", FieldKind.TEXT, required=True),
    Field("link", "Link", FieldKind.LINK),
    Field("kind", "Kind", FieldKind.SELECT, options=(Option("lesson", "A lesson"),)),
    Field("topics", "Topics", FieldKind.CHECKS, options=(Option("a", "A"), Option("b,c", "B"))),
    Field("named", "Named", FieldKind.TICK),
    Field("colleagues", "Colleagues", FieldKind.PEOPLE),
    Field("nobody", "Nobody", FieldKind.PEOPLE),
    Field("day", "Day", FieldKind.DATE),
)
FORM = Form(FormName.STORY, "Tell a story", "Keep", FIELDS, ID)
TYPED = {
    "title": "Done 🚀\nat 10:30",
    "link": "https://a.example/",
    "kind": "lesson",
    "topics": "a,b%2Cc",
    "named": "true",
    "colleagues": f"{BEN},c-1",
    "day": "2026-12-24",
    "a stranger": "x",
}
SENT = codec.pack_form(FORM) | TYPED


def done(body: object) -> Event | None:
    return pressed.event(body, US, now=NOW)


# ── Buttons ──


def test_a_button_on_a_card_in_a_room() -> None:
    event = done(activities.executed(WORTH, room=ROOM))
    assert event == Pressed(IN_ROOM, AT, US.person(ANA), Action.WORTH_IT, ID, Message(US.room(ROOM), CARD))
    assert isinstance(event, Pressed)
    assert event.person.route == "", "a channel is no way to a person"


def test_a_button_on_a_private_message_stands_with_the_person() -> None:
    event = done(activities.executed(codec.pack(Action.NUDGES_OFF, "")))
    assert event == Pressed(IN_CHAT, AT, US.person(ANA), Action.NUDGES_OFF, "", Message(US.person(ANA), CARD))
    assert isinstance(event, Pressed)
    assert unpack(event.person.route).chat == CHAT


def test_a_button_that_opens_a_dialog_stands_on_its_card_and_one_in_a_dialog_on_none() -> None:
    opening, inside = done(activities.fetched(WORTH)), done(activities.sent(WORTH))
    assert isinstance(opening, Pressed)
    assert isinstance(inside, Pressed)
    assert (opening.message, inside.message) == (Message(US.room(ROOM), CARD), None)


def test_a_button_of_an_older_client_is_a_message_without_words() -> None:
    body = activities.in_room("message", value=WORTH, replyToId=CARD)
    assert pressed.kind(body) == pressed.MESSAGE
    event = done(body)
    assert isinstance(event, Pressed)
    assert (event.action, event.message) == (Action.WORTH_IT, Message(US.room(ROOM), CARD))


def test_a_card_that_a_client_refreshes_by_itself_is_no_press() -> None:
    body = activities.executed(WORTH)
    body["value"]["trigger"] = "automatic"
    assert done(body) is None


# ── Forms ──


@pytest.mark.parametrize(
    "body",
    [
        activities.executed(SENT),
        activities.sent(SENT),
        activities.activity("message", value=SENT),
        activities.invoke("composeExtension/submitAction", {"commandId": "submitFind", "data": SENT}),
    ],
    ids=["in a chat", "in a dialog", "in an older client", "in the message extension"],
)
def test_a_form_is_read_wherever_it_was_filled_in(body: object) -> None:
    event = done(body)
    assert isinstance(event, Submitted)
    assert (event.person, event.form, event.subject, event.at) == (US.person(ANA), FormName.STORY, ID, AT)
    assert event.fields == {
        "title": "Done 🚀\nat 10:30",
        "link": "https://a.example/",
        "kind": "lesson",
        "topics": ("a", "b,c"),
        "named": "true",
        "colleagues": (BEN, "c-1"),
        "nobody": (),
        "day": "2026-12-24",
    }
    assert event.people == {"colleagues": (Picked(US.person(BEN)), Picked(US.person("c-1")))}


# ── The message extension ──


def test_a_message_that_is_handed_over_is_its_links_and_no_more() -> None:
    event = done(activities.handed('<p>Nobody must read this: <a href="https://a.example/x">here</a></p>'))
    assert event == Handed(IN_ROOM, AT, US.person(ANA), ("https://a.example/x",), US.room(ROOM))
    for kept_out in ("Nobody", BEN, "teams.example"):
        assert kept_out not in repr(event)


@pytest.mark.parametrize("kind", ["private", "shared"])
def test_a_message_of_a_channel_where_the_bot_may_not_be_is_of_no_room(kind: str) -> None:
    event = done(activities.handed("https://a.example/x", data={"channel": {"id": ROOM, "type": kind}}))
    assert isinstance(event, Handed)
    assert event.room is None


def test_a_message_in_a_chat_of_two_others_is_no_way_to_anybody() -> None:
    """Else the bot would write there what is meant for one of them."""
    between = {"conversationType": "personal", "tenantId": US.tenant, "id": "19:ana_ben@unq.gbl.spaces"}
    for body in (
        activities.handed("Lunch?", room="", conversation=between),
        activities.invoke("composeExtension/submitAction", {"data": WORTH}, conversation=between),
    ):
        event = done(body)
        assert isinstance(event, Handed | Pressed)
        assert event.person.route == ""
        assert not isinstance(event, Pressed) or event.message is None


def test_control_in_our_own_chat_the_way_is_kept() -> None:
    event = done(activities.executed(WORTH))
    assert isinstance(event, Pressed)
    assert event.person.route


def test_tell_a_story_is_the_word_story() -> None:
    body = activities.invoke("composeExtension/fetchTask", {"commandId": "tellStory", "commandContext": "compose"})
    assert done(body) == Asked(IN_CHAT, AT, US.person(ANA), "story")


# ── Whatever else comes ──


@pytest.mark.parametrize(
    "more",
    [
        {"from": {"id": BOT, "aadObjectId": ANA}},
        {"from": {"id": "29:1anonymous"}},
        {"from": {"id": "29:1eve", "aadObjectId": "eve", "tenantId": THEIRS}},
        {"channelData": {"tenant": {"id": THEIRS}}},
    ],
    ids=["ourselves", "nobody's account", "another tenant's", "another tenant"],
)
def test_what_nobody_of_ours_does_is_nothing(more: dict[str, Any]) -> None:
    assert done(activities.executed(WORTH, **more)) is None


def test_what_is_not_for_us_is_nothing() -> None:
    for name in ("signin/verifyState", "composeExtension/query", "application/search", "message/submitAction", None):
        body = activities.activity("invoke", name=name, value={})
        assert (pressed.kind(body), done(body)) == ("", None)
    assert done(activities.said("help")) is None


def test_what_comes_without_an_id_is_told_apart_by_what_it_says_and_when() -> None:
    first, again = (done(activities.executed(WORTH, id=None)) for _ in range(2))
    later = done(activities.executed(WORTH, id=None, timestamp="2026-12-03T12:00:04Z"))
    assert isinstance(first, Pressed)
    assert isinstance(later, Pressed)
    assert first == again
    assert first.key != later.key


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], "not an object"),
        (activities.executed(None), "no button and no form"),
        (activities.executed({"earshot": {"press": "dance"}}), "none of ours"),
        (activities.invoke("adaptiveCard/action", {}), "“action” is not an object"),
        (activities.activity("invoke", name="task/fetch"), "“value” is not an object"),
        (activities.sent(SENT | {"title": 7}), "no text"),
        (activities.sent(SENT | {"colleagues": "a b"}), "nobody"),
        (activities.sent(SENT | {"colleagues": "19:kitchen@thread.tacv2"}), "nobody"),
        (activities.handed("x", command="other"), "no command of ours"),
        (activities.invoke("composeExtension/fetchTask", {"commandId": "submitFind"}), "“messagePayload”"),
        (activities.executed(WORTH, conversation=None), "“conversation” is not an object"),
    ],
)
def test_what_makes_no_sense_is_malformed_in_words(body: object, words: str) -> None:
    with pytest.raises(Malformed) as refused:
        done(body)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200


EXAMPLES = [
    activities.executed(WORTH, room=ROOM),
    activities.executed(SENT),
    activities.fetched(WORTH),
    activities.sent(SENT),
    activities.in_room("message", value=WORTH, replyToId=CARD),
    activities.handed("", payload={"attachments": [{"content": '{"url": "https://a.example/x"}'}]}),
    activities.invoke("composeExtension/submitAction", {"data": SENT}),
]


@given(spoilt(EXAMPLES))
@settings(max_examples=80)
def test_anything_in_any_place_is_an_event_nothing_or_malformed(body: Any) -> None:
    for read in (done, pressed.kind):
        try:
            can_be_kept(read(body))
        except Malformed as malformed:
            str(malformed).encode()
