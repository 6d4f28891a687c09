"""Delivering: what waits to leave, leaves; never twice, never unwanted.

Claim, and check at the door, in one durable transaction; only then the first byte leaves; then the outcome is kept. A
message whose fate nobody knows is looked up where that is possible, and never blindly sent again (facts: delivery 3).
"""

import asyncio
import contextlib
import time
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.chat.addresses import Address, Message
from bot.chat.here import Here
from bot.chat.outbox import METHODS, Outgoing
from bot.chat.outgoing import Edit, Refresh, Send
from bot.ports import (
    CannotTell,
    Clock,
    Delivered,
    Fate,
    Later,
    Limits,
    Meter,
    Platform,
    Sent,
    Store,
    Transaction,
    Uncounted,
    Undeliverable,
    Unknown,
)
from bot.settings import Settings
from jobs.delivering.claim import Claimed, Leaving, Lost, claim
from jobs.delivering.lately import Lately
from jobs.delivering.outcomes import Done, address, fated, settle

log = structlog.get_logger()

AT_ONCE = 100
"""Messages that wait for their turn, are in the air, or landed and are being written down."""
WORTH_A_CLAIM = 25
"""Where there is not so much room, it is waited for; PATIENCE seconds at most, since a platform may be slow."""
PATIENCE = 0.1
GATHERED = 0.02
"""Where that many are under way, what lands within so many seconds is written down together."""
GIVE_UP_LOOKING = timedelta(minutes=10)
"""A platform that could not be asked for so long cannot tell: the lane goes on."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long delivery waits for what (facts: delivery 3).

    `send`: a platform has so long to answer. `margin`: how much of a lease must be left beyond that when a message
    begins to leave. `lease`: how long a lane is ours. `quiet`: how long a message of unknown fate is left alone before
    it is looked up, since it may be late. `look`: how often the outbox is looked at, whatever is known of it. Raises
    ValueError where a message could still be leaving when its lane is somebody else's already.
    """

    send: timedelta = timedelta(seconds=10)
    margin: timedelta = timedelta(seconds=2)
    lease: timedelta = timedelta(seconds=30)
    quiet: timedelta = timedelta(seconds=60)
    look: timedelta = timedelta(seconds=1)

    def __post_init__(self) -> None:
        if self.send + self.margin >= self.lease:
            raise ValueError("a lease outlasts a send and its margin")

    @property
    def begin(self) -> float:
        """How many seconds after its lane was taken a message may still begin to leave."""
        return (self.lease - self.send - self.margin).total_seconds()


