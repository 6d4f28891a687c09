"""Room cards of which nobody can say whether they arrived: a steward looks, and says. Never a private message."""

from bot.chat import room_cards
from bot.chat.cards import Button, Card
from bot.chat.events import Action, Pressed
from bot.chat.here import Here
from bot.chat.outbox import Outgoing
from bot.chat.replies import Reply, Whisper
from bot.domain.acts import Act
from bot.domain.people import Person
from bot.handlers.stewarding import record
from bot.handlers.stewarding.deeds import Press

SHOWN = 5


def show(event: Pressed, steward: Person, here: Here) -> Reply:
    """The oldest few, each with its room and its two buttons."""
    words = here.words(steward)
    parked = here.tx.outbox.parked_cards(limit=SHOWN)
    if not parked:
        return Whisper(words.parked_none())
    buttons = [button for number, one in enumerate(parked, 1) for button in _buttons(number, one, steward, here)]
    lines = [words.parked_line(number, *what_and_where(one, here)) for number, one in enumerate(parked, 1)]
    text = "\n".join([words.parked_text(), "", *lines])
    return Whisper(Card(title=words.parked_title(), text=text, buttons=tuple(buttons)))


def what_and_where(parked: Outgoing, here: Here) -> tuple[str, str]:
    """What it shows, and the room it was for."""
    room = here.tx.rooms.get(parked.lane)
    card, notice = here.tx.rooms.card(parked.about), here.tx.notices.get(parked.about)
    item = here.tx.items.get(card.item_id) if card else None
    shown = room_cards.notice(notice, here.room_words()).title if notice else item.title if item else ""
    return shown, room.name if room else ""


def _buttons(number: int, parked: Outgoing, steward: Person, here: Here) -> tuple[Button, ...]:
    words = here.words(steward)
    return (
        Button(Action.POST_AGAIN, words.post_again(number), parked.about),
        Button(Action.IS_THERE, words.is_there(number), parked.about),
    )


def post_again(event: Pressed, steward: Person, here: Here) -> Reply:
    """It goes through the door once more, under the same key; said twice, it goes once."""
    words = here.words(steward)
    if not here.tx.outbox.post_again(event.subject, at=here.now):
        return Whisper(words.not_parked())
    record.note(Act.POSTED_AGAIN, steward, here, about=event.subject)
    return Whisper(words.posted_again())


def is_there(event: Pressed, steward: Person, here: Here) -> Reply:
    """It did arrive. Where exactly is not known until somebody presses a button on it."""
    words = here.words(steward)
    if not here.tx.outbox.is_there(event.subject, at=here.now):
        return Whisper(words.not_parked())
    record.note(Act.FOUND_THERE, steward, here, about=event.subject)
    return Whisper(words.found_there())


PRESSES: dict[Action, Press] = {
    Action.DESK_PARKED: show,
    Action.POST_AGAIN: post_again,
    Action.IS_THERE: is_there,
}
