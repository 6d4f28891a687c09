"""The pages at api.slack.com/apps: somebody makes an app from a manifest, installs it, and copies its secrets.

Labels are as Slack's documentation has them (docs.slack.dev: app-manifests, tools/bolt-python/building-an-app); they
were not held against the live pages. The app gets what its manifest asks for, and nothing else.
"""

import json
from collections.abc import Callable, Mapping

from tests.fakes.slack.fields import NotThere
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.things import Json

Does = Callable[[], None]
FORM, REVIEW, NEW_TOKEN, CONSENT = "form", "review", "new token", "consent"
BASIC, INSTALL, EVENTS = "Basic Information", "Install App", "Event Subscriptions"
SOCKET_SCOPE = "connections:write"


class InvalidManifest(ValueError):
    """Slack does not take it."""


class AppPages:
    """One person's browser. `copied`: what they copied so far, the newest last.

    `slack` has no app in it yet: FakeSlack(installed=False).
    """

    def __init__(self, slack: FakeSlack) -> None:
        self.copied: list[str] = []
        self._slack = slack
        self._at = ""
        self._manifest: Json = {}
        self._scopes: set[str] = set()
        self._installed = False
        slack.world.app.token = ""

    def opens(self) -> None:
        """The first page."""
        self._at = "apps"

    def puts(self, text: str) -> None:
        """Paste a manifest. Raises NotThere."""
        if self._at != FORM:
            raise NotThere("no form for a manifest is open")
        self._manifest = json.loads(text)

    def adds(self, scope: str) -> None:
        """Give a scope to the new token. Raises NotThere."""
        if self._at != NEW_TOKEN:
            raise NotThere("no new token is asked for")
        self._scopes.add(scope)

    async def presses(self, label: str) -> None:
        """Press what stands there, go to a heading, or copy a secret. Raises NotThere, InvalidManifest."""
        here = self._labels()
        if label not in here:
            raise NotThere(f"{label!r} is not among {sorted(here)}")
        here[label]()
        if label == "Retry" and not await self._slack.checks_url():
            raise NotThere("Slack could not verify the address")

    def _labels(self) -> Mapping[str, Does]:
        app = self._slack.world.app
        pages: dict[str, dict[str, Does]] = {
            "apps": {"Create New App": self._goes("new")},
            "new": {"From a manifest": self._goes(FORM), "From scratch": self._goes("scratch")},
            FORM: {"Next": self._looks_through},
            REVIEW: {"Create": self._makes},
            CONSENT: {"Allow": self._installs},
            NEW_TOKEN: {"Generate": self._generates},
        }
        if self._at in pages:
            return pages[self._at]
        if not self._at:
            return {}
        sections: dict[str, dict[str, Does]] = {
            BASIC: {
                "App Credentials": _looks,
                "App-Level Tokens": _looks,
                "Signing Secret": lambda: self.copied.append(app.signing_secret),
                "Generate Token and Scopes": self._goes(NEW_TOKEN),
            },
            INSTALL: {"Install to": self._goes(CONSENT)},
            EVENTS: {"Retry": _looks},
        }
        if self._installed:
            token = self._slack.app.token
            sections[INSTALL]["Bot User OAuth Token"] = lambda: self.copied.append(token)
        return {name: self._goes(name) for name in sections} | sections[self._at]

    def _goes(self, where: str) -> Does:
        def go() -> None:
            self._at = where

        return go

    def _looks_through(self) -> None:
        settings, socket = self._manifest["settings"], self._manifest["settings"]["socket_mode_enabled"]
        called = [settings["event_subscriptions"], settings["interactivity"]]
        if not socket and not all(one.get("request_url") for one in called):
            raise InvalidManifest("Event Subscription requires either Request URL or Socket Mode Enabled")
        if not socket and not all(one.get("url") for one in self._manifest["features"]["slash_commands"]):
            raise InvalidManifest("Slash commands require a URL")
        self._at = REVIEW

    def _makes(self) -> None:
        app, features = self._slack.world.app, self._manifest["features"]
        app.manifest = self._manifest
        app.scopes = frozenset(self._manifest["oauth_config"]["scopes"]["bot"])
        app.events = frozenset(self._manifest["settings"]["event_subscriptions"]["bot_events"])
        app.commands = {one["command"]: one["should_escape"] for one in features["slash_commands"]}
        app.home_tab = features["app_home"]["home_tab_enabled"]
        app.messages_tab = features["app_home"]["messages_tab_enabled"]
        self._at = BASIC

    def _installs(self) -> None:
        made = self._slack.world.install(self._slack.workspace, scopes=self._slack.world.app.scopes)
        made.bot.name = self._manifest["features"]["bot_user"]["display_name"]
        self._installed, self._at = True, INSTALL

    def _generates(self) -> None:
        app = self._slack.world.app
        socket = app.manifest["settings"]["socket_mode_enabled"] and SOCKET_SCOPE in self._scopes
        token = "xapp-fake" if socket else "xapp-good-for-nothing"
        app.token = token if socket else app.token
        self.copied.append(token)
        self._at = BASIC


def _looks() -> None:
    """A heading."""
