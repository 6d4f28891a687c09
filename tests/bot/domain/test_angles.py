"""Who starts from which question."""

from collections import Counter

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


def test_there_are_enough_angles_for_every_kind_of_item() -> None:
    assert len(ANGLES) >= 16
    assert len({angle.id for angle in ANGLES}) == len(ANGLES)
    for kind in ItemKind:
        assert len(in_order("item", kind)) >= 14
    assert all(angle.kinds <= set(ItemKind) for angle in ANGLES)


@settings(deadline=None)
@given(ITEM_IDS, KINDS)
def test_sixty_people_repeat_no_angle_before_all_are_used(item_id: str, kind: ItemKind) -> None:
    taken = starts(item_id, kind, 60)

    counts = Counter(taken)
    assert set(counts) == {angle.id for angle in in_order(item_id, kind)}
    assert max(counts.values()) - min(counts.values()) <= 1


def test_everyone_starting_from_the_same_angle_would_repeat_at_once() -> None:
    naive = [in_order("item", ItemKind.FIND)[0].id for _ in range(60)]

    assert max(Counter(naive).values()) > 60 / len(set(starts("item", ItemKind.FIND, 60)))


def test_another_item_begins_elsewhere() -> None:
    assert len({first(f"item {at}", [], ItemKind.FIND).id for at in range(100)}) > 10


def test_the_order_of_an_item_is_the_same_tomorrow() -> None:
    assert [angle.id for angle in in_order("01JD0000000000000000000000", ItemKind.STORY)[:3]] == [
        angle.id for angle in in_order("01JD0000000000000000000000", "story")[:3]
    ]
    assert first("01JD0000000000000000000000", [], "find").id == "explain_to_friend"


@settings(deadline=None)
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
