"""The workspaces the bot is in: one, whose token stands in the environment, or those that installed it themselves."""

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

import structlog

from adapters.slack.reading import PLATFORM, Us
from adapters.slack.tokens import NotOpened, Seals
from adapters.slack.workspace import Workspace
from adapters.troubles import MENDED_WITHIN, SOON, NotTold
from bot.chat.installations import Installation
from bot.ports import Installations, Later

log = structlog.get_logger()

Kept = TypeVar("Kept")

Make = Callable[[str, Us, Installation, Callable[[], None]], Workspace]
"""Of a token, who we are there, what is kept of it, and what to do whenever the token is refused, or over."""


class Workspaces(Protocol):
    """Finds a workspace by Slack's id of it."""

    async def of(self, team: str) -> Workspace | None:
        """The one with this id; None where the bot is not in it. Raises NotTold where that cannot be said just now."""

    async def all(self) -> Sequence[Workspace]:
        """Each of them. Raises NotTold."""

    def close(self) -> None:
        """Forget whom they met."""


class Only:
    """The one whose token stands in the environment."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def of(self, team: str) -> Workspace | None:
        """That one, if this is its id."""
        return self._workspace if team == self._workspace.us.team else None

    async def all(self) -> Sequence[Workspace]:
        """That one."""
        return [self._workspace]

    def close(self) -> None:
        """Forget whom it met."""
        self._workspace.close()


class Installed:
    """Those that installed the bot by themselves. Each is looked up once, and again when its token is refused, or over.

    Another replica may have heard of an installation, or of its end: what is not known here is looked up each time.
    """

    def __init__(self, kept: Installations, seals: Seals, make: Make, *, named: frozenset[str], shared: bool) -> None:
        """`named`: those that may have the bot; what was installed in others before is left alone."""
        self._kept = kept
        self._seals = seals
        self._make = make
        self._named = named
        self._shared = shared
        self._known: dict[str, tuple[Installation, Workspace]] = {}
        self._doubted: set[str] = set()

    async def begin(self) -> None:
        """Seal anew what an older key sealed. What no key opens is said in the log, and may be installed again."""
        for one in await self._kept.all():
            try:
                token = self._opened(one)
            except NotTold:
                continue
            if self._seals.is_old(one.token):
                await self._kept.seal_anew(one, self._seals.seal(one.workspace, token))

    async def of(self, team: str) -> Workspace | None:
        """The one with this id; None where it was not installed. Raises NotTold where the store does not say."""
        known = self._known.get(team)
        if known is not None and team not in self._doubted:
            return known[1]
        if team not in self._named:
            return None
        self._doubted.discard(team)
        try:
            found = await _told(self._kept.get(team))
        except NotTold:
            self._doubted.add(team)
            raise
        newer = self._known.get(team)
        if newer is not None and newer is not known:  # it was installed meanwhile
            return newer[1]
        if found is None:
            self._let_go(team)
            return None
        return self._of(found)

    async def all(self) -> Sequence[Workspace]:
        """All that the store has and whose tokens can be opened. Raises NotTold."""
        there = []
        for one in await _told(self._kept.all()):
            with contextlib.suppress(NotTold):
                if one.workspace in self._named:
                    there.append(self._of(one))
        return there

    async def put(self, us: Us, *, token: str, name: str, app: str, bot: str, at: datetime) -> Workspace:
        """The bot was installed there: kept, and known from now on. Raises whatever the store raises."""
        sealed = self._seals.seal(us.team, token)
        kept = Installation(PLATFORM, us.team, name, bot_user=us.user, bot=bot, app=app, token=sealed, at=at)
        await self._kept.put(kept)
        return self._of(kept)

    def close(self) -> None:
        """Forget them all, and whom they met; the store does not."""
        for team in list(self._known):
            self._let_go(team)

    def _of(self, kept: Installation) -> Workspace:
        team = kept.workspace
        known = self._known.get(team)
        if known is not None and known[0] == kept:
            return known[1]
        token = self._opened(kept)
        self._let_go(team)
        us = Us(team, kept.bot_user, shared=self._shared)
        made = self._make(token, us, kept, lambda: self._doubted.add(team))
        self._known[team] = kept, made
        return made

    def _opened(self, kept: Installation) -> str:
        """Its token. Raises NotTold where it was sealed with another key: whoever runs the bot has to mend that."""
        try:
            return self._seals.open(kept.workspace, kept.token)
        except NotOpened as other:
            log.error("token_not_opened", platform=PLATFORM, workspace=kept.workspace)
            raise NotTold(Later(MENDED_WITHIN, everywhere=True), "token_not_opened") from other

    def _let_go(self, team: str) -> None:
        known = self._known.pop(team, None)
        if known is not None:
            known[1].close()


async def _told(asked: Awaitable[Kept]) -> Kept:
    """What the store says. Raises NotTold."""
    try:
        return await asked
    except Exception as trouble:  # a store that is away: whoever asked tries again
        raise NotTold(Later(SOON), type(trouble).__name__) from trouble
