"""The short form of the benchmark of memory: events are heard, and both weights are those of a Python."""

from tests.benchmarks.memory import events, rows


def test_a_bot_is_weighed_before_and_after_more_events() -> None:
    [row] = rows(small=True)
    assert 20 < row.beside < 2_000  # it is the weight of this very process, and of all the tests it collected
    assert 0.5 < row.ratio < 2


def test_what_is_given_in_one_round_is_taken_back_in_the_next() -> None:
    """Otherwise the store would grow with the events, and what is weighed would not be the bot alone."""
    several = events([f"c{number}" for number in range(100)])
    heard = [next(several) for _ in range(4_000)]
    assert {type(one).__name__ for one in heard} == {"Reacted", "Pressed", "Asked", "Submitted", "Opened"}
    assert len({one.key for one in heard}) == len(heard)
    added = [getattr(one, "added", None) for one in heard]
    assert {*added[:2_000]} == {True, None}
    assert {*added[2_000:]} == {False, None}
