"""The playground's web side: it is for one person on their own machine, and nothing that is sent to it breaks it."""

import asyncio
import gzip
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yarl import URL

from bot.app import Bot, NotPossible, Play
from bot.chat.events import Action, FormName
from bot.settings import parse
from tests.fakes.feeds import rss
from tests.town import Town, TownMaker
from tests.walks.test_feed_to_card import ITEM

SMALL = """
company: {name: Example Works}
listening: {contact: a@example.org}
platforms: {playground: {people: [{id: ana, name: Ana, time_zone: UTC}]}}
log: {level: error}
"""
JSON = {"Content-Type": "application/json"}


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def error(self) -> str:
        """The words of a refusal."""
        return str(json.loads(self.text)["error"])


async def ask(town: Town, path: str, method: str = "GET", data: bytes | None = None, /, **headers: str) -> Answer:
    """One request as it is: the path is not tidied up, and headers are as named (`Sec_Fetch_Site` for dashes)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session:
        url = URL(town.bot.url + path, encoded=True)
        async with session.request(method, url, data=data, headers=named, allow_redirects=False) as response:
            return Answer(response.status, dict(response.headers), await response.text())


async def post(town: Town, body: object, path: str = "/api/events", **headers: str) -> Answer:
    """A body as JSON, or as it is where it is bytes already."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await ask(town, path, "POST", data, **({"Content-Type": "application/json"} | headers))


async def said(town: Town, first: str) -> str:
    """What a server answers to these very bytes; the first line."""
    reader, writer = await asyncio.open_connection("127.0.0.1", town.bot.port)
    try:
        writer.write(first.encode("latin-1"))
        await writer.drain()
        return (await asyncio.wait_for(reader.readline(), 5)).decode("latin-1").strip()
    finally:
        writer.close()


# ── Who may ask ──


async def test_it_answers_to_the_names_of_this_machine_alone(town: Town) -> None:
    port = town.bot.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"):
        assert (await ask(town, "/api/state", Host=host)).status == HTTPStatus.OK, host
    strangers = [
        f"earshot.example:{port}",  # a name that was led here: DNS rebinding
        f"127.0.0.1.nip.example:{port}",
        f"127.0.0.2:{port}",
        f"0.0.0.0:{port}",
        f"[::ffff:127.0.0.1]:{port}",
        f"localhost.:{port}",
        f"localhost.example:{port}",
        f"localhost@evil.example:{port}",
        "localhost",
        f"localhost:{port + 1}",
        f"localhost:{port}0",
        f"localhost:{port}:{port}",
        "[::1",
        "",
    ]
    for host in strangers:
        for path in ("/", "/api/state", "/api/stream?as=ana", "/page/app.js", "/livez"):
            answer = await ask(town, path, Host=host)
            assert answer.status == HTTPStatus.MISDIRECTED_REQUEST, (host, path)
            assert "http://localhost" in answer.text


async def test_a_made_up_site_is_no_way_to_the_json_whatever_port_it_names(town: Town) -> None:
    for host in (
        "evil.localhost:1",
        "a.localhost:99999",
        "a.localhost:x",
        "x.LOCALHOST",
        f"b.localhost:{town.bot.port}",
    ):
        for path in ("/", "/api/state", "/api/stream?as=ana"):
            assert (await ask(town, path, Host=host)).status == HTTPStatus.NOT_FOUND, (host, path)
        assert (await post(town, {"as": "ana", "do": "open"}, Host=host)).status == HTTPStatus.METHOD_NOT_ALLOWED


async def test_nothing_is_taken_from_or_told_to_other_sites(town: Town) -> None:
    ours = f"http://127.0.0.1:{town.bot.port}"
    body = {"as": "ana", "do": "press", "action": "join_yes"}
    foreign = [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://127.0.0.1:{town.bot.port}"},
        {"Origin": f"http://localhost:{town.bot.port}"},
        {"Origin": "http://127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": ours, "Sec_Fetch_Site": "cross-site"},
    ]
    for headers in foreign:
        assert (await post(town, body, **headers)).status == HTTPStatus.FORBIDDEN, headers
        assert (await post(town, {"to": "2030-01-01T00:00Z"}, "/api/clock", **headers)).status == HTTPStatus.FORBIDDEN
        for path in ("/api/state?as=ana", "/api/stream?as=ana", "/page/app.js"):
            assert (await ask(town, path, **headers)).status == HTTPStatus.FORBIDDEN, (path, headers)
    assert (await ask(town, "/", Sec_Fetch_Site="cross-site")).status == HTTPStatus.OK  # a link to it, from anywhere
    assert (await town.state("ana"))["page"] is None
    assert (await post(town, body, Origin=ours, Sec_Fetch_Site="same-origin")).status == HTTPStatus.OK


