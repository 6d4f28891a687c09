"""Answers to cards: by button, by emoji, and taken back. What nobody pressed is kept nowhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.chat import drawing, forms, private_cards
from bot.chat.cards import Button, Card
from bot.chat.drawing import joining_card
from bot.chat.events import Action, Pressed, Reacted, Submitted
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain.items import AnswerKind, Change, Ending, Item, Life, Offer, RoomCard
from bot.domain.people import Person, Private
from bot.domain.shares import Asked
from bot.handlers import asking, pages
from bot.handlers.fields import Fields

KINDS: dict[Action, AnswerKind] = {
    Action.WORTH_IT: AnswerKind.WORTH_IT,
    Action.LESS: AnswerKind.LESS,
    Action.WOULD_SHARE: AnswerKind.WOULD_SHARE,
    Action.SCROLL_PAST: AnswerKind.SCROLL_PAST,
    Action.WELL_DONE: AnswerKind.WELL_DONE,
    Action.SAVE: AnswerKind.SAVE,
}
BACK: dict[Action, AnswerKind] = {
    Action.NOT_WORTH_IT: AnswerKind.WORTH_IT,
    Action.NOT_LESS: AnswerKind.LESS,
    Action.NOT_WOULD_SHARE: AnswerKind.WOULD_SHARE,
    Action.NOT_SCROLL_PAST: AnswerKind.SCROLL_PAST,
    Action.NOT_WELL_DONE: AnswerKind.WELL_DONE,
    Action.NOT_SAVE: AnswerKind.SAVE,
}
UNDO = {kind: action for action, kind in BACK.items()}


def reacted(event: Reacted, here: Here) -> Reply | None:
    """A reaction on a card is an answer to that one card; taking it back is as if it never was."""
    named = here.settings.reactions.kind(event.emoji)
    if named is None:
        return None
    offer = here.tx.rooms.offer_at(event.message)
    if offer is None:
        here.tx.answers.set_aside(here.person(event.person).id, event)  # perhaps our own message, not known yet
        return None
    return _apply(event, offer, AnswerKind(named), here)


def apply_set_aside(card: RoomCard, here: Here) -> None:
    """Reactions that came before we knew our own message are applied, now that its send is known."""
    offer = here.tx.rooms.offer(card.id)
    if card.message is None or offer is None:
        return
    for _, event in here.tx.answers.aside(card.message):
        kind = here.settings.reactions.kind(event.emoji)
        if kind is not None:
            _apply(event, offer, AnswerKind(kind), here)


def _apply(event: Reacted, offer: Offer, kind: AnswerKind, here: Here) -> Reply | None:
    if offer.life is Life.OVER or (event.added and not offer.takes(kind, here.now)):
        return None
    if kind is AnswerKind.DRAFT:
        return _wants_a_draft(event, offer, here)
    person = here.person(event.person)
    kept = _answer(person, offer, kind, event, here) if event.added else _take_back(person, offer, kind, event, here)
    return Whisper("", said=_in_order(kept.said))


def _wants_a_draft(event: Reacted, offer: Offer, here: Here) -> Reply | None:
    """✍️ is a request: a member gets the button that opens the form; everyone else sees how to join, on the spot."""
    person = here.tx.people.at(event.person)
    if not event.added:
        return None
    if person is None or not person.member:
        return Whisper(joining_card(here, person, then=offer.card_id))
    if person.apart:
        return Whisper(here.words(person).apart_no_draft())
    if Private.DRAFT in person.switched_off:  # nothing comes in private, so the button is given on the spot
        item = here.tx.items.get(offer.item_id)
        return Whisper(private_cards.invite(item, offer.card_id, here.words(person))) if item is not None else None
    here.tx.outbox.put(
        Purpose.DRAFT_INVITE,
        key=f"invite:{person.id}:{offer.item_id}",  # once: the button in it stays
        lane=person.id,
        about=offer.card_id,
        person_id=person.id,
        at=here.now,
    )
    return None


def pressed(event: Pressed, here: Here) -> Reply:
    """A press on a card is an answer to it, seen by nobody else."""
    offer = here.tx.rooms.offer(event.subject)
    words = here.words(here.tx.people.at(event.person))
    if offer is None or offer.life is Life.OVER:
        return Whisper(words.card_gone())
    kind = KINDS[event.action]
    if not offer.takes(kind, here.now):
        item = here.tx.items.get(offer.item_id)
        return Whisper((drawing.held(item, here, words) if item else None) or words.not_understood())
    person = here.person(event.person)
    kept = _answer(person, offer, kind, event, here)
    buttons = [Button(UNDO[kind], words.take_it_back(), offer.card_id)]
    if kind is AnswerKind.WOULD_SHARE:
        buttons.insert(0, Button(Action.DRAFT, words.draft_with_me(), offer.card_id))
    heard_as = "worth_it_now" if kept.begins else kind.value
    return Whisper(Card(title=words.noted(heard_as), buttons=tuple(buttons)), said=_in_order(kept.said))


def proves_arrival(event: Pressed, here: Here) -> None:
    """A press on a card that nobody knew to be there shows where it stands: it did arrive."""
    card = here.tx.rooms.card(event.subject) if event.message is not None else None
    room = here.tx.rooms.get(card.room_id) if card is not None and card.message is None else None
    if card is None or room is None or event.message is None or event.message.where != room.address:
        return
    if here.tx.rooms.card_at(event.message) is not None:  # that is another card
        return
    here.tx.rooms.sent(card.id, event.message, at=here.now)
    here.tx.outbox.is_there(card.id, at=here.now)
    arrived = here.tx.rooms.card(card.id)
    if arrived is not None:
        apply_set_aside(arrived, here)
    refresh(card.item_id, here)  # it may have been withdrawn, corrected or labelled while nobody knew where it stood


def took_back(event: Pressed, here: Here) -> Reply:
    """An answer is taken back, as if it never was."""
    offer = here.tx.rooms.offer(event.subject)
    person = here.tx.people.at(event.person)
    words = here.words(person)
    if offer is None:
        return Whisper(words.card_gone())
    if person is None:
        return Whisper(words.nothing_to_take_back())
    kept = _take_back(person, offer, BACK[event.action], event, here)
    return Whisper(words.taken_back(), said=_in_order(kept.said))


def said(person: Person, card: RoomCard, here: Here) -> tuple[str, ...]:
    """What this person has by now answered to this card's item, for their eyes alone."""
    return _in_order(here.tx.answers.of(person.id, card.item_id))


