"""How long from starting the playground to its first answer, and how much memory it takes.

Measured beside a bare Python that only imports the two libraries nobody could do without, in turn with it, so that a
slow or busy machine shows in both. Bytecode is kept in a folder of the run's own, and the first start, which fills it
and makes the database, is not counted: the others are warm.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.memory import resident
from tests.benchmarks.table import Row

RUNS = 5
GOAL = 2.0
"""Seconds, warm, on SQLite with the playground alone."""

BARE = (sys.executable, "-c", "import aiohttp, sqlalchemy; print(flush=True); input()")


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the first answer, and the most memory (MiB) it had taken by then."""

    seconds: float
    memory: float


def start(folder: Path, environ: Mapping[str, str]) -> Start:
    """Start the playground in this folder, wait for its first answer, and end it. Raises ChildProcessError."""
    port = _free_port()
    command = (sys.executable, "-m", "bot", "play", "--port", str(port), "--folder", str(folder), "--no-browser")
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environ) as child:
        try:
            while not _answers(port):
                if child.poll() is not None:
                    raise ChildProcessError(f"it ended with {child.returncode} before it answered")
                time.sleep(0.005)
            return Start(time.perf_counter() - began, resident(child.pid, most=True))
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(timeout=30)


def bare(environ: Mapping[str, str]) -> Start:
    """The same of a Python that imports what nobody could do without, says so, and ends."""
    began = time.perf_counter()
    with subprocess.Popen(BARE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        found = Start(time.perf_counter() - began, resident(child.pid, most=True))
        child.communicate(b"\n")
    return found


def measure(runs: int = RUNS) -> tuple[list[Start], list[Start]]:
    """So many warm starts, each beside a bare one."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        played = Path(folder) / "played"
        start(played, environ)
        bare(environ)
        pairs = [(start(played, environ), bare(environ)) for _ in range(runs)]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]


def rows(*, small: bool = False) -> list[Row]:
    """Seconds beside a bare Python's, and against the goal, which is one of seconds; memory beside a bare Python's."""
    ours, theirs = measure(1 if small else RUNS)
    seconds, beside = (statistics.median(one.seconds for one in side) for side in (ours, theirs))
    memory, bare_memory = (statistics.median(one.memory for one in side) for side in (ours, theirs))
    each = ", ".join(f"{one.seconds:.2f}" for one in ours)
    return [
        Row("start to first answer, beside a bare Python", seconds, beside, "s", note=each),
        Row("start to first answer, against its goal", seconds, GOAL, "s", 1.0, note=f"{GOAL:g} seconds, not a ratio"),
        Row("most memory by then, beside a bare Python", memory, bare_memory, "MiB"),
    ]


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/state", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
