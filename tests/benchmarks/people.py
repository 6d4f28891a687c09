"""A company of as many people as one likes, made in seconds: rows go in raw, as fast as each database takes them."""

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.domain.people import JOINING_TEXT
from store.kinds import MICROSECOND, micros
from store.outbox import keyed_hash
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


def company(count: int, key: bytes, *, resting: bool = False) -> Iterator[tuple[str, Iterable[Values]]]:
    """Every table with its rows, in an order the foreign keys allow. `resting`: nobody's turn has come yet.

    Four in ten turned nudges on; for a third of them it is not time, some are away or want none today, one in five
    answered the newest item, one in ten was nudged about it, and three in ten do not want one of the five topics.
    """
    at = micros(NOW - DAY)
    topics: list[Values] = [
        {"id": f"01TOPIC{n}", "key": f"t{n}", "name": f"T{n}", "must": "[]", "may": "[]", "must_not": "[]"}
        for n in range(5)
    ]
    yield "topics", topics
    yield (
        "rooms",
        [
            {
                "id": "01ROOM",
                "platform": "playground",
                "workspace": "T1",
                "external_id": "r",
                "route": "",
                "name": "r",
                "here": True,
            }
        ],
    )
    yield "items", [_item(number, title, at) for number, title in enumerate(TITLES)]
    yield (
        "item_topics",
        [
            {"item_id": item_id(n), "topic_id": f"01TOPIC{n}", "in_title": "[]", "in_text": "[]"}
            for n in range(len(TITLES))
        ],
    )
    yield "cards", [_card(number, at) for number in range(len(TITLES))]
    yield "people", (_person(number, one, resting=resting) for number, one in enumerate(ids(count)))
    on = [(number, one) for number, one in enumerate(ids(count)) if _wants(number)]
    chance = random.Random(11)
    yield (
        "person_topics",
        [
            {"person_id": one, "topic_id": f"01TOPIC{chance.randrange(5)}", "wanted": False}
            for _, one in on
            if chance.random() < 0.3
        ],
    )
    yield (
        "answers",
        [
            {"person_id": one, "item_id": item_id(0), "kind": "save", "at": at, "taken_back": False, "reason": ""}
            for _, one in on
            if chance.random() < 0.2
        ],
    )
    yield (
        "once_marks",
        [{"mark": keyed_hash(key, f"nudge:{one}:{item_id(0)}")} for _, one in on if chance.random() < 0.1],
    )


def fill_sqlite(file: Path, count: int, *, resting: bool = False) -> None:
    """Put a company into a migrated file."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma synchronous=off")
        [(key,)] = connection.execute("select key from store_key").fetchall()
        for table, values in company(count, bytes.fromhex(key), resting=resting):
            put: str | None = None
            for one in values:
                put = put or f"insert into {table} ({', '.join(one)}) values ({', '.join(f':{name}' for name in one)})"
                connection.execute(put, one)
            connection.commit()


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


def _wants(number: int) -> bool:
    return number * 7 % 10 < 4


def _person(number: int, one: str, *, resting: bool) -> Values:
    nudged = (
        micros(NOW - 2 * DAY) if resting or number % 3 == 0 else micros(NOW - 20 * DAY) if number % 3 == 1 else None
    )
    nudges = "off" if not _wants(number) else "daily" if number % 20 == 7 and not resting else "weekly"
    every = DAY if nudges == "daily" else 7 * DAY
    return {
        "id": one,
        "platform": "playground",
        "workspace": "T1",
        "external_id": f"U{number}",
        "route": "",
        "name": "Ana",
        "zone": ZONES[number * 13 % 30],
        "language": "en",
        "joined_at": micros(NOW - 90 * DAY),
        "joining_text": JOINING_TEXT,
        "paused_until": micros(NOW + DAY) if number % 50 == 1 else None,
        "nudges": nudges,
        "nudge_every": every // MICROSECOND,
        "nudged_at": nudged,
        "apart": number % 33 == 2,
        "networks": "bluesky mastodon",
        "switched_off": "",
        "gone": number % 50 == 3,
        "never_days": "sat sun tue" if number % 20 == 4 else "",
        "boundaries": "no_family no_photos" if number % 10 == 5 else "",
    }


def _item(number: int, title: str, at: int) -> Values:
    told = {"id": item_id(number), "kind": "find", "url": f"https://news.example/{number}", "key": f"k{number}"}
    flags = {"internal": False, "withdrawn": False, "corrected": False}
    return {**told, "title": title, "text": "", "at": at - number, "heard_at": at - number, **flags}


def _card(number: int, at: int) -> Values:
    where = {"id": f"01CARD{number}", "room_id": "01ROOM", "item_id": item_id(number), "life": "asking"}
    when = {"at": at, "posted_at": at, "asked_at": at, "expires_at": micros(NOW + 9 * DAY)}
    return {**where, "because": "[]", "brought": False, "message_id": f"m{number}", **when}
