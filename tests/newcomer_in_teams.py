"""Somebody who does what the README says of Teams."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.adapters.teams.town import words
from tests.fakes.teams import FakeTeams
from tests.fakes.teams.portal_pages import PortalPages
from tests.newcomer import DOTS, Newcomer

PORTAL = "https://portal.azure.com"
BOT = "@Earshot "


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
        elif code.startswith(BOT):
            await self.ana.mentions(self.room, code.removeprefix(BOT).replace(f"https://{DOTS}", self.page))
        else:
            await self.ana.writes(code)
            await self.until(lambda: bool(self.teams.messages(self.ana, bot=True)))

    def addresses(self) -> str:
        """Entra, the keys, and the service."""
        at, service = self.teams.stage.address, self.teams.service_url
        return f'login_url: "{at}", openid_url: "{self.teams.metadata_url}", service_url: "{service}"'

    @property
    def copied(self) -> Sequence[str]:
        """What was copied from the portal."""
        return self.pages.copied
