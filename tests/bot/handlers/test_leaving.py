"""All that is kept about a person reaches them, however much it is, wherever they ask."""

import json

import pytest
from sqlalchemy import Engine, select

from bot.chat.cards import Card
from bot.chat.events import Action, Asked, Pressed
from bot.chat.here import Here
from bot.chat.outbox import Purpose, unpack
from bot.chat.outgoing import Send, verdict
from bot.chat.replies import Whisper
from bot.dispatch import LONGEST_PART, handle
from bot.handlers.leaving import AT_ONCE
from store import rows
from tests.bot.chat.house import moment
from tests.store import making
from tests.store.looking import inside
from tests.store.making import NOW


def full(here: Here, *, drafts: int) -> str:
    """Ana, of whom much is kept; her id."""
    ana = making.person(here.tx, "ana")
    for number in range(drafts):
        item = making.item(here.tx, f"item {number}")
        draft = here.tx.drafts.begin(ana.id, item.id, angle="surprise", at=NOW)
        here.tx.drafts.edit(draft.id, f"My words no. {number}: " + "it is “so” & so 🙂 " * 60, at=NOW)
    return ana.id


def whole(cards: list[Card]) -> dict[str, object]:
    """What they say together, for machines."""
    said = "".join(card.text for card in cards)
    found = json.loads(said[said.index("\n{") :])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("drafts", [0, 3, 60])
def test_on_the_spot_it_comes_part_by_part_until_all_was_there(drafts: int, engine: Engine) -> None:
    with moment(engine) as here:
        ana = full(here, drafts=drafts)
        kept = here.tx.people.export(ana)
        cards: list[Card] = []
        part = ""
        while not cards or cards[-1].buttons:
            reply = handle(Pressed("key", NOW, making.address("ana"), Action.EXPORT, part), here)
            assert isinstance(reply, Whisper)
            assert isinstance(reply.body, Card)
            cards.append(reply.body)
            part = reply.body.buttons[0].subject if reply.body.buttons else ""
        assert whole(cards) == json.loads(json.dumps(kept, default=str))
        assert (
            len(cards) == (1 if drafts < 60 else -(-sum(len(card.text) for card in cards) // AT_ONCE)) or drafts == 60
        )
        assert all(len(card.text) <= AT_ONCE for card in cards)
        assert (len(cards) > 2) is (drafts == 60)


@pytest.mark.parametrize("part", ["0", "99", "-1", "x", "²", "1" * 40])
def test_a_part_that_is_none_is_the_first_or_the_last(part: str, engine: Engine) -> None:
    with moment(engine) as here:
        full(here, drafts=1)
        reply = handle(Pressed("key", NOW, making.address("ana"), Action.EXPORT, part), here)
        assert isinstance(reply, Whisper)
        assert isinstance(reply.body, Card)
        assert reply.body.text


def test_in_private_it_comes_in_several_messages_each_with_its_off_switch(engine: Engine) -> None:
    with moment(engine) as here:
        ana = full(here, drafts=6)
        kept = here.tx.people.export(ana)
        handle(Asked("key", NOW, making.address("ana"), "export", later=True), here)
        o = rows.outbox
        put = inside(here.tx).execute(select(o).where(o.c.purpose == Purpose.ANSWER).order_by(o.c.id)).all()
        cards = [unpack(row.body) for row in put]
        assert len(cards) > 1
        assert all(len(card.text) <= LONGEST_PART for card in cards)
        assert [bool(card.title) for card in cards] == [True] + [False] * (len(cards) - 1)
        assert whole(cards) == json.loads(json.dumps(kept, default=str))
        for row in put:
            waits = here.tx.outbox.due(now=NOW, limit=9, lanes=[ana])[0]
            assert waits.id == row.id  # in this order
            leaves = verdict(waits, here)
            assert isinstance(leaves, Send)
            assert leaves.card.buttons
            here.tx.outbox.sent(waits.id, at=NOW)
