"""The short form of the benchmark of handlers: everything is done on both stores."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks.handlers import desk, filled, looks, rows
from tests.benchmarks.items import FRESH, ROOMS


def test_everything_is_done_on_both_stores() -> None:
    found = rows(small=True)
    assert len(found) == 2 + len(desk()) + len(looks())
    assert all(row.ours > 0 and row.beside > 0 for row in found)


@pytest.mark.parametrize("size", [1_000, 3_000])
def test_a_store_is_filled_with_rows_that_point_somewhere(size: int, tmp_path: Path) -> None:
    filled(tmp_path / "filled.db", size)
    with closing(sqlite3.connect(tmp_path / "filled.db")) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        counted = {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("people", "items", "entries", "rooms", "cards", "answers", "outbox", "lanes")
        }
    assert (counted["people"], counted["items"], counted["rooms"]) == (size, size, ROOMS + 1)
    assert counted["entries"] > size
    assert FRESH < counted["cards"] < FRESH + size // 5
    assert min(counted["answers"], counted["outbox"]) > size // 4
    assert counted["lanes"] == size // 100