class Deliver:
    """The one place from which messages leave; every replica has one, and they share the lanes."""

    def __init__(
        self,
        store: Store,
        *,
        platforms: Mapping[str, Platform],
        settings: Settings,
        clock: Clock,
        times: Times | None = None,
        meter: Meter | None = None,
    ) -> None:
        self._store = store
        self._platforms = platforms
        self._limits = {name: platform.limits for name, platform in platforms.items()}
        self._settings = settings
        self._clock = clock
        self._times = times or Times()
        self._meter = meter or Uncounted()
        self._happened = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False
        self._crowded_since: float | None = None
        self._lately = Lately()
        self._to_keep: list[tuple[Done, asyncio.Future[None]]] = []
        self._keeping: asyncio.Task[None] | None = None
        self._at_hand: set[asyncio.Task[None]] = set()
        self._again_at: datetime | None = None
        """When something may leave next, as far as we know: others may put more, or let go."""

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._note(self._clock.now())
        self._happened.set()

    async def work(self) -> None:
        """Deliver until told to stop; what is in the air is waited for."""
        while not self._stopping:
            try:
                await self.drain()
            except Exception as error:  # noqa: BLE001 - a store that is full for a moment must not end delivery for ever
                log.error("delivery_interrupted", error=type(error).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._happened.wait(), self._rest())

    def stop(self) -> None:
        """Claim nothing more; `work` ends once what is in the air has landed."""
        self._stopping = True
        self._happened.set()

    async def drain_if_due(self) -> None:
        """The same, but only looked for where something may leave: a jump of the playground's clock asks often."""
        if await self._store.read(self.due):
            await self.drain()

    def due(self, tx: Transaction) -> bool:
        """Whether anything may leave now."""
        first = tx.outbox.next_due()
        return first is not None and first <= self._clock.now()

    async def drain(self) -> None:
        """Deliver all that may leave now. A lane whose platform is slow keeps nobody waiting but itself."""
        async with self._one_at_a_time:
            try:
                self._again_at = self._clock.now()
                while not self._stopping:
                    self._happened.clear()
                    room, due = AT_ONCE - len(self._at_hand), self._is_due()
                    if due and room >= WORTH_A_CLAIM:
                        await self._begin(room)
                    elif due:
                        await self._crowded(room)
                    elif self._at_hand:
                        await self._something_happens(or_after=self._rest())
                    else:
                        return
            finally:
                await asyncio.gather(*self._at_hand, return_exceptions=True)

    def _is_due(self) -> bool:
        """Whether something may leave now, as far as we know without looking."""
        return self._again_at is not None and self._again_at <= self._clock.now()

    def _note(self, again_at: datetime | None) -> None:
        """Something may leave then."""
        if again_at is not None:
            self._again_at = again_at if self._again_at is None else min(again_at, self._again_at)

    def _rest(self) -> float:
        """Seconds until it is time to look again, whatever happens."""
        look = self._times.look.total_seconds()
        if self._again_at is None:
            return look
        return min(look, max(0.0, (self._again_at - self._clock.now()).total_seconds()))

    # ── The claim ──

    async def _crowded(self, room: int) -> None:
        """Wait for more room, but not for long: a claim for each that lands would be too many claims."""
        now = time.monotonic()
        self._crowded_since = self._crowded_since or now
        patience = self._crowded_since + PATIENCE - now
        if room and patience <= 0:
            await self._begin(room)
        else:
            await self._something_happens(or_after=patience if room else None)

    async def _begin(self, limit: int) -> None:
        """Start what may leave and what is to be looked up, so much at most."""
        self._crowded_since = None
        self._again_at = None  # what lands from here on may not have been seen by the claim
        claimed = await self._store.tx(lambda tx: self._claim(tx, limit))
        self._note(claimed.again_at)
        for _ in range(claimed.died):
            self._meter.died()
        for leaving in claimed.leaving:
            self._start(leaving.outgoing, self._leave(leaving))
        for lost in claimed.lost:
            self._start(lost.outgoing, self._look_up(lost))

    def _claim(self, tx: Transaction, limit: int) -> Claimed:
        times = self._times
        return claim(self._here(tx), limit=limit, lease=times.lease, quiet_time=times.quiet, limits=self._limits)

    def _start(self, outgoing: Outgoing, work: Coroutine[None, None, None]) -> None:
        def landed(task: asyncio.Task[None]) -> None:
            self._at_hand.discard(task)
            self._happened.set()
            if not task.cancelled() and task.exception() is not None:
                # Its fate could not be kept: it stays in the air, and is looked up like any other that is lost.
                log.error("fate_not_kept", purpose=outgoing.purpose, error=type(task.exception()).__name__)

        task = asyncio.create_task(work)
        self._at_hand.add(task)
        task.add_done_callback(landed)

    async def _something_happens(self, *, or_after: float | None) -> None:
        """Wait until something has landed or was put into the outbox, or it is time to look again."""
        try:
            async with asyncio.timeout(or_after):
                await self._happened.wait()
        except TimeoutError:
            self._note(self._clock.now())

    # ── The leaving ──

    async def _leave(self, leaving: Leaving) -> None:
        outcome = await self._in_its_turn(leaving, self._limits.get(leaving.lane.platform, Limits()))
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._to_keep.append((Done(leaving, outcome), kept))
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep())
        await kept
        self._meter.delivered(_where(leaving.what).platform, outcome)
        if isinstance(outcome, Undeliverable):
            self._meter.died()

    async def _keep(self) -> None:
        """Keep what became of messages: of all that landed since the last time in one transaction."""
        try:
            while self._to_keep:
                if len(self._at_hand) >= WORTH_A_CLAIM:
                    await asyncio.sleep(GATHERED)
                landed, self._to_keep = self._to_keep, []
                if not await self._is_kept(landed) and len(landed) > 1:
                    for one in landed:  # one of them may be the reason, and the others are not to blame
                        await self._is_kept([one])
        finally:
            self._keeping = None

    async def _is_kept(self, landed: Sequence[tuple[Done, asyncio.Future[None]]]) -> bool:
        """Whether their outcomes could be kept. One that could not be, alone, is told so."""
        done, times, limits = [one for one, _ in landed], self._times, self._limits
        try:
            settled = await self._store.tx(
                lambda tx: settle(done, self._here(tx), quiet_time=times.quiet, limits=limits)
            )
        except Exception as error:  # noqa: BLE001 - whoever waits for it hears of it
            if len(landed) == 1 and not landed[0][1].done():
                landed[0][1].set_exception(error)
            return False
        self._note(settled.again_at)
        for purpose in settled.overtaken:
            log.warning("lane_was_taken_over", purpose=purpose)
        for platform, until in settled.paused.items():
            seconds = round((until - self._clock.now()).total_seconds())
            log.error("platform_paused", platform=platform, seconds=seconds)
        for _, kept in landed:
            if not kept.done():
                kept.set_result(None)
        return True

    async def _in_its_turn(self, leaving: Leaving, limits: Limits) -> Delivered:
        lane, method = leaving.lane, METHODS[leaving.outgoing.purpose]
        await asyncio.sleep(leaving.turn - time.monotonic())
        while (wait := self._lately.wait(lane, method, limits)) > 0:  # noqa: ASYNC110 - nothing but time ends it
            await asyncio.sleep(wait)
        if shut := self._lately.shut_for(lane, method, taken=leaving.taken):
            return Later(shut)
        outcome = await self._send(leaving)
        if isinstance(outcome, Later) and outcome.everywhere:
            self._lately.shut(lane, method, outcome.seconds)
        return outcome

    async def _send(self, leaving: Leaving) -> Delivered:
        platform = self._platforms.get(_where(leaving.what).platform)
        if platform is None:
            return Undeliverable("its platform is not configured")
        try:
            async with asyncio.timeout(self._times.send.total_seconds()):
                # The last look at the clock before the first byte: who was held up for long may have lost the lane.
                if time.monotonic() - leaving.taken > self._times.begin:
                    return Later(0)
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

    # ── What became of an unknown ──

    async def _look_up(self, lost: Lost) -> None:
        outgoing = lost.outgoing
        to, key = await self._store.read(lambda tx: (address(outgoing, tx), tx.outbox.keyed_hash(outgoing.key)))
        fate = await self._fate(to, key) or self._given_up(outgoing)
        again = self._times.quiet + timedelta.resolution
        self._note(await self._store.tx(lambda tx: fated(lost, fate, self._here(tx), again=again)))
        if fate is not None:
            self._meter.looked_up(fate)

    async def _fate(self, to: Address | None, key: str) -> Fate | None:
        """What its platform says became of it; None where it could not be asked just now."""
        platform = self._platforms.get(to.platform) if to else None
        if platform is None or to is None:
            return CannotTell()
        try:
            async with asyncio.timeout(self._times.send.total_seconds()):
                return await platform.find(to, key)
        except Exception as error:  # noqa: BLE001 - an adapter that breaks its promise must not stop delivery for all
            log.error("looking_up_failed", error=type(error).__name__)
            return None

    def _given_up(self, outgoing: Outgoing) -> Fate | None:
        since = outgoing.attempted_at or outgoing.put_at
        return CannotTell() if self._clock.now() - since >= GIVE_UP_LOOKING else None

    def _here(self, tx: Transaction) -> Here:
        return Here(tx, self._settings, self._clock.now())


def _where(what: Send | Edit | Refresh) -> Address:
    match what:
        case Send(to=to):
            return to
        case Edit(message=message):
            return message.where
        case Refresh(person=person):
            return person
