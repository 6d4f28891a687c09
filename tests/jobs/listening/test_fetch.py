import asyncio
import hashlib
import re
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version

import aiohttp
import brotli
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.health import Trouble
from jobs.listening.fetch import FEEDS, Failed, Fetched, Fetcher, Limits, Unchanged
from jobs.listening.guard import public
from tests.fakes.feeds import Answer, FakeResolver, FeedServer, RawServer, brotli_bomb, gzip_bomb, gzipped

SMALL = Limits(body=1_000_000, total=10.0, connect=5.0, gap=0.0)
HASTY = replace(SMALL, total=0.6)
NAMES = FakeResolver({"feeds.example": "127.0.0.1", "sneaky.example": "127.0.0.1", "0x7f000001": "127.0.0.1"})


def opened(limits: Limits) -> Fetcher:
    hosts = ["127.0.0.1", "feeds.example", "localhost", "kernelnotes.localhost"]
    return Fetcher(contact="earshot@example.org", private_hosts=hosts, resolver=NAMES, limits=limits)


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with opened(SMALL) as patient:
        yield patient


@pytest.fixture
async def hasty() -> AsyncIterator[Fetcher]:
    async with opened(HASTY) as impatient:
        yield impatient


async def get(fetcher: Fetcher, url: str) -> Fetched | Unchanged | Failed:
    return await fetcher.get(url, accept=FEEDS)


async def fetched(fetcher: Fetcher, url: str) -> Fetched:
    answer = await get(fetcher, url)
    assert isinstance(answer, Fetched), answer
    return answer


async def trouble(fetcher: Fetcher, url: str) -> Trouble:
    answer = await get(fetcher, url)
    assert isinstance(answer, Failed), answer
    return answer.trouble


# What comes back


async def test_a_body_comes_back_with_all_that_is_needed_to_ask_again(server: FeedServer, fetcher: Fetcher) -> None:
    headers = {"ETag": 'W/"1"', "Last-Modified": "yesterday", "Cache-Control": "max-age=60", "X-Odd": "Yes"}
    url = server.serve("/feed.xml", Answer("words", headers=headers))

    answer = await fetched(fetcher, url)

    assert (answer.body, answer.url) == (b"words", url)
    assert (answer.etag, answer.modified, answer.wait) == ('W/"1"', "yesterday", timedelta(seconds=60))
    assert answer.digest == hashlib.sha256(b"words").hexdigest()
    assert answer.permanent is None
    assert answer.headers["x-odd"] == "Yes"


async def test_a_request_says_who_asks_and_what_for(server: FeedServer, fetcher: Fetcher) -> None:
    await get(fetcher, server.serve("/feed.xml", Answer("words", headers={"Set-Cookie": "a=b; Path=/"})))
    await get(fetcher, server.url("/feed.xml"))

    sent = server.seen[-1].headers
    assert sent["user-agent"] == f"Earshot/{version('earshot')} (+mailto:earshot@example.org)"
    assert sent["accept-encoding"] == "gzip, br"
    assert sent["accept"] == FEEDS
    assert "cookie" not in sent
    assert "if-none-match" not in sent


