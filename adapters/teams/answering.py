"""Answers on the spot: what Teams is told for a reply, wherever the person stood who did something. Pure.

In a room an answer is the same card for this one person's eyes, with a note below it, or a dialog. In a person's own
chat nobody else reads along, so what is more than a line comes as a message of its own, which stays; a form that was
sent becomes what was said of it. Nothing here is ever shown to a room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from adapters.cutting import shortened
from adapters.reading import Json as Read
from adapters.reading import Malformed, an_object, maybe
from adapters.teams import pressed, show
from adapters.teams.blocks import Stands, label
from adapters.teams.codec import Press, unpack
from adapters.teams.reading import Kind, maybe_id, where
from adapters.teams.text import Json, unmarked
from bot.chat.cards import Card, Form, Page
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from bot.chat.wording import Words
from bot.domain.plain import one_line, plain

LONGEST_LINE = 200
"""Characters of what is said beside a card; what is longer, or is more than one line, is read where there is room."""

MOST_FIELDS_AT_ONCE = 2
"""A dialog of more fields than these is as tall as can be."""

WORDS = "application/vnd.microsoft.activity.message"


class Stood(StrEnum):
    """Where a person stood when they did something."""

    CARD = "card"
    """A button or a form in a message, that is answered by another card in its place, or by a line."""
    OLDER = "older"
    """The same in a client that takes no answer."""
    BUTTON = "button"
    """A button that opens a dialog."""
    DIALOG = "dialog"
    """A dialog they sent: it closes, unless the answer puts something else in its place."""
    EXTENSION = "extension"
    """The same, of the message extension: its dialog says nothing in a line."""


STOOD: Mapping[str, Stood] = {
    "adaptiveCard/action": Stood.CARD,
    "task/fetch": Stood.BUTTON,
    "task/submit": Stood.DIALOG,
    "composeExtension/fetchTask": Stood.EXTENSION,
    "composeExtension/submitAction": Stood.EXTENSION,
    pressed.MESSAGE: Stood.OLDER,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody waits for an answer, as the activity says that told of what they did.

    `ours`: in their own chat with the bot. `message`: the one it was done on. `page`: that is their own page.
    `form`: the form that was sent, with all that was typed.
    """

    stood: Stood
    ours: bool = False
    message: str = ""
    page: bool = False
    form: Form | None = None

    @property
    def stands(self) -> Stands:
        """Where a card stands that answers here."""
        if self.stood in (Stood.CARD, Stood.OLDER):
            return Stands.CHAT if self.ours else Stands.ROOM
        return Stands.DIALOG


@dataclass(frozen=True, slots=True)
class Answer:
    """`body`: what an invoke is answered with, by 200; None is no body.

    `messages`: activities that are sent to the person's own chat with the bot, where they stood, in this order.
    `instead`: what the message they stood on becomes for good, on all their devices.
    """

    body: Json | None = None
    messages: tuple[Json, ...] = ()
    instead: Json | None = None


NOTHING = Answer()


def place(body: Read) -> Place:
    """Where the person stood who did what this activity tells of. Raises Malformed for what is no such activity."""
    kind = pressed.kind(body)
    if not kind:
        raise Malformed("Nobody waits for an answer to this.")
    stood = STOOD[kind]
    ours = stood is not Stood.EXTENSION and where(body).kind is Kind.PERSONAL
    carried = _carried(body, kind)
    form = carried if isinstance(carried, Form) else None
    on_page = isinstance(carried, Press) and carried.page
    message = maybe_id(body, "replyToId") if stood in (Stood.CARD, Stood.OLDER) else ""
    return Place(stood, ours, message, on_page, form)


def _carried(body: Read, kind: str) -> Press | Form | None:
    value = an_object(body.get("value"), "“value”")
    data = {pressed.MESSAGE: value, "adaptiveCard/action": maybe(value, "action").get("data")}.get(
        kind, value.get("data")
    )
    try:
        return unpack(data)
    except Malformed:
        return None


def answer(reply: Reply | None, at: Place, words: Words, *, standing: Card | None = None) -> Answer:
    """What is said and sent for a reply. `standing`: the card of a room that was pressed, as it stands there now."""
    match reply:
        case None:
            return _line("", at, words) if at.stood in (Stood.CARD, Stood.BUTTON) else NOTHING
        case Whisper(body=body):
            return _whispered(body, at, words, standing)
        case OpenForm(form=form):
            return _opened(form, at, words, {})
        case FieldErrors(errors=errors):
            return _wrong(errors, at, words)
        case ShowPage(page=page):
            return _page(page, at, words)


def kindly(said: str, at: Place, words: Words) -> Answer:
    """Words where nothing was done: a form stays as it is, with all that was typed."""
    if at.form is not None:
        return _wrong({"": said}, at, words)
    return _whispered(said, at, words, None)


# ── Words ──


