"""Choosing: for each room the few things that matter, within its rhythm. What is not chosen stays a candidate."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain import ranking
from bot.domain.items import Life, RoomCard
from bot.domain.people import Room
from bot.domain.ranking import Candidate
from bot.domain.rhythm import QUIET_CARDS, Rhythm, day_start, eased, may_post
from bot.ports import Clock, Store, Transaction
from bot.settings import Settings

FRESH = timedelta(hours=72)
DAY = timedelta(days=1)


class Choose:
    """Chooses for every room the bot is in."""

    def __init__(self, store: Store, *, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock

    async def run(self) -> None:
        """One transaction per room, so that a slow one holds nobody up."""
        for room in await self._store.read(lambda tx: tx.rooms.here()):
            await self._store.tx(lambda tx, room=room: self.choose(tx, room))  # type: ignore[misc]

    def choose(self, tx: Transaction, room: Room) -> list[RoomCard]:
        """Put what is worth hearing into this room, as far as its rhythm allows now. Returns the new cards."""
        here = Here(tx, self._settings, self._clock.now())
        rhythm, zone = _rhythm(room, here), here.zone(room)
        if room.paused_until is not None and here.now < room.paused_until:
            return []
        put: list[RoomCard] = []
        candidates: Sequence[Candidate] | None = None
        while _open(room, rhythm, zone, here):
            if candidates is None:
                candidates = tx.items.candidates(room.id, since=here.now - FRESH, now=here.now)
            chosen = _best(candidates, room, zone, here)
            if chosen is None:
                break
            candidates = [one for one in candidates if one.item_id != chosen.item_id]
            put.append(_put(chosen, room, here))
        return put


def _rhythm(room: Room, here: Here) -> Rhythm:
    """What app.yaml allows, less what nobody seems to want: cards have a day to be answered before they count."""
    said = here.rhythm(room)
    quiet = here.tx.rooms.unanswered(room.id, before=here.now - DAY, limit=QUIET_CARDS * said.per_day)
    return eased(said, unanswered=quiet)


def _open(room: Room, rhythm: Rhythm, zone: str, here: Here) -> bool:
    posted = here.tx.rooms.planned(room.id, since=here.now - timedelta(days=2))
    return may_post(rhythm, now=here.now, zone=zone, posted=posted) is None


def _best(candidates: Sequence[Candidate], room: Room, zone: str, here: Here) -> Candidate | None:
    """The best for this room; what stands in no other room yet comes first, since many people are in several."""
    elsewhere = here.tx.rooms.standing(since=here.now - FRESH)
    return _pick([one for one in candidates if one.item_id not in elsewhere], room, zone, here) or _pick(
        candidates, room, zone, here
    )


def _pick(candidates: Sequence[Candidate], room: Room, zone: str, here: Here) -> Candidate | None:
    today = here.tx.rooms.shown(room.id, since=_midnight(here.now, zone))
    items = [item for item in (here.tx.items.get(card.item_id) for card in today) if item is not None]
    chosen = ranking.choose(
        candidates,
        now=here.now,
        limit=1,
        sources_today=here.tx.rooms.first_sources([item.id for item in items]),
        topics_today=Counter(one.topic_id for card in today for one in card.because),
        shown_titles=[item.title for item in items],
    )
    return chosen[0].candidate if chosen else None


def _put(chosen: Candidate, room: Room, here: Here) -> RoomCard:
    card = here.tx.rooms.put_card(
        room.id,
        chosen.item_id,
        life=Life.HEARD,
        because=here.tx.items.because(chosen.item_id, room.topics),
        brought=False,
        at=here.now,
        expires_at=here.now + here.settings.cards.expire_after,
    )
    here.tx.outbox.put(Purpose.CARD, key=f"card:{card.id}", lane=room.id, about=card.id, at=here.now)
    return card


def _midnight(now: datetime, zone: str) -> datetime:
    return day_start(now.astimezone(ZoneInfo(zone)).date(), zone=zone)
