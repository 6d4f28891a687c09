"""One process writes an SQLite file. A second one is refused, kindly."""

import fcntl
from pathlib import Path
from typing import IO


class StoreInUse(Exception):
    """Another process of Earshot is using this store."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} is in use by another running Earshot. Stop that one first, or give this one its own file."
        )


class Lock:
    """Holds `<file>.lock` from `take` to `release`. The system lets go of it when a process dies, however it dies."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._held: IO[str] | None = None

    def take(self) -> None:
        """Raises StoreInUse if another process, or another store in this one, holds it."""
        held = Path(f"{self._file}.lock").open("a")  # noqa: SIM115 - it stays open as long as the lock is held
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            held.close()
            raise StoreInUse(self._file) from error
        self._held = held

    def release(self) -> None:
        """Let others have it. The file stays: deleting it could take it from whoever has just opened it."""
        if self._held is not None:
            self._held.close()
            self._held = None
