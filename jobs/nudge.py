"""Nudges and reminders: private messages by the clock, for those who asked for them and nobody else."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain import nudging
from bot.domain.items import Item
from bot.domain.nudging import Hour, Stretch, Subject
from bot.domain.people import Person
from bot.ports import Clock, Store, Transaction
from bot.settings import Settings

BATCH = 500
"""So many people are looked at in one question, and at most so many nudges are planned in one transaction."""

AT_ONCE = 8
"""So many items are gone through in one transaction: each is a statement that looks at a whole stretch."""

REMINDERS = 200


class Nudge:
    """Plans what the outbox checks again at the door: there it is decided whether it leaves.

    People are gone through zone by zone, in stretches; for each stretch item by item, the best first, until everyone in
    it has a nudge waiting or nothing is left that is for any of them. All that is looked for on a snapshot; only what
    was found is written. Whoever is stopped in the middle begins anew with the next tick: those done are passed over.
    """

    def __init__(self, store: Store, *, settings: Settings, clock: Clock, batch: int = BATCH) -> None:
        """`batch`: how many people a stretch holds."""
        self._store = store
        self._settings = settings
        self._clock = clock
        self._batch = batch

    def due(self, tx: Transaction) -> bool:
        """Whether anybody is to be reminded or may be nudged: looked at before anything is written for it.

        Where more people wait for their turn than one question looks at, that is answered by a yes.
        """
        here = self._here(tx)
        if tx.drafts.reminders_due(now=here.now, limit=1):
            return True
        first = [stretch for zone in tx.nudging.zones() if (stretch := self._next(zone, "", here)) is not None]
        if not any(stretch.full or stretch.free for stretch in first) or not (asking := subjects(here)):
            return False
        return any(stretch.full or _for_some(asking, stretch, here) is not None for stretch in first)

    async def run(self) -> None:
        """Reminders that are due, then nudges, in short transactions."""
        await self._store.tx(self._remind)
        zones, asking = await self._store.read(lambda tx: (tx.nudging.zones(), subjects(self._here(tx))))
        for zone in zones if asking else ():
            after: str | None = ""
            while after is not None:
                after = await self.go_on(zone, after, asking)

    async def go_on(self, zone: str, after: str, asking: Sequence[Subject]) -> str | None:
        """Plan for the next stretch of this zone; returns its last id, or None when there are no more."""

        def look(tx: Transaction) -> tuple[Stretch | None, int | None]:
            here = self._here(tx)
            found = self._next(zone, after, here)
            return found, _for_some(asking, found, here) if found else None

        stretch, place = await self._store.read(look)
        while stretch is not None and place is not None:
            stretch, place = await self._plan(asking, place, stretch)
        return stretch.upto if stretch is not None and stretch.full else None

    async def _plan(self, asking: Sequence[Subject], place: int, stretch: Stretch) -> tuple[Stretch, int | None]:
        """Plan the few subjects from this place on; returns who is left, and the place of what is for any of them."""
        end = place + AT_ONCE
        left = await self._store.tx(lambda tx: _plan(asking[place:end], stretch, self._here(tx)))
        rest = replace(stretch, free=left)
        if not left or end >= len(asking):
            return rest, None
        return rest, await self._store.read(lambda tx: _for_some(asking, rest, self._here(tx), end))

    def _next(self, zone: str, after: str, here: Here) -> Stretch | None:
        hour = _hour(zone, here)
        return here.tx.nudging.stretch(hour, after=after, limit=self._batch) if hour else None

    def _remind(self, tx: Transaction) -> None:
        now = self._clock.now()
        for one in tx.drafts.reminders_due(now=now, limit=REMINDERS):
            tx.outbox.put(
                Purpose.REMINDER,
                key=f"remind:{one.id}",
                lane=one.person_id,
                about=one.draft_id,
                person_id=one.person_id,
                at=now,
            )
            tx.drafts.reminded(one.id)

    def _here(self, tx: Transaction) -> Here:
        return Here(tx, self._settings, self._clock.now())


def subjects(here: Here) -> list[Subject]:
    """What people may be nudged about now, the best first."""
    cards = here.tx.nudging.cards()
    asking = here.tx.items.asking(now=here.now)
    return [nudging.subject(item, cards[item.id], topics) for item, topics in asking if item.id in cards]


def _hour(zone: str, here: Here) -> Hour | None:
    """None while nothing may come there: it is quiet, or a steward has stopped everything."""
    if here.tx.programme.stopped_at() is not None:
        return None
    gap = nudging.weekly_gap(here.settings.people.nudges_per_week)
    return nudging.hour(zone, now=here.now, quiet=here.quiet(), weekly_gap=gap)


def _for_some(asking: Sequence[Subject], stretch: Stretch, here: Here, begin: int = 0) -> int | None:
    """The place of the first subject, from this place on, that is for anybody in the stretch."""
    if not stretch.free:
        return None
    places = range(begin, len(asking))
    return next((place for place in places if here.tx.nudging.is_for_some(asking[place], stretch)), None)


def _plan(several: Sequence[Subject], stretch: Stretch, here: Here) -> int:
    """How many are left without. Nothing is planned where all was stopped, or the zone went to sleep."""
    if _hour(stretch.hour.zone, here) is None:
        return 0
    return stretch.free - here.tx.nudging.plan(several, stretch, at=here.now)


def nudge_mark(person: Person, item: Item, here: Here) -> str:
    """The keyed hash that keeps an item from being sent to a person as a nudge twice, ever; it names neither."""
    return here.tx.outbox.keyed_hash(f"nudge:{person.id}:{item.id}")
