"""The short form of the benchmark of Slack's events: every answer is kept, once, though the product is killed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from adapters.server import Server
from adapters.slack.manifest import EVENTS_PATH
from tests.benchmarks.slack_events import SMALL, measured
from tests.fakes.slack import FakeSlack


async def test_every_signed_event_is_answered_and_kept(file: Path) -> None:
    rows = await measured(SMALL, f"sqlite:///{file}", "SQLite at FULL")
    assert all(row.ours > 0 and row.beside > 0 for row in rows)


async def test_control_one_that_answers_and_keeps_nothing_is_found_out(file: Path) -> None:
    async def answers(_: web.Request) -> web.Response:
        return web.Response()

    def attach(app: web.Application) -> None:
        app.router.add_post(EVENTS_PATH, answers)

    @asynccontextmanager
    async def forgetful(slack: FakeSlack, url: str, folder: Path) -> AsyncIterator[int]:
        server = Server("127.0.0.1", 0, attach=[attach])
        yield await server.start()
        await server.stop()

    with pytest.raises(AssertionError, match="answers were taken, and 0 are kept"):
        await measured(SMALL, f"sqlite:///{file}", "nothing", product=forgetful)
