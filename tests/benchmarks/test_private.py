"""The short form of the benchmark of private messages: all arrive, once, and none of them too early."""

from bot.domain.pacing import Window
from tests.benchmarks.private import Counted, runs


def test_every_private_message_of_the_benchmark_arrives_once_and_within_the_limits() -> None:
    for what, run in runs(small=True):
        assert run.came == run.different == run.put > 30, what
        assert run.refused == 0, what
        assert run.least > 0, what
        assert run.took > 0, what


def test_what_exceeds_a_window_is_noticed() -> None:
    counted = Counted((Window(2, 1), Window(3, 5)))
    assert [counted.takes(at) for at in (0, 0.5, 0.9, 1.0, 2.0, 5.0, 5.1)] == [
        True,
        True,
        False,
        True,
        False,
        True,
        False,
    ]
