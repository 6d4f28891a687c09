"""Messages that wait to leave, and what became of them: by the platform's own record and by the store."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.clock import SystemClock
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.outbox import PRIVATE, Purpose, pack
from bot.domain.items import Life
from bot.ports import Transaction
from jobs.delivering.outcomes import NOBODY_CAN_TELL
from store.database import Database
from store.hashing import keyed_hash
from tests.fakes.faulty import Accepted
from tests.store import making
from tests.torture.ground import Place
from tests.torture.worker import PLATFORM

ROOMS = 20
PEOPLE = 20
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A message of the outbox. `key` as the platform hears it."""

    id: int
    key: str
    purpose: Purpose
    lane: str
    state: str
    why: str


async def put(place: Place, count: int, *, spread: float, private: float = 0.4) -> None:
    """So many messages, room cards and private answers, one after the other over so many seconds."""
    store = Database(place.url)
    store.open()
    try:
        start = SystemClock().now()
        lanes = await store.tx(lambda tx: _lanes(tx, start))
        cards = [number for number in range(count) if (number * private) % 1 < 1 - private]
        in_room = {number: place for place, number in enumerate(cards)}
        for first in range(0, count, AT_ONCE):
            numbers = range(first, min(count, first + AT_ONCE))

            def some(tx: Transaction, numbers: Sequence[int] = numbers) -> None:
                for number in numbers:
                    at = start + timedelta(seconds=spread * number / count)
                    if number in in_room:
                        _card(tx, lanes[0][in_room[number] % ROOMS], number, now=start, leaves=at)
                    else:
                        _answer(tx, lanes[1][(number - len(cards)) % PEOPLE], number, now=start, leaves=at)

            await store.tx(some)
    finally:
        store.close()


def _lanes(tx: Transaction, now: datetime) -> tuple[list[str], list[str]]:
    rooms = [Address(PLATFORM, "T1", f"room-{number}") for number in range(ROOMS)]
    people = [Address(PLATFORM, "T1", f"person-{number}") for number in range(PEOPLE)]
    return (
        [tx.rooms.joined(one, one.id, at=now, topics=[]).id for one in rooms],
        [tx.people.meet(one, now=now, zone="Europe/Berlin", language="en").id for one in people],
    )


def _card(tx: Transaction, room_id: str, number: int, *, now: datetime, leaves: datetime) -> None:
    item = making.item(tx, f"{number:06}", at=now)
    card = making.card(tx, room_id, item.id, life=Life.ASKING, at=now)
    key = f"card:{number:06}"
    tx.outbox.put(Purpose.CARD, key=key, lane=room_id, about=card.id, at=now, not_before=leaves)


def _answer(tx: Transaction, person_id: str, number: int, *, now: datetime, leaves: datetime) -> None:
    body = pack(Card(title=f"Title {number:06}"))
    tx.outbox.put(
        Purpose.ANSWER,
        key=f"answer:{number:06}",
        lane=person_id,
        about="",
        person_id=person_id,
        at=now,
        not_before=leaves,
        body=body,
    )


def rows(place: Place) -> list[Row]:
    """The outbox as it stands, in the order in which messages are to leave."""
    secret = bytes.fromhex(place.one("select key from store_key"))
    found = place.rows("select id, key, purpose, lane, state, why from outbox order by id")
    return [
        Row(id_, keyed_hash(secret, key), Purpose(purpose), lane, state, why)
        for id_, key, purpose, lane, state, why in found
    ]


def open_ones(place: Place) -> bool:
    """Whether any message has no fate yet."""
    return bool(place.one("select count(*) from outbox where state in ('waiting', 'leaving')"))


def stuck(place: Place) -> str:
    """What the store knows of messages without a fate, for whoever has to find out why."""
    now = f"{time.time_ns() // 1000}"
    asked = (
        f"select o.key, o.state, o.attempts, o.why, o.not_before - {now}, o.attempted_at - {now}, l.next_at - {now},"
        f" l.paced_until - {now}, l.lease_until - {now}, l.fence, l.method, l.team from outbox o"
        " left join lanes l on l.key = o.lane where o.state in ('waiting', 'leaving') order by o.id limit 5"
    )
    return str(place.rows(asked))


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of all messages."""

    lost: int
    doubled: int
    disordered: int
    states: Counter[str]
    wrong: int
    """Messages whose state is not what policy says, or does not fit what the platform has."""
    parked_there: int
    dropped_there: int


def fates(outbox: Sequence[Row], accepted: Sequence[Accepted], *, tells: bool) -> Fates:
    """Judged from the platform's record and the store. `tells`: whether the platform could be asked."""
    there = Counter(one.key for one in accepted)
    known = {one.key for one in outbox}
    gone = {one.key for one in outbox if there[one.key] == 0}
    uncertain = [one for one in outbox if one.state in ("parked", "dropped")]
    return Fates(
        lost=sum(1 for one in outbox if one.key in gone and (tells or one.state == "sent")),
        doubled=sum(count - 1 for count in there.values()),
        disordered=disordered(outbox, accepted),
        states=Counter(one.state for one in outbox),
        wrong=sum(not _fits(one, there[one.key], tells=tells) for one in outbox) + len(there.keys() - known),
        parked_there=sum(there[one.key] for one in uncertain if one.state == "parked"),
        dropped_there=sum(there[one.key] for one in uncertain if one.state == "dropped"),
    )


def _fits(one: Row, there: int, *, tells: bool) -> bool:
    """Whether this fate is one that policy has for a message of this purpose."""
    if one.state == "sent":
        return there == 1
    fate = "dropped" if one.purpose in PRIVATE else "parked"
    return not tells and one.state == fate and one.why == NOBODY_CAN_TELL and there <= 1


def disordered(outbox: Sequence[Row], accepted: Sequence[Accepted]) -> int:
    """How often, in any lane, a message was accepted for the first time after one that was put there later."""
    of = {one.key: one for one in outbox}
    latest: defaultdict[str, int] = defaultdict(int)
    seen: set[str] = set()
    count = 0
    for each in accepted:
        if each.key in seen or each.key not in of:
            continue
        seen.add(each.key)
        one = of[each.key]
        count += one.id < latest[one.lane]
        latest[one.lane] = max(latest[one.lane], one.id)
    return count
