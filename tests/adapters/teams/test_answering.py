"""An answer is where the person looks, and never where a room does: for every kind of reply and place to stand."""

from typing import Any

import pytest

from adapters.reading import Malformed
from adapters.teams import codec, show
from adapters.teams.answering import Answer, Place, Stood, answer, kindly, place
from adapters.teams.blocks import Stands
from adapters.teams.text import readable
from bot.chat import wording
from bot.chat.cards import Button, Card, Field, FieldKind, Form, Option, Page, Section
from bot.chat.events import Action, FormName
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from tests.adapters.every import Every
from tests.adapters.strange import LONG, SAID
from tests.adapters.teams import activities
from tests.adapters.teams.activities import CARD, ROOM
from tests.adapters.teams.valid import activity_problems, card_problems, dialog_problems, every

EN = wording.of("en")
FORM = Form(FormName.FIND, "Bring a find", "Send", (Field("link", "Link", FieldKind.LINK),), intro="Any link.")
TYPED = Form(FormName.FIND, "Bring a find", "Send", (Field("link", "Link", FieldKind.LINK, value="no link"),))
STANDING = dict(Every(EN, SAID["ordinary"]).room_cards())["asking"]
REPLIES: dict[str, Reply | None] = {
    "a line": Whisper("Noted."),
    "words": Whisper("One line\nand another"),
    "a card": Whisper(Card("Noted.", "All of it.", buttons=(Button(Action.ME, "Your page"),))),
    "a form": OpenForm(FORM),
    "a page": ShowPage(Page("Your page", "All that is yours.", (Section("Nudges", "Off."),))),
    "errors": FieldErrors({"link": "That is no link."}),
    "nothing": None,
}
PLACES: dict[str, Place] = {
    "card in a room": Place(Stood.CARD, message=CARD),
    "form in a room": Place(Stood.CARD, message=CARD, form=TYPED),
    "card in our chat": Place(Stood.CARD, ours=True, message=CARD),
    "page in our chat": Place(Stood.CARD, ours=True, message=CARD, page=True),
    "form in our chat": Place(Stood.CARD, ours=True, message=CARD, form=TYPED),
    "older, in a room": Place(Stood.OLDER, message=CARD),
    "older, in our chat": Place(Stood.OLDER, ours=True, message=CARD),
    "older, a form": Place(Stood.OLDER, ours=True, message=CARD, form=TYPED),
    "dialog": Place(Stood.BUTTON),
    "form in a dialog": Place(Stood.DIALOG, form=TYPED),
    "message action": Place(Stood.EXTENSION),
    "its form": Place(Stood.EXTENSION, form=TYPED),
}
LINE, THERE, GOES_ON, SAYS, NO = "line", "card", "continue", "message", ""
Shape = tuple[str, int, bool]
"""What the call is answered with; how many messages follow in our chat; whether what was pressed becomes another."""

ANSWERS: dict[str, tuple[Shape, dict[str, Shape]]] = {
    "card in a room": ((LINE, 0, False), {"a form": (THERE, 0, False), "a page": (THERE, 0, False)}),
    "form in a room": ((THERE, 0, False), {"nothing": (LINE, 0, False)}),
    "card in our chat": ((LINE, 1, False), dict.fromkeys(("a line", "errors", "nothing"), (LINE, 0, False))),
    "page in our chat": (
        (LINE, 1, False),
        dict.fromkeys(("a line", "errors", "nothing"), (LINE, 0, False)) | {"a page": (THERE, 0, True)},
    ),
    "form in our chat": ((THERE, 0, True), {"errors": (THERE, 0, False), "nothing": (LINE, 0, False)}),
    "older, in a room": ((NO, 0, False), {}),
    "older, in our chat": ((NO, 1, False), {"nothing": (NO, 0, False)}),
    "older, a form": ((NO, 0, True), {"nothing": (NO, 0, False)}),
    "dialog": ((GOES_ON, 0, False), dict.fromkeys(("a line", "errors", "nothing"), (SAYS, 0, False))),
    "form in a dialog": ((GOES_ON, 0, False), {"a line": (SAYS, 0, False), "nothing": (NO, 0, False)}),
    "message action": ((GOES_ON, 0, False), {"nothing": (NO, 0, False)}),
    "its form": ((GOES_ON, 0, False), {"nothing": (NO, 0, False)}),
}
"""For each place, how most replies are answered, and which are answered otherwise."""


