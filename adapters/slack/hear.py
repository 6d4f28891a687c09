"""What Slack's Events API tells, as our events. Pure; None is what is not for us, Malformed what makes no sense.

Slack tells of every reaction and every member in the rooms the bot is in: what is not on the bot's own messages, or not
about the bot itself, ends here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.reading import Json, Malformed, an_object, maybe, part, text
from adapters.slack import emoji, words
from adapters.slack.reading import PLATFORM, Us, a_message, an_id, is_private, moment
from bot.chat.addresses import Address, Message
from bot.chat.events import (
    Asked,
    Event,
    Gone,
    Joined,
    Known,
    Left,
    Opened,
    Profile,
    Reacted,
    Renamed,
    Uninstalled,
)
from bot.domain.plain import one_line

SPOKEN = frozenset({"", "file_share", "thread_broadcast"})
"""Kinds of message in which a person says something: plain, with a file, and from a thread to all."""

SLACKBOT = "USLACKBOT"
ENDS = ("app_uninstalled", "tokens_revoked")
"""One end of an installation is told as both, in any order."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event with what stands around it.

    `organisation`: the workspace belongs to one, whose people may be in several of its workspaces.
    """

    key: str
    at: datetime
    us: Us
    event: Json
    organisation: bool = False
    wide: bool = False
    """It is told for the whole organisation, in which the bot is nowhere installed at once."""

    def room(self) -> Address:
        """The room it is about."""
        return self.us.room(an_id(self.event, "channel"))


def team(body: object) -> str:
    """The workspace an event was sent for, so that the caller knows who we are there. Raises Malformed."""
    outer = an_object(body, "The body")
    # In a room shared with others, `team_id` may be theirs; what was authorized is ours.
    ours = _installation(outer)
    return an_id(ours if ours.get("team_id") else outer, "team_id")


def _installation(outer: Json) -> Json:
    """The installation an event is told to, as Slack describes it."""
    found = outer.get("authorizations")
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, dict) else {}


def of_elsewhere(body: Json, us: Us) -> bool:
    """Whether only Slack itself can say if whoever did this is of ours: the room is shared, or the team another."""
    return body.get("is_ext_shared_channel") is True or _team_of_author(maybe(body, "event"), us) != us.team


def _team_of_author(inner: Json, us: Us) -> object:
    return inner.get("user_team") or inner.get("source_team") or us.team


def event(body: object, us: Us, *, now: datetime) -> Event | None:
    """The event in a body of the Events API. Slack does not say what a room is called that the bot was invited to."""
    outer = an_object(body, "The body")
    if outer.get("type") != "event_callback":
        raise Malformed("This is no event of Slack's.")
    inner = part(outer, "event")
    kind = inner.get("type")
    if kind == "message":
        kind = f"message.{inner.get('channel_type')}"
    read = HEARD.get(kind) if isinstance(kind, str) else None
    if read is None:
        return None
    key = text(outer, "event_id", most=100)
    if not key:
        raise Malformed("“event_id” is missing.")
    organisation, wide = bool(outer.get("enterprise_id")), _installation(outer).get("is_enterprise_install") is True
    heard = read(Envelope(key, moment(inner.get("event_ts"), now), us, inner, organisation, wide))
    shared = outer.get("is_ext_shared_channel") is True and not us.shared
    return _no_room_of_ours(heard) if shared else heard


def _no_room_of_ours(heard: Event | None) -> Event | None:
    """What comes from a room shared with another company, where that is not wanted: the room is none, nothing more."""
    match heard:
        case Reacted(message=Message(where=room)) if room != heard.person:
            return Left(heard.key, heard.at, room)
        case Asked(room=Address() as room) | Renamed(room=room):
            return Left(heard.key, heard.at, room)
        case Left():
            return heard
        case _:
            return None


# ── Reactions ──


def _added(said: Envelope) -> Event | None:
    return _reaction(said, added=True)


def _removed(said: Envelope) -> Event | None:
    return _reaction(said, added=False)


def _reaction(said: Envelope, *, added: bool) -> Event | None:
    item, us = part(said.event, "item"), said.us
    who = said.event.get("user")
    if item.get("type") != "message" or said.event.get("item_user") != us.user or who in (us.user, SLACKBOT):
        return None
    channel, person = an_id(item, "channel"), an_id(said.event, "user")
    name = text(said.event, "reaction", most=200)
    if not name:
        raise Malformed("“reaction” is missing.")
    here = us.person(person, channel) if is_private(channel) else us.person(person)
    where = here if is_private(channel) else us.room(channel)
    return Reacted(said.key, said.at, here, Message(where, a_message(item, "ts")), emoji.character(name), added)


# ── Words ──


def _said_in_private(said: Envelope) -> Event | None:
    if not _is_a_persons(said):
        return None
    person = said.us.person(an_id(said.event, "user"), an_id(said.event, "channel"))
    return Asked(said.key, said.at, person, words.plain(text(said.event, "text")), later=True)


def _mentioned(said: Envelope) -> Event | None:
    channel = an_id(said.event, "channel")
    if not _is_a_persons(said) or is_private(channel):  # in private it is told as a message, too
        return None
    person = said.us.person(an_id(said.event, "user"))
    rest = words.plain(words.without_mention(text(said.event, "text"), said.us.user)).strip()
    return Asked(said.key, said.at, person, rest, said.us.room(channel), later=True)


def _is_a_persons(said: Envelope) -> bool:
    """Whether a person of ours said this: no bot, nobody from another company, and not something about a message."""
    inner, us = said.event, said.us
    of_ours = said.organisation or _team_of_author(inner, us) == us.team
    silent = text(inner, "subtype", most=200) not in SPOKEN or inner.get("bot_id") or inner.get("hidden")
    return not silent and of_ours and inner.get("user") not in (us.user, SLACKBOT)


# ── Rooms ──


def _joined(said: Envelope) -> Event | None:
    if said.event.get("user") != said.us.user:
        return None
    return Joined(said.key, said.at, said.room(), "")


def _somebody_left(said: Envelope) -> Event | None:
    return _left(said) if said.event.get("user") == said.us.user else None


def _left(said: Envelope) -> Event | None:
    return Left(said.key, said.at, said.room())


def _shared(said: Envelope) -> Event | None:
    """A room was opened to another company: where that is not wanted, it is a room no more."""
    return None if said.us.shared else _left(said)


def _open_again(said: Envelope) -> Event | None:
    """A room is no archive any more, or shared with nobody: the bot may be in it, which the caller asks."""
    still_shared = said.event.get("is_ext_shared") is True and not said.us.shared
    return None if still_shared else Joined(said.key, said.at, said.room(), "")


def _renamed(said: Envelope) -> Event | None:
    channel = part(said.event, "channel")
    name = text(channel, "name", most=200)
    private = said.event.get("type") == "group_rename"
    return Renamed(said.key, said.at, said.us.room(an_id(channel, "id")), name, private) if name else None


def is_secret(room: Json) -> bool:
    """Whether only its members know of a room, as Slack describes it; where Slack does not say, it may be so."""
    return room.get("is_private") is not False


# ── People ──


def _opened(said: Envelope) -> Event | None:
    if said.event.get("tab") != "home":
        return None
    return Opened(said.key, said.at, said.us.person(an_id(said.event, "user"), an_id(said.event, "channel")))


def _changed(said: Envelope) -> Event | None:
    user = part(said.event, "user")
    if not is_colleague(user, said.us):
        return None
    person, told = said.us.person(an_id(user, "id")), profile(user)
    return Known(said.key, said.at, person, told) if told.active else Gone(said.key, said.at, person)


def is_colleague(user: Json, us: Us) -> bool:
    """Whether a user, as Slack describes one, is a person of this workspace: no bot, nobody from another company."""
    if user.get("is_bot") is True or user.get("is_stranger") is True or user.get("id") == SLACKBOT:
        return False
    teams = maybe(user, "enterprise_user").get("teams")
    home = user.get("team_id")
    return home in (None, us.team) or (isinstance(teams, list) and us.team in teams)


def profile(user: Json) -> Profile:
    """What Slack says of a person, in `user_change` and in `users.info`; nothing of it has to be there."""
    said = maybe(user, "profile")
    spelled = (text(said, name) for name in ("first_name", "display_name", "real_name"))
    name = next((one for one in map(one_line, spelled) if one), one_line(text(user, "real_name")))
    first = name if text(said, "first_name").strip() else name.partition(" ")[0]
    code = re.match(r"[a-z]{2}(?![a-z])", text(user, "locale"))
    language = code[0] if code else None
    zone = text(user, "tz", most=200) or None
    return Profile(first[:80], zone, language, active=user.get("deleted") is not True)


# ── The workspace ──


def _uninstalled(said: Envelope) -> Event | None:
    """One for a whole organisation is taken out as soon as it is made: that ends no workspace's own."""
    return None if said.wide else Uninstalled(said.key, said.at, PLATFORM, said.us.team)


def _revoked(said: Envelope) -> Event | None:
    """Only the bot's own token is one of ours."""
    return _uninstalled(said) if maybe(said.event, "tokens").get("bot") else None


HEARD: Mapping[str, Callable[[Envelope], Event | None]] = {
    "app_home_opened": _opened,
    "app_mention": _mentioned,
    "app_uninstalled": _uninstalled,
    "channel_archive": _left,
    "channel_deleted": _left,
    "channel_left": _left,
    "channel_rename": _renamed,
    "channel_shared": _shared,
    "channel_unarchive": _open_again,
    "channel_unshared": _open_again,
    "group_archive": _left,
    "group_deleted": _left,
    "group_left": _left,
    "group_rename": _renamed,
    "group_unarchive": _open_again,
    "member_joined_channel": _joined,
    "member_left_channel": _somebody_left,
    "message.im": _said_in_private,
    "reaction_added": _added,
    "reaction_removed": _removed,
    "tokens_revoked": _revoked,
    "user_change": _changed,
}
"""Every event that is understood, under the name it is subscribed to by: the manifest asks for these and no other."""
