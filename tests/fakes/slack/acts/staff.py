"""What happens to people and to the app: profiles, accounts, tokens."""

from tests.fakes.slack import shapes
from tests.fakes.slack.stage import Stage
from tests.fakes.slack.telling.courier import Deliveries
from tests.fakes.slack.things import Installation, Json, Person


class Staff:
    """Each of these can be awaited until the bots concerned took it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def arrives(self, who: Person) -> Deliveries:
        """Somebody is new in the workspace."""
        return self._stage.events.about(who, {"type": "team_join", "user": self._shown(who)})

    def changes(self, who: Person, **new: object) -> Deliveries:
        """Somebody's profile changed: zone, real_name, language, guest and so on."""
        for name, value in new.items():
            assert hasattr(who, name), f"a person has no {name}"
            setattr(who, name, value)
        event: Json = {"type": "user_change", "user": self._shown(who), "cache_ts": int(float(self._stage.world.ts()))}
        return self._stage.events.about(who, event)

    def is_deactivated(self, who: Person) -> Deliveries:
        """Somebody's account ends; they are in no channel any more."""
        for channel in self._stage.world.channels.values():
            if channel.kind in ("public", "private"):
                channel.members.discard(who.id)
        return self.changes(who, deleted=True)

    def uninstalls(self, app: Installation) -> Deliveries:
        """The app is removed: tokens_revoked and app_uninstalled, in no order one may rely on."""
        app.state = "gone"
        heard = self._revoked(app)
        return Deliveries(heard + self._stage.events.to(app, {"type": "app_uninstalled"}))

    def revokes(self, app: Installation) -> Deliveries:
        """The bot's token is revoked, and nothing else."""
        app.state = "revoked"
        return self._revoked(app)

    def _revoked(self, app: Installation) -> Deliveries:
        event: Json = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot.id]}}
        return self._stage.events.to(app, event)

    def _shown(self, who: Person) -> Json:
        return shapes.user(who, now=self._stage.world.clock.now(), locale=True)
