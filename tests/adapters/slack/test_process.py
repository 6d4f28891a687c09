"""`earshot run` as a process of its own, opposite a fake Slack: it starts, answers, and ends when it is told to."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.adapters.slack.town import Mode
from tests.fakes.slack import FakeSlack
from tests.playing import ROOT

SETTINGS = """
company: {{name: Example Works}}
platforms:
  slack: {{mode: {mode}, bot_token_env: BOT, app_token_env: APP, signing_secret_env: SIGNING, api_url: "{api}"}}
server: {{port: {port}}}
"""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def earshot(slack: FakeSlack, mode: Mode, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The command, running inside the block."""
    port, app = free_port(), slack.world.app
    (folder / "app.yaml").write_text(SETTINGS.format(mode=mode, api=slack.base_url, port=port), encoding="utf-8")
    secrets = {"BOT": slack.app.token, "APP": app.token, "SIGNING": app.signing_secret}
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-W", "error", "-m", "bot", "run", "--config", str(folder / "app.yaml")),
        cwd=ROOT,
        env={**os.environ, **secrets, "PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.PIPE,
    )
    slack.request_url = f"http://127.0.0.1:{port}/slack/events"
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_it_runs_answers_and_ends_when_it_is_told_to(mode: Mode, file: Path) -> None:
    async with FakeSlack(mode) as slack, earshot(slack, mode, file.parent) as child:
        ana, room = slack.person("ana"), slack.channel("general")
        async with asyncio.timeout(60):
            assert child.stderr is not None
            said = b""
            while b"started" not in said:
                line = await child.stderr.readline()
                assert line, said.decode()
                said += line
            assert await ana.commands(room, "/earshot", "help") is not None
            await ana.mentions(room, "help")
            await slack.until(lambda: bool(slack.messages(ana)))
            assert "answers_off" in str(slack.messages(ana)[0].blocks)
            child.send_signal(signal.SIGTERM)
            assert await child.wait() == 0
            rest = (await child.stderr.read()).decode()
        assert "Traceback" not in rest, rest
        assert slack.troubles(ana) == []
