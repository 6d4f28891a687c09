"""Listening: feeds that are due are fetched, and what is new in them becomes items, with their topics.

The same story heard twice is one item with two sources. What stands in a feed when it is read for the first time is
known, not news: a first fetch never floods a room.
"""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.chat.here import Here
from bot.domain import links
from bot.domain.health import Trouble, heard_of_move, moved_for_good, next_interval
from bot.domain.items import ItemKind, Life
from bot.domain.sameness import Heads, Told
from bot.domain.sources import ENDS, LONGEST_NAME, Source, by_address, same_place
from bot.domain.topics import Match, Matcher
from bot.handlers import sharing
from bot.ports import Clock, Store, Transaction
from bot.settings import Settings
from jobs.listening.fetch import FEEDS, Failed, Fetched, Fetcher, Unchanged
from jobs.listening.follow import Followed, follow
from jobs.listening.heard import Entry, Feed, Instead, Unreadable
from jobs.listening.parse import Parser

log = structlog.get_logger()

WINDOW = timedelta(days=5)
"""How far back a story is still the same story (facts: 5 days)."""

UNREAD = frozenset({Trouble.UNREADABLE, Trouble.NOT_A_FEED})

MOST_CHANGES = 24
"""Some feeds contain the clock: after so many changes of an entry we stop following them."""

ENTRIES_AT_ONCE = 60
"""How many entries go into one transaction, so that nobody who presses a button waits for a feed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of asking one source: how many entries it told, how many were new to us, or what the trouble was."""

    source: str
    entries: int = 0
    new: int = 0
    trouble: Trouble | None = None
    detail: str = ""


