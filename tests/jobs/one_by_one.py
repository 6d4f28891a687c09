"""Who is to be nudged about what, worked out person by person in plain Python: what the sets are compared with."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.chat import drawing
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.chat.outgoing import nudge_gap
from bot.domain.items import Item
from bot.domain.people import Nudges, Person, Private
from bot.domain.rhythm import is_quiet
from bot.domain.themes import touches_closed
from jobs.nudge import nudge_mark
from store import rows
from store.people import read_person
from tests.store.looking import inside

Planned = set[tuple[str, str, str]]
"""Person, card and key of each nudge."""

_RULES = """
off, no member, gone, paused, switched off, no network, apart, resting, cap, quiet, day, stopped, one waits,
unwanted topics, no card, brought, answered, boundary, nudged before, planned before
"""
RULES = frozenset(rule.strip() for rule in _RULES.split(","))
"""Every reason why somebody is not nudged, or not about an item."""


@dataclass(frozen=True)
class Case:
    """One person, and what speaks against nudging them at all, and about each item, the best first."""

    person_id: str
    against: frozenset[str]
    items: list[tuple[str, str, frozenset[str]]]

    def nudge(self, without: str = "") -> tuple[str, str, str] | None:
        """Their nudge, were this one reason none."""
        if self.against - {without}:
            return None
        free = (item for item in self.items if not item[2] - {without})
        return next(((self.person_id, card, key) for card, key, _ in free), None)


def cases(here: Here) -> list[Case]:
    """Everybody there is."""
    asking = here.tx.items.asking(now=here.now)
    cards = {item.id: drawing.asking_card(item.id, here) for item, _ in asking}
    people = [read_person(row) for row in inside(here.tx).execute(select(rows.people))]
    keys = frozenset(inside(here.tx).execute(select(rows.outbox.c.key)).scalars())
    marks = frozenset(inside(here.tx).execute(select(rows.once_marks.c.mark)).scalars())
    found = []
    for one in people:
        against = _against_items(one, asking, here)
        items = []
        for item, _ in asking:
            mark, key = nudge_mark(one, item, here), f"n:{nudge_mark(one, item, here)}"
            kept = {"no card": not cards[item.id], "nudged before": mark in marks, "planned before": key in keys}
            items.append((cards[item.id], key, against[item.id] | _holding(kept)))
        found.append(Case(one.id, _against(one, here), items))
    return found


def expected(found: list[Case], without: str = "") -> Planned:
    """The nudges that are to wait after the next run and do not yet, were this one rule not kept."""
    return {nudge for case in found if (nudge := case.nudge(without)) is not None}


def planned(here: Here) -> Planned:
    """The nudges that wait or left."""
    o = rows.outbox.c
    nudges = select(o.person_id, o.about, o.key).where(o.purpose == Purpose.NUDGE)
    return {(row.person_id, row.about, row.key) for row in inside(here.tx).execute(nudges)}


def _against(person: Person, here: Here) -> frozenset[str]:
    since = None if person.nudged_at is None else here.now - person.nudged_at
    weekly = person.nudges is Nudges.WEEKLY
    reasons = {
        "off": person.nudges is Nudges.OFF,
        "no member": person.joined_at is None,
        "gone": person.gone,
        "paused": person.paused(here.now),
        "switched off": Private.NUDGE in person.switched_off,
        "no network": not person.networks,
        "apart": person.apart,
        "resting": since is not None and since < person.nudge_every,
        "cap": since is not None and weekly and since < nudge_gap(person, here),
        "quiet": is_quiet(here.quiet(), at=here.now, zone=person.zone),
        "day": (quiet := here.quiet_for(person)) is None or is_quiet(quiet, at=here.now, zone=person.zone),
        "stopped": here.tx.programme.stopped_at() is not None,
        "one waits": here.tx.outbox.waits(Purpose.NUDGE, person.id),
    }
    return _holding(reasons)


def _against_items(person: Person, asking: list[tuple[Item, frozenset[str]]], here: Here) -> dict[str, frozenset[str]]:
    wanted, brought = here.tx.people.topics(person.id), here.tx.items.brought_by(person.id)
    answered = here.tx.answers.answered(person.id)
    return {
        item.id: _holding(
            {
                "unwanted topics": bool(topics) and not any(wanted.get(topic, True) for topic in topics),
                "brought": item.id in brought,
                "answered": item.id in answered,
                "boundary": touches_closed(f"{item.title}\n{item.text}", person.boundaries),
            }
        )
        for item, topics in asking
    }


def _holding(reasons: dict[str, bool]) -> frozenset[str]:
    return frozenset(reason for reason, holds in reasons.items() if holds)
