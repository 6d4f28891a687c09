"""`make bench`: every benchmark, one table, ratios of figures that were taken in the same run.

`python -m tests.benchmarks [--only NAME] [--small]`. Each part runs in a process of its own, one after the other, so
that none is warmed or slowed by another. Ends with 1 where a goal was missed.
"""

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict

from tests.benchmarks.table import Row, head

PARTS = ("events", "nudges", "private", "memory", "handlers", "start")
"""Modules beside this one; each has `rows(small=...)`. Another benchmark is one more name."""

SLACK = ("slack_events", "slack_rooms")
"""The same, for `make bench-slack`: minutes of their own."""

TEAMS = ("teams_events",)
"""And for `make bench-teams`."""


def rows_of(part: str, *, small: bool) -> list[Row]:
    """Run one part in a process of its own. Raises CalledProcessError where it failed."""
    command = [sys.executable, "-m", "tests.benchmarks", "--part", part, *(["--small"] if small else [])]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    return [Row(**one) for one in json.loads(said.splitlines()[-1])]


def table(parts: Sequence[str], *, small: bool) -> bool:
    """Print each line as soon as it is known. Returns whether every goal was reached."""
    print(head(), flush=True)
    met = True
    for part in parts:
        for row in rows_of(part, small=small):
            print(row, flush=True)
            met = met and row.met
    return met


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS + SLACK + TEAMS, help="may be repeated")
    parser.add_argument("--small", action="store_true", help="a little of everything, to see that it works")
    parser.add_argument("--part", choices=PARTS + SLACK + TEAMS, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.part:
        found = importlib.import_module(f"tests.benchmarks.{said.part}").rows(small=said.small)
        print(json.dumps([asdict(row) for row in found]))
        return 0
    return 0 if table(said.only or PARTS, small=said.small) else 1


if __name__ == "__main__":
    sys.exit(main())
