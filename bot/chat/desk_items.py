"""What a steward sees of items: the forms of the desk that are about them, one item with where it stands, and lists."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from bot.chat.cards import Button, Card, Field, FieldKind, Form, Option
from bot.chat.events import Action, FormName
from bot.chat.wording import Words
from bot.domain.items import Item, Life, Looked, RoomCard
from bot.domain.people import Room
from bot.domain.reasons import Reason

LONGEST_TITLE = 300
LONGEST_TEXT = 2_000
LEAVE_SO = "leave_so"
MOST_ANSWERS = 5
SHORT = 400
"""So many characters of an item's text stand on its card at the desk."""


class Label(StrEnum):
    """What an item can be labelled: nothing, for inside only, or not to be shared before a day."""

    NONE = "none"
    INTERNAL = "internal"
    NOT_BEFORE = "not_before"


# ── Cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def found(looked: Looked, w: Words, *, upto: datetime | None = None) -> Card:
    """What was looked for, each with a button that shows it.

    `upto`: the day up to which it was looked for, on the company's own clock, where older ones are left.
    """
    named = tuple(
        Button(Action.LOOK_AFTER_ITEM, name, one.id, row=name, short=w.show_it())
        for one in looked.items
        for name in (w.item_named(one.title or one.url),)
    )
    further = (Button(Action.DESK_ITEMS, w.look_further_back(), looked.rest[0]),) if looked.rest else ()
    if not named:
        again = Button(Action.DESK_ITEMS, w.look_again())
        return Card(title=w.items_none() if upto is None else w.items_none_since(upto), buttons=(*further, again))
    facts = () if upto is None else (w.items_since(upto),)
    return Card(title=w.items_found(len(named)), facts=facts, buttons=(*named, *further))


def one(item: Item, stands: Sequence[tuple[RoomCard, Room]], w: Words, *, held: str, note: str = "") -> Card:
    """One item: where it was heard and stands, its labels, and what can be done with it. `note`: said first."""
    places = tuple(w.item_stands(room.name, card.life) for card, room in stands if card.life is not Life.OVER)
    facts = (
        note,
        w.item_kind(item.kind),
        w.item_heard(item.heard_in) if item.heard_in else "",
        *(places or (w.item_nowhere(),)),
        held,
        w.item_corrected() if item.corrected else "",
    )
    return Card(
        title=item.title or item.url,
        text=item.text if len(item.text) <= SHORT else f"{item.text[: SHORT - 1]}…",
        link=item.url or None,
        facts=tuple(filter(None, facts)),
        buttons=(
            Button(Action.PUT_UP, w.put_up(), item.id),
            Button(Action.LABEL, w.label(), item.id),
            Button(Action.CORRECT, w.correct(), item.id),
            Button(Action.WITHDRAW_ITEM, w.withdraw_item(), item.id),
        ),
    )


def really_withdraw(item: Item, rooms: Sequence[Room], w: Words) -> Card:
    """Asked once more, since nothing brings it back."""
    return Card(
        title=w.withdraw_item_title(item.title or item.url),
        text=w.withdraw_item_text([room.name for room in rooms]),
        buttons=(Button(Action.WITHDRAW_ITEM_YES, w.withdraw_item_yes(), item.id),),
    )


def reasons(told: Sequence[tuple[Reason, Room | None]], w: Words) -> Card:
    """Why things were "not for us", as far as enough people said so, and the way to answer a room."""
    lines = [w.reason_line(room.name if room else "", reason.reason, reason.people) for reason, room in told]
    rooms = list(dict.fromkeys(room for _, room in told if room is not None))[:MOST_ANSWERS]
    answers = tuple(
        Button(Action.ANSWER_ROOM, w.answer_this_room(room.name), room.id, row=room.name, short=w.answer_it())
        for room in rooms
    )
    return Card(
        title=w.desk_reasons(),
        text="\n".join(lines) or w.reasons_none(),
        facts=(w.reasons_note(),),
        buttons=answers or (Button(Action.ANSWER_ROOM, w.answer_room()),),
    )


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def look_for(w: Words, *, before: str = "") -> Form:
    """Words or a link; nothing shows the newest. `before`: the item whose elders are looked through."""
    hint = w.look_further_hint() if before else w.look_for_hint()
    field = Field("words", w.look_for_words(), FieldKind.TEXT, hint=hint, most=2_000)
    return Form(FormName.LOOK_FOR_ITEM, w.desk_items(), w.look_for(), (field,), before)


def put_up(item: Item, rooms: Sequence[Room], w: Words, *, asks: bool) -> Form:
    """Which room an item is put into. `asks`: no label keeps its card from asking there."""
    intro = w.put_up_intro(asks=asks)
    return Form(FormName.PUT_UP, w.put_up(), w.put_it_there(), (_room(rooms, "", w),), item.id, intro)


def label(item: Item, until: datetime | None, w: Words) -> Form:
    """What an item is labelled. `until`: the day it may be shared from, on the company's own clock."""
    now = Label.INTERNAL if item.internal else Label.NOT_BEFORE if until else Label.NONE
    return Form(FormName.LABEL, w.label(), w.keep(), _labels(now, until, w), item.id, w.label_intro())


def correct(item: Item, w: Words) -> Form:
    """Its title and text, to be put right."""
    fields = (
        Field("title", w.item_title(), FieldKind.TEXT, required=True, value=item.title, most=LONGEST_TITLE),
        Field("text", w.item_text(), FieldKind.LONG, value=item.text, most=LONGEST_TEXT),
        _leave_so(w),
    )
    return Form(FormName.CORRECT, w.correct(), w.keep(), fields, item.id, w.correct_intro())


def company_piece(rooms: Sequence[Room], w: Words) -> Form:
    """Something of the company's own, for a room."""
    fields = (
        Field("link", w.piece_link(), FieldKind.LINK, most=2_000),
        Field("title", w.item_title(), FieldKind.TEXT, required=True, most=LONGEST_TITLE),
        Field("text", w.item_text(), FieldKind.LONG, most=LONGEST_TEXT),
        _room(rooms, "", w),
        *_labels(Label.NONE, None, w),
        _leave_so(w),
    )
    return Form(FormName.COMPANY_PIECE, w.company_piece(), w.put_it_there(), fields, intro=w.company_piece_intro())


def answer_room(rooms: Sequence[Room], chosen: str, w: Words) -> Form:
    """What was done about what a room said."""
    fields = (
        _room(rooms, chosen, w),
        Field("text", w.answer_room_text(), FieldKind.LONG, required=True, most=LONGEST_TEXT),
        _leave_so(w),
    )
    return Form(FormName.ANSWER_ROOM, w.you_said(), w.send(), fields, intro=w.answer_room_intro())


def _room(rooms: Sequence[Room], chosen: str, w: Words) -> Field:
    options = tuple(Option(room.id, room.name) for room in rooms)
    value = chosen if any(room.id == chosen for room in rooms) else ""
    return Field("room", w.which_room(), FieldKind.SELECT, required=True, options=options, value=value)


def _labels(now: Label, until: datetime | None, w: Words) -> tuple[Field, Field]:
    options = tuple(Option(one.value, w.label_named(one.value)) for one in Label)
    day = f"{until:%Y-%m-%d}" if until else ""
    return (
        Field("label", w.label_question(), FieldKind.RADIO, required=True, options=options, value=now.value),
        Field("day", w.label_day(), FieldKind.DATE, value=day, most=10),
    )


def _leave_so(w: Words) -> Field:
    return Field(LEAVE_SO, w.leave_it_so(), FieldKind.TICK, hint=w.leave_it_so_hint())
