"""A company of as many people as one likes, made in seconds: rows go in raw, as fast as each database takes them."""

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.people import JOINING_TEXT
from store.hashing import keyed_hash
from store.kinds import MICROSECOND, micros
from tests.fakes.clock import TUESDAY

NOW = TUESDAY
ZONES = (
    *("Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Helsinki", "Europe/Moscow", "Europe/Istanbul"),
    *("Africa/Cairo", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg", "Asia/Dubai", "Asia/Karachi"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Asia/Manila"),
    *("Australia/Sydney", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Honolulu", "America/Anchorage"),
    *("America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York", "America/Sao_Paulo", "UTC"),
)
TITLES = (
    "What Rust taught us about drivers",
    "Parental leave in the workshop",
    "Who maintains the kernel at night",
    "Bread ovens and the canteen of 1961",
    "Timers, explained once more",
)
"""The newest first; the second touches what some want no questions about."""

DAY = timedelta(days=1)

Values = dict[str, object]


def ids(count: int) -> Iterator[str]:
    """Our ids of so many people."""
    return (f"01PERSON{number:018d}" for number in range(count))


def item_id(number: int) -> str:
    """Our id of an item."""
    return f"01ITEM{number:020d}"


def topic_id(number: int) -> str:
    """Our id of a topic; each item has one of its own."""
    return f"01TOPIC{number}"


def company(count: int, key: bytes, *, resting: bool = False) -> Iterator[tuple[str, Iterable[Values]]]:
    """Every table with its rows, in an order the foreign keys allow. `resting`: nobody's turn has come yet.

    Four in ten turned nudges on; for a third of them it is not time, some are away or want none today, one in five
    answered the newest item, one in ten was nudged about it, and three in ten do not want one of the five topics.
    """
    at = micros(NOW - DAY)
    some = range(len(TITLES))
    words = {"must": "[]", "may": "[]", "must_not": "[]"}
    room = {"id": "01ROOM", "platform": "playground", "workspace": "T1", "external_id": "r", "route": ""}
    why = {"in_title": "[]", "in_text": "[]"}
    yield "topics", [{"id": topic_id(n), "key": f"t{n}", "name": f"T{n}", **words} for n in some]
    yield "rooms", [{**room, "name": "r", "here": True}]
    yield "items", [_item(n, title, at) for n, title in enumerate(TITLES)]
    yield "item_topics", [{"item_id": item_id(n), "topic_id": topic_id(n), **why} for n in some]
    yield "cards", [_card(n, at) for n in some]
    chance = random.Random(11)
    on: list[str] = []
    yield "people", _people(count, chance, on, resting=resting)
    off = (one for one in on if chance.random() < 0.3)
    yield (
        "person_topics",
        ({"person_id": one, "topic_id": topic_id(chance.choice(some)), "wanted": False} for one in off),
    )
    said = {"item_id": item_id(0), "kind": "save", "at": at, "taken_back": False, "reason": ""}
    yield "answers", ({"person_id": one, **said} for one in on if chance.random() < 0.2)
    nudged = (f"nudge:{one}:{item_id(0)}" for one in on if chance.random() < 0.1)
    yield "once_marks", ({"mark": keyed_hash(key, text)} for text in nudged)


def fill_sqlite(file: Path | str, count: int, *, resting: bool = False) -> None:
    """Put a company into a migrated file."""
    with filling(file) as connection:
        [(key,)] = connection.execute("select key from store_key").fetchall()
        for table, values in company(count, bytes.fromhex(key), resting=resting):
            put: str | None = None
            for one in values:
                put = put or f"insert into {table} ({', '.join(one)}) values ({', '.join(f':{name}' for name in one)})"
                connection.execute(put, one)


@contextmanager
def filling(file: Path | str) -> Iterator[sqlite3.Connection]:
    """A file that is filled as fast as it takes it: what ends in the middle is thrown away anyway."""
    with closing(sqlite3.connect(file)) as connection:
        for said in ("journal_mode=off", "synchronous=off", "locking_mode=exclusive", "cache_size=-400000"):
            connection.execute(f"pragma {said}")
        yield connection
        connection.commit()
        connection.execute("pragma journal_mode=wal")


def fill_postgresql(connection: Any, count: int, *, resting: bool = False) -> None:
    """Put a company into a migrated database, through a connection of psycopg."""
    [(key,)] = connection.execute("select key from store_key").fetchall()
    for table, values in company(count, bytes.fromhex(key), resting=resting):
        several = iter(values)
        first = next(several)
        with connection.cursor().copy(f"copy {table} ({', '.join(first)}) from stdin") as copy:
            copy.write_row(list(first.values()))
            for one in several:
                copy.write_row(list(one.values()))
    connection.commit()


def _people(count: int, chance: random.Random, on: list[str], *, resting: bool) -> Iterator[Values]:
    """Everybody; whoever turned nudges on is noted."""
    for number, one in enumerate(ids(count)):
        person = _person(number, one, chance, resting=resting)
        if person["nudges"] != "off":
            on.append(one)
        yield person


def _person(number: int, one: str, chance: random.Random, *, resting: bool) -> Values:
    nudges = chance.choices(("off", "weekly", "daily"), (60, 35, 5))[0]
    every = DAY if nudges == "daily" else 7 * DAY
    days = 0 if resting else chance.choice((1, 20, None)) if nudges == "weekly" else chance.choice((2, None))
    return {
        "id": one,
        "platform": "playground",
        "workspace": "T1",
        "external_id": f"U{number}",
        "route": "",
        "name": "Ana",
        "zone": chance.choice(ZONES),
        "language": "en",
        "joined_at": micros(NOW - 90 * DAY),
        "joining_text": JOINING_TEXT,
        "paused_until": micros(NOW + DAY) if chance.random() < 0.02 else None,
        "nudges": nudges,
        "nudge_every": every // MICROSECOND,
        "nudged_at": None if days is None else micros(NOW - days * DAY),
        "apart": chance.random() < 0.03,
        "networks": "bluesky mastodon",
        "switched_off": "",
        "gone": chance.random() < 0.02,
        "never_days": "sat sun tue" if chance.random() < 0.05 else "",
        "boundaries": "no_family no_photos" if chance.random() < 0.1 else "",
    }


def _item(number: int, title: str, at: int) -> Values:
    told = {"id": item_id(number), "kind": "find", "url": f"https://news.example/{number}", "key": f"k{number}"}
    flags = {"internal": False, "withdrawn": False, "corrected": False}
    return {**told, "title": title, "text": "", "at": at - number, "heard_at": at - number, **flags}


def _card(number: int, at: int) -> Values:
    where = {"id": f"01CARD{number}", "room_id": "01ROOM", "item_id": item_id(number), "life": "asking"}
    when = {"at": at, "posted_at": at, "asked_at": at, "expires_at": micros(NOW + 9 * DAY)}
    return {**where, "because": "[]", "brought": False, "message_id": f"m{number}", **when}