class Listen:
    """Asks every source that is due, a few at a time."""

    def __init__(
        self,
        store: Store,
        *,
        fetcher: Fetcher,
        parser: Parser,
        settings: Settings,
        clock: Clock,
        jitter: Callable[[], float] = lambda: random.uniform(-1, 1),  # noqa: S311 - spreads requests, guards nothing
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._parser = parser
        self._settings = settings
        self._clock = clock
        self._jitter = jitter
        self._at_hand: set[str] = set()

    def due(self, tx: Transaction) -> bool:
        """Whether a source is to be asked."""
        first = tx.sources.next_due()
        return first is not None and first <= self._clock.now()

    async def run(self, *, limit: int = 200, told: Callable[[Heard], None] = lambda _: None) -> list[Heard]:
        """Ask what is due; `told` hears of each source as soon as it is done."""
        now = self._clock.now()
        return await self._ask_all(await self._store.read(lambda tx: tx.sources.due(now=now, limit=limit)), told)

    async def look_at_new(self, *, limit: int = 200, told: Callable[[Heard], None] = lambda _: None) -> list[Heard]:
        """Ask the sources that a steward has just added, and no others."""
        now = self._clock.now()
        return await self._ask_all(await self._store.read(lambda tx: tx.sources.unheard(now=now, limit=limit)), told)

    async def _ask_all(self, sources: Sequence[Source], told: Callable[[Heard], None]) -> list[Heard]:
        """Ask these, but for those that another look is asking just now: nobody is asked twice at once."""
        mine = [source for source in sources if source.id not in self._at_hand]

        async def one(source: Source) -> Heard:
            heard = await self._ask_safely(source)
            told(heard)
            return heard

        self._at_hand.update(source.id for source in mine)
        try:
            return list(await asyncio.gather(*map(one, mine)))
        finally:
            self._at_hand.difference_update(source.id for source in mine)

    async def _ask_safely(self, source: Source) -> Heard:
        try:
            return await self._ask(source)
        except Exception as error:  # noqa: BLE001 - a mistake of our own in one source must not end the listening to others
            log.error("listening_failed", source=source.key, error=type(error).__name__)
            await self._keep(self._troubled(source, Trouble.UNREADABLE, None))
            return Heard(source.name, trouble=Trouble.UNREADABLE, detail=type(error).__name__)

    async def _ask(self, source: Source) -> Heard:
        answer = await self._fetcher.get(
            source.url, accept=FEEDS, etag=source.etag, modified=source.modified, digest=source.digest
        )
        match answer:
            case Failed(trouble=trouble, wait=wait, detail=detail):
                await self._keep(self._troubled(source, trouble, wait))
                return Heard(source.name, trouble=trouble, detail=detail)
            case Unchanged(etag=etag, modified=modified, wait=wait, permanent=permanent):
                calm = replace(source, etag=etag or source.etag, modified=modified or source.modified)
                unread = source.read_at is None or source.trouble in UNREAD
                await self._keep(self._same_trouble(calm) if unread else self._fine(calm, wait, None, permanent))
                return Heard(source.name)
            case Fetched():
                return await self._read(source, answer)

    async def _read(self, source: Source, fetched: Fetched) -> Heard:
        # Validators and digest are kept even when the feed cannot be read, or it would be fetched and read every time.
        asked = replace(source, etag=fetched.etag, modified=fetched.modified, digest=fetched.digest)
        feed = await self._parser.feed(fetched, now=self._clock.now())
        match feed:
            case Unreadable(page=Instead(feeds=[_, *_]) as page) if source.made and source.read_at is None:
                return await self._follow(asked, page)
            case Unreadable(trouble=trouble, detail=detail):
                await self._keep(self._troubled(asked, trouble, None))
                return Heard(source.name, trouble=trouble, detail=detail)
            case Feed():
                return await self._hear(asked, fetched, feed)

    async def _follow(self, source: Source, page: Instead) -> Heard:
        """A steward gave the address of a page: its feed is what they meant."""
        found = await follow(page, fetcher=self._fetcher, parser=self._parser, now=self._clock.now())
        # What is kept of the page would stand in the way of following it again, or be handed to the feed's server.
        source = replace(source, etag=None, modified=None, digest=None)
        if not isinstance(found, Followed):
            await self._keep(self._troubled(source, found.trouble, None))
            return Heard(source.name, trouble=found.trouble, detail=f"its page names a feed: {found.detail}")
        there, fetched = replace(source, url=found.url), found.fetched
        asked = replace(there, etag=fetched.etag, modified=fetched.modified, digest=fetched.digest)
        return await self._hear(_called(asked, page.title), fetched, found.feed)

    async def _hear(self, source: Source, fetched: Fetched, feed: Feed) -> Heard:
        """Take in what a feed says. One that another source listens to already is told so, and asked no more."""
        source = _called(source, feed.title)
        first, permanent = source.made and source.read_at is None, fetched.permanent
        if first and permanent:  # of a source that is new nothing is lost by believing at once that it has moved
            source, permanent = replace(source, url=permanent), None
        if first and not await self._store.tx(lambda tx: claimed(tx, source, fetched.url)):
            await self._keep(self._troubled(source, Trouble.SAME_FEED, None))
            return Heard(source.name, trouble=Trouble.SAME_FEED, detail=fetched.url)
        new = 0
        for start in range(0, len(feed.entries), ENTRIES_AT_ONCE):
            part = feed.entries[start : start + ENTRIES_AT_ONCE]
            new += await self._store.tx(lambda tx, part=part: self.take_in(tx, source, part))  # type: ignore[misc]
        await self._keep(self._fine(source, fetched.wait, feed.ttl, permanent))
        return Heard(source.name, entries=len(feed.entries), new=new)

    def take_in(self, tx: Transaction, source: Source, entries: Sequence[Entry]) -> int:
        """Entries become items, or join the ones they tell again. Returns how many were new to us."""
        now = self._clock.now()
        tx.items.wait_for_turn()
        here = Here(tx, self._settings, now)
        told = tx.items.heads(since=now - WINDOW)
        heads = Heads(told, feed_names=tx.sources.names({source.id, *(head.source_id for head in told)}))
        about = [Match(topic.id, topic.name) for topic in tx.topics.keyed(source.about)]
        ear = _Ear(source, here, Matcher(tx.topics.all()), heads, about)
        return sum(map(ear.hear, entries))

    def _troubled(self, source: Source, trouble: Trouble, wait: timedelta | None) -> Source:
        errors = source.errors + 1
        interval = next_interval(every=source.every, retry_after=wait, errors=errors, jitter=self._jitter())
        paused = source.paused or trouble in ENDS
        return replace(source, errors=errors, trouble=trouble, next_at=self._clock.now() + interval, paused=paused)

    def _same_trouble(self, source: Source) -> Source:
        """The very body that could not be read stands there still: that is no news, and no recovery."""
        return self._troubled(source, source.trouble or Trouble.UNREADABLE, None)

    def _fine(self, source: Source, wait: timedelta | None, ttl: timedelta | None, permanent: str | None) -> Source:
        now = self._clock.now()
        interval = next_interval(every=source.every, max_age=wait, ttl=ttl, jitter=self._jitter())
        moves = heard_of_move(source.moves, permanent, on=now.date())
        return replace(
            source,
            errors=0,
            trouble=None,
            read_at=source.read_at or now,
            heard_at=now,
            next_at=now + interval,
            moves=moves,
            url=moved_for_good(moves) or source.url,
        )

    async def _keep(self, source: Source) -> None:
        await self._store.tx(lambda tx: tx.sources.asked(source))


@dataclass(frozen=True, slots=True)
class _Ear:
    """Hears the entries of one source inside one transaction."""

    source: Source
    here: Here
    matcher: Matcher
    heads: Heads
    about: Sequence[Match]

    def hear(self, entry: Entry) -> bool:
        """An entry becomes an item, or joins the one it tells again. Whether it was new to us."""
        known = self.here.tx.items.entry(self.source.id, entry.key)
        if known is not None:
            self._hear_again(entry, *known)
            return False
        item_id = self._item(entry)
        self._keep(entry, item_id, news=self.source.read_at is not None)
        sharing.refresh(item_id, self.here)
        return True

    def _item(self, entry: Entry) -> str:
        items, at = self.here.tx.items, self._at(entry)
        url = _clean(entry.url)
        key = links.key(url) if url else f"entry:{self.source.id}:{entry.key}"[:400]
        told = Told(
            self.here.new_id(at), entry.title, key, entry.key, links.host(url) if url else "", self.source.id, at
        )
        same = items.by_key(key)
        item_id = same.id if same else self.heads.same_story(told)
        if item_id is not None:
            return item_id
        kind = ItemKind.COMPANY if self.source.company else ItemKind.FIND
        item = items.add(
            kind=kind,
            url=url,
            key=key,
            title=entry.title,
            text=entry.text,
            at=at,
            now=self.here.now,
            picture=entry.picture,
        )
        items.match(item.id, self._matches(entry))
        self.heads.add(replace(told, id=item.id))
        return item.id

    def _hear_again(self, entry: Entry, item_id: str, digest: str, changes: int) -> None:
        """An entry in other words corrects its item, where this source was the first to tell it."""
        if digest == entry.digest or changes >= MOST_CHANGES:
            return
        self._keep(entry, item_id, news=False)
        items = self.here.tx.items
        item = items.get(item_id)
        if item is None or item.corrected or item.withdrawn:  # a steward's word is the last one
            return
        if item.heard_in[:1] == (self.source.name,) and not self._is_peoples(item_id):
            items.correct(item_id, title=entry.title, text=entry.text, picture=entry.picture)
            items.match(item_id, self._matches(entry))
            sharing.refresh(item_id, self.here)

    def _is_peoples(self, item_id: str) -> bool:
        """Whether colleagues brought it or answered to its words: then no feed changes these any more."""
        tx = self.here.tx
        return bool(tx.items.finds_of(item_id)) or any(card.life is Life.ASKING for card in tx.rooms.cards_of(item_id))

    def _keep(self, entry: Entry, item_id: str, *, news: bool) -> None:
        self.here.tx.items.heard(
            item_id,
            source_id=self.source.id,
            entry_key=entry.key,
            url=_clean(entry.url),
            digest=entry.digest,
            at=self._at(entry),
            news=news,
        )

    def _matches(self, entry: Entry) -> list[Match]:
        """Its topics: those its words say, and those all of this source belongs to."""
        found = {match.topic_id: match for match in (*self.about, *self.matcher.match(entry.title, entry.text))}
        return list(found.values())

    def _at(self, entry: Entry) -> datetime:
        return entry.published or self.here.now


def _called(source: Source, title: str) -> Source:
    """A source that nobody gave a name is called what its page, or its feed, is called."""
    return replace(source, name=title[:LONGEST_NAME].strip()) if source.nameless and title else source


def claimed(tx: Transaction, source: Source, found_at: str) -> bool:
    """Whether no other source listens to this feed; then its address is this source's from now on.

    Validators wait until all of it is taken in: a bot that dies before that must read it once more.
    """
    tx.sources.wait_for_turn()
    others = by_address(one for one in tx.sources.all() if one.id != source.id)
    if same_place(source.url) in others or same_place(found_at) in others:
        return False
    tx.sources.asked(replace(source, etag=None, modified=None, digest=None))
    return True


def _clean(url: str) -> str:
    try:
        return links.clean(url)
    except links.NotALink:
        return ""
