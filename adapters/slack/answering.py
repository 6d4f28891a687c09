"""Answers on the spot: what Slack is told for a reply, wherever the person stood who did something. Pure.

In a message an answer is a whisper beside it; in a window or at Home, where whispers would stand unseen behind, it is
a window. Windows open by a trigger that is good for three seconds and once; where that is over, a whisper has a button
that opens the same again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from adapters.reading import Json, maybe
from adapters.slack import show
from adapters.slack.blocks import label
from adapters.slack.codec import above_home, is_above_home, pack_field
from adapters.slack.text import plain_text
from bot.chat.cards import Button, Card, Page
from bot.chat.events import Event, Pressed
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from bot.chat.wording import Words
from bot.dispatch import as_card

PAGE, WORDS = "page", "words"
"""The callback ids of windows that are no forms: a person's own page, and words."""

NAME = "Earshot"
MOST_STACKED = 3
MOST_BLOCKS_IN_A_WINDOW = 100
MOST_WHISPERS = 5
"""A response_url takes so many answers."""

RESPONSE_URL = "response_url"


class Stood(StrEnum):
    """Where a person stood when they did something."""

    COMMAND = "command"
    MESSAGE = "message"
    HOME = "home"
    WINDOW = "window"
    FORM = "form"
    """They sent it: it closes, unless the answer puts something else in its place."""
    ANYWHERE = "anywhere"
    """A shortcut that belongs to no conversation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody waits for an answer, as the body says that told of what they did."""

    stood: Stood
    who: str
    trigger: str = ""
    url: str = ""
    view: str = ""
    shows: str = ""
    """What the window is: its callback id."""
    room_above: bool = True
    """Whether one more window can stand on this one."""
    fields: tuple[str, ...] = ()
    """The blocks of a form that was sent."""
    home: bool = False
    """Whether it is their Home, or a window that was opened there and stands above it."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of Slack's. `otherwise`: whispers for when it opens no window any more."""

    method: str
    arguments: Mapping[str, Any]
    otherwise: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`body`: what is said in answer to the call itself; `calls`: what is called beside it, in this order."""

    body: dict[str, Any] | None = None
    calls: tuple[Call, ...] = ()


NOTHING = Answer()


def place(body: Json) -> Place:
    """Where the person stood who did what this body tells of: a command or an interaction."""
    trigger, url = _text(body, "trigger_id"), _text(body, "response_url")
    if "command" in body:
        return Place(Stood.COMMAND, _text(body, "user_id"), trigger, url)
    who, view = _text(maybe(body, "user"), "id"), maybe(body, "view")
    shown, shows = _text(view, "id"), _text(view, "callback_id")
    above_home = is_above_home(_text(view, "private_metadata"))
    match body.get("type"):
        case "view_submission":
            state = maybe(maybe(view, "state"), "values")
            fields = tuple(map(str, state))
            return Place(Stood.FORM, who, trigger, view=shown, shows=shows, fields=fields, home=above_home)
        case "block_actions" if view and view.get("type") == "home":
            return Place(Stood.HOME, who, trigger, view=shown, home=True)
        case "block_actions" if view:
            first, below = _text(view, "root_view_id"), _text(view, "previous_view_id")
            on_top = bool(below) and below != first  # two stand below it
            return Place(Stood.WINDOW, who, trigger, view=shown, shows=shows, room_above=not on_top, home=above_home)
        case "shortcut":
            return Place(Stood.ANYWHERE, who, trigger)
        case _:
            return Place(Stood.MESSAGE, who, trigger, url)


def answer(reply: Reply | None, at: Place, words: Words, *, again: Button | None = None) -> Answer:
    """What is said and called for a reply. `again`: what opens the same once more, where it opens a window."""
    match reply:
        case None:
            return NOTHING
        case Whisper(body=body):
            return _whispered(body, at)
        case OpenForm(form=form):
            card = as_card(reply, words)
            if card is not None and again is not None:
                card = Card(card.title, card.text, buttons=(Button(again.action, form.title, again.subject),))
            return _in_a_window(show.modal(form), at, otherwise=card)
        case FieldErrors(errors=errors):
            return _wrong(errors, at)
        case ShowPage(page=page):
            if at.stood is Stood.HOME:
                return Answer(calls=(Call("views.publish", {"user_id": at.who, "view": show.home(page)}),))
            return _in_a_window(window_of(page), at, otherwise=as_card(reply, words), instead=at.shows == PAGE)


def button_again(event: Event) -> Button | None:
    """The button somebody pressed, to be pressed once more."""
    return Button(event.action, "", event.subject) if isinstance(event, Pressed) else None


def kindly(words: str, at: Place) -> Answer:
    """Words where nothing was done: a form stays as it is, with all that was typed."""
    if at.stood is Stood.FORM and at.fields:
        return Answer({"response_action": "errors", "errors": {at.fields[0]: words}})
    return _whispered(words, at)


def beside_a_message(reply: Reply | None, where: str, who: str, words: Words) -> Answer:
    """An answer to a reaction, which brings neither trigger nor response_url: a hint that only this person sees."""
    card = as_card(reply, words) if reply is not None else None
    said = [] if card is None else _whispers(card)
    place = {"channel": where, "user": who}
    shown = ({name: one[name] for name in ("text", "blocks")} for one in said[:1])
    return Answer(calls=tuple(Call("chat.postEphemeral", {**place, **one}) for one in shown))


def window_of(page: Page) -> dict[str, Any]:
    """A person's own page as a window."""
    return _window(page.title, show.home(page)["blocks"], PAGE)


