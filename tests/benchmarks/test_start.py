"""The short form of the benchmark of a start: it is soon over, takes little memory, and loads nothing it need not."""

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.start import bare, start

SECONDS, MEGABYTES = 20.0, 160.0
"""Far above what is measured, since tests share their machine; the goal itself is held by `make bench`."""

UNUSED = (
    "alembic",
    "mako",
    "feedparser",
    "lxml",
    "nh3",
    "slack_bolt",
    "slack_sdk",
    "botbuilder",
    "botframework",
    "psycopg",
)


def test_a_start_answers_soon_and_in_little_memory(tmp_path: Path) -> None:
    first = start(tmp_path / "played", os.environ)
    assert first.seconds < SECONDS
    assert 20 < first.memory < MEGABYTES
    beside = bare(os.environ)
    assert 0 < beside.seconds < SECONDS
    assert 10 < beside.memory < first.memory


def test_what_a_start_has_no_use_for_is_not_loaded() -> None:
    """A database that is up to date needs no migrations; feeds are read in processes of their own."""
    looks = "import sys, bot.command_line; print(*sys.modules)"
    loaded = subprocess.run((sys.executable, "-c", looks), capture_output=True, text=True, check=True).stdout.split()
    assert {"sqlalchemy", "aiohttp"} <= set(loaded), "it looked at the right process"
    assert {name.partition(".")[0] for name in loaded} & set(UNUSED) == set()
