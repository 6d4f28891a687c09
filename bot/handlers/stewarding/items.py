"""Items at a steward's desk: found, put up, labelled, corrected, withdrawn. Never a story: that is its author's."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from typing import TypeVar

from bot.chat import desk_items, drawing
from bot.chat.cards import Card
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain import links
from bot.domain.acts import Act
from bot.domain.items import Item, ItemKind, Life, Looked, RoomCard
from bot.domain.people import Person, Room
from bot.domain.topics import Match, Matcher
from bot.handlers import asking, finding, sharing
from bot.handlers.fields import Fields
from bot.handlers.stewarding import labels, texts
from bot.handlers.stewarding.deeds import Press, Send
from bot.handlers.stewarding.record import note

SHOWN = 10
MOST_WORDS = 8
AMONG = 10_000
"""So many items are looked through at once; a button leads to the older ones. Events wait while this is done."""
LATELY = timedelta(days=7)

E = TypeVar("E", Pressed, Submitted)
Deed = Callable[[E, Person, Item, Here], Reply]


def _about_an_item(deed: Deed[E]) -> Callable[[E, Person, Here], Reply]:
    """Find the item the event is about. No steward does anything to a story, whichever way they come to it."""

    @wraps(deed)
    def guarded(event: E, steward: Person, here: Here) -> Reply:
        item = here.tx.items.get(event.subject)
        if item is None or item.withdrawn:
            return Whisper(here.words(steward).item_gone())
        if item.kind is ItemKind.STORY:
            return Whisper(here.words(steward).story_is_its_authors())
        return deed(event, steward, item, here)

    return guarded


# ── Finding one ──────────────────────────────────────────────────────────────────────────────────────────────────────


def look(event: Pressed, steward: Person, here: Here) -> Reply:
    """The form that asks what to look for. Its subject may be an item: only what is older is looked through then."""
    return OpenForm(desk_items.look_for(here.words(steward), before=event.subject))


def looked(event: Submitted, steward: Person, here: Here) -> Reply:
    """What was looked for: by its link, by its words, or simply the newest."""
    words = here.words(steward)
    fields = Fields(event, words)
    typed = fields.text("words", most=2_000, lines=False)
    if errors := fields.errors():
        return errors
    found = _matching(typed, event.subject, here)
    return Whisper(desk_items.found(found, words, upto=here.local(found.rest[1]) if found.rest else None))


def _matching(typed: str, before: str, here: Here) -> Looked:
    for link in links.find_links(typed)[:1]:
        with suppress(links.NotALink):
            known = here.tx.items.by_key(links.key(link))
            if known is not None and not known.withdrawn and known.kind is not ItemKind.STORY:
                return Looked([known])
    since = None if typed or before else here.now - LATELY
    return here.tx.items.search(typed.split()[:MOST_WORDS], since=since, limit=SHOWN, among=AMONG, before=before)


@_about_an_item
def show(event: Pressed, steward: Person, item: Item, here: Here) -> Reply:
    """One item, with where it stands and what can be done."""
    return Whisper(shown(item, steward, here))


def shown(item: Item, steward: Person, here: Here, *, said: str = "") -> Card:
    """One item as a steward sees it. `said`: what is to be said first."""
    words = here.words(steward)
    return desk_items.one(item, _stands(item, here), words, held=drawing.held(item, here, words), note=said)


def _stands(item: Item, here: Here) -> list[tuple[RoomCard, Room]]:
    cards = [(card, here.tx.rooms.get(card.room_id)) for card in here.tx.rooms.cards_of(item.id)]
    return [(card, room) for card, room in cards if room is not None]


# ── Putting it up ────────────────────────────────────────────────────────────────────────────────────────────────────


@_about_an_item
def ask_where(event: Pressed, steward: Person, item: Item, here: Here) -> Reply:
    """The form that asks for the room."""
    words, rooms = here.words(steward), here.tx.rooms.here()
    return (
        OpenForm(desk_items.put_up(item, rooms, words, asks=item.may_be_shared(here.now)))
        if rooms
        else Whisper(words.no_rooms())
    )


@_about_an_item
def put_up(event: Submitted, steward: Person, item: Item, here: Here) -> Reply:
    """An asking card for this item in the chosen room, and in no other: a steward's own act.

    What the company's share leaves no room for is said, with the numbers, and nothing is put there.
    """
    words = here.words(steward)
    fields = Fields(event, words)
    room = chosen_room(fields, here)
    card = next((card for card in here.tx.rooms.cards_of(item.id) if room and card.room_id == room.id), None)
    if room is not None and card is not None and card.life is Life.ASKING:
        return Whisper(words.asks_already(room.name))
    if room is not None and (full := asking.share_reached(item, room.id, here)) is not None:
        fields.wrong("room", words.share_reached(room.name, full.company, full.others))
    if errors := fields.errors():
        return errors
    assert room is not None
    if card is not None and card.life is Life.OVER:
        here.tx.outbox.is_there(card.id, at=here.now)  # nobody has to look for the old one any more
        here.tx.rooms.move(card.id)  # it comes anew, below, where people look; not far up where it once stood
    stand(item, room, here)
    note(Act.PUT_UP, steward, here, about=item.id)
    return Whisper(words.item_goes(room.name, stopped=here.tx.programme.stopped_at() is not None))


def chosen_room(fields: Fields, here: Here) -> Room | None:
    """The room a form names, if the bot is in it."""
    rooms = {room.id: room for room in here.tx.rooms.here()}
    return rooms.get(fields.choice("room", rooms))


def stand(item: Item, room: Room, here: Here) -> None:
    """An asking card in this room; one that is heard there begins to ask."""
    finding.stand(item.id, room, here, life=Life.ASKING, brought=True)
    sharing.refresh(item.id, here)


# ── Labels and words ─────────────────────────────────────────────────────────────────────────────────────────────────


@_about_an_item
def ask_label(event: Pressed, steward: Person, item: Item, here: Here) -> Reply:
    """The form that asks what to label it."""
    return OpenForm(desk_items.label(item, labels.until(item, here), here.words(steward)))


@_about_an_item
def label(event: Submitted, steward: Person, item: Item, here: Here) -> Reply:
    """For inside only, not before a day, or neither; wherever it stands, at once."""
    words = here.words(steward)
    fields = Fields(event, words)
    internal, not_before = labels.read(fields, words, here)
    if errors := fields.errors():
        return errors
    labels.put(item, here, internal=internal, not_before=not_before)
    note(Act.LABELLED, steward, here, about=item.id)
    return Whisper(shown(_fresh(item, here), steward, here, said=words.item_labelled()))


@_about_an_item
def ask_words(event: Pressed, steward: Person, item: Item, here: Here) -> Reply:
    """The form with its title and text."""
    return OpenForm(desk_items.correct(item, here.words(steward)))


@_about_an_item
def correct(event: Submitted, steward: Person, item: Item, here: Here) -> Reply:
    """Its words are put right wherever they stand, and no source changes them any more."""
    words = here.words(steward)
    fields = Fields(event, words)
    title = fields.text("title", required=True, most=desk_items.LONGEST_TITLE, lines=False)
    text = fields.text("text", most=desk_items.LONGEST_TEXT)
    texts.look_at(fields, words, title=title, text=text)
    if errors := fields.errors():
        return errors
    here.tx.items.correct_for_good(item.id, title=title, text=text)
    here.tx.items.match(item.id, _topics(item, title, text, here))
    sharing.refresh(item.id, here)
    here.tx.outbox.redraw_drafts(item.id, at=here.now)
    note(Act.CORRECTED, steward, here, about=item.id)
    return Whisper(shown(_fresh(item, here), steward, here, said=words.item_labelled()))


def _topics(item: Item, title: str, text: str, here: Here) -> list[Match]:
    """The topics its new words say, and those that everything of its source belongs to."""
    topics = here.tx.topics.all()
    by_source = [one for one in here.tx.items.because(item.id, [topic.id for topic in topics]) if not one.words]
    matches = {one.topic_id: Match(one.topic_id, one.name) for one in by_source}
    return list((matches | {match.topic_id: match for match in Matcher(topics).match(title, text)}).values())


# ── Withdrawing ──────────────────────────────────────────────────────────────────────────────────────────────────────


@_about_an_item
def ask_whether(event: Pressed, steward: Person, item: Item, here: Here) -> Reply:
    """Asked once more: what is withdrawn does not come back."""
    rooms = [room for card, room in _stands(item, here) if card.life is not Life.OVER]
    return Whisper(desk_items.really_withdraw(item, rooms, here.words(steward)))


@_about_an_item
def withdraw(event: Pressed, steward: Person, item: Item, here: Here) -> Reply:
    """Taken back, everywhere; nothing about it leaves any more."""
    sharing.take_back_everywhere(item.id, here, why="a steward withdrew it")
    note(Act.WITHDREW, steward, here, about=item.id)
    return Whisper(here.words(steward).item_withdrawn())


def _fresh(item: Item, here: Here) -> Item:
    return here.tx.items.get(item.id) or item


PRESSES: dict[Action, Press] = {
    Action.DESK_ITEMS: look,
    Action.LOOK_AFTER_ITEM: show,
    Action.PUT_UP: ask_where,
    Action.LABEL: ask_label,
    Action.CORRECT: ask_words,
    Action.WITHDRAW_ITEM: ask_whether,
    Action.WITHDRAW_ITEM_YES: withdraw,
}
FORMS: dict[FormName, Send] = {
    FormName.LOOK_FOR_ITEM: looked,
    FormName.PUT_UP: put_up,
    FormName.LABEL: label,
    FormName.CORRECT: correct,
}
