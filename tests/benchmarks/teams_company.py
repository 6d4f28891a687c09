"""A company on Teams whose people answer cards: the fake's world, the store that knows it, and what Teams sends."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import jwt

from adapters.teams import show
from adapters.teams.reading import PLATFORM
from adapters.teams.route import Route
from bot.chat.addresses import Address
from store.database import Database
from tests.benchmarks.company import PRESSED, Stands, fill
from tests.fakes.teams import Colleague, FakeTeams, Message
from tests.fakes.teams.acts.pressing import NOTE
from tests.fakes.teams.courier import Deliveries, Told
from tests.fakes.teams.things import Json

REACTION = "1f64b_happypersonraisinghand"
"""🙋, as Teams spells it: "I would share this"."""

AUTHORIZATION = "Authorization"


@dataclass
class WrittenDown:
    """A courier that tells nobody: it keeps each activity as a line for `load`.

    All bring the same token, as they do in life while it is good; `fresh`: each another one, from now on.
    """

    teams: FakeTeams
    lines: list[str] = field(default_factory=list)
    fresh: bool = False
    patience: float = 0.0

    def __post_init__(self) -> None:
        self._token = self.teams.headers()[AUTHORIZATION]

    def tell(self, activity: Json) -> Deliveries:
        """One more line."""
        token = self._another() if self.fresh else self._token
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
            "x-ms-conversation-id": activity["conversation"]["id"],
            "x-ms-tenant-id": self.teams.app.tenant,
            AUTHORIZATION: token,
        }
        self.lines.append(json.dumps([headers, json.dumps(activity)]))
        return Deliveries()

    async def invoke(self, activity: Json, *, patience: float | None = None) -> Told:
        """The same; it is as if a line were said."""
        self.tell(activity)
        return Told(status=200, answer={"statusCode": 200, "type": NOTE, "value": "Written down."})

    def _another(self) -> str:
        """A token with the same in it and a number beside: signed in the same second it would be the same one else."""
        claims = jwt.decode(self._token.removeprefix("Bearer "), options={"verify_signature": False})
        claims["jti"] = str(len(self.lines))
        key = self.teams.keys.current
        return f"Bearer {jwt.encode(claims, key.private, algorithm='RS256', headers={'kid': key.kid, 'x5t': key.kid})}"


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody, and one message of ours in each channel of their team."""

    people: Sequence[Colleague]
    posts: Sequence[Message]


def company(teams: FakeTeams, *, people: int, rooms: int) -> Company:
    """So many people, all of them in a team with so many channels, in each of which a card of the bot's stands."""
    everyone = [teams.person(f"person{number}") for number in range(people)]
    team = teams.team("Everyone", *everyone)
    channels = [teams.channel(f"channel-{number}", team) for number in range(rooms)]
    return Company(everyone, [teams.world.message(one, None) for one in channels])


async def filled(store: Database, teams: FakeTeams, there: Company, *, now: datetime) -> None:
    """The store knows all of them as members, and each card as one that asks."""
    tenant = teams.app.tenant
    people = [Address(PLATFORM, tenant, one.person.aad) for one in there.people]
    places = []
    for post in there.posts:
        assert post.room.team is not None
        way = Route(teams.service_url, team=post.room.team.id).packed()
        places.append(Stands(Address(PLATFORM, tenant, post.room.id, way), post.room.name, post.id))
    cards = await store.tx(lambda tx: fill(tx, people, places, now=now))
    for post, asks in zip(there.posts, cards, strict=True):
        post.attachments = [*show.message(asks, room=True)["attachments"]]


async def written(teams: FakeTeams, there: Company, *, reactions: int, fresh: int, presses: int) -> list[str]:
    """What Teams sends of so many reactions, of so many with a fresh token each, and then of so many presses.

    Each is of another person, or on another card. One line for each, as `load` reads them. Raises IndexError where
    there are not so many.
    """
    down, told = WrittenDown(teams), teams.stage.courier
    teams.stage.courier = down  # type: ignore[assignment]
    for number in range(reactions + fresh + presses):
        lap, turn = divmod(number, len(there.people))
        if lap == len(there.posts):
            raise IndexError("everybody has answered everything")
        person, post = there.people[turn], there.posts[(turn + lap) % len(there.posts)]
        down.fresh = reactions <= number < reactions + fresh
        if number < reactions + fresh:
            person.reacts(post, REACTION)
        else:
            await person.presses(post, PRESSED)
    teams.stage.courier = told
    return down.lines
