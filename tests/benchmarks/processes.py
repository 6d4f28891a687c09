"""The processes that the benchmarks of Slack's events and of Teams' activities begin and end."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.server import Server
from bot.app import free_port
from tests.benchmarks.load import Came, Round
from tests.playing import ROOT

LONGEST_LINE = 2**24
"""Bytes in which all waits of one round are told."""

SETTINGS = """
company: {{name: Example Works, time_zone: Europe/Berlin}}
store: {{url_env: EARSHOT_STORE}}
server: {{port: {port}}}
platforms:
  {platform}
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
async def load(file: Path, path: str, *secret: str) -> AsyncIterator[Load]:
    """It calls this path with the requests of this file."""
    async with _child("tests.benchmarks.load", str(file), path, *secret, stdin=PIPE, stdout=PIPE) as child:
        yield Load(child)


@asynccontextmanager
async def beside(module: str, *said: str) -> AsyncIterator[int]:
    """A server that ours is compared with, which prints its port; its port."""
    async with _child(module, *said, stdin=PIPE, stdout=PIPE) as child:
        assert child.stdout is not None
        yield int(await child.stdout.readline())


@asynccontextmanager
async def forgetful(path: str) -> AsyncIterator[int]:
    """A server that takes everything at this path and keeps nothing, in this process: a control. Its port."""

    async def answers(_: web.Request) -> web.Response:
        return web.Response()

    def attach(app: web.Application) -> None:
        app.router.add_post(path, answers)

    server = Server("127.0.0.1", 0, attach=[attach])
    yield await server.start()
    await server.stop()


@asynccontextmanager
async def earshot(url: str, folder: Path, *, platform: str, environ: Mapping[str, str]) -> AsyncIterator[int]:
    """The product with this store; its port. In the end it is killed, as if the power had gone.

    `platform`: what app.yaml says of it; `environ`: what else it is told.
    """
    port, config, said = free_port(), folder / "app.yaml", folder / "said"
    config.write_text(SETTINGS.format(port=port, platform=platform), encoding="utf-8")
    environ = {**environ, "EARSHOT_STORE": url}
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
