"""Who starts from which question."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.angles import ANGLES, angle, another, first, in_order
from bot.domain.items import ItemKind

KINDS = st.sampled_from(ItemKind)
ITEM_IDS = st.text(min_size=1, max_size=26)


def starts(item_id: str, kind: ItemKind, people: int) -> list[str]:
    taken: list[str] = []
    for _ in range(people):
        taken.append(first(item_id, taken, kind).id)
    return taken


def is_fair(taken: Sequence[str], fitting: set[str]) -> bool:
    """Whether nobody got an angle again while another was used less, whoever came when."""
    used = Counter(dict.fromkeys(fitting, 0))
    for angle_id in taken:
        if used[angle_id] > min(used.values()):
            return False
        used[angle_id] += 1
    return True


def test_there_are_enough_angles_for_every_kind_of_item() -> None:
    assert len(ANGLES) >= 32
    assert len({angle.id for angle in ANGLES}) == len(ANGLES)
    for kind, least in ((ItemKind.FIND, 30), (ItemKind.COMPANY, 28), (ItemKind.STORY, 26)):
        assert len(in_order("item", kind)) >= least
    assert all(angle.kinds <= set(ItemKind) for angle in ANGLES)


@settings(max_examples=20, deadline=None)
@given(ITEM_IDS, KINDS)
def test_of_sixty_people_none_repeats_an_angle_before_all_are_used(item_id: str, kind: ItemKind) -> None:
    taken = starts(item_id, kind, 60)

    fitting = {angle.id for angle in in_order(item_id, kind)}
    assert set(taken) == fitting
    assert is_fair(taken, fitting)


@settings(max_examples=20, deadline=None)
@given(ITEM_IDS, KINDS, st.integers(0, 59), st.randoms(use_true_random=False))
def test_it_does_not_matter_in_which_order_the_others_are_read_or_who_threw_theirs_away(
    item_id: str, kind: ItemKind, gone: int, chance: Random
) -> None:
    taken = starts(item_id, kind, 60)
    shuffled = chance.sample(taken, 60)
    assert first(item_id, shuffled, kind) == first(item_id, taken, kind)

    left = [*taken[:gone], *taken[gone + 1 :]]
    least = min(Counter({angle.id: 0 for angle in in_order(item_id, kind)} | Counter(left)).values())
    assert Counter(left)[first(item_id, left, kind).id] == least


def test_drawing_lots_or_starting_from_the_same_angle_would_repeat_too_soon() -> None:
    fitting = [angle.id for angle in in_order("item", ItemKind.FIND)]

    assert not is_fair([fitting[0]] * 60, set(fitting))
    for seed in range(50):
        assert not is_fair(Random(seed).choices(fitting, k=60), set(fitting))


def test_another_item_begins_elsewhere() -> None:
    assert len({first(f"item {at}", [], ItemKind.FIND).id for at in range(100)}) > 10


def test_the_order_of_an_item_is_the_same_tomorrow() -> None:
    assert [angle.id for angle in in_order("01JD0000000000000000000000", ItemKind.STORY)[:3]] == [
        angle.id for angle in in_order("01JD0000000000000000000000", "story")[:3]
    ]
    assert first("01JD0000000000000000000000", [], "find").id == "ask_the_makers"


@settings(max_examples=20, deadline=None)
@given(ITEM_IDS, KINDS, st.lists(st.sampled_from([angle.id for angle in ANGLES]), max_size=20))
def test_another_question_is_always_there_and_comes_round_only_after_all(
    item_id: str, kind: ItemKind, taken: list[str]
) -> None:
    seen = [first(item_id, taken, kind).id]
    count = len(in_order(item_id, kind))
    for _ in range(2 * count):
        seen.append(another(item_id, seen, kind, taken=taken).id)

    for at in range(count, len(seen)):
        assert seen[at] == seen[at - count]
    assert len(set(seen[:count])) == count


def test_among_the_unseen_those_no_colleague_started_from_come_first() -> None:
    order = [angle.id for angle in in_order("item", ItemKind.FIND)]

    assert another("item", order[:1], ItemKind.FIND).id == order[1]
    assert another("item", order[:1], ItemKind.FIND, taken=order[:3]).id == order[3]


def test_an_angle_that_is_no_longer_asked_does_no_harm() -> None:
    assert angle("long_gone") is None
    assert angle("surprised") in ANGLES
    assert first("item", ["long_gone"], ItemKind.FIND) == first("item", [], ItemKind.FIND)
    assert another("item", ["long_gone"], ItemKind.FIND) in ANGLES


def test_a_kind_no_angle_fits_is_an_error() -> None:
    with pytest.raises(ValueError, match="no angle fits"):
        first("item", [], "poem")
