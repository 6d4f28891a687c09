from typing import Any

from bot.domain.notices import STATES, NoticeKind
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.making import DAY, HOUR, MINUTE, NOW


async def test_a_notice_is_kept_for_its_room_and_is_found_again(store: Database) -> None:
    def put(tx: Transaction) -> tuple[Any, ...]:
        room = making.room(tx).id
        notice = tx.notices.put(room, NoticeKind.YOU_SAID, "We did.", at=NOW)
        return room, notice, tx.notices.get(notice.id), tx.notices.get("nothing")

    room, notice, again, none = await store.tx(put)
    assert (notice.room_id, notice.kind, notice.text, notice.at) == (room, NoticeKind.YOU_SAID, "We did.", NOW)
    assert again == notice
    assert none is None


async def test_the_same_notice_sent_twice_is_one_and_a_later_one_is_another(store: Database) -> None:
    def put(tx: Transaction) -> list[str]:
        here, there = making.room(tx, "here").id, making.room(tx, "there").id
        said = [(here, "a", 0), (here, "a", 5), (there, "a", 6), (here, "b", 7), (here, "a", 8), (here, "a", 90)]
        return [
            tx.notices.put(room, NoticeKind.YOU_SAID, text, at=NOW + after * MINUTE).id for room, text, after in said
        ]

    first, twice, there, other, back, later = await store.tx(put)
    assert first == twice
    assert len({first, there, other, back, later}) == 5


async def test_the_last_of_some_kinds_is_of_that_room_and_can_be_unsaid(store: Database) -> None:
    def put(tx: Transaction) -> tuple[Any, ...]:
        here, there = making.room(tx, "here").id, making.room(tx, "there").id
        kinds = (NoticeKind.STOPPED, NoticeKind.GOES_ON, NoticeKind.YOU_SAID)
        said = [tx.notices.put(here, kind, "", at=NOW + hour * HOUR) for hour, kind in enumerate(kinds)]
        tx.notices.put(there, NoticeKind.STOPPED, "", at=NOW + DAY)
        last = tx.notices.last(here, STATES)
        tx.notices.unsay(said[1].id)
        return said, last, tx.notices.last(here, STATES), tx.notices.last(there, {NoticeKind.YOU_SAID})

    said, last, before, none = await store.tx(put)
    assert (last, before, none) == (said[1], said[0], None)
