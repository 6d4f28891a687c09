"""Why things were "not for us", from five people on, and the place to answer a room: you said, we did."""

from bot.chat import desk_items
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain import reasons
from bot.domain.acts import Act
from bot.domain.notices import NoticeKind
from bot.domain.people import Person
from bot.handlers.fields import Fields
from bot.handlers.stewarding import notices, texts
from bot.handlers.stewarding.deeds import Press, Send
from bot.handlers.stewarding.items import chosen_room
from bot.handlers.stewarding.record import note


def show(event: Pressed, steward: Person, here: Here) -> Reply:
    """What may be told of the reasons of the last 90 days."""
    told = reasons.told(here.tx.answers.reasons(since=here.now - reasons.WINDOW))
    rooms = {room_id: here.tx.rooms.get(room_id) for room_id in {one.room_id for one in told if one.room_id}}
    named = [(one, rooms.get(one.room_id or "")) for one in told]
    return Whisper(desk_items.reasons(named, here.words(steward)))


def ask(event: Pressed, steward: Person, here: Here) -> Reply:
    """The form; its subject may be the room to answer."""
    words, rooms = here.words(steward), here.tx.rooms.here()
    return OpenForm(desk_items.answer_room(rooms, event.subject, words)) if rooms else Whisper(words.no_rooms())


def answer(event: Submitted, steward: Person, here: Here) -> Reply:
    """What was done stands in the room, as a few plain lines that ask nothing."""
    words = here.words(steward)
    fields = Fields(event, words)
    room = chosen_room(fields, here)
    text = fields.text("text", required=True, most=desk_items.LONGEST_TEXT)
    texts.look_at(fields, words, text=text)
    if errors := fields.errors():
        return errors
    assert room is not None
    notices.put(room, NoticeKind.YOU_SAID, text, here)
    note(Act.ANSWERED_ROOM, steward, here, about=room.id)
    return Whisper(words.room_answered(room.name, stopped=here.tx.programme.stopped_at() is not None))


PRESSES: dict[Action, Press] = {Action.DESK_REASONS: show, Action.ANSWER_ROOM: ask}
FORMS: dict[FormName, Send] = {FormName.ANSWER_ROOM: answer}
