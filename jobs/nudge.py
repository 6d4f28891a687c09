"""Nudges and reminders: private messages by the clock, for those who asked for them and nobody else."""

from collections.abc import Iterator

from bot.chat import drawing
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain.items import Item
from bot.domain.people import Person
from bot.domain.rhythm import is_quiet
from bot.domain.themes import touches_closed
from bot.ports import Clock, Store, Transaction
from bot.settings import Settings

BATCH = 200


class Nudge:
    """Plans what the outbox checks again at the door: there it is decided whether it leaves."""

    def __init__(self, store: Store, *, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    def due(self, tx: Transaction) -> bool:
        """Whether anybody is to be reminded or may be nudged: looked at before anything is written for it."""
        here = Here(tx, self._settings, self._clock.now())
        if tx.drafts.reminders_due(now=here.now, limit=1):
            return True
        people = tx.people.to_nudge(now=here.now, after="", limit=BATCH)
        asking = tx.items.asking(now=here.now) if people else []
        may_be_more = len(people) == BATCH
        return may_be_more or any(True for person in people for _ in _wanted(person, asking, here))

    async def run(self) -> None:
        """Reminders that are due, then nudges, in short transactions."""
        await self._store.tx(self._remind)
        after: str | None = ""
        while after is not None:
            start = after
            after = await self._store.tx(lambda tx, start=start: self._batch(tx, start))  # type: ignore[misc]

    def _remind(self, tx: Transaction) -> None:
        now = self._clock.now()
        for one in tx.drafts.reminders_due(now=now, limit=BATCH):
            tx.outbox.put(
                Purpose.REMINDER,
                key=f"remind:{one.id}",
                lane=one.person_id,
                about=one.draft_id,
                person_id=one.person_id,
                at=now,
            )
            tx.drafts.reminded(one.id)

    def _batch(self, tx: Transaction, after: str) -> str | None:
        """Plan for the members after this id; returns the last one's id, or None when there are no more."""
        here = Here(tx, self._settings, self._clock.now())
        people = tx.people.to_nudge(now=here.now, after=after, limit=BATCH)
        asking = tx.items.asking(now=here.now) if people else []
        for person in people:
            _plan(person, asking, here)
        return people[-1].id if len(people) == BATCH else None


def _plan(person: Person, asking: list[tuple[Item, frozenset[str]]], here: Here) -> None:
    for mark, card_id in _wanted(person, asking, here):
        if here.tx.outbox.put(
            Purpose.NUDGE, key=f"n:{mark}", lane=person.id, about=card_id, person_id=person.id, at=here.now
        ):
            return


def _wanted(person: Person, asking: list[tuple[Item, frozenset[str]]], here: Here) -> Iterator[tuple[str, str]]:
    """What this person may be nudged about now, the best first: the mark and the card of each."""
    tx = here.tx
    if tx.programme.stopped_at() is not None:
        return
    quiet = here.quiet_for(person)
    if quiet is None or is_quiet(quiet, at=here.now, zone=person.zone) or tx.outbox.waits(Purpose.NUDGE, person.id):
        return
    wanted, own = tx.people.topics(person.id), set(tx.items.brought_by(person.id))
    for item, topics in asking:
        if topics and not any(wanted.get(topic, True) for topic in topics):
            continue
        card_id = drawing.asking_card(item.id, here)
        if not card_id or item.id in own or tx.answers.of(person.id, item.id):
            continue
        if touches_closed(f"{item.title}\n{item.text}", person.boundaries):
            continue
        mark = nudge_mark(person, item, here)
        if not tx.outbox.seen(mark):
            yield mark, card_id


def nudge_mark(person: Person, item: Item, here: Here) -> str:
    """The keyed hash that keeps an item from being sent to a person as a nudge twice, ever; it names neither."""
    return here.tx.outbox.keyed_hash(f"nudge:{person.id}:{item.id}")
