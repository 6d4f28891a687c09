"""The platforms that app.yaml names, open: where people meet the bot. What is not named is not imported."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from adapters.server import Attach
from bot.app.installing import Installations
from bot.app.recall import Recall
from bot.ports import Clock, Platform, Receive
from bot.settings import Settings
from store.database import Database

if TYPE_CHECKING:
    from adapters.playground.platform import PlaygroundPlatform
    from adapters.slack import opening as slack_opening
    from adapters.teams import opening as teams_opening


@dataclass(frozen=True, slots=True)
class Play:
    """What makes a playground of the settings: a made-up world, files to listen to, sources that are no strangers."""

    samples: Path | None = None
    shared: Mapping[str, Path] | None = None


class Jump(Protocol):
    """Moves the playground's clock."""

    async def __call__(self, to: datetime) -> None: ...


class Platforms:
    """Opened one after another; closed in the reverse order with the stack they stand on."""

    def __init__(self, settings: Settings, environ: Mapping[str, str], folder: Path, *, play: Play | None) -> None:
        """`folder`: what relative file names in app.yaml are relative to."""
        self._settings = settings
        self._environ = environ
        self._folder = folder
        self._play = play
        self.by_name: dict[str, Platform] = {}
        self.playground: PlaygroundPlatform | None = None
        self.slack: slack_opening.Opened | None = None
        self.teams: teams_opening.Opened | None = None

    async def open(
        self, stack: contextlib.AsyncExitStack, store: Database, *, receive: Receive, jump: Jump, clock: Clock
    ) -> tuple[Sequence[Attach], Clock]:
        """What is served over HTTP, and the clock of all: the playground has its own. Raises NotPossible."""
        said, attach = self._settings.platforms, list[Attach]()
        if said.playground is not None:
            served, clock = await self._open_playground(stack, receive=receive, jump=jump)
            attach.append(served)
        if said.slack is not None:
            attach.extend(await self._open_slack(stack, store, receive=receive, clock=clock))
        if said.teams is not None:
            attach.append(await self._open_teams(stack, store, receive=receive, clock=clock))
        return attach, clock

    async def begin(self, stack: contextlib.AsyncExitStack) -> None:
        """Hear from now on; what was begun is ended with the stack, before anything that was opened earlier."""
        if self.teams is not None:  # it hears since the web server stands
            stack.push_async_callback(self.teams.end)
        if self.slack is not None:
            await self.slack.begin()
            stack.push_async_callback(self.slack.end)

    def hear(self) -> bool:
        """Whether they can reach us. Over HTTP only they know."""
        return self.slack is None or self.slack.hears()

    # ── One by one ──

    async def _open_playground(
        self, stack: contextlib.AsyncExitStack, *, receive: Receive, jump: Jump
    ) -> tuple[Attach, Clock]:
        from adapters.playground.opening import playground  # noqa: PLC0415 - what is not configured is not imported

        said = self._settings.platforms.playground
        assert said is not None
        opening = playground(
            said,
            self._settings,
            self._folder,
            receive=receive,
            jump=jump,
            samples=self._play.samples if self._play else None,
            shared=self._play.shared if self._play else None,
        )
        opened = await stack.enter_async_context(opening)
        self.playground = opened.platform
        self.by_name[opened.platform.name] = opened.platform
        return opened.web.attach, opened.platform.clock

    async def _open_slack(
        self, stack: contextlib.AsyncExitStack, store: Database, *, receive: Receive, clock: Clock
    ) -> Sequence[Attach]:
        from adapters.slack.opening import slack  # noqa: PLC0415 - what is not configured is not imported

        said = self._settings.platforms.slack
        assert said is not None
        opening = slack(
            said,
            self._environ,
            receive=receive,
            clock=clock,
            language=self._settings.company.language,
            installations=Installations(store, "slack"),
        )
        self.slack = await stack.enter_async_context(opening)
        self.by_name[self.slack.platform.name] = self.slack.platform
        return self.slack.attach

    async def _open_teams(
        self, stack: contextlib.AsyncExitStack, store: Database, *, receive: Receive, clock: Clock
    ) -> Attach:
        from adapters.teams.opening import teams  # noqa: PLC0415 - what is not configured is not imported

        said = self._settings.platforms.teams
        assert said is not None
        recall = Recall(store, settings=self._settings, clock=clock)
        opening = teams(said, self._settings, self._environ, receive=receive, recall=recall, clock=clock)
        self.teams = await stack.enter_async_context(opening)
        self.by_name[self.teams.platform.name] = self.teams.platform
        return self.teams.attach
