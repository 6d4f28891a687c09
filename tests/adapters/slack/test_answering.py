"""An answer is where the person looks: pure, for every kind of reply and every place somebody can stand."""

from typing import Any

import pytest
from slack_sdk.models.views import View

from adapters.slack.answering import (
    MOST_WHISPERS,
    PAGE,
    WORDS,
    Answer,
    Place,
    Stood,
    answer,
    beside_a_message,
    button_again,
    kindly,
    place,
)
from bot.chat import wording
from bot.chat.addresses import Address
from bot.chat.cards import Button, Card, Field, FieldKind, Form, Page, Section
from bot.chat.events import Action, FormName, Pressed
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from tests.fakes.clock import TUESDAY
from tests.fakes.slack import limits

EN = wording.of("en")
FORM = Form(FormName.FIND, "Bring a find", "Send", (Field("link", "Link", FieldKind.LINK),))
REPLIES: dict[str, Reply] = {
    "words": Whisper("Noted."),
    "a card": Whisper(Card("Noted.", "All of it.", buttons=(Button(Action.ME, "Your page"),))),
    "a form": OpenForm(FORM),
    "a page": ShowPage(Page("Your page", "All that is yours.", (Section("Nudges", "Off."),))),
    "errors": FieldErrors({"link": "That is no link."}),
}
PLACES: dict[str, Place] = {
    "command": Place(Stood.COMMAND, "U1", "t", "https://hooks.example/1"),
    "message": Place(Stood.MESSAGE, "U1", "t", "https://hooks.example/1"),
    "home": Place(Stood.HOME, "U1", "t", view="V1"),
    "window": Place(Stood.WINDOW, "U1", "t", view="V1"),
    "third window": Place(Stood.WINDOW, "U1", "t", view="V3", room_above=False),
    "page": Place(Stood.WINDOW, "U1", "t", view="V1", shows=PAGE),
    "words": Place(Stood.WINDOW, "U1", "t", view="V1", shows=WORDS),
    "form": Place(Stood.FORM, "U1", "t", view="V1", fields=("link", "why")),
    "shortcut": Place(Stood.ANYWHERE, "U1", "t"),
}
ANSWERS: dict[tuple[str, str], tuple[str, ...]] = {
    ("words", "command"): ("ephemeral",),
    ("words", "message"): ("response_url",),
    ("words", "home"): ("views.open",),
    ("words", "window"): ("views.push",),
    ("words", "third window"): ("views.update",),
    ("words", "page"): ("views.push",),
    ("words", "words"): ("views.update",),
    ("words", "form"): ("update",),
    ("words", "shortcut"): ("views.open",),
    ("a form", "command"): ("views.open",),
    ("a form", "message"): ("views.open",),
    ("a form", "home"): ("views.open",),
    ("a form", "window"): ("views.push",),
    ("a form", "third window"): ("views.update",),
    ("a form", "page"): ("views.push",),
    ("a form", "words"): ("views.push",),
    ("a form", "form"): ("update",),
    ("a form", "shortcut"): ("views.open",),
    ("a page", "command"): ("views.open",),
    ("a page", "message"): ("views.open",),
    ("a page", "home"): ("views.publish",),
    ("a page", "window"): ("views.push",),
    ("a page", "third window"): ("views.update",),
    ("a page", "page"): ("views.update",),
    ("a page", "words"): ("views.push",),
    ("a page", "form"): ("update",),
    ("a page", "shortcut"): ("views.open",),
    ("errors", "form"): ("errors",),
}


def shape(made: Answer) -> tuple[str, ...]:
    """What is said in answer, and what is called, by name."""
    body = made.body or {}
    said = body.get("response_action") or body.get("response_type")
    return (*([said] if said else []), *(call.method for call in made.calls))


@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("where", PLACES)
def test_every_reply_is_answered_where_the_person_looks(reply: str, where: str) -> None:
    made = answer(REPLIES[reply], PLACES[where], EN)
    kind = "words" if reply == "a card" else reply
    assert shape(made) == ANSWERS.get((kind, where), ())
    shown: list[Any] = [call.arguments["view"] for call in made.calls if "view" in call.arguments]
    for view in (*shown, *([made.body["view"]] if made.body and "view" in made.body else [])):
        assert limits.view(view) is None
        View(**view).validate_json()


@pytest.mark.parametrize("where", PLACES)
def test_nothing_to_say_is_said_by_nothing(where: str) -> None:
    assert shape(answer(None, PLACES[where], EN)) == ()
    assert shape(answer(Whisper("", said=("worth_it",)), PLACES[where], EN)) == ()


def test_words_of_any_length_are_whispered_in_as_many_messages_as_a_response_url_takes() -> None:
    export = Whisper("\n\n".join(f"Line {number} " + "of what is kept " * 60 for number in range(40)))
    made = answer(export, PLACES["message"], EN)
    assert 1 < len(made.calls) <= MOST_WHISPERS
    assert all(call.arguments["replace_original"] is False for call in made.calls)
    assert limits.view(answer(export, PLACES["home"], EN).calls[0].arguments["view"]) is None


def test_a_mistake_without_a_field_of_its_own_stands_beside_the_first() -> None:
    wrong = FieldErrors({"link": "That is no link.", "elsewhere": "And that is not there."})
    made = answer(wrong, PLACES["form"], EN)
    assert made.body == {"response_action": "errors", "errors": {"link": "That is no link. And that is not there."}}
    assert answer(FieldErrors({"gone": "Why"}), PLACES["form"], EN).body == {
        "response_action": "errors",
        "errors": {"link": "Why"},
    }


def test_a_form_that_could_not_be_taken_stays_as_it_is() -> None:
    assert kindly("Again, please.", PLACES["form"]).body == {
        "response_action": "errors",
        "errors": {"link": "Again, please."},
    }
    assert shape(kindly("Again, please.", PLACES["message"])) == ("response_url",)


def test_a_window_that_opens_no_more_offers_what_was_pressed_and_else_what_opens_the_form() -> None:
    pressed = Pressed("k", TUESDAY, Address("slack", "T1", "U1"), Action.DRAFT, "01ABC")
    made = answer(REPLIES["a form"], PLACES["message"], EN, again=button_again(pressed))
    assert "draft:01ABC" in str(made.calls[0].otherwise)
    assert "find:" in str(answer(REPLIES["a form"], PLACES["command"], EN).calls[0].otherwise)
    assert answer(REPLIES["a form"], PLACES["shortcut"], EN).calls[0].otherwise == ()


def test_a_hint_beside_a_message_is_for_one_person_alone() -> None:
    made = beside_a_message(REPLIES["a card"], "C1", "U1", EN)
    assert shape(made) == ("chat.postEphemeral",)
    assert (made.calls[0].arguments["channel"], made.calls[0].arguments["user"]) == ("C1", "U1")
    assert shape(beside_a_message(Whisper(""), "C1", "U1", EN)) == ()
    assert shape(beside_a_message(None, "C1", "U1", EN)) == ()


def test_three_windows_are_as_many_as_slack_stacks() -> None:
    def pressed_in(view: dict[str, str]) -> Place:
        return place({"type": "block_actions", "user": {"id": "U1"}, "view": {"type": "modal", **view}})

    assert pressed_in({"id": "V1", "root_view_id": "V1"}).room_above
    assert pressed_in({"id": "V2", "root_view_id": "V1", "previous_view_id": "V1"}).room_above
    assert not pressed_in({"id": "V3", "root_view_id": "V1", "previous_view_id": "V2"}).room_above
