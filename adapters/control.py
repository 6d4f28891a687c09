"""How a command reaches a bot that is running: a Unix socket beside the store that only its owner may open (0600)."""

import asyncio
import json
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path

LONGEST = 4 * 1024 * 1024
"""Bytes of a line: the longest list of sources that a command hands over."""
GOODBYE = 1.0
NOT_UNDERSTOOD = "not understood"
Answer = Callable[[Mapping[str, str]], Awaitable[str]]


class Control:
    """The running bot's end."""

    def __init__(self, path: Path, answer: Answer) -> None:
        self._path = path
        self._answer = answer
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[object]] = set()
        self._silent: set[asyncio.Task[object]] = set()

    async def start(self) -> None:
        """Listen. A path too long for a socket leaves the bot without one; commands then ask to stop it first."""
        self._path.unlink(missing_ok=True)
        listening = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        try:
            listening.bind(str(self._path))
        except OSError:
            listening.close()
            return
        finally:
            os.umask(before)
        self._server = await asyncio.start_unix_server(self._one, sock=listening, limit=LONGEST)

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            for talk in self._silent:
                talk.cancel()
            if self._talks:
                await asyncio.wait(self._talks, timeout=GOODBYE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), GOODBYE)
            self._path.unlink(missing_ok=True)

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        self._silent.add(talk)
        try:
            with suppress(ValueError, RecursionError, OSError):
                line = await _line(reader)
                self._silent.discard(talk)
                writer.write(json.dumps({"said": await self._said(line)}).encode() + b"\n")
                await writer.drain()
        finally:
            writer.close()
            self._silent.discard(talk)
            self._talks.discard(talk)

    async def _said(self, line: bytes) -> str:
        asked = json.loads(line)
        if not isinstance(asked, dict) or not all(isinstance(value, str) for value in asked.values()):
            return NOT_UNDERSTOOD
        return await self._answer(asked)


async def _line(reader: asyncio.StreamReader) -> bytes:
    """One line, of somebody who has ten seconds for it. Raises TimeoutError, and ValueError where it is too long."""
    return await asyncio.wait_for(reader.readline(), 10)


async def ask(path: Path, asked: Mapping[str, str]) -> str | None:
    """Ask the running bot; None if none listens there, or if it does not answer within half a minute."""
    try:
        reader, writer = await asyncio.open_unix_connection(str(path), limit=LONGEST)
    except OSError:
        return None
    try:
        with suppress(OSError, ValueError):  # it hung up, or took too long (a TimeoutError is an OSError)
            writer.write(json.dumps(asked).encode() + b"\n")
            await writer.drain()
            line = await asyncio.wait_for(reader.readline(), 30)
            return str(json.loads(line)["said"]) if line else None
        return None
    finally:
        writer.close()
