"""What happens to teams and their channels: the app in them, people, names, ends."""

from typing import Any

from tests.fakes.teams import shapes
from tests.fakes.teams.acts.colleague import Colleague
from tests.fakes.teams.courier import Deliveries
from tests.fakes.teams.stage import Stage
from tests.fakes.teams.things import Json, Room, Team


class Rooms:
    """Each of these can be awaited until the bot took it. Where the app is not, it hears nothing.

    The conversation of these events is the team's, but where the app is installed it is the channel that was chosen.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    # ── The app ──

    def installs(self, team: Team, by: Colleague, *, channel: Room | None = None) -> Deliveries:
        """Somebody adds the app to a team, in the channel they chose, General unless they did."""
        team.installed = True
        where = channel or self._stage.world.rooms[team.id]
        data: Json = {"settings": {"selectedChannel": {"id": where.id}}, "team": shapes.team(team)}
        data["channel"] = shapes.channel(where, team)
        told = self._stage.event(by.person, where, "installationUpdate", action="add", channel_data=data)
        data = {**data, "eventType": "teamMemberAdded"}
        bot = [{"id": self._stage.world.app.bot}]
        told += self._stage.event(by.person, where, "conversationUpdate", membersAdded=bot, channel_data=data)
        return Deliveries(told)

    def uninstalls(self, team: Team, by: Colleague) -> Deliveries:
        """Somebody takes the app out of a team; from now on nothing can be sent there."""
        bot = [{"id": self._stage.world.app.bot}]
        told = self._tell(team, by, "teamMemberRemoved", membersRemoved=bot)
        told += self._stage.event(by.person, self._stage.world.rooms[team.id], "installationUpdate", action="remove")
        team.installed = False
        return Deliveries(told)

    # ── People ──

    def joins(self, team: Team, who: Colleague) -> Deliveries:
        """Somebody joins a team."""
        team.members.add(who.id)
        return self._tell(team, who, "teamMemberAdded", membersAdded=[{"id": who.id, "aadObjectId": who.person.aad}])

    def leaves(self, team: Team, who: Colleague) -> Deliveries:
        """Somebody leaves a team, or is taken out, or leaves the company."""
        team.members.discard(who.id)
        gone = [{"id": who.id, "aadObjectId": who.person.aad}]
        return self._tell(team, who, "teamMemberRemoved", membersRemoved=gone)

    # ── Channels and teams ──

    def created(self, channel: Room, by: Colleague) -> Deliveries:
        """The team is told of a channel that a test made."""
        return self._of_channel(channel, by, "channelCreated")

    def renamed(self, channel: Room, name: str, by: Colleague) -> Deliveries:
        """A channel has a new name."""
        channel.name = name
        return self._of_channel(channel, by, "channelRenamed")

    def deleted(self, channel: Room, by: Colleague) -> Deliveries:
        """A channel is deleted; an owner may have it back for 30 days."""
        channel.deleted = True
        return self._of_channel(channel, by, "channelDeleted")

    def restored(self, channel: Room, by: Colleague) -> Deliveries:
        """And is back."""
        channel.deleted = False
        return self._of_channel(channel, by, "channelRestored")

    def team_renamed(self, team: Team, name: str, by: Colleague) -> Deliveries:
        """A team has a new name."""
        team.name = name
        return self._tell(team, by, "teamRenamed")

    def team_archived(self, team: Team, by: Colleague, *, archived: bool = True) -> Deliveries:
        """A team is archived, or is back."""
        team.archived = archived
        return self._tell(team, by, "teamArchived" if archived else "teamUnarchived")

    def team_deleted(self, team: Team, by: Colleague, *, hard: bool = False) -> Deliveries:
        """A team is deleted; `hard`: for good."""
        told = self._tell(team, by, "teamHardDeleted" if hard else "teamDeleted")
        team.deleted = True
        return told

    def team_restored(self, team: Team, by: Colleague) -> Deliveries:
        """A deleted team is back."""
        team.deleted = False
        return self._tell(team, by, "teamRestored")

    def _of_channel(self, channel: Room, by: Colleague, event: str) -> Deliveries:
        assert channel.team is not None, "no channel is without a team"
        if channel.kind not in self._stage.world.app.channel_kinds:
            return Deliveries()
        return self._tell(channel.team, by, event, {"channel": shapes.channel(channel, channel.team)})

    def _tell(self, team: Team, by: Colleague, event: str, data: Json | None = None, **more: Any) -> Deliveries:
        if not team.installed:
            return Deliveries()
        about = {"team": shapes.team(team), "eventType": event, **(data or {})}
        where = self._stage.world.rooms[team.id]
        return self._stage.event(by.person, where, "conversationUpdate", channel_data=about, **more)
