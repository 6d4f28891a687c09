"""What the page sends becomes events, or is refused in words that say what to do."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playground.hear import LONGEST_WORDS, Known, event
from adapters.reading import Malformed
from bot.chat.addresses import Address, Message
from bot.chat.events import Action, Asked, Event, FormName, Opened, Picked, Pressed, Reacted, Submitted

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ANA = Address("playground", "playground", "ana")
ROOM = Address("playground", "playground", "engineering")
MESSAGE = Message(ROOM, "7")


def known(message: Message | None = MESSAGE) -> Known:
    return Known({"ana": "Ana Duarte", "ben": "Ben Okafor"}, {"engineering": "Engineering"}, message, "k1", AT)


def heard(**body: object) -> Event:
    return event({"as": "ana", **body}, known())


def test_everything_the_page_can_send_has_its_event() -> None:
    assert heard(do="open") == Opened("k1", AT, ANA)
    assert heard(do="react", message="7", emoji="👍") == Reacted("k1", AT, ANA, MESSAGE, "👍", True)
    assert heard(do="take_back", message="7", emoji="👍") == Reacted("k1", AT, ANA, MESSAGE, "👍", False)
    assert heard(do="press", message="7", action="worth_it", subject="c1") == Pressed(
        "k1", AT, ANA, Action.WORTH_IT, "c1", MESSAGE
    )
    assert heard(do="press", action="help") == Pressed("k1", AT, ANA, Action.HELP, "", None)
    assert heard(do="ask", words="/find x", room="engineering") == Asked("k1", AT, ANA, "/find x", ROOM)
    assert heard(do="ask") == Asked("k1", AT, ANA, "", None)


def test_a_forms_fields_are_texts_or_lists_of_texts_and_people_come_with_their_names() -> None:
    fields = {
        "why": "because",
        "named": True,
        "not": False,
        "nothing": None,
        "many": ["x", "mastodon"],
        "who": ["ben"],
        "age": 7,
    }
    submitted = heard(do="submit", form="find", subject="s1", fields=fields)
    assert isinstance(submitted, Submitted)
    assert submitted.form is FormName.FIND
    assert submitted.fields == {
        "why": "because",
        "named": "true",
        "not": "",
        "nothing": "",
        "many": ("x", "mastodon"),
        "who": ("ben",),
        "age": "7",
    }
    assert submitted.people == {"who": (Picked(Address("playground", "playground", "ben"), "Ben Okafor"),)}


def test_what_no_database_can_keep_is_left_out_and_all_else_stays() -> None:
    asked = heard(do="ask", words="a\0b \ud800 שלום 👩🏽‍💻 \u202e")
    assert isinstance(asked, Asked)
    assert asked.words == "ab ? שלום 👩🏽‍💻 \u202e"
    submitted = heard(do="submit", form="find", fields={"\udfff": "\ud800", "many": ["\0", "x\udc00"]})
    assert isinstance(submitted, Submitted)
    assert submitted.fields == {"?": "?", "many": ("", "x?")}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], "Send a JSON object such as"),
        ({}, "names a person of this playground: ana, ben"),
        ({"as": ["ana"], "do": "open"}, "names a person"),
        ({"as": "ana", "do": {"a": 1}}, "one of react, take_back"),
        ({"as": "ana", "do": "press", "action": "a" * 500}, "names a button I do not know"),
        ({"as": "ana", "do": "press", "action": "worth_it", "subject": 7}, "“subject” is missing, or is not a text"),
        ({"as": "ana", "do": "press", "action": "worth_it", "subject": "x" * 65}, "at most 64 are read"),
        ({"as": "ana", "do": "ask", "words": ["x"]}, "“words” is missing, or is not a text"),
        ({"as": "ana", "do": "ask", "words": "x" * (LONGEST_WORDS + 1)}, f"at most {LONGEST_WORDS} are read"),
        ({"as": "ana", "do": "ask", "words": "x", "room": ["engineering"]}, "names a room"),
        ({"as": "ana", "do": "submit", "form": "find"}, "“fields” is an object"),
        ({"as": "ana", "do": "submit", "form": "find", "fields": {"x": [[]]}}, "is a text, true or false, or a list"),
        ({"as": "ana", "do": "submit", "form": [], "fields": {}}, "names a form I do not know"),
    ],
)
def test_what_is_malformed_is_refused_in_words(body: object, words: str) -> None:
    with pytest.raises(Malformed) as refused:
        event(body, known())
    assert words in str(refused.value)
    assert len(str(refused.value)) < 300, "it does not repeat what was sent"


def test_a_message_that_is_gone_or_somebody_elses_is_not_acted_upon() -> None:
    for body in (
        {"as": "ana", "do": "react", "message": "8", "emoji": "👍"},
        {"as": "ana", "do": "press", "message": "8", "action": "worth_it"},
    ):
        with pytest.raises(Malformed, match="load the page again"):
            event(body, known(message=None))


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(["as", "do", "message", "emoji", "action", "form", "subject", "words", "room", "fields"])
dos = st.sampled_from(["react", "press", "ask", "submit", "open"])


@given(st.dictionaries(names, values, max_size=8), dos)
def test_whatever_is_sent_becomes_an_event_that_can_be_kept_or_is_malformed(body: dict[str, object], do: str) -> None:
    try:
        found = event(body | {"as": "ana", "do": do}, known())
    except Malformed:
        return
    if isinstance(found, Asked):
        found.words.encode()
        assert "\0" not in found.words
    if isinstance(found, Submitted):
        json.dumps(dict(found.fields), ensure_ascii=False).encode()
