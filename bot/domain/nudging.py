"""Nudging many people at once: what is the same for everybody of a time zone, and what one item brings along.

The store compares these with people in sets; what a nudge may be is said at the door (bot/chat/outgoing.py), and here
only as far as it spares planning what the door would send back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.items import Item
from bot.domain.people import Boundary, Weekday
from bot.domain.rhythm import Quiet, is_quiet, is_zone, local_time
from bot.domain.themes import CLOSES, touched

NEVER: Final = timedelta(days=3650)
"""The least time between two weekly nudges where the company allows none."""


@dataclass(frozen=True, slots=True)
class Hour:
    """A moment in one time zone, at which nudges may come: what day it is there, and how far weekly ones are apart."""

    zone: str
    now: datetime
    day: Weekday
    weekly_gap: timedelta


@dataclass(frozen=True, slots=True)
class Subject:
    """An item people may be nudged about, and the card that asks. `closed`: whoever has one of these hears nothing."""

    item_id: str
    card_id: str
    topics: frozenset[str]
    closed: frozenset[Boundary]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Members of one zone whose turn it is, by our own ids: those after the first, up to the last.

    `free`: for how many of them no nudge waits. `full`: there may be more behind them.
    """

    hour: Hour
    after: str
    upto: str
    free: int
    full: bool


def hour(zone: str, *, now: datetime, quiet: Quiet, weekly_gap: timedelta) -> Hour | None:
    """The hour in this zone; None while it is quiet there, or where the zone is not known (any more)."""
    if not is_zone(zone) or is_quiet(quiet, at=now, zone=zone):
        return None
    return Hour(zone, now, list(Weekday)[local_time(now, zone).weekday()], weekly_gap)


def weekly_gap(per_week: int) -> timedelta:
    """The least time between two weekly nudges under the company's cap (app.yaml: `people.nudges_per_week`)."""
    return timedelta(days=7) / per_week if per_week else NEVER


def subject(item: Item, card_id: str, topics: Collection[str]) -> Subject:
    """What of an item decides whom it may be a nudge for."""
    themes = touched(f"{item.title}\n{item.text}")
    closed = frozenset(boundary for boundary, theme in CLOSES.items() if theme in themes)
    return Subject(item.id, card_id, frozenset(topics), closed)
