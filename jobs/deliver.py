"""Delivering: what waits to leave, leaves; never twice, never unwanted.

Claim, and check at the door, in one durable transaction; only then the first byte leaves; then the outcome is kept. A
message whose fate nobody knows is looked up where that is possible, and never blindly sent again (facts: delivery 3).
"""

import asyncio
import contextlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.chat.addresses import Address, Message
from bot.chat.here import Here
from bot.chat.outbox import PRIVATE, Outgoing, Purpose
from bot.chat.outgoing import Drop, Edit, NotNow, Refresh, Send, verdict
from bot.domain.rhythm import next_interval
from bot.handlers import sharing
from bot.ports import (
    CannotTell,
    Clock,
    Delivered,
    Found,
    Later,
    NotThere,
    Platform,
    Sent,
    Store,
    Transaction,
    Undeliverable,
    Unknown,
)
from bot.settings import Settings
from jobs.nudge import nudge_mark

log = structlog.get_logger()

AT_ONCE = 20
MOST_ATTEMPTS = 8
SEND_TIMEOUT = 10.0
LOOK_EVERY = 1.0

REPEATABLE = frozenset({Purpose.CARD_EDIT, Purpose.DRAFT_EDIT, Purpose.PAGE})
"""Edits and pages are states: to draw them twice does no harm."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A message marked as leaving, and what is to be done with it. `key` is opaque: it goes to the platform."""

    outgoing: Outgoing
    what: Send | Edit | Refresh
    key: str


class Deliver:
    """The one place from which messages leave."""

    def __init__(
        self,
        store: Store,
        *,
        platforms: Mapping[str, Platform],
        settings: Settings,
        clock: Clock,
        quiet_time: timedelta = timedelta(seconds=60),
    ) -> None:
        """`quiet_time`: how long a message of unknown fate is left alone before it is looked up: it may be late."""
        self._store = store
        self._platforms = platforms
        self._settings = settings
        self._clock = clock
        self._quiet_time = quiet_time
        self._wake = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._wake.set()

    async def work(self) -> None:
        """Deliver until told to stop; what is in the air is waited for."""
        while not self._stopping:
            self._wake.clear()
            await self.drain()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_EVERY)

    def stop(self) -> None:
        """Claim nothing more; `work` ends once what is in the air has landed."""
        self._stopping = True
        self._wake.set()

    async def drain_if_due(self) -> None:
        """The same, but only looked for where something may leave: a jump of the playground's clock asks often."""
        now = self._clock.now()
        due = await self._store.read(lambda tx: tx.outbox.next_due())
        if due is not None and due <= now:
            await self.drain()

    async def drain(self) -> None:
        """Deliver all that may leave now."""
        async with self._one_at_a_time:
            await self._look_up()
            while not self._stopping:
                leaving, more = await self._store.tx(self._claim)
                await asyncio.gather(*map(self._leave, leaving))
                if not more:
                    return

    # ── The claim ──

    def _claim(self, tx: Transaction) -> tuple[list[Leaving], bool]:
        """Check at the door and mark as leaving, in one transaction. Returns what leaves, and if more may be due."""
        here = Here(tx, self._settings, self._clock.now())
        due = tx.outbox.due(now=here.now, limit=AT_ONCE)
        leaving = [one for one in (self._through_the_door(outgoing, here) for outgoing in due) if one is not None]
        return leaving, bool(due)

    def _through_the_door(self, outgoing: Outgoing, here: Here) -> Leaving | None:
        outbox = here.tx.outbox
        if outgoing.attempts >= MOST_ATTEMPTS:
            outbox.dead(outgoing.id, "tried too often", at=here.now)
            return None
        match verdict(outgoing, here):
            case Drop(why=why):
                outbox.dropped(outgoing.id, why, at=here.now)
            case NotNow(until=until):
                outbox.later(outgoing.id, until=until, tried=False)
            case what:
                if outgoing.purpose is Purpose.NUDGE and not _once(outgoing, here):
                    outbox.dropped(outgoing.id, "it was sent to them before", at=here.now)
                    return None
                outbox.leaving(outgoing.id, at=here.now)
                return Leaving(outgoing, what, outbox.keyed_hash(outgoing.key))
        return None

    # ── The leaving ──

    async def _leave(self, leaving: Leaving) -> None:
        outcome = await self._send(leaving)
        await self._store.tx(lambda tx: self._settle(tx, leaving.outgoing, outcome))

    async def _send(self, leaving: Leaving) -> Delivered:
        platform = self._platforms.get(_where(leaving.what).platform)
        if platform is None:
            return Undeliverable("its platform is not configured")
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                match leaving.what:
                    case Send(to=to, card=card):
                        return await platform.send(to, card, key=leaving.key)
                    case Edit(message=message, card=card):
                        return await platform.edit(message, card)
                    case Refresh(person=person, page=page):
                        await platform.page(person, page)
                        return Sent(Message(person, ""))
        except TimeoutError:
            return Unknown("no answer in time")
        except Exception as error:  # noqa: BLE001 - an adapter that breaks its promise must not stop delivery for all
            log.error("delivery_failed", purpose=leaving.outgoing.purpose, error=type(error).__name__)
            return Unknown("the adapter failed")

    def _settle(self, tx: Transaction, outgoing: Outgoing, outcome: Delivered) -> None:
        now = self._clock.now()
        match outcome:
            case Sent(message=message):
                _sent(outgoing, message, Here(tx, self._settings, now))
            case Later(seconds=seconds):
                wait = timedelta(seconds=seconds * random.uniform(1, 1.2))  # noqa: S311 - spreads, guards nothing
                tx.outbox.later(outgoing.id, until=now + wait, tried=False)
            case Undeliverable(why=why):
                tx.outbox.dead(outgoing.id, why, at=now)
            case Unknown() if outgoing.purpose in REPEATABLE:
                tx.outbox.later(outgoing.id, until=now + _backoff(outgoing.attempts), tried=True)
            case Unknown():
                pass  # it stays in the air until the quiet time is over, and is looked up then

    # ── What became of an unknown ──

    async def _look_up(self) -> None:
        before = self._clock.now() - self._quiet_time
        for outgoing in await self._store.read(lambda tx: tx.outbox.in_the_air(before=before, limit=AT_ONCE)):
            await self._look_up_one(outgoing)

    async def _look_up_one(self, outgoing: Outgoing) -> None:
        if outgoing.purpose in REPEATABLE:
            await self._store.tx(lambda tx: tx.outbox.later(outgoing.id, until=self._clock.now(), tried=True))
            return
        to, key = await self._store.read(lambda tx: (_address(outgoing, tx), tx.outbox.keyed_hash(outgoing.key)))
        platform = self._platforms.get(to.platform) if to else None
        fate = await platform.find(to, key) if platform and to else CannotTell()
        await self._store.tx(lambda tx: self._fated(tx, outgoing, fate))

    def _fated(self, tx: Transaction, outgoing: Outgoing, fate: Found | NotThere | CannotTell) -> None:
        now = self._clock.now()
        match fate:
            case Found(message=message):
                _sent(outgoing, message, Here(tx, self._settings, now))
            case NotThere():
                tx.outbox.later(outgoing.id, until=now, tried=True)  # it goes through the door again
            case CannotTell() if outgoing.purpose in PRIVATE:
                tx.outbox.dropped(outgoing.id, "nobody can tell whether it arrived", at=now)
            case CannotTell():
                tx.outbox.parked(outgoing.id, "nobody can tell whether it arrived", at=now)


