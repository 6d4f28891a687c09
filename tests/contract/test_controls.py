"""Each line of the contract can be broken: adapters that do so, each in one place, are noticed."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.contract import naive as adapters
from tests.contract import test_again, test_beliefs, test_faults, test_table, test_walks
from tests.contract.conftest import STAGES, together
from tests.contract.stage import Fate, Stage

Line = Callable[..., Awaitable[None]]
LINES: dict[str, tuple[Line, dict[str, Any]]] = {
    "Clinging": (test_table.test_three_emoji_make_a_card_ask_as_three_presses_do, {}),
    "Counting": (test_beliefs.test_a_count_shows_from_five_on, {}),
    "Deaf": (test_walks.test_a_nudge_reaches_whoever_asked_for_it_and_its_switch_works_at_once, {}),
    "Doubling": (test_faults.test_a_card_stands_once_or_is_a_stewards_to_decide, {"fate": Fate.CUT_AFTER}),
    "Greeting": (test_beliefs.test_a_reaction_never_brings_a_private_message_unless_it_asks_for_a_draft, {}),
    "Hasty": (test_again.test_words_told_twice_are_done_and_answered_once, {}),
    "Lenient": (test_table.test_a_mistake_in_a_form_stands_beside_its_field_and_nothing_is_done, {}),
    "Loud": (test_beliefs.test_only_who_pressed_sees_what_was_pressed_and_said, {}),
    "Still": (test_beliefs.test_a_card_changes_in_its_place, {}),
    "Trapping": (test_walks.test_every_private_message_of_the_walks_has_a_switch_of_its_own, {}),
    "Unordered": (test_again.test_a_reaction_that_is_taken_away_before_it_came_is_none, {}),
    "Watching": (test_beliefs.test_whoever_only_looks_leaves_no_row, {}),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each on the first stage that has what its line needs."""
    if "naive" not in metafunc.fixturenames or metafunc.definition.get_closest_marker("control") is None:
        return
    played = []
    for naive, (line, _) in LINES.items():
        marks = [
            *getattr(line, "pytestmark", ()),
            *(test_faults.pytestmark,)[: line.__module__ == test_faults.__name__],
        ]
        needs = {need for mark in marks if mark.name == "needs" for need in mark.args}
        stage = next(name for name, can in STAGES.items() if can >= needs)
        played.append(together(stage, naive, id=naive))
    metafunc.parametrize(("naive", "stage_name"), played)


def test_every_broken_adapter_breaks_a_line() -> None:
    assert set(LINES) == set(adapters.NAIVE)


@pytest.mark.control
async def test_control_an_adapter_that_breaks_a_line_is_noticed(naive: str, stage: Stage) -> None:
    line, more = LINES[naive]
    await stage.be(naive)
    with pytest.raises((AssertionError, ValueError)):
        await line(stage=stage, **more)
