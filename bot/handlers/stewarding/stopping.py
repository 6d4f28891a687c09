"""Stop everything: one press holds every card and nudge, also those that wait already; one press goes on."""

from bot.chat.cards import Button, Card
from bot.chat.events import Action, Pressed
from bot.chat.here import Here
from bot.chat.replies import Reply, Whisper
from bot.domain.acts import Act
from bot.domain.notices import STATES, NoticeKind
from bot.domain.people import Person
from bot.handlers import pages
from bot.handlers.stewarding import notices, record
from bot.handlers.stewarding.deeds import Press


def stop(event: Pressed, steward: Person, here: Here) -> Reply:
    """Nothing leaves any more but answers to what people just did; rooms are told."""
    words = here.words(steward)
    if here.tx.programme.stop(at=here.now):
        record.note(Act.STOPPED, steward, here)
        _tell_rooms(NoticeKind.STOPPED, here)
        pages.page_changed(steward, here)
    return Whisper(Card(title=words.stopped_now(), buttons=(Button(Action.GO_ON, words.go_on()),)))


def go_on(event: Pressed, steward: Person, here: Here) -> Reply:
    """What waited goes on, as far as it is still true: the door looks at each."""
    words = here.words(steward)
    if not here.tx.programme.go_on():
        return Whisper(words.not_stopped())
    record.note(Act.WENT_ON, steward, here)
    _tell_rooms(NoticeKind.GOES_ON, here)
    pages.page_changed(steward, here)
    here.tx.lanes.expect()
    return Whisper(words.goes_on_now())


def _tell_rooms(kind: NoticeKind, here: Here) -> None:
    """A plain line in every room, after its quiet hours; a room that has not heard the opposite yet hears neither."""
    for room in here.tx.rooms.here():
        last = here.tx.notices.last(room.id, STATES)
        if last is not None and last.kind is not kind and notices.taken_back(last, here):
            continue
        notices.put(room, kind, "", here)


PRESSES: dict[Action, Press] = {Action.STOP_ALL: stop, Action.GO_ON: go_on}
