"""The jobs on a real store, with a clock a test sets and a platform a test directs, wired as in bot/app.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain.items import Item, Life, RoomCard
from bot.domain.networks import Network
from bot.domain.people import NUDGE_BASE, Nudges, Person, Room
from bot.ports import Transaction
from bot.settings import Settings, parse
from jobs.choose import Choose
from jobs.deliver import Deliver, Times
from jobs.nudge import Nudge
from jobs.tidy import Tidy
from store.database import Database
from tests.fakes.clock import SetClock
from tests.fakes.platform import FakePlatform
from tests.store import making
from tests.store.looking import looked

T = TypeVar("T")

SETTINGS = "company: {name: Example Works, time_zone: Europe/Berlin}\n"


def settings(more: str = "") -> Settings:
    """The defaults, and what a test adds."""
    return parse(SETTINGS + more, environ={})


@dataclass
class House:
    """Everything a job needs."""

    store: Database
    url: str
    clock: SetClock
    settings: Settings
    platform: FakePlatform

    def deliver(self, *, quiet: float = 60, timeout: float = 5) -> Deliver:
        """Delivery, with its quiet time and its patience in seconds."""
        return Deliver(
            self.store,
            platforms={self.platform.name: self.platform},
            settings=self.settings,
            clock=self.clock,
            times=Times(send=timedelta(seconds=timeout), quiet=timedelta(seconds=quiet)),
        )

    @property
    def choose(self) -> Choose:
        return Choose(self.store, settings=self.settings, clock=self.clock)

    @property
    def nudge(self) -> Nudge:
        return Nudge(self.store, settings=self.settings, clock=self.clock)

    @property
    def tidy(self) -> Tidy:
        return Tidy(self.store, settings=self.settings, clock=self.clock)

    def here(self, tx: Transaction) -> Here:
        """This transaction, now."""
        return Here(tx, self.settings, self.clock.now())

    async def tx(self, fn: Callable[[Transaction], T]) -> T:
        """One transaction."""
        return await self.store.tx(fn)

    def later(self, **much: float) -> None:
        """Time passes: `later(seconds=30)`."""
        self.clock.forward(timedelta(**much))

    async def pass_seconds(self, deliver: Deliver, seconds: float, *, step: float) -> None:
        """Time passes, and delivery looks again and again."""
        for _ in range(int(seconds / step)):
            self.later(seconds=step)
            await deliver.drain()

    def state(self, key: str) -> tuple[str, str]:
        """What became of the message with this key, and why."""
        ((state, why),) = looked(self.url, f"select state, why from outbox where key = '{key}'")
        return state, why

    def states(self) -> dict[str, str]:
        """What became of every message, by key."""
        return dict(looked(self.url, "select key, state from outbox order by id"))


# ── Short ways to have something waiting ─────────────────────────────────────────────────────────────────────────────


def a_card(tx: Transaction, room: Room, name: str = "one", *, life: Life = Life.HEARD, at: SetClock) -> RoomCard:
    """A card of a new item that waits for its room under the key `card:{name}`."""
    item = making.item(tx, name, at=at.now())
    card = making.card(tx, room.id, item.id, life=life, at=at.now())
    tx.outbox.put(Purpose.CARD, key=f"card:{name}", lane=room.id, about=card.id, at=at.now())
    return card


def an_asking_item(
    tx: Transaction, name: str = "asked", *, room: str = "general", at: SetClock
) -> tuple[Item, RoomCard]:
    """An item whose card asks in a room, and stands there."""
    item = making.item(tx, name, at=at.now())
    where = making.room(tx, room)
    return item, making.card(tx, where.id, item.id, life=Life.ASKING, at=at.now(), stands=f"stands {name}")


def wants_nudges(tx: Transaction, name: str, every: Nudges = Nudges.WEEKLY) -> Person:
    """A member with a network and nudges on."""
    one = making.person(tx, name)
    tx.people.choose_networks(one.id, [Network.MASTODON], apart=False)
    tx.people.choose_nudges(one.id, every, every=NUDGE_BASE[every])
    return tx.people.get(one.id) or one
