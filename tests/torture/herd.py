"""Several replicas at once, each a process: killed at any moment and replaced at once, or stopped and let go on.

Only processes that were started here are ever ended, by their own id, and none outlives the herd.
"""

import asyncio
import random
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

SPARE = 2
"""So many wait with everything loaded, since that takes most of a start."""


class Herd:
    """Replicas that run the same command; starts and ends with `async with`."""

    def __init__(self, module: str, words: Sequence[str], *, replicas: int, log: Path) -> None:
        self._command = ("-m", module, *words)
        self._replicas = replicas
        self._log = log
        self._file: IO[bytes] | None = None
        self._spare: list[Process] = []
        self.running: list[Process] = []

    async def __aenter__(self) -> Self:
        self._file = self._log.open("ab")
        try:
            await asyncio.gather(*(self._prepare() for _ in range(self._replicas + SPARE)))
            for _ in range(self._replicas):
                await self._release()
        except BaseException:
            await self._end_all()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self._end_all()

    async def kill_one(self, draw: random.Random) -> None:
        """SIGKILL to one of them; another takes its place as soon as the system has put it away."""
        victim = draw.choice(self.running)
        self.running.remove(victim)
        await asyncio.gather(_end(victim), self._prepare())
        await self._release()

    async def hold_up(self, one: Process, seconds: float) -> None:
        """SIGSTOP, and SIGCONT after so many seconds."""
        one.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            with suppress(ProcessLookupError):
                one.send_signal(signal.SIGCONT)

    async def finish(self) -> None:
        """SIGTERM to all, and wait until what was in the air has landed."""
        for one in self.running:
            with suppress(ProcessLookupError):
                one.terminate()
        async with asyncio.timeout(30):
            await asyncio.gather(*(one.wait() for one in self.running))
        self.running.clear()

    def ended_early(self) -> list[int]:
        """What replicas that nobody ended came to."""
        return [one.returncode for one in self.running if one.returncode is not None]

    async def _prepare(self) -> None:
        spare = await asyncio.create_subprocess_exec(
            sys.executable, *self._command, stdin=asyncio.subprocess.PIPE, stdout=self._file, stderr=self._file
        )
        self._spare.append(spare)

    async def _release(self) -> None:
        one = self._spare.pop(0)
        self.running.append(one)
        assert one.stdin is not None
        one.stdin.write(b"go\n")
        await one.stdin.drain()

    async def _end_all(self) -> None:
        await asyncio.gather(*(_end(one) for one in (*self.running, *self._spare)))
        self.running.clear()
        self._spare.clear()
        if self._file is not None:
            self._file.close()


async def _end(one: Process) -> None:
    with suppress(ProcessLookupError):
        one.kill()
    await one.wait()