async def test_the_user_agent_does_without_a_contact_and_lets_no_line_break_in(server: FeedServer) -> None:
    for contact, expected in [
        ("", ""),
        ("https://a.example/bot", " (+https://a.example/bot)"),
        ("a\r\nX: b", " (+aX: b)"),
    ]:
        async with Fetcher(contact=contact, private_hosts=["127.0.0.1"]) as fetcher:
            await get(fetcher, server.serve("/feed.xml", Answer("words")))
        assert server.seen[-1].headers["user-agent"] == f"Earshot/{version('earshot')}{expected}"


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzipped), ("br", brotli.compress), ("deflate", zlib.compress)])
async def test_a_packed_body_is_unpacked(
    server: FeedServer, fetcher: Fetcher, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    body = pack(b"words")

    answer = await fetched(fetcher, server.serve("/feed.xml", Answer(body, headers={"Content-Encoding": coding})))

    assert answer.body == b"words"


# Not asking twice


async def test_validators_are_sent_back_and_a_304_is_nothing_new(server: FeedServer, fetcher: Fetcher) -> None:
    def say(request: web.Request) -> Answer:
        if request.headers.get("If-None-Match") == '"1"' and request.headers.get("If-Modified-Since") == "monday":
            return Answer(status=304, headers={"Last-Modified": "tuesday", "Cache-Control": "max-age=7"})
        return Answer("words")

    url = server.serve("/feed.xml", say)

    answer = await fetcher.get(url, accept=FEEDS, etag='"1"', modified="monday")

    assert answer == Unchanged('"1"', "tuesday", timedelta(seconds=7))


async def test_an_equal_etag_or_an_equal_body_is_nothing_new_either(server: FeedServer, fetcher: Fetcher) -> None:
    tagged = server.serve("/tagged.xml", Answer("new words", headers={"ETag": '"1"'}))
    plain = server.serve("/plain.xml", Answer("words"))

    assert isinstance(await fetcher.get(tagged, accept=FEEDS, etag='"1"'), Unchanged)
    assert isinstance(await fetcher.get(tagged, accept=FEEDS, etag='"2"'), Fetched)
    known = hashlib.sha256(b"words").hexdigest()
    assert isinstance(await fetcher.get(plain, accept=FEEDS, digest=known), Unchanged)
    assert isinstance(await fetcher.get(plain, accept=FEEDS, digest="0" * 64), Fetched)


async def test_a_304_to_a_question_that_was_not_asked_is_a_servers_fault(server: FeedServer, fetcher: Fetcher) -> None:
    assert await trouble(fetcher, server.serve("/feed.xml", Answer(status=304))) is Trouble.SERVER


# What goes wrong


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, Trouble.SERVER), (401, Trouble.REFUSED), (402, Trouble.SERVER), (403, Trouble.REFUSED),
        (404, Trouble.NOT_FOUND), (410, Trouble.GONE), (418, Trouble.SERVER), (429, Trouble.TOO_MANY),
        (500, Trouble.SERVER), (503, Trouble.SERVER), (300, Trouble.SERVER), (302, Trouble.SERVER),
    ],
)  # fmt: skip
async def test_every_status_has_its_trouble(
    server: FeedServer, fetcher: Fetcher, status: int, expected: Trouble
) -> None:
    answer = await get(fetcher, server.serve("/feed.xml", Answer("sorry", status=status)))

    assert isinstance(answer, Failed)
    assert (answer.trouble, answer.status) == (expected, status)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_wants_to_be_left_alone_is_heard(server: FeedServer, fetcher: Fetcher, status: int) -> None:
    later = {"Retry-After": "Wed, 14 Jan 2026 11:00:00 GMT", "Date": "Wed, 14 Jan 2026 10:00:00 GMT"}
    by_date = await get(fetcher, server.serve("/a", Answer(status=status, headers=later)))
    by_seconds = await get(fetcher, server.serve("/b", Answer(status=status, headers={"Retry-After": "90"})))

    assert isinstance(by_date, Failed)
    assert isinstance(by_seconds, Failed)
    assert (by_date.wait, by_seconds.wait) == (timedelta(hours=1), timedelta(seconds=90))


@pytest.mark.parametrize(
    "url",
    [
        "", "words", "/etc/passwd", "file:///etc/passwd", "ftp://feeds.example/", "gopher://feeds.example/",
        "javascript:alert(1)", "http://", "http:///feed", "//feeds.example/feed", "http://ann:secret@feeds.example/",
        "http://ann@feeds.example/",
        "http://[::1", "http://feeds.example:99999/", "http://feeds.example:0/", "http://two words/", "http://a\x00b/",
        "http://2130706433/", "http://127.1/", "http://feeds.example/" + "x" * 5000, "http://\udc80.example/", "http://%00/",
        "http://" + "a" * 70 + ".example/", "http://..../",
    ],
)  # fmt: skip
async def test_what_is_not_a_web_address_is_not_asked(fetcher: Fetcher, url: str) -> None:
    assert await trouble(fetcher, url) in (Trouble.BAD_ADDRESS, Trouble.NO_CONNECTION)


