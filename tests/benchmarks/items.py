"""A year of what a company hears and does, beside its people: made by the database itself, a million items in seconds.

The statements are plain enough for both databases. Rooms and sources do not grow with the people: their rhythm and
app.yaml bound them. All the rest does, in the proportions said here.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from store.kinds import micros
from tests.benchmarks.people import NOW, TITLES, filling

ROOMS = 100
SOURCES = 200
FRESH = 3 * ROOMS
"""So many items have a card of today: no room has a place left, however many items there are."""
FIRST = len(TITLES)
"""Items before this number are those of `people.company`."""
ASKED = 10
"""One item in so many has a card."""

DAY = timedelta(days=1)

TITLE = (
    "'Part ' || n || ' of what is known about ' || case n % 7 when 0 then 'Rust' when 1 then 'the kernel' "
    "when 2 then 'bread' when 3 then 'timers' when 4 then 'drivers' when 5 then 'night shifts' else 'canteens' end"
)
TEXT = "'What was learnt on the way, by those who went there, with all that went wrong and a picture of the ovens.'"
ANSWER = (
    "case when n % 50 = 0 then 'not_for_us' when n % 10 < 5 then 'worth_it' when n % 10 < 7 then 'save' "
    "when n % 10 < 9 then 'would_share' else 'less' end"
)


def fill_items(file: Path, count: int) -> None:
    """So many items, and what hangs on them, in a file that `people.fill_sqlite` has filled with as many people."""
    with filling(file) as connection:
        for statement in statements(count):
            connection.execute(statement)


def item_id(n: object) -> str:
    """Our id of an item, in SQL; `n` may be a column. The same as `people.item_id` makes."""
    return _id("01ITEM00", 18, n)


def card_id(n: object) -> str:
    """Our id of the card of an item."""
    return _id("01CARD00", 18, n)


def room_id(n: object) -> str:
    """Our id of a room."""
    return _id("01ROOM00", 18, n)


def _person_id(n: object) -> str:
    return _id("01PERSON", 18, n)


def _source_id(n: object) -> str:
    return _id("01SOURCE", 18, n)


def _id(name: str, digits: int, n: object) -> str:
    return f"'{name}' || substr(cast({10**digits} + {n} as text), 2)"


def statements(count: int) -> Iterator[str]:
    """Items of a year, the newest first; each told once or twice, about one topic, every tenth with a card.

    Half a year of answers, one for every second person, of which one in fifty is "not for us", with its reason. A draft
    for every twentieth person, a link brought by every fiftieth, a story told by every hundredth. Of the last month's
    messages one for three people; for one in a hundred something waits until tomorrow.
    """
    now, year = micros(NOW), 365 * DAY
    step = micros_of(year) // count
    at = f"{now} - n * {step}"
    asked = f"(n < {FIRST + FRESH} or n % {ASKED} = 0)"
    posted = f"case when n < {FIRST + FRESH} then {now - micros_of(DAY) // 24} else {at} end"
    room = room_id(f"(case when n < {FIRST + FRESH} then n else n / {ASKED} end) % {ROOMS}")
    yield _rows(
        "sources",
        {
            "id": _source_id("n"), "key": "'s' || n", "name": "'Source ' || n", "every": micros_of(DAY) // 24,
            "url": "'https://source' || n || '.example/feed'", "file_url": "'https://source' || n || '.example/feed'",
            "company": "false", "about": "'[]'", "read_at": now - 90 * micros_of(DAY), "heard_at": now,
            "next_at": now + micros_of(DAY), "errors": 0, "moves": "'[0,[],null]'", "paused": "false", "named": "true",
            "made": "false",
        },
        SOURCES,
    )  # fmt: skip
    yield _rows(
        "rooms",
        {
            "id": room_id("n"), "platform": "'playground'", "workspace": "'T1'", "external_id": "'R' || n",
            "route": "''", "name": "'Room ' || n", "here": "true",
        },
        ROOMS,
    )  # fmt: skip
    yield _rows("room_topics", {"room_id": room_id("n"), "topic_id": f"'01TOPIC' || (n % {FIRST})"}, ROOMS)
    yield _rows(
        "items",
        {
            "id": item_id("n"), "kind": "'find'", "url": "'https://news.example/' || n", "key": "'k' || n",
            "title": TITLE, "text": TEXT, "at": at, "heard_at": at, "internal": "false", "withdrawn": "false",
            "corrected": "false",
        },
        count, first=FIRST,
    )  # fmt: skip
    for telling, which in ((0, "true"), (1, "n % 5 = 0")):
        yield _rows(
            "entries",
            {
                "source_id": _source_id(f"(n + {telling}) % {SOURCES}"), "entry_key": f"'e' || n || '-{telling}'",
                "item_id": item_id("n"), "url": "'https://news.example/' || n", "host": "'news.example'",
                "digest": "'d'", "changes": 0, "at": at, "news": "true",
            },
            count, first=FIRST, which=which,
        )  # fmt: skip
    topic = f"'01TOPIC' || (n % {FIRST})"
    yield _rows(
        "item_topics",
        {"item_id": item_id("n"), "topic_id": topic, "in_title": "'[\"kernel\"]'", "in_text": "'[]'"},
        count, first=FIRST,
    )  # fmt: skip
    yield _rows(
        "cards",
        {
            "id": card_id("n"), "room_id": room, "item_id": item_id("n"), "because": "'[]'", "brought": "false",
            "life": f"case when n >= {FIRST + FRESH} and {at} < {now - 10 * micros_of(DAY)} then 'over' "
            "when n % 100 = 0 then 'asking' else 'heard' end",
            "message_id": "'m' || n", "at": posted, "posted_at": posted,
            "expires_at": f"{posted} + {micros_of(10 * DAY)}",
        },
        count, first=FIRST, which=asked,
    )  # fmt: skip
    # Every second person answered one of the cards of half a year; 7 and 13 have nothing in common with the counts.
    carded = f"{ASKED} * ({FIRST + FRESH} / {ASKED} + 1 + (n * 13) % ({max(count // 20 - FRESH // ASKED - 2, 1)}))"
    yield _rows(
        "answers",
        {
            "person_id": _person_id(f"((n * 7) % {count})"), "item_id": item_id(carded), "kind": ANSWER,
            "at": f"{now} - n * {micros_of(180 * DAY) // max(count // 2, 1)}", "taken_back": "false",
            "reason": "case when n % 50 = 0 then case n / 50 % 3 when 0 then 'old' when 1 then 'advert' "
            "else 'off_topic' end else '' end",
        },
        count // 2,
    )  # fmt: skip
    yield _rows(
        "drafts",
        {
            "id": _id("01DRAFT0", 18, "n"), "person_id": _person_id("n * 20"), "item_id": item_id(carded),
            "asked": "'[\"use\"]'", "workplace": "true", "variant": 0, "text": TEXT, "edited": "false", "at": at,
        },
        count // 20,
    )  # fmt: skip
    yield _rows(
        "finds",
        {
            "id": _id("01FIND00", 18, "n"), "person_id": _person_id("n * 50"), "url": "'https://found.example/' || n",
            "key": "'found ' || n", "why": "''", "named": "false", "state": "'stands'", "item_id": item_id(carded),
            "at": at,
        },
        count // 50,
    )  # fmt: skip
    yield _rows(
        "stories",
        {
            "id": _id("01STORY0", 18, "n"), "author_id": _person_id("n * 100"), "title": "'A story'", "text": TEXT,
            "kind": "'lesson'", "signed": "'named'", "state": "'told'", "team": "''", "link": "''", "picture": "''",
            "at": at,
        },
        count // 100,
    )  # fmt: skip
    left = f"{now} - n * {micros_of(30 * DAY) // max(count // 3, 1)}"
    message = {
        "purpose": "'draft'", "body": "''", "dirty": "false", "held": "false", "attempts": 0, "why": "''",
    }  # fmt: skip
    yield _rows(
        "outbox",
        message
        | {
            "key": "'sent ' || n", "lane": _person_id("n * 3"), "about": _id("01DRAFT0", 18, "n"),
            "person_id": _person_id("n * 3"), "state": "'sent'", "put_at": left, "not_before": left,
            "attempted_at": left, "settled_at": left,
        },
        count // 3,
    )  # fmt: skip
    tomorrow = now + micros_of(DAY)
    yield _rows(
        "outbox",
        message
        | {
            "key": "'waits ' || n", "lane": _person_id("n * 100"), "about": _id("01DRAFT0", 18, "n"),
            "person_id": _person_id("n * 100"), "state": "'waiting'", "put_at": now, "not_before": tomorrow,
            "attempted_at": "null", "settled_at": "null",
        },
        count // 100,
    )  # fmt: skip
    yield _rows(
        "lanes",
        {
            "key": _person_id("n * 100"), "team": "'team'", "method": "'send'", "next_at": tomorrow, "paced_until": 0,
            "lease_until": 0, "fence": 1,
        },
        count // 100,
    )  # fmt: skip


def micros_of(span: timedelta) -> int:
    """Microseconds of a length of time."""
    return span // timedelta(microseconds=1)


def _rows(table: str, values: dict[str, object], upto: int, *, first: int = 0, which: str = "true") -> str:
    """Rows of a table for the numbers from `first` up to `upto`, where `which` holds."""
    begin, go_on = f"select cast({first} as bigint)", f"select n + 1 from number where n < {upto - 1}"
    numbers = f"with recursive number (n) as ({begin} union all {go_on})"
    columns, made = ", ".join(values), ", ".join(map(str, values.values()))
    return f"insert into {table} ({columns}) {numbers} select {made} from number where n < {upto} and {which}"
