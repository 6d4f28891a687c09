"""Where a part of the battery takes place: a fresh store on either database, and a look at its rows from outside."""

import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from store import migrate
from tests.torture.cluster import Databases, databases
from tests.torture.herd import Nurse

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Place:
    """One store. `folder` is for what else belongs to it: logs of replicas."""

    kind: str
    url: str
    folder: Path

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What a connection beside the store answers. It never writes, and on SQLite never checkpoints."""
        if self.kind == POSTGRESQL:
            with psycopg.connect(self.url, autocommit=True) as connection:
                return connection.execute(question.encode()).fetchall()
        file = self.url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(question).fetchall()

    def one(self, question: str) -> Any:
        """The only value of the only row."""
        ((value,),) = self.rows(question)
        return value


@dataclass
class Ground:
    """Makes fresh stores of one kind, and has a nurse for the replicas that use them."""

    kind: str
    folder: Path
    nurse: Nurse
    databases: Databases | None = None
    _number: int = field(default=0)

    def fresh(self) -> Place:
        """A new store, migrated, and a folder of its own."""
        self._number += 1
        folder = self.folder / f"{self.kind}-{self._number}"
        folder.mkdir()
        if self.databases is not None:
            return Place(self.kind, self.databases.fresh(f"torture_{self._number}"), folder)
        template = self.folder / "template.db"
        if not template.exists():
            migrate.upgrade(f"sqlite:///{template}")
        return Place(self.kind, f"sqlite:///{shutil.copy(template, folder / 'earshot.db')}", folder)


@asynccontextmanager
async def ground(kind: str) -> AsyncIterator[Ground]:
    """Ground of this kind, gone afterwards; on PostgreSQL with a server of its own."""
    server = databases() if kind == POSTGRESQL else nullcontext()
    with tempfile.TemporaryDirectory(prefix="torture-") as name, server as running:
        async with Nurse(Path(name) / "log") as nurse:
            yield Ground(kind, Path(name), nurse, running)
