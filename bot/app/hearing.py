"""What is heard: one event, one transaction, at most one reply. Whoever is new to us is asked about, briefly."""

import asyncio
import contextlib
from collections.abc import Mapping

from adapters.metrics import Metrics
from bot.app.recent import Recent
from bot.beside import Beside
from bot.chat.addresses import Address
from bot.chat.events import Asked, Event, Handed, Known, Opened, Pressed, Profile, Reacted, Submitted
from bot.chat.here import Here
from bot.chat.replies import Reply
from bot.dispatch import once
from bot.ports import Clock, Platform, Store, Transaction
from bot.settings import Settings

WITHIN = 1.5
"""Seconds an event may wait for its transaction to begin (DESIGN section 4)."""

ASK_WHO = 1.0
"""Seconds a platform has to say who a stranger is, before they are answered without."""


class Hearing:
    """Hears events of every platform."""

    def __init__(
        self,
        store: Store,
        *,
        settings: Settings,
        clock: Clock,
        platforms: Mapping[str, Platform],
        beside: Beside,
        metrics: Metrics,
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._platforms = platforms
        self._beside = beside
        self._metrics = metrics
        self._recent = Recent()

    async def hear(self, event: Event) -> Reply | None:
        """What to answer. Raises Busy if the transaction could not begin in time."""
        if not isinstance(event, Known) and self._recent.again(event.key):
            self._metrics.heard_again()
        profile = await self._profile_of_a_stranger(event)
        reply, nameless = await self._store.tx(lambda tx: self._handle(event, tx, profile), within=WITHIN)
        if nameless is not None:
            self._beside.begin(self._introduce(nameless))
        return reply

    async def _profile_of_a_stranger(self, event: Event) -> Profile | None:
        """Who it is that is not known yet: so that they are answered in their language, and welcomed by name."""
        if not isinstance(event, Reacted | Pressed | Asked | Handed | Submitted | Opened):
            return None
        person = event.person
        platform = self._platforms.get(person.platform)
        if platform is None or await self._store.read(lambda tx: tx.people.at(person)) is not None:
            return None
        with contextlib.suppress(TimeoutError, OSError):  # a stranger who stays one is answered all the same
            async with asyncio.timeout(ASK_WHO):
                profile = await platform.profile(person)
                return profile if profile.active else None
        return None

    def _handle(self, event: Event, tx: Transaction, profile: Profile | None) -> tuple[Reply | None, Address | None]:
        reply = once(event, Here(tx, self._settings, self._clock.now(), profile))
        if not isinstance(event, Pressed | Asked | Submitted):
            return reply, None
        person = tx.people.at(event.person)
        return reply, event.person if person is not None and not person.name else None

    async def _introduce(self, address: Address) -> None:
        """Ask the platform who someone is whom we have just met."""
        platform = self._platforms.get(address.platform)
        if platform is not None:
            profile = await platform.profile(address)
            await self.hear(Known("introduced", self._clock.now(), address, profile))
