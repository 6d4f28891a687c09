"""The pages where a bot is registered, and those of Teams where an app is uploaded: Azure's portal, and the app store.

Labels are as Microsoft's documentation has them (learn.microsoft.com: "Create an Azure Bot resource", "Provision agent
resources … using client secret", "Upload your app in Teams"); they were not held against the live pages.
"""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable, Mapping

from tests.fakes.teams.acts.colleague import Colleague
from tests.fakes.teams.fields import NotThere
from tests.fakes.teams.refusal import EntraRefused
from tests.fakes.teams.server import FakeTeams
from tests.fakes.teams.things import Json, Team

Does = Callable[[], object]

CONFIGURATION, CHANNELS, SECRETS = "Configuration", "Channels", "Manage Password"
UNKNOWN = EntraRefused(400, "unauthorized_client", 700016, "The application was not found in the directory.")


class PortalPages:
    """One person's browser. `copied`: what they copied so far, the newest last. `endpoint`: where the bot is told.

    In `teams` there is no bot until they make one: nobody gets a token for it, and Teams takes nothing of it.
    """

    def __init__(self, teams: FakeTeams, team: Team, who: Colleague) -> None:
        self.copied: list[str] = []
        self.endpoint = ""
        self._teams, self._team, self._who = teams, team, who
        self._at, self._typed, self._single = "", "", False
        self._package: Json = {}
        self._secret, teams.app.secret = teams.app.secret, ""
        teams.app.disabled = True
        teams.entra.refuses = UNKNOWN

    def opens(self) -> None:
        """The portal's first page."""
        self._at = "portal"

    def types(self, text: str) -> None:
        """Fill in the field that was pressed last. Raises NotThere."""
        if self._at != CONFIGURATION or self._typed != "Messaging endpoint":
            raise NotThere("no field is there to be filled in")
        self._typed = text

    def uploads(self, raw: bytes) -> None:
        """Choose an app package. Raises NotThere."""
        if self._at != "file":
            raise NotThere("no package is asked for")
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            self._package = json.loads(package.read("manifest.json"))
        self._at = "app"

    async def presses(self, label: str) -> None:
        """Press what stands there, go to a heading, or copy a value. Raises NotThere."""
        here = self._labels()
        if label not in here:
            raise NotThere(f"{label!r} is not among {sorted(here)}")
        waits = here[label]()
        if isinstance(waits, Awaitable):
            await waits

    # ── What stands there ──

    def _labels(self) -> Mapping[str, Does]:
        app = self._teams.app
        pages: dict[str, dict[str, Does]] = {
            "portal": {"Create a resource": self._goes("resources")},
            "resources": {"Azure Bot": self._goes("about bots")},
            "about bots": {"Create": self._goes("new")},
            "new": {
                "Single Tenant": self._of_one_tenant,
                "Create new Microsoft App ID": _looks,
                "Review + create": self._goes("review"),
            },
            "review": {"Create": self._makes},
            "made": {"Go to resource": self._goes("bot")},
            "new secret": {"Add": self._makes_a_secret},
        }
        store: dict[str, dict[str, Does]] = {
            "apps": {"Manage your apps": self._goes("own apps")},
            "own apps": {"Upload an app": self._goes("upload")},
            "upload": {"Upload a custom app": self._goes("file")},
            "app": {"Add to a team": self._goes("team")},
            "team": {"Set up a bot": self._adds},
        }
        if self._at in pages | store:
            return (pages | store)[self._at]
        if not self._at:
            return {}
        sections: dict[str, dict[str, Does]] = {
            CONFIGURATION: {
                "Messaging endpoint": lambda: self._begins("Messaging endpoint"),
                "Apply": self._applies,
                "Microsoft App ID": lambda: self.copied.append(app.id),
                "App Tenant ID": lambda: self.copied.append(app.tenant),
                SECRETS: self._goes(SECRETS),
            },
            CHANNELS: {"Microsoft Teams": _looks, "Apply": self._switches_on},
            SECRETS: {"New client secret": self._goes("new secret")},
            "bot": {},
        }
        if app.secret:
            sections[SECRETS]["Value"] = lambda: self.copied.append(app.secret)
        return {name: self._goes(name) for name in (CONFIGURATION, CHANNELS, "Apps")} | sections.get(self._at, {})

    def _goes(self, where: str) -> Does:
        def go() -> None:
            self._at = where.lower() if where == "Apps" else where

        return go

    def _begins(self, field: str) -> None:
        self._typed = field

    def _of_one_tenant(self) -> None:
        self._single = True

    def _makes(self) -> None:
        if not self._single:
            raise NotThere("a bot for many tenants is not made any more")
        self._teams.entra.refuses = None
        self._at = "made"

    def _applies(self) -> None:
        self.endpoint = self._typed

    def _switches_on(self) -> None:
        self._teams.app.disabled = False

    def _makes_a_secret(self) -> None:
        self._teams.app.secret = self._secret
        self._at = SECRETS

    def _adds(self) -> Awaitable[object]:
        """Add the app to a team, if it is that of our bot, and may be added there."""
        [bot] = self._package["bots"]
        if bot["botId"] != self._teams.app.id or "team" not in bot["scopes"]:
            raise NotThere("nothing of this app could be set up in a team")
        self._at = "apps"
        return self._teams.rooms.installs(self._team, self._who)


def _looks() -> None:
    """A heading, or a choice that is made already."""
