"""Reasons: no table, and no two of them in a row, let anybody reckon what fewer than five people said.

Whoever reads a table knows the rules, how many rooms there are, and that nobody took anything back. So every state of
the rooms that would have shown the same is listed, and no cell below five may be the same in all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reasons import LEAST, Reason, told

Cells = tuple[int, ...]
"""How many people gave one reason in each room, and at the end over all rooms."""

Table = frozenset[tuple[str | None, int]]
Policy = Callable[[list[Reason]], Iterable[Reason]]


def states(rooms: int, most: int) -> Iterator[Cells]:
    """Every state there can be: over all rooms, people who said so in several count once."""
    for cells in product(range(most + 1), repeat=rooms):
        for together in range(max(cells), sum(cells) + 1):
            yield (*cells, together)


def shown(cells: Cells, policy: Policy) -> Table:
    """The table of this state."""
    names = [*(f"room {number}" for number in range(len(cells) - 1)), None]
    counted = [Reason("old", people, room) for room, people in zip(names, cells, strict=True) if people]
    return frozenset((one.room_id, one.people) for one in policy(counted))


def by_table(rooms: int, most: int, policy: Policy) -> dict[Table, list[Cells]]:
    """What each table may come from."""
    alike: dict[Table, list[Cells]] = defaultdict(list)
    for cells in states(rooms, most):
        alike[shown(cells, policy)].append(cells)
    return alike


def reckoned(rooms: int, most: int, policy: Policy) -> set[int]:
    """The numbers below five that some table gives away; none at all is none."""
    columns = [set(cells) for alike in by_table(rooms, most, policy).values() for cells in zip(*alike, strict=True)]
    certain = {number for column in columns if len(column) == 1 for number in column}
    return certain & set(range(1, LEAST))


def reckoned_between(rooms: int, most: int, policy: Policy) -> set[int]:
    """The changes below five that two tables in a row give away to one who knows that people only joined in."""
    tables = by_table(rooms, most, policy)
    found: set[int] = set()
    for before, after in product(tables.values(), repeat=2):
        changes: list[set[int]] = [set() for _ in range(rooms + 1)]
        for first, second in product(before, after):
            if all(earlier <= later for earlier, later in zip(first, second, strict=True)):
                for place, (earlier, later) in enumerate(zip(first, second, strict=True)):
                    changes[place].add(later - earlier)
                if all(len(change) > 1 for change in changes):
                    break
        found |= {next(iter(one)) for one in changes if len(one) == 1} & set(range(1, LEAST))
    return found


@pytest.mark.parametrize(("rooms", "most"), [(1, 12), (2, 11), (3, 7), (5, 4)])
def test_no_table_gives_away_what_fewer_than_five_people_said(rooms: int, most: int) -> None:
    assert reckoned(rooms, most, told) == set()


@pytest.mark.parametrize(("rooms", "most"), [(1, 12), (2, 7)])
def test_two_tables_in_a_row_give_away_no_change_of_fewer_than_five_people(rooms: int, most: int) -> None:
    assert reckoned_between(rooms, most, told) == set()


def exact(counted: list[Reason]) -> list[Reason]:
    """A control: exact numbers from five on."""
    return [one for one in counted if one.people >= LEAST]


def with_totals(counted: list[Reason]) -> list[Reason]:
    """A control: small cells are hidden, and the total is shown exactly beside the others."""
    return [one for one in counted if one.people >= LEAST or one.room_id is None]


def totals_in_steps(counted: list[Reason]) -> list[Reason]:
    """A control: what is told over all rooms is rounded down too, but told in full."""
    enough = [Reason(one.reason, one.people - one.people % LEAST, one.room_id) for one in exact(counted)]
    named = {one.reason for one in enough if one.room_id}
    return [one for one in enough if one.room_id or one.reason not in named]


def test_control_totals_give_small_numbers_away() -> None:
    assert reckoned(1, 7, with_totals) == {1, 2, 3, 4}
    assert reckoned(5, 4, totals_in_steps) == {4}, "twenty in five rooms of which none reaches five"


def test_control_exact_numbers_give_small_changes_away() -> None:
    assert reckoned_between(1, 12, exact) >= {1, 2, 3, 4}


COUNTED = st.lists(
    st.builds(
        Reason, st.sampled_from(["old", "advert"]), st.integers(1, 40), st.sampled_from([None, "room a", "room b"])
    ),
    max_size=6,
    unique_by=lambda one: (one.reason, one.room_id),
)


@given(counted=COUNTED)
def test_every_number_is_a_multiple_of_five_and_no_larger_than_it_was(counted: list[Reason]) -> None:
    was = {(one.reason, one.room_id): one.people for one in counted}
    for one in told(counted):
        assert one.people % LEAST == 0 < one.people <= was[one.reason, one.room_id]


@given(counted=COUNTED)
def test_a_reason_is_told_for_rooms_or_for_all_together_and_never_both(counted: list[Reason]) -> None:
    said = told(counted)
    for reason in ("old", "advert"):
        rooms = {one.room_id for one in said if one.reason == reason}
        assert None not in rooms or rooms == {None}
        enough = [one for one in counted if one.reason == reason and one.people >= LEAST]
        assert bool(rooms) is bool(enough), "what enough people said is told somewhere"