def shape(made: Answer) -> Shape:
    """What is said in answer, how much follows, and whether what was pressed becomes something else."""
    body = made.body or {}
    kind = {"application/vnd.microsoft.activity.message": LINE, show.ADAPTIVE: THERE}.get(body.get("type", ""), NO)
    return kind or body.get("task", {}).get("type", NO), len(made.messages), made.instead is not None


def problems(made: Answer, at: Place) -> list[str]:
    """All that Teams would not take of an answer."""
    body = made.body or {}
    found = [one for message in made.messages for one in activity_problems(message, room=False)]
    if made.instead is not None:
        found += activity_problems(made.instead, room=False)
    if body.get("type") == show.ADAPTIVE:
        found += card_problems(body["value"], "chat" if at.ours else "room")
    if "task" in body:
        found += dialog_problems(body["task"])
    return found + ([f"status {body['statusCode']}"] if body.get("statusCode", 200) != 200 else [])


@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("where", PLACES)
def test_every_reply_is_answered_where_the_person_looks(reply: str, where: str) -> None:
    made = answer(REPLIES[reply], PLACES[where], EN)
    most, otherwise = ANSWERS[where]
    assert shape(made) == otherwise.get(reply, most)
    assert problems(made, PLACES[where]) == []


@pytest.mark.parametrize("said", SAID)
def test_every_answer_in_the_strangest_words_is_one_that_teams_takes(said: str) -> None:
    everything = Every(EN, SAID[said])
    standing = dict(everything.room_cards())["asking, brought"]
    for name, body in everything.whispers():
        for at in (PLACES["card in a room"], PLACES["form in our chat"], PLACES["dialog"], PLACES["message action"]):
            assert problems(answer(Whisper(body), at, EN, standing=standing), at) == [], name
    for name, form in everything.forms():
        errors = {one.name: body for one, body in zip(form.fields, [standing.text] * 99, strict=False)}
        for at in (Place(Stood.CARD, ours=True, message=CARD, form=form), Place(Stood.DIALOG, form=form)):
            assert problems(answer(FieldErrors(errors), at, EN), at) == [], name
    for name, page in everything.pages():
        assert problems(answer(ShowPage(page), PLACES["dialog"], EN), PLACES["dialog"]) == [], name


def test_a_title_that_stands_above_a_dialog_does_not_stand_in_it_again() -> None:
    def dialog(card: Card) -> tuple[str, str]:
        body = answer(Whisper(card), PLACES["dialog"], EN).body
        assert body is not None
        value = body["task"]["value"]
        return value["title"], readable(value["card"]["content"])

    assert dialog(Card("Why am I seeing this?", "This room follows it.")) == (
        "Why am I seeing this?",
        "This room follows it.",
    )
    assert dialog(Card("All of it")) == (show.NAME, "All of it")
    long = "word " * 40
    assert dialog(Card(long, "More.")) == (show.NAME, f"{long.strip()}\nMore.")
    assert dialog(Card("Your draft", "My words.", facts=("About it", "87% yours")))[1].startswith(
        "About it\nYour draft"
    )


@pytest.mark.parametrize("where", PLACES)
def test_nothing_is_ever_sent_to_a_room(where: str) -> None:
    for reply in REPLIES.values():
        made = answer(reply, PLACES[where], EN, standing=STANDING)
        assert PLACES[where].ours or (made.messages, made.instead) == ((), None)


def test_who_pressed_sees_the_card_as_it_stands_with_what_was_said_of_it() -> None:
    for reply in ("a line", "a card"):
        made = answer(REPLIES[reply], PLACES["card in a room"], EN, standing=STANDING)
        assert problems(made, PLACES["card in a room"]) == []
        assert made.body is not None
        shown = readable(made.body["value"])
        assert STANDING.title in shown
        assert shown.rstrip().endswith(("Noted.", "All of it."))