def _once(outgoing: Outgoing, here: Here) -> bool:
    """Keep for ever that this item was a nudge for this person; their interval grows until they press something."""
    person = here.known(outgoing.person_id or "")
    card = here.tx.rooms.card(outgoing.about)
    item = here.tx.items.get(card.item_id) if card else None
    if item is None:
        return False
    mark = nudge_mark(person, item, here)
    if outgoing.attempts == 0 and not here.tx.outbox.once(mark, at=here.now):
        return False
    every = next_interval(person.nudge_every, answered=False, base=person.nudge_every)
    here.tx.people.nudged(person.id, at=here.now, every=every)
    return True


def _sent(outgoing: Outgoing, message: Message, here: Here) -> None:
    here.tx.outbox.sent(outgoing.id, at=here.now)
    match outgoing.purpose:
        case Purpose.CARD:
            here.tx.rooms.sent(outgoing.about, message, at=here.now)
            card = here.tx.rooms.card(outgoing.about)
            if card is not None:
                sharing.apply_set_aside(card, here)
        case Purpose.DRAFT:
            here.tx.drafts.sent(outgoing.about, message)


def _where(what: Send | Edit | Refresh) -> Address:
    match what:
        case Send(to=to):
            return to
        case Edit(message=message):
            return message.where
        case Refresh(person=person):
            return person


def _address(outgoing: Outgoing, tx: Transaction) -> Address | None:
    if outgoing.person_id is not None:
        person = tx.people.get(outgoing.person_id)
        return person.address if person else None
    room = tx.rooms.get(outgoing.lane)
    return room.address if room else None


def _backoff(attempts: int) -> timedelta:
    """Full jitter, up to five minutes (facts: delivery 3)."""
    return timedelta(seconds=random.uniform(0, min(300, 2 ** (attempts + 1))))  # noqa: S311 - spreads, guards nothing
