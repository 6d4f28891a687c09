"""A bot in a process of its own, and an eye on it: what its log says, what it must not say, and what it weighs."""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from tests.benchmarks.memory import resident
from tests.playing import ROOT

STARTED = "started"
ENDS_WITHIN = 20.0


@dataclass
class Watched:
    """`python -m …`, running while the block does. `secrets`: what must stand in no line it writes."""

    arguments: Sequence[str]
    environ: Mapping[str, str]
    secrets: Collection[str]
    lines: Counter[str] = field(default_factory=Counter)
    """How often each line was said, by its name."""
    complaints: list[str] = field(default_factory=list)
    """Lines that say that something broke which nobody expected to."""
    leaks: list[str] = field(default_factory=list)
    """Lines with one of the secrets in them."""
    code: int | None = None
    _up: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> Self:
        """Start it, and wait until it says so."""
        self._child = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-W", "error", "-m", *self.arguments),
            cwd=ROOT,
            env={**os.environ, **self.environ, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            limit=2**24,
        )
        self._reading = asyncio.create_task(self._read())
        up = asyncio.create_task(self._up.wait())
        await asyncio.wait({up, self._reading}, return_when=asyncio.FIRST_COMPLETED)
        up.cancel()
        if not self._up.is_set():
            await self._child.wait()
            raise AssertionError(f"it did not start: {self.complaints}")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Tell it to stop, and read its last line."""
        with suppress(ProcessLookupError):
            self._child.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(ENDS_WITHIN):
                self.code = await self._child.wait()
        except TimeoutError:
            self._child.kill()
            await self._child.wait()
        await self._reading

    @property
    def weight(self) -> float:
        """MiB."""
        return resident(self._child.pid)

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._child.returncode is None

    async def _read(self) -> None:
        assert self._child.stderr is not None
        async for raw in self._child.stderr:
            self._hear(raw.decode("utf-8", "replace").rstrip())

    def _hear(self, text: str) -> None:
        line = _line(text)
        name = str(line.get("event", ""))
        self.lines[name] += 1
        if name == STARTED:
            self._up.set()
        if not line or line.get("level") in ("error", "critical") or "where" in line:
            self.complaints.append(text[:400])
        if any(one in text for one in self.secrets):
            self.leaks.append(text[:400])


def _line(text: str) -> dict[str, Any]:
    """A line of the log; empty for what is none: a traceback, say."""
    with suppress(ValueError):
        found = json.loads(text)
        if isinstance(found, dict):
            return found
    return {}
