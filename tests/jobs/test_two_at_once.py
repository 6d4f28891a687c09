"""Two replicas run the same job at once, since the lease of a slow one is over: what both do is done once."""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, cast

import pytest

from bot.chat.events import Action, Pressed
from bot.dispatch import handle
from bot.domain import links
from bot.domain.items import FindState, Item, ItemKind
from bot.domain.people import Person
from bot.domain.stories import Story, StoryState
from bot.ports import Transaction
from jobs.listening.fetch import Fetcher
from jobs.listening.parse import Parser
from jobs.read import Read
from jobs.tidy import Tidy
from store.database import Database
from store.items import Items
from store.people import People
from store.transaction import Transaction as StoreTransaction
from tests.fakes.clock import SetClock
from tests.jobs.house import House
from tests.store import making
from tests.store.looking import inside, looked

pytestmark = pytest.mark.usefixtures("on_server")

T = TypeVar("T")
SECOND = timedelta(seconds=1)
LINK = "https://news.example/rust"


class Met:
    """A store in which two that write wait for each other once, when each has begun to look."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._barrier = threading.Barrier(2, timeout=5)
        self._been: set[int] = set()

    async def tx(self, fn: Callable[[Transaction], T], *, within: float | None = None) -> T:
        """One transaction."""
        return await self._store.tx(lambda tx: fn(self._prepared(tx)), within=within)

    async def read(self, fn: Callable[[Transaction], T]) -> T:
        """As it is."""
        return await self._store.read(fn)

    def _prepared(self, tx: Transaction) -> Transaction:
        connection, come_by = inside(tx), self._come_by

        class MetPeople(People):
            def get(self, person_id: str) -> Person | None:
                found = super().get(person_id)
                come_by()
                return found

        class MetItems(Items):
            def by_key(self, key: str) -> Item | None:
                found = super().by_key(key)
                come_by()
                return found

        ours = cast(StoreTransaction, tx)
        ours.people, ours.items = MetPeople(connection, forgot=lambda: None), MetItems(connection)
        return tx

    def _come_by(self) -> None:
        me = threading.get_ident()
        if me not in self._been:
            self._been.add(me)
            self._barrier.wait()


def clocks(house: House) -> list[SetClock]:
    """Of two replicas, which never agree to the second."""
    return [SetClock(house.clock.now() + late * SECOND) for late in (0, 1)]


def a_waiting_story(tx: Transaction, house: House) -> Story:
    """It was told and taken back before, and names somebody who has been silent for seven days."""
    ana, ben = making.person(tx, "ana"), making.person(tx, "ben")
    story = making.story(tx, ana.id)
    asked_at = house.clock.now() - timedelta(days=7)
    tx.stories.name(story.id, [(ben.id, "Ben")], members={ben.id}, at=asked_at)
    tx.stories.ask_named(story.id, at=asked_at)
    tx.stories.choose_room(story.id, making.room(tx).id)
    tx.stories.set_state(story.id, StoryState.WAITING, item_id=making.item(tx, "as it was").id)
    return story


def put(house: House, purpose: str) -> int:
    """How many messages of this kind were put into the outbox."""
    return int(looked(house.url, f"select count(*) from outbox where purpose = '{purpose}'")[0][0])


async def test_a_story_that_both_let_go_on_is_told_once_and_so_is_its_author(house: House) -> None:
    await house.tx(lambda tx: a_waiting_story(tx, house))
    met = Met(house.store)
    await asyncio.gather(*(Tidy(met, settings=house.settings, clock=clock).run() for clock in clocks(house)))
    assert (put(house, "card"), put(house, "story_news")) == (1, 1)


async def test_a_link_that_both_know_is_placed_once_and_its_bringer_told_once(house: House) -> None:
    def bring(tx: Transaction) -> str:
        now, key = house.clock.now(), links.key(LINK)
        tx.items.add(kind=ItemKind.FIND, url=LINK, key=key, title="Rust", text="", at=now, now=now)
        ana, room = making.person(tx, "ana"), making.room(tx)
        return tx.items.bring(ana.id, url=LINK, key=key, why="", named=False, room_id=room.id, at=now).id

    find_id = await house.tx(bring)
    met, unasked = Met(house.store), Fetcher(contact="earshot@example.org", private_hosts=[])
    said: dict[str, Any] = {"fetcher": unasked, "parser": Parser(), "settings": house.settings}
    await asyncio.gather(*(Read(met, clock=clock, **said).run() for clock in clocks(house)))
    found = await house.tx(lambda tx: tx.items.find(find_id))
    assert found is not None
    assert found.state is FindState.STANDS
    assert (put(house, "card"), put(house, "find_news")) == (1, 1)


async def test_a_story_that_is_taken_back_just_as_it_goes_on_is_not_told(house: House) -> None:
    story = await house.tx(lambda tx: a_waiting_story(tx, house))
    taken, go_on = threading.Event(), threading.Event()

    def take_back(tx: Transaction) -> None:
        press = Pressed("press", house.clock.now(), making.address("ana"), Action.WITHDRAW_STORY, story.id, None)
        handle(press, house.here(tx))
        taken.set()
        go_on.wait(5)

    taking_back = asyncio.ensure_future(house.tx(take_back))
    await asyncio.to_thread(taken.wait, 5)
    tidying = asyncio.ensure_future(house.tidy.run())
    await asyncio.wait({tidying}, timeout=0.5)
    go_on.set()
    await asyncio.gather(taking_back, tidying)
    after = await house.tx(lambda tx: tx.stories.get(story.id))
    assert after is not None
    assert after.state is StoryState.WITHDRAWN
    assert put(house, "card") == 0
