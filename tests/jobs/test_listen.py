import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.domain.health import Trouble
from bot.domain.items import Item, ItemKind, Life
from bot.domain.sources import Source, new_source
from bot.domain.topics import Topic
from bot.ports import Transaction
from jobs.listen import Heard, Listen, claimed
from jobs.listening.fetch import Fetcher
from jobs.listening.heard import Entry, Feed, Unreadable
from jobs.listening.outcomes import Fetched
from jobs.listening.parse import Parser
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.jobs.house import House
from tests.store import making
from tests.store.looking import looked

LEDGER, HARBOUR = "/ledger.xml", "/harbour.xml"

HALF_A_SIGN = """{"version": "https://jsonfeed.org/version/1.1", "title": "Words",
    "items": [{"id": "1", "url": "https://words.example/1", "title": "half \\ud800 a sign\\u0000"}]}"""


class Counting(Parser):
    """A parser that counts what it is given to read."""

    feeds = 0

    async def feed(self, fetched: Fetched, *, now: datetime) -> Feed | Unreadable:
        self.feeds += 1
        return await super().feed(fetched, now=now)


@pytest.fixture(scope="session")
def parser() -> Iterator[Counting]:
    """One pool of readers for all tests, since starting is the slow part."""
    shared = Counting()
    yield shared
    asyncio.run(shared.close())


class Ears:
    """Listening to a real server, with what was heard at hand."""

    def __init__(self, house: House, fetcher: Fetcher, parser: Counting, feeds: FeedServer) -> None:
        self.house = house
        self.parser = parser
        self.feeds = feeds
        self.job = Listen(
            house.store,
            fetcher=fetcher,
            parser=parser,
            settings=house.settings,
            clock=house.clock,
            jitter=lambda: 0.0,
        )

    async def take_in(
        self, *paths: str, known: bool = True, company: bool = False, about: tuple[str, ...] = ()
    ) -> None:
        """The sources of app.yaml; `known`: as if they had been read before."""
        sources = [
            Source("", path.strip("/.xml"), path, self.feeds.url(path), making.HOUR, company=company, about=about)
            for path in paths
        ]
        now = self.house.clock.now()
        await self.house.tx(lambda tx: tx.sources.take_in(sources, now=now, known=known))

    async def hear(self, *entries: str, at: str = LEDGER, headers: dict[str, str] | None = None) -> list[Heard]:
        """The feed says this now, and everybody is asked, an hour after the last time."""
        self.feeds.serve(at, Answer(rss(*entries), headers=headers or {}))
        return await self.again()

    async def again(self) -> list[Heard]:
        """Everybody is asked once more."""
        self.house.later(hours=1)
        await self.house.tx(lambda tx: tx.sources.all_due(now=self.house.clock.now()))
        return await self.job.run()

    async def source(self, path: str = LEDGER) -> Source:
        """What is known of the source by now."""
        found = await self.house.tx(lambda tx: [one for one in tx.sources.all() if one.name == path])
        return found[0]

    async def items(self) -> list[Item]:
        """Every item, in the order of their ids."""
        ids = [row[0] for row in looked(self.house.url, "select id from items order by id")]
        found = await self.house.tx(lambda tx: [tx.items.get(one) for one in ids])
        return [item for item in found if item is not None]


@pytest.fixture
async def ears(house: House, parser: Counting, feeds: FeedServer) -> AsyncIterator[Ears]:
    parser.feeds = 0
    feeds.serve(LEDGER, Answer(rss()))
    feeds.serve(HARBOUR, Answer(rss()))
    async with Fetcher(contact="earshot@example.org", private_hosts=[f"127.0.0.1:{feeds.port}"]) as fetcher:
        yield Ears(house, fetcher, parser, feeds)