async def test_json_is_taken_only_as_what_a_form_of_another_site_cannot_send(town: Town) -> None:
    for kind in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application",
    ):
        answer = await post(town, {"as": "ana", "do": "press", "action": "join_yes"}, **{"Content-Type": kind})
        assert answer.status == HTTPStatus.BAD_REQUEST, kind
        assert "Content-Type: application/json" in answer.error


async def test_every_answer_keeps_the_page_to_itself(town: Town) -> None:
    for path in (
        "/",
        "/page/app.js",
        "/api/state",
        "/api/state?as=nobody",
        "/page/none.js",
        "/nothing",
        "/favicon.ico",
    ):
        headers = (await ask(town, path)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers
    assert (await ask(town, "/api/state?as=ana")).headers["Cache-Control"] == "no-store"


async def test_only_files_of_the_page_are_served(town: Town) -> None:
    outside = [
        "/page/../web.py",
        "/page/..%2fweb.py",
        "/page/%2e%2e%2fsample%2fsite.css",
        "/page/..%5csample%5csite.css",
        "/page/%2fetc%2fpasswd",
        "/page/....//x.js",
        "/page/.",
        "/page/..",
        "/page/",
        "/page/%00.js",
        "/page/app.js%00.html",
        "/page/" + "a" * 5000 + ".js",
        "/page/app.js/",
        "/page/sub%2fapp.js",
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
    ]
    for path in outside:
        answer = await ask(town, path)
        assert answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN), path
        assert "import" not in answer.text
    assert (await ask(town, "/page/app.js")).status == HTTPStatus.OK
    first = await said(town, f"GET /page/../../../../etc/passwd HTTP/1.1\r\nHost: localhost:{town.bot.port}\r\n\r\n")
    assert " 404 " in first


