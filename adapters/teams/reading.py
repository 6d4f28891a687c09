"""Reading Teams' JSON: whatever is not as it should be is Malformed, in words, and never another error."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from adapters.reading import Json, Malformed, an_object, maybe, objects, part, text
from adapters.teams.route import Route
from bot.chat.addresses import Address
from bot.chat.events import Profile
from bot.domain.plain import one_line

PLATFORM = "teams"
ID = re.compile(r"[!-:<-~]{1,255}")
"""Any id of Teams': it has no blank in it. What follows a `;` says which thread, and is no part of it."""

URL = re.compile(r"https?://[!-~]{1,300}")


class Kind(StrEnum):
    """What a conversation is. `OTHER`: several people's chat, or a meeting's; none of it is a room."""

    PERSONAL = "personal"
    CHANNEL = "channel"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Us:
    """Who we are in one tenant. `bot`: our id there, `28:` and the app's; `rooms`: the channels that app.yaml names."""

    tenant: str
    bot: str
    rooms: frozenset[str] = frozenset()

    def person(self, id_: str, route: Route | None = None) -> Address:
        """The address of a person, by their id in Entra; `route`: where we heard them in their chat with the bot."""
        return Address(PLATFORM, self.tenant, id_, route.packed() if route else "")

    def room(self, id_: str, route: Route | None = None) -> Address:
        """The address of a room: a channel."""
        return Address(PLATFORM, self.tenant, id_, route.packed() if route else "")


@dataclass(frozen=True, slots=True)
class Where:
    """The conversation something came from. `channel`: the room's id, or nothing; `private`: nobody else is let in."""

    kind: Kind
    id: str
    channel: str = ""
    private: bool = False


# ── One value ──


def an_id(body: Json, name: str) -> str:
    """An id of Teams'. Raises Malformed."""
    if found := maybe_id(body, name):
        return found
    raise Malformed(f"“{name}” is missing, or is no id of Teams'.")


def maybe_id(body: Json, name: str) -> str:
    """The same, or nothing."""
    value = body.get(name)
    return value if isinstance(value, str) and ID.fullmatch(value) else ""


# ── What every activity has ──


def tenant(body: object) -> str:
    """The tenant an activity comes from, in small letters: only our own is heard. Raises Malformed where it names none.

    Empty where it names two, so that it is neither's.
    """
    outer = an_object(body, "The body")
    within, around = maybe(maybe(outer, "channelData"), "tenant"), maybe(outer, "conversation")
    told = {maybe_id(within, "id"), maybe_id(around, "tenantId")} - {""} or {an_id(around, "tenantId")}
    named = {one.lower() for one in told}
    return named.pop() if len(named) == 1 else ""


def key(body: Json) -> str:
    """What is the same when the same activity is heard twice.

    An id is unique in its conversation alone. What comes without one is told apart by all that it says: its time is
    part of that, so that the same button pressed once more is another press.
    """
    conversation = text(maybe(body, "conversation"), "id", most=500)
    if known := maybe_id(body, "id"):
        return f"{conversation}:{known}"
    whole = json.dumps(body, sort_keys=True, default=str).encode()
    return f"{conversation}:{hashlib.sha256(whole).hexdigest()}"


def moment(body: Json, otherwise: datetime) -> datetime:
    """When something happened, by Teams' clock (aware UTC)."""
    value = body.get("timestamp")
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at.astimezone(UTC) if at is not None and at.tzinfo is not None else otherwise
    except (ValueError, OverflowError):
        return otherwise


def where(body: Json) -> Where:
    """The conversation of an activity. Raises Malformed."""
    conversation = part(body, "conversation")
    whole = text(conversation, "id", most=500)
    id_, _, thread = whole.partition(";")
    an_id({"conversation": id_}, "conversation")
    told, channel = conversation.get("conversationType"), maybe(maybe(body, "channelData"), "channel")
    if told == Kind.CHANNEL or (told is None and (thread or channel)):
        private = channel.get("type") not in (None, "standard")
        return Where(Kind.CHANNEL, whole, maybe_id(channel, "id") or id_, private)
    return Where(Kind.PERSONAL if told == Kind.PERSONAL or (told is None and whole[:2] == "a:") else Kind.OTHER, whole)


def person_id(body: Json, name: str) -> str:
    """A person's id in Entra, or nothing. A channel's is none: what is meant for one person would be read by all."""
    found = maybe_id(body, name)
    return "" if is_channel(found) else found


def is_channel(id_: str) -> bool:
    """Ids of channels have a colon in them (`19:…`), and those of people in Entra have none."""
    return ":" in id_


def who(body: Json, us: Us, *, private: bool, here: Where | None = None) -> Address | None:
    """Who did something, if it is a person of ours: no bot, nobody of another tenant, nobody without an account here.

    A guest has an account here. `private`: it was done in their own chat with the bot, which is the way to them.
    `here`: the conversation, where that was read before.
    """
    sender = maybe(body, "from")
    id_, user = person_id(sender, "aadObjectId"), maybe_id(sender, "id")
    if not id_ or user == us.bot or sender.get("role") in ("bot", "skill"):
        return None
    if sender.get("tenantId") is not None and maybe_id(sender, "tenantId").lower() != us.tenant:
        return None
    here = here or where(body)
    if not private or here.kind is not Kind.PERSONAL:
        return us.person(id_)
    return us.person(id_, Route(service_url(body), chat=here.id, user=user))


def service_url(body: Json) -> str:
    """Where Teams is reached for this conversation; nothing where it does not say so."""
    value = body.get("serviceUrl")
    return value if isinstance(value, str) and URL.fullmatch(value) else ""


def profile(body: object) -> Profile:
    """What an activity says of whoever sent it; nothing of it has to be there."""
    outer = an_object(body, "The body")
    client = next((one for one in objects(outer, "entities") if one.get("type") == "clientInfo"), {})
    zone = text(client, "timezone", most=200) or text(outer, "localTimezone", most=200)
    code = re.match(r"[a-z]{2}(?![a-z])", (text(outer, "locale", most=50) or text(client, "locale", most=50)).lower())
    return Profile(_first_name(text(maybe(outer, "from"), "name", most=500)), zone or None, code and code[0])


def member(body: Json) -> Profile:
    """What Teams says of somebody in a conversation, which is neither a time zone nor a language."""
    given = one_line(text(body, "givenName", most=500))
    return Profile(given[:80] or _first_name(text(body, "name", most=500)))


def _first_name(name: str) -> str:
    """Of “Ana Prado”, and of “Prado, Ana (Sales)”."""
    last, _, first = one_line(name).partition("(")[0].strip().partition(",")
    return (first or last).split()[0][:80] if (first or last).strip() else ""