def _in_order(kinds: Collection[AnswerKind]) -> tuple[str, ...]:
    return tuple(sorted(kind.value for kind in kinds))


def why(event: Pressed, here: Here) -> Reply:
    """Why a card stands in this room."""
    card = here.tx.rooms.card(event.subject)
    item = here.tx.items.get(card.item_id) if card else None
    room = here.tx.rooms.get(card.room_id) if card else None
    words = here.words(here.tx.people.at(event.person))
    if card is None or item is None or room is None:
        return Whisper(words.card_gone())
    per_day = here.rhythm(room).per_day
    text = words.why_seeing(item.heard_in, card.because, per_day, card.life.value)
    if (full := _waits_for_its_share(card, item, here)) is not None:
        text = f"{text}\n{words.share_waits(full.company, full.others)}"
    return Whisper(Card(title=words.why_this(), text=text))


def _waits_for_its_share(card: RoomCard, item: Item, here: Here) -> Asked | None:
    """What asked in this room of late, where enough colleagues wanted this card to ask and that alone is why not."""
    if card.life is not Life.HEARD or not here.tx.answers.tally(item.id).asks(here.settings.cards.ask_from):
        return None
    return asking.share_reached(item, card.room_id, here)


def less_of_topic(event: Pressed, here: Here) -> Reply:
    """A topic is muted for this person alone; the room's stay as they are."""
    card = here.tx.rooms.card(event.subject)
    words = here.words(here.tx.people.at(event.person))
    if card is None or not card.because:
        return Whisper(words.card_gone())
    topic = card.because[0]
    if here.tx.topics.get(topic.topic_id) is not None:  # else app.yaml dropped it since: nothing comes about it anyway
        person = here.person(event.person)
        here.tx.people.choose_topics(person.id, {topic.topic_id: False})
        if person.member:
            pages.page_changed(person, here)
    return Whisper(words.less_of_topic_done(topic.name))


