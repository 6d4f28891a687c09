import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain import links
from bot.domain.items import Find, FindState, Life
from bot.domain.topics import Topic
from bot.ports import Transaction
from jobs.listening.fetch import Fetcher, Limits
from jobs.listening.heard import Page, Unreadable
from jobs.listening.outcomes import Fetched
from jobs.listening.parse import Parser
from jobs.read import Read
from tests.fakes.feeds import Answer, FeedServer
from tests.jobs.house import House
from tests.store import making

PAGE = """<html><head><title>{title}</title><meta name="description" content="{text}"></head><body></body></html>"""
HTML = {"Content-Type": "text/html"}


class Desk:
    """Where finds are read, from a real server."""

    def __init__(self, house: House, feeds: FeedServer, fetcher: Fetcher, parser: Parser) -> None:
        self.house = house
        self.feeds = feeds
        self.job = Read(house.store, fetcher=fetcher, parser=parser, settings=house.settings, clock=house.clock)

    def page(self, path: str, *, title: str = "Rust in the kernel", text: str = "What two years taught us.") -> str:
        """A page at this path; gives back its address."""
        return self.feeds.serve(path, Answer(PAGE.format(title=title, text=text), headers=HTML))

    async def bring(self, who: str, url: str, *, why: str = "", room: str | None = None, named: bool = False) -> str:
        """A colleague brings a link, in a room or in private; gives back the find's id."""

        def bring(tx: Transaction) -> str:
            one = making.person(tx, who)
            where = making.room(tx, room).id if room else None
            now = self.house.clock.now()
            return tx.items.bring(one.id, url=url, key=links.key(url), why=why, named=named, room_id=where, at=now).id

        return await self.house.tx(bring)

    async def follow(self, room: str, topic: str) -> None:
        """A room that follows a topic of this word."""

        def follow(tx: Transaction) -> None:
            ids = tx.topics.take_in({topic: Topic("", topic.title(), may=(topic,))})
            making.room(tx, room, topics=[ids[topic]])

        await self.house.tx(follow)

    async def find(self, find_id: str) -> Find:
        """What became of it."""
        found = await self.house.tx(lambda tx: tx.items.find(find_id))
        assert found is not None
        return found

    async def read(self) -> None:
        """Read all that waits, and deliver what comes of it."""
        await self.job.run()
        await self.house.deliver().drain()


@pytest.fixture
async def desk(house: House, feeds: FeedServer, parser: Parser) -> AsyncIterator[Desk]:
    private = [f"127.0.0.1:{feeds.port}"]
    async with Fetcher(contact="e@example.org", private_hosts=private, limits=Limits(total=2)) as fetcher:
        yield Desk(house, feeds, fetcher, parser)


async def test_a_page_becomes_an_asking_card_in_the_room_it_was_said_in(desk: Desk) -> None:
    url = desk.page("/rust")
    assert not await desk.house.store.read(desk.job.due)
    find_id = await desk.bring("ana", url, why="We do this too", room="engineering")
    assert await desk.house.store.read(desk.job.due)
    await desk.read()
    find = await desk.find(find_id)
    assert find.state is FindState.STANDS
    cards = await desk.house.tx(lambda tx: tx.rooms.cards_of(find.item_id or ""))
    assert [(card.life, card.brought) for card in cards] == [(Life.ASKING, True)]
    assert desk.house.platform.at("engineering") == ["Rust in the kernel"]
    assert len(desk.house.platform.at("ana")) == 1, "its bringer was not told where it went"
    assert not await desk.house.store.read(desk.job.due)


async def test_a_find_from_a_private_message_goes_where_its_topic_fits_or_nowhere(desk: Desk) -> None:
    await desk.follow("engineering", "rust")
    fits = await desk.bring("ana", desk.page("/rust"))
    foreign = await desk.bring("ana", desk.page("/soup", title="A soup for eight people", text="Leeks."))
    await desk.read()
    assert [(await desk.find(one)).state for one in (fits, foreign)] == [FindState.STANDS, FindState.NO_ROOM]
    assert desk.house.platform.at("engineering") == ["Rust in the kernel"]


async def test_the_words_of_its_bringer_help_to_find_the_room(desk: Desk) -> None:
    await desk.follow("engineering", "rust")
    find_id = await desk.bring("ana", desk.page("/x", title="Two years in", text="A report."), why="about rust!")
    await desk.read()
    assert (await desk.find(find_id)).state is FindState.STANDS


async def test_a_link_that_is_known_joins_its_item_and_is_not_fetched(desk: Desk) -> None:
    url = desk.page("/rust")
    first = await desk.bring("ana", url, room="engineering")
    await desk.read()
    second = await desk.bring("ben", url + "?utm_source=mail", room="engineering")
    await desk.read()
    assert len(desk.feeds.asked("/rust")) == 1
    assert (await desk.find(first)).item_id == (await desk.find(second)).item_id
    assert desk.house.platform.at("engineering") == ["Rust in the kernel"]


