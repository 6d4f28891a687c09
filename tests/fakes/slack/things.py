"""What there is in Slack, as plain records: workspaces, people, channels, messages, views, and the app."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

SCOPES = frozenset(
    {
        "app_mentions:read", "channels:read", "chat:write", "commands", "dnd:read", "groups:read", "im:history",
        "im:read", "im:write", "reactions:read", "team:read", "users:read",
    }
)  # fmt: skip
"""What the manifest of the facts asks for, and nothing that reads a conversation."""


@dataclass(eq=False)
class Workspace:
    """A workspace. `enterprise`: the id of its Enterprise organisation, where it belongs to one."""

    id: str
    name: str
    domain: str
    enterprise: str | None = None


@dataclass(eq=False)
class Person:
    """Anyone, the bot included. `name` is the handle; `zone` an IANA name or None where Slack knows none.

    `guest`: None, "multi" or "single" channel. `stranger`: of another organisation, whose profile is not to be seen.
    `there`: has Slack open; ephemeral messages reach nobody else. `bare`: `users.info` tells no profile.
    """

    id: str
    name: str
    real_name: str
    workspace: Workspace
    zone: str | None = "Europe/Berlin"
    language: str = "en-US"
    deleted: bool = False
    is_bot: bool = False
    guest: str | None = None
    stranger: bool = False
    there: bool = True
    also: set[str] = field(default_factory=set)
    """Ids of further workspaces of their organisation that they are in."""
    bare: bool = False
    snoozes: Json = field(default_factory=dict)
    """What `dnd.info` says of them beside the usual."""


@dataclass(eq=False)
class Channel:
    """A place for messages. `kind`: public, private, im or mpim. `shared_with`: ids of others' workspaces."""

    id: str
    name: str
    kind: str
    workspace: Workspace
    members: set[str] = field(default_factory=set)
    archived: bool = False
    shared_with: set[str] = field(default_factory=set)

    @property
    def is_private(self) -> bool:
        """Whether only members know of it."""
        return self.kind != "public"

    @property
    def letter(self) -> str:
        """Its kind, as `channel_type` of messages and reactions has it."""
        return {"public": "channel", "private": "group"}.get(self.kind, self.kind)

    @property
    def is_im(self) -> bool:
        """Whether it is a conversation of two."""
        return self.kind == "im"

    @property
    def shown_name(self) -> str:
        """How commands and shortcuts call it (general)."""
        return {"im": "directmessage", "private": "privategroup", "mpim": "privategroup"}.get(self.kind, self.name)


@dataclass(eq=False)
class Post:
    """A message that stands. `edits`: every state it had before, the oldest first. `bot`: the bot's id, if a bot's."""

    channel: Channel
    ts: str
    user: str | None
    text: str
    blocks: list[Json] = field(default_factory=list)
    bot: str | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    attachments: list[Json] = field(default_factory=list)
    asked: Json = field(default_factory=dict)
    """The arguments it was posted with: unfurl_links and the like."""
    edits: list[tuple[str, list[Json]]] = field(default_factory=list)
    edited_ts: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    deleted: bool = False
    values: dict[str, Json] = field(default_factory=dict)
    """What was chosen in it, by block and action."""


@dataclass(eq=False)
class Whisper:
    """A message for one person alone. `how`: postEphemeral, command, response_url. `seen`: it is on their screen."""

    person: Person
    channel: Channel
    ts: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    how: str = "postEphemeral"
    seen: bool = True
    deleted: bool = False
    values: dict[str, Json] = field(default_factory=dict)


@dataclass(eq=False)
class View:
    """A modal or a Home as it stands. `body`: what the app sent; `values`: what the person has filled in."""

    id: str
    person: Person
    body: Json
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    open: bool = True

    @property
    def type(self) -> str:
        """Modal or home."""
        return str(self.body["type"])

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        return list(self.body["blocks"])

    @property
    def title(self) -> str:
        """A modal's title."""
        return str(self.body.get("title", {}).get("text", ""))


@dataclass(eq=False)
class Trouble:
    """An error a person saw: after a command, a button, a form, a shortcut."""

    person: Person
    what: str
    why: str


@dataclass(eq=False)
class Trigger:
    """A `trigger_id`: good for one view, for three seconds. `view`: the modal it was pressed in."""

    id: str
    person: Person
    at: datetime
    view: View | None = None
    used: bool = False


@dataclass(eq=False)
class ResponseUrl:
    """A `response_url`: good for five answers within 30 minutes. `original`: what it may replace."""

    id: str
    app: "Installation"
    person: Person
    channel: Channel
    at: datetime
    original: Post | Whisper | None = None
    answers: list[Json] = field(default_factory=list)


@dataclass(eq=False)
class App:
    """The app as its settings page has it. `commands`: with should_escape. `shortcuts`: callback ids.

    `events`: what it subscribed to; None for all that this fake knows. `manifest`: what its page shows as such;
    `config_token`: an app configuration token of somebody who looks after it. `token_of`: the app that `token` is of,
    where it is another's.
    """

    id: str = "A0EARSHOT"
    client_id: str = "111.222"
    client_secret: str = "fake-client-secret"
    signing_secret: str = "fake-signing-secret"
    verification_token: str = "fake-verification"
    token: str = "xapp-fake"
    token_of: str = ""
    config_token: str = "xoxe.xoxp-fake"
    scopes: frozenset[str] = SCOPES
    events: frozenset[str] | None = None
    commands: dict[str, bool] = field(default_factory=lambda: {"/find": True, "/story": True, "/earshot": True})
    redirect_urls: list[str] = field(default_factory=list)
    manifest: Json = field(default_factory=dict)
    home_tab: bool = True
    messages_tab: bool = True


@dataclass(eq=False)
class Installation:
    """The app in a workspace, or in several of one organisation (`wide`). `state`: live, revoked or gone."""

    token: str
    bot: Person
    bot_id: str
    workspaces: list[Workspace]
    scopes: frozenset[str]
    installer: Person | None = None
    wide: bool = False
    state: str = "live"

    @property
    def workspace(self) -> Workspace:
        """The workspace, or the first of them."""
        return self.workspaces[0]
