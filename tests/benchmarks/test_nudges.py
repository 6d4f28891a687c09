"""The short form of the benchmark of nudges: both sides plan."""

from tests.benchmarks.nudges import on_sqlite


def test_both_sides_of_the_benchmark_plan_nudges() -> None:
    [row] = on_sqlite(6_000, rounds=4)
    assert row.ours.planned > 100
    assert row.bare.planned > 100
    assert 0 < row.ratio < 50
