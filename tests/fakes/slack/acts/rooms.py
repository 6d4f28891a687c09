"""What happens to channels: who comes and goes, names, archives, other organisations."""

from tests.fakes.slack.stage import Stage
from tests.fakes.slack.telling.courier import Deliveries
from tests.fakes.slack.things import Channel, Json, Person, Workspace


class Rooms:
    """Each of these can be awaited until the bots concerned took it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def joins(self, channel: Channel, who: Person, *, inviter: Person | None = None) -> Deliveries:
        """Somebody joins, or is invited; the bot as well."""
        channel.members.add(who.id)
        event: Json = {**self._member(channel, who, "member_joined_channel")}
        if inviter is not None:
            event["inviter"] = inviter.id
        return self._stage.events.in_channel(event, channel)

    def leaves(self, channel: Channel, who: Person, *, by: Person | None = None, told: bool = True) -> Deliveries:
        """Somebody leaves, or is taken out. A bot that was may not be `told`: Slack withholds that at times."""
        events = Deliveries()
        app = self._stage.world.of_bot(who.id)
        if app is not None and told:
            kind = "group_left" if channel.is_private else "channel_left"
            left: Json = {"type": kind, "channel": channel.id, "actor_id": by.id if by else who.id}
            events += self._stage.events.to(app, self._member(channel, who, "member_left_channel"), channel)
            events += self._stage.events.to(app, left, channel)
        channel.members.discard(who.id)
        return Deliveries(
            events + self._stage.events.in_channel(self._member(channel, who, "member_left_channel"), channel)
        )

    def renamed(self, channel: Channel, name: str) -> Deliveries:
        """A channel has a new name."""
        channel.name = name
        about = {"id": channel.id, "name": name, "name_normalized": name, "created": 1, "is_channel": True}
        return self._stage.events.in_channel({"type": self._kind(channel, "rename"), "channel": about}, channel)

    def archived(self, channel: Channel, *, by: Person) -> Deliveries:
        """A channel is archived."""
        channel.archived = True
        return self._of_channel(channel, "archive", by)

    def unarchived(self, channel: Channel, *, by: Person) -> Deliveries:
        """And is back; members that are bots have to be invited again (general)."""
        channel.archived = False
        heard = self._of_channel(channel, "unarchive", by)
        channel.members = {who for who in channel.members if self._stage.world.of_bot(who) is None}
        return heard

    def deleted(self, channel: Channel, *, by: Person) -> Deliveries:
        """A channel is no more, nor is anything in it."""
        heard = self._of_channel(channel, "deleted", by)
        for post in self._stage.world.standing(channel):
            post.deleted = True
        del self._stage.world.channels[channel.id]
        return heard

    def made_private(self, channel: Channel) -> None:
        """A public channel is a private one from now on, with the same id. No event tells an app (general)."""
        channel.kind = "private"

    def shared(self, channel: Channel, other: Workspace, *, told: bool = True) -> Deliveries:
        """A channel is shared with another organisation. Where the bot is away, it may not be `told`."""
        channel.shared_with.add(other.id)
        event: Json = {"type": "channel_shared", "channel": channel.id, "connected_team_id": other.id}
        return self._stage.events.in_channel(event, channel) if told else Deliveries()

    def unshared(self, channel: Channel, other: Workspace) -> Deliveries:
        """And is shared with it no more."""
        channel.shared_with.discard(other.id)
        event: Json = {"type": "channel_unshared", "channel": channel.id, "previously_connected_team_id": other.id}
        event["is_ext_shared"] = bool(channel.shared_with)
        return self._stage.events.in_channel(event, channel)

    def _of_channel(self, channel: Channel, what: str, by: Person) -> Deliveries:
        event: Json = {"type": self._kind(channel, what), "channel": channel.id, "user": by.id}
        return self._stage.events.in_channel(event, channel)

    @staticmethod
    def _kind(channel: Channel, what: str) -> str:
        return f"{'group' if channel.is_private else 'channel'}_{what}"

    @staticmethod
    def _member(channel: Channel, who: Person, kind: str) -> Json:
        letter = "G" if channel.is_private else "C"
        return {"type": kind, "user": who.id, "channel": channel.id, "channel_type": letter, "team": who.workspace.id}