def not_for_us(event: Pressed, here: Here) -> Reply:
    """The form that asks for one reason."""
    card = here.tx.rooms.card(event.subject)
    words = here.words(here.tx.people.at(event.person))
    return Whisper(words.card_gone()) if card is None else OpenForm(forms.not_for_us(card.id, words))


def gave_reason(event: Submitted, here: Here) -> Reply:
    """Why an item is not for us."""
    card = here.tx.rooms.card(event.subject)
    words = here.words(here.tx.people.at(event.person))
    fields = Fields(event, words)
    reason = fields.choice("because", forms.NOT_FOR_US)
    if errors := fields.errors():
        return errors
    if card is None:
        return Whisper(words.card_gone())
    person = here.person(event.person)
    here.tx.answers.put(person.id, card.item_id, AnswerKind.NOT_FOR_US, at=event.at, reason=reason)
    return Whisper(words.noted("not_for_us"), said=said(person, card, here))


def refresh(item_id: str, here: Here) -> None:
    """Every card of this item is drawn anew, soon: also one that is in the air, once it has landed."""
    for card in here.tx.rooms.cards_now(item_id, now=here.now):
        if card.stands and not card.drawn:
            here.tx.outbox.put_state(
                Purpose.CARD_EDIT, key=f"edit:{card.id}", lane=card.room_id, about=card.id, at=here.now
            )


def redraw_on(day: datetime, card: RoomCard, here: Here) -> None:
    """This card is drawn anew on that day, whatever becomes of it until then."""
    key = f"edit:{card.id}:{day:%Y%m%d%H%M}"  # of its own: the edit that leaves at once is another
    here.tx.outbox.put_state(Purpose.CARD_EDIT, key=key, lane=card.room_id, about=card.id, at=here.now, not_before=day)


def take_back_everywhere(item_id: str, here: Here, *, why: str) -> None:
    """An item is withdrawn: its cards are cleared, nothing about it leaves any more, and no word of it is kept."""
    here.tx.items.withdraw(item_id)
    for card in here.tx.rooms.cards_of(item_id):
        here.tx.outbox.withdraw(about=card.id, why=why, at=here.now)
        here.tx.rooms.end(card.id, Ending.WITHDRAWN)
    refresh(item_id, here)
    here.tx.outbox.redraw_drafts(item_id, at=here.now)


@dataclass(frozen=True, slots=True)
class Kept:
    """`said`: what a person has by now answered to an item. `begins`: whether the card began to ask by that."""

    said: frozenset[AnswerKind]
    begins: bool = False


def _answer(person: Person, offer: Offer, kind: AnswerKind, event: Reacted | Pressed, here: Here) -> Kept:
    change = here.tx.answers.put(person.id, offer.item_id, kind, at=event.at)
    _on_own_page(person, kind, here)
    return Kept(change.now, offer.card_id in {one.id for one in _counted(offer.item_id, change, here)})


def _take_back(person: Person, offer: Offer, kind: AnswerKind, event: Reacted | Pressed, here: Here) -> Kept:
    change = here.tx.answers.take_back(person.id, offer.item_id, kind, at=event.at)
    _on_own_page(person, kind, here)
    _counted(offer.item_id, change, here, asks=False)
    return Kept(change.now)


def _on_own_page(person: Person, kind: AnswerKind, here: Here) -> None:
    """What somebody saved stands on their own page."""
    if kind is AnswerKind.SAVE and person.member:
        pages.page_changed(person, here)


def _counted(item_id: str, change: Change, here: Here, *, asks: bool = True) -> list[RoomCard]:
    """What one more answer, or one less, does to the cards of an item; returns those that began to ask.

    It is counted only where that can change a card: those of a lively morning wait to be drawn anew as it is.
    """
    cards = here.tx.rooms.cards_now(item_id, now=here.now)
    may_ask = asks and any(card.life is Life.HEARD for card in cards)
    if not may_ask and not any(card.stands and not card.drawn for card in cards):
        return []
    tally = here.tx.answers.tally(item_id)
    begins = asking.begin(item_id, here) if may_ask and tally.asks(here.settings.cards.ask_from) else []
    if begins or tally.before(change).shown() != tally.shown():
        refresh(item_id, here)
    return begins
