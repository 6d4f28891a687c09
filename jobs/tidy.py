"""Tidying: what is over ends, and what nobody needs any more is deleted."""

from bot.chat.here import Here
from bot.domain.items import Ending
from bot.handlers import sharing, telling
from bot.ports import Clock, Store, Transaction
from bot.settings import Settings


class Tidy:
    """Ends cards whose time is over, lets waiting stories go on, and keeps the promises of docs/privacy.md."""

    def __init__(self, store: Store, *, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    async def run(self) -> None:
        """Three short transactions."""
        await self._store.tx(self._expire)
        await self._store.tx(self._go_on)
        await self._store.tx(self._delete)

    def _expire(self, tx: Transaction) -> None:
        here = Here(tx, self._settings, self._clock.now())
        for card in tx.rooms.expired(now=here.now):
            tx.rooms.end(card.id, Ending.EXPIRED)
            sharing.refresh(card.item_id, here)

    def _go_on(self, tx: Transaction) -> None:
        here = Here(tx, self._settings, self._clock.now())
        for story in tx.stories.waiting(limit=100):
            telling.proceed(story, here)

    def _delete(self, tx: Transaction) -> None:
        keep = self._settings.keep
        tx.tidying.tidy(now=self._clock.now(), drafts=keep.drafts, answers=keep.answers, items=keep.items)