def entry(
    name: str = "one",
    *,
    title: str = "Bakers agree on a standard loaf",
    text: str = "It took years.",
    guid: str | None = None,
    link: str | None = None,
    at: datetime = making.NOW,
) -> str:
    """One `<item>`; its link and guid are made of the name unless said otherwise."""
    link = link or f"https://ledger.example/{name}"
    return (
        f"<title>{title}</title><link>{link}</link><guid>{guid or name}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{text}</description>"
    )


# ── From entries to items ────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_entry_is_one_item_however_often_it_is_heard(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    (first,) = await ears.hear(entry(link="https://ledger.example/one?utm_source=feed"))
    (second,) = await ears.hear(entry(link="https://ledger.example/one?utm_source=feed"), entry("two", title="Rain"))
    assert [(heard.entries, heard.new) for heard in (first, second)] == [(1, 1), (2, 1)]
    assert [(item.title, item.url) for item in await ears.items()] == [
        ("Bakers agree on a standard loaf", "https://ledger.example/one"),
        ("Rain", "https://ledger.example/two"),
    ]


async def test_an_entry_keeps_its_identity_when_its_link_changes_and_two_with_one_guid_are_two(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    await ears.hear(entry(guid="g1", link="https://ledger.example/a"))
    await ears.hear(entry(guid="g1", link="https://ledger.example/b"))
    assert len(await ears.items()) == 1
    shared = entry("c", guid="g2", title="Rain in the north"), entry("d", guid="g2", title="Sun in the south")
    await ears.hear(*shared)
    assert len(await ears.items()) == 3


async def test_the_same_story_from_two_sources_is_one_item_with_both(ears: Ears) -> None:
    await ears.take_in(LEDGER, HARBOUR)
    title = "Rust in the kernel: what two years taught us"
    ears.feeds.serve(HARBOUR, Answer(rss(entry("h", title=title, link="https://harbour.example/rust"))))
    await ears.hear(entry(title=title))
    (item,) = await ears.items()
    assert sorted(item.heard_in) == [HARBOUR, LEDGER]
    ears.feeds.serve(HARBOUR, Answer(rss(entry("h2", title="A quite different matter", link="https://h.example/2"))))
    await ears.again()
    assert len(await ears.items()) == 2  # the control: not everything is one story


async def test_what_stands_in_a_feed_at_first_is_known_and_not_news(ears: Ears) -> None:
    def candidates(tx: Transaction) -> list[str]:
        room = making.room(tx, topics=[topic.id for topic in tx.topics.all()])
        found = tx.items.candidates(room.id, since=making.NOW - making.DAY, now=making.NOW + making.DAY)
        return [one.title for one in found]

    await ears.house.tx(lambda tx: tx.topics.take_in({"bread": Topic("", "Bread", may=("loaf",))}))
    await ears.take_in(LEDGER, known=False)
    await ears.hear(*(entry(str(number), title=f"Loaf of kind {number}") for number in range(30)))
    assert (len(await ears.items()), await ears.house.tx(candidates)) == (30, [])
    later = making.NOW + making.HOUR
    changed = entry("3", title="Loaf of kind 3, corrected")  # known, and told in other words: still not news
    await ears.hear(changed, entry("new", title="A new loaf", at=later))
    assert await ears.house.tx(candidates) == ["A new loaf"]  # and the control: what comes later is


async def test_a_changed_entry_corrects_its_item_and_the_card_that_stands(ears: Ears) -> None:
    def stand(tx: Transaction) -> None:
        room = making.room(tx)
        making.card(tx, room.id, item.id, life=Life.HEARD, stands="m1")

    await ears.take_in(LEDGER, HARBOUR)
    await ears.hear(entry(title="Bakers agree on a standart loaf"))
    (item,) = await ears.items()
    await ears.house.tx(stand)
    await ears.hear(entry(title="Bakers agree on a standard loaf", text="It took eleven years."))
    (after,) = await ears.items()
    assert (after.id, after.title, after.text) == (item.id, "Bakers agree on a standard loaf", "It took eleven years.")
    await ears.house.deliver().drain()
    assert [card.title for _, card in ears.house.platform.edits] == ["Bakers agree on a standard loaf"]
    await ears.again()
    await ears.house.deliver().drain()
    assert len(ears.house.platform.edits) == 1, "nothing changed, and it was drawn again"


async def test_a_source_that_only_told_it_again_does_not_change_the_words(ears: Ears) -> None:
    title = "Rust in the kernel: what two years taught us"
    await ears.take_in(LEDGER, HARBOUR)
    await ears.hear(entry(title=title))
    told = entry("h", title=title, link="https://harbour.example/rust", at=making.NOW + making.HOUR)
    await ears.hear(told, at=HARBOUR)
    await ears.hear(entry("h", title="SHOUTED " + title, link="https://harbour.example/rust"), at=HARBOUR)
    (item,) = await ears.items()
    assert item.title == title


async def test_after_twenty_four_changes_an_entry_is_not_followed_any_more(ears: Ears) -> None:
    def tell(number: int) -> Callable[[Transaction], object]:
        text = f"It is {number} o'clock"
        one = making_entry(text)
        return lambda tx: ears.job.take_in(tx, source, [one])

    await ears.take_in(LEDGER)
    await ears.hear(entry(text="It is 0 o'clock"))
    source = await ears.source()
    for number in range(1, 30):
        await ears.house.tx(tell(number))
    (item,) = await ears.items()
    assert item.text == "It is 24 o'clock"


def making_entry(text: str) -> Entry:
    return Entry("one", "https://ledger.example/one", "The clock", text, making.NOW, None, None, text)


async def test_a_company_source_tells_company_pieces_and_a_source_about_a_topic_belongs_to_it(ears: Ears) -> None:
    await ears.house.tx(lambda tx: tx.topics.take_in({"bread": Topic("", "Bread", may=("sourdough",))}))
    await ears.take_in(LEDGER, company=True, about=("bread",))
    await ears.hear(entry())
    (item,) = await ears.items()
    topics = await ears.house.tx(lambda tx: [topic.id for topic in tx.topics.all()])
    because = await ears.house.tx(lambda tx: tx.items.because(item.id, topics))
    assert (item.kind, [one.name for one in because]) == (ItemKind.COMPANY, ["Bread"])


# ── When to ask again ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_only_what_is_due_is_asked(ears: Ears) -> None:
    await ears.take_in(LEDGER, HARBOUR)
    await ears.house.tx(lambda tx: tx.sources.all_due(now=ears.house.clock.now()))
    await ears.job.run()
    assert len(ears.feeds.seen) == 2
    assert not await ears.house.store.read(ears.job.due)
    await ears.job.run()
    assert len(ears.feeds.seen) == 2
    ears.house.later(days=1)
    assert await ears.house.store.read(ears.job.due)
    await ears.job.run()
    assert len(ears.feeds.seen) == 4


async def test_validators_are_sent_back_and_kept_even_when_the_feed_could_not_be_read(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    ears.feeds.serve(LEDGER, Answer("<html>not a feed</html>", headers={"ETag": '"v1"', "Last-Modified": "Tuesday"}))
    (heard,) = await ears.again()
    assert heard.trouble is Trouble.NOT_A_FEED
    source = await ears.source()
    assert (source.etag, source.trouble, source.errors) == ('"v1"', Trouble.NOT_A_FEED, 1)
    ears.feeds.serve(LEDGER, Answer(status=304))
    (heard,) = await ears.again()
    assert ears.feeds.seen[-1].headers["if-none-match"] == '"v1"'
    assert (heard.trouble, ears.parser.feeds) == (None, 1)


async def test_a_body_that_is_known_is_not_read_again(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    for _ in range(3):
        await ears.hear(entry())
    assert (len(ears.feeds.seen), ears.parser.feeds) == (3, 1)
    await ears.hear(entry(), entry("two", title="Rain"))
    assert ears.parser.feeds == 2  # the control: another body is read


async def test_troubles_make_us_ask_less_often_and_one_good_answer_makes_up_for_all(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    waits = []
    source = await ears.source()
    ears.feeds.serve(LEDGER, Answer(status=500))
    for _ in range(6):
        await ears.again()
        source = await ears.source()
        waits.append(((source.next_at or making.NOW) - ears.house.clock.now()) / making.HOUR)
    assert waits == [2, 4, 8, 16, 24, 24]
    assert source.errors == 6
    await ears.hear(entry())
    source = await ears.source()
    assert (source.errors, source.trouble) == (0, None)


async def test_a_server_that_asks_to_be_left_alone_is(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    ears.feeds.serve(LEDGER, Answer(status=429, headers={"Retry-After": str(3 * 86400)}))
    (heard,) = await ears.again()
    source = await ears.source()
    assert heard.trouble is Trouble.TOO_MANY
    assert source.next_at == ears.house.clock.now() + timedelta(days=3)


async def test_a_feed_that_is_gone_is_not_asked_any_more(ears: Ears) -> None:
    await ears.take_in(LEDGER, HARBOUR)
    ears.feeds.serve(LEDGER, Answer(status=410))
    await ears.again()
    source = await ears.source()
    assert (source.trouble, source.paused) == (Trouble.GONE, True)
    await ears.again()
    ears.house.later(days=30)
    await ears.job.run()
    assert len(ears.feeds.asked(LEDGER)) == 1
    assert len(ears.feeds.asked(HARBOUR)) == 3  # the control: others are


async def test_a_feed_that_moved_is_believed_on_the_third_day(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    ears.feeds.redirect(LEDGER, ears.feeds.url("/moved.xml"), 301)
    ears.feeds.serve("/moved.xml", Answer(rss(entry())))
    urls = []
    for _ in range(3):
        for _ in range(2):  # twice a day: a second answer on the same day adds nothing
            await ears.again()
        urls.append((await ears.source()).url)
        ears.house.later(days=1)
    old, new = ears.feeds.url(LEDGER), ears.feeds.url("/moved.xml")
    assert urls == [old, old, new]
    asked = len(ears.feeds.asked(LEDGER))
    await ears.again()
    assert len(ears.feeds.asked(LEDGER)) == asked


async def test_a_redirect_for_now_is_never_believed_for_good(ears: Ears) -> None:
    await ears.take_in(LEDGER)
    ears.feeds.redirect(LEDGER, ears.feeds.url("/moved.xml"), 302)
    ears.feeds.serve("/moved.xml", Answer(rss(entry())))
    for _ in range(5):
        await ears.again()
        ears.house.later(days=1)
    assert (await ears.source()).url == ears.feeds.url(LEDGER)


async def test_a_source_in_trouble_stops_no_other_and_each_is_told_of(ears: Ears) -> None:
    await ears.take_in(LEDGER, HARBOUR, "/broken.xml", "/words.json")
    ears.feeds.serve("/broken.xml", Answer("\x00" * 100))
    ears.feeds.serve("/words.json", Answer(HALF_A_SIGN, headers={"Content-Type": "application/feed+json"}))
    ears.feeds.serve(LEDGER, Answer(rss(entry())))
    told: list[Heard] = []
    await ears.house.tx(lambda tx: tx.sources.all_due(now=ears.house.clock.now()))
    heard = await ears.job.run(told=told.append)
    by_source = {one.source: one for one in heard}
    assert by_source["/broken.xml"].trouble is not None
    assert (by_source[LEDGER].new, by_source[HARBOUR].trouble) == (1, None)
    assert sorted(one.source for one in told) == sorted(by_source)
    for path in ("/broken.xml", "/words.json"):
        next_at = (await ears.source(path)).next_at
        assert next_at is not None
        assert next_at > ears.house.clock.now(), "it would be asked again and again"


class Confused(Counting):
    """A parser with a mistake in it: a date without a zone, which no store takes."""

    async def feed(self, fetched: Fetched, *, now: datetime) -> Feed | Unreadable:
        feed = await super().feed(fetched, now=now)
        if isinstance(feed, Unreadable) or not fetched.url.endswith(LEDGER):
            return feed
        return replace(feed, entries=tuple(replace(one, published=datetime(2026, 11, 1)) for one in feed.entries))  # noqa: DTZ001 - the mistake


async def test_a_mistake_of_our_own_in_one_source_stops_no_other_and_is_not_repeated_every_minute(
    house: House, feeds: FeedServer
) -> None:
    async with (
        Fetcher(contact="earshot@example.org", private_hosts=[f"127.0.0.1:{feeds.port}"]) as fetcher,
        Confused(workers=1) as parser,
    ):
        ears = Ears(house, fetcher, parser, feeds)
        await ears.take_in(LEDGER, HARBOUR)
        feeds.serve(HARBOUR, Answer(rss(entry("h", title="Rain in the north"))))
        heard = await ears.hear(entry())
        assert {one.source: one.trouble for one in heard} == {LEDGER: Trouble.UNREADABLE, HARBOUR: None}
        assert [item.title for item in await ears.items()] == ["Rain in the north"]
        source = await ears.source()
        assert (source.errors, source.next_at) == (1, house.clock.now() + 2 * making.HOUR)


# ── What stewards add ────────────────────────────────────────────────────────────────────────────────────────────────

BLOG, BLOG_FEED = "/blog/", "/blog/feed.xml"


def a_blog(*feeds: str, title: str = "The Harbour Blog") -> Answer:
    """A page that names these feeds."""
    headers = {"Content-Type": "text/html", "ETag": f'"page-{len(feeds)}"'}
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{one}">' for one in feeds)
    return Answer(f"<!doctype html><html><head><title>{title}</title>{links}</head></html>", headers=headers)


async def add(ears: Ears, *paths: str, name: str = "") -> list[str]:
    """A steward adds these addresses; returns the ids."""
    wanted = [new_source(name, path if "://" in path else ears.feeds.url(path)) for path in paths]
    added = await ears.house.tx(lambda tx: tx.sources.add(wanted, now=ears.house.clock.now()))
    return [one.id for one in added]


async def by_id(ears: Ears, source_id: str) -> Source:
    found = await ears.house.tx(lambda tx: tx.sources.get(source_id))
    assert found is not None
    return found


async def test_a_pages_address_is_enough_its_feed_is_found_and_the_page_gives_its_name(ears: Ears) -> None:
    ears.feeds.serve(BLOG, a_blog("/blog/comments/feed", BLOG_FEED))
    ears.feeds.serve(BLOG_FEED, Answer(rss(entry(), title="harbour-rss"), headers={"ETag": '"feed"'}))
    (one,) = await add(ears, BLOG)
    (heard,) = await ears.job.look_at_new()
    source = await by_id(ears, one)
    assert (heard.source, heard.entries, heard.new, heard.trouble) == ("The Harbour Blog", 1, 1, None)
    assert (source.name, source.url, source.address) == (
        *("The Harbour Blog", ears.feeds.url(BLOG_FEED), ears.feeds.url(BLOG)),
    )
    assert (source.etag, source.trouble, source.heard_at) == ('"feed"', None, ears.house.clock.now())
    assert "if-none-match" not in ears.feeds.asked(BLOG_FEED)[0].headers, "what the page said is not the feed's"
    assert await ears.job.look_at_new() == [], "once looked at, it is as any other"
    await ears.again()
    assert (len(ears.feeds.asked(BLOG)), len(ears.feeds.asked(BLOG_FEED))) == (1, 2)


async def test_a_name_that_was_given_stays_and_without_one_a_feed_gives_its_own(ears: Ears) -> None:
    ears.feeds.serve(BLOG, a_blog(BLOG_FEED))
    ears.feeds.serve(BLOG_FEED, Answer(rss(entry())))
    named, nameless = *await add(ears, BLOG, name="Harbour"), *await add(ears, LEDGER)
    ears.feeds.serve(LEDGER, Answer(rss(entry("two"), title="L" * 200)))
    await ears.job.look_at_new()
    assert [(await by_id(ears, one)).name for one in (named, nameless)] == ["Harbour", "L" * 80]


async def test_what_stands_in_the_feed_of_a_page_at_first_is_known_and_not_news(ears: Ears) -> None:
    ears.feeds.serve(BLOG, a_blog(BLOG_FEED))
    await add(ears, BLOG)
    ears.feeds.serve(BLOG_FEED, Answer(rss(entry("one"))))
    await ears.job.look_at_new()
    await ears.hear(entry("one"), entry("two", title="Rain in the north"), at=BLOG_FEED)
    assert looked(ears.house.url, "select entry_key, news from entries order by entry_key") == [("one", 0), ("two", 1)]


async def test_a_page_that_names_no_feed_is_in_trouble_and_tried_again_when_it_changes(ears: Ears) -> None:
    ears.feeds.serve(BLOG, a_blog())
    (one,) = await add(ears, BLOG)
    await ears.job.look_at_new()
    assert (await by_id(ears, one)).trouble is Trouble.NOT_A_FEED
    assert await ears.job.look_at_new() == [], "it waits for its turn like any other in trouble"
    ears.feeds.serve(BLOG, a_blog(BLOG_FEED))
    ears.feeds.serve(BLOG_FEED, Answer(rss(entry())))
    await ears.again()
    assert (await by_id(ears, one)).trouble is None


async def test_of_several_feeds_the_first_that_can_be_read_is_taken_and_if_none_can_all_is_tried_again(
    ears: Ears,
) -> None:
    ears.feeds.serve(BLOG, a_blog("/a.xml", "/b.xml", "/c.xml", "/d.xml"))
    (one,) = await add(ears, BLOG)
    ears.feeds.serve("/a.xml", Answer(status=500))
    ears.feeds.serve("/b.xml", a_blog("/never.xml"))
    await ears.job.look_at_new()
    source = await by_id(ears, one)
    assert (source.trouble, source.url, source.name) == (Trouble.SERVER, ears.feeds.url(BLOG), "127.0.0.1")
    assert [seen.path for seen in ears.feeds.seen] == [BLOG, "/a.xml", "/b.xml", "/c.xml"], (
        "a few, and no page of a page"
    )
    ears.feeds.serve("/c.xml", Answer(rss(entry())))
    await ears.again()  # the page is the same as before, and is followed all the same
    assert (await by_id(ears, one)).url == ears.feeds.url("/c.xml")


async def test_a_page_leads_to_no_private_address(house: House, parser: Counting, feeds: FeedServer) -> None:
    async with FeedServer() as inside:
        secret = inside.serve("/secret.xml", Answer(rss(entry("secret"))))
        feeds.serve(BLOG, a_blog(secret))
        for hosts in ([f"127.0.0.1:{feeds.port}"], ["127.0.0.1"]):
            async with Fetcher(contact="earshot@example.org", private_hosts=hosts) as fetcher:
                ears = Ears(house, fetcher, parser, feeds)
                (one,) = await add(ears, f"{BLOG}?{len(hosts[0])}")
                await ears.job.look_at_new()
                found = (await by_id(ears, one)).trouble, len(inside.seen)
                assert found == ((Trouble.PRIVATE_ADDRESS, 0) if ":" in hosts[0] else (None, 1)), "and the control"


async def test_an_address_that_is_private_itself_shows_at_the_first_look(ears: Ears) -> None:
    (one,) = await add(ears, "http://127.0.0.2:9/feed")
    await ears.job.look_at_new()
    assert (await by_id(ears, one)).trouble is Trouble.PRIVATE_ADDRESS


async def test_only_what_a_steward_added_is_led_from_a_page_to_its_feed_and_only_at_first(ears: Ears) -> None:
    ears.feeds.serve(BLOG, a_blog(BLOG_FEED))
    ears.feeds.serve(BLOG_FEED, Answer(rss(entry("b"))))
    ears.feeds.serve(LEDGER, Answer(rss(entry())))
    await ears.take_in(BLOG, known=False)
    (one,) = await add(ears, LEDGER)
    await ears.again()
    assert (await ears.source(BLOG)).trouble is Trouble.NOT_A_FEED, "app.yaml's address is app.yaml's"
    ears.feeds.serve(LEDGER, a_blog(BLOG_FEED))  # the site was sold, say
    await ears.again()
    source = await by_id(ears, one)
    assert (source.trouble, source.url) == (Trouble.NOT_A_FEED, ears.feeds.url(LEDGER))
    assert ears.feeds.asked(BLOG_FEED) == []


async def test_a_page_whose_feed_is_listened_to_already_is_not_listened_to_twice(ears: Ears) -> None:
    ears.feeds.serve(BLOG, a_blog(LEDGER))
    ears.feeds.serve("/blog2/", a_blog(LEDGER))
    ears.feeds.redirect("/old.xml", ears.feeds.url(LEDGER), 301)
    ears.feeds.serve(LEDGER, Answer(rss(entry())))
    same = await add(ears, BLOG, "/blog2/", "/old.xml")
    await ears.job.look_at_new()
    kept = [one for one in [await by_id(ears, one) for one in same] if not one.paused]
    assert len(kept) == 1, "the first of them, whichever came first"
    assert {(await by_id(ears, one)).trouble for one in same} == {None, Trouble.SAME_FEED}
    assert len(await ears.items()) == 1
    assert [len(one.heard_in) for one in await ears.items()] == [1]


async def test_what_a_steward_adds_at_an_old_address_is_listened_to_at_the_new_one_at_once(ears: Ears) -> None:
    ears.feeds.redirect("/old.xml", ears.feeds.url(LEDGER), 301)
    ears.feeds.redirect("/now.xml", ears.feeds.url(HARBOUR), 302)
    ears.feeds.serve(LEDGER, Answer(rss(entry())))
    for_good, for_now = await add(ears, "/old.xml", "/now.xml")
    await ears.job.look_at_new()
    assert (await by_id(ears, for_good)).url == ears.feeds.url(LEDGER)
    assert (await by_id(ears, for_now)).url == ears.feeds.url("/now.xml"), "where that leads may change every day"


async def test_a_feed_that_was_found_just_before_a_sudden_end_is_read_after_it(ears: Ears) -> None:
    ears.feeds.serve(BLOG_FEED, Answer(rss(entry()), headers={"ETag": '"1"'}))
    (one,) = await add(ears, BLOG)
    found = replace(await by_id(ears, one), url=ears.feeds.url(BLOG_FEED), etag='"1"', digest="d")
    assert await ears.house.tx(lambda tx: claimed(tx, found, found.url))
    (heard,) = await ears.job.look_at_new()  # the bot starts again
    assert (heard.new, heard.trouble) == (1, None)


async def test_no_source_is_asked_twice_at_once(ears: Ears) -> None:
    ears.feeds.serve(LEDGER, Answer(rss(entry()), delay=0.1))
    await add(ears, LEDGER)
    await asyncio.gather(ears.job.look_at_new(), ears.job.run(), ears.job.look_at_new())
    assert len(ears.feeds.asked(LEDGER)) == 1
    await ears.again()
    assert len(ears.feeds.asked(LEDGER)) == 2


async def test_a_pause_that_a_steward_makes_while_a_source_is_asked_stays(ears: Ears) -> None:
    ears.feeds.serve(LEDGER, Answer(rss(entry()), delay=0.5))
    (one,) = await add(ears, LEDGER)
    asking = asyncio.create_task(ears.job.look_at_new())
    await asyncio.sleep(0.2)
    await ears.house.tx(lambda tx: tx.sources.pause(one))
    await asking
    source = await by_id(ears, one)
    assert (source.paused, source.read_at) == (True, ears.house.clock.now())
    await ears.again()
    assert len(ears.feeds.asked(LEDGER)) == 1
