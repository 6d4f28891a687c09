"""What leaves the outbox for somebody on Teams: their chat is begun once, and who blocked the bot is left alone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import Us
from adapters.teams.route import unpack
from bot.chat.events import Asked, Event
from bot.chat.here import Here
from bot.chat.replies import Reply
from bot.dispatch import once
from bot.domain.people import Person
from bot.settings import parse
from jobs.deliver import Deliver
from store.database import Database
from tests.adapters.teams.outgoing import Speaking, speaking
from tests.fakes.clock import SetClock
from tests.fakes.teams import Colleague, FakeTeams

SETTINGS = parse("company: {name: Example Works, time_zone: Europe/Berlin}\n", environ={})


@dataclass
class House:
    """A store, and delivery to a fake Teams. Each process that starts knows nothing of the one before."""

    store: Database
    one: Speaking
    clock: SetClock = field(default_factory=SetClock)
    number: int = 0

    def __post_init__(self) -> None:
        self.us = Us(self.teams.app.tenant, self.teams.app.bot)
        self.starts_again()

    @property
    def teams(self) -> FakeTeams:
        """Where it delivers to."""
        return self.one.teams

    def starts_again(self) -> None:
        """The process is another one."""
        url = self.one.url
        platform = TeamsPlatform(self.one.connector, self.us, receive=self.hear, clock=self.clock, service_url=url)
        self.deliver = Deliver(self.store, platforms={"teams": platform}, settings=SETTINGS, clock=self.clock)

    async def hear(self, event: Event) -> Reply | None:
        """Something happened."""
        return await self.store.tx(lambda tx: once(event, Here(tx, SETTINGS, self.clock.now())))

    async def asks(self, who: Colleague, *, leaves: bool = True) -> None:
        """They ask for help in a room, and the answer leaves in private."""
        self.number += 1
        await self.hear(Asked(f"k{self.number}", self.clock.now(), self.us.person(who.person.aad), "help", later=True))
        if leaves:
            await self.deliver.drain()
        self.clock.forward(timedelta(seconds=10))

    async def known(self, who: Colleague) -> Person:
        """What is kept of them."""
        found = await self.store.read(lambda tx: tx.people.at(self.us.person(who.person.aad)))
        assert found is not None
        return found


@pytest.fixture
async def house(file: Path) -> AsyncIterator[House]:
    async with speaking() as one:
        store = Database(f"sqlite:///{file}")
        store.open()
        yield House(store, one)
        store.close()


async def test_a_chat_is_begun_once_whichever_process_speaks(house: House) -> None:
    ana = house.teams.person("ana")
    await house.asks(ana)
    chat = house.teams.world.personal(ana.person)
    assert chat is not None
    assert unpack((await house.known(ana)).address.route).chat == chat.id
    house.starts_again()
    await house.asks(ana)
    assert len(house.teams.messages(ana)) == 2
    assert len(house.teams.calls("create")) == 1


@pytest.mark.parametrize("how", ["blocked", "gone"])
async def test_whoever_blocked_the_bot_is_left_alone_until_they_do_something(house: House, how: str) -> None:
    ana = house.teams.person("ana")
    await house.asks(ana)
    ana.person.app = how
    for _ in range(3):
        await house.asks(ana, leaves=False)
    await house.deliver.drain()
    assert (await house.known(ana)).gone
    assert len(house.teams.calls("send")) == 2, "what else waited for them is not even tried"
    ana.person.app = "yes"
    await house.asks(ana)
    assert not (await house.known(ana)).gone
    assert len(house.teams.messages(ana)) == 2
    assert len(house.teams.calls("create")) == 1
