"""What the tests of the fakes may use."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.receiver import Receiver
from tests.fakes.slack import FakeSlack, Rates
from tests.fakes.teams import Colleague, FakeTeams, Room
from tests.fakes.teams_receiver import Asks, TeamsReceiver


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that tells over HTTP."""
    async with FakeSlack() as server:
        yield server


@pytest.fixture
async def bot(slack: FakeSlack) -> AsyncIterator[Receiver]:
    """A bot that listens there."""
    async with Receiver(slack.world.app.signing_secret) as receiver:
        slack.request_url = receiver.url
        yield receiver


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    """The real client, with the bot's token and without retries."""
    return AsyncWebClient(token=slack.app.token, base_url=slack.base_url, retry_handlers=[])


class Seconds:
    """Seconds that a test counts."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def seconds() -> Seconds:
    """They stand still until a test adds to them."""
    return Seconds()


@pytest.fixture
async def limited(seconds: Seconds) -> AsyncIterator[FakeSlack]:
    """A Slack with its rate limits, by those seconds."""
    async with FakeSlack(rates=Rates(seconds=seconds)) as server:
        yield server


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    """A Teams."""
    async with FakeTeams() as server:
        yield server


@pytest.fixture
async def listener(teams: FakeTeams) -> AsyncIterator[TeamsReceiver]:
    """A bot that listens there."""
    async with TeamsReceiver(teams) as receiver:
        teams.bot_url = receiver.url
        yield receiver


@pytest.fixture
async def ask(teams: FakeTeams) -> AsyncIterator[Asks]:
    """Who asks its Connector."""
    async with Asks(teams) as asks:
        yield asks


@pytest.fixture
def room(teams: FakeTeams) -> Room:
    """A channel with the bot in it."""
    return teams.general(teams.team("Everyone", teams.person("ana")))


@pytest.fixture
def ana(teams: FakeTeams) -> Colleague:
    """Somebody with the app."""
    return teams.person("ana")
