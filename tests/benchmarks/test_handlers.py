"""The short form of the benchmark of handlers: everything is done on both stores."""

from tests.benchmarks.handlers import desk, looks, rows


def test_everything_is_done_on_both_stores() -> None:
    found = rows(small=True)
    assert len(found) == 2 + len(desk()) + len(looks())
    assert all(row.ours > 0 and row.beside > 0 for row in found)
