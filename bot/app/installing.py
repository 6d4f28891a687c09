"""Where an adapter keeps the workspaces that installed the bot by themselves: the store, one question at a time."""

from collections.abc import Sequence

from bot.chat.installations import Installation
from store.database import Database


class Installations:
    """Those of one platform; implements `bot.ports.Installations`."""

    def __init__(self, store: Database, platform: str) -> None:
        self._store = store
        self._platform = platform

    async def all(self) -> Sequence[Installation]:
        """All of the platform."""
        return await self._store.read(lambda tx: tx.workspaces.installations(self._platform))

    async def get(self, workspace: str) -> Installation | None:
        """The one of this workspace."""
        return await self._store.read(lambda tx: tx.workspaces.installation(self._platform, workspace))

    async def put(self, installation: Installation) -> None:
        """Keep it, in place of what was kept of that workspace before."""
        await self._store.tx(lambda tx: tx.workspaces.installed(installation))

    async def seal_anew(self, installation: Installation, token: str) -> None:
        """Keep its token in another seal, unless another one is kept by now."""
        await self._store.tx(lambda tx: tx.workspaces.sealed_anew(installation, token))
