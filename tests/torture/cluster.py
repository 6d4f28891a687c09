"""A PostgreSQL of our own on a unix socket: started, stopped at once, started again, and gone afterwards.

The one place of the battery that knows how a PostgreSQL is had.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg
from psycopg import sql

from store import migrate

NOBODY = 65534
"""PostgreSQL refuses to run as root; it runs as nobody then."""

LIGHT = MappingProxyType({"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"})
DURABLE: Mapping[str, str] = MappingProxyType({})


class NoPostgreSQL(Exception):
    """There are no binaries on this machine."""


def binaries() -> Path:
    """The newest PostgreSQL of the system. Raises NoPostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: int(file.parts[-3]))
    if not found:
        raise NoPostgreSQL("no PostgreSQL binaries were found on this machine")
    return found[-1].parent


@dataclass
class Cluster:
    """One server with any number of databases, each a copy of a migrated one."""

    folder: Path
    settings: Mapping[str, str]

    def url(self, name: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._pg_ctl("start", "-w", "-l", str(self.folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is as if the machine had lost its power, as far as a process can tell."""
        self._pg_ctl("stop", "-m", mode)

    def fresh(self, name: str) -> str:
        """A new database, migrated; returns its address."""
        if not self._has("template_earshot"):
            self._do("create database {}", "template_earshot")
            migrate.upgrade(self.url("template_earshot"))
        self._do("drop database if exists {} with (force)", name)
        self._do("create database {} template template_earshot", name)
        return self.url(name)

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        """A connection beside the store."""
        return psycopg.connect(self.url(name), autocommit=True)

    def _has(self, name: str) -> bool:
        with self.connect() as connection:
            return bool(connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone())

    def _do(self, statement: Any, name: str) -> None:
        with self.connect() as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))

    def _pg_ctl(self, *words: str) -> None:
        _run("pg_ctl", "-D", str(self.folder / "data"), "-s", *words, cwd=self.folder)

    def make(self) -> None:
        """Lay it out on disk."""
        _run(
            "initdb",
            "-D",
            str(self.folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
            "--no-locale",
            cwd=self.folder,
        )
        said = {
            "listen_addresses": "''",
            "unix_socket_directories": f"'{self.folder}'",
            "shared_buffers": "64MB",
            "max_connections": "200",
            **self.settings,
        }
        with (self.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = {value}\n" for name, value in said.items())


@contextmanager
def cluster(settings: Mapping[str, str] = LIGHT) -> Iterator[Cluster]:
    """A running server in a short folder of its own (the path of a unix socket has at most 107 characters)."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        one = Cluster(folder, settings)
        one.make()
        one.start()
        try:
            yield one
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                one.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *words: str, cwd: Path) -> None:
    who: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    command = [str(binaries() / program), *words]
    # The server inherits what pg_ctl has: nothing of ours may stay open in it.
    done = subprocess.run(
        command,
        cwd=cwd,
        **who,
        stdin=subprocess.DEVNULL,
        capture_output=program == "initdb",
        check=False,
        timeout=60,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
    )
    if done.returncode != 0:
        raise RuntimeError(f"{program} {' '.join(words[-3:])} ended with {done.returncode}")


if __name__ == "__main__":
    began = time.perf_counter()
    with cluster() as here:
        print(here.fresh("one"), round(time.perf_counter() - began, 2))
