"""A company in a fake Slack, over HTTP or through a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Literal

from bot.app import free_port
from tests.contract.company import NAMES, TOPICS, Company
from tests.contract.process import started
from tests.contract.stage import STEWARD
from tests.fakes.clock import TUESDAY, PushedClock, SetClock
from tests.fakes.feeds import FeedServer
from tests.fakes.slack import FakeSlack

Mode = Literal["http", "socket"]


class SlackCompany(Company):
    """A workspace with the bot's process in it."""

    platform = "slack"

    def __init__(self, slack: FakeSlack, feeds: FeedServer, store: str, mode: Mode) -> None:
        super().__init__(feeds, store, slack.clock)  # type: ignore[arg-type]
        self.slack, self._mode = slack, mode
        self.steward = slack.person(STEWARD)
        self.rooms = [[slack.channel(name, bot=False) for name in pair] for pair in NAMES]

    @property
    def workspace(self) -> str:
        return self.slack.workspace.id

    @property
    def steward_id(self) -> str:
        return self.steward.id

    def speaks(self) -> str:
        secrets = "bot_token_env: BOT, app_token_env: APP, signing_secret_env: SIGNING"
        return f'slack: {{mode: {self._mode}, {secrets}, api_url: "{self.slack.base_url}"}}'

    def named(self) -> list[tuple[str, str, str]]:
        pairs = [(room, topic) for pair in self.rooms for room, topic in zip(pair, TOPICS, strict=True)]
        return [(one.name, one.id, topic) for one, topic in pairs]

    async def settled(self) -> None:
        await self.slack.settled()


@asynccontextmanager
async def company(mode: Mode, folder: Path, store: str) -> AsyncIterator[SlackCompany]:
    """A company with the bot in it. `store`: the address of an empty one."""
    start = SetClock(TUESDAY - timedelta(hours=1))
    async with FeedServer() as feeds, FakeSlack(mode, clock=start, signing_clock=PushedClock()) as slack:
        here, config = SlackCompany(slack, feeds, store, mode), folder / "app.yaml"
        config.write_text(here.settings(free_port()), encoding="utf-8")
        played = ("-m", "tests.contract.earshot", str(config), start.now().isoformat())
        async with started(played, secrets(slack)) as process:
            here.process = process
            await meets(slack, await process.begins())
            yield here


def secrets(slack: FakeSlack) -> dict[str, str]:
    """What the bot is given beside app.yaml."""
    app = slack.world.app
    return {"BOT": slack.app.token, "APP": app.token, "SIGNING": app.signing_secret}


async def meets(slack: FakeSlack, url: str) -> None:
    """Slack and a bot that has begun at this address have found each other."""
    slack.request_url = f"{url}/slack/events"
    if slack.courier.transport is slack.socket:
        await slack.socket.connected()