def _whispered(body: str | Card, at: Place, words: Words, standing: Card | None) -> Answer:
    if not isinstance(body, Card) and not plain(body):
        return answer(None, at, words)
    match at.stood:
        case Stood.CARD | Stood.OLDER if at.ours:
            return _in_our_chat(body, at, words)
        case Stood.CARD if standing is not None:
            return Answer(_in_place(show.with_note(standing, body)))
        case Stood.CARD if at.form is not None:
            return Answer(_in_place(show.whispered(body, Stands.ROOM)))
        case Stood.CARD:
            return _line(_in_a_line(body), at, words)
        case Stood.OLDER:
            return NOTHING
        case Stood.BUTTON | Stood.DIALOG if isinstance(body, str) and _is_short(body):
            return _line(body, at, words)
        case _:
            return _dialog(*_titled(body))


def _in_our_chat(body: str | Card, at: Place, words: Words) -> Answer:
    if at.form is not None:
        return _becomes(show.whispered(body, Stands.CHAT), at, body if isinstance(body, Card) else Card("", body))
    if isinstance(body, str) and _is_short(body) and at.stood is Stood.CARD:
        return _line(body, at, words)
    return _below(show.messages(body) if isinstance(body, Card) else show.said(body), at, words)


def _line(said: str, at: Place, words: Words) -> Answer:
    """A line beside what was pressed, or in a small window."""
    line = shortened(unmarked(plain(said)), show.LONGEST_FACT) or words.noted("")
    if at.stood is Stood.CARD:
        return Answer({"statusCode": 200, "type": WORDS, "value": line})
    return Answer({"task": {"type": "message", "value": line}})


def _titled(body: str | Card) -> tuple[str, Json]:
    """What stands above a dialog, and the card in it: a title that has room there does not stand in the card again.

    Of a card with more facts than one, the first stands before the title.
    """
    if isinstance(body, Card) and body.text and len(body.facts) < 2 and label(body.title) == one_line(body.title):
        return body.title, show.whispered(replace(body, title=""), Stands.DIALOG)
    return show.NAME, show.whispered(body, Stands.DIALOG)


def _in_a_line(body: str | Card) -> str:
    return body if isinstance(body, str) else "\n".join(filter(None, map(plain, (body.title, body.text))))


def _is_short(said: str) -> bool:
    return len(plain(said)) <= LONGEST_LINE and "\n" not in plain(said)


# ── Cards ──


def _in_place(content: Json) -> Json:
    """Another card in the place of the one that was pressed, for this one client."""
    return {"statusCode": 200, "type": show.ADAPTIVE, "value": content}


def _becomes(content: Json, at: Place, said: Card) -> Answer:
    """A form of our chat that was sent: in its place stands what was said of it, here at once, and for good."""
    return _stays(content, show.activity(content, show.own_text(said)), at)


def _stays(content: Json, whole: Json, at: Place) -> Answer:
    """Here at once, where the client takes an answer; and for good, on all devices."""
    body = _in_place(content) if at.stood is Stood.CARD else None
    return Answer(body, instead=whole) if at.message else Answer(body, (whole,))


def _below(messages: Sequence[Json], at: Place, words: Words) -> Answer:
    """Messages of their own, below what was pressed."""
    body = _line(words.answer_below(), at, words).body if at.stood is Stood.CARD else None
    return Answer(body, tuple(messages))


def _dialog(title: str, content: Json, *, tall: bool = False) -> Answer:
    return Answer({"task": {"type": "continue", "value": show.dialog(title, content, tall=tall)}})


def _page(page: Page, at: Place, words: Words) -> Answer:
    if at.stands is Stands.DIALOG:
        return _dialog(page.title, show.page(page, stands=Stands.DIALOG), tall=True)
    content = show.page(page)
    whole = show.activity(content, show.own_page_text(page))
    if not at.ours:
        return Answer(_in_place(content)) if at.stood is Stood.CARD else NOTHING
    return _stays(content, whole, at) if at.page or at.form is not None else _below([whole], at, words)


# ── Forms ──


def _opened(form: Form, at: Place, words: Words, errors: Mapping[str, str]) -> Answer:
    try:
        content = show.form(form, words, at.stands, errors=errors)
    except Malformed:
        return _whispered(words.too_much_for_a_form(), replace(at, form=None), words, None)
    if at.stands is Stands.DIALOG:
        return _dialog(form.title, content, tall=len(form.fields) > MOST_FIELDS_AT_ONCE)
    whole = show.activity(content, show.own_form_text(form))
    if not at.ours:
        return Answer(_in_place(content)) if at.stood is Stood.CARD else NOTHING
    return _stays(content, whole, at) if at.form is not None else _below([whole], at, words)


def _wrong(errors: Mapping[str, str], at: Place, words: Words) -> Answer:
    """The same form once more, with all that was typed, and what is wrong beside each field."""
    if at.form is None:
        return _whispered("\n".join(errors.values()), at, words, None)
    again = _opened(at.form, at, words, errors)
    if at.stood is Stood.CARD:
        return replace(again, instead=None)  # what is being typed is not kept
    return again
