"""What strangers serve: each bad feed sets its own source aside with a reason, and all the others go on."""

import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.health import Trouble
from bot.domain.sources import Source
from jobs.listen import Listen
from jobs.listening.fetch import Fetcher, Limits
from jobs.listening.parse import Parser
from tests.fakes.feeds import Answer, FeedServer, brotli_bomb, gzip_bomb, gzipped, rss
from tests.town import FEED, Town
from tests.walks.steps import entry, listen_also, now

GOOD = rss(entry("Rust in the kernel: what two years taught us", "https://news.example/rust"))
LATER = rss(entry("A kernel driver in an afternoon", "https://gazette.example/driver"))

LAUGHS = "".join(f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";"}{"&l" + str(n - 1) + ";" * 9}">' for n in range(1, 12))
BOMB_OF_ENTITIES = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel>&l11;</channel></rss>'
READS_A_FILE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
    "<title>x</title><item><title>kernel &file;</title><guid>1</guid></item></channel></rss>"
)
PAGE = "<!doctype html><html><head><title>kernel</title></head><body><p>Please log in.</p></body></html>"
NO_FEED = Trouble.NOT_A_FEED

BAD: Mapping[str, tuple[Answer, set[Trouble]]] = {
    "empty": (Answer(b""), {NO_FEED}),
    "blank": (Answer(b" \n" * 1000), {NO_FEED}),
    "noise": (Answer(bytes(range(256)) * 40), {NO_FEED}),
    "zeros": (Answer(bytes(100_000)), {NO_FEED}),
    "cut-off": (Answer('<?xml version="1.0"?><rs'), {NO_FEED}),
    "cut-off-json": (Answer('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id"'), {NO_FEED}),
    "json-of-another-kind": (Answer(json.dumps({"items": {"id": 7}})), {NO_FEED}),
    "deep-json": (
        Answer(b"[" * 500_000, headers={"Content-Type": "application/feed+json"}),
        {NO_FEED, Trouble.UNREADABLE},
    ),
    "a-page": (Answer(PAGE), {NO_FEED}),
    "a-page-that-says-rss": (Answer(PAGE, headers={"Content-Type": "application/rss+xml"}), {NO_FEED}),
    "a-path": (Answer("/etc/passwd"), {NO_FEED}),
    "a-device": (Answer("/dev/zero"), {NO_FEED}),
    "an-address": (Answer("file:///dev/zero"), {NO_FEED}),
    "another-address": (Answer("http://127.0.0.1:1/feed.xml"), {NO_FEED}),
    "a-picture": (Answer(b"\x89PNG\r\n\x1a\n" + bytes(5000), headers={"Content-Type": "image/png"}), {NO_FEED}),
    "huge": (Answer(b"<rss>" + b"x" * 9_000_000), {Trouble.TOO_BIG}),
    "gzip-bomb": (Answer(gzip_bomb(60), headers={"Content-Encoding": "gzip"}), {Trouble.TOO_BIG}),
    "brotli-bomb": (Answer(brotli_bomb(60), headers={"Content-Encoding": "br"}), {Trouble.TOO_BIG}),
    "not-gzip": (Answer("plain", headers={"Content-Encoding": "gzip"}), {Trouble.UNREADABLE, Trouble.SERVER}),
    "deep": (Answer("<rss>" + "<a>" * 300_000), {NO_FEED, Trouble.UNREADABLE}),
    "missing": (Answer(status=404), {Trouble.NOT_FOUND}),
    "forbidden": (Answer(status=403), {Trouble.REFUSED}),
    "too-often": (Answer(status=429), {Trouble.TOO_MANY}),
    "broken": (Answer(status=500), {Trouble.SERVER}),
    "gone": (Answer(status=410), {Trouble.GONE}),
}


async def troubles(town: Town) -> dict[str, Trouble | None]:
    """The sources table: what is wrong with each."""
    return {one.key: one.trouble for one in await town.bot.store.read(lambda tx: tx.sources.all())}


async def test_whatever_a_feed_serves_its_source_is_set_aside_with_a_reason_and_the_others_go_on(
    town: Town, feeds: FeedServer
) -> None:
    async with FeedServer() as inside:
        inside.serve("/secret.xml", Answer(rss(entry("The kernel of a secret", "https://inside.example/"))))
        feeds.redirect("/to-loopback.xml", inside.url("/secret.xml"))
        feeds.redirect("/to-a-file.xml", "file:///dev/zero")
        feeds.redirect("/to-itself.xml", feeds.url("/to-itself.xml"))
        for name, (answer, _) in BAD.items():
            feeds.serve(f"/{name}.xml", answer)
        expected = {name: kinds for name, (_, kinds) in BAD.items()} | {
            "to-loopback": {Trouble.PRIVATE_ADDRESS},
            "to-a-file": {Trouble.BAD_ADDRESS},
            "to-itself": {Trouble.TOO_MANY_REDIRECTS},
        }
        await listen_also(town, [*expected, "gazette"])
        feeds.serve("/gazette.xml", Answer(LATER))
        await town.news(GOOD)
        await town.later(minutes=20)

        found = await troubles(town)
        wrong = {name: found[name] for name, kinds in expected.items() if found[name] not in kinds}
        assert wrong == {}
        assert inside.seen == [], "a redirect led to where no source was named"

    assert (found["ledger"], found["gazette"]) == (None, None)
    await town.later(minutes=60)
    titles = {one["card"]["title"] for one in await town.room("engineering")}
    assert titles == {"Rust in the kernel: what two years taught us", "A kernel driver in an afternoon"}


