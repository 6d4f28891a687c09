"""One server for a whole run of tests: their parent holds it, and the first test that needs it starts it."""

import functools
import json
import os
import secrets
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.postgresql.cluster import FAST, Cluster, guarded
from tests.postgresql.programs import programs

TOLD = "EARSHOT_TEST_POSTGRESQL"
"""Where the workers of a test run find what their parent began."""


@dataclass(frozen=True)
class Server:
    """A server on which databases may be made.

    `url`: one of its databases, "" where there is no server. `folder`: where it is our own to start, else "".
    `name`: how the names of all databases of this run begin; nobody else's begin so.
    """

    url: str
    folder: str
    name: str


def begin() -> ExitStack:
    """Have a server ready for our children and us, until the stack is closed. Takes no time."""
    held = ExitStack()
    url, folder = os.environ.get("DATABASE_URL", ""), ""
    if not url and (found := programs()) is not None:
        ours = held.enter_context(guarded(found, dict(FAST)))
        url, folder = ours.url(), str(ours.folder)
    os.environ[TOLD] = json.dumps(asdict(Server(url, folder, f"earshot_tests_{secrets.token_hex(4)}_")))
    return held


def let_go(held: ExitStack) -> None:
    """Let the server go; from one that is not ours, take away what we made there."""
    from tests.postgresql.databases import drop_all  # noqa: PLC0415 - it asks for us, too

    there = _told()
    if there is not None and there.url and not there.folder:
        drop_all(there)
    held.close()


@functools.cache
def server() -> Server | None:
    """A server that answers; None where there is none. Raises RuntimeError, with its log, where ours does not start."""
    there = _told()
    if there is not None and there.folder:
        Cluster(Path(there.folder)).start()
    return there if there and there.url else None


def _told() -> Server | None:
    told = os.environ.get(TOLD)
    return Server(**json.loads(told)) if told else None
