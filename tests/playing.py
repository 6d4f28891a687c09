"""A bot in a process of its own, as a person at a terminal starts it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
HERE = "Earshot is here: "


class Child:
    """A running `python -m bot …`, and what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.said = ""
        self.complained = ""
        self._listening = threading.Thread(target=self._hear, daemon=True)
        self._listening.start()

    @property
    def url(self) -> str:
        """Where it is. Raises AssertionError if it ended before it said so."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said += line
            if line.startswith(HERE):
                return line.removeprefix(HERE).split()[0]
        self._listening.join(5)
        raise AssertionError(f"it did not start: {self.said}{self.complained}")

    def stop(self, with_signal: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop; returns its exit code once it has."""
        self._process.send_signal(with_signal)
        assert self._process.stdout is not None
        self.said += self._process.stdout.read()
        code = self._process.wait(20)
        self._listening.join(5)
        return code

    def _hear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.complained += line


@contextmanager
def child(arguments: Sequence[str], *, folder: Path) -> Iterator[Child]:
    """A child that is surely gone afterwards; relative paths in its arguments are relative to `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "bot", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Child(process)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
