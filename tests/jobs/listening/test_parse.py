import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.domain.health import Trouble
from jobs.listening.fetch import FEEDS, Fetched, Fetcher
from jobs.listening.parse import Feed, Page, Parser, Unreadable
from tests.fakes.feeds import HEALTHY, Answer, FeedServer, rss

NOW = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)


def fetched(body: str | bytes, content_type: str = "application/xml") -> Fetched:
    return Fetched(
        body=body.encode() if isinstance(body, str) else body,
        url="https://ledger.example/feed.xml",
        headers={"content-type": content_type, "content-language": "en"},
        etag=None,
        modified=None,
        digest="",
        permanent=None,
        wait=None,
    )


def laughs() -> str:
    entities = "".join(f'<!ENTITY a{depth} "{f"&a{depth - 1};" * 10}">' for depth in range(1, 11))
    doctype = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]>'
    return rss("<title>&a10;</title>").replace("?>", f"?>{doctype}", 1)


HOSTILE: dict[str, Callable[[], str]] = {
    "billion laughs": laughs,
    "quadratic entities": lambda: rss("<title>" + "&a;" * 50_000 + "</title>").replace(
        "?>", f'?><!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>', 1
    ),
    "nested elements": lambda: rss("<description>" + "<a>" * 200_000 + "</description>"),
    "items": lambda: rss(*["<title>x</title><link>https://ledger.example/</link>"] * 200_000),
    "ampersands": lambda: rss("<title>" + "&" * 2_000_000 + "</title>"),
    "angles": lambda: rss("<title>" + "<" * 1_000_000 + "</title>"),
    "attributes": lambda: rss().replace("<channel>", "<channel " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">"),
    "comments": lambda: rss("<title>" + "<!--" * 200_000 + "</title>"),
    "unclosed tags": lambda: rss("<description>" + "<b " * 500_000),
    "doctypes": lambda: "<!DOCTYPE rss [" * 200_000,
    "deep JSON": lambda: '{"a":' * 500_000,
    "half characters": lambda: rss("<title>" + "&#xD800;" * 10_000 + "</title>"),
    "pages": lambda: "<!---->" * 300_000 + "<html>",
    "nothing": lambda: "\0" * 8_000_000,
}


async def still_reads(parser: Parser) -> bool:
    return isinstance(await parser.feed(fetched(HEALTHY), now=NOW), Feed)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "attributes"])  # see the next test
async def test_a_hostile_feed_is_over_soon_and_the_next_one_is_read(parser: Parser, name: str) -> None:
    assert await still_reads(parser)
    started = time.monotonic()

    answer = await parser.feed(fetched(HOSTILE[name]()), now=NOW)

    assert time.monotonic() - started < 5
    assert isinstance(answer, Feed | Unreadable)
    assert await still_reads(parser)


def test_the_library_alone_would_hold_its_process_for_long() -> None:
    naive = "import sys, io, feedparser; feedparser.parse(io.BytesIO(sys.stdin.buffer.read()))"
    body = HOSTILE["attributes"]().encode()

    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", naive], input=body, timeout=2, check=False)


async def test_a_feed_that_takes_too_long_is_ended_and_others_are_read_meanwhile(parser: Parser) -> None:
    slow = asyncio.create_task(parser.feed(fetched(HOSTILE["attributes"]()), now=NOW))

    assert await still_reads(parser)
    assert not slow.done()
    assert await slow == Unreadable(Trouble.UNREADABLE, "took more than 0.7 seconds to read")
    assert await still_reads(parser)


async def test_files_and_addresses_in_entities_are_not_read(parser: Parser, server: FeedServer) -> None:
    secret = server.serve("/secret.dtd", Answer("secret"))
    for entity in (
        f"<!ENTITY x SYSTEM '{secret}'>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        f"<!ENTITY % y SYSTEM '{secret}'> %y;",
    ):
        body = rss("<title>a&x;b</title><link>https://ledger.example/</link>").replace(
            "?>", f"?><!DOCTYPE rss [{entity}]>", 1
        )
        answer = await parser.feed(fetched(body), now=NOW)
        assert "root:" not in str(answer)
        assert "secret" not in str(answer)
    assert server.seen == []


def test_a_reader_may_not_take_all_memory() -> None:
    greedy = "from jobs.listening import parse; {} bytes(2 << 30)"

    bounded = subprocess.run(
        [sys.executable, "-c", greedy.format("parse._prepare();")], capture_output=True, check=False
    )
    naive = subprocess.run([sys.executable, "-c", greedy.format("")], capture_output=True, check=False)

    assert b"MemoryError" in bounded.stderr
    assert naive.returncode == 0


