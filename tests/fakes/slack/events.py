"""Events as the Events API sends them, and which of them an app hears: what it subscribed to, and has a scope for."""

from collections.abc import Mapping

from tests.fakes.slack.telling.courier import Courier, Deliveries, Delivery
from tests.fakes.slack.things import Channel, Installation, Json, Person
from tests.fakes.slack.world import World

NEEDS: Mapping[str, str] = {
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "app_mention": "app_mentions:read",
    "member_joined_channel": "*:read",
    "member_left_channel": "*:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_deleted": "channels:read",
    "channel_shared": "*:read",
    "channel_unshared": "*:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_deleted": "groups:read",
    "user_change": "users:read",
    "team_join": "users:read",
    "app_home_opened": "",
    "app_uninstalled": "",
    "tokens_revoked": "",
}
"""The scope each event asks for; `*:read` is channels:read or groups:read, by the channel."""


class Events:
    """Tells the installations concerned."""

    def __init__(self, world: World, courier: Courier) -> None:
        self.world = world
        self.courier = courier
        self.twice = False
        """Every event is told once more, though it was taken."""

    def in_channel(self, event: Json, channel: Channel, *, name: str = "") -> Deliveries:
        """Something happened in a channel: the bots that are in it hear of it."""
        found = [one for one in self.world.installed(channel) if self._hears(one, name or event["type"], channel)]
        return Deliveries(self._tell(one, event, channel) for one in found)

    def about(self, person: Person, event: Json) -> Deliveries:
        """Something happened to a person: the apps of their workspace hear of it."""
        found = [one for one in self.world.installations if one.state == "live" and person.workspace in one.workspaces]
        return Deliveries(self._tell(one, event, None) for one in found if self._hears(one, event["type"], None))

    def to(self, app: Installation, event: Json, channel: Channel | None = None) -> Deliveries:
        """One installation hears of it, whatever its state."""
        return Deliveries([self._tell(app, event, channel)] if self._hears(app, event["type"], channel) else [])

    def again(self, body: Json) -> Deliveries:
        """The very same event, event_id included, once more."""
        return Deliveries([self.courier.event(body)])

    def _hears(self, app: Installation, name: str, channel: Channel | None) -> bool:
        subscribed = self.world.app.events
        if name not in NEEDS or (subscribed is not None and name not in subscribed):
            return False
        scope = NEEDS[name]
        if scope == "*:read":
            scope = "groups:read" if channel is not None and channel.is_private else "channels:read"
        return not scope or scope in app.scopes

    def _tell(self, app: Installation, event: Json, channel: Channel | None) -> Delivery:
        now = self.world.clock.now()
        home = app.workspace if channel is None or channel.workspace not in app.workspaces else channel.workspace
        body: Json = {
            "token": self.world.app.verification_token,
            "team_id": home.id,
            "context_team_id": home.id,
            "context_enterprise_id": home.enterprise,
            "api_app_id": self.world.app.id,
            "event": {**event, "event_ts": event.get("event_ts") or self.world.ts()},
            "type": "event_callback",
            "event_id": self.world.id("Ev"),
            "event_time": int(now.timestamp()),
            "authorizations": [
                {
                    "enterprise_id": home.enterprise,
                    "team_id": None if app.wide else home.id,
                    "user_id": app.bot.id,
                    "is_bot": True,
                    "is_enterprise_install": app.wide,
                }
            ],
            "is_ext_shared_channel": bool(channel and channel.shared_with),
            "event_context": self.world.id("4-"),
        }
        if home.enterprise:
            body["enterprise_id"] = home.enterprise
        return self.courier.event(body, twice=self.twice)
