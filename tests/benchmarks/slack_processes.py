"""The processes that the benchmark of Slack's events begins and ends."""

import asyncio
import json
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.slack_load import Came, Round
from tests.fakes.slack import FakeSlack
from tests.playing import ROOT

LONGEST_LINE = 2**24
"""Bytes in which all waits of one round are told."""

SETTINGS = """
company: {{name: Example Works, time_zone: Europe/Berlin}}
store: {{url_env: EARSHOT_STORE}}
server: {{port: {port}}}
platforms:
  slack: {{mode: http, bot_token_env: BOT, signing_secret_env: SIGNING, api_url: "{api}"}}
"""


class Load:
    """What calls the servers."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def round(self, said: Round) -> Came:
        """Call so much. Raises AssertionError where it ended."""
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        into.write(json.dumps(asdict(said)).encode() + b"\n")
        line = await out.readline()
        assert line, "what calls the servers has ended"
        return Came(**json.loads(line))


@asynccontextmanager
async def load(file: Path, secret: str) -> AsyncIterator[Load]:
    """It calls with the requests of this file."""
    async with _child("tests.benchmarks.slack_load", str(file), secret, stdin=PIPE, stdout=PIPE) as child:
        yield Load(child)


@asynccontextmanager
async def base_server(secret: str) -> AsyncIterator[int]:
    """The server with an empty handler; its port."""
    async with _child("tests.benchmarks.slack_base", secret, stdin=PIPE, stdout=PIPE) as child:
        assert child.stdout is not None
        yield int(await child.stdout.readline())


@asynccontextmanager
async def earshot(slack: FakeSlack, url: str, folder: Path) -> AsyncIterator[int]:
    """The product with this store; its port. In the end it is killed, as if the power had gone."""
    port, config, said = free_port(), folder / "app.yaml", folder / "said"
    config.write_text(SETTINGS.format(port=port, api=slack.base_url), encoding="utf-8")
    environ = {"BOT": slack.app.token, "SIGNING": slack.world.app.signing_secret, "EARSHOT_STORE": url}
    with said.open("wb") as log:
        async with _child("bot", "run", "--config", str(config), stdin=DEVNULL, stderr=log, environ=environ) as child:
            while '"started"' not in said.read_text(encoding="utf-8"):
                assert child.returncode is None, said.read_text(encoding="utf-8")
                await asyncio.sleep(0.02)
            yield port


@asynccontextmanager
async def _child(
    module: str, *said: str, environ: Mapping[str, str] | None = None, **pipes: Any
) -> AsyncIterator[Process]:
    """A process of this Python, until the block ends."""
    everything = {**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})}
    command = (sys.executable, "-m", module, *said)
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=everything, limit=LONGEST_LINE, **pipes)
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
