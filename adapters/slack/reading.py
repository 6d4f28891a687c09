"""Reading Slack's JSON: whatever is not as it should be is Malformed, in words, and never another error."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.reading import Json, Malformed
from bot.chat.addresses import Address

PLATFORM = "slack"
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


def is_private(channel: str) -> bool:
    """Whether this is a conversation of two: Slack's ids of those begin with D."""
    return channel.startswith("D")
