"""Towns in which everything that can keep a nudge from somebody happens, in any combination."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import delete, update

from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain.items import AnswerKind, Ending, Item, ItemKind, Life
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Private, Weekday
from jobs.nudge import nudge_mark
from store import rows
from store.rows import State
from tests.store import making
from tests.store.looking import inside

ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC")
TITLES = (
    "Rust in the kernel",
    "Parental leave in the workshop",
    "The election and the grid",
    "A mosque next door",
    "?",
)
TRAITS = ["stranger", "gone", "apart", "no network", "paused", "was paused", "switched off", "waits"]
TOPICS = 3
ITEMS = 10
ALWAYS_THERE = {"store_key", "programme", "alembic_version"}

SETTINGS = (
    "company: {name: Example Works, time_zone: Europe/Berlin}\n"
    "people: {quiet: {from: '%s', until: '%s', days: [%s]}, nudges_per_week: %d}\n"
)


@dataclass(frozen=True)
class AnItem:
    """What is random about an item."""

    title: str
    topics: frozenset[int]
    lives: tuple[Life, ...]
    label: str
    story: bool


@dataclass(frozen=True)
class Somebody:
    """What is random about a person. `met`: what they did with, or got of, items by number."""

    zone: str
    nudges: Nudges
    every: int
    nudged: int | None
    trait: str
    days: frozenset[Weekday]
    boundaries: frozenset[Boundary]
    topics: dict[int, bool]
    met: dict[int, str]


@dataclass(frozen=True)
class RandomTown:
    """A company at one moment, with what app.yaml says of people."""

    now: datetime
    settings: str
    stopped: bool
    items: tuple[AnItem, ...]
    people: tuple[Somebody, ...]


Pick = Callable[[Sequence[Any]], Any]
"""Takes one of several: as chance has it, or as hypothesis wants it."""


def a_town(pick: Pick, *, items: int, people: int) -> RandomTown:
    """Any town. What would keep everybody from everything is rare."""
    quiet = pick([("00:00", "00:00")] * 3 + [("18:00", "09:00"), ("12:00", "13:30"), ("22:15", "06:45")])
    days = pick(["", "", "", "sat, sun", "tue"])
    return RandomTown(
        now=datetime(2026, 10, 24, tzinfo=UTC) + timedelta(hours=pick(range(14 * 24)), minutes=pick([0, 30, 59])),
        settings=SETTINGS % (*quiet, days, pick([1, 1, 2, 7, 0])),
        stopped=pick([False] * 19 + [True]),
        items=tuple(_an_item(pick) for _ in range(items)),
        people=tuple(_somebody(pick) for _ in range(people)),
    )


@st.composite
def towns(draw: st.DrawFn) -> RandomTown:
    """Any town, as hypothesis wants it."""
    items, people = draw(st.integers(1, ITEMS)), draw(st.integers(1, 9))
    return a_town(lambda options: draw(st.sampled_from(options)), items=items, people=people)


def _an_item(pick: Pick) -> AnItem:
    asks = (Life.ASKING,)
    return AnItem(
        title=pick(TITLES),
        topics=frozenset(n for n in range(TOPICS) if pick([False, True])),
        lives=pick([asks, asks, asks, asks * 2, (Life.HEARD, *asks), (Life.OVER, *asks), ()]),
        label=pick(["", "", "", "", "embargo over", "internal", "not yet", "withdrawn"]),
        story=pick([False] * 5 + [True]),
    )


def _somebody(pick: Pick) -> Somebody:
    nudges = pick([Nudges.WEEKLY, Nudges.WEEKLY, Nudges.DAILY, Nudges.DAILY, Nudges.OFF])
    met = ("answered", "took back", "brought", "nudged", "nudged", "dropped", "sent", "read")
    return Somebody(
        zone=pick(ZONES),
        nudges=nudges,
        every=pick([24, 36] if nudges is Nudges.DAILY else [84, 7 * 24, 10 * 24]),
        nudged=pick([None] * 8 + [0, 23, 24, 36, 83, 84, 168, 169, 240, 999]),
        trait=pick([""] * 9 + TRAITS),
        days=_any_of(Weekday, pick),
        boundaries=_any_of(Boundary, pick),
        topics={n: pick([False, True]) for n in range(TOPICS) if pick([False, True])},
        met={n: pick(met) for n in range(ITEMS) if pick([False] * 3 + [True])},
    )


def _any_of(kind: Any, pick: Pick) -> frozenset[Any]:
    return frozenset(one for one in kind if pick([False] * 4 + [True]))


def empty(here: Here) -> None:
    """Nothing of an earlier town is left."""
    for table in reversed(rows.metadata.sorted_tables):
        if table.name not in ALWAYS_THERE:
            inside(here.tx).execute(delete(table))
    here.tx.programme.go_on()


def build(town: RandomTown, here: Here) -> None:
    """Make it so."""
    empty(here)
    if town.stopped:
        here.tx.programme.stop(at=here.now)
    topics = making.topic(here.tx, *(f"t{n}" for n in range(TOPICS)))
    rooms = [making.room(here.tx, f"r{n}").id for n in range(2)]
    items = [_item(number, one, topics, rooms, here) for number, one in enumerate(town.items)]
    for number, one in enumerate(town.people):
        _person(f"p{number}", one, topics, items, here)


def _item(number: int, one: AnItem, topics: list[str], rooms: list[str], here: Here) -> Item:
    tx, at = here.tx, here.now - timedelta(hours=number // 2)
    kind = ItemKind.STORY if one.story else ItemKind.FIND
    item = making.item(tx, f"i{number}", at=at, kind=kind)
    tx.items.correct(item.id, title=one.title, text="", picture=None)
    making.about(tx, item.id, *(topics[n] for n in sorted(one.topics)))
    for room, life in zip(rooms, one.lives, strict=False):
        card = making.card(tx, room, item.id, life=Life.ASKING if life is Life.OVER else life, at=at)
        if life is Life.OVER:
            tx.rooms.end(card.id, Ending.EXPIRED)
    match one.label:
        case "internal":
            tx.items.label(item.id, internal=True, not_before=None)
        case "not yet" | "embargo over":
            until = here.now + timedelta(hours=1 if one.label == "not yet" else 0)
            tx.items.label(item.id, internal=False, not_before=until)
        case "withdrawn":
            tx.items.withdraw(item.id)
    return item


def _person(name: str, one: Somebody, topics: list[str], items: list[Item], here: Here) -> None:
    tx, now = here.tx, here.now
    person = tx.people.meet(making.address(name), now=now, zone=one.zone, language="en")
    who = person.id
    if one.trait != "stranger":
        tx.people.join(who, at=now, text="2026-11")
    networks = [] if one.trait == "no network" else [Network.X, Network.MASTODON]
    tx.people.choose_networks(who, networks, apart=one.trait == "apart")
    tx.people.choose_nudges(who, one.nudges, every=timedelta(hours=one.every))
    tx.people.choose_boundaries(who, never_days=one.days, boundaries=one.boundaries, at=now)
    tx.people.choose_topics(who, {topics[n]: wanted for n, wanted in one.topics.items()})
    if one.nudged is not None:
        tx.people.nudged(who, at=now - timedelta(hours=one.nudged), every=timedelta(hours=one.every))
    match one.trait:
        case "gone":
            tx.people.gone(person.address)
        case "paused" | "was paused":
            tx.people.pause(who, now + timedelta(hours=1 if one.trait == "paused" else 0))
        case "switched off":
            tx.people.switch(who, Private.NUDGE, on=False)
        case "waits":
            tx.outbox.put(Purpose.NUDGE, key=f"x:{who}", lane=who, about="", person_id=who, at=now)
    for number, what in one.met.items():
        if number < len(items):
            _met(who, items[number], what, here)


def _met(who: str, item: Item, what: str, here: Here) -> None:
    tx, now = here.tx, here.now
    person = here.known(who)
    match what:
        case "answered":
            tx.answers.put(who, item.id, AnswerKind.SCROLL_PAST, at=now)
        case "took back":
            tx.answers.put(who, item.id, AnswerKind.SAVE, at=now)
            tx.answers.take_back(who, item.id, AnswerKind.SAVE, at=now)
        case "brought" | "read":
            find = tx.items.bring(who, url=item.url, key=item.url, why="", named=False, room_id=None, at=now)
            if what == "brought":
                tx.items.settle_find(find.id, find.state, item_id=item.id)
        case "nudged":
            tx.outbox.once(nudge_mark(person, item, here), at=now)
        case "dropped" | "sent":
            key = f"n:{nudge_mark(person, item, here)}"
            tx.outbox.put(Purpose.NUDGE, key=key, lane=who, about="", person_id=who, at=now)
            o = rows.outbox
            inside(tx).execute(update(o).where(o.c.key == key).values(state=State(what), settled_at=now))
