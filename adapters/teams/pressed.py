"""What people do in Teams: buttons, forms, dialogs and message actions, as our events. Pure, as `hear` is.

Nearly all of it comes as an invoke, which Teams sends once; a button of an older client comes as a message without
words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.reading import Json, Malformed, an_object, part
from adapters.teams import words
from adapters.teams.codec import Press, unpack
from adapters.teams.reading import Kind, Us, key, maybe_id, moment, person_id, tenant, where, who
from bot.chat.addresses import Address, Message
from bot.chat.cards import Field, FieldKind
from bot.chat.events import Asked, Handed, Picked, Pressed, Submitted

FIND_COMMAND, STORY_COMMAND = "submitFind", "tellStory"
"""The commands of our message extension: of a message, and of the box people write in."""

Done = Asked | Handed | Pressed | Submitted
"""What people do."""

MESSAGE = "message"
"""What the button of an older client is taken for, beside the names of invokes."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that somebody of ours did just now. `message`: where they did it, if it was on one of ours."""

    key: str
    at: datetime
    us: Us
    body: Json
    person: Address
    message: Message | None
    room: Address | None

    @property
    def value(self) -> Json:
        """What it carries."""
        return part(self.body, "value")


def kind(body: object) -> str:
    """The name of what was done, if it is something people do and wait for: that of an invoke, or `MESSAGE`."""
    outer = an_object(body, "The body")
    if outer.get("type") == "message" and isinstance(outer.get("value"), dict):
        return MESSAGE
    name = outer.get("name") if outer.get("type") == "invoke" else None
    return name if isinstance(name, str) and name in DONE else ""


def event(body: object, us: Us, *, now: datetime) -> Done | None:
    """What somebody did. None for what nobody of ours does, and for other kinds of activity."""
    outer = an_object(body, "The body")
    way = DONE.get(kind(outer))
    if way is None or tenant(outer) != us.tenant:
        return None
    # A message action may stand in a chat of two others, which must never be taken for theirs with the bot.
    person = who(outer, us, private=way.in_ours)
    if person is None:
        return None
    here, id_ = where(outer), maybe_id(outer, "replyToId")
    channel = us.room(here.channel) if here.channel else None
    place = channel or (person if here.kind is Kind.PERSONAL else None)
    message = Message(place, id_) if way.on_ours and id_ and place is not None else None
    room = None if here.private else channel
    return way.read(Doing(key(outer), moment(outer, now), us, outer, person, message, room))


# ── Buttons and forms ──


def _executed(done: Doing) -> Done | None:
    if done.value.get("trigger") == "automatic":  # a client that refreshes a card by itself: nobody pressed anything
        return None
    return _carried(part(done.value, "action").get("data"), done)


def _in_a_dialog(done: Doing) -> Done:
    return _carried(done.value.get("data"), done)


def _in_a_message(done: Doing) -> Done:
    return _carried(done.value, done)


def _carried(data: object, done: Doing) -> Done:
    """A button or a form, whichever came."""
    carried = unpack(data)
    if isinstance(carried, Press):
        return Pressed(done.key, done.at, done.person, carried.action, carried.subject, done.message)
    fields = {one.name: one.value for one in carried.fields}
    people = {one.name: _people(one, done.us) for one in carried.fields if one.kind is FieldKind.PEOPLE and one.value}
    return Submitted(done.key, done.at, done.person, carried.name, carried.subject, fields, people)


def _people(field: Field, us: Us) -> tuple[Picked, ...]:
    """Colleagues, by their ids in Entra: Teams tells no names here."""
    for one in field.value:
        if not person_id({"person": one}, "person"):
            raise Malformed("Somebody was picked who is nobody.")
    return tuple(Picked(us.person(one)) for one in field.value)


# ── The message extension ──


def _begun(done: Doing) -> Done:
    command = done.value.get("commandId")
    if command == FIND_COMMAND:
        return Handed(done.key, done.at, done.person, words.links(part(done.value, "messagePayload")), done.room)
    if command == STORY_COMMAND:
        return Asked(done.key, done.at, done.person, "story")
    raise Malformed("This is no command of ours.")


@dataclass(frozen=True, slots=True)
class Way:
    """How something is read. `on_ours`: it is done on a message of ours; `in_ours`: its chat of two is with the bot."""

    read: Callable[[Doing], Done | None]
    on_ours: bool
    in_ours: bool


DONE: Mapping[str, Way] = {
    "adaptiveCard/action": Way(_executed, on_ours=True, in_ours=True),
    "task/fetch": Way(_in_a_dialog, on_ours=True, in_ours=True),
    "task/submit": Way(_in_a_dialog, on_ours=False, in_ours=True),
    "composeExtension/fetchTask": Way(_begun, on_ours=False, in_ours=False),
    "composeExtension/submitAction": Way(_in_a_dialog, on_ours=False, in_ours=False),
    MESSAGE: Way(_in_a_message, on_ours=True, in_ours=True),
}
"""Every invoke that is understood, by its name, and the one thing that comes as a message."""
