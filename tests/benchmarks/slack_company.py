"""A company on Slack whose people answer cards: the fake's world, the store that knows it, and what Slack sends."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.slack import show
from bot.chat.addresses import Address
from store.database import Database
from tests.benchmarks.company import PRESSED, Stands, fill
from tests.fakes.slack import Colleague, FakeSlack, Post
from tests.fakes.slack.telling.courier import Kind, Told
from tests.fakes.slack.telling.http import form
from tests.fakes.slack.things import Json

EMOJI = "raising_hand"
"""🙋, as Slack spells it: "I would share this"."""


@dataclass
class WrittenDown:
    """A transport that tells nobody: it keeps each request as a line for `load`."""

    lines: list[str] = field(default_factory=list)

    async def tell(self, kind: Kind, body: Json, *, attempt: int, reason: str, patience: float) -> Told:
        """One more line."""
        raw, content_type = form(kind, body)
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        self.lines.append(json.dumps([headers, raw.decode()]))
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


async def filled(store: Database, slack: FakeSlack, there: Company, *, now: datetime) -> None:
    """The store knows all of them as members, and each card as one that asks."""
    team = slack.workspace.id
    people = [Address("slack", team, one.id) for one in there.people]
    places = [Stands(Address("slack", team, one.channel.id), one.channel.name, one.ts) for one in there.posts]
    cards = await store.tx(lambda tx: fill(tx, people, places, now=now))
    for post, asks in zip(there.posts, cards, strict=True):
        post.blocks = slack.world.with_ids(show.message(asks)["blocks"])


async def written(slack: FakeSlack, there: Company, *, reactions: int, presses: int) -> list[str]:
    """What Slack sends of so many reactions, and then of so many presses: each of another person, or on another card.

    One line for each, as `load` reads them. Raises IndexError where there are not so many.
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
            await person.presses(post, PRESSED)
    slack.courier.transport = told
    return down.lines