async def test_a_page_that_tells_a_known_story_joins_it(desk: Desk) -> None:
    title = "Rust in the kernel: what two years taught us"
    one = await desk.bring("ana", desk.page("/a", title=title), room="engineering")
    await desk.read()
    other = await desk.bring("ben", desk.page("/b", title="Quite another matter: soup for eight"), room="engineering")
    await desk.read()
    assert (await desk.find(one)).item_id != (await desk.find(other)).item_id  # the control
    moved = desk.feeds.redirect("/short", desk.feeds.url("/a"))
    again = await desk.bring("ben", moved, room="engineering")
    await desk.read()
    assert (await desk.find(again)).item_id == (await desk.find(one)).item_id


@pytest.mark.parametrize(
    ("status", "why", "state"),
    [
        (403, "It says we should test more", FindState.STANDS),
        (403, "", FindState.UNREADABLE),
        (404, "It says we should test more", FindState.UNREADABLE),
        (500, "It says we should test more", FindState.STANDS),
    ],
)
async def test_a_page_that_is_there_but_closed_stands_with_its_bringers_words(
    desk: Desk, status: int, why: str, state: FindState
) -> None:
    url = desk.feeds.serve("/closed", Answer(status=status))
    find_id = await desk.bring("ana", url, why=why, room="engineering")
    await desk.read()
    find = await desk.find(find_id)
    assert find.state is state
    titles = desk.house.platform.at("engineering")
    assert titles == (["It says we should test more"] if state is FindState.STANDS else [])
    assert len(desk.house.platform.at("ana")) == 1


async def test_an_address_of_our_own_network_is_not_asked(desk: Desk, feeds: FeedServer) -> None:
    feeds.serve("/secret", Answer("inside"))
    hidden = feeds.url("/secret", host="localhost")  # loopback by another name, which no setting named
    find_id = await desk.bring("ana", hidden, why="look", room="engineering")
    await desk.read()
    assert (await desk.find(find_id)).state is FindState.UNREADABLE
    assert feeds.asked("/secret") == []


async def test_two_looks_at_once_ask_for_a_page_once(desk: Desk) -> None:
    found = await desk.bring("ana", desk.page("/once"), room="general")
    await asyncio.gather(desk.job.run(), desk.job.run())
    assert (await desk.find(found)).state is FindState.STANDS
    assert len(desk.feeds.asked("/once")) == 1


async def test_one_slow_page_does_not_keep_another_from_its_place(desk: Desk) -> None:
    slow = desk.feeds.serve("/slow", Answer("x", delay=30))
    slow_id = await desk.bring("ana", slow, room="engineering")
    quick_id = await desk.bring("ben", desk.page("/rust"), room="engineering")
    await desk.read()
    assert (await desk.find(slow_id)).state is FindState.UNREADABLE
    assert (await desk.find(quick_id)).state is FindState.STANDS


async def test_a_find_is_settled_once_even_if_two_read_it(desk: Desk) -> None:
    find_id = await desk.bring("ana", desk.page("/rust"), room="engineering")
    await asyncio.gather(desk.job.run(), desk.job.run())
    await desk.house.deliver().drain()
    assert (await desk.find(find_id)).state is FindState.STANDS
    assert desk.house.platform.at("engineering") == ["Rust in the kernel"]
    assert len(desk.house.platform.at("ana")) == 1


async def test_a_find_of_somebody_forgotten_meanwhile_goes_on_unnamed(desk: Desk) -> None:
    find_id = await desk.bring("ana", desk.page("/rust"), room="engineering", named=True)

    def forget(tx: Transaction) -> None:
        ana = tx.people.at(making.address("ana"))
        assert ana is not None
        tx.people.forget(ana.id)

    await desk.house.tx(forget)
    await desk.read()
    find = await desk.find(find_id)
    assert (find.state, find.person_id) == (FindState.STANDS, None)
    assert desk.house.platform.at("ana") == []


async def test_who_is_no_member_gets_no_private_message(desk: Desk) -> None:
    find_id = await desk.bring("ana", desk.page("/rust"), room="engineering")

    def leave(tx: Transaction) -> None:
        ana = tx.people.at(making.address("ana"))
        assert ana is not None
        tx.people.leave(ana.id)

    await desk.house.tx(leave)
    await desk.read()
    assert (await desk.find(find_id)).state is FindState.STANDS
    assert desk.house.platform.at("ana") == []


class Confused(Parser):
    """A parser with a mistake in it."""

    async def page(self, fetched: Fetched) -> Page | Unreadable:
        if fetched.url.endswith("/bad"):
            raise ValueError("the mistake")
        return await super().page(fetched)


async def test_a_mistake_of_our_own_in_one_page_keeps_no_other_from_its_place(house: House, feeds: FeedServer) -> None:
    private = [f"127.0.0.1:{feeds.port}"]
    async with (
        Fetcher(contact="e@example.org", private_hosts=private) as fetcher,
        Confused(workers=1) as parser,
    ):
        desk = Desk(house, feeds, fetcher, parser)
        bad = await desk.bring("ana", desk.page("/bad"), room="engineering")
        good = await desk.bring("ben", desk.page("/rust"), room="engineering")
        await desk.read()
        assert [(await desk.find(one)).state for one in (bad, good)] == [FindState.UNREADABLE, FindState.STANDS]
        await desk.read()
        assert len(feeds.asked("/bad")) == 1, "it is read again and again"
