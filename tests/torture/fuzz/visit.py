"""Brings cases to a bot over raw sockets, and reads what it answers."""

import asyncio
import re
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.torture.fuzz.wire import Case

PATIENCE = 20.0
"""Seconds in which whatever was sent is answered, or its connection closed."""

STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
CLOSES = re.compile(rb"^connection: *close", re.IGNORECASE | re.MULTILINE)


@dataclass
class Visitor:
    """One connection for all that is sound, and a new one for each case that might spoil it. `async with`."""

    port: int
    _kept: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None)

    async def __aenter__(self) -> Self:
        """Nothing is opened before it is needed."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go."""
        self._drop()

    async def bring(self, case: Case) -> list[int]:
        """The statuses of all that was answered; none where it was not. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            try:
                return await (self._alone(case) if case.alone else self._over_the_kept(case))
            except (ConnectionError, asyncio.IncompleteReadError):
                return []

    async def _over_the_kept(self, case: Case) -> list[int]:
        if self._kept is not None:
            try:
                return await self._asked(case, *self._kept)
            except (ConnectionError, asyncio.IncompleteReadError):  # it was closed after the case before
                self._drop()
        self._kept = await self._connect()
        return await self._asked(case, *self._kept)

    async def _asked(self, case: Case, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> list[int]:
        writer.write(case.raw)
        status, goes_on = await _answer(reader, head=case.raw.startswith(b"HEAD"))
        if not goes_on:
            self._drop()
        return [status]

    async def _alone(self, case: Case) -> list[int]:
        reader, writer = await self._connect()
        try:
            writer.write(case.raw)
            if case.whole:
                return [(await _answer(reader))[0]]
            # Whatever was answered by now is enough, or else there is nothing to come: the bot is told so.
            said = await _some(reader)
            writer.write_eof()
            said += await reader.read(-1)
            return [status for status in map(int, STATUS.findall(said)) if status >= 200]
        finally:
            writer.transport.abort()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    def _drop(self) -> None:
        if self._kept is not None:
            self._kept[1].transport.abort()
            self._kept = None


async def _some(reader: asyncio.StreamReader) -> bytes:
    try:
        async with asyncio.timeout(0.02):
            return await reader.read(65_536)
    except TimeoutError:
        return b""


async def _answer(reader: asyncio.StreamReader, *, head: bool = False) -> tuple[int, bool]:
    """The status of one answer, and whether its connection goes on."""
    said = await reader.readuntil(b"\r\n\r\n")
    found, length = STATUS.match(said), LENGTH.search(said)
    assert found, "no answer begins like that"
    if length is not None and not head:
        await reader.readexactly(int(length[1]))
    return int(found[1]), CLOSES.search(said) is None
