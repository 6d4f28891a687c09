"""What Teams tells the bot, as our events: pure, on plain JSON. Malformed is what makes no sense.

One activity may tell of several things: two reactions, a team with its rooms. What people do with cards and dialogs,
and are answered on the spot, is read in `pressed`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.reading import Json, Malformed, an_object, maybe, objects, text
from adapters.teams import emoji, words
from adapters.teams.reading import (
    Kind,
    Us,
    Where,
    an_id,
    key,
    maybe_id,
    moment,
    service_url,
    tenant,
    where,
    who,
)
from adapters.teams.route import Route
from bot.chat.addresses import Address, Message
from bot.chat.events import Asked, Event, Gone, Joined, Left, Reacted, Renamed

STANDARD = "standard"
OVER = ("teamArchived", "teamDeleted", "teamHardDeleted")
BACK = ("channelRestored", "teamRestored", "teamUnarchived")
"""What becomes of a team, by which its rooms are none, or are rooms again."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a team, as Teams lists them. The first one, whose id is the team's, comes without a name."""

    id: str
    name: str = ""
    kind: str = STANDARD


@dataclass(frozen=True, slots=True)
class Refused:
    """A channel that can be no room: bots may not write in private ones, and a shared one has other companies in it.

    `team`: the team's own first channel, where that can be said.
    """

    room: Address
    team: Address


@dataclass(frozen=True, slots=True)
class Told:
    """One activity with what stands around it."""

    key: str
    at: datetime
    us: Us
    body: Json
    channels: Sequence[Channel]
    rooms: Sequence[Address]

    @property
    def data(self) -> Json:
        """What Teams adds to an activity."""
        return maybe(self.body, "channelData")

    @property
    def team(self) -> Json:
        """The team it is about; an empty one where it is about none."""
        return maybe(self.data, "team")

    def hides(self, channel: str) -> bool:
        """Whether only those in it are to know of a channel. Teams does not say which teams are private, so whoever
        wrote app.yaml does, by naming the channels that all may know of.
        """
        return channel not in self.us.rooms


def events(
    body: object, us: Us, *, now: datetime, channels: Sequence[Channel] = (), rooms: Sequence[Address] = ()
) -> tuple[Event, ...]:
    """All that an activity tells; nothing where it is not for us.

    `channels`: those of the team the bot is in from now on (`joins_team`); `rooms`: those we have, or have had, in a
    team that is left or is back (`leaves_team`). Where none is told, the team's first channel stands for all.
    """
    outer = an_object(body, "The body")
    kind = outer.get("type")
    if not isinstance(kind, str) or not kind:
        raise Malformed("This is no activity.")
    read = HEARD.get(kind)
    if read is None or tenant(outer) != us.tenant:
        return ()
    return tuple(read(Told(key(outer), moment(outer, now), us, outer, channels, rooms)))


def joins_team(body: object) -> str | None:
    """The team the bot was just put into, or is back in, so that the caller asks Teams for its channels."""
    outer = an_object(body, "The body")
    put_in = outer.get("type") == "installationUpdate" and outer.get("action") == "add"
    return (_team(outer) or None) if put_in or _is_back(outer) else None


def speaks_in_team(body: object, us: Us) -> str | None:
    """The team somebody speaks to the bot in. Where the caller knows no room of it, nobody told us of it."""
    outer = an_object(body, "The body")
    addressed = outer.get("type") == "message" and words.addresses(outer, us.bot)
    return (_team(outer) or None) if addressed else None


def found(body: object, us: Us, *, now: datetime, channels: Sequence[Channel]) -> tuple[Event, ...]:
    """The rooms of a team the bot was put into while it was away, told by somebody who speaks to it there.

    That channel is one, where app.yaml names none of the team's. `channels`: those of the team.
    """
    outer = an_object(body, "The body")
    told = Told(f"found:{key(outer)}", moment(outer, now), us, outer, channels, ())
    return tuple(_joined(told, where(outer).channel)) if tenant(outer) == us.tenant else ()


def leaves_team(body: object, us: Us) -> str | None:
    """The team that is no more, that took the bot out, or that is back: the caller says which rooms we have there."""
    outer = an_object(body, "The body")
    return (_team(outer) or None) if _is_over(outer, us) or _is_back(outer) else None


def refused(body: object, us: Us, *, channels: Sequence[Channel] = ()) -> Refused | None:
    """The channel the bot was asked into and cannot be in, so that the caller says so, kindly, where it can."""
    outer = an_object(body, "The body")
    team = _team(outer)
    if not team or tenant(outer) != us.tenant:
        return None
    if outer.get("type") == "installationUpdate":
        chosen = _chosen(outer)
        open_to_us = not channels or any(one.id == chosen and one.kind == STANDARD for one in channels)
        return None if open_to_us or not chosen else Refused(us.room(chosen), _room(us, team, outer))
    here = where(outer) if outer.get("type") == "message" else None
    return Refused(us.room(here.channel), _room(us, team, outer)) if here is not None and here.private else None


# ── Words ──


