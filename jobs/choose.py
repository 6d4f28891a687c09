"""Choosing: for each room the few things that matter, within its rhythm. What is not chosen stays a candidate."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.here import Here
from bot.domain import ranking
from bot.domain.items import Life, RoomCard
from bot.domain.people import Room
from bot.domain.ranking import Candidate
from bot.domain.rhythm import QUIET_CARDS, Rhythm, day_start, eased, is_quiet, may_post
from bot.handlers import finding
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

    def due(self, tx: Transaction) -> bool:
        """Whether any room would be given a card now: looked at before anything is written for it."""
        here = Here(tx, self._settings, self._clock.now())
        return any(_next(room, here) is not None for room in tx.rooms.here())

    async def run(self) -> None:
        """One transaction per room, so that a slow one holds nobody up."""
        for room in await self._store.read(lambda tx: tx.rooms.here()):
            await self._store.tx(lambda tx, room=room: self.choose(tx, room))  # type: ignore[misc]

    def choose(self, tx: Transaction, room: Room) -> list[RoomCard]:
        """Put what is worth hearing into this room, as far as its rhythm allows now. Returns the new cards."""
        here = Here(tx, self._settings, self._clock.now())
        tx.rooms.wait_for(room.id)  # two that chose at once would each fill the same place
        put: list[RoomCard] = []
        while (chosen := _next(room, here)) is not None:
            put.append(finding.stand(chosen.item_id, room, here, life=Life.HEARD, brought=False))
        return put


def _next(room: Room, here: Here) -> Candidate | None:
    """What this room would hear next; None while it or everything is paused, after enough, or where nothing is new."""
    if here.tx.programme.stopped_at() is not None or (room.paused_until is not None and here.now < room.paused_until):
        return None
    said, zone = here.rhythm(room), here.zone(room)
    # The cheap questions come first: most looks end with them.
    if is_quiet(said.quiet, at=here.now, zone=zone) or not _open(room, said, zone, here):
        return None
    if not _open(room, _eased(room, said, here), zone, here):
        return None
    candidates = here.tx.items.candidates(room.id, since=here.now - FRESH, now=here.now)
    return _best(candidates, room, zone, here) if candidates else None


def _eased(room: Room, said: Rhythm, here: Here) -> Rhythm:
    """What app.yaml allows, less what nobody seems to want: cards have a day to be answered before they count."""
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


def _midnight(now: datetime, zone: str) -> datetime:
    return day_start(now.astimezone(ZoneInfo(zone)).date(), zone=zone)
