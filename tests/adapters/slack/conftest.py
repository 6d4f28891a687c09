"""What the tests of Slack may use."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from jobs.listening.parse import Parser
from tests.adapters.slack.checked import Place
from tests.adapters.slack.town import Mode, SlackTown, TownMaker
from tests.fakes.feeds import FeedServer
from tests.fakes.slack import FakeSlack


@pytest.fixture
async def make_town(tmp_path: Path, feeds: FeedServer, template: Path, parser: Parser) -> AsyncIterator[TownMaker]:
    """Starts running bots in a fake Slack."""
    async with AsyncExitStack() as stack:

        async def make(mode: Mode = "http", **more: Any) -> SlackTown:
            town = SlackTown(tmp_path / "town", feeds, mode=mode, store=template, parser=parser, **more)
            return await stack.enter_async_context(town)

        yield make


@pytest.fixture(params=["http", "socket"])
async def town(make_town: TownMaker, request: pytest.FixtureRequest) -> SlackTown:
    """A running bot in a fake Slack, reached over HTTP and through a socket."""
    return await make_town(request.param)


@pytest.fixture
async def over_http(make_town: TownMaker) -> SlackTown:
    """The same, over HTTP alone."""
    return await make_town("http")


@pytest.fixture
async def place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    """A company to check, where all is well."""
    async with FakeSlack() as slack:
        yield Place(slack, tmp_path, capsys, monkeypatch.setenv)
