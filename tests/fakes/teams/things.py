"""What there is in Teams, as plain records: the app, people, teams and rooms, messages, dialogs, what people see."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
CHANNELS = ("standard", "private", "shared")


@dataclass(eq=False)
class App:
    """The bot's registration. `channel_kinds`: where it may be, by its manifest; `disabled`: by the tenant's admin.

    `identity`: the client id of a managed identity that may act for it. `prefix`: what stands before its id in
    activities.
    """

    id: str = "11111111-2222-3333-4444-555555555555"
    secret: str = "fake-secret"
    tenant: str = "aaaaaaaa-0000-4000-8000-000000000001"
    identity: str = "99999999-2222-3333-4444-555555555555"
    name: str = "Earshot"
    prefix: str = "28:"
    channel_kinds: frozenset[str] = frozenset({"standard"})
    disabled: bool = False

    @property
    def bot(self) -> str:
        """The bot's id as activities have it."""
        return f"{self.prefix}{self.id}"


@dataclass(eq=False)
class Person:
    """Anyone. `id`: as this bot knows them; `aad`: their Entra object id; `zone`: an IANA name, None if none is told.

    `app`: the app in their personal scope: "no", "yes", "gone" once they took it away, "blocked". `region`: of the
    service that carries what they do.
    """

    id: str
    aad: str
    name: str
    tenant: str
    zone: str | None = "Europe/Berlin"
    locale: str = "en-US"
    country: str = "DE"
    region: str = "emea"
    guest: bool = False
    app: str = "no"

    @property
    def email(self) -> str:
        """Their address, which is their UPN as well."""
        return f"{self.name.split()[0].lower()}@example.org"


@dataclass(eq=False)
class Team:
    """A team. Its id is that of its General channel."""

    id: str
    name: str
    group: str
    members: set[str] = field(default_factory=set)
    installed: bool = False
    archived: bool = False
    deleted: bool = False


@dataclass(eq=False)
class Room:
    """A place for messages. `kind`: standard, private or shared channel; personal, with the bot; chat, of two."""

    id: str
    kind: str
    name: str = ""
    team: Team | None = None
    members: set[str] = field(default_factory=set)
    deleted: bool = False

    @property
    def is_channel(self) -> bool:
        """Whether it belongs to a team."""
        return self.team is not None


@dataclass(eq=False)
class Message:
    """A message. `sender`: None for the bot. `root`: the message whose thread it is in. `asked`: as the bot sent it.

    `edits`: every state it had before, the oldest first. `views`: the card that one person sees in place of it, by id.
    """

    room: Room
    id: str
    sender: Person | None
    text: str = ""
    attachments: list[Json] = field(default_factory=list)
    summary: str = ""
    root: str | None = None
    asked: Json = field(default_factory=dict)
    edits: list[tuple[str, list[Json]]] = field(default_factory=list)
    deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)
    refreshed: dict[str, datetime] = field(default_factory=dict)

    @property
    def card(self) -> Json:
        """The Adaptive Card that everybody sees; empty where there is none."""
        found = (one["content"] for one in self.attachments if one["contentType"] == ADAPTIVE)
        return next(found, {})

    @property
    def thread(self) -> str:
        """The conversation of its thread, as activities name it."""
        return f"{self.room.id};messageid={self.root or self.id}" if self.room.is_channel else self.room.id


@dataclass(eq=False)
class Dialog:
    """A dialog that stands open. `invoke`: what its form is sent as; `about`: what is sent with it besides the form."""

    person: Person
    room: Room
    title: str
    card: Json
    size: tuple[Any, Any]
    invoke: str
    about: Json = field(default_factory=dict)
    message: Message | None = None


@dataclass(eq=False)
class View:
    """A card that one person was shown in place of a message. `standing`: what everybody saw there at that moment."""

    person: Person
    message: Message
    card: Json
    standing: Json


@dataclass(eq=False)
class Notice:
    """A line that one person was shown in answer to what they did."""

    person: Person
    text: str


@dataclass(eq=False)
class Trouble:
    """An error a person saw. `why`: Teams' words; `cause`: what this fake knows of it."""

    person: Person
    what: str
    why: str
    cause: str
