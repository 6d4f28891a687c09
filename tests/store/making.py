"""Short ways to make what a test of the store needs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.addresses import Address, Message
from bot.domain.items import Item, ItemKind, Life, RoomCard
from bot.domain.people import Person, Room
from bot.domain.sources import Source
from bot.domain.stories import Signed, Story, StoryKind
from bot.domain.topics import Match, Topic
from bot.ports import Transaction
from tests.fakes.clock import TUESDAY

NOW = TUESDAY
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def address(name: str, *, route: str = "", workspace: str = "T1") -> Address:
    return Address("playground", workspace, name, route)


def person(tx: Transaction, name: str, *, member: bool = True, at: datetime = NOW) -> Person:
    met = tx.people.meet(address(name), now=at, zone="Europe/Berlin", language="en")
    if member:
        tx.people.join(met.id, at=at, text="2026-11")
    return tx.people.get(met.id) or met


def room(tx: Transaction, name: str = "general", *, topics: Sequence[str] = ()) -> Room:
    return tx.rooms.joined(address(name), name, at=NOW, topics=topics)


def topic(tx: Transaction, *keys: str) -> list[str]:
    ids = tx.topics.take_in({key: Topic(id="", name=key.title(), may=(key,)) for key in keys})
    return [ids[key] for key in keys]


def source(tx: Transaction, *keys: str) -> list[str]:
    named = [Source(id="", key=key, name=key.title(), url=f"https://{key}.example/feed", every=HOUR) for key in keys]
    tx.sources.take_in(named, now=NOW, known=True)
    ids = {one.key: one.id for one in tx.sources.all()}
    return [ids[key] for key in keys]


def item(tx: Transaction, name: str = "one", *, at: datetime = NOW, kind: ItemKind = ItemKind.FIND) -> Item:
    url = f"https://news.example/{name}"
    return tx.items.add(kind=kind, url=url, key=url, title=f"Title {name}", text=f"Text {name}", at=at, now=at)


def heard(tx: Transaction, item_id: str, source_id: str, *, at: datetime = NOW, news: bool = True) -> None:
    tx.items.heard(
        item_id,
        source_id=source_id,
        entry_key=f"{source_id}:{item_id}",
        url=f"https://{source_id.lower()}.example/{item_id}",
        digest="d1",
        at=at,
        news=news,
    )


def about(tx: Transaction, item_id: str, *topic_ids: str, title: bool = True) -> None:
    words = ("kernel",)
    found = [Match(one, "", in_title=words if title else (), in_text=() if title else words) for one in topic_ids]
    tx.items.match(item_id, found)


def card(
    tx: Transaction,
    room_id: str,
    item_id: str,
    *,
    life: Life = Life.HEARD,
    brought: bool = False,
    at: datetime = NOW,
    stands: str | None = None,
) -> RoomCard:
    put = tx.rooms.put_card(room_id, item_id, life=life, because=(), brought=brought, at=at, expires_at=at + 14 * DAY)
    there = tx.rooms.get(room_id)
    if stands and there:
        tx.rooms.sent(put.id, Message(there.address, stands), at=at)
    return tx.rooms.card(put.id) or put


def story(tx: Transaction, author_id: str, *, title: str = "What I learnt", text: str = "A lot.") -> Story:
    return tx.stories.write(
        None,
        author_id=author_id,
        title=title,
        text=text,
        kind=StoryKind.LESSON,
        signed=Signed.NAMED,
        team="",
        link="",
        picture="",
        about_item=None,
        at=NOW,
    )
