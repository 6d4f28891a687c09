"""Reading Slack's JSON: whatever is not as it should be is Malformed, in words, and never another error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.slack.codec import Malformed
from bot.chat.addresses import Address

PLATFORM = "slack"
LONGEST_TEXT = 40_000
"""Slack cuts a message here."""

Json = Mapping[str, object]
ID = re.compile(r"[A-Z0-9]{1,64}")
MOMENT = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Us:
    """Who we are in one workspace, as `auth.test` says. `shared`: rooms shared with other companies are ours too."""

    team: str
    user: str
    shared: bool = False

    def person(self, id_: str, route: str = "") -> Address:
        """The address of a person; `route`: their private conversation with the bot, where we heard from there."""
        return Address(PLATFORM, self.team, id_, route)

    def room(self, id_: str) -> Address:
        """The address of a room."""
        return Address(PLATFORM, self.team, id_)


def an_object(value: object, what: str) -> Json:
    """This value, which is an object. Raises Malformed."""
    if not isinstance(value, dict):
        raise Malformed(f"{what} is not an object.")
    return value


def part(body: Json, name: str) -> Json:
    """An object inside another one. Raises Malformed."""
    return an_object(body.get(name), f"“{name}”")


def maybe(body: Json, name: str) -> Json:
    """An object inside another one; an empty one where there is none."""
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def text(body: Json, name: str, *, most: int = LONGEST_TEXT) -> str:
    """A text that can be kept; empty where there is none. Raises Malformed for anything else."""
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"“{name}” is not a text.")
    if len(value) > most:
        raise Malformed(f"“{name}” has {len(value)} characters; at most {most} are read.")
    return storable(value)


def an_id(body: Json, name: str) -> str:
    """An id of Slack's, such as U012AB3CD. Raises Malformed."""
    value = body.get(name)
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise Malformed(f"“{name}” is missing, or is no id of Slack's.")
    return value


def a_message(body: Json, name: str) -> str:
    """The id of a message, such as 1360782400.498405. Raises Malformed."""
    value = body.get(name)
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        raise Malformed(f"“{name}” is missing, or is no message's.")
    return value


def moment(value: object, otherwise: datetime) -> datetime:
    """When something happened, by Slack's clock (aware UTC)."""
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return datetime.fromtimestamp(float(value), UTC)
    return otherwise


def storable(value: str) -> str:
    """The text without NUL, and with a question mark for half a character: neither can be kept in any database."""
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def is_private(channel: str) -> bool:
    """Whether this is a conversation of two: Slack's ids of those begin with D."""
    return channel.startswith("D")
