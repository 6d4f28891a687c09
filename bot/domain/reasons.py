"""Reasons: what may be told of why things were "not for us", so that nobody can reckon what fewer than five said.

A room's counts are told in steps of five, rounded down, so that two readings never differ by fewer than five. There is
no total to subtract from: a reason is told for rooms, or for all of them together where no single one reaches five,
never both. And for all of them together it is only told that five or more said so: "twenty or more" in five rooms of
which none reaches five would tell that it was four in each.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

LEAST = 5
"""What fewer people say is not told at all, and every number is a multiple of it (DESIGN section 1, rule 3)."""

WINDOW = timedelta(days=90)
"""How far back reasons are counted."""


@dataclass(frozen=True, slots=True)
class Reason:
    """So many different people gave this reason. `room_id`: about what stood in that room; None: over all rooms."""

    reason: str
    people: int
    room_id: str | None = None


def told(counted: Iterable[Reason]) -> list[Reason]:
    """What may be told of exact counts, the same for everyone who may look: per room, else over all rooms."""
    enough = [one for one in counted if one.people >= LEAST]
    in_rooms = [replace(one, people=one.people - one.people % LEAST) for one in enough if one.room_id is not None]
    named = {one.reason for one in in_rooms}
    together = [replace(one, people=LEAST) for one in enough if one.room_id is None and one.reason not in named]
    return in_rooms + together
