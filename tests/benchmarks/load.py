"""Calls a server as Slack and Teams do: signed requests over connections that stay open. A process of its own.

It is told what to call by lines of JSON, and answers each with one. Requests are signed and put together before the
clock runs; from then on nothing is done but to write them and to read the status of what comes back, so that whoever is
measured has the machine for itself. `python -m tests.benchmarks.load FILE PATH [SECRET]`: each line of the file has the
headers and the body of one request to this path. A secret is Slack's: its signatures are good for five minutes, so they
are made when a round begins.
"""

import asyncio
import gc
import json
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.fakes.slack.telling.http import signed

LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
TAKEN = range(200, 300)
"""We answer 200, as Bolt does; botbuilder 201."""


@dataclass(frozen=True, slots=True)
class Round:
    """So many requests of the file. `rate`: so many a second, whatever comes of them; none: as fast as answers come."""

    port: int
    first: int
    count: int
    connections: int
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """`seconds`: from the first request to the last answer. `waits`: for each answer, from when it was to be sent.

    `refused`: the status of each answer that says it was not taken.
    """

    seconds: float
    refused: list[int]
    waits: list[float]


class Connection(asyncio.Protocol):
    """One request at a time."""

    def __init__(self, answered: Callable[["Connection", int, float], None], lost: Callable[[], None]) -> None:
        self._answered = answered
        self._lost = lost
        self._transport: asyncio.Transport | None = None
        self._since = 0.0
        self._said = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self, request: bytes, since: float | None) -> None:
        """Send this now; `since`: when it should have been sent."""
        assert self._transport is not None
        self._since = time.perf_counter() if since is None else since
        self._said = b""
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """A part of the answer, or all of it."""
        self._said += data
        head, end, body = self._said.partition(b"\r\n\r\n")
        if end:
            length = LENGTH.search(head)
            if len(body) >= (int(length[1]) if length else 0):
                self._answered(self, int(head[9:12]), time.perf_counter() - self._since)

    def connection_lost(self, error: Exception | None) -> None:
        """The server let go of it."""
        self._lost()

    def close(self) -> None:
        """Let go of it."""
        if self._transport is not None:
            self._transport.abort()


class Calling:
    """One round."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._idle: list[Connection] = []
        self._due: deque[tuple[bytes, float | None]] = deque()
        self._refused: list[int] = []
        self._waits: list[float] = []
        self._done: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def run(self, port: int, requests: Sequence[bytes], *, connections: int, rate: float | None) -> Came:
        """Call, and wait for the last answer. Raises ConnectionError where the server lets go of a connection."""
        loop = asyncio.get_running_loop()
        for _ in range(connections):
            _, one = await loop.create_connection(lambda: Connection(self._answered, self._lost), "127.0.0.1", port)
            self._idle.append(one)
        everyone = list(self._idle)
        began = time.perf_counter()
        if rate is None:
            for request in requests:
                self._ask(request, None)
        else:
            await self._at_rate(requests, rate, began)
        ended = await self._done
        for one in everyone:
            one.close()
        return Came(ended - began, self._refused, self._waits)

    async def _at_rate(self, requests: Sequence[bytes], rate: float, began: float) -> None:
        for number, request in enumerate(requests):
            at = began + number / rate
            await asyncio.sleep(at - time.perf_counter())
            self._ask(request, at)

    def _ask(self, request: bytes, since: float | None) -> None:
        if self._idle:
            self._idle.pop().ask(request, since)
        else:
            self._due.append((request, since))

    def _answered(self, connection: Connection, status: int, wait: float) -> None:
        self._waits.append(wait)
        if status not in TAKEN:
            self._refused.append(status)
        if self._due:
            connection.ask(*self._due.popleft())
        else:
            self._idle.append(connection)
        if len(self._waits) == self._expected:
            self._done.set_result(time.perf_counter())

    def _lost(self) -> None:
        if not self._done.done():
            self._done.set_exception(ConnectionError("the server let go of a connection"))


def request(path: str, headers: Mapping[str, str], raw: bytes, *, port: int) -> bytes:
    """All bytes of one request."""
    head = (
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Accept: */*",
        "Accept-Encoding: gzip,deflate",
        f"Content-Length: {len(raw)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    )
    return "\r\n".join((*head, "", "")).encode() + raw


def _signed(raw: bytes, secret: str) -> Mapping[str, str]:
    """What Slack adds, now."""
    timestamp = str(int(time.time()))
    signature = signed(secret, timestamp, raw)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}


def main(file: str, path: str, secret: str = "") -> None:
    """A round for each line that comes in."""
    bodies = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
    gc.disable()
    for line in sys.stdin:
        said = Round(**json.loads(line))
        requests = []
        for headers, body in bodies[said.first : said.first + said.count]:
            raw = body.encode()
            proof = _signed(raw, secret) if secret else {}
            requests.append(request(path, {**headers, **proof}, raw, port=said.port))
        calling = _call(said, requests)
        print(json.dumps(asdict(asyncio.run(calling))), flush=True)


async def _call(said: Round, requests: Sequence[bytes]) -> Came:
    calling = Calling(len(requests))
    return await calling.run(said.port, requests, connections=said.connections, rate=said.rate)


if __name__ == "__main__":
    main(*sys.argv[1:])