def test_a_form_with_a_mistake_comes_back_with_all_that_was_typed_and_what_is_wrong_beside_it() -> None:
    for where in ("form in our chat", "form in a dialog", "its form", "form in a room"):
        made = answer(REPLIES["errors"], PLACES[where], EN)
        (field,) = every(made.body, "Input.")
        assert field["value"] == "no link"
        assert "That is no link." in str(made.body)
        (button,) = every(made.body, "Action.")
        again = codec.unpack(button["data"] | {"link": "https://a.example/"})
        assert isinstance(again, Form)
        assert again.fields[0].value == "https://a.example/"


def test_a_form_that_could_not_be_taken_stays_as_it_is() -> None:
    made = kindly("Again, please.", PLACES["form in a dialog"], EN)
    assert "Again, please." in str(made.body)
    assert [one["value"] for one in every(made.body, "Input.")] == ["no link"]
    assert shape(kindly("Again, please.", PLACES["card in a room"], EN)) == (LINE, 0, False)
    assert shape(kindly("Again, please.", PLACES["dialog"], EN)) == (SAYS, 0, False)


def test_a_form_with_more_in_it_than_teams_takes_is_told_in_words() -> None:
    many = tuple(Option(f"o{at}", "An option of many words " * 3) for at in range(3_000))
    form = Form(FormName.TOPICS, "Topics", "Keep", (Field("topics", "Topics", FieldKind.CHECKS, options=many),))
    for where in ("dialog", "card in our chat", "card in a room"):
        made = answer(OpenForm(form), PLACES[where], EN)
        assert EN.too_much_for_a_form() in str(made.body)


def test_words_to_copy_come_alone_as_they_were_written_and_of_any_length() -> None:
    draft = "*We* tried `this`\n\n" + LONG * 3
    made = answer(Whisper(draft), PLACES["card in our chat"], EN)
    assert {one["textFormat"] for one in made.messages} == {"plain"}
    assert "".join("".join(one["text"] for one in made.messages).split()) == "".join(draft.split())


def test_nothing_that_is_said_in_a_line_is_read_as_markup() -> None:
    for where in ("card in a room", "dialog"):
        made = answer(Whisper("Less of *that* [x](https://evil.example)."), PLACES[where], EN)
        assert "](" not in str(made.body)
        assert "*that*" not in str(made.body)


# ── Where somebody stood ──


def test_a_place_is_read_from_what_was_done() -> None:
    press, form = codec.pack(Action.ME, "", page=True), codec.pack_form(FORM) | {"link": "typed"}
    filled = Form(
        FORM.name, FORM.title, FORM.submit, (Field("link", "Link", FieldKind.LINK, value="typed"),), "", "Any link."
    )
    assert place(activities.executed(press)) == Place(Stood.CARD, ours=True, message=CARD, page=True)
    assert place(activities.executed(press, room=ROOM)) == Place(Stood.CARD, message=CARD, page=True)
    assert place(activities.executed(form)) == Place(Stood.CARD, ours=True, message=CARD, form=filled)
    assert place(activities.activity("message", value=press, replyToId=CARD)).stood is Stood.OLDER
    assert place(activities.fetched(press)).stood is Stood.BUTTON
    assert place(activities.sent(form)) == Place(Stood.DIALOG, form=filled)
    assert place(activities.handed("x")) == Place(Stood.EXTENSION)
    assert place(activities.sent({"earshot": {"form": "broken"}})).form is None, "what makes no sense is answered too"
    extension = activities.invoke("composeExtension/submitAction", {"data": form})
    assert place(extension) == Place(Stood.EXTENSION, form=filled), "it may stand in a chat of two others"


def test_nobody_waits_for_an_answer_to_anything_else() -> None:
    for body in (activities.said("help"), activities.reaction("like"), activities.activity("invoke", name="x")):
        with pytest.raises(Malformed):
            place(body)


def test_control_an_answer_that_teams_would_not_take_would_be_noticed() -> None:
    broken: Any = {
        "type": "continue",
        "value": {"title": "", "width": "medium", "height": "huge", "card": {"content": {}}},
    }
    broken["value"]["card"]["content"] = show.card(Card("x", buttons=(Button(Action.HELP, "Help"),)), Stands.CHAT)
    assert len(dialog_problems(broken)) == 3
