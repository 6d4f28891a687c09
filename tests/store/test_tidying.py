from datetime import datetime
from typing import Any

from bot.chat.outbox import Purpose
from bot.domain.drafts import Answers
from bot.domain.items import AnswerKind, Ending, FindState
from bot.domain.networks import Network
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.making import DAY, HOUR, NOW


def tidy(tx: Transaction, now: datetime) -> dict[str, int]:
    deleted = tx.tidying.tidy(now=now, drafts=90 * DAY, answers=180 * DAY, items=365 * DAY)
    return {table: count for table, count in deleted.items() if count}


async def test_answers_drafts_and_finds_go_when_their_time_is_over(store: Database) -> None:
    def made(tx: Transaction) -> None:
        ana, item = making.person(tx, "ana").id, making.item(tx).id
        tx.answers.put(ana, item, AnswerKind.SAVE, at=NOW)
        draft = tx.drafts.begin(ana, item, angle="a", at=NOW)
        tx.drafts.write(draft.id, network=Network.X, answers=Answers("a"), workplace=False, variant=0, text="t", at=NOW)
        tx.drafts.remind(draft.id, due=NOW + 200 * DAY)
        tx.drafts.begin(ana, item, angle="never written", at=NOW)
        find = tx.items.bring(ana, url="u", key="k", why="", named=False, room_id=None, at=NOW)
        tx.items.settle_find(find.id, FindState.STANDS, item_id=item)
        tx.items.bring(ana, url="u", key="still waiting", why="", named=False, room_id=None, at=NOW)

    await store.tx(made)
    days = [(2, {}), (3, {"drafts": 1}), (90, {}), (91, {"drafts": 1}), (180, {}), (181, {"answers": 1}), (365, {})]
    for day, gone in days:
        assert await store.tx(lambda tx, day=day: tidy(tx, NOW + day * DAY)) == gone, day  # type: ignore[misc]
    assert await store.tx(lambda tx: tidy(tx, NOW + 366 * DAY)) == {"finds": 1, "items": 1}


async def test_an_item_stays_as_long_as_something_of_a_person_hangs_on_it_or_its_card_lives(store: Database) -> None:
    def made(tx: Transaction) -> tuple[Any, ...]:
        ana, room = making.person(tx, "ana").id, making.room(tx).id
        (lwn,) = making.source(tx, "lwn")
        names = ("free", "saved", "drafted", "told", "thought of", "asking", "over", "young")
        items = {name: making.item(tx, name, at=NOW).id for name in names if name != "young"}
        items["young"] = making.item(tx, "young", at=NOW + DAY).id
        making.heard(tx, items["free"], lwn)
        tx.answers.put(ana, items["saved"], AnswerKind.SAVE, at=NOW + 365 * DAY)
        draft = tx.drafts.begin(ana, items["drafted"], angle="a", at=NOW + 365 * DAY)
        tx.drafts.edit(draft.id, "words", at=NOW + 365 * DAY)
        story = making.story(tx, ana)
        tx.stories.set_state(story.id, story.state, item_id=items["told"])
        making.card(tx, room, items["asking"])
        tx.rooms.end(making.card(tx, room, items["over"]).id, Ending.EXPIRED)
        return items, tidy(tx, NOW + 365 * DAY + HOUR), {name for name, one in items.items() if tx.items.get(one)}

    items, gone, left = await store.tx(made)
    assert left == {"saved", "drafted", "told", "asking", "young"}
    assert gone == {"items": 3}
    assert len(items) == 8


async def test_settled_messages_go_after_thirty_days_but_marks_and_open_ones_stay(store: Database) -> None:
    def made(tx: Transaction) -> tuple[Any, ...]:
        for key in ("sent", "dead", "dropped", "parked", "waiting", "leaving"):
            tx.outbox.put(Purpose.CARD, key=key, lane=key, about="", at=NOW)
        tx.outbox.once("mark", at=NOW)
        ids = {one.key: one.id for one in tx.outbox.due(now=NOW, limit=9)}
        for one in ids.values():
            tx.outbox.leaving(one, at=NOW)
        tx.outbox.sent(ids["sent"], at=NOW)
        tx.outbox.dead(ids["dead"], "why", at=NOW)
        tx.outbox.dropped(ids["dropped"], "why", at=NOW)
        tx.outbox.parked(ids["parked"], "why", at=NOW)
        tx.outbox.later(ids["waiting"], until=NOW + DAY, tried=True)
        early, late = tidy(tx, NOW + 30 * DAY), tidy(tx, NOW + 31 * DAY)
        return early, late, tx.outbox.once("mark", at=NOW + 400 * DAY)

    assert await store.tx(made) == ({}, {"outbox": 3}, False)


async def test_what_was_dropped_by_a_persons_own_choice_goes_too(store: Database) -> None:
    def made(tx: Transaction) -> dict[str, int]:
        ana = making.person(tx, "ana").id
        tx.outbox.put(Purpose.NUDGE, key="n", lane=ana, about="", person_id=ana, at=NOW)
        tx.people.leave(ana)
        return tidy(tx, NOW + 31 * DAY)

    assert await store.tx(made) == {"outbox": 1}
