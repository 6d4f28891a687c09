"""The short form of the benchmark of nudges: both sides plan."""

from pathlib import Path

from tests.benchmarks.nudges import on_sqlite


def test_both_sides_of_the_benchmark_plan_nudges(tmp_path: Path) -> None:
    [row] = on_sqlite(tmp_path, 6_000, rounds=4)
    assert 0 < row.ratio < 50
    planned = [int(word) for word in row.note.rpartition("planned")[2].split() if word.isdigit()]
    assert min(planned) > 100