def _whispered(body: str | Card, at: Place) -> Answer:
    messages = _whispers(body)
    if not messages:
        return NOTHING
    match at.stood:
        case Stood.COMMAND if len(messages) == 1:
            return Answer(messages[0])
        case Stood.COMMAND | Stood.MESSAGE:  # of several none goes another way than the rest: they would change places
            return Answer(calls=tuple(Call(RESPONSE_URL, one) for one in messages))
        case _:
            blocks = [block for one in messages for block in one["blocks"]]
            return _in_a_window(_window(NAME, blocks, WORDS), at, instead=at.shows == WORDS)


def _whispers(body: str | Card) -> list[dict[str, Any]]:
    """For this person alone, beside what they pressed, which stays."""
    said = [one for one in show.whispers(body) if one["text"] or one["blocks"]]
    return [{"response_type": "ephemeral", "replace_original": False, **one} for one in said[:MOST_WHISPERS]]


def _in_a_window(view: dict[str, Any], at: Place, *, otherwise: Card | None = None, instead: bool = False) -> Answer:
    """A window where the person looks. `instead`: the one they are in shows this from now on."""
    if at.home:
        view = {**view, "private_metadata": above_home(view.get("private_metadata", ""))}
    if at.stood is Stood.FORM:
        return Answer({"response_action": "update", "view": view})
    if at.stood is Stood.WINDOW and (instead or not at.room_above):
        return Answer(calls=(Call("views.update", {"view_id": at.view, "view": view}),))
    method = "views.push" if at.stood is Stood.WINDOW else "views.open"
    spoken = tuple(_whispers(otherwise)) if otherwise is not None and at.url else ()
    return Answer(calls=(Call(method, {"trigger_id": at.trigger, "view": view}, spoken),))


def _window(title: str, blocks: list[Any], callback_id: str) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(label(title, show.LONGEST_MODAL_TITLE)),
        "blocks": blocks[:MOST_BLOCKS_IN_A_WINDOW],
    }


def _wrong(errors: Mapping[str, str], at: Place) -> Answer:
    """What is wrong stands beside its field; what has no field there, beside the first: Slack would take none of it."""
    if not errors or not at.fields:
        return NOTHING
    body = show.errors({name: why for name, why in errors.items() if pack_field(name) in at.fields})
    lost = [why for name, why in errors.items() if pack_field(name) not in at.fields]
    if lost:
        beside = body["errors"].get(at.fields[0], "")
        body["errors"][at.fields[0]] = label(f"{beside} {' '.join(lost)}", show.LONGEST_ERROR)
    return Answer(body)


def _text(body: Json, name: str) -> str:
    found = body.get(name)
    return found if isinstance(found, str) else ""
