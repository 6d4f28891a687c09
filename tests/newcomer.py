"""Somebody who does what the README says, step by step and word by word, with a shell and a platform of their own.

What is **bold** is pressed, on the platform's pages or in a chat; what is `code` is typed, pasted or named, as its form
says; a block is run in the shell, or written into the file that was named before it; what is “quoted” has to be seen.
"""

import asyncio
import os
import re
import signal
import sys
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = ".venv/bin/earshot run"
ENDS_WITHIN = 20.0
STARTED = "Earshot is here"
DOTS = "…"
MARKS = re.compile(
    r"^ *```(?P<kind>\w+)\n(?P<block>.*?)^ *```|\*\*(?P<bold>[^*]+)\*\*|`(?P<code>[^`]+)`|“(?P<quote>[^”]+)”"
    r"|\((?P<link>https:[^)]+)\)",
    re.DOTALL | re.MULTILINE,
)


def numbered(text: str) -> dict[int, str]:
    """The steps of a list, by their numbers."""
    found = re.findall(r"^(\d+)\. (.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return {int(number): step for number, step in found}


def instead(text: str) -> dict[str, str]:
    """What is done otherwise: the items of a list, by the words that say where."""
    found = re.findall(r"^- (\w[^:,]*step \d+|Step \d+)(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return dict(found)


class Newcomer(ABC):
    """What is the same on every platform: steps, the shell, and files."""

    platform: str
    """Under which name app.yaml has it."""

    def __init__(self, folder: Path, port: int, page: str) -> None:
        """`folder`: where they type. `port`: where Earshot listens. `page`: what they bring; its host is the one feed.

        `line`: what stands in the file in place of the line that begins as it does, as the README has it for another
        way.
        """
        self.folder, self.port, self.page, self.line = folder, port, page, ""
        self.environ: dict[str, str] = {}
        self._said = self._file = ""
        self._pasted: set[str] = set()
        self._runs: asyncio.subprocess.Process | None = None
        (folder / ".venv").mkdir()
        (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)

    async def does(self, step: str) -> int:
        """All that a step says; how much that was. Raises whatever does not go as it says."""
        marks = list(MARKS.finditer(step))
        for mark in marks:
            match mark.lastgroup, mark[mark.lastgroup or 0]:
                case "block", block:
                    await self._block(mark["kind"], textwrap.dedent(block))
                case "bold", label:
                    await self.presses(label)
                case "code", code if code.endswith(".yaml"):
                    self._file = code
                case "code", code:
                    await self.types(code)
                case "quote", seen:
                    await self.until(lambda seen=seen: seen in self.seen() + self._said)  # type: ignore[misc]
                case "link", where:
                    self.opens(where)
        return len(marks)

    async def ends(self) -> int | None:
        """Stop Earshot with Ctrl-C; its exit code."""
        if self._runs is None:
            return None
        self._runs.send_signal(signal.SIGINT)
        try:
            async with asyncio.timeout(ENDS_WITHIN):
                return await self._runs.wait()
        except TimeoutError:
            self._runs.kill()
            return await self._runs.wait()

    # ── On a platform ──

    @abstractmethod
    def seen(self) -> str:
        """All that stands in the channel."""

    @abstractmethod
    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true of the platform."""

    @abstractmethod
    def opens(self, where: str) -> None:
        """Follow a link."""

    @abstractmethod
    async def presses(self, label: str) -> None:
        """Press what stands there."""

    @abstractmethod
    async def types(self, code: str) -> None:
        """Type, paste or name something."""

    @abstractmethod
    def addresses(self) -> Sequence[str]:
        """Where the platform is, as app.yaml has it within its braces."""

    @property
    @abstractmethod
    def copied(self) -> Sequence[str]:
        """What was copied from the platform's pages, the newest last."""

    # ── In the shell ──

    async def _block(self, kind: str, block: str) -> None:
        if kind == "yaml":
            (self.folder / self._file).write_text(self._towards_the_fake(block), encoding="utf-8")
            return
        assert kind == "sh", f"nobody knows what to do with {kind}"
        for line in block.splitlines():
            name, is_one, value = line.removeprefix("export ").partition("=")
            if line.startswith("export ") and is_one:
                self.environ[name] = self._paste(value)
            elif line.startswith(RUNS):
                await self._stays(line)
            else:
                await self.runs_to_its_end(line)

    def _paste(self, value: str) -> str:
        """What was copied, begins so, and was not pasted before: the first of it."""
        begins, dots, _ = value.partition(DOTS)
        assert dots, f"{value} is to be replaced by something"
        found = next(one for one in self.copied if one.startswith(begins) and one not in self._pasted)
        self._pasted.add(found)
        return found

    def _towards_the_fake(self, text: str) -> str:
        """The file as written, but for where the platform is, on which port we are, and that loopback may be read."""
        if self.line:
            begins = self.line.partition("{")[0].strip()
            text = "\n".join(f"  {self.line}" if one.strip().startswith(begins) else one for one in text.splitlines())
        begins = f"{self.platform}: {{"
        assert text.count(begins) == 1
        host = self.page.split("/")[2]
        text = re.sub(r"https://[a-z.]*example/", f"http://{host}/", text)
        text = text.replace(begins, begins + "".join(f"{one}, " for one in self.addresses()))
        return f'{text}\nserver: {{port: {self.port}}}\nlistening: {{private_hosts: ["{host}"]}}\n'

    async def runs_to_its_end(self, line: str) -> None:
        """Type a command, and wait for its end."""
        child = await asyncio.create_subprocess_shell(
            line,
            cwd=self.folder,
            env={**os.environ, **self.environ},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await child.communicate()
        self._said = said.decode()
        assert child.returncode == 0, f"{line}: {self._said}"

    async def _stays(self, line: str) -> None:
        self._runs = child = await asyncio.create_subprocess_shell(
            f"exec {line}",
            cwd=self.folder,
            env={**os.environ, **self.environ, "PYTHONUNBUFFERED": "1"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert child.stdout is not None
        said = (await child.stdout.readline()).decode()
        assert said.startswith(STARTED), said
