"""The bot's process, from the side of whoever started it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from tests.contract.earshot import HERE
from tests.playing import ROOT

PATIENCE = 60.0
"""Seconds after which a test gives up."""


class Process:
    """A running bot. `complained`: what it has written to its standard error so far. `sent`: the ids of all messages
    that went through the port.
    """

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        self._child = child
        self.complained = ""
        self.sent: set[str] = set()
        self._hearing = asyncio.create_task(self._hear())

    async def begins(self) -> str:
        """Wait until it has begun; its address. Raises AssertionError where it ended instead."""
        line = await self._line()
        while line and not line.startswith(HERE):
            line = await self._line()
        if not line:
            await self._hearing
        assert line, f"it did not start: {self.complained}"
        return line.removeprefix(HERE).split()[0]

    async def tell(self, **told: Any) -> datetime:
        """Tell it something (see earshot.py), wait until that is done; its time by then."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(told).encode() + b"\n")
        line = await self._line()
        assert line, f"it ended: {self.complained}"
        now, *sent = line.split()
        self.sent.update(sent)
        return datetime.fromisoformat(now)

    async def stop(self) -> int:
        """Tell it to stop as an operator does; its exit code."""
        self._child.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            code = await self._child.wait()
        await self._hearing
        return code

    async def _line(self) -> str:
        assert self._child.stdout is not None
        async with asyncio.timeout(PATIENCE):
            return (await self._child.stdout.readline()).decode()

    async def _hear(self) -> None:
        assert self._child.stderr is not None
        while line := await self._child.stderr.readline():
            self.complained += line.decode()


@asynccontextmanager
async def started(arguments: Sequence[str], environ: Mapping[str, str]) -> AsyncIterator[Process]:
    """`python …` with these arguments, surely gone after the block."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-W", "error", *arguments),
        cwd=ROOT,
        env={**os.environ, **environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    one = Process(child)
    try:
        yield one
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()
        await one._hearing
