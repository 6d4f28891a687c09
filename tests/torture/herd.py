"""Several replicas at once, each a process: killed at any moment and replaced at once, or stopped and let go on.

Only processes that were started here are ever signalled, by their own id, and none outlives the herd.
"""

import asyncio
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self


class Herd:
    """Replicas that run the same command; starts and ends with `async with`.

    `running`: their ids. `ended_early`: what those came to that ended though nobody had told them to.
    """

    def __init__(self, module: str, words: Sequence[str], *, replicas: int, log: Path) -> None:
        self._command = ("-m", "tests.torture.nursery", module, *words)
        self._replicas = replicas
        self._log = log
        self._nursery: Process | None = None
        self._one_request = asyncio.Lock()
        self.running: list[int] = []
        self.ended_early: list[int] = []

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._nursery = await asyncio.create_subprocess_exec(
                sys.executable, *self._command, stdin=PIPE, stdout=PIPE, stderr=log
            )
        try:
            await self._answer()
            for _ in range(self._replicas):
                await self.start_one()
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self._end()

    async def start_one(self) -> None:
        """One more."""
        self.running.append(await self._ask("start"))

    async def kill_one(self, draw: random.Random) -> None:
        """SIGKILL to one of them; another takes its place as soon as the system has put it away."""
        victim = draw.choice(self.running)
        self.running.remove(victim)
        self._note(await self._ask(f"kill {victim}"), expected=-signal.SIGKILL)
        await self.start_one()

    async def hold_up(self, one: int, seconds: float) -> None:
        """SIGSTOP, and SIGCONT after so many seconds."""
        os.kill(one, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            os.kill(one, signal.SIGCONT)

    async def finish(self) -> None:
        """SIGTERM to all, and wait until what was in the air has landed."""
        for one in self.running:
            os.kill(one, signal.SIGTERM)
        async with asyncio.timeout(30):
            for one in self.running:
                self._note(await self._ask(f"bury {one}"), expected=0)
        self.running.clear()

    def _note(self, code: int, *, expected: int) -> None:
        if code != expected:
            self.ended_early.append(code)

    async def _ask(self, what: str) -> int:
        async with self._one_request:
            assert self._nursery is not None
            assert self._nursery.stdin is not None
            self._nursery.stdin.write(f"{what}\n".encode())
            return int(await self._answer())

    async def _answer(self) -> str:
        assert self._nursery is not None
        assert self._nursery.stdout is not None
        answer = (await asyncio.wait_for(self._nursery.stdout.readline(), 30)).decode().strip()
        if not answer:
            raise RuntimeError(f"no replica could be started: see {self._log}")
        return answer

    async def _end(self) -> None:
        """The nursery ends its children when its input ends."""
        if self._nursery is None:
            return
        assert self._nursery.stdin is not None
        with suppress(OSError):
            self._nursery.stdin.close()
        try:
            await asyncio.wait_for(self._nursery.wait(), 10)
        except TimeoutError:
            self._nursery.kill()
            await self._nursery.wait()
        self.running.clear()
