"""Somebody who does what the README says, step by step and word by word, with a shell and a Slack of their own.

What is **bold** is pressed, on the app's pages or in Slack; what is `code` is typed, pasted or named, as its form says;
a block is run in the shell, or written into the file that was named before it; what is “quoted” has to be seen.
"""

import asyncio
import os
import re
import signal
import sys
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

from tests.adapters.slack.town import words
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.app_pages import AppPages

APPS = "https://api.slack.com/apps"
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


@dataclass
class Newcomer:
    """`folder`: where they type. `port`: where Earshot listens. `page`: what they bring; its host is the one feed, too.

    `line`: what stands in the file in place of the line that begins as it does, as the README has it for another way.
    """

    slack: FakeSlack
    folder: Path
    port: int
    page: str
    line: str = ""
    environ: dict[str, str] = field(default_factory=dict)
    _said: str = ""
    _file: str = ""
    _runs: asyncio.subprocess.Process | None = None

    def __post_init__(self) -> None:
        self.pages = AppPages(self.slack)
        self.ana = self.slack.person("ana")
        self.room = self.slack.channel("general", self.ana, bot=False)
        (self.folder / ".venv").mkdir()
        (self.folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)

    async def does(self, step: str) -> int:
        """All that a step says; how much that was. Raises whatever does not go as it says."""
        marks = list(MARKS.finditer(step))
        for mark in marks:
            match mark.lastgroup, mark[mark.lastgroup or 0]:
                case "block", block:
                    await self._block(mark["kind"], textwrap.dedent(block))
                case "bold", label:
                    await self._presses(label)
                case "code", code:
                    await self._code(code)
                case "quote", seen:
                    await self.slack.until(lambda seen=seen: seen in self.seen() + self._said)  # type: ignore[misc]
                case "link", where:
                    assert where == APPS, f"nobody knows what to do at {where}"
                    self.pages.opens()
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

    def seen(self) -> str:
        """All that stands in the channel."""
        return "\n".join(f"{one.text}\n{words(one)}" for one in self.slack.messages(self.room))

    async def _block(self, kind: str, block: str) -> None:
        if kind == "yaml":
            (self.folder / self._file).write_text(self._towards_the_fake(block), encoding="utf-8")
            return
        assert kind == "sh", f"nobody knows what to do with {kind}"
        for line in block.splitlines():
            name, is_one, value = line.removeprefix("export ").partition("=")
            if line.startswith("export ") and is_one:
                self.environ[name] = self._copied(value)
            elif line.startswith(RUNS):
                await self._stays(line)
            else:
                await self._runs_to_its_end(line)

    def _copied(self, value: str) -> str:
        """What was copied last and begins so."""
        begins, dots, _ = value.partition(DOTS)
        assert dots, f"{value} is to be replaced by something"
        return next(one for one in reversed(self.pages.copied) if one.startswith(begins))

    def _towards_the_fake(self, text: str) -> str:
        """The file as written, but for where Slack is, on which port we are, and that loopback may be read."""
        if self.line:
            begins = self.line.partition("{")[0].strip()
            text = "\n".join(f"  {self.line}" if one.strip().startswith(begins) else one for one in text.splitlines())
        assert text.count("slack: {") == 1
        host = self.page.split("/")[2]
        text = re.sub(r"https://[a-z.]*example/", f"http://{host}/", text)
        text = text.replace("slack: {", f'slack: {{api_url: "{self.slack.base_url}", ')
        return f'{text}\nserver: {{port: {self.port}}}\nlistening: {{private_hosts: ["{host}"]}}\n'

    async def _runs_to_its_end(self, line: str) -> None:
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

    async def _presses(self, label: str) -> None:
        if self.slack.modals(self.ana):
            await self.ana.presses(self.ana.modal, label)
        else:
            await self.pages.presses(label)

    async def _code(self, code: str) -> None:
        command, _, rest = code.partition(" ")
        if code.endswith(".json"):
            self.pages.puts((self.folder / code).read_text(encoding="utf-8"))
        elif code.endswith(".yaml"):
            self._file = code
        elif command == "/invite":
            assert rest == f"@{self.slack.app.bot.name}", f"there is no {rest}"
            await self.slack.rooms.joins(self.room, self.slack.app.bot, inviter=self.ana.person)
        elif code.startswith("/"):
            await self.ana.commands(self.room, command, rest.replace(f"https://{DOTS}", self.page))
        else:
            self.pages.adds(code)
