"""The one web server says whether the bot lives and is ready, and in words why it cannot listen."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import aiohttp
import pytest
from aiohttp import ClientConnectionResetError, web
from aiohttp.log import server_logger

from adapters.server import MOST_BYTES, PortInUse, Server, _Complaints, health


def a_server(
    port: int = 0, *, ready: Callable[[], Awaitable[bool]] | None = None, alive: Callable[[], bool] = lambda: True
) -> Server:
    """A server on loopback with one route of a platform, which takes whatever is sent."""

    async def fine() -> bool:
        return True

    async def take(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    def attach(app: web.Application) -> None:
        app.router.add_post("/take", take)

    return Server("127.0.0.1", port, attach=[health(alive=alive, ready=ready or fine), attach])


async def test_it_says_no_more_than_a_word_to_strangers() -> None:
    async def broken() -> bool:
        raise RuntimeError("database earshot at 10.0.0.7 refused the password of ana")

    said = []
    for alive, ready in ((lambda: True, None), (lambda: False, broken)):
        server = a_server(alive=alive, ready=ready)
        port = await server.start()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            for path in ("/livez", "/readyz"):
                async with session.get(path) as response:
                    said.append((response.status, await response.text()))
        await server.stop()
    assert said == [(200, "alive\n"), (200, "ready\n"), (503, "not alive\n"), (503, "not ready\n")]


async def status(port: int, path: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status


async def test_it_lives_whatever_happens_and_is_ready_only_when_it_says_so_in_time() -> None:
    async def not_ready() -> bool:
        return False

    async def broken() -> bool:
        raise RuntimeError("the disk is full")

    async def hangs() -> bool:
        await asyncio.sleep(60)
        return True

    for ready, expected in ((None, 200), (not_ready, 503), (broken, 503), (hangs, 503)):
        server = a_server(ready=ready)
        port = await server.start()
        try:
            assert await status(port, "/livez") == 200
            assert await status(port, "/readyz") == expected
        finally:
            await server.stop()


async def test_a_platform_attaches_its_routes_and_nobody_sends_it_too_much() -> None:
    server = a_server()
    port = await server.start()
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            for size, expected in ((10, 200), (MOST_BYTES - 1, 200), (MOST_BYTES + 1, 413)):
                async with session.post("/take", data=b"x" * size) as response:
                    assert response.status == expected
    finally:
        await server.stop()


async def test_a_port_that_cannot_be_had_is_told_in_words_and_leaves_nothing_open() -> None:
    first = a_server()
    port = await first.start()
    try:
        with pytest.raises(PortInUse, match=f"Port {port} on 127.0.0.1 is taken by another program"):
            await a_server(port).start()
        with pytest.raises(PortInUse, match="There is no port 70000"):
            await a_server(70_000).start()
        nowhere = Server("192.0.2.1", 0, attach=[])
        with pytest.raises(PortInUse, match=r"192\.0\.2\.1 cannot be used"):
            await nowhere.start()
    finally:
        await first.stop()
    again = a_server(port)
    assert await again.start() == port
    await again.stop()


async def test_stopping_a_server_that_never_started_is_no_trouble() -> None:
    await a_server().stop()


HEAD = b"POST /take HTTP/1.1\r\nHost: localhost\r\n"
BROKEN = {
    "said to be packed": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
    "in pieces that are none": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabcd\r\n",
    "cut off": HEAD + b"Content-Length: 400\r\n\r\nabcd",
    "no header": HEAD + b"no colon\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
}


async def sent(port: int, raw: bytes) -> bytes:
    """What is answered to these bytes, after which nothing comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(raw)
    answer = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(0.1):
            answer = await reader.read(100)
    writer.write_eof()
    answer += await reader.read(-1)
    writer.close()
    await writer.wait_closed()
    return answer


@pytest.mark.parametrize("how", BROKEN)
async def test_what_strangers_send_broken_is_no_error_of_ours(how: str, caplog: pytest.LogCaptureFixture) -> None:
    server = a_server()
    port = await server.start()
    answer = await sent(port, BROKEN[how])
    await asyncio.sleep(0)
    assert answer == b"" or answer.startswith((b"HTTP/1.0 400", b"HTTP/1.1 400"))
    assert await status(port, "/livez") == 200
    await server.stop()
    assert [one for one in caplog.records if one.levelname in ("ERROR", "CRITICAL")] == []


async def test_control_what_breaks_in_a_platform_is_an_error_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def breaks(_: web.Request) -> web.Response:
        raise ConnectionResetError("the store is gone")

    def attach(app: web.Application) -> None:
        app.router.add_get("/breaks", breaks)

    server = Server("127.0.0.1", 0, attach=[attach])
    port = await server.start()
    assert await status(port, "/breaks") == 500
    await server.stop()
    assert [one.levelname for one in caplog.records if one.name == "aiohttp.server"] == ["ERROR"]


def test_whoever_left_before_they_were_told_to_go_on_is_no_error_either(caplog: pytest.LogCaptureFixture) -> None:
    """`Expect: 100-continue`, and gone: aiohttp 3.14 answers it before any handler of ours is asked."""
    _Complaints(server_logger).exception("Error handling request", exc_info=ClientConnectionResetError("closing"))
    assert caplog.records == []
    _Complaints(server_logger).exception("Error handling request", exc_info=OSError("the disk is full"))
    assert len(caplog.records) == 1
