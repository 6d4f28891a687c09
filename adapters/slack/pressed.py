"""What people do in Slack: commands, shortcuts, buttons and forms, as our events. Pure, as `hear` is.

Slack tells of these once. Their key is the trigger that comes with each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.reading import Json, Malformed, an_object, maybe, part, storable, text
from adapters.slack import emoji, words
from adapters.slack.codec import gather, unpack, unpack_form
from adapters.slack.long_values import restored
from adapters.slack.reading import Us, a_message, an_id, is_private, moment
from bot.chat.addresses import Address, Message
from bot.chat.events import Asked, Event, Handed, Picked, Pressed, Submitted

COMMANDS = {"/find": "find", "/story": "story", "/earshot": ""}
"""The commands, each with the words it puts before those that follow it."""

FIND_SHORTCUT, STORY_SHORTCUT = "submit_find", "tell_story"
Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that somebody of ours did just now."""

    key: str
    at: datetime
    us: Us
    who: str
    body: Json

    @property
    def person(self) -> Address:
        """Who did it."""
        return self.us.person(self.who)


def team(body: object) -> str:
    """The workspace where it was done, so that the caller knows who we are there. Raises Malformed."""
    outer = an_object(body, "The body")
    if installed := maybe(outer, "view").get("app_installed_team_id"):  # of somebody else's view, `team` is theirs
        return an_id({"team": installed}, "team")
    if outer.get("team") is not None:
        return an_id(part(outer, "team"), "id")
    # Where a whole organisation installed the bot, only the person has a team.
    return an_id(outer, "team_id") if "team_id" in outer else an_id(part(outer, "user"), "team_id")


# ── Commands ──


def command(body: object, us: Us, *, now: datetime) -> Event:
    """A slash command. What is said in a private conversation, whoever has it with whom, is said in no room."""
    said = an_object(body, "The body")
    name = said.get("command")
    before = COMMANDS.get(name) if isinstance(name, str) else None
    if before is None:
        raise Malformed("This is no command of ours.")
    asked = f"{before} {words.plain(text(said, 'text'))}".strip()
    channel = an_id(said, "channel_id")
    where = None if is_private(channel) else us.room(channel)
    return Asked(_key(said, us), now, us.person(an_id(said, "user_id")), asked, where)


# ── Everything else ──


def interaction(body: object, us: Us, *, now: datetime) -> Event | None:
    """A shortcut, a button or a form. None for a form that was closed, and for what people of other companies do."""
    outer = an_object(body, "The body")
    kind = outer.get("type")
    if kind == "view_closed":
        return None
    read = DONE.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise Malformed("This is nothing that can be done with us.")
    user = part(outer, "user")
    if of_elsewhere(outer, us) and not outer.get("enterprise"):
        return None
    at = moment(outer.get("action_ts"), now)
    return read(Doing(_key(outer, us), at, us, an_id(user, "id"), outer))


def of_elsewhere(body: Json, us: Us) -> bool:
    """Whether somebody of another workspace did it; in one organisation they may be of ours as well."""
    return maybe(body, "user").get("team_id") not in (None, us.team)


def _key(body: Json, us: Us) -> str:
    trigger = text(body, "trigger_id", most=200)
    if not trigger:
        raise Malformed("“trigger_id” is missing.")
    return f"{us.team}:{trigger}"


def _pressed(done: Doing) -> Event | None:
    actions = done.body.get("actions")
    pressed = an_object(actions[0] if isinstance(actions, list) and actions else None, "The first of “actions”")
    match pressed.get("type"):
        case "button":
            value = text(pressed, "value", most=2000)
        case "overflow":
            value = text(part(pressed, "selected_option"), "value", most=2000)
        case _:
            return None  # something was chosen in a form that is still open
    action, subject = unpack(value)
    person, message = _where(done)
    return Pressed(done.key, moment(pressed.get("action_ts"), done.at), person, action, subject, message)


def _where(done: Doing) -> tuple[Address, Message | None]:
    """Who pressed, and the message it was pressed on; an answer for one person's eyes is no message of ours."""
    container = maybe(done.body, "container")
    if container.get("type") != "message" or container.get("is_ephemeral") is True:
        return done.person, None
    channel, message = an_id(container, "channel_id"), a_message(container, "message_ts")
    if is_private(channel):
        person = done.us.person(done.who, channel)
        return person, Message(person, message)
    return done.person, Message(done.us.room(channel), message)


def _handed(done: Doing) -> Event:
    if done.body.get("callback_id") != FIND_SHORTCUT:
        raise Malformed("This is no shortcut of ours.")
    channel = an_id(part(done.body, "channel"), "id")
    where = None if is_private(channel) else done.us.room(channel)
    return Handed(done.key, done.at, done.person, words.links(part(done.body, "message")), where)


def _shortcut(done: Doing) -> Event:
    if done.body.get("callback_id") != STORY_SHORTCUT:
        raise Malformed("This is no shortcut of ours.")
    return Asked(done.key, done.at, done.person, "story")


# ── Forms ──


def _submitted(done: Doing) -> Event:
    view = part(done.body, "view")
    carried = text(view, "private_metadata")
    form, subject = unpack_form(text(view, "callback_id"), carried)
    read: dict[str, Value] = {}
    picked: dict[str, Value] = {}
    for block, elements in part(part(view, "state"), "values").items():
        for element in an_object(elements, "A field").values():
            said = an_object(element, "A field")
            kind = said.get("type")
            if isinstance(kind, str) and kind in PICKING:
                picked[block] = read[block] = tuple(an_id({"user": one}, "user") for one in PICKING[kind](said))
            else:
                read[block] = _value(said, carried)
    fields = gather(read)
    people = {
        name: tuple(Picked(done.us.person(one)) for one in ids)
        for name, ids in gather(picked).items()
        if isinstance(ids, tuple) and ids
    }
    return Submitted(done.key, done.at, done.person, form, subject, fields, people)


def _value(said: Json, carried: str) -> Value:
    """What was typed or chosen in one field, as it would be read anywhere else."""
    match said.get("type"):
        case "plain_text_input":
            return emoji.in_words(text(said, "value"))
        case "url_text_input":
            return text(said, "value")
        case "datepicker":
            return text(said, "selected_date", most=20)
        case "static_select" | "radio_buttons":
            option = said.get("selected_option")
            return "" if option is None else _chosen(option, carried)
        case "checkboxes" | "multi_static_select":
            return tuple(_chosen(one, carried) for one in _many(said, "selected_options"))
    raise Malformed("This field is none of ours.")


def _chosen(option: object, carried: str) -> str:
    return storable(restored(text(an_object(option, "What was chosen"), "value", most=2000), carried))


def _many(said: Json, name: str) -> list[object]:
    found = said.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise Malformed(f"“{name}” is no list.")
    return found


def _one_user(said: Json) -> list[object]:
    user = said.get("selected_user")
    return [] if user is None else [user]


PICKING: Mapping[str, Callable[[Json], list[object]]] = {
    "multi_users_select": lambda said: _many(said, "selected_users"),
    "users_select": _one_user,
}
"""Fields in which colleagues are picked."""

DONE: Mapping[str, Callable[[Doing], Event | None]] = {
    "block_actions": _pressed,
    "view_submission": _submitted,
    "message_action": _handed,
    "shortcut": _shortcut,
}