def _said(told: Told) -> Iterator[Event]:
    here = where(told.body)
    person = who(told.body, told.us, private=True, here=here)
    if person is None or "value" in told.body:
        return
    if here.kind is not Kind.PERSONAL and not words.addresses(told.body, told.us.bot):
        return  # it is not said to us, whoever sends it: the bot does not read rooms
    room = told.us.room(here.channel) if here.channel and not here.private else None
    yield Asked(told.key, told.at, person, words.said(told.body, told.us.bot), room, later=True, whole=True)


# ── Reactions ──


def _reacted(told: Told) -> Iterator[Event]:
    here = where(told.body)
    person = who(told.body, told.us, private=True, here=here)
    if person is None:
        return
    message = _message(told, here, person)
    for added, name in ((False, "reactionsRemoved"), (True, "reactionsAdded")):  # one instead of another: that stays
        for one in objects(told.body, name):
            kind = text(one, "type", most=200)
            if not kind:
                raise Malformed("A reaction has no type.")
            # The id of a reaction may be its message's own, so it says no more than where it was put.
            mark = f"{told.key}:{person.id}:{kind}:{'+' if added else '-'}"
            yield Reacted(mark, told.at, person, message, emoji.character(kind), added)


def _message(told: Told, here: Where, person: Address) -> Message:
    place = told.us.room(here.channel) if here.channel else person
    return Message(place, an_id(told.body, "replyToId"))


# ── Rooms ──


def _installed(told: Told) -> Iterator[Event]:
    """Put in or taken out. Nobody is told anything of it, also where it was put in for everyone at once."""
    match told.body.get("action"):
        case "add" if told.team:
            yield from _joined(told, _chosen(told.body))
        case "remove" if told.team:
            yield from _left(told)
        case "remove":
            person = who(told.body, told.us, private=True)
            if person is not None and where(told.body).kind is Kind.PERSONAL:
                yield Gone(told.key, told.at, person)


def _joined(told: Told, chosen: str = "") -> Iterator[Event]:
    """The rooms that app.yaml names, where it names any of this team's; else the one that was chosen, or the first."""
    chosen = chosen or an_id(told.team, "id")
    known = {one.id: one for one in told.channels} or {chosen: Channel(chosen)}
    named = [one for one in known if one in told.us.rooms]
    for one in named or ([chosen] if chosen in known else []):
        channel = known[one]
        if channel.kind == STANDARD:
            name = channel.name or text(told.team, "name", most=300)
            yield Joined(f"{told.key}:{one}", told.at, _room(told.us, one, told.body), name, told.hides(one))


def _chosen(body: Json) -> str:
    """The channel that was chosen when the bot was put into a team."""
    return maybe_id(maybe(maybe(maybe(body, "channelData"), "settings"), "selectedChannel"), "id")


def _room(us: Us, id_: str, body: Json) -> Address:
    return us.room(id_, Route(service_url(body), team=_team(body)))


def _team(body: Json) -> str:
    return maybe_id(maybe(maybe(body, "channelData"), "team"), "id")


def _left(told: Told) -> Iterator[Event]:
    for room in told.rooms or (told.us.room(an_id(told.team, "id")),):
        yield Left(f"{told.key}:{room.id}", told.at, room)


def _is_over(body: Json, us: Us) -> bool:
    if body.get("type") == "installationUpdate":
        return body.get("action") == "remove"
    if body.get("type") != "conversationUpdate":
        return False
    told = maybe(body, "channelData").get("eventType")
    without_us = any(one.get("id") == us.bot for one in objects(body, "membersRemoved"))
    return without_us or told in OVER


def _is_back(body: Json) -> bool:
    return body.get("type") == "conversationUpdate" and maybe(body, "channelData").get("eventType") in BACK


def _updated(told: Told) -> Iterator[Event]:
    channel = maybe(told.data, "channel")
    if told.team and _is_over(told.body, told.us):
        yield from _left(told)
        return
    match told.data.get("eventType"):
        case "channelDeleted":
            yield Left(told.key, told.at, told.us.room(an_id(channel, "id")))
        case "channelRestored" | "teamRestored" | "teamUnarchived":
            yield from _back(told, channel)
        case "channelRenamed":
            yield from _renamed(told, channel)
        case "teamRenamed":  # its first channel is called by the team
            yield from _renamed(told, told.team)


def _back(told: Told, channel: Json) -> Iterator[Event]:
    """The rooms we had there: all of a team, or the one channel that is back."""
    alone = told.data.get("eventType") == "channelRestored"
    for one in told.channels:
        room = _room(told.us, one.id, told.body)
        if room in told.rooms and one.kind == STANDARD and (not alone or one.id == channel.get("id")):
            name = one.name or text(told.team, "name", most=300)
            yield Joined(f"{told.key}:{one.id}", told.at, room, name, told.hides(one.id))


def _renamed(told: Told, named: Json) -> Iterator[Event]:
    name = text(named, "name", most=300)
    if name:
        yield Renamed(told.key, told.at, told.us.room(an_id(named, "id")), name)


HEARD: Mapping[str, Callable[[Told], Iterator[Event]]] = {
    "conversationUpdate": _updated,
    "installationUpdate": _installed,
    "message": _said,
    "messageReaction": _reacted,
}
"""Every kind of activity that tells something."""
