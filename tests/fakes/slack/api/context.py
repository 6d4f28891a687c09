"""What a method has at hand: who asks, with what, and the world it asks about."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack.events import Events
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.things import Channel, Installation, Json, Person, Post, Workspace
from tests.fakes.slack.world import World


@dataclass(frozen=True, slots=True)
class Context:
    """One call. `args`: query, form and JSON body together; `installation` is None for methods of the app itself."""

    world: World
    events: Events
    args: Json
    installation: Installation | None
    address: str

    @property
    def app(self) -> Installation:
        """The app where it asks from."""
        assert self.installation is not None, "the method needs a bot token"
        return self.installation

    @property
    def workspace(self) -> Workspace:
        """The workspace asked about: by `team_id` or `team` where a token is good for several."""
        asked = self.args.get("team_id") or self.args.get("team")
        found = [one for one in self.app.workspaces if one.id == asked]
        if asked and not found:
            raise Refused("team_not_found")
        if not found and self.app.wide:
            raise Refused("missing_argument", "team_id")
        return found[0] if found else self.app.workspace

    # ── Arguments ──

    def text(self, name: str) -> str:
        """A text that has to be there."""
        value = self.args.get(name)
        if value in (None, ""):
            raise Refused("invalid_arguments", f"[ERROR] missing required field: {name}")
        return str(value)

    def flag(self, name: str) -> bool:
        """True, 1 or "true"; false where it is not there."""
        return str(self.args.get(name, "")).lower() in ("1", "true")

    def json(self, name: str, wrong: str) -> Any:
        """A value as JSON, or as a string that holds JSON; None where it is absent. Refuses with `wrong`."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(wrong) from None

    def page(self, found: Sequence[Any], *, usual: int = 100, most: int = 1000) -> tuple[list[Any], str]:
        """The part that `cursor` and `limit` ask for, and the next cursor."""
        try:
            start, size = int(self.args.get("cursor") or 0), int(self.args.get("limit") or usual)
        except ValueError:
            raise Refused("invalid_cursor") from None
        end = start + max(1, min(size, most))
        return list(found[start:end]), str(end) if end < len(found) else ""

    # ── What they name ──

    def channel(self) -> Channel:
        """The channel of the argument `channel`, if the app may know of it."""
        asked = self.text("channel")
        found = self.world.channels.get(asked)
        if found is None or not self.knows(found):
            raise Refused("channel_not_found")
        return found

    def knows(self, channel: Channel) -> bool:
        """Whether the app may know of a channel: it is in its workspace, and public or the bot is a member."""
        ours = {one.id for one in self.app.workspaces}
        if channel.workspace.id not in ours and not channel.shared_with & ours:
            return False
        return not channel.is_private or self.app.bot.id in channel.members

    def needs_to_read(self, channel: Channel, what: str = "read") -> None:
        """Refuses without the scope this kind of channel asks for."""
        group = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}[channel.kind]
        self.needs(f"{group}:{what}")

    def needs(self, *any_of: str) -> None:
        """Refuses without one of these scopes, and says what is there."""
        if not self.app.scopes & set(any_of):
            raise Refused("missing_scope", needed=any_of[0], provided=",".join(sorted(self.app.scopes)))

    def person(self, name: str) -> Person:
        """A person the app may know of."""
        found = self.world.people.get(self.text(name))
        if found is None:
            raise Refused("user_not_found")
        return found

    def post(self, channel: Channel, name: str) -> Post:
        """A message in a channel."""
        found = self.world.post_at(channel, self.text(name))
        if found is None:
            raise Refused("message_not_found")
        return found