async def test_a_source_that_is_mended_is_heard_again(town: Town, feeds: FeedServer) -> None:
    feeds.serve("/gazette.xml", Answer(PAGE))
    await listen_also(town, ["gazette"])
    await town.later(minutes=20)
    assert (await troubles(town))["gazette"] is NO_FEED
    assert await town.room("engineering") == []

    feeds.serve("/gazette.xml", Answer(LATER))
    await town.later(hours=2)
    assert (await troubles(town))["gazette"] is None
    assert [one["card"]["title"] for one in await town.room("engineering")] == ["A kernel driver in an afternoon"]


async def test_what_can_be_read_is_read_however_it_is_packed_written_or_labelled(town: Town, feeds: FeedServer) -> None:
    feed = rss(entry("Café owners learn about the kernel", "https://gazette.example/cafe"))
    odd = {
        "old-letters": Answer(feed.replace('"1.0"', '"1.0" encoding="windows-1252"').encode("cp1252")),
        "wrong-letters": Answer(feed.encode("cp1252"), headers={"Content-Type": "application/xml; charset=utf-8"}),
        "wide-letters": Answer(feed.encode("utf-16")),
        "half-letters": Answer(feed.encode() + b"\xff\xfe\xc3"),
        "with-nul": Answer(feed.replace("owners", "owners\0")),
        "as-a-page": Answer(feed, headers={"Content-Type": "text/html; charset=nonsense"}),
        "packed": Answer(gzipped(feed), headers={"Content-Encoding": "gzip"}),
        "reads-a-file": Answer(READS_A_FILE),
        "laughs": Answer(BOMB_OF_ENTITIES),
    }
    for name, answer in odd.items():
        feeds.serve(f"/{name}.xml", answer)
    await listen_also(town, odd)
    await town.later(minutes=20)
    found = await troubles(town)
    assert {name: found[name] for name in odd if found[name] and name not in ("reads-a-file", "laughs")} == {}
    await town.later(minutes=60)
    titles = [one["card"]["title"] for one in await town.room("engineering")]
    assert "Café owners learn about the kernel" in titles
    everything = json.dumps(await town.state("ana"))
    assert "root:" not in everything, "an entity led into a file"
    assert "haha" not in everything, "an entity became many"


@pytest.mark.parametrize(("total", "heard"), [(0.4, True), (60.0, False)])
async def test_a_feed_that_never_ends_holds_up_nobody_but_its_own_source(
    town: Town, feeds: FeedServer, *, total: float, heard: bool
) -> None:
    """The control waits a minute for every answer, and has not heard a thing when the others are done."""
    never = Answer(b"<rss>" + b" " * 100_000, drip=(1, 0.05))
    feeds.serve("/drips.xml", never)
    private = [f"127.0.0.1:{feeds.port}", f"drips.localhost:{feeds.port}", f"silent.localhost:{feeds.port}"]
    feeds.serve("/silent.xml", Answer(GOOD, delay=60))
    feeds.serve("/gazette.xml", Answer(LATER))
    await listen_also(town, ["gazette"])
    slow = [  # on hosts of their own: one host is asked one thing at a time
        Source("", name, name, f"http://{name}.localhost:{feeds.port}/{name}.xml", timedelta(minutes=15))
        for name in ("drips", "silent")
    ]
    moment = await now(town)
    await town.bot.store.tx(lambda tx: tx.sources.take_in([*tx.sources.all(), *slow], now=moment, known=True))
    began = time.monotonic()
    told: list[str] = []
    fetcher = Fetcher(contact="", private_hosts=private, limits=Limits(total=total))
    async with fetcher, Parser() as parser:
        ears = Listen(town.bot.store, settings=town.settings, clock=town.bot.clock, fetcher=fetcher, parser=parser)
        with suppress(TimeoutError):
            async with asyncio.timeout(4):
                await ears.run(told=lambda one: told.append(one.source))
    assert ("drips" in told, "silent" in told) == (heard, heard)
    assert "Gazette" in told
    if heard:
        assert time.monotonic() - began < 4
        found = await troubles(town)
        assert (found["drips"], found["silent"], found["gazette"]) == (Trouble.TOO_SLOW, Trouble.TOO_SLOW, None)


async def test_a_source_that_is_slow_from_the_start_does_not_keep_the_rooms_empty(
    tmp_path: Path, feeds: FeedServer
) -> None:
    feeds.serve("/slow.xml", Answer(LATER, delay=60))
    feeds.serve(FEED, Answer(GOOD))
    slow = f'  slow: {{name: Slow, url: "{feeds.url("/slow.xml", host="slow.localhost")}"}}'
    async with Town(tmp_path / "town", feeds, sources=slow) as town, asyncio.timeout(10):
        while not await town.room("engineering"):  # noqa: ASYNC110 - what it waits for is in nobody's hands here
            await asyncio.sleep(0.2)
    assert feeds.asked("/slow.xml"), "it was under way all the while"