async def test_a_reader_that_was_killed_while_idle_is_replaced() -> None:
    async with Parser(workers=1, seconds=5) as parser:
        assert await still_reads(parser)
        for worker in multiprocessing.active_children():
            if worker.name == "pebble_pool_worker" and worker.pid is not None and _is_ours(parser, worker.pid):
                os.kill(worker.pid, signal.SIGKILL)
        await asyncio.sleep(0.5)

        assert await still_reads(parser)


def _is_ours(parser: Parser, pid: int) -> bool:
    assert parser._pool is not None
    return pid in parser._pool._pool_manager.worker_manager.workers


async def test_a_reader_killed_while_reading_costs_that_document_only() -> None:
    async with Parser(workers=1, seconds=5) as parser:
        assert await still_reads(parser)
        reading = asyncio.create_task(parser.feed(fetched(HOSTILE["attributes"]()), now=NOW))
        await asyncio.sleep(0.5)
        assert parser._pool is not None
        for pid in tuple(parser._pool._pool_manager.worker_manager.workers):
            os.kill(pid, signal.SIGKILL)

        answer = await reading

        assert isinstance(answer, Unreadable)
        assert answer.trouble is Trouble.UNREADABLE
        assert await still_reads(parser)


async def test_giving_up_a_reading_ends_it() -> None:
    async with Parser(workers=1, seconds=60) as parser:
        assert await still_reads(parser)
        reading = asyncio.create_task(parser.feed(fetched(HOSTILE["attributes"]()), now=NOW))
        await asyncio.sleep(0.3)
        reading.cancel()

        async with asyncio.timeout(10):
            assert await still_reads(parser)


async def test_a_parser_that_was_never_asked_has_started_nothing_and_one_that_is_closed_leaves_nothing() -> None:
    before = {worker.pid for worker in multiprocessing.active_children()}
    parser = Parser(workers=1)
    assert {worker.pid for worker in multiprocessing.active_children()} == before

    parser.start()
    parser.start()
    assert await still_reads(parser)
    assert len({worker.pid for worker in multiprocessing.active_children()} - before) == 1

    await parser.close()
    await parser.close()
    assert {worker.pid for worker in multiprocessing.active_children()} <= before


def test_whoever_only_asks_a_parser_does_not_load_the_parsers() -> None:
    check = "import sys, jobs.listening.parse; print({'feedparser', 'lxml', 'nh3', 'aiohttp'} & set(sys.modules))"

    said = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True, text=True)

    assert said.stdout.strip() == "set()"


async def test_a_page_is_read_in_the_same_way(parser: Parser) -> None:
    answer = await parser.page(fetched("<html><title>Rye</title></html>", 'text/html; charset="UTF-8"; x=y'))

    assert isinstance(answer, Page)
    assert (answer.title, answer.url) == ("Rye", "https://ledger.example/feed.xml")
    hostile = await parser.page(fetched("<html>" + "<a><b>" * 300_000, "text/html"))
    assert isinstance(hostile, Page | Unreadable)


@pytest.mark.parametrize(
    "header", ["", ";;;", "text/xml; charset", "text/xml; charset=\udc80", "a\nb", "=?x?=", "x" * 5000]
)
async def test_no_content_type_is_too_odd(parser: Parser, header: str) -> None:
    assert isinstance(await parser.feed(fetched(HEALTHY, header), now=NOW), Feed)


async def test_from_server_to_entries(parser: Parser, server: FeedServer) -> None:
    url = server.serve("/feed.xml", Answer(HEALTHY))
    async with Fetcher(contact="", private_hosts=["127.0.0.1"]) as fetcher:
        answer = await fetcher.get(url, accept=FEEDS)
        assert isinstance(answer, Fetched)
        feed = await parser.feed(answer, now=NOW)

    assert isinstance(feed, Feed)
    assert (feed.title, feed.language) == ("Morning Ledger", None)
    assert [entry.title for entry in feed.entries] == ["Bakers agree on a standard loaf"]


def test_text_collected_whole_is_the_same_text() -> None:
    """The control is the library as it comes; both read in a process of their own."""
    body = rss("<title>a&amp;b<![CDATA[c]]>d</title><link>https://ledger.example/</link>")
    read = "import io, sys, feedparser; print(feedparser.parse(io.BytesIO(sys.stdin.buffer.read())).entries)"
    collected = f"from jobs.listening.buffering import collect_text; collect_text(); {read}"

    said = [
        subprocess.run([sys.executable, "-c", code], input=body.encode(), capture_output=True, check=True).stdout
        for code in (read, collected)
    ]

    assert said[0] == said[1]
    assert b"a&bcd" in said[0]