async def test_a_name_nobody_knows_and_a_port_nobody_listens_on_are_no_connection(fetcher: Fetcher) -> None:
    assert await trouble(fetcher, "http://nobody.example/") is Trouble.NO_CONNECTION
    assert await trouble(fetcher, "http://127.0.0.1:9/") is Trouble.NO_CONNECTION


@pytest.mark.parametrize(
    "said",
    [
        b"", b"\r\n\r\n", b"what?", b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n", b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"\x16\x03\x01\x00\x05hello",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 4\r\n\r\nnope",
    ],
)  # fmt: skip
async def test_a_server_that_does_not_speak_http_is_a_failure_like_any_other(fetcher: Fetcher, said: bytes) -> None:
    async with RawServer(said) as raw:
        assert await trouble(fetcher, raw.url) in (Trouble.NO_CONNECTION, Trouble.SERVER, Trouble.UNREADABLE)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    head=st.binary(max_size=200), status=st.integers(0, 999), header=st.binary(max_size=60), body=st.binary(max_size=60)
)
async def test_nothing_a_server_says_makes_a_fetch_raise(head: bytes, status: int, header: bytes, body: bytes) -> None:
    said = head if status < 100 else b"HTTP/1.1 %d OK\r\n" % status + b"Location: " + header + b"\r\n\r\n" + body
    async with RawServer(said) as raw, Fetcher(contact="", private_hosts=["127.0.0.1"], limits=HASTY) as fetcher:
        assert isinstance(await get(fetcher, raw.url), Fetched | Failed)


async def test_a_server_that_drips_is_left_after_the_time_limit(server: FeedServer, hasty: Fetcher) -> None:
    url = server.serve("/drip", Answer("x" * 1000, drip=(1, 0.05)))
    started = asyncio.get_running_loop().time()

    assert await trouble(hasty, url) is Trouble.TOO_SLOW
    assert asyncio.get_running_loop().time() - started < 2


async def test_the_time_limit_is_for_all_hops_together(server: FeedServer, hasty: Fetcher) -> None:
    for hop in range(4):
        headers = {"Location": f"/{hop + 1}"}
        server.serve(f"/{hop}", Answer(status=302, headers=headers, delay=0.25))
    server.serve("/4", Answer("words"))

    assert await trouble(hasty, server.url("/0")) is Trouble.TOO_SLOW


async def test_waiting_for_a_turn_does_not_count_against_the_time_limit(server: FeedServer, hasty: Fetcher) -> None:
    url = server.serve("/slow", Answer("words", delay=0.25))

    answers = await asyncio.gather(*(get(hasty, url) for _ in range(3)))

    assert [type(answer) for answer in answers] == [Fetched] * 3
    assert server.busiest == 1


async def test_giving_up_passes_through_and_frees_the_turn(server: FeedServer, fetcher: Fetcher) -> None:
    url = server.serve("/feed.xml", Answer("words", delay=30), Answer("words"))
    asking = asyncio.create_task(get(fetcher, url))
    await asyncio.sleep(0.1)
    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking
    assert isinstance(await get(fetcher, url), Fetched)


# Too much


async def naive_read(url: str) -> int:
    """What a plain client does with a body."""
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return len(await response.read())


@pytest.mark.parametrize(("coding", "bomb"), [("gzip", gzip_bomb), ("br", brotli_bomb)])
async def test_a_bomb_is_left_as_soon_as_it_is_too_big(
    server: FeedServer, fetcher: Fetcher, coding: str, bomb: Callable[[int], bytes]
) -> None:
    body = bomb(80)
    url = server.serve("/bomb", Answer(body, headers={"Content-Encoding": coding}))
    assert len(body) < 100_000
    tracemalloc.start()
    try:
        assert await trouble(fetcher, url) is Trouble.TOO_BIG
        ours = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        assert await naive_read(url) == 80_000_000
        naive = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert ours < 8_000_000
    assert naive > 70_000_000


async def test_an_endless_body_is_left_too(server: FeedServer, fetcher: Fetcher) -> None:
    url = server.serve("/endless", Answer(b"x" * 20_000_000, drip=(100_000, 0.001)))

    assert await trouble(fetcher, url) is Trouble.TOO_BIG


