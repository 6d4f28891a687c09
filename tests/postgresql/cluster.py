"""A PostgreSQL server of one's own, held by a guard that ends it when we end."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import URL

from tests.postgresql import guard
from tests.postgresql.programs import MISSING, programs, within_reach

FAST = MappingProxyType({"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"})
"""Nobody needs what a test wrote once it is over. Tests of crashes do without these."""

OPTIONS = MappingProxyType({"shared_buffers": "64MB", "max_connections": "200"})


@dataclass(frozen=True)
class Cluster:
    """A server, known by its folder: any process that knows the folder may ask for it."""

    folder: Path

    def start(self) -> None:
        """Come back once it takes connections. Raises RuntimeError, with its log, where it does not start."""
        self._ask("start")

    def stop(self, *, at_once: bool = False) -> None:
        """End it in good order or, `at_once`, as if the power had gone."""
        self._ask("stop at once" if at_once else "stop")

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        there = URL.create("postgresql", username="earshot", database=database, query={"host": str(self.folder)})
        return there.render_as_string(hide_password=False)

    def _ask(self, wish: str) -> None:
        with socket.socket(socket.AF_UNIX) as asked:
            asked.settimeout(2 * guard.PATIENCE)
            asked.connect(str(self.folder / guard.DOOR))
            asked.sendall(wish.encode())
            answer = b"".join(iter(lambda: asked.recv(4096), b"")).decode()
        if answer != guard.DONE:
            raise RuntimeError(f"PostgreSQL did not {wish}: {answer}")


@contextmanager
def cluster(**options: str) -> Iterator[Cluster]:
    """A server of one's own, started, and durable unless told otherwise. Raises LookupError where there is none."""
    found = programs()
    if found is None:
        raise LookupError(MISSING)
    with guarded(found, options) as one:
        one.start()
        yield one


@contextmanager
def guarded(found: Path, options: dict[str, str]) -> Iterator[Cluster]:
    """A server that is there until the block or this process ends. It has not begun before it is told to start."""
    # The name of a Unix socket has at most 107 bytes: a folder of pytest's would be too deep.
    folder = Path(tempfile.mkdtemp(prefix="eapg", dir="/tmp"))
    if os.geteuid() == 0:
        os.chown(folder, guard.NOBODY, guard.NOBODY)
    told = [f"{name}={value}" for name, value in (OPTIONS | options).items()]
    command = [sys.executable, "-I", guard.__file__, str(folder), str(within_reach(found, folder)), *told]
    # A session of its own: Ctrl-C is meant for the tests, and their end is its end.
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL  # whoever reads what the tests say must not wait for it
    held = subprocess.Popen(command, cwd="/", stdin=pipe, stdout=pipe, stderr=quiet, start_new_session=True)
    assert held.stdin is not None
    assert held.stdout is not None
    try:
        if held.stdout.readline() != guard.HERE:
            raise RuntimeError("the guard of a PostgreSQL did not come")
        yield Cluster(folder)
    finally:
        held.stdin.close()
        held.wait()
        held.stdout.close()
