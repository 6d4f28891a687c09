"""The port alone: each platform as whoever delivers meets it, and the world behind it. Every adapter has one."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession

from adapters.playground.book import Book
from adapters.playground.clock import PlaygroundClock
from adapters.playground.hear import person as playground_person
from adapters.playground.hear import room as playground_room
from adapters.playground.platform import Place, PlaygroundPlatform, Somebody
from adapters.slack.calls import client, session
from adapters.slack.platform import SlackPlatform
from adapters.slack.reading import Us
from adapters.slack.workspace import Workspace
from adapters.slack.workspaces import Only
from adapters.teams.connector import Connector
from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import Us as TeamsUs
from adapters.teams.tokens import Tokens
from bot.app import free_port
from bot.chat.addresses import Address
from bot.chat.events import Event
from bot.ports import Later, Platform, Undeliverable
from tests.adapters.teams.outgoing import secret
from tests.contract import slack_stage, teams_stage
from tests.contract.stage import Fate
from tests.fakes.clock import TUESDAY, SetClock
from tests.fakes.platform import Does, FakePlatform
from tests.fakes.slack import FakeSlack
from tests.fakes.teams import FakeTeams


class Bench(ABC):
    """A platform with one room and one person. `nowhere`: a room that is no more; `nobody`: somebody who never was."""

    real: Platform
    between: Callable[[Platform], Platform] | None = None
    """A platform that breaks a promise, handed in by a control."""
    room: Address
    person: Address
    nowhere: Address | None = None
    nobody: Address | None = None
    breaks: frozenset[Fate] = frozenset()
    """What can become of a message here."""
    looks_up = True
    """Whether a private message can be looked for."""
    for_all = True
    """Whether "too many" is said to all that leaves, and not to one conversation."""

    @property
    def platform(self) -> Platform:
        """What whoever delivers is given."""
        return self.real if self.between is None else self.between(self.real)

    @property
    def both(self) -> Iterator[Address]:
        """The room and the person."""
        return iter((self.room, self.person))

    @abstractmethod
    async def stands(self, at: Address) -> list[str]:
        """The words of each message that stands there."""

    def will(self, fate: Fate) -> None:
        """What becomes of the next message or edit."""
        raise NotImplementedError

    async def starts_again(self) -> None:
        """The process is another one, which remembers nothing, and all goes well again."""
        return


class PlaygroundBench(Bench):
    """A book in a file."""

    def __init__(self, book: Book) -> None:
        self._book = book
        people, rooms = [Somebody("ana", "Ana Duarte", "Europe/Lisbon", "en")], [Place("engineering", "Engineering")]
        self.real = PlaygroundPlatform(book, PlaygroundClock(TUESDAY), company="Example", people=people, rooms=rooms)
        self.room, self.person = playground_room("engineering"), playground_person("ana")
        self.nowhere, self.nobody = playground_room("attic"), playground_person("zoe")

    async def stands(self, at: Address) -> list[str]:
        place = f"{'room' if at == self.room else 'person'}:{at.id}"
        return [str(one.card) for one in await self._book.messages(place)]


class SlackBench(Bench):
    """A fake Slack."""

    breaks = frozenset(Fate)

    def __init__(self, slack: FakeSlack, shared: ClientSession) -> None:
        self._slack, self._shared = slack, shared
        self._ana, self._general = slack.person("ana"), slack.channel("general")
        self._us = Us(slack.workspace.id, slack.app.bot.id)
        self.room, self.person = self._us.room(self._general.id), self._us.person(self._ana.id)
        self.nowhere = self._us.room(slack.channel("attic", bot=False).id)
        self.nobody = self._us.person("U0NOBODY")
        self._begin()

    async def stands(self, at: Address) -> list[str]:
        where = self._general if at == self.room else self._ana
        return [str(one.blocks) for one in self._slack.messages(where)]

    def will(self, fate: Fate) -> None:
        if fate is Fate.NOBODY_THERE:
            self._workspace.client.base_url = f"http://127.0.0.1:{free_port()}/"
            return
        for method in ("chat.postMessage", "chat.update"):
            self._slack.faults.put(method, slack_stage.FATES[fate])

    async def starts_again(self) -> None:
        self._slack.faults.clear()
        self._begin()

    def _begin(self) -> None:
        slack = self._slack
        web = client(slack.app.token, api_url=slack.base_url, session=self._shared)
        app, mine = slack.world.app.id, slack.app.bot_id
        self._workspace = Workspace(web, self._us, app=app, bot=mine, receive=nothing, clock=SetClock())
        self.real = SlackPlatform(Only(self._workspace))


class TeamsBench(Bench):
    """A fake Teams."""

    breaks = frozenset(Fate)
    looks_up = for_all = False

    def __init__(self, teams: FakeTeams, shared: ClientSession) -> None:
        self._teams, self._shared = teams, shared
        self._ana = teams.person("ana")
        self._general = teams.general(teams.team("Everyone", self._ana))
        self._us = TeamsUs(teams.app.tenant, teams.app.bot)
        self.room, self.person = self._us.room(self._general.id), self._us.person(self._ana.person.aad)
        self.nowhere = self._us.room(teams.general(teams.team("Attic", installed=False)).id)
        self.nobody = self._us.person("00000000-1000-4000-8000-00000000e4a5")
        self._begin(teams.service_url)

    async def stands(self, at: Address) -> list[str]:
        where = self._general if at == self.room else self._ana
        return [str(one.card) for one in self._teams.messages(where)]

    def will(self, fate: Fate) -> None:
        if fate is Fate.NOBODY_THERE:
            self._begin(f"http://127.0.0.1:{free_port()}/")
            return
        for method in ("message", "update"):
            self._teams.faults.put(method, teams_stage.FATES[fate])

    async def starts_again(self) -> None:
        self._teams.faults.clear()
        self._begin(self._teams.service_url)

    def _begin(self, url: str) -> None:
        connector = Connector(self._shared, Tokens(secret(self._shared, self._teams)), also=(url,))
        self.real = TeamsPlatform(connector, self._us, receive=nothing, clock=SetClock(), service_url=url)


async def nothing(_: Event) -> None:
    """What a platform tells by itself is heard elsewhere."""


class FakeBench(Bench):
    """The platform that the tests of jobs deliver to: it may promise no more and no less."""

    FATES: Mapping[Fate, object] = {
        Fate.CUT_AFTER: Does.KEEPS,
        Fate.CUT_BEFORE: Does.LOSES,
        Fate.TOO_MANY: Later(30, everywhere=True),
        Fate.REFUSED: Undeliverable("no such room"),
        Fate.SILENT_BEFORE: Does.HANGS,
    }
    breaks = frozenset(FATES)

    def __init__(self) -> None:
        self.fake = FakePlatform()
        self.real = self.fake
        self.room, self.person = playground_room("engineering"), playground_person("ana")

    async def stands(self, at: Address) -> list[str]:
        edited = {message.id: card for message, card in self.fake.edits}
        return [str(edited.get(one.message.id, one.card)) for one in self.fake.stands if one.to == at]

    def will(self, fate: Fate) -> None:
        self.fake.does(self.FATES[fate])  # type: ignore[arg-type]


BENCHES: Mapping[str, type[Bench]] = {
    "playground": PlaygroundBench,
    "slack": SlackBench,
    "teams": TeamsBench,
    "fake": FakeBench,
}


@asynccontextmanager
async def bench(name: str, folder: Path) -> AsyncIterator[Bench]:
    """The bench of this name."""
    if name == "fake":
        yield FakeBench()
    elif name == "playground":
        book = Book(folder / "playground.db")
        await book.open()
        try:
            yield PlaygroundBench(book)
        finally:
            await book.close()
    elif name == "teams":
        async with FakeTeams() as teams, ClientSession() as shared:
            yield TeamsBench(teams, shared)
    else:
        async with FakeSlack() as slack, session() as shared:
            yield SlackBench(slack, shared)
