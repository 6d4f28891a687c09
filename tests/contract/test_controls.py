"""Each line of the contract can be broken: adapters that do so, each in one place, are noticed."""

import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.chat.events import Action
from tests.contract import naive as adapters
from tests.contract import rules, test_again, test_beliefs, test_faults, test_table, test_walks
from tests.contract.conftest import STAGES, together
from tests.contract.slack_stage import SlackStage
from tests.contract.stage import Fate, Stage
from tests.contract.steps import asking, drafted, joins

Line = Callable[..., Awaitable[None]]
LINES: dict[str, tuple[Line, dict[str, Any]]] = {
    "Blurting": (test_table.test_words_said_to_the_bot_in_a_room_or_in_private_are_answered_in_private, {}),
    "Clinging": (test_table.test_three_emoji_make_a_card_ask_as_three_presses_do, {}),
    "Counting": (test_beliefs.test_a_count_shows_from_five_on, {}),
    "Eavesdropping": (test_beliefs.test_what_colleagues_say_to_each_other_is_neither_heard_nor_kept, {}),
    "Deaf": (test_walks.test_a_nudge_reaches_whoever_asked_for_it_and_its_switch_works_at_once, {}),
    "Doubling": (test_faults.test_a_message_arrives_once_or_is_a_stewards_to_decide, {"fate": Fate.CUT_AFTER}),
    "Flattening": (test_table.test_a_form_shows_what_was_chosen_before, {}),
    "Greeting": (test_beliefs.test_a_reaction_never_brings_a_private_message_unless_it_asks_for_a_draft, {}),
    "Hasty": (test_again.test_words_told_twice_are_done_and_answered_once, {}),
    "Lenient": (test_table.test_a_mistake_in_a_form_stands_beside_its_field_and_nothing_is_done, {}),
    "Loud": (test_beliefs.test_only_who_pressed_sees_what_was_pressed_and_said, {}),
    "Still": (test_beliefs.test_a_card_changes_in_its_place, {}),
    "Trapping": (test_walks.test_every_private_message_of_the_walks_has_a_switch_of_its_own, {}),
    "Unordered": (test_again.test_a_reaction_that_is_taken_away_before_it_came_is_none, {}),
    "Watching": (test_beliefs.test_whoever_only_looks_leaves_no_row, {}),
}

ONLY_ON_TEAMS = ("Flattening",)
"""What no other platform does."""

ON_TEAMS = ("Doubling", "Greeting", "Lenient", "Loud", "Trapping")
"""What is noticed only where it is seen well what is shown to whom; on Teams that is for its stage to tell apart."""


def marks(line: Line) -> list[pytest.Mark]:
    """The marks of a line, and of its module."""
    of_module = getattr(sys.modules[line.__module__], "pytestmark", None)
    found = [*getattr(line, "pytestmark", ()), *([of_module] if of_module else [])]
    return [getattr(one, "mark", one) for one in found]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each on the first stage that has what its line needs, and some on Teams as well."""
    if metafunc.function is test_control_an_adapter_that_breaks_a_line_is_noticed:
        played = []
        for naive, (line, _) in LINES.items():
            if naive in ONLY_ON_TEAMS:
                continue
            needs = {need for mark in marks(line) if mark.name == "needs" for need in mark.args}
            stage = next(name for name, kind in STAGES.items() if kind.can >= needs)
            played.append(together(stage, naive, id=naive))
        played += [together("teams", naive, id=f"{naive} on Teams") for naive in (*ONLY_ON_TEAMS, *ON_TEAMS)]
        metafunc.parametrize(("naive", "stage_name"), played)


def test_every_broken_adapter_breaks_a_line() -> None:
    assert set(LINES) == set(adapters.NAIVE)


@pytest.mark.control
async def test_control_an_adapter_that_breaks_a_line_is_noticed(naive: str, stage: Stage) -> None:
    line, more = LINES[naive]
    await stage.be(naive)
    with pytest.raises((AssertionError, ValueError)):  # or what was to be there is not
        await line(stage=stage, **more)


@pytest.mark.control
@pytest.mark.parametrize(("naive", "stage_name"), [together("slack-http", "any", id="any")])
async def test_control_the_rules_that_always_hold_can_be_broken(naive: str, stage: SlackStage) -> None:
    assert naive
    assert await rules.broken(stage) == []
    await stage.stumbles("ana")
    await stage.reads("kitchen")
    await stage.be("Trapping")
    await joins(stage, "ana", "bluesky")
    await drafted(stage, "ana", await asking(stage))
    await stage.be("Greeting")
    [card] = await stage.room()
    await stage.press("chloe", card, Action.SAVE)
    await stage.be("Doubling")
    stage.will(Fate.CUT_AFTER)
    await stage.morning(1)
    await stage.news("Kernel timers explained")
    broken = "\n".join(await rules.broken(stage))
    for words in ("was shown an error", "was read", "has no off switch", "chloe never asked for", "are the same card"):
        assert words in broken
