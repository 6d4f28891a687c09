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

BY_A_PERSON = Reacted | Pressed | Asked | Handed | Submitted | Opened
Done = tuple[Reply | None, Address | None]
"""What to answer, and who did it, where their name is still to be asked for."""


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
        """What to answer. Raises Busy if the transaction could not begin in time.

        A stranger who is nobody there (a bot, or somebody of another company) is not heard at all.
        """
        if not isinstance(event, Known) and self._recent.again(event.key):
            self._metrics.heard_again()
        # Most people are known: whether this one is, is looked at where it is needed, and not in a reading before that.
        done = await self._store.tx(lambda tx: self._of_somebody_known(event, tx), within=WITHIN)
        if done is None:
            profile = await self._profile(event)
            if profile is not None and not profile.active:
                return None
            done = await self._store.tx(lambda tx: self._handle(event, tx, profile), within=WITHIN)
        reply, nameless = done
        if nameless is not None:
            self._beside.begin(self._introduce(nameless))
        return reply

    async def _profile(self, event: Event) -> Profile | None:
        """Who a stranger is: so that they are answered in their language, and welcomed by name."""
        assert isinstance(event, BY_A_PERSON)
        with contextlib.suppress(TimeoutError, OSError):  # a stranger who stays one is answered all the same
            async with asyncio.timeout(ASK_WHO):
                return await self._platforms[event.person.platform].profile(event.person)
        return None

    def _of_somebody_known(self, event: Event, tx: Transaction) -> Done | None:
        """What came of it; None where it is by a stranger, of whom their platform is to be asked first."""
        if isinstance(event, BY_A_PERSON) and event.person.platform in self._platforms:
            tx.people.wait_for(event.person)
            if tx.people.at(event.person) is None:
                return None
        return self._handle(event, tx, None)

    def _handle(self, event: Event, tx: Transaction, profile: Profile | None) -> Done:
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
