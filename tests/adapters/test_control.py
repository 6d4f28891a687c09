"""A command reaches the running bot through a socket only its owner may open; nonsense there does no harm."""

import asyncio
import json
import stat
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.control import LONGEST, Control, ask

WORDS = {"forget": "playground:playground:ana"}


@asynccontextmanager
async def listening(path: Path) -> AsyncIterator[list[Mapping[str, str]]]:
    """A bot that answers "forgotten"; what it was asked."""
    asked: list[Mapping[str, str]] = []

    async def answer(words: Mapping[str, str]) -> str:
        asked.append(words)
        return "forgotten"

    control = Control(path, answer)
    await control.start()
    try:
        yield asked
    finally:
        await control.stop()


async def sent(path: Path, line: bytes) -> bytes:
    """What comes back for these very bytes."""
    reader, writer = await asyncio.open_unix_connection(str(path))
    try:
        writer.write(line)
        writer.write_eof()
        return await asyncio.wait_for(reader.read(), 5)
    except ConnectionResetError:  # it hung up before it had read all of it
        return b""
    finally:
        writer.close()


async def test_a_command_is_answered_and_the_socket_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "earshot.db.sock"
    async with listening(path) as asked:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert await ask(path, WORDS) == "forgotten"
        assert asked == [WORDS]
    assert not path.exists()
    assert await ask(path, WORDS) is None


async def test_what_a_killed_bot_left_behind_is_no_bot_and_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "earshot.db.sock"
    dead = await asyncio.start_unix_server(lambda *_: None, str(path))
    dead.close()
    await dead.wait_closed()
    path.touch()
    assert await ask(path, WORDS) is None
    async with listening(path):
        assert await ask(path, WORDS) == "forgotten"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{",
        b"\xff\xfe\n",
        b"[" * 50_000 + b"\n",
        b"x" * (LONGEST * 2),
        b'{"forget": {"a": 1}}\n',
        b"[1]\n",
        b"7\n",
        b"null\n",
    ],
)
async def test_nonsense_gets_no_answer_or_says_so_and_the_next_command_is_heard(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "earshot.db.sock"
    async with listening(path) as asked:
        said = await sent(path, line)
        assert said == b"" or json.loads(said) == {"said": "not understood"}
        assert asked == []
        assert await ask(path, WORDS) == "forgotten"


async def test_who_connects_and_says_nothing_does_not_hold_up_the_stop(tmp_path: Path) -> None:
    path = tmp_path / "earshot.db.sock"
    async with listening(path):
        _, writer = await asyncio.open_unix_connection(str(path))
        await asyncio.sleep(0.05)
        began = time.monotonic()
    assert time.monotonic() - began < 3
    writer.close()


async def test_a_folder_whose_name_is_too_long_for_a_socket_leaves_the_bot_without_one(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 90) / ("y" * 90)
    path.parent.mkdir()
    async with listening(path):
        assert await ask(path, WORDS) is None


async def test_a_bot_that_hangs_up_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "earshot.db.sock"

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"nonsense\n")
        writer.close()

    async with await asyncio.start_unix_server(hang_up, str(path)):
        assert await ask(path, WORDS) is None
