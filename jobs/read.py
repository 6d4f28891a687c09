"""Reading what colleagues brought: the page behind a link, through the same guard as feeds, and then to its place."""

import asyncio
from datetime import timedelta

import structlog

from bot.chat.here import Here
from bot.domain import links
from bot.domain.health import Trouble
from bot.domain.items import Find, FindState, Item, ItemKind
from bot.domain.sameness import Heads, Told
from bot.domain.topics import Matcher
from bot.handlers import finding
from bot.ports import Clock, Store, Transaction
from bot.settings import Settings
from jobs.listening.fetch import PAGES, Failed, Fetched, Fetcher
from jobs.listening.heard import Page, Unreadable
from jobs.listening.parse import Parser

log = structlog.get_logger()

WINDOW = timedelta(days=5)

THERE_BUT_CLOSED = frozenset(
    {Trouble.REFUSED, Trouble.TOO_MANY, Trouble.TOO_BIG, Trouble.UNREADABLE, Trouble.NOT_A_PAGE, Trouble.SERVER}
)
"""Troubles of pages that are there although we may not read them: the words their bringer wrote stand for them."""


class Read:
    """Reads the links that wait."""

    def __init__(self, store: Store, *, fetcher: Fetcher, parser: Parser, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._fetcher = fetcher
        self._parser = parser
        self._settings = settings
        self._clock = clock
        self._at_hand: set[str] = set()

    def due(self, tx: Transaction) -> bool:
        """Whether a link waits."""
        return bool(tx.items.finds_waiting(limit=1))

    async def run(self) -> None:
        """Read everything that waits now and that no other look is reading: no page is asked for twice."""
        waiting = await self._store.read(lambda tx: tx.items.finds_waiting(limit=50))
        mine = [find for find in waiting if find.id not in self._at_hand]
        self._at_hand.update(find.id for find in mine)
        try:
            await asyncio.gather(*map(self._one_safely, mine))
        finally:
            self._at_hand.difference_update(find.id for find in mine)

    async def _one_safely(self, find: Find) -> None:
        try:
            await self._one(find)
        except Exception as error:  # noqa: BLE001 - a mistake of our own in one page must not keep others from their places
            log.error("reading_failed", error=type(error).__name__)
            broken = Unreadable(Trouble.UNREADABLE, type(error).__name__)
            await self._store.tx(lambda tx: self._settle(tx, find, broken))

    async def _one(self, find: Find) -> None:
        if await self._store.tx(lambda tx: self._joined(tx, find, links.key(find.url))):
            return
        answer = await self._fetcher.get(find.url, accept=PAGES)
        page: Page | Unreadable | Failed
        if isinstance(answer, Fetched):
            page = await self._parser.page(answer)
        elif isinstance(answer, Failed):
            page = answer
        else:
            page = Unreadable(Trouble.UNREADABLE, "an answer without a body")
        await self._store.tx(lambda tx: self._settle(tx, find, page))

    def _joined(self, tx: Transaction, find: Find, key: str) -> bool:
        """A known link joins its item, without being fetched again."""
        item = tx.items.by_key(key)
        if item is not None:
            tx.items.wait_for_turn()  # another replica may just be placing it
        fresh = tx.items.find(find.id)
        if fresh is None or fresh.state is not FindState.WAITING:
            return True
        if item is None:
            return False
        finding.place(fresh, item, Here(tx, self._settings, self._clock.now()))
        return True

    def _settle(self, tx: Transaction, find: Find, page: Page | Unreadable | Failed) -> None:
        tx.items.wait_for_turn()
        here = Here(tx, self._settings, self._clock.now())
        fresh = tx.items.find(find.id)
        if fresh is None or fresh.state is not FindState.WAITING:
            return
        if isinstance(page, Page):
            finding.place(fresh, _item(fresh, page, here), here)
        elif page.trouble in THERE_BUT_CLOSED and fresh.why:
            finding.place(fresh, _item(fresh, Page("", "", None, fresh.url, None, ()), here), here)
        else:
            tx.items.settle_find(find.id, FindState.UNREADABLE, trouble=page.trouble.value)
            finding.tell(fresh, here)


def _item(find: Find, page: Page, here: Here) -> Item:
    """The item this page is: one we know already, or a new one."""
    tx = here.tx
    url = _clean(page.url, find.url)
    key = links.key(url)
    title = page.title or find.why.split("\n")[0][:200] or f"{links.host(url)}"
    known = tx.items.by_key(key)
    if known is not None:
        return known
    at = min(page.published or here.now, here.now)
    heads = Heads(tx.items.heads(since=here.now - WINDOW), feed_names={})
    same = heads.same_story(Told(here.new_id(at), title, key, None, links.host(url), "", at)) if page.title else None
    found = tx.items.get(same) if same else None
    if found is not None:
        return found
    item = tx.items.add(
        kind=ItemKind.FIND, url=url, key=key, title=title, text=page.text, at=at, now=here.now, picture=page.picture
    )
    tx.items.match(item.id, Matcher(tx.topics.all()).match(title, f"{page.text} {find.why}"))
    return item


def _clean(*candidates: str) -> str:
    for url in candidates:
        try:
            return links.clean(url)
        except links.NotALink:
            continue
    return candidates[-1]