async def test_a_body_of_just_the_limit_is_taken(server: FeedServer, fetcher: Fetcher) -> None:
    assert len((await fetched(fetcher, server.serve("/full", Answer(b"x" * 1_000_000)))).body) == 1_000_000
    assert await trouble(fetcher, server.serve("/over", Answer(b"x" * 1_000_001))) is Trouble.TOO_BIG


# Redirects


async def test_redirects_are_followed_and_the_last_address_told(server: FeedServer, fetcher: Fetcher) -> None:
    server.redirect("/a", "b?x=1#part")
    server.serve("/b", Answer("words"))

    answer = await fetched(fetcher, server.url("/a"))

    assert answer.url == server.url("/b?x=1")
    assert answer.permanent is None


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [([301], 1), ([308, 301], 2), ([302], None), ([302, 301], None), ([301, 302], 1), ([301, 307, 301], 1)],
)
async def test_a_new_address_is_permanent_as_far_as_every_hop_says_so(
    server: FeedServer, fetcher: Fetcher, statuses: list[int], expected: int | None
) -> None:
    for hop, status in enumerate(statuses):
        server.redirect(f"/{hop}", f"/{hop + 1}", status)
    server.serve(f"/{len(statuses)}", Answer("words"))

    answer = await fetched(fetcher, server.url("/0"))

    assert answer.permanent == (None if expected is None else server.url(f"/{expected}"))


async def test_a_feed_that_moved_and_did_not_change_is_still_known_to_have_moved(
    server: FeedServer, fetcher: Fetcher
) -> None:
    server.redirect("/old", "/new", 301)
    server.serve("/new", Answer(status=304))

    answer = await fetcher.get(server.url("/old"), accept=FEEDS, etag='"1"')

    assert isinstance(answer, Unchanged)
    assert answer.permanent == server.url("/new")


async def test_five_redirects_are_followed_and_six_are_too_many(server: FeedServer, fetcher: Fetcher) -> None:
    for hop in range(6):
        server.redirect(f"/{hop}", f"/{hop + 1}")
    server.serve("/6", Answer("words"))
    server.redirect("/loop", "/loop")

    assert isinstance(await get(fetcher, server.url("/1")), Fetched)
    assert await trouble(fetcher, server.url("/0")) is Trouble.TOO_MANY_REDIRECTS
    assert await trouble(fetcher, server.url("/loop")) is Trouble.TOO_MANY_REDIRECTS
    assert len(server.asked("/loop")) == 6


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://feeds.example/", "http://a:b@feeds.example/", "http://[::1", "data:,x"]
)
async def test_a_redirect_to_what_is_not_a_web_address_is_not_followed(
    server: FeedServer, fetcher: Fetcher, to: str
) -> None:
    assert await trouble(fetcher, server.redirect("/a", to)) is Trouble.BAD_ADDRESS


# The guard


