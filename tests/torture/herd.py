"""Several replicas at once, each a process: killed at any moment and replaced at once, or stopped and let go on.

Only processes that were started here are ever signalled, by their own id, and none outlives the nursery.
"""

import asyncio
import os
import random
import shlex
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

MODULES = ("tests.torture.worker", "tests.torture.nudger", "tests.torture.ticker")
"""What replicas may run."""
LOADED = ("sqlalchemy.dialects.postgresql.psycopg", "psycopg")
"""What they would load only once they open a store."""
PATIENCE = 60.0


class Nurse:
    """The process that starts and ends replicas of any herd; starts and ends with `async with`."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._nursery: Process | None = None
        self._one_request = asyncio.Lock()

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._nursery = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.torture.nursery", *LOADED, *MODULES, stdin=PIPE, stdout=PIPE, stderr=log
            )
        try:
            await self._answer()
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self._end()

    async def ask(self, *what: str, patience: float = PATIENCE) -> int:
        """One request, one answer, which may take so many seconds."""
        async with self._one_request:
            assert self._nursery is not None
            assert self._nursery.stdin is not None
            self._nursery.stdin.write(f"{shlex.join(what)}\n".encode())
            return int(await self._answer(patience))

    async def _answer(self, patience: float = PATIENCE) -> str:
        assert self._nursery is not None
        assert self._nursery.stdout is not None
        answer = (await asyncio.wait_for(self._nursery.stdout.readline(), patience)).decode().strip()
        if not answer:
            raise RuntimeError(f"no replica could be started: {self._log.read_text(errors='replace')[-500:]}")
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


class Herd:
    """Replicas that run the same command; starts and ends with `async with`.

    `running`: their ids. `ended_early`: what those came to that ended otherwise than they were told to.
    """

    def __init__(self, nurse: Nurse, module: str, words: Sequence[str], *, replicas: int) -> None:
        self._nurse = nurse
        self._command = (module, *words)
        self._replicas = replicas
        self.running: list[int] = []
        self.ended_early: list[int] = []

    async def __aenter__(self) -> Self:
        for _ in range(self._replicas):
            await self.start_one()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        while self.running:
            await self._kill(self.running.pop())

    async def start_one(self) -> None:
        """One more."""
        self.running.append(await self._nurse.ask("start", *self._command))

    async def kill_one(self, draw: random.Random) -> None:
        """SIGKILL to one of them; another takes its place as soon as the system has put it away."""
        victim = draw.choice(self.running)
        self.running.remove(victim)
        await self._kill(victim)
        await self.start_one()

    async def kill_all(self) -> None:
        """SIGKILL to every one of them, as when the power fails; then there are as many new ones."""
        for _ in range(self._replicas):
            await self._kill(self.running.pop())
        for _ in range(self._replicas):
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
        while self.running:
            # One that has only just been started may not have come so far as to listen.
            self._note(await self._nurse.ask("bury", str(self.running[-1])), expected={0, -signal.SIGTERM})
            self.running.pop()

    async def _kill(self, one: int) -> None:
        self._note(await self._nurse.ask("kill", str(one)), expected={-signal.SIGKILL})

    def _note(self, code: int, *, expected: set[int]) -> None:
        if code not in expected:
            self.ended_early.append(code)
