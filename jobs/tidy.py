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
        """Short transactions, one for each story, so that nobody is held up by what is being done for another."""
        await self._store.tx(self._expire)
        for story in await self._store.read(lambda tx: tx.stories.waiting(limit=100)):
            await self._store.tx(lambda tx, story=story: telling.proceed(story, self._here(tx)))  # type: ignore[misc]
        await self._store.tx(self._delete)

    def _expire(self, tx: Transaction) -> None:
        here = self._here(tx)
        for card in tx.rooms.expired(now=here.now):
            tx.rooms.end(card.id, Ending.EXPIRED)
            sharing.refresh(card.item_id, here)

    def _delete(self, tx: Transaction) -> None:
        keep = self._settings.keep
        tx.tidying.tidy(now=self._clock.now(), drafts=keep.drafts, answers=keep.answers, items=keep.items)

    def _here(self, tx: Transaction) -> Here:
        return Here(tx, self._settings, self._clock.now())
