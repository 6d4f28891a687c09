"""How long from starting the playground to its first answer, and how much memory it takes: `make bench-start`.

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

RUNS = 5
GOAL = 2.0
"""Seconds, warm, on SQLite with the playground alone."""

BARE = (sys.executable, "-c", "import aiohttp, sqlalchemy")


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
            return Start(time.perf_counter() - began, _most_memory(child.pid))
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(timeout=30)


def bare(environ: Mapping[str, str]) -> float:
    """Seconds for a Python that imports what nobody could do without, and ends."""
    began = time.perf_counter()
    subprocess.run(BARE, env=environ, check=True)
    return time.perf_counter() - began


def measure(runs: int = RUNS) -> tuple[list[Start], list[float]]:
    """So many warm starts, each beside a bare one."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        played = Path(folder) / "played"
        start(played, environ)
        bare(environ)
        pairs = [(start(played, environ), bare(environ)) for _ in range(runs)]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]


def main() -> int:
    """Print the medians; 1 where the goal was missed."""
    ours, theirs = measure()
    seconds, beside = statistics.median(one.seconds for one in ours), statistics.median(theirs)
    memory = statistics.median(one.memory for one in ours)
    each = ", ".join(f"{one.seconds:.2f}" for one in ours)
    print(f"start to first answer   {seconds:6.2f} s   (goal {GOAL:g} s; {each})")
    print(f"bare Python beside it   {beside:6.2f} s   (ratio {seconds / beside:.1f})")
    print(f"most memory             {memory:6.0f} MiB")
    return int(seconds > GOAL)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/state", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _most_memory(pid: int) -> float:
    """The process's peak so far; on a system without /proc, what `ps` says it has now."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    said = subprocess.run(("ps", "-o", "rss=", "-p", str(pid)), capture_output=True, text=True, check=True)
    return int(said.stdout) / 1024


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