class CheckingResolver(AbstractResolver):
    """The well-meant check at the wrong place: names that resolve to what is not public are refused."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        found = await NAMES.resolve(host, port)
        if not all(public(one["host"]) for one in found):
            raise OSError("not public")
        return found

    async def close(self) -> None:
        pass


Fetch = Callable[[str], Awaitable[object]]


async def plain_fetch(url: str, resolver: AbstractResolver = NAMES) -> None:
    connector = aiohttp.TCPConnector(resolver=resolver)
    async with aiohttp.ClientSession(connector=connector) as session, session.get(url) as response:
        await response.read()


async def fetch_with_checking_resolver(url: str) -> None:
    await plain_fetch(url, CheckingResolver())


async def guarded_fetch(url: str) -> Trouble:
    async with Fetcher(contact="", private_hosts=["feeds.example"], resolver=NAMES, limits=SMALL) as fetcher:
        return await trouble(fetcher, url)


async def reached(server: FeedServer, fetch: Fetch, host: str) -> bool:
    before = len(server.asked("/secret"))
    with suppress(aiohttp.ClientError):
        await fetch(server.url("/secret", host))
    return len(server.asked("/secret")) > before


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:127.0.0.1]", "sneaky.example", "0x7f000001", "①②⑦.⓪.⓪.①"])
async def test_loopback_is_not_reached_under_any_name(server: FeedServer, host: str) -> None:
    server.serve("/secret", Answer("secret"))

    assert await guarded_fetch(server.url("/secret", host)) is Trouble.PRIVATE_ADDRESS
    assert server.asked("/secret") == []
    assert await reached(server, plain_fetch, host)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:127.0.0.1]"])
async def test_a_check_in_the_resolver_alone_would_not_do(server: FeedServer, host: str) -> None:
    server.serve("/secret", Answer("secret"))

    assert not await reached(server, fetch_with_checking_resolver, "sneaky.example")
    assert await reached(server, fetch_with_checking_resolver, host)
    assert not await reached(server, guarded_fetch, host)


@pytest.mark.parametrize("host", ["127.0.0.1", "sneaky.example", "[::ffff:127.0.0.1]", "localhost"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_from_a_private_host_leads_to_no_other_private_host(
    server: FeedServer, status: int, host: str
) -> None:
    server.serve("/secret", Answer("secret"))
    server.redirect("/feed.xml", server.url("/secret", host), status)

    assert await guarded_fetch(server.url("/feed.xml", "feeds.example")) is Trouble.PRIVATE_ADDRESS
    assert server.asked("/secret") == []


async def test_a_plain_client_follows_such_a_redirect(server: FeedServer) -> None:
    server.serve("/secret", Answer("secret"))
    server.redirect("/feed.xml", server.url("/secret", "127.0.0.1"))

    await plain_fetch(server.url("/feed.xml", "feeds.example"))

    assert len(server.asked("/secret")) == 1


async def test_a_private_host_named_with_its_port_is_reached_at_that_port_only(server: FeedServer) -> None:
    url = server.serve("/feed.xml", Answer("words"))
    async with Fetcher(contact="", private_hosts=[f"127.0.0.1:{server.port}"], limits=SMALL) as fetcher:
        assert isinstance(await get(fetcher, url), Fetched)
        assert await trouble(fetcher, "http://127.0.0.1:1/") is Trouble.PRIVATE_ADDRESS


async def test_names_under_localhost_are_private_and_lead_here_when_named(server: FeedServer, fetcher: Fetcher) -> None:
    server.serve("/feed.xml", Answer("words"))

    assert isinstance(await get(fetcher, server.url("/feed.xml", "kernelnotes.localhost")), Fetched)
    assert await trouble(fetcher, server.url("/feed.xml", "other.localhost")) is Trouble.PRIVATE_ADDRESS
    assert server.seen[0].host == f"kernelnotes.localhost:{server.port}"


async def test_a_proxy_of_the_environment_is_not_asked(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.serve("/feed.xml", Answer("words"))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")

    async with Fetcher(contact="", private_hosts=["feeds.example"], resolver=NAMES) as fetcher:
        assert isinstance(await get(fetcher, server.url("/feed.xml", "feeds.example")), Fetched)
    async with aiohttp.ClientSession(trust_env=True) as naive:
        with pytest.raises(aiohttp.ClientProxyConnectionError):
            await naive.get(server.url("/feed.xml", "feeds.example"))


# Manners


async def test_a_public_host_has_a_pause_a_private_one_has_not_and_some_have_longer(server: FeedServer) -> None:
    fetcher = Fetcher(contact="", private_hosts=["intranet.example"], limits=replace(SMALL, gap=1.0))

    gaps = [
        fetcher.gap(f"http://{host}/") for host in ("a.example", "intranet.example", "old.reddit.com", "reddit.com")
    ]

    assert gaps == [1.0, 0.0, 60.0, 60.0]


def test_the_limits_are_those_that_were_decided() -> None:
    limits = Limits()

    assert (limits.body, limits.redirects, limits.total, limits.connect) == (8_000_000, 5, 20.0, 5.0)
    assert (limits.gap, dict(limits.gaps), limits.at_once) == (1.0, {"reddit.com": 60.0}, 16)


async def test_a_fetcher_outside_its_context_says_so() -> None:
    with pytest.raises(RuntimeError, match=re.escape("inside `async with`")):
        await Fetcher(contact="", private_hosts=[]).get("http://feeds.example/", accept=FEEDS)
