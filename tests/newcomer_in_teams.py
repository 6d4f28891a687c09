"""Somebody who does what the README says of Teams."""

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from adapters.teams.opening import LOCAL_BOT, LOCAL_TENANT
from bot.settings.models import Server
from tests.adapters.teams.town import words
from tests.fakes.teams import FakeTeams, Wrong
from tests.fakes.teams.portal_pages import PortalPages
from tests.newcomer import DOTS, Newcomer

CHAT = "Personal Chat"
PORTAL = "https://portal.azure.com"
DEFAULT_PORT = Server().port


class InTeams(Newcomer):
    """With a Teams in which there is no bot yet, a team, and the pages where bots are made and apps uploaded."""

    platform = "teams"

    def __init__(self, teams: FakeTeams, folder: Path, port: int, page: str) -> None:
        super().__init__(folder, port, page)
        self.teams = teams
        self.ana = teams.person("ana", app=False)
        self.team = teams.team("Everyone", self.ana, installed=False)
        self.room = teams.general(self.team)
        self.pages = PortalPages(teams, self.team, self.ana)

    def seen(self) -> str:
        """All that stands in the channel."""
        return "\n".join(map(words, self.teams.messages(self.room)))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true of Teams."""
        await self.teams.until(true)

    def opens(self, where: str) -> None:
        """Azure's portal."""
        assert where == PORTAL, f"nobody knows what to do at {where}"
        self.pages.opens()

    async def presses(self, label: str) -> None:
        """On the last card of their chat with the bot, where there is one, else on the pages."""
        if chat := self.teams.messages(self.ana, bot=True):
            await self.ana.presses(chat[-1], label)
        else:
            await self.pages.presses(label)

    async def types(self, code: str) -> None:
        """An address is filled in, a package chosen; words go to the bot: by its name in the channel, or in private."""
        if code.endswith(".zip"):
            self.pages.uploads((self.folder / code).read_bytes())
        elif code.startswith("https://"):
            self.pages.types(code)
        elif code.startswith(named := f"@{self.teams.app.name} "):
            await self.ana.mentions(self.room, code.removeprefix(named).replace(f"https://{DOTS}", self.page))
        else:
            await self.ana.writes(code)
            await self.until(lambda: bool(self.teams.messages(self.ana, bot=True)))

    def addresses(self) -> Sequence[str]:
        """Entra, the keys, and the service."""
        at = {"login_url": self.teams.stage.address, "openid_url": self.teams.metadata_url}
        return [f'{name}: "{url}"' for name, url in {**at, "service_url": self.teams.service_url}.items()]

    @property
    def copied(self) -> Sequence[str]:
        """What was copied from the portal."""
        return self.pages.copied


class InThePlayground(InTeams):
    """With Microsoft's Agents Playground: a Teams that signs nothing, and asks for no token.

    It puts the bot into a chat or a channel when that is opened first, as was seen.
    """

    def __init__(self, teams: FakeTeams, folder: Path, port: int, page: str) -> None:
        app = teams.app
        app.id, app.tenant, app.prefix, app.name = LOCAL_BOT, LOCAL_TENANT, "", "Test Bot"
        super().__init__(teams, folder, port, page)
        app.disabled, teams.entra.asks = False, False
        teams.courier.wrong = Wrong.NO_TOKEN

    async def runs_to_its_end(self, line: str) -> None:
        """What starts Microsoft's is read for whom it speaks to."""
        words = shlex.split(line)
        if words[0] != "npx":
            await super().runs_to_its_end(line)
            return
        where = urlsplit(words[words.index("-e") + 1])
        assert (where.hostname, where.port, words[words.index("-c") + 1]) == ("127.0.0.1", DEFAULT_PORT, "msteams")
        self.teams.bot_url = f"http://127.0.0.1:{self.port}{where.path}"

    async def presses(self, label: str) -> None:
        """A place is opened, or what stands on the last card of the chat is pressed."""
        if label == self.room.name:
            await self.teams.rooms.installs(self.team, self.ana)
        elif label == CHAT:
            await self.ana.installs()
        else:
            await super().presses(label)

    def addresses(self) -> Sequence[str]:
        """Nowhere is named: what is heard says where it comes from."""
        return ()
