"""Holds one PostgreSQL server, and ends it when whoever asked for it is gone, however they went.

A script of its own: `python -I guard.py FOLDER BINARIES [OPTION=VALUE …]`. It hears one wish per connection on
FOLDER/guard (`start`, `stop`, `stop at once`) and answers "done" or what went wrong. Its standard input is a pipe
whose other end only its owner holds: the end of that pipe is the end of the owner, even by `kill -9`.
"""

import contextlib
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

NOBODY = 65534
PATIENCE = 60
"""Seconds that starting or stopping may take on a busy machine."""

DOOR, HERE, DONE = "guard", b"here\n", "done"
HOW = {"stop": signal.SIGINT, "stop at once": signal.SIGQUIT}
"""What the server does on which signal (PostgreSQL, "Shutting Down the Server")."""

INITDB = ("-A", "trust", "-N", "-U", "earshot", "-E", "UTF8", "--locale=C")


class Failed(Exception):
    """The server does not start, with the end of its log."""


def as_nobody() -> dict[str, Any]:
    """As root, whose the server's processes are: of one who may do nothing."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


class Server:
    """One cluster in a folder; as root, its processes run as nobody, since PostgreSQL refuses root."""

    def __init__(self, folder: Path, binaries: Path, options: list[str]) -> None:
        self._folder = folder
        self._binaries = binaries
        said = [f"unix_socket_directories={folder}", "listen_addresses=", *options]
        self._options = [word for option in said for word in ("-c", option)]
        self._runs: subprocess.Popen[bytes] | None = None
        self._as: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, **as_nobody()}

    def start(self) -> None:
        """Come back when it takes connections. Raises Failed."""
        if self._runs is not None and self._runs.poll() is None:
            return
        data = self._folder / "data"
        with (self._folder / "log").open("ab") as log:
            if not data.exists():
                made = [str(self._binaries / "initdb"), "-D", str(data), *INITDB]
                if subprocess.run(made, stdout=log, stderr=log, check=False, **self._as).returncode:
                    raise Failed(self._log())
            command = [str(self._binaries / "postgres"), "-D", str(data), *self._options]
            self._runs = subprocess.Popen(command, stdout=log, stderr=log, **self._as)
        until = time.monotonic() + PATIENCE
        while not self._is_ready(self._runs.pid):
            if self._runs.poll() is not None or time.monotonic() > until:
                raise Failed(self._log())
            time.sleep(0.02)

    def stop(self, how: signal.Signals) -> None:
        """Come back when it is gone."""
        if self._runs is None:
            return
        self._runs.send_signal(how)
        try:
            self._runs.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._runs.send_signal(signal.SIGQUIT)
            self._runs.wait(PATIENCE)
        self._runs = None

    def _is_ready(self, pid: int) -> bool:
        """What pg_ctl looks at, too: the first line of this file is who runs, the eighth how far they are."""
        try:
            lines = (self._folder / "data" / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")[-2000:]


def answer(server: Server, wish: str) -> str:
    """Do what is wished for."""
    try:
        if wish == "start":
            server.start()
        else:
            server.stop(HOW[wish])
    except (Failed, OSError, KeyError, subprocess.TimeoutExpired) as error:
        return f"{type(error).__name__}: {error}"
    return DONE


def main(folder: Path, binaries: Path, options: list[str]) -> None:
    """Until the owner ends."""
    server = Server(folder, binaries, options)
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(folder / DOOR))
    door.listen(16)
    sys.stdout.write(HERE.decode())
    sys.stdout.flush()
    try:
        while sys.stdin not in (ready := select.select([sys.stdin, door], [], [])[0]):
            assert ready
            asked, _ = door.accept()
            with asked, contextlib.suppress(OSError):  # perhaps who asked is gone
                asked.sendall(answer(server, asked.recv(100).decode()).encode())
    finally:
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.stop(signal.SIGINT)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
