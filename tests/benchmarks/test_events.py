"""The short form of the benchmark of events: both sides do the same, and one that does less is found out."""

import pytest

from tests import postgresql
from tests.benchmarks import events
from tests.benchmarks.replaying import RawSqlite, Work


class Forgetful(RawSqlite):
    """The control: of each event it leaves out the last two statements."""

    def play(self, work: Work) -> None:
        super().play([one[:-2] for one in work])


def test_both_sides_do_the_same() -> None:
    if postgresql.programs() is None:
        pytest.skip(postgresql.MISSING)
    assert all(row.ours > 0 and row.beside > 0 for row in events.rows(small=True))


def test_a_raw_side_that_does_less_is_found_out() -> None:
    with pytest.raises(AssertionError, match="one side did not do"):
        events.on_sqlite(events.SMALL, driver=Forgetful)
