"""Somebody who does what the README says of Slack."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.adapters.slack.town import words
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.app_pages import AppPages
from tests.newcomer import DOTS, Newcomer

APPS = "https://api.slack.com/apps"


class InSlack(Newcomer):
    """With a Slack in which there is no app yet, a channel, and the pages where apps are made."""

    platform = "slack"

    def __init__(self, slack: FakeSlack, folder: Path, port: int, page: str) -> None:
        super().__init__(folder, port, page)
        self.slack = slack
        self.pages = AppPages(slack)
        self.ana = slack.person("ana")
        self.room = slack.channel("general", self.ana, bot=False)

    def seen(self) -> str:
        """All that stands in the channel."""
        return "\n".join(f"{one.text}\n{words(one)}" for one in self.slack.messages(self.room))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true of Slack."""
        await self.slack.until(true)

    def opens(self, where: str) -> None:
        """The pages of apps."""
        assert where == APPS, f"nobody knows what to do at {where}"
        self.pages.opens()

    async def presses(self, label: str) -> None:
        """In a modal where one is open, else on the app's pages."""
        if self.slack.modals(self.ana):
            await self.ana.presses(self.ana.modal, label)
        else:
            await self.pages.presses(label)

    async def types(self, code: str) -> None:
        """A manifest is pasted, a command is typed in the channel, a scope is added to a token."""
        command, _, rest = code.partition(" ")
        if code.endswith(".json"):
            self.pages.puts((self.folder / code).read_text(encoding="utf-8"))
        elif command == "/invite":
            assert rest == f"@{self.slack.app.bot.name}", f"there is no {rest}"
            await self.slack.rooms.joins(self.room, self.slack.app.bot, inviter=self.ana.person)
        elif code.startswith("/"):
            await self.ana.commands(self.room, command, rest.replace(f"https://{DOTS}", self.page))
        else:
            self.pages.adds(code)

    def addresses(self) -> Sequence[str]:
        """Slack's web API."""
        return [f'api_url: "{self.slack.base_url}"']

    @property
    def copied(self) -> Sequence[str]:
        """What was copied from the app's pages."""
        return self.pages.copied