async def test_it_stands_on_loopback_alone_and_is_refused_anywhere_else(town: Town, tmp_path: Path) -> None:
    async def everywhere(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(everywhere, "0.0.0.0", 0) as open_to_all:
        assert await answers_at("127.0.0.2", open_to_all.sockets[0].getsockname()[1]) == sys.platform.startswith(
            "linux"
        )
    assert await answers_at("127.0.0.1", town.bot.port)
    assert not await answers_at("127.0.0.2", town.bot.port), "another address of the same machine"

    text = SMALL.replace("log:", 'server: {host: "0.0.0.0", port: 0}\nlog:')
    with pytest.raises(NotPossible, match=r"set server\.host to 127\.0\.0\.1"):
        await Bot(parse(text, environ={}), environ={}, folder=tmp_path, port=0).start()


async def answers_at(address: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        _, writer = await asyncio.open_connection(address, port)
    except OSError:
        return False
    writer.close()
    return True


# ── What is sent ──


async def test_what_is_not_json_is_answered_in_words(town: Town) -> None:
    deep = b"[" * 100_000
    for body in (
        b"",
        b"{",
        b"nothing",
        b"\xff\xfe\x00",
        b"{'as': 'ana'}",
        deep,
        b"[" * 5_000 + b"]" * 5_000,
        b"9" * 9_000,
    ):
        answer = await post(town, body)
        assert answer.status == HTTPStatus.BAD_REQUEST, body[:20]
        assert "JSON" in answer.error
    wrong: list[object] = [[], "ana", 7, None, True, {}, {"as": ["ana"]}, {"as": "ana"}, {"as": {}, "do": {}}]
    for value in wrong:
        answer = await post(town, value)
        assert answer.status == HTTPStatus.BAD_REQUEST, value
        assert len(answer.error) > 20


async def test_what_is_too_much_is_answered_in_words(town: Town) -> None:
    packed = gzip.compress(b" " * 50_000_000)
    bodies: list[tuple[bytes, dict[str, str]]] = [
        (json.dumps({"as": "ana", "do": "ask", "words": "x" * 300_000}).encode(), {}),
        (packed, {"Content-Encoding": "gzip"}),
    ]
    for body, headers in bodies:
        for path in ("/api/events", "/api/clock"):
            answer = await post(town, body, path, **headers)
            assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            assert "256 kilobytes" in answer.error
    assert (await post(town, b"not gzip at all", Content_Encoding="gzip")).status == HTTPStatus.BAD_REQUEST


async def test_a_command_of_ten_thousand_characters_gets_a_clear_answer(town: Town) -> None:
    for words in (
        "x" * 10_000,
        "/find " + "x" * 10_000,
        "/find https://example.org/" + "x" * 10_000,
        "/story " + "é" * 10_000,
    ):
        reply = await town.ask("ana", words)
        assert reply is not None
        assert len(json.dumps(reply)) < 5_000, "it is answered, not repeated"
    refused = await post(town, {"as": "ana", "do": "ask", "words": "x" * 20_001})
    assert refused.status == HTTPStatus.BAD_REQUEST
    assert "20001 characters" in refused.error


async def test_what_is_not_there_is_said_with_what_to_do(town: Town) -> None:
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    [card] = await town.room("engineering")
    no_such = [
        ({"as": "zoe", "do": "open"}, "names a person of this playground: ana, ben"),
        ({"as": "ana", "do": "ask", "room": "cellar", "words": "help"}, "names a room of this playground: engineering"),
        ({"as": "ana", "do": "react", "message": "999", "emoji": "👍"}, "load the page again"),
        ({"as": "ana", "do": "react", "message": "-1", "emoji": "👍"}, "load the page again"),
        ({"as": "ana", "do": "react", "message": "9" * 40, "emoji": "👍"}, "load the page again"),
        ({"as": "ana", "do": "react", "message": 1, "emoji": "👍"}, "load the page again"),
        ({"as": "ana", "do": "react", "message": card["id"], "emoji": ""}, "“emoji” is missing"),
        ({"as": "ana", "do": "react", "message": card["id"], "emoji": "x" * 65}, "at most 64"),
        ({"as": "ana", "do": "press", "message": "999", "action": "worth_it"}, "load the page again"),
        ({"as": "ana", "do": "press", "message": card["id"], "action": "explode"}, "a button I do not know: 'explode'"),
        ({"as": "ana", "do": "press", "action": None}, "a button I do not know"),
        ({"as": "ana", "do": "submit", "form": "mystery", "fields": {}}, "a form I do not know: 'mystery'"),
        ({"as": "ana", "do": "submit", "form": "find", "fields": []}, "“fields” is an object"),
        ({"as": "ana", "do": "submit", "form": "find", "fields": {"link": {"a": 1}}}, "The field 'link' is a text"),
        ({"as": "ana", "do": "submit", "form": "find", "fields": {"link": [1]}}, "The field 'link' is a text"),
        ({"as": "ana", "do": "dance"}, "one of react, take_back, press, ask, submit, open; this was 'dance'"),
    ]
    for body, words in no_such:
        answer = await post(town, body)
        assert (answer.status, words in answer.error) == (HTTPStatus.BAD_REQUEST, True), (body, answer.text)
    for path in ("/api/state?as=zoe", "/api/stream?as=zoe", "/api/state?as=%ff%00", "/api/stream"):
        assert (await ask(town, path)).status == HTTPStatus.BAD_REQUEST, path
    assert "zoe" in (await ask(town, "/api/state?as=zoe")).error
    for path, method in (("/api/events", "GET"), ("/api/state", "DELETE"), ("/nothing", "GET"), ("/api", "POST")):
        answer = await ask(town, path, method)
        assert answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED), path


async def test_a_press_on_a_card_that_is_gone_is_answered(town: Town) -> None:
    gone = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    for action in Action:
        answer = await post(town, {"as": "ana", "do": "press", "action": action.value, "subject": gone})
        assert answer.status == HTTPStatus.OK, (action, answer.text)
    for form in FormName:
        body = {
            "as": "ana",
            "do": "submit",
            "form": form.value,
            "subject": gone,
            "fields": {"answer": "x", "nobody": "y"},
        }
        answer = await post(town, body)
        assert answer.status == HTTPStatus.OK, (form, answer.text)


async def test_a_private_message_of_somebody_else_is_seen_pressed_and_reacted_on_by_nobody(town: Town) -> None:
    await town.join("ana")
    await town.ask("ana", "/find not-a-link-at-all.invalid/x why not")
    await town.ask("ana", "/find http://127.0.0.1:1/nothing my own reasons")
    messages = await town.private("ana")
    assert messages, "ana was told something in private"
    for other in ("ben", "ingrid"):
        state = json.dumps(await town.state(other), ensure_ascii=False)
        assert not any(message["card"]["text"] in state for message in messages)
        for message in messages:
            for what in (
                {"do": "react", "emoji": "👍"},
                {"do": "press", "action": "find_news_off"},
                {"do": "take_back", "emoji": "👍"},
            ):
                answer = await post(town, {"as": other, "message": message["id"], **what})
                assert answer.status == HTTPStatus.BAD_REQUEST
                assert "no such message" in answer.error
    assert all(not message["reactions"] for message in await town.private("ana"))
    assert (await post(town, {"as": "ana", "do": "react", "message": messages[0]["id"], "emoji": "👍"})).status == 200


async def test_every_character_a_keyboard_or_a_program_can_make_is_taken(town: Town) -> None:
    await town.join("ana")
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    [card] = await town.room("engineering")
    odd = [
        "a\0b",
        "\ud800",
        "x\udfff\ud800y",
        "👩🏽‍💻🏳️‍🌈",
        "\u202eevil\u202c",
        "שלום עולם",
        "مرحبا",
        "\ufeff\u200b",
        "e\u0301" * 50,
        "\x1b[31m",
        "😀",
    ]
    for text in odd:
        bodies = [
            {"as": "ana", "do": "ask", "words": text},
            {"as": "ana", "do": "ask", "words": f"/find https://example.invalid/{text} {text}", "room": "kitchen"},
            {"as": "ana", "do": "ask", "words": f"/story {text}"},
            {"as": "ana", "do": "react", "message": card["id"], "emoji": text[:60]},
            {"as": "ana", "do": "take_back", "message": card["id"], "emoji": text[:60]},
            {"as": "ana", "do": "press", "action": "worth_it", "subject": text[:60]},
            {
                "as": "ana",
                "do": "submit",
                "form": "story",
                "subject": text[:60],
                "fields": {"title": text, "text": text, text: [text]},
            },
        ]
        for body in bodies:
            answer = await post(town, body)
            # An emoji that was nothing but what cannot be kept is missing, and said to be.
            assert answer.status == HTTPStatus.OK or "is missing" in answer.error, (body, answer.text)
        for person in (text, f"{text}{text}"):
            assert (await post(town, {"as": person, "do": "open"})).status == HTTPStatus.BAD_REQUEST
    assert (await town.state("ana"))["private"] is not None


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
ALMOST = {
    "as": st.sampled_from(["ana", "ben", "zoe"]),
    "do": st.sampled_from(["react", "take_back", "press", "ask", "submit", "open", "fly"]),
    "message": st.sampled_from(["1", "2", "3", "77"]),
    "emoji": st.sampled_from(["👍", "🙋", "✍️", "⏭️", "🔖", "🦑"]),
    "action": st.sampled_from([one.value for one in Action]),
    "form": st.sampled_from([one.value for one in FormName]),
    "subject": st.text(max_size=40),
    "words": st.sampled_from(["help", "/find", "/story", "find http://127.0.0.1:1/", "export", "nudges on", "pause 2w"])
    | st.text(max_size=40),
    "room": st.sampled_from(["engineering", "kitchen", "attic"]),
    "fields": st.dictionaries(
        st.sampled_from(
            ["link", "why", "title", "text", "answer", "networks", "named", "kind", "room", "until", "every"]
        ),
        json_values,
        max_size=5,
    ),
}
NEEDED = {"as": st.sampled_from(["ana", "ben"]), "do": ALMOST["do"]}
sound = st.fixed_dictionaries(NEEDED, optional={name: kind for name, kind in ALMOST.items() if name not in NEEDED})
unsound = st.fixed_dictionaries({}, optional={name: kind | json_values for name, kind in ALMOST.items()})


async def test_no_body_whatever_breaks_it(make_town: TownMaker) -> None:
    town = await make_town()
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    loop = asyncio.get_running_loop()
    statuses: set[int] = set()
    async with aiohttp.ClientSession(base_url=town.bot.url) as session:

        async def send(body: object) -> tuple[int, str]:
            async with session.post("/api/events", data=json.dumps(body).encode(), headers=JSON) as response:
                return response.status, await response.text()

        @settings(max_examples=300, suppress_health_check=list(HealthCheck))
        @given(sound | unsound | json_values)
        def check(body: object) -> None:
            status, text = asyncio.run_coroutine_threadsafe(send(body), loop).result(20)
            statuses.add(status)
            assert status < HTTPStatus.INTERNAL_SERVER_ERROR, text

        await asyncio.to_thread(check)
    assert {HTTPStatus.OK, HTTPStatus.BAD_REQUEST} <= statuses, "the bodies were of both kinds"


# ── The clock ──


async def test_the_clock_goes_forward_only_and_not_too_far(town: Town) -> None:
    now = datetime.fromisoformat((await town.get("/api/state"))["now"])
    refused: list[tuple[object, str]] = [
        ((now - timedelta(minutes=1)).isoformat(), "forward only"),
        ("0001-01-01T00:00:00+14:00", "forward only"),
        ((now + timedelta(days=61)).isoformat(), "At most 60 days"),
        ("9999-12-31T23:59:59-23:59", "At most 60 days"),
        ("2026-11-24T09:00:00", "a time with a zone"),
        ("tomorrow", "a time with a zone"),
        ("", "a time with a zone"),
        (None, "a time with a zone"),
        (1_800_000_000, "a time with a zone"),
        (["2026-11-24T09:00:00Z"], "a time with a zone"),
        ("2026-11-24T09:00:00+99:00", "a time with a zone"),
        ("٢٠٢٦-11-24T09:00:00Z", "a time with a zone"),
    ]
    for to, words in refused:
        answer = await post(town, {"to": to}, "/api/clock")
        assert (answer.status, words in answer.error) == (HTTPStatus.BAD_REQUEST, True), (to, answer.text)
    for body in (b"[]", b"7", b"null", b"{}"):
        assert (await post(town, body, "/api/clock")).status == HTTPStatus.BAD_REQUEST

    answer = await post(town, {"to": (now + timedelta(minutes=3)).astimezone().isoformat()}, "/api/clock")
    there = datetime.fromisoformat(json.loads(answer.text)["now"])
    assert timedelta(minutes=3) <= there - now < timedelta(minutes=4)
    assert there.utcoffset() == timedelta(0), "whatever zone it was told in, it is kept in UTC"


async def test_two_jumps_at_once_follow_one_another(town: Town) -> None:
    now = datetime.fromisoformat((await town.get("/api/state"))["now"])
    later = [now + timedelta(minutes=minutes) for minutes in (40, 20)]
    answers = await asyncio.gather(*(post(town, {"to": to.isoformat()}, "/api/clock") for to in later))
    assert {answer.status for answer in answers} == {HTTPStatus.OK}
    after = datetime.fromisoformat((await town.get("/api/state"))["now"])
    assert later[0] <= after < later[0] + timedelta(minutes=1)


# ── The stream ──


@asynccontextmanager
async def listening(town: Town, who: str) -> AsyncIterator[Any]:
    """The open stream of a person, and what comes in on it."""
    async with aiohttp.ClientSession() as session, session.get(f"{town.bot.url}/api/stream?as={who}") as response:
        assert response.status == HTTPStatus.OK
        assert response.headers["Content-Type"] == "text/event-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        yield response.content


async def heard(content: Any) -> str:
    """The next event's name."""
    async with asyncio.timeout(5):
        while True:
            line = (await content.readline()).decode()
            if not line:
                return "the end"
            if line.startswith("event: "):
                return str(line.removeprefix("event: ").strip())


async def test_the_stream_tells_of_a_new_card_and_only_its_person_of_a_private_one(town: Town) -> None:
    async with listening(town, "ana") as ana, listening(town, "ben") as ben:
        assert [await heard(ana), await heard(ben)] == ["changed", "changed"]  # whoever comes back has missed something
        await town.news(rss(ITEM))
        await town.later(minutes=20)
        assert [await heard(ana), await heard(ben)] == ["changed", "changed"]

    async with listening(town, "ana") as ana, listening(town, "ben") as ben:
        assert [await heard(ana), await heard(ben)] == ["changed", "changed"]
        await town.press("ana", "me")
        assert await heard(ana) == "changed"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await heard(ben)


async def test_the_stream_ends_when_the_bot_stops_and_does_not_hold_it_up(make_town: TownMaker) -> None:
    town = await make_town()
    async with listening(town, "ana") as content:
        assert await heard(content) == "changed"
        async with asyncio.timeout(3):
            await town.bot.stop()
        assert await heard(content) == "the end"


# ── Files of one's own ──


async def test_a_feed_file_that_was_taken_away_is_not_found(tmp_path: Path) -> None:
    file = tmp_path / "mine.xml"
    file.write_text(rss())
    bot = Bot(parse(SMALL, environ={}), environ={}, folder=tmp_path, port=0, play=Play(shared={"/1/mine.xml": file}))
    await bot.start()
    try:
        async with aiohttp.ClientSession() as session:
            for expected in (HTTPStatus.OK, HTTPStatus.NOT_FOUND):
                async with session.get(f"{bot.url}/1/mine.xml", headers={"Host": "files.localhost"}) as response:
                    assert response.status == expected
                    if expected == HTTPStatus.OK:
                        assert await response.text() == rss()
                file.unlink(missing_ok=True)
    finally:
        await bot.stop()
