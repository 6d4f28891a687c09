"""A colleague's find: brought, looked at, and put where it belongs. Its bringer is told where that is."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.chat import forms
from bot.chat.addresses import Address
from bot.chat.cards import Button, Card
from bot.chat.events import Action, Asked, Handed, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain import links
from bot.domain.checking.credentials import live_credentials
from bot.domain.items import Ending, Find, FindState, Item, Life, RoomCard
from bot.domain.people import Person, Room
from bot.domain.plain import plain
from bot.handlers import asking, sharing
from bot.handlers.fields import Fields

LONGEST_WHY = 600
MOST_OFFERED, LONGEST_OFFERED = 5, 500
"""Links to choose from, and characters of each: a form carries them all to the platform and back."""


def asked(event: Asked, rest: str, here: Here) -> Reply:
    """`find <link> [why]`: stored, and "thanks, having a look"."""
    words = here.words(here.tx.people.at(event.person))
    room = room_at(event.room, here)
    if not rest:
        return OpenForm(forms.find(words, room_id=room.id if room else ""))
    first = rest.split(maxsplit=1)[0]
    typed = next(iter(links.find_links(rest)), first)
    try:
        url = links.clean(typed)
    except links.NotALink as problem:
        return Whisper(words.find_bad_link(problem.reason.value))
    why = plain(rest.replace(typed, " ", 1) if typed in rest else rest[len(first) :]).strip(" <>|-–—:,")
    if held := live_credentials(why):
        return Whisper(words.secret_held(held[0]))
    return _bring(event.person, url, why[:LONGEST_WHY], named=False, room=room, at=event.at, here=here)


def handed(event: Handed, here: Here) -> Reply:
    """A message somebody chose: the form with its link filled in, or with a choice where it has several."""
    words = here.words(here.tx.people.at(event.person))
    found = list(dict.fromkeys(_usable(event.links)))
    if not found:
        return Whisper(words.find_none_there())
    room = room_at(event.room, here)
    short = [link for link in found if len(link) <= LONGEST_OFFERED][:MOST_OFFERED]
    return OpenForm(forms.find(words, room_id=room.id if room else "", found=short or found[:1]))


def _usable(typed: Iterable[str]) -> Iterator[str]:
    for one in typed:
        with suppress(links.NotALink):
            yield links.clean(one)


def submitted(event: Submitted, here: Here) -> Reply:
    """The form: the same, and named if ticked."""
    words = here.words(here.tx.people.at(event.person))
    fields = Fields(event, words)
    url = fields.link("link", required=True)
    why = fields.text("why", most=LONGEST_WHY)
    named = fields.tick("named")
    fields.hold_back("why")  # it stands on a card in a room
    if errors := fields.errors():
        return errors
    room = here.tx.rooms.get(event.subject) if event.subject else None
    return _bring(event.person, url, why, named=named, room=room, at=event.at, here=here)


def _bring(who: Address, url: str, why: str, *, named: bool, room: Room | None, at: datetime, here: Here) -> Reply:
    person = here.person(who)
    words = here.words(person)
    room_id = room.id if room is not None and room.here else None
    before = here.tx.items.find_by(person.id, links.key(url))
    if before is not None:
        stands = here.tx.rooms.get(before.room_id) if before.room_id and before.state is FindState.STANDS else None
        if before.state is FindState.UNREADABLE:
            here.tx.items.try_again(before.id, why=why, at=at)
            return Whisper(words.find_thanks(room.name if room else "", told=person.member))
        if before.state is FindState.NO_ROOM:
            return _once_more(before, room, person, here)
        return Whisper(words.find_already(stands.name if stands else ""))
    here.tx.items.bring(person.id, url=url, key=links.key(url), why=why, named=named, room_id=room_id, at=at)
    return Whisper(words.find_thanks(room.name if room else "", told=person.member))


def _once_more(find: Find, room: Room | None, person: Person, here: Here) -> Reply:
    """A find that stands nowhere yet is said again: in a room, that is where it goes; else a room can be chosen."""
    words = here.words(person)
    item = here.tx.items.get(find.item_id) if find.item_id else None
    if room is None or not room.here or item is None:
        choose = Button(Action.CHOOSE_ROOM, words.choose_room(), find.id)
        return Whisper(Card(title=words.find_no_room(), buttons=(choose,)))
    place(replace(find, room_id=room.id), item, here)
    return Whisper(words.find_thanks(room.name, told=person.member))


def place(find: Find, item: Item, here: Here) -> None:
    """Put a find where it belongs: the room it was said in, where it stands already, or the one whose topics fit."""
    room = here.tx.rooms.get(find.room_id) if find.room_id else _fitting(find, item, here)
    if item.withdrawn:
        here.tx.items.settle_find(find.id, FindState.UNREADABLE, trouble="withdrawn")
    elif room is None or not room.here:
        here.tx.items.settle_find(find.id, FindState.NO_ROOM, item_id=item.id)
    else:
        here.tx.items.settle_find(find.id, FindState.STANDS, item_id=item.id, room_id=room.id)
        put_card(item, room, here)
    tell(find, here)


def put_card(item: Item, room: Room, here: Here) -> RoomCard:
    """An asking card for this item in this room; one that stands there already begins to ask."""
    card = stand(item.id, room, here, life=Life.ASKING, brought=True)
    asking.begin(item.id, here)
    sharing.refresh(item.id, here)
    return card


def stand(item_id: str, room: Room, here: Here, *, life: Life, brought: bool) -> RoomCard:
    """A card for this item in this room, on its way if it does not stand there yet.

    One that is not to be shared before a day is drawn anew on that day, and its time begins then.
    """
    item = here.tx.items.get(item_id)
    opens = max(here.now, item.not_before or here.now) if item else here.now
    card = here.tx.rooms.put_card(
        room.id,
        item_id,
        life=life,
        because=here.tx.items.because(item_id, room.topics),
        brought=brought,
        at=here.now,
        expires_at=opens + here.settings.cards.expire_after,
    )
    here.tx.outbox.put(Purpose.CARD, key=f"card:{card.id}", lane=room.id, about=card.id, at=here.now)
    if opens > here.now:
        sharing.redraw_on(opens, card, here)
    return card


def tell(find: Find, here: Here) -> None:
    """Tell its bringer, if they are a member, where it went or why it went nowhere."""
    person = here.tx.people.get(find.person_id) if find.person_id else None
    fresh = here.tx.items.find(find.id)
    if person is None or fresh is None or not person.member:
        return
    # The time is part of it, so that a link that could not be read twice is told of twice.
    key = f"find:{find.id}:{fresh.state.value}:{fresh.room_id or ''}:{here.now:%Y%m%d%H%M%S}"
    here.tx.outbox.put(Purpose.FIND_NEWS, key=key, lane=person.id, about=find.id, person_id=person.id, at=here.now)


def choose_room(event: Pressed, here: Here) -> Reply:
    """The form with the rooms that its bringer may see."""
    person, find = here.tx.people.at(event.person), here.tx.items.find(event.subject)
    words = here.words(person)
    if person is None or find is None or find.person_id != person.id:
        return Whisper(words.not_understood())
    rooms = here.rooms_for(person, find.room_id)
    return OpenForm(forms.find_room(find.id, rooms, find.room_id, words)) if rooms else Whisper(words.no_rooms())


def chose_room(event: Submitted, here: Here) -> Reply:
    """The find goes to the room its bringer chose; where it stood for their sake alone, it stands no more."""
    person, find = here.tx.people.at(event.person), here.tx.items.find(event.subject)
    words = here.words(person)
    item = here.tx.items.get(find.item_id) if find and find.item_id else None
    if person is None or find is None or find.person_id != person.id or item is None:
        return Whisper(words.not_understood())
    fields = Fields(event, words)
    chosen = fields.choice("room", [room.id for room in here.rooms_for(person, find.room_id)])
    if errors := fields.errors():
        return errors
    room = here.tx.rooms.get(chosen)
    assert room is not None
    if chosen != find.room_id:
        _leave_old_room(find, item, here)
        here.tx.items.settle_find(find.id, FindState.STANDS, item_id=item.id, room_id=chosen)
        put_card(item, room, here)
    return Whisper(words.find_moved(room.name))


def _leave_old_room(find: Find, item: Item, here: Here) -> None:
    others = [one for one in here.tx.items.finds_of(item.id) if one.id != find.id and one.room_id == find.room_id]
    old = next((card for card in here.tx.rooms.cards_of(item.id) if card.room_id == find.room_id), None)
    if old is None or others or not old.brought or item.heard_in:
        return
    if old.message is None and not here.tx.outbox.in_flight(old.id):
        here.tx.outbox.withdraw(about=old.id, why="it goes to another room", at=here.now)
        here.tx.rooms.move(old.id)
    else:
        here.tx.rooms.end(old.id, Ending.WITHDRAWN)
        sharing.refresh(item.id, here)


def _fitting(find: Find, item: Item, here: Here) -> Room | None:
    """The room where it stands already; else the one that most of its topics' words fit, by name where several do."""
    person = here.tx.people.get(find.person_id) if find.person_id else None
    rooms = here.rooms_for(person) if person else []
    standing = {card.room_id for card in here.tx.rooms.cards_of(item.id) if card.life is not Life.OVER}
    fits = [(room.id in standing, len(here.tx.items.because(item.id, room.topics)), room) for room in rooms]
    best = max((fit[:2] for fit in fits), default=(False, 0))
    return next((room for stands, count, room in fits if (stands, count) == best != (False, 0)), None)


def room_at(address: Address | None, here: Here) -> Room | None:
    """The room in which something was said, where the bot is in it."""
    room = here.tx.rooms.at(address) if address else None
    return room if room is not None and room.here else None
