"""A company on Slack whose people answer cards: the fake's world, the store that knows it, and what Slack sends."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.slack import show
from bot.chat.addresses import Address, Message
from bot.chat.cards import Button, Card
from bot.chat.events import Action, Profile
from bot.domain.items import AnswerKind, Life
from bot.ports import Transaction
from store.database import Database
from tests.fakes.slack import Colleague, FakeSlack, Post
from tests.fakes.slack.telling.courier import Kind, Told
from tests.fakes.slack.telling.http import form
from tests.fakes.slack.things import Json
from tests.store import making

EMOJI = "raising_hand"
"""🙋, as Slack spells it: "I would share this"."""

SHOWN = 5
"""So many have answered each card already: from here on its count is shown, and each answer more redraws it."""


@dataclass
class WrittenDown:
    """A transport that tells nobody: it keeps each request as a line for `slack_load`."""

    lines: list[str] = field(default_factory=list)

    async def tell(self, kind: Kind, body: Json, *, attempt: int, reason: str, patience: float) -> Told:
        """One more line."""
        raw, content_type = form(kind, body)
        self.lines.append(json.dumps([content_type, raw.decode()]))
        return Told()

    async def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody, and one message of ours in each room."""

    people: Sequence[Colleague]
    posts: Sequence[Post]


def company(slack: FakeSlack, *, people: int, rooms: int) -> Company:
    """So many people, all of them in so many rooms, in each of which a card of the bot's stands."""
    everyone = [slack.person(f"person{number}") for number in range(people)]
    inside = {one.id for one in everyone} | {slack.app.bot.id}
    channels = [slack.world.channel(f"room-{number}", slack.workspace, members=inside) for number in range(rooms)]
    app = slack.app
    return Company(everyone, [slack.world.post(one, user=app.bot.id, text="", bot=app.bot_id) for one in channels])


async def fill(store: Database, slack: FakeSlack, there: Company, *, now: datetime) -> None:
    """The store knows all of them as members, and each card as one that asks."""
    cards = await store.tx(lambda tx: _fill(tx, slack.workspace.id, there, now))
    for post, card in zip(there.posts, cards, strict=True):
        asks = Card("Worth sharing?", "Two maintainers look back.", buttons=(Button(Action.WOULD_SHARE, "I", card),))
        post.blocks = slack.world.with_ids(show.message(asks)["blocks"])


def _fill(tx: Transaction, team: str, there: Company, now: datetime) -> list[str]:
    [source_id] = making.source(tx, "ledger")
    earlier = [_member(tx, Address("slack", team, f"UEARLIER{number}"), now) for number in range(SHOWN)]
    for one in there.people:
        _member(tx, Address("slack", team, one.id), now)
    cards = []
    for post in there.posts:
        where = Address("slack", team, post.channel.id)
        room = tx.rooms.joined(where, post.channel.name, at=now, topics=())
        item = making.item(tx, post.channel.name, at=now)
        making.heard(tx, item.id, source_id, at=now)
        card = making.card(tx, room.id, item.id, life=Life.ASKING, at=now)
        tx.rooms.sent(card.id, Message(where, post.ts), at=now)
        for person_id in earlier:
            tx.answers.put(person_id, item.id, AnswerKind.WOULD_SHARE, at=now)
        cards.append(card.id)
    return cards


def _member(tx: Transaction, address: Address, now: datetime) -> str:
    met = tx.people.meet(address, now=now, zone="Europe/Berlin", language="en")
    tx.people.join(met.id, at=now, text="2026-11")
    tx.people.know(address, Profile("Ana", "Europe/Berlin", "en"))
    return met.id


async def written(slack: FakeSlack, there: Company, *, reactions: int, presses: int) -> list[str]:
    """What Slack sends of so many reactions, and then of so many presses: each of another person, or on another card.

    One line for each, as `slack_load` reads them. Raises IndexError where there are not so many.
    """
    down, told = WrittenDown(), slack.courier.transport
    slack.courier.transport = down
    for number in range(reactions + presses):
        lap, turn = divmod(number, len(there.people))
        if lap == len(there.posts):
            raise IndexError("everybody has answered everything")
        person, post = there.people[turn], there.posts[(turn + lap) % len(there.posts)]
        if number < reactions:
            await person.reacts(post, EMOJI)
        else:
            await person.presses(post, "I")
    slack.courier.transport = told
    return down.lines
