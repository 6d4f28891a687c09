"""The workspaces the bot is in: one, whose token stands in the environment, or those that installed it themselves."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import structlog

from adapters.slack.reading import PLATFORM, Us
from adapters.slack.results import MENDED_WITHIN, SOON, NotTold
from adapters.slack.tokens import NotOpened, Seals
from adapters.slack.workspace import Workspace
from bot.chat.installations import Installation
from bot.ports import Installations, Later
from bot.taking_in import NotPossible

log = structlog.get_logger()

Make = Callable[[str, Us, str, str, Callable[[], None]], Workspace]
"""Of a token, who we are there, the app's id, the bot's id, and what to do whenever the token is refused."""


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
    """Those that installed the bot by themselves. Each is looked up once, and again when Slack refuses its token.

    Another replica may have heard of an installation, or of its end: what is not known here is looked up each time.
    """

    def __init__(self, kept: Installations, seals: Seals, make: Make, *, shared: bool) -> None:
        self._kept = kept
        self._seals = seals
        self._make = make
        self._shared = shared
        self._known: dict[str, tuple[Installation, Workspace]] = {}
        self._doubted: set[str] = set()

    async def begin(self) -> None:
        """Look whether all tokens can be opened, and seal anew those of an older key. Raises NotPossible."""
        closed = []
        for one in await self._kept.all():
            try:
                token = self._seals.open(one.workspace, one.token)
            except NotOpened:
                closed.append(one.workspace)
                continue
            if self._seals.is_old(one.token):
                await self._kept.put(replace(one, token=self._seals.seal(one.workspace, token)))
        if closed:
            raise NotPossible(
                f"The tokens of {len(closed)} workspaces ({', '.join(closed[:3])}) were sealed with another key than "
                "the one that token_key_env names. Put the older key behind it, with a comma between."
            )

    async def of(self, team: str) -> Workspace | None:
        """The one with this id; None where it was not installed. Raises NotTold where the store does not say."""
        known = self._known.get(team)
        if known is not None and team not in self._doubted:
            return known[1]
        try:
            found = await self._kept.get(team)
        except Exception as trouble:  # a store that is away: whoever asked tries again
            raise NotTold(Later(SOON), type(trouble).__name__) from trouble
        self._doubted.discard(team)
        if found is None:
            self._let_go(team)
            return None
        return self._of(found)

    async def all(self) -> Sequence[Workspace]:
        """All that the store has. Raises NotTold."""
        try:
            found = await self._kept.all()
        except Exception as trouble:  # as above
            raise NotTold(Later(SOON), type(trouble).__name__) from trouble
        return [self._of(one) for one in found]

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
        try:
            token = self._seals.open(team, kept.token)
        except NotOpened as other:
            log.error("token_not_opened", platform=PLATFORM, workspace=team)
            raise NotTold(Later(MENDED_WITHIN, everywhere=True), "token_not_opened") from other
        self._let_go(team)
        us = Us(team, kept.bot_user, shared=self._shared)
        made = self._make(token, us, kept.app, kept.bot, lambda: self._doubted.add(team))
        self._known[team] = kept, made
        return made

    def _let_go(self, team: str) -> None:
        known = self._known.pop(team, None)
        if known is not None:
            known[1].close()
